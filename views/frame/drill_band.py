"""A drill looks different from the first pixel: a striped band with the word 演练 over every screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPointF, QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPolygonF
from PySide6.QtWidgets import QWidget

from app.stores import Stores
from widgets.theme import BODY_PX, font, theme

_STRIPE_PX = 16


class DrillBand(QWidget):
    """Shown while the governing response is a drill, else hidden."""

    def __init__(self, stores: Stores) -> None:
        super().__init__()
        self._stores = stores
        self.setFixedHeight(24)
        stores.plans.plans_changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        run = self._stores.plans.active()
        self.setVisible(run is not None and run.drill)
        self.setAccessibleName(self.tr("DRILL – not a real response"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, height = QPainter(self), theme(), self.height()
        painter.fillRect(self.rect(), look.color("panel"))
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("blue_fill"))
        for x in range(-height, self.width(), 2 * _STRIPE_PX):
            corners = ((x, height), (x + height, 0), (x + height + _STRIPE_PX, 0), (x + _STRIPE_PX, height))
            painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
        painter.setFont(font(BODY_PX, bold=True))
        words = self.accessibleName()
        room = painter.fontMetrics().horizontalAdvance(words) + 48
        for middle in (self.width() // 6, self.width() // 2, self.width() * 5 // 6):
            plate = QRect(middle - room // 2, 0, room, height)
            painter.fillRect(plate, look.color("panel"))
            painter.setPen(look.color("text"))
            painter.drawText(plate, int(Qt.AlignmentFlag.AlignCenter), words)
