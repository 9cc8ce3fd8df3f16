"""The four levels of a plan, the lowest first: which one is looked at, which one runs."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.domain.levels import BY_GRAVITY, NUMERALS, Level
from app.domain.plans import PlanTemplate
from views import words
from widgets.text import draw_elided
from widgets.theme import BODY_PX, HINT_PX, LEAD_PX, UNIT_PX, font, theme

_ROW_PX = 7 * UNIT_PX
ORDER: tuple[Level, ...] = tuple(reversed(BY_GRAVITY))


class LevelList(QWidget):
    """Ⅳ to Ⅰ as four rows; Up and Down or the keys 1–4 (1 is Ⅰ) choose. `level_selected(level)` on every choice."""

    level_selected = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._template: PlanTemplate | None = None
        self._selected = Level.BLUE
        self._running: Level | None = None
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.retranslate()

    @property
    def selected(self) -> Level:
        return self._selected

    def set_template(self, template: PlanTemplate | None) -> None:
        self._template = template
        self.update()

    def set_running(self, level: Level | None) -> None:
        """Mark the level of the active run, None for none."""
        if level is not self._running:
            self._running = level
            self.update()

    def select(self, level: Level) -> None:
        if level is not self._selected:
            self._selected = level
            self.update()
            self.level_selected.emit(level)

    def retranslate(self) -> None:
        self.setAccessibleName(self.tr("Response levels"))
        self.setToolTip(self.tr("Keys 1 to 4 choose the level; 1 is the gravest"))
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(40 * UNIT_PX, len(ORDER) * _ROW_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(24 * UNIT_PX, len(ORDER) * _ROW_PX)

    def row_rect(self, level: Level) -> QRect:
        """Where a level's row is, in the widget's own pixels."""
        return QRect(0, ORDER.index(level) * _ROW_PX, self.width(), _ROW_PX)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        row = int(event.position().y()) // _ROW_PX
        if 0 <= row < len(ORDER):
            self.select(ORDER[row])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        place = ORDER.index(self._selected)
        if event.key() == Qt.Key.Key_Up:
            self.select(ORDER[max(0, place - 1)])
        elif event.key() == Qt.Key.Key_Down:
            self.select(ORDER[min(len(ORDER) - 1, place + 1)])
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for level in ORDER:
            self._paint_row(painter, level, self.row_rect(level))

    def _paint_row(self, painter: QPainter, level: Level, row: QRect) -> None:
        look = theme()
        chosen = level is self._selected
        painter.fillRect(row, look.color("selection" if chosen else "panel"))
        painter.fillRect(QRect(row.left(), row.top(), 4, row.height()), look.mark(level))
        painter.fillRect(QRect(row.left(), row.bottom(), row.width(), 1), look.color("line"))
        if chosen and self.hasFocus():
            painter.setPen(look.color("accent"))
            painter.drawRect(row.adjusted(0, 0, -1, -2))
        inner = row.adjusted(2 * UNIT_PX, UNIT_PX, -2 * UNIT_PX, -UNIT_PX)
        half = inner.height() // 2
        painter.setPen(look.color("text"))
        painter.setFont(font(LEAD_PX, bold=True))
        name = self.tr("Response {numeral}").format(numeral=NUMERALS[level])
        draw_elided(painter, QRect(inner.left(), inner.top(), inner.width(), half), name)
        painter.setFont(font(BODY_PX, bold=True))
        painter.setPen(look.word(level))
        state = self.tr("running") if level is self._running else words.level_word(level)
        draw_elided(painter, QRect(inner.left(), inner.top(), inner.width(), half), state, Qt.AlignmentFlag.AlignRight)
        painter.setFont(font(HINT_PX))
        painter.setPen(look.color("text_second"))
        draw_elided(painter, QRect(inner.left(), inner.top() + half, inner.width(), half), self._summary(level))

    def _summary(self, level: Level) -> str:
        if self._template is None:
            return ""
        own = sum(step.level is level for step in self._template.steps)
        every_min = self._template.update_every_min.get(level)
        if every_min is None:
            return self.tr("adds {count} duties").format(count=own)
        return self.tr("adds {count} duties, situation update every {minutes} min").format(count=own, minutes=every_min)
