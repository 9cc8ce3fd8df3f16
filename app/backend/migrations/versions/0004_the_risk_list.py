"""The risk list, and how far a camera sees"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "risks",
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("name", sa.String(length=128), nullable=False),
        sa.Column("gloss", sa.String(length=128), nullable=False),
        sa.Column("lat_deg", sa.Float(), nullable=False),
        sa.Column("lon_deg", sa.Float(), nullable=False),
        sa.Column("area_code", sa.String(length=15), nullable=False),
        sa.Column("address", sa.String(length=255), nullable=False),
        sa.Column("address_gloss", sa.String(length=255), nullable=False),
        sa.Column("assessment", sa.JSON(), nullable=False),
        sa.Column("responsible", sa.String(length=64), nullable=False),
        sa.Column("responsible_gloss", sa.String(length=64), nullable=False),
        sa.Column("responsible_phone", sa.String(length=32), nullable=False),
        sa.Column("measures", sa.Text(), nullable=False),
        sa.Column("measures_gloss", sa.Text(), nullable=False),
        sa.Column("review_on", sa.Date(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_risks")),
    )
    with op.batch_alter_table("risks", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_risks_area_code"), ["area_code"], unique=False)
    with op.batch_alter_table("cameras", schema=None) as batch_op:
        batch_op.add_column(sa.Column("range_m", sa.Float(), nullable=False, server_default="100"))
    with op.batch_alter_table("cameras", schema=None) as batch_op:
        batch_op.alter_column("range_m", existing_type=sa.Float(), server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("cameras", schema=None) as batch_op:
        batch_op.drop_column("range_m")
    op.drop_table("risks")
