"""A list of two-line rows: what it is and how urgent, where and in which stage. Used at the left and in the panel."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import QListView, QStackedLayout, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from widgets.empty_state import EmptyState
from widgets.marks import TONE_SHAPE, draw_mark
from widgets.text import draw_elided
from widgets.theme import BODY_PX, HINT_PX, UNIT_PX, font, theme
from widgets.tokens import Tone

ROW_HEIGHT_PX = 56
_RIGHT_PX = 132
_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One row. `tone` is the bar at its left edge and, with its shape, the colour of `right`.

    `below_tone` is the colour of `below` where those words themselves must not be missed.
    """

    key: Hashable
    title: str
    right: str = ""
    tone: str = Tone.NONE
    below: str = ""
    below_right: str = ""
    below_tone: str = Tone.NONE


class _Lines(QAbstractListModel):
    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.lines: tuple[Line, ...] = ()

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.lines)

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        line = self.lines[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role in (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole):
            return " · ".join(part for part in (line.title, line.right, line.below, line.below_right) if part)
        return None

    def take(self, lines: Sequence[Line]) -> None:
        """New rows; of the same keys in the same order only what is drawn changes, so scrolling and focus stay."""
        fresh = tuple(lines)
        if [line.key for line in fresh] == [line.key for line in self.lines]:
            for row, (was, now) in enumerate(zip(self.lines, fresh, strict=True)):
                if was != now:
                    self.lines = (*self.lines[:row], now, *self.lines[row + 1 :])
                    self.dataChanged.emit(self.index(row), self.index(row))
            return
        self.beginResetModel()
        self.lines = fresh
        self.endResetModel()


class _LinePainter(QStyledItemDelegate):
    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        return QSize(120, ROW_HEIGHT_PX)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        model = index.model()
        assert isinstance(model, _Lines)
        line, look = model.lines[index.row()], theme()
        rect = QRect(option.rect)
        state = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("raised"))
        painter.fillRect(QRect(rect.left(), rect.bottom(), rect.width(), 1), look.color("line"))
        if line.tone != Tone.NONE:
            painter.fillRect(QRect(rect.left(), rect.top(), 3, rect.height() - 1), look.mark(line.tone))
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(look.color("accent"))
            painter.drawRect(rect.adjusted(0, 0, -1, -2))
        inner = rect.adjusted(2 * UNIT_PX, UNIT_PX - 1, -UNIT_PX, -UNIT_PX)
        half = inner.height() // 2
        top = QRect(inner.left(), inner.top(), inner.width(), half)
        low = QRect(inner.left(), inner.top() + half, inner.width(), half)
        self._pair(painter, top, line.title, line.right, bold=True, tone=line.tone)
        self._pair(painter, low, line.below, line.below_right, bold=False, tone=line.below_tone)

    def _pair(self, painter: QPainter, rect: QRect, left: str, right: str, *, bold: bool, tone: str) -> None:
        look = theme()
        painter.setFont(font(BODY_PX if bold else HINT_PX, bold=bold))
        taken = 0
        if right:
            taken = min(_RIGHT_PX, painter.fontMetrics().horizontalAdvance(right)) + UNIT_PX
            box = QRect(rect.right() - taken + UNIT_PX, rect.top(), taken, rect.height())
            painter.setPen(look.word(tone) if bold else look.color("text_second"))
            draw_elided(painter, box, right, Qt.AlignmentFlag.AlignLeft)
            if bold and tone != Tone.NONE:
                mark = QRectF(box.left() - 14, rect.center().y() - 4, 9, 9)
                draw_mark(painter, mark, TONE_SHAPE[Tone(tone)], look.mark(tone))
                taken += 16
        loud = tone != Tone.NONE and not bold
        painter.setPen(look.word(tone) if loud else look.color("text" if bold else "text_second"))
        draw_elided(painter, rect.adjusted(0, 0, -taken - UNIT_PX, 0), left)


class _View(QListView):
    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class LineList(QWidget):
    """`line_chosen(key)` on a click or a move by arrows, `line_activated(key)` on Enter or a double click.

    With `first_in_sight` it goes back to its first row whenever no row is current and no pointer is over it.
    """

    line_chosen = Signal(object)
    line_activated = Signal(object)

    def __init__(self, *, first_in_sight: bool = False) -> None:
        super().__init__()
        self._first_in_sight = first_in_sight
        self._model = _Lines(self)
        self._view = _View()
        self._view.setModel(self._model)
        self._view.setItemDelegate(_LinePainter(self._view))
        self._view.setFrameShape(QListView.Shape.NoFrame)
        self._view.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self._view.setUniformItemSizes(True)
        self._view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._empty = EmptyState()
        self._layers = QStackedLayout(self)
        self._layers.addWidget(self._empty)
        self._layers.addWidget(self._view)
        self.setFocusProxy(self._view)
        self._view.clicked.connect(lambda index: self.line_chosen.emit(self._key(index)))
        self._view.activated.connect(lambda index: self.line_activated.emit(self._key(index)))
        self._view.installEventFilter(self)

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show these rows; the current one stays current by its key."""
        current = self.current_key()
        self._model.take(lines)
        self._layers.setCurrentWidget(self._view if lines else self._empty)
        if current != self.current_key():
            self.mark(current)
        self._rest()

    def set_empty_text(self, title: str, hint: str = "") -> None:
        """What would be here."""
        self._empty.set_text(title, hint)

    def lines(self) -> tuple[Line, ...]:
        return self._model.lines

    def current_key(self) -> Hashable | None:
        """The current row's key."""
        return self._key(self._view.currentIndex())

    def mark(self, key: Hashable | None) -> None:
        """Make a row current without a signal; None or an unknown key clears."""
        row = next((row for row, line in enumerate(self._model.lines) if line.key == key), -1)
        if key is None or row < 0:
            self._view.clearSelection()
            self._view.setCurrentIndex(QModelIndex())
            self._rest()
            return
        self._view.setCurrentIndex(self._model.index(row))

    def _rest(self) -> None:
        if self._first_in_sight and self.current_key() is None and not self.underMouse():
            self._view.scrollToTop()

    def step(self, by: int) -> None:
        """Move the current row, from outside while the typing goes on elsewhere."""
        row = self._view.currentIndex().row() + by
        if self._model.lines:
            self._view.setCurrentIndex(self._model.index(max(0, min(len(self._model.lines) - 1, row))))

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        if event.type() == QEvent.Type.KeyRelease and isinstance(event, QKeyEvent) and not event.isAutoRepeat():
            key = self.current_key()
            if event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down) and key is not None:
                self.line_chosen.emit(key)
        return False

    def _key(self, index: _Index) -> Hashable | None:
        return self._model.lines[index.row()].key if index.isValid() else None
