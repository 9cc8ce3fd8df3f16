"""The octagon: a shape that nothing but an SOS has."""

from __future__ import annotations

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from widgets.marks import Shape, draw_mark, polygon
from widgets.theme import font, theme


class Octagon(QWidget):
    """A red octagon with the word SOS, `size_px` across; white on red inside a white rim, so it holds on any ground."""

    def __init__(self, size_px: int = 40) -> None:
        super().__init__()
        self.setFixedSize(size_px, size_px)
        self.setAccessibleName("SOS")

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        size = self.width()
        rim = max(1.5, size / 20)
        rect = QRectF(rim, rim, size - 2 * rim, size - 2 * rim)
        draw_mark(painter, rect, Shape.OCTAGON, theme().color("red_fill"))
        painter.setPen(QPen(theme().color("on_red"), rim))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawPolygon(polygon(Shape.OCTAGON, rect))
        painter.setFont(font(max(8, round(size * 0.3)), bold=True))
        painter.drawText(self.rect(), int(Qt.AlignmentFlag.AlignCenter), "SOS")
