"""Views of the map that seats share"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "map_views",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("look", sa.JSON(none_as_null=True), nullable=False),
        sa.Column("area_code", sa.String(length=15), nullable=False),
        sa.Column("owner_id", sa.Integer(), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("made_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("deleted_utc", sa.DateTime(timezone=True), nullable=True),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_map_views")),
    )
    with op.batch_alter_table("map_views", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_map_views_area_code"), ["area_code"], unique=False)


def downgrade() -> None:
    op.drop_table("map_views")
