"""An alarm may have no place, and notes which account owns it"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    with op.batch_alter_table("alarms", schema=None) as batch_op:
        batch_op.alter_column("lat_deg", existing_type=sa.Float(), nullable=True)
        batch_op.alter_column("lon_deg", existing_type=sa.Float(), nullable=True)
        batch_op.add_column(sa.Column("owner_id", _KEY, nullable=True))
    # Until now an owner was a name: of two of that name the one who was there first.
    op.execute(
        "UPDATE alarms SET owner_id = (SELECT min(accounts.id) FROM accounts WHERE accounts.name = alarms.owner) "
        "WHERE owner <> ''"
    )


def downgrade() -> None:
    # The older version knows no alarm without a place: those go to where it put them.
    op.execute(
        "UPDATE alarms SET "
        "lat_deg = coalesce((SELECT areas.lat_deg FROM areas WHERE areas.code = alarms.area_code), 0), "
        "lon_deg = coalesce((SELECT areas.lon_deg FROM areas WHERE areas.code = alarms.area_code), 0) "
        "WHERE lat_deg IS NULL"
    )
    with op.batch_alter_table("alarms", schema=None) as batch_op:
        batch_op.drop_column("owner_id")
        batch_op.alter_column("lat_deg", existing_type=sa.Float(), nullable=False)
        batch_op.alter_column("lon_deg", existing_type=sa.Float(), nullable=False)
