"""Fences, and the fence that an alarm is about"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "fences",
        sa.Column("name", sa.String(length=64), nullable=False),
        sa.Column("gloss", sa.String(length=64), nullable=False),
        sa.Column("rule", sa.String(32), nullable=False),
        sa.Column("points", sa.JSON(), nullable=False),
        sa.Column("area_code", sa.String(length=15), nullable=False),
        sa.Column("level", sa.String(32), nullable=False),
        sa.Column("made_utc", sa.DateTime(timezone=True), nullable=False),
        sa.Column("made_by", sa.String(length=64), nullable=False),
        sa.Column("kinds", sa.JSON(), nullable=False),
        sa.Column("unit_ids", sa.JSON(), nullable=False),
        sa.Column("corridor_m", sa.Float(), nullable=False),
        sa.Column("return_limit_min", sa.Float(), nullable=False),
        sa.Column("severe_after_min", sa.Float(), nullable=False),
        sa.Column("from_min", sa.Integer(), nullable=True),
        sa.Column("to_min", sa.Integer(), nullable=True),
        sa.Column("closed_utc", sa.DateTime(timezone=True), nullable=True),
        sa.Column("closed_by", sa.String(length=64), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), autoincrement=True, nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_fences")),
    )
    with op.batch_alter_table("fences", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_fences_closed_utc"), ["closed_utc"], unique=False)
    with op.batch_alter_table("alarms", schema=None) as batch_op:
        batch_op.add_column(sa.Column("fence_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True))
        batch_op.create_index(batch_op.f("ix_alarms_fence_id"), ["fence_id"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("alarms", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_alarms_fence_id"))
        batch_op.drop_column("fence_id")
    op.drop_table("fences")
