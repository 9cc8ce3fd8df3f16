"""Comms: text messages from a seat to a unit or a talkgroup, and what the terminals say of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import Any

from sqlalchemy import Select, insert, select, update
from sqlalchemy.ext.asyncio import AsyncSession

from app.api.order_bodies import FormTalkgroup, Note, SendMessage
from app.backend.actors import Actor, require_covers
from app.backend.orders import Command
from app.backend.tables_city import MessageRow, ReceiptRow
from app.backend.transaction import Transaction
from app.domain.areas import LEVEL_DIGITS
from app.domain.comms import LONGEST_TEXT, MOST_ADDRESSED, Message, MessageReceipts, Receipt, Talkgroup
from app.domain.errors import Refusal
from app.domain.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptHeard:
    """A terminal's receipt: the text has reached it, or was read on it."""

    unit_id: int
    read: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptsHeard:
    """What several terminals said of one text since the last word: one event for all."""

    heard: tuple[ReceiptHeard, ...]


async def send_message(tx: Transaction, actor: Actor, body: SendMessage) -> Message:
    """A text to one unit, one group, or the units of a broadcast. Nothing is delivered until a terminal says so."""
    if (body.unit_id is not None) + (body.talkgroup_id is not None) + bool(body.unit_ids) != 1:
        raise Refusal("one_address", "Address exactly one unit, one talkgroup, or the units of a broadcast.")
    if not body.text.strip() or len(body.text) > LONGEST_TEXT:
        raise Refusal("text_length", f"A message has 1 to {LONGEST_TEXT} characters.")
    if body.unit_id is not None:
        unit = await tx.load(Unit, body.unit_id)
        return await _keep(tx, new_message(tx, body.text, unit.area_code, [unit.id], unit_id=unit.id))
    if body.unit_ids:
        units = await _units(tx, body.unit_ids)
        addressed = [unit.id for unit in units]
        return await _keep(tx, new_message(tx, body.text, _common_area(units), addressed))
    assert body.talkgroup_id is not None
    group = await tx.load(Talkgroup, body.talkgroup_id)
    _require_open(group)
    return await _keep(tx, new_message(tx, body.text, group.area_code, group.member_ids, talkgroup_id=group.id))


async def keep_messages(tx: Transaction, messages: Sequence[Message]) -> list[Message]:
    """New messages with their receipts, in two steps however many there are, told as sent."""
    made = await tx.add_all(messages, "message_sent")
    rows = [
        {"place": place, **_columns(message, receipt)}
        for message in made
        for place, receipt in enumerate(message.receipts)
    ]
    if rows:
        await tx.session.execute(insert(ReceiptRow), rows)
    return made


async def _keep(tx: Transaction, message: Message) -> Message:
    (made,) = await keep_messages(tx, [message])
    return made


def new_message(
    tx: Transaction,
    text: str,
    area_code: str,
    addressed: Sequence[int],
    *,
    unit_id: int | None = None,
    talkgroup_id: int | None = None,
) -> Message:
    """A message, not yet kept, with one open receipt per unit addressed; `area_code` is that of the unit or group."""
    return Message(
        id=0,
        version=1,
        sender=tx.actor.name,
        seat=tx.actor.seat,
        text=text,
        sent_utc=tx.now_utc,
        area_code=area_code,
        unit_id=unit_id,
        talkgroup_id=talkgroup_id,
        receipts=tuple(Receipt(unit_id=one) for one in dict.fromkeys(addressed)),
    )


async def form_talkgroup(tx: Transaction, actor: Actor, body: FormTalkgroup) -> Talkgroup:
    """A temporary group of the units named, in the area that holds them all. Their own groups stay as they are."""
    name = body.name.strip()
    if not name:
        raise Refusal("name_needed", "Give the group a name.")
    units = await _units(tx, body.member_ids)
    group = Talkgroup(
        id=0,
        version=1,
        name=name,
        gloss=name,
        area_code=_common_area(units),
        member_ids=tuple(unit.id for unit in units),
        temporary=True,
    )
    return await tx.add(group, "talkgroup_formed")


async def end_talkgroup(
    tx: Transaction, actor: Actor, talkgroup_id: int, body: Note, version: int | None = None
) -> Talkgroup:
    """Ends a temporary group. Refusals `not_temporary`, `group_ended`."""
    group = await tx.load(Talkgroup, talkgroup_id, version)
    if not group.temporary:
        raise Refusal("not_temporary", "Only a temporary group can be ended.")
    _require_open(group)
    return await tx.save(replace(group, ended_utc=tx.now_utc), "talkgroup_ended")


