"""Receipts are rows of their own, and no longer part of their message's row"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any

import sqlalchemy as sa
from alembic import op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_KEY = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_MESSAGES = sa.table("messages", sa.column("id", _KEY), sa.column("receipts", sa.JSON()))
_RECEIPTS = sa.table(
    "receipts",
    sa.column("message_id", _KEY),
    sa.column("unit_id", _KEY),
    sa.column("place", sa.Integer()),
    sa.column("delivered_utc", sa.DateTime(timezone=True)),
    sa.column("read_utc", sa.DateTime(timezone=True)),
)
# Messages that are in memory at a time, each with up to 500 receipts.
_PAGE = 200


def upgrade() -> None:
    op.create_table(
        "receipts",
        sa.Column("message_id", _KEY, nullable=False),
        sa.Column("unit_id", _KEY, autoincrement=False, nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("delivered_utc", sa.DateTime(timezone=True), nullable=True),
        sa.Column("read_utc", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["message_id"], ["messages.id"], name=op.f("fk_receipts_message_id")),
        sa.PrimaryKeyConstraint("message_id", "unit_id", name=op.f("pk_receipts")),
    )
    for page in _pages(sa.select(_MESSAGES.c.id, _MESSAGES.c.receipts)):
        rows = [row for message_id, receipts in page for row in _rows(message_id, receipts)]
        if rows:
            op.get_bind().execute(sa.insert(_RECEIPTS), rows)
    # Not in a batch: that would drop the table which receipts point to.
    op.drop_column("messages", "receipts")


def downgrade() -> None:
    op.add_column("messages", sa.Column("receipts", sa.JSON(), nullable=False, server_default="[]"))
    for page in _pages(sa.select(_MESSAGES.c.id)):
        for (message_id,) in page:
            rows = op.get_bind().execute(
                sa.select(_RECEIPTS).where(_RECEIPTS.c.message_id == message_id).order_by(_RECEIPTS.c.place)
            )
            receipts = [
                {"unit_id": row.unit_id, "delivered_utc": _text(row.delivered_utc), "read_utc": _text(row.read_utc)}
                for row in rows
            ]
            op.get_bind().execute(sa.update(_MESSAGES).where(_MESSAGES.c.id == message_id).values(receipts=receipts))
    op.drop_table("receipts")
    with op.batch_alter_table("messages", schema=None) as batch_op:
        batch_op.alter_column("receipts", existing_type=sa.JSON(), server_default=None)


def _pages(chosen: sa.Select[Any]) -> Iterator[list[Any]]:
    next_page = chosen.where(_MESSAGES.c.id > sa.bindparam("last")).order_by(_MESSAGES.c.id).limit(_PAGE)
    last = 0
    while page := op.get_bind().execute(next_page, {"last": last}).all():
        yield list(page)
        last = page[-1].id


def _rows(message_id: int, receipts: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """One row a unit: a group that named a member twice gave it two receipts, and both were written alike."""
    once = {receipt["unit_id"]: receipt for receipt in receipts}
    for place, receipt in enumerate(once.values()):
        yield {
            "message_id": message_id,
            "unit_id": receipt["unit_id"],
            "place": place,
            "delivered_utc": _moment(receipt["delivered_utc"]),
            "read_utc": _moment(receipt["read_utc"]),
        }


def _moment(text: str | None) -> datetime | None:
    return None if text is None else datetime.fromisoformat(text).astimezone(UTC)


def _text(moment: datetime | None) -> str | None:
    """As the old form had it. SQLite keeps no zone."""
    if moment is None:
        return None
    at_utc = moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment.astimezone(UTC)
    return at_utc.isoformat().replace("+00:00", "Z")
