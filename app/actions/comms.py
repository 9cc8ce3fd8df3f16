"""Text to a unit or a group."""

from __future__ import annotations

from app.actions.desk import OrderDesk
from app.api.orders import PendingOrder
from app.api.routes import SendMessage
from app.domain.comms import LONGEST_TEXT
from app.domain.errors import Refusal


class CommsActions:
    def __init__(self, desk: OrderDesk) -> None:
        self._desk = desk

    def send(self, text: str, unit_id: int | None = None, talkgroup_id: int | None = None) -> PendingOrder:
        """Send a text to exactly one of a unit and a group."""
        if (unit_id is None) == (talkgroup_id is None):
            raise Refusal("addressee_needed", "Choose one unit or one group.")
        if not text.strip():
            raise Refusal("text_needed", "Write a text first.")
        if len(text) > LONGEST_TEXT:
            raise Refusal("text_too_long", f"A text has at most {LONGEST_TEXT} characters.")
        body = SendMessage(text=text.strip(), unit_id=unit_id, talkgroup_id=talkgroup_id)
        return self._desk.give("send_message", body)
