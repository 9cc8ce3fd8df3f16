"""What is on screen is no longer live: a band over every screen that says since when, and that orders are kept."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRectF
from PySide6.QtGui import QHideEvent, QPainter, QPaintEvent, QShowEvent
from PySide6.QtWidgets import QWidget

from app.stores import Stores
from app.stores.link import LinkState
from views import words
from widgets.marks import Shape, draw_mark
from widgets.text import draw_elided
from widgets.theme import BODY_PX, ROW_PX, UNIT_PX, font, theme

_MARK_PX = 12


class StaleBand(QWidget):
    """Shown while the link has been heard before and is not live now, else hidden."""

    def __init__(self, stores: Stores) -> None:
        super().__init__()
        self._stores = stores
        self.setFixedHeight(ROW_PX)
        stores.link.link_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        link = self._stores.link
        silent_s = link.since_last_s()
        lost = link.state in (LinkState.STALE, LinkState.OFFLINE, LinkState.CONNECTING) and silent_s < float("inf")
        self.setVisible(lost)
        if lost:
            then = words.local_time(self._stores.clock.now_utc())
            told = self.tr("No live data for {age}; this is the state at {time}. Orders wait here and are sent later.")
            self.setAccessibleName(told.format(age=words.age_text(silent_s), time=then))
            self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()

    def showEvent(self, event: QShowEvent) -> None:
        self._stores.clock.second_passed.connect(self.refresh)

    def hideEvent(self, event: QHideEvent) -> None:
        self._stores.clock.second_passed.disconnect(self.refresh)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        painter.fillRect(self.rect(), look.color("orange_fill"))
        ink = look.color("on_orange")
        mark = QRectF(2 * UNIT_PX, (self.height() - _MARK_PX) / 2, _MARK_PX, _MARK_PX)
        draw_mark(painter, mark, Shape.RING, ink)
        painter.setPen(ink)
        painter.setFont(font(BODY_PX, bold=True))
        draw_elided(painter, self.rect().adjusted(4 * UNIT_PX, 0, -UNIT_PX, 0), self.accessibleName())
