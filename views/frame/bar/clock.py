"""The city's clock."""

from __future__ import annotations

from PySide6.QtCore import SignalInstance

from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.frame.bar.item import BarItem
from widgets.text import label


class ClockItem(BarItem):
    """HH:mm:ss of the city, the date beside it."""

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__(stores, settings, edge="left")
        self._date = self.detail()
        self._time = label("", "title")
        self.row.addWidget(self._time)

    def sources(self) -> tuple[SignalInstance, ...]:
        return (self.stores.clock.second_passed, self.stores.clock.clock_changed)

    def refresh(self) -> None:
        now = self.stores.clock.now_utc()
        self._date.setText(words.local_date(now))
        self._time.setText(words.local_time(now))
