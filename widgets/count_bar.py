"""How many of how many: a name, a bar and the number, one line each, as in a roll call."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from widgets.text import draw_elided
from widgets.theme import BODY_PX, ROW_PX, UNIT_PX, font, theme
from widgets.tokens import Tone


class CountBar(QWidget):
    """One line: name, bar filled to `count` of `total`, the count. `scale` 2 or more is for the wall."""

    def __init__(self, *, scale: int = 1, name_px: int = 12 * UNIT_PX) -> None:
        super().__init__()
        self._name, self._count, self._total, self._tone = "", 0, 0, str(Tone.QUIET)
        self._shown = ""
        self._scale, self._name_px = scale, name_px * scale
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def set_counts(self, name: str, count: int, total: int, tone: str = Tone.QUIET, shown: str = "") -> None:
        """`shown` replaces the plain count at the right, e.g. "97 %"."""
        fresh = (name, count, total, str(tone), shown or str(count))
        if fresh != (self._name, self._count, self._total, self._tone, self._shown):
            self._name, self._count, self._total, self._tone, self._shown = fresh
            self.setAccessibleName(f"{name} {count}/{total}")
            self.setToolTip(f"{name} {count} / {total}")
            self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._name_px * 3, ROW_PX * self._scale)

    def minimumSizeHint(self) -> QSize:
        return QSize(self._name_px + 8 * UNIT_PX * self._scale, ROW_PX * self._scale)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, unit = QPainter(self), theme(), UNIT_PX * self._scale
        painter.setFont(font(BODY_PX, scale=self._scale))
        painter.setPen(look.color("text_second"))
        draw_elided(painter, QRect(0, 0, self._name_px - unit, self.height()), self._name)
        number_px = 6 * unit
        bar = QRect(self._name_px, self.height() // 2 - unit // 2, self.width() - self._name_px - number_px, unit)
        painter.fillRect(bar, look.color("line"))
        share = min(1.0, self._count / self._total) if self._total > 0 else 0.0
        painter.fillRect(QRect(bar.x(), bar.y(), round(bar.width() * share), bar.height()), look.mark(self._tone))
        painter.setFont(font(BODY_PX, bold=True, scale=self._scale))
        painter.setPen(look.color("text"))
        rest = QRect(self.width() - number_px, 0, number_px, self.height())
        draw_elided(painter, rest, self._shown, Qt.AlignmentFlag.AlignRight)
