"""One large number with its name, for the wall and for the head of a screen."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.marks import TONE_SHAPE, draw_mark
from widgets.text import draw_elided
from widgets.theme import BODY_PX, FIGURE_PX, LEAD_PX, UNIT_PX, font, theme
from widgets.tokens import Tone


class StatTile(QWidget):
    """Name above, number below, unit or whole behind it. A grave tone carries its shape too.

    `scale` 2 or more is for the wall. `opened` fires on a click or Enter if `can_open` was given.
    """

    opened = Signal()

    def __init__(self, *, scale: int = 1, can_open: bool = False) -> None:
        super().__init__()
        self._name = self._number = self._unit = ""
        self._tone, self._stale = str(Tone.NONE), False
        self._scale, self._can_open = scale, can_open
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        if can_open:
            self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_stat(self, name: str, number: str, unit: str = "", tone: str = Tone.NONE, *, stale: bool = False) -> None:
        """A stale number is thin, slanted and in the second text colour; say its age beside it."""
        fresh = (name, number, unit, str(tone), stale)
        if fresh != (self._name, self._number, self._unit, self._tone, self._stale):
            self._name, self._number, self._unit, self._tone, self._stale = fresh
            self.setAccessibleName(f"{name} {number} {unit}".strip())
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        wide = QFontMetrics(self._figure_font()).horizontalAdvance(self._number)
        wide += QFontMetrics(self._unit_font()).horizontalAdvance(self._unit)
        named = QFontMetrics(self._name_font()).horizontalAdvance(self._name)
        return QSize(max(wide + UNIT_PX * self._scale, named) + 4 * UNIT_PX * self._scale, 80 * self._scale)

    def minimumSizeHint(self) -> QSize:
        return QSize(96 * self._scale, 72 * self._scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, scale = QPainter(self), theme(), self._scale
        pad = 2 * UNIT_PX * scale
        inner = self.rect().adjusted(pad, UNIT_PX * scale, -pad // 2, -UNIT_PX * scale)
        name_height = QFontMetrics(self._name_font()).height()
        figure = QFontMetrics(self._figure_font())
        top = inner.y() + max(0, (inner.height() - name_height - figure.height()) // 2)
        painter.setFont(self._name_font())
        painter.setPen(look.color("text_second"))
        draw_elided(painter, QRect(inner.x(), top, inner.width(), name_height), self._name)
        base = top + name_height + figure.ascent()
        left = inner.x()
        if self._tone in (Tone.RED, Tone.ORANGE, Tone.YELLOW):
            side = 12 * scale
            place = QRect(left, base - figure.capHeight() // 2 - side // 2, side, side)
            draw_mark(painter, place.toRectF(), TONE_SHAPE[self._tone], look.mark(self._tone))
            left += side + UNIT_PX * scale // 2
        painter.setFont(self._figure_font())
        painter.setPen(look.color("text_second") if self._stale else look.word(self._tone))
        painter.drawText(QPoint(left, base), self._number)
        left += figure.horizontalAdvance(self._number) + UNIT_PX * scale // 2
        painter.setFont(self._unit_font())
        painter.setPen(look.color("text_second"))
        painter.drawText(QPoint(left, base), self._unit)
        if self._can_open and self.hasFocus():
            painter.setPen(look.color("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if self._can_open and event.button() == Qt.MouseButton.LeftButton:
            self.opened.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if self._can_open and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.opened.emit()
        else:
            super().keyPressEvent(event)

    def _name_font(self) -> QFont:
        return font(BODY_PX if self._scale == 1 else 12, scale=self._scale)

    def _figure_font(self) -> QFont:
        made = font(FIGURE_PX, bold=not self._stale, scale=self._scale)
        made.setItalic(self._stale)
        return made

    def _unit_font(self) -> QFont:
        return font(LEAD_PX if self._scale == 1 else 12, scale=self._scale)
