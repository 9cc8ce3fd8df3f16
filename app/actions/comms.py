"""Text to a unit, a group or many units; temporary groups."""

from __future__ import annotations

from collections.abc import Sequence

from app.actions.desk import OrderDesk
from app.api.order_bodies import FormTalkgroup, Note, SendMessage
from app.api.orders import PendingOrder
from app.domain.comms import LONGEST_TEXT, MOST_ADDRESSED, Talkgroup
from app.domain.errors import Refusal


class CommsActions:
    def __init__(self, desk: OrderDesk) -> None:
        self._desk = desk

    def send(self, text: str, unit_id: int | None = None, talkgroup_id: int | None = None) -> PendingOrder:
        """Send a text to exactly one of a unit and a group."""
        if (unit_id is None) == (talkgroup_id is None):
            raise Refusal("addressee_needed", "Choose one unit or one group.")
        body = SendMessage(text=_checked(text), unit_id=unit_id, talkgroup_id=talkgroup_id)
        return self._desk.give("send_message", body)

    def broadcast(self, text: str, unit_ids: Sequence[int]) -> PendingOrder:
        """Send one text to many units at once (广播)."""
        _require_units(unit_ids)
        return self._desk.give("send_message", SendMessage(text=_checked(text), unit_ids=tuple(unit_ids)))

    def form_group(self, name: str, unit_ids: Sequence[int]) -> PendingOrder:
        """Form a temporary group (临时组) of units."""
        _require_units(unit_ids)
        if not name.strip():
            raise Refusal("name_needed", "Give the group a name.")
        return self._desk.give("form_talkgroup", FormTalkgroup(name=name.strip(), member_ids=tuple(unit_ids)))

    def end_group(self, group: Talkgroup) -> PendingOrder:
        """End a temporary group."""
        if not group.temporary:
            raise Refusal("not_temporary", "Only a temporary group can be ended.")
        return self._desk.give("end_talkgroup", Note(), group.id, group.version)


def _checked(text: str) -> str:
    if not text.strip():
        raise Refusal("text_needed", "Write a text first.")
    if len(text) > LONGEST_TEXT:
        raise Refusal("text_too_long", f"A text has at most {LONGEST_TEXT} characters.")
    return text.strip()


def _require_units(unit_ids: Sequence[int]) -> None:
    if not 1 <= len(set(unit_ids)) <= MOST_ADDRESSED:
        raise Refusal("units_needed", f"Name 1 to {MOST_ADDRESSED} units.")
