"""Orders on alarms, and the call for help on behalf of a unit."""

from __future__ import annotations

from app.actions.desk import OrderDesk
from app.api.order_bodies import CloseAlarm, Note, RaiseSos
from app.api.orders import PendingOrder
from app.domain.alarms import Alarm, Verdict, require_closable, require_ownable


class AlarmActions:
    def __init__(self, desk: OrderDesk) -> None:
        self._desk = desk

    def claim(self, alarm: Alarm, note: str = "") -> PendingOrder:
        """Own an alarm that nobody owns; a leader may take it over."""
        account = self._desk.require_role("claim_alarm")
        require_ownable(alarm, account.id, account.role)
        return self._desk.give("claim_alarm", Note(note=note), alarm.id, alarm.version)

    def close(self, alarm: Alarm, verdict: Verdict, note: str = "") -> PendingOrder:
        """Close an alarm that this seat owns as true or false."""
        account = self._desk.require_role("close_alarm")
        require_closable(alarm, account.id)
        return self._desk.give("close_alarm", CloseAlarm(verdict=verdict, note=note), alarm.id, alarm.version)

    def raise_sos(self, unit_id: int, note: str = "") -> PendingOrder:
        """Raise an SOS for a unit whose call came by other ways."""
        return self._desk.give("raise_sos", RaiseSos(unit_id=unit_id, note=note))
