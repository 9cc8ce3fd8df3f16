"""Events are found by what they say and when"""

from __future__ import annotations

from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_index(op.f("ix_events_type_at_utc"), "events", ["type", "at_utc"], unique=False)


def downgrade() -> None:
    op.drop_index(op.f("ix_events_type_at_utc"), table_name="events")
