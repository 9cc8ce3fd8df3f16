"""Talkgroups and text messages with their receipts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from app.domain.comms import Message, MessageReceipts, Talkgroup

# The newest messages kept in memory; older ones are asked of the server.
MESSAGES_KEPT = 2000


class CommsStore(QObject):
    comms_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._talkgroups: dict[int, Talkgroup] = {}
        self._messages: dict[int, Message] = {}
        self._changed = False

    def talkgroup(self, talkgroup_id: int) -> Talkgroup | None:
        return self._talkgroups.get(talkgroup_id)

    def talkgroups(self) -> list[Talkgroup]:
        """Those that are not ended; temporary ones first, the newest on top."""
        open_groups = [group for group in self._talkgroups.values() if group.ended_utc is None]
        return sorted(open_groups, key=lambda g: (0, "", -g.id) if g.temporary else (1, g.area_code, g.id))

    def message(self, message_id: int) -> Message | None:
        return self._messages.get(message_id)

    def messages(self) -> list[Message]:
        """Newest first."""
        return sorted(self._messages.values(), key=lambda message: (message.sent_utc, message.id), reverse=True)

    def messages_with(self, unit_id: int | None = None, talkgroup_id: int | None = None) -> list[Message]:
        """Newest first: those addressed to the unit, alone or through a group, or those to the group."""
        return [
            message
            for message in self.messages()
            if (talkgroup_id is not None and message.talkgroup_id == talkgroup_id)
            or (unit_id is not None and (message.unit_id == unit_id or _addressed(message, unit_id)))
        ]

    def write(self, things: Iterable[Talkgroup | Message | MessageReceipts]) -> None:
        """Take new states of groups and messages; receipts of a message that is not kept here are passed over."""
        for thing in things:
            if isinstance(thing, Talkgroup):
                self._talkgroups[thing.id] = thing
            elif isinstance(thing, Message):
                self._messages[thing.id] = thing
            elif (message := self._messages.get(thing.id)) is not None:
                self._messages[thing.id] = thing.put_into(message)
            self._changed = True
        if len(self._messages) > MESSAGES_KEPT:
            for old in self.messages()[MESSAGES_KEPT:]:
                del self._messages[old.id]

    def replace(self, things: Iterable[Talkgroup | Message]) -> None:
        """Forget what is known and take a snapshot."""
        self._talkgroups, self._messages, self._changed = {}, {}, True
        self.write(things)

    def let_go(self, before_utc: datetime) -> None:
        """Forget groups that ended and messages that were sent before a city time."""
        groups, messages = self._talkgroups, self._messages
        self._talkgroups = {i: g for i, g in groups.items() if g.ended_utc is None or g.ended_utc >= before_utc}
        self._messages = {i: message for i, message in messages.items() if message.sent_utc >= before_utc}
        self._changed |= (len(self._talkgroups), len(self._messages)) != (len(groups), len(messages))

    def announce(self) -> None:
        if self._changed:
            self._changed = False
            self.comms_changed.emit()


def _addressed(message: Message, unit_id: int) -> bool:
    return any(receipt.unit_id == unit_id for receipt in message.receipts)
