"""Who sits here, as what, and on which shift."""

from __future__ import annotations

from PySide6.QtCore import SignalInstance

from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.frame.bar.item import BarItem
from widgets.text import label

# Three shifts a day, by the hour of the city that each begins at. [?] a hall's setting.
_DAY_FROM, _EVENING_FROM = 8, 16


class SeatItem(BarItem):
    """Seat and name in bold, then role and shift."""

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__(stores, settings, edge="left")
        self._caption = self.caption()
        self._who = label("", "strong")
        self.row.addWidget(self._who)
        self._role = self.detail()
        self._shift = self.detail()

    def sources(self) -> tuple[SignalInstance, ...]:
        return (self.stores.session.session_changed, self.stores.clock.second_passed)

    def refresh(self) -> None:
        self._caption.setText(self.tr("Seat"))
        account = self.stores.session.account
        if account is None:
            self._who.setText(self.tr("nobody"))
            self._role.setText("")
            self._shift.setText("")
            return
        name = words.named(account, self.settings.language)
        self._who.setText(" ".join(part for part in (account.seat, name) if part))
        self._role.setText(words.role_word(account.role))
        self._shift.setText(self._shift_word(words.local(self.stores.clock.now_utc()).hour))

    def _shift_word(self, hour: int) -> str:
        if hour < _DAY_FROM:
            return self.tr("night shift")
        return self.tr("day shift") if hour < _EVENING_FROM else self.tr("evening shift")
