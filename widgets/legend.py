"""The names of a chart's lines or parts, in one row."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from widgets.text import draw_elided
from widgets.theme import HINT_PX, UNIT_PX, font, theme

_SQUARE_PX, _STROKE_PX, _LEAST_PX = 8, 20, 24


class Legend(QWidget):
    """Small squares in the parts' tones, or strokes as the lines have them, each with its name. Names that find no
    room are cut at the end, and those of which nothing could be read are left out.
    """

    def __init__(self) -> None:
        super().__init__()
        self._names: list[tuple[str, str]] = []
        self._dashes: tuple[Qt.PenStyle, ...] = ()

    def set_names(self, names: Sequence[tuple[str, str]], dashes: Sequence[Qt.PenStyle] = ()) -> None:
        """(name, tone) from first to last; `dashes`, as many, for lines."""
        self._names, self._dashes = list(names), tuple(dashes)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(80, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, room = QPainter(self), self.contentsRect()
        left = room.left()
        painter.setFont(font(HINT_PX))
        metrics = QFontMetrics(painter.font())
        mark_px = _STROKE_PX if self._dashes else _SQUARE_PX
        for n, (name, tone) in enumerate(self._names):
            width = metrics.horizontalAdvance(name) + 2
            width = min(width, room.right() + 1 - left - mark_px - 6)
            if width < _LEAST_PX:
                return
            middle = self.height() // 2
            if self._dashes:
                painter.setPen(QPen(theme().mark(tone), 2, self._dashes[n]))
                painter.drawLine(left, middle, left + mark_px, middle)
            else:
                painter.fillRect(QRect(left, middle - mark_px // 2, mark_px, mark_px), theme().mark(tone))
            painter.setPen(theme().color("text_second"))
            draw_elided(painter, QRect(left + mark_px + 6, 0, width, self.height()), name)
            left += mark_px + 6 + width + 2 * UNIT_PX
