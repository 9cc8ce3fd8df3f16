"""What is on screen is no longer live: a band over every screen that says since when, and that orders are kept."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QHideEvent, QShowEvent

from app.stores import Stores
from app.stores.link import LinkState
from views import words
from views.frame.text_band import TextBand


class StaleBand(TextBand):
    """Shown while the link has been heard before and is not live now, else hidden."""

    def __init__(self, stores: Stores) -> None:
        super().__init__()
        self._stores = stores
        stores.link.link_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        link = self._stores.link
        silent_s = link.since_last_s()
        lost = link.state in (LinkState.STALE, LinkState.OFFLINE, LinkState.CONNECTING) and silent_s < float("inf")
        if not lost:
            self.say("")
            return
        then = words.local_time(self._stores.clock.now_utc())
        told = self.tr("No live data for {age}; this is the state at {time}. Orders wait here and are sent later.")
        self.say(told.format(age=words.age_text(silent_s), time=then))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        self._stores.clock.second_passed.connect(self.refresh)

    def hideEvent(self, event: QHideEvent) -> None:
        self._stores.clock.second_passed.disconnect(self.refresh)
