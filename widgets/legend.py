"""The names of a chart's lines or parts, in one row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from widgets.text import draw_elided
from widgets.theme import HINT_PX, UNIT_PX, font, theme


class Legend(QWidget):
    """Small squares in the lines' tones, each with its name; names that find no room are left out at the end."""

    def __init__(self) -> None:
        super().__init__()
        self._names: list[tuple[str, str]] = []

    def set_names(self, names: Sequence[tuple[str, str]]) -> None:
        """(name, tone) from first to last."""
        self._names = list(names)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, left = QPainter(self), 0
        painter.setFont(font(HINT_PX))
        metrics = QFontMetrics(painter.font())
        for name, tone in self._names:
            width = metrics.horizontalAdvance(name) + 2
            if left + 14 + width > self.width():
                return
            painter.fillRect(QRect(left, self.height() // 2 - 4, 8, 8), theme().mark(tone))
            painter.setPen(theme().color("text_second"))
            draw_elided(painter, QRect(left + 14, 0, width, self.height()), name)
            left += 14 + width + 2 * UNIT_PX
