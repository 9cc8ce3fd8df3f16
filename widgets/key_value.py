"""A dense panel of names and values, as on a thing's card."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from widgets.marks import draw_mark
from widgets.text import draw_elided
from widgets.theme import BODY_PX, UNIT_PX, font, theme
from widgets.tokens import Tone

_ROW_PX = 26


@dataclass(frozen=True, slots=True, kw_only=True)
class Fact:
    """One line. `shape` draws a mark before the value in the colour of `tone`; "" draws none."""

    name: str
    value: str
    tone: str = Tone.NONE
    shape: str = ""


class KeyValuePanel(QWidget):
    """Names at the left in the second text colour, values in bold. Values that do not fit show whole as a tooltip."""

    def __init__(self, name_width_px: int = 84) -> None:
        super().__init__()
        self._facts: tuple[Fact, ...] = ()
        self._name_width_px = name_width_px
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_facts(self, facts: Sequence[Fact]) -> None:
        fresh = tuple(facts)
        if fresh != self._facts:
            grown = len(fresh) != len(self._facts)
            self._facts = fresh
            self.setAccessibleName("; ".join(f"{fact.name}: {fact.value}" for fact in fresh))
            if grown:
                self.updateGeometry()
            self.update()

    def facts(self) -> tuple[Fact, ...]:
        return self._facts

    def sizeHint(self) -> QSize:
        return QSize(240, _ROW_PX * len(self._facts))

    def minimumSizeHint(self) -> QSize:
        return QSize(self._name_width_px + 80, _ROW_PX * len(self._facts))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        metrics = QFontMetrics(font(BODY_PX))
        widest = max((metrics.horizontalAdvance(fact.name) for fact in self._facts), default=0)
        split = min(max(self._name_width_px, widest + 2 * UNIT_PX), self.width() // 2)
        for n, fact in enumerate(self._facts):
            top = n * _ROW_PX
            painter.setFont(font(BODY_PX))
            painter.setPen(look.color("text_second"))
            draw_elided(painter, QRect(0, top, split - UNIT_PX, _ROW_PX), fact.name)
            left = split
            if fact.shape:
                draw_mark(painter, QRectF(left, top + (_ROW_PX - 10) / 2, 10, 10), fact.shape, look.mark(fact.tone))
                left += 16
            painter.setFont(font(BODY_PX, bold=True))
            painter.setPen(look.word(fact.tone))
            draw_elided(painter, QRect(left, top, self.width() - left, _ROW_PX), fact.value, Qt.AlignmentFlag.AlignLeft)

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            row = event.pos().y() // _ROW_PX
            QToolTip.showText(event.globalPos(), self._facts[row].value if row < len(self._facts) else "", self)
            return True
        return super().event(event)
