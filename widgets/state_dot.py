"""A state in one line: shape, colour and word together."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.marks import Shape, draw_mark
from widgets.text import draw_elided
from widgets.theme import BODY_PX, font, theme
from widgets.tokens import Tone

_MARK_PX = 10


class StateDot(QWidget):
    """Shape `shape` in the colour of `tone`, then the word. Give RING for stale and STRUCK for offline."""

    def __init__(self, word: str = "", tone: str = Tone.QUIET, shape: str = Shape.DISC, *, bold: bool = False) -> None:
        super().__init__()
        self._word, self._tone, self._shape = word, str(tone), str(shape)
        self._font = font(BODY_PX, bold=bold)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_state(self, word: str, tone: str, shape: str) -> None:
        if (word, tone, shape) != (self._word, self._tone, self._shape):
            self._word, self._tone, self._shape = word, tone, shape
            self.setAccessibleName(word)
            self.updateGeometry()
            self.update()

    def word(self) -> str:
        return self._word

    def sizeHint(self) -> QSize:
        return QSize(_MARK_PX + 7 + QFontMetrics(self._font).horizontalAdvance(self._word), 20)

    def minimumSizeHint(self) -> QSize:
        return QSize(_MARK_PX + 7, 20)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        place = QRectF(0, (self.height() - _MARK_PX) / 2, _MARK_PX, _MARK_PX)
        ink = theme().color("text") if self._tone == Tone.NONE else theme().mark(self._tone)
        draw_mark(painter, place, self._shape, ink)
        painter.setFont(self._font)
        painter.setPen(theme().word(self._tone))
        left = _MARK_PX + 6
        draw_elided(painter, QRect(left, 0, self.width() - left, self.height()), self._word)
