"""An order on its way from a seat to the server, as the outbox keeps it and screens show it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.orders import FINAL_STATES, OrderState


@dataclass(frozen=True, slots=True, kw_only=True)
class PendingOrder:
    """One order with what became of it.

    `name` is a key of `routes.ORDERS`, `thing_id` and `version` what it acts on as the seat saw it (None where it
    makes something new), `body` the plain JSON object that is sent. A FAILED order carries the problem's stable code
    and sentence; an ACCEPTED one the receipt's thing and event number. `created_utc` is wall time at this seat.
    """

    key: str
    name: str
    body: dict[str, object]
    state: OrderState
    created_utc: datetime
    thing_id: int | None = None
    version: int | None = None
    problem_code: str | None = None
    problem_sentence: str | None = None
    receipt_id: int | None = None
    receipt_seq: int | None = None

    @property
    def settled(self) -> bool:
        """True once the server has answered for good."""
        return self.state in FINAL_STATES
