"""Receipts of a text to hundreds: each is written, noted and told once, and whoever comes later knows as much."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import msgspec
import pytest
from sqlalchemy import func, select

from app.api import routes
from app.api.frames import CHANGE_TYPES, Snapshot
from app.backend import audit
from app.backend.actors import SIMULATION
from app.backend.comms import ReceiptHeard, ReceiptsHeard
from app.backend.past import cities
from app.backend.tables import AuditRow, EventRow
from app.domain.comms import LONGEST_TEXT, MOST_ADDRESSED, Message, MessageReceipts, Receipt
from app.domain.errors import Refusal
from app.domain.units import Unit
from tests.two_streets import MONDAY, NORTH, OFFICER, PUMP_TRUCK, SECOND_OFFICER, SOUTH_OFFICER, Hall, Seat


async def say(hall: Hall, message_id: int, *unit_ids: int, read: bool = False) -> None:
    words = tuple(ReceiptHeard(unit_id=one, read=read) for one in unit_ids)
    await hall.hears("receipts_heard", ReceiptsHeard(heard=words), message_id)


async def message_of(hall: Hall, seat: Seat) -> Message:
    (message,) = (await hall.snapshot(seat)).messages
    return message


async def more_units(hall: Hall, count: int) -> list[int]:
    async with hall.core.orders.batch(SIMULATION) as batch:
        one = await batch.tx.load(Unit, OFFICER)
        more = [
            replace(one, id=0, callsign=f"M-{number}", terminal_number=f"M{number}", talkgroup_id=None)
            for number in range(count)
        ]
        return [unit.id for unit in await batch.tx.add_all(more, None)]


async def test_a_broadcast_to_hundreds_writes_and_tells_each_receipt_and_not_the_message(
    hall: Hall, leader: Seat
) -> None:
    units = await more_units(hall, MOST_ADDRESSED)
    sent = await leader.done("send_message", {"text": "撤" * LONGEST_TEXT, "unit_ids": units})
    first = hall.core.hub.seq
    for read in (False, True):
        hall.later(seconds=5)
        for start in range(0, MOST_ADDRESSED, 50):
            await say(hall, sent, *units[start : start + 50], read=read)
    async with hall.core.database.session() as session:
        things = (await session.scalars(select(EventRow.thing).where(EventRow.seq > first))).all()
        noted = func.sum(func.length(AuditRow.before) + func.length(AuditRow.after))
        noted_bytes = await session.scalar(select(noted).where(AuditRow.order == "receipts_heard"))
    assert len(things) == 20
    # Two words of each unit; with all receipts of the message in every event it would be ten times as much.
    assert sum(map(len, things)) < 2 * MOST_ADDRESSED * 120
    assert noted_bytes < 2 * 2 * MOST_ADDRESSED * 120
    message = await message_of(hall, leader)
    five_s = timedelta(seconds=5)
    assert message.receipts == tuple(
        Receipt(unit_id=one, delivered_utc=MONDAY + five_s, read_utc=MONDAY + 2 * five_s) for one in units
    )


async def test_an_event_has_the_receipts_that_changed_and_no_other(hall: Hall, leader: Seat) -> None:
    sent = await leader.done("send_message", {"text": "a", "unit_ids": [PUMP_TRUCK, OFFICER, SOUTH_OFFICER]})
    await say(hall, sent, OFFICER)
    hall.later(seconds=1)
    await say(hall, sent, SOUTH_OFFICER, OFFICER)
    async with hall.core.database.session() as session:
        row = (await session.scalars(select(EventRow).order_by(EventRow.seq.desc()).limit(1))).one()
        entry = (await session.scalars(select(AuditRow).order_by(AuditRow.seq.desc()).limit(1))).one()
        intact = (await audit.verify(session)).intact
    receipts = (Receipt(unit_id=SOUTH_OFFICER, delivered_utc=MONDAY + timedelta(seconds=1)),)
    told = MessageReceipts(id=sent, version=3, area_code=row.area_code, receipts=receipts)
    assert (row.type, row.noun) == ("message_delivered", "receipts")
    assert msgspec.json.decode(row.thing, type=MessageReceipts) == told
    assert (entry.noun, entry.thing_id, intact) == ("messages", sent, True)
    assert msgspec.json.decode(entry.after, type=MessageReceipts) == told
    before = replace(told, version=2, receipts=(Receipt(unit_id=SOUTH_OFFICER),))
    assert msgspec.json.decode(entry.before, type=MessageReceipts) == before


async def test_a_word_said_again_leaves_no_trace(hall: Hall, leader: Seat) -> None:
    sent = await leader.done("send_message", {"text": "a", "unit_ids": [OFFICER, PUMP_TRUCK]})
    await say(hall, sent, OFFICER, read=True)
    message, seq = await message_of(hall, leader), hall.core.hub.seq

    async def entries() -> int:
        async with hall.core.database.session() as session:
            return await session.scalar(select(func.count()).select_from(AuditRow)) or 0

    noted = await entries()
    hall.later(minutes=1)
    await say(hall, sent, OFFICER, read=True)
    await say(hall, sent, OFFICER)
    assert (await message_of(hall, leader), hall.core.hub.seq, await entries()) == (message, seq, noted)


async def test_a_word_of_a_stranger_refuses_all_that_came_with_it(hall: Hall, leader: Seat) -> None:
    sent = await leader.done("send_message", {"text": "a", "unit_ids": [OFFICER]})
    message = await message_of(hall, leader)
    with pytest.raises(Refusal, match="not sent to that unit"):
        await say(hall, sent, OFFICER, PUMP_TRUCK)
    with pytest.raises(Refusal, match="no message"):
        await say(hall, sent + 1, OFFICER)
    assert await message_of(hall, leader) == message


async def test_who_resumes_knows_what_a_snapshot_says(hall: Hall, leader: Seat) -> None:
    north = await hall.seat(area_code=NORTH)
    sent = await leader.done("send_message", {"text": "a", "unit_ids": [OFFICER, PUMP_TRUCK, SECOND_OFFICER]})
    begun = await hall.snapshot(north)
    for read in (False, True):
        hall.later(seconds=3)
        await say(hall, sent, OFFICER, PUMP_TRUCK, read=read)
        await say(hall, sent, SECOND_OFFICER)
    # What the other street hears is none of this seat's business.
    other = await leader.done("send_message", {"text": "b", "unit_id": SOUTH_OFFICER})
    await say(hall, other, SOUTH_OFFICER)
    await leader.done("send_message", {"text": "c", "unit_id": OFFICER})

    def last(kind: str, data: Any) -> bool:
        return kind == "change" and data["type"] == "message_sent"

    missed = await north.feed(last, f"{begun.epoch}:{begun.seq}")
    assert "snapshot" not in {kind for kind, _data in missed}
    known = {message.id: message for message in begun.messages}
    for kind, data in missed:
        if kind != "change":
            continue
        thing = msgspec.convert(data["thing"], CHANGE_TYPES[data["noun"]])
        known[thing.id] = thing if isinstance(thing, Message) else thing.put_into(known[thing.id])
    now = (await hall.snapshot(north)).messages
    assert tuple(known.values()) == now
    assert [receipt.read_utc is not None for receipt in now[0].receipts] == [True, True, False]


async def test_the_past_knows_the_receipts_of_its_time(hall: Hall, leader: Seat) -> None:
    await cities.keep_first(hall.core)
    sent = await leader.done("send_message", {"text": "a", "unit_ids": [OFFICER, PUMP_TRUCK]})
    hall.later(minutes=30)
    await say(hall, sent, OFFICER)
    hall.later(minutes=40)
    assert await cities.keep_due(hall.core)
    await say(hall, sent, OFFICER, PUMP_TRUCK, read=True)

    async def at(minutes: int) -> Message:
        moment = (MONDAY + timedelta(minutes=minutes)).isoformat()
        answer = await leader.get(routes.PAST_CITY, params={"at": moment})
        (message,) = msgspec.json.decode(answer.content, type=Snapshot).messages
        return message

    assert [receipt.delivered_utc for receipt in (await at(29)).receipts] == [None, None]
    assert [receipt.delivered_utc is not None for receipt in (await at(69)).receipts] == [True, False]
    hall.later(minutes=5)
    assert await at(75) == await message_of(hall, leader)
