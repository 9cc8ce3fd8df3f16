"""Receipts move out of their messages with an upgrade, and back again, and nothing of them is lost."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import command
from sqlalchemy import Connection, select

from app.backend.comms import read_messages
from app.backend.core import Core
from app.backend.migrate import alembic_config
from app.backend.tables_city import MessageRow, ReceiptRow
from app.domain.comms import Message, Receipt
from tests.small_city import CITY
from tests.two_streets import MONDAY

OLD = sa.table(
    "messages",
    *(sa.column(name) for name in ("id", "version", "sender", "seat", "text", "area_code")),
    sa.column("sent_utc", sa.DateTime(timezone=True)),
    sa.column("receipts", sa.JSON()),
)
# More messages than one page of the migration.
MESSAGES = 450
OLD_RECEIPTS: dict[int, list[dict[str, Any]]] = {
    1: [],
    2: [
        {"unit_id": 9, "delivered_utc": "2026-07-06T02:00:00Z", "read_utc": "2026-07-06T02:01:02.345678Z"},
        # Units have no row here: a unit that is gone keeps its receipts.
        {"unit_id": 3, "delivered_utc": "2026-07-06T02:00:00.500000Z", "read_utc": None},
        {"unit_id": 7, "delivered_utc": None, "read_utc": None},
    ],
    **{number: [{"unit_id": number, "delivered_utc": None, "read_utc": None}] for number in range(3, MESSAGES + 1)},
}


def _write_old(connection: Connection) -> None:
    command.downgrade(alembic_config(connection), "0007")
    same = {"version": 4, "sender": "Lu", "seat": "L1", "text": "撤离", "area_code": CITY, "sent_utc": MONDAY}
    connection.execute(
        sa.insert(OLD), [{"id": number, "receipts": receipts, **same} for number, receipts in OLD_RECEIPTS.items()]
    )


def _upgrade(connection: Connection) -> None:
    command.upgrade(alembic_config(connection), "head")


def _read_old(connection: Connection) -> dict[int, list[dict[str, Any]]]:
    command.downgrade(alembic_config(connection), "0007")
    return {row.id: row.receipts for row in connection.execute(select(OLD.c.id, OLD.c.receipts))}


async def test_an_upgrade_keeps_every_receipt_in_its_place(core: Core) -> None:
    async with core.database.engine.begin() as connection:
        await connection.run_sync(_write_old)
        await connection.run_sync(_upgrade)
    async with core.database.session() as session:
        messages = await read_messages(session, select(MessageRow).order_by(MessageRow.id))
    assert [message.id for message in messages] == list(OLD_RECEIPTS)
    assert messages[0].receipts == ()
    assert messages[1] == Message(
        id=2, version=4, sender="Lu", seat="L1", text="撤离", sent_utc=MONDAY, area_code=CITY,
        receipts=(
            Receipt(unit_id=9, delivered_utc=MONDAY, read_utc=MONDAY.replace(minute=1, second=2, microsecond=345_678)),
            Receipt(unit_id=3, delivered_utc=MONDAY.replace(microsecond=500_000)),
            Receipt(unit_id=7),
        ),
    )  # fmt: skip
    assert messages[-1].receipts == (Receipt(unit_id=MESSAGES),)
    async with core.database.engine.begin() as connection:
        assert await connection.run_sync(_read_old) == OLD_RECEIPTS


async def test_a_unit_that_was_named_twice_gets_one_receipt(core: Core) -> None:
    twice = {"unit_id": 9, "delivered_utc": "2026-07-06T02:00:00Z", "read_utc": None}
    receipts = [twice, {"unit_id": 8, "delivered_utc": None, "read_utc": None}, twice]

    def write(connection: Connection) -> None:
        command.downgrade(alembic_config(connection), "0007")
        values = {"id": 1, "version": 1, "sender": "", "seat": "", "text": "", "area_code": CITY, "sent_utc": MONDAY}
        connection.execute(sa.insert(OLD), {"receipts": receipts, **values})
        _upgrade(connection)

    async with core.database.engine.begin() as connection:
        await connection.run_sync(write)
    async with core.database.session() as session:
        rows = (await session.scalars(select(ReceiptRow).order_by(ReceiptRow.place))).all()
    assert [(row.unit_id, row.place) for row in rows] == [(9, 0), (8, 1)]
