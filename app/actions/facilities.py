"""Orders on low points: close the road, open it again."""

from __future__ import annotations

from app.actions.desk import OrderDesk
from app.api.order_bodies import Note
from app.api.orders import PendingOrder
from app.domain.errors import Refusal
from app.domain.facilities import LowPoint


class FacilityActions:
    def __init__(self, desk: OrderDesk) -> None:
        self._desk = desk

    def close_road(self, low_point: LowPoint, note: str = "") -> PendingOrder:
        """封闭."""
        self._desk.require_role("close_road")
        if low_point.closed_utc is not None:
            raise Refusal("road_closed", "This road is closed already.", 409)
        return self._desk.give("close_road", Note(note=note), low_point.id, low_point.version)

    def open_road(self, low_point: LowPoint, note: str = "") -> PendingOrder:
        """恢复通行."""
        self._desk.require_role("open_road")
        if low_point.closed_utc is None:
            raise Refusal("road_open", "This road is open already.", 409)
        return self._desk.give("open_road", Note(note=note), low_point.id, low_point.version)
