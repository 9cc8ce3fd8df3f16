"""Temporary talkgroups, formed by a seat and ended by one"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None


def upgrade() -> None:
    with op.batch_alter_table("talkgroups", schema=None) as batch_op:
        batch_op.add_column(sa.Column("temporary", sa.Boolean(), nullable=False, server_default=sa.false()))
        batch_op.add_column(sa.Column("ended_utc", sa.DateTime(timezone=True), nullable=True))
    with op.batch_alter_table("talkgroups", schema=None) as batch_op:
        batch_op.alter_column("temporary", server_default=None)


def downgrade() -> None:
    with op.batch_alter_table("talkgroups", schema=None) as batch_op:
        batch_op.drop_column("ended_utc")
        batch_op.drop_column("temporary")
