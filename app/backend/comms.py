"""Comms: text messages from a seat to a unit or a talkgroup, and what the terminals say of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from app.api.routes import SendMessage
from app.backend.actors import Actor
from app.backend.orders import Command
from app.backend.transaction import Transaction
from app.domain.comms import LONGEST_TEXT, Message, Receipt, Talkgroup
from app.domain.errors import Refusal
from app.domain.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageHeard:
    """A terminal's receipt: the text has reached it, or was read on it."""

    unit_id: int
    read: bool = False


async def send_message(tx: Transaction, actor: Actor, body: SendMessage) -> Message:
    """A text to exactly one unit or group. Nothing is delivered until a terminal says so."""
    if (body.unit_id is None) == (body.talkgroup_id is None):
        raise Refusal("one_address", "Address exactly one unit or one talkgroup.")
    if not body.text.strip() or len(body.text) > LONGEST_TEXT:
        raise Refusal("text_length", f"A message has 1 to {LONGEST_TEXT} characters.")
    if body.unit_id is not None:
        unit = await tx.load(Unit, body.unit_id)
        return await tx.add(new_message(tx, body.text, unit.area_code, [unit.id], unit_id=unit.id), "message_sent")
    assert body.talkgroup_id is not None
    group = await tx.load(Talkgroup, body.talkgroup_id)
    message = new_message(tx, body.text, group.area_code, group.member_ids, talkgroup_id=group.id)
    return await tx.add(message, "message_sent")


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
        receipts=tuple(Receipt(unit_id=one) for one in addressed),
    )


async def message_heard(
    tx: Transaction, actor: Actor, message_id: int, body: MessageHeard, version: int | None = None
) -> Message:
    """A receipt from a terminal; a later word never takes an earlier one back. Refusal `not_addressed`."""
    message = await tx.load(Message, message_id, version)
    if all(receipt.unit_id != body.unit_id for receipt in message.receipts):
        raise Refusal("not_addressed", "This message was not sent to that unit.")
    receipts = tuple(
        _heard(receipt, tx, body.read) if receipt.unit_id == body.unit_id else receipt for receipt in message.receipts
    )
    if receipts == message.receipts:
        return message
    event = "message_read" if body.read else "message_delivered"
    return await tx.save(replace(message, receipts=receipts), event)


def _heard(receipt: Receipt, tx: Transaction, read: bool) -> Receipt:
    return replace(
        receipt,
        delivered_utc=receipt.delivered_utc or tx.now_utc,
        read_utc=receipt.read_utc or (tx.now_utc if read else None),
    )


COMMANDS: dict[str, Command] = {
    "send_message": send_message,
    "message_heard": message_heard,
}
