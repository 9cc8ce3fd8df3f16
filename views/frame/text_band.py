"""A band of one sentence over every screen: orange, with a mark that says that something is not as it should be."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from widgets.marks import Shape, draw_mark
from widgets.text import draw_elided
from widgets.theme import BODY_PX, ROW_PX, UNIT_PX, font, theme

_MARK_PX = 12


class TextBand(QWidget):
    """Hidden until there is something to say."""

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(ROW_PX)
        self.hide()

    def say(self, sentence: str) -> None:
        """Show a sentence; "" hides the band."""
        if sentence != self.accessibleName():
            self.setAccessibleName(sentence)
            self.update()
        self.setVisible(bool(sentence))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        painter.fillRect(self.rect(), look.color("orange_fill"))
        ink = look.color("on_orange")
        mark = QRectF(2 * UNIT_PX, (self.height() - _MARK_PX) / 2, _MARK_PX, _MARK_PX)
        draw_mark(painter, mark, Shape.RING, ink)
        painter.setPen(ink)
        painter.setFont(font(BODY_PX, bold=True))
        draw_elided(painter, self.rect().adjusted(4 * UNIT_PX, 0, -UNIT_PX, 0), self.accessibleName())
