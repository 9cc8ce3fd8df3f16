"""A level as a filled word with its shape: 暴雨红色, Ⅰ级. Never colour alone."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.marks import TONE_SHAPE, draw_mark
from widgets.text import draw_elided
from widgets.theme import BODY_PX, UNIT_PX, font, theme
from widgets.tokens import Tone


class LevelBadge(QWidget):
    """One level and its word. `scale` 2 is for the wall."""

    def __init__(self, text: str = "", tone: str = Tone.QUIET, *, scale: int = 1) -> None:
        super().__init__()
        self._text, self._tone, self._scale = "", str(tone), scale
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.set_level(text, tone)

    def set_level(self, text: str, tone: str) -> None:
        self._text, self._tone = text, tone
        self.setAccessibleName(text)
        self.updateGeometry()
        self.update()

    def text(self) -> str:
        return self._text

    def sizeHint(self) -> QSize:
        width = QFontMetrics(self._font()).horizontalAdvance(self._text)
        mark = 0 if self._tone in (Tone.QUIET, Tone.NONE) else 16
        return QSize(width + (2 * UNIT_PX + mark) * self._scale, 24 * self._scale)

    def minimumSizeHint(self) -> QSize:
        return self.sizeHint()  # half a level would be read as another

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, scale = QPainter(self), self._scale
        painter.fillRect(self.rect(), theme().fill(self._tone))
        ink = theme().on_fill(self._tone)
        left = UNIT_PX * scale
        if self._tone not in (Tone.QUIET, Tone.NONE):
            side = 10 * scale
            place = QRect(left, (self.height() - side) // 2, side, side)
            draw_mark(painter, place.toRectF(), TONE_SHAPE[self._tone], ink)
            left += 16 * scale
        painter.setFont(self._font())
        painter.setPen(ink)
        room = self.width() - left - UNIT_PX * scale + 1
        draw_elided(painter, QRect(left, 0, room, self.height()), self._text, Qt.AlignmentFlag.AlignLeft)

    def _font(self) -> QFont:
        return font(BODY_PX, bold=True, scale=self._scale)
