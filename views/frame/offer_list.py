"""The list beneath the command line: one painted row per offer."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from views.frame.offers import Offer
from widgets.icons import pixmap
from widgets.text import draw_elided
from widgets.theme import BODY_PX, HINT_PX, TOUCH_PX, UNIT_PX, font, theme

_ICON_PX = 20


class OfferList(QWidget):
    """Shows offers; `chosen(offer)` fires for a press on one. `step` moves the marked one round and round."""

    chosen = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._offers: list[Offer] = []
        self._marked = 0
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_offers(self, offers: Sequence[Offer]) -> None:
        self._offers = list(offers)
        self._marked = 0
        self.updateGeometry()
        self.update()
        self._say()

    def offers(self) -> list[Offer]:
        return list(self._offers)

    def marked(self) -> Offer | None:
        """What Enter would run."""
        return self._offers[self._marked] if self._offers else None

    def step(self, by: int) -> None:
        if self._offers:
            self._marked = (self._marked + by) % len(self._offers)
            self.update()
            self._say()

    def sizeHint(self) -> QSize:
        return QSize(640, TOUCH_PX * len(self._offers))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        for n, offer in enumerate(self._offers):
            row = QRect(0, n * TOUCH_PX, self.width(), TOUCH_PX)
            if n == self._marked:
                painter.fillRect(row, look.color("selection"))
                painter.fillRect(QRect(0, row.y(), 3, TOUCH_PX), look.color("accent"))
            ink = look.color("text" if n == self._marked else "text_second").name()
            icon = pixmap(offer.icon, ink, _ICON_PX, self.devicePixelRatioF())
            painter.drawPixmap(2 * UNIT_PX, row.y() + (TOUCH_PX - _ICON_PX) // 2, icon)
            left = 2 * UNIT_PX + _ICON_PX + UNIT_PX * 3 // 2
            painter.setFont(font(HINT_PX))
            side = min(painter.fontMetrics().horizontalAdvance(offer.subtitle) + UNIT_PX, self.width() // 3)
            painter.setPen(look.color("text_second"))
            place = QRect(self.width() - side - UNIT_PX, row.y(), side, TOUCH_PX)
            draw_elided(painter, place, offer.subtitle, Qt.AlignmentFlag.AlignRight)
            painter.setFont(font(BODY_PX, bold=n == self._marked))
            painter.setPen(look.color("text"))
            draw_elided(painter, QRect(left, row.y(), place.left() - left - UNIT_PX, TOUCH_PX), offer.title)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        row = int(event.position().y()) // TOUCH_PX
        if 0 <= row < len(self._offers) and row != self._marked:
            self._marked = row
            self.update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        row = int(event.position().y()) // TOUCH_PX
        if 0 <= row < len(self._offers) and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(self._offers[row])

    def _say(self) -> None:
        marked = self.marked()
        self.setAccessibleName(f"{marked.title} {marked.subtitle}" if marked else "")