async def _units(tx: Transaction, unit_ids: Sequence[int]) -> list[Unit]:
    """The units, each once, all within the seat's area."""
    once = list(dict.fromkeys(unit_ids))
    if not 1 <= len(once) <= MOST_ADDRESSED:
        raise Refusal("units_needed", f"Name 1 to {MOST_ADDRESSED} units.")
    return await tx.load_all(Unit, once)


def _common_area(units: Sequence[Unit]) -> str:
    """The code of the smallest area that holds all of them."""
    finest_first = sorted(LEVEL_DIGITS.values(), reverse=True)
    shared = [codes for digits in finest_first if len(codes := {unit.area_code[:digits] for unit in units}) == 1]
    return shared[0].pop()


def _require_open(group: Talkgroup) -> None:
    if group.ended_utc is not None:
        raise Refusal("group_ended", "This temporary group has been ended.", 409)


async def receipts_heard(
    tx: Transaction, actor: Actor, message_id: int, body: ReceiptsHeard, version: int | None = None
) -> None:
    """Receipts from terminals, which know no version; a later word never takes an earlier one back. Only what changes
    is written, noted and told, however many units have the message. Refusals `not_found`, `not_addressed`.
    """
    message = await tx.session.get(MessageRow, message_id)
    if message is None:
        raise Refusal("not_found", f"There is no message {message_id}.", 404)
    require_covers(actor, message.area_code)
    asked = {word.unit_id for word in body.heard}
    found = await tx.session.execute(
        select(ReceiptRow.unit_id, ReceiptRow.delivered_utc, ReceiptRow.read_utc)
        .where(ReceiptRow.message_id == message_id, ReceiptRow.unit_id.in_(asked))
        .order_by(ReceiptRow.place)
    )
    before = {
        unit_id: Receipt(unit_id=unit_id, delivered_utc=delivered_utc, read_utc=read_utc)
        for unit_id, delivered_utc, read_utc in found
    }
    if asked - before.keys():
        raise Refusal("not_addressed", "This message was not sent to that unit.")
    after = dict(before)
    for word in body.heard:
        after[word.unit_id] = _heard(after[word.unit_id], tx, word.read)
    changed = [unit_id for unit_id in before if after[unit_id] != before[unit_id]]
    if not changed:
        return
    old = _receipts(message, [before[unit_id] for unit_id in changed])
    message.version += 1
    new = _receipts(message, [after[unit_id] for unit_id in changed])
    await tx.session.flush()
    await tx.session.execute(update(ReceiptRow), [_columns(message, receipt) for receipt in new.receipts])
    tx.note(MessageRow.NOUN, message_id, old, new)
    event = "message_read" if any(word.read for word in body.heard) else "message_delivered"
    tx.emit(event, "receipts", new, new.area_code)


def _heard(receipt: Receipt, tx: Transaction, read: bool) -> Receipt:
    return replace(
        receipt,
        delivered_utc=receipt.delivered_utc or tx.now_utc,
        read_utc=receipt.read_utc or (tx.now_utc if read else None),
    )


def _columns(message: Message | MessageRow, receipt: Receipt) -> dict[str, Any]:
    return {
        "message_id": message.id,
        "unit_id": receipt.unit_id,
        "delivered_utc": receipt.delivered_utc,
        "read_utc": receipt.read_utc,
    }


def _receipts(message: MessageRow, receipts: Sequence[Receipt]) -> MessageReceipts:
    return MessageReceipts(
        id=message.id, version=message.version, area_code=message.area_code, receipts=tuple(receipts)
    )


async def read_messages(session: AsyncSession, chosen: Select[MessageRow]) -> list[Message]:
    """The messages of a query, in its order, with all of their receipts."""
    rows = (await session.scalars(chosen)).all()
    receipts: dict[int, list[Receipt]] = {row.id: [] for row in rows}
    # Plain columns, because there may be tens of thousands.
    columns = ReceiptRow.__table__.c
    found = await session.execute(
        select(columns.message_id, columns.unit_id, columns.delivered_utc, columns.read_utc)
        .where(columns.message_id.in_(chosen.with_only_columns(MessageRow.id)))
        .order_by(columns.message_id, columns.place)
    )
    for message_id, unit_id, delivered_utc, read_utc in found:
        receipts[message_id].append(Receipt(unit_id=unit_id, delivered_utc=delivered_utc, read_utc=read_utc))
    return [row.read(Message, receipts=tuple(receipts[row.id])) for row in rows]


COMMANDS: dict[str, Command] = {
    "send_message": send_message,
    "receipts_heard": receipts_heard,
    "form_talkgroup": form_talkgroup,
    "end_talkgroup": end_talkgroup,
}
