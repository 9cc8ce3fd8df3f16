"""Orders: what a seat asks of the backend, and what became of it."""

from __future__ import annotations

from enum import StrEnum


class OrderState(StrEnum):
    """WAITING lies in the outbox. A time-out is UNKNOWN: asked again with the same key, never sent twice."""

    WAITING = "waiting"
    SENT = "sent"
    ACCEPTED = "accepted"
    DELIVERED = "delivered"
    ACKNOWLEDGED = "acknowledged"
    FAILED = "failed"
    UNKNOWN = "unknown"


FINAL_STATES = frozenset({OrderState.ACCEPTED, OrderState.DELIVERED, OrderState.ACKNOWLEDGED, OrderState.FAILED})
