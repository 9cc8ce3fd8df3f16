"""A level against its own limit: how deep the water stands, and where this place closes."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.theme import theme
from widgets.tokens import Tone

# The tick stands at three quarters, so that one glance down a list compares places with different limits.
_TICK_SHARE = 0.75


def paint_gauge(painter: QPainter, rect: QRect, value: float, limit: float, tone: str) -> None:
    """Fill `rect` to `value`, with a tick at `limit` (same unit, above 0). Values beyond 4/3 of the limit fill it."""
    look = theme()
    painter.fillRect(rect, look.color("line"))
    share = min(1.0, max(0.0, value / limit * _TICK_SHARE)) if limit > 0 else 0.0
    painter.fillRect(QRect(rect.x(), rect.y(), round(rect.width() * share), rect.height()), look.mark(tone))
    tick = max(2, rect.height() // 6)
    x = rect.x() + round(rect.width() * _TICK_SHARE)
    painter.fillRect(QRect(x - tick // 2 - 1, rect.y() - 2, tick + 2, rect.height() + 4), look.color("panel"))
    painter.fillRect(QRect(x - tick // 2, rect.y() - 2, tick, rect.height() + 4), look.color("text"))


class GaugeBar(QWidget):
    """A horizontal bar with a tick. Without a value it is an empty bar, and the words say why."""

    def __init__(self, *, height_px: int = 12) -> None:
        super().__init__()
        self._value: float | None = None
        self._limit, self._tone = 1.0, str(Tone.QUIET)
        self._height_px = height_px
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_level(self, value: float | None, limit: float, tone: str, words: str = "") -> None:
        """`value` None is "not known"; `words` become tooltip and spoken name."""
        self._value, self._limit, self._tone = value, limit, tone
        self.setToolTip(words)
        self.setAccessibleName(words)
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(160, self._height_px + 4)

    def paintEvent(self, event: QPaintEvent) -> None:
        rect = QRect(0, (self.height() - self._height_px) // 2, self.width(), self._height_px)
        paint_gauge(QPainter(self), rect, self._value or 0.0, self._limit, self._tone)
