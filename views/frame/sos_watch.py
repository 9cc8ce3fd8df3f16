"""Keeps the SOS banner and the alarm sound in step with the calls for help."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.actions import Actions, Refusal
from app.domain.alarms import Alarm, Verdict
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.alarm_places import place_of
from widgets.banner import SosBanner, SosCall
from widgets.sound import AlarmSound


class SosWatch(QObject):
    """A call is on the banner until the feed says that it is closed, and sounds until the feed says that it is owned.

    `show_requested(alarm_id)` asks for the place of a call; `refused(sentence)` says why an order was not given,
    `claimed(alarm_id)` that this seat has asked to own one: whoever claims wants to see the place.
    """

    show_requested = Signal(int)
    refused = Signal(str)
    claimed = Signal(int)

    def __init__(
        self, stores: Stores, actions: Actions, settings: Settings, banner: SosBanner, sound: AlarmSound
    ) -> None:
        super().__init__(banner)
        self._stores, self._orders, self._settings = stores, actions, settings
        self._banner, self._sound = banner, sound
        self._ticking = False
        stores.alarms.alarms_changed.connect(self.refresh)
        stores.outbox.outbox_changed.connect(self.refresh)
        settings.settings_changed.connect(self.refresh)
        banner.claim_requested.connect(self.claim)
        banner.close_requested.connect(self._close)
        banner.show_requested.connect(self.show_requested)
        self.refresh()

    def refresh(self) -> None:
        calls = self._stores.alarms.sos()
        self._banner.set_calls([self._call(alarm) for alarm in calls])
        self._sound.set_muted(not self._settings.alarm_sound)
        if any(not alarm.owner for alarm in calls):
            self._sound.start()
        else:
            self._sound.stop()
        self._tick(bool(calls))

    def claim(self, alarm_id: int) -> None:
        """Ask to own a call or any other alarm; an order that is on its way already is not given again."""
        alarm = self._stores.alarms.get(alarm_id)
        if alarm is None or self._stores.outbox.orders_on(alarm_id, "claim_alarm"):
            return
        try:
            self._orders.alarms.claim(alarm)
        except Refusal as refusal:
            self.refused.emit(words.fault_sentence(refusal))
        else:
            self.claimed.emit(alarm_id)

    def close(self, alarm_id: int, verdict: Verdict) -> None:
        alarm = self._stores.alarms.get(alarm_id)
        if alarm is None or self._stores.outbox.orders_on(alarm_id, "close_alarm"):
            return
        try:
            self._orders.alarms.close(alarm, verdict)
        except Refusal as refusal:
            self.refused.emit(words.fault_sentence(refusal))

    def _close(self, alarm_id: int, was_true: bool) -> None:
        self.close(alarm_id, Verdict.TRUE if was_true else Verdict.FALSE)

    def _call(self, alarm: Alarm) -> SosCall:
        account, language = self._stores.session.account, self._settings.language
        area = self._stores.reference.area(alarm.area_code)
        detail = words.named(area, language) if area else alarm.area_code
        if place_of(self._stores, alarm) is None:
            detail = self.tr("no position known, of {area}").format(area=detail)
        if self._stores.outbox.orders_on(alarm.id, "claim_alarm", "close_alarm"):
            detail = self.tr("{place} – your order is on its way").format(place=detail)
        age_s = (self._stores.clock.now_utc() - alarm.raised_utc).total_seconds()
        return SosCall(
            key=alarm.id,
            title=words.titled(alarm, language),
            detail=detail,
            age=words.age_text(age_s),
            owner=alarm.owner,
            mine=account is not None and alarm.owner_id == account.id,
        )

    def _tick(self, wanted: bool) -> None:
        """Follow the clock only while there is an age to show."""
        if wanted and not self._ticking:
            self._stores.clock.second_passed.connect(self.refresh)
        elif not wanted and self._ticking:
            self._stores.clock.second_passed.disconnect(self.refresh)
        self._ticking = wanted
