"""A board of cards in columns, painted as one widget: 500 cards cost what is visible and nothing else."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from PySide6.QtCore import QEvent, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QToolTip, QWidget

from widgets.cards import CARD_HEIGHT_PX, BoardColumn, Card, paint_card
from widgets.text import draw_elided
from widgets.theme import BODY_PX, HINT_PX, UNIT_PX, font, theme

_HEADER_PX = 40
_GAP_PX = UNIT_PX
_MARGIN_PX = 2 * UNIT_PX
_PITCH_PX = CARD_HEIGHT_PX + _GAP_PX
_MIN_COLUMN_PX = 144


class Board(QWidget):
    """Columns of cards. Arrows move the selection within and across columns, Enter or a double click activates.

    `card_selected(key)` fires when the selection moves to another card, -1 when the selected one has left the
    board. The selection stays on its card over a refresh, even when the card changes columns.
    """

    card_selected = Signal(int)
    card_activated = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self._columns: tuple[BoardColumn, ...] = ()
        self._place: dict[int, tuple[int, int]] = {}  # key → (column, row)
        self._offsets_px: dict[str, int] = {}  # column key → how far it is scrolled
        self._selected = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMinimumHeight(_HEADER_PX + _PITCH_PX)

    def set_columns(self, columns: Sequence[BoardColumn]) -> None:
        """Show these columns; keys of cards are unique over the board."""
        self._columns = tuple(columns)
        self._place = {
            card.key: (c, r) for c, column in enumerate(self._columns) for r, card in enumerate(column.cards)
        }
        self.setMinimumWidth(_MIN_COLUMN_PX * max(1, len(self._columns)))
        self._bound_offsets()
        if self._selected >= 0 and self._selected not in self._place:
            self._selected = -1
            self.card_selected.emit(-1)
        self.update()

    def set_timers(self, timers: Mapping[int, tuple[str, str, str]]) -> None:
        """Refresh (timer text, timer tone, bar tone) of cards by key; repaints only those that are seen."""
        touched: dict[int, dict[int, Card]] = {}
        for key, (text, timer_tone, tone) in timers.items():
            place = self._place.get(key)
            if place is None:
                continue
            card = self._columns[place[0]].cards[place[1]]
            if (card.timer, card.timer_tone, card.tone) != (text, timer_tone, tone):
                fresh = replace(card, timer=text, timer_tone=timer_tone, tone=tone)
                touched.setdefault(place[0], {})[place[1]] = fresh
        if not touched:
            return
        columns = list(self._columns)
        for c, cards in touched.items():
            columns[c] = replace(columns[c], cards=tuple(cards.get(r, card) for r, card in enumerate(columns[c].cards)))
            for r in cards:
                self.update(self._card_rect(c, r))
        self._columns = tuple(columns)

    def selected_key(self) -> int:
        """The selected card's key, -1 for none."""
        return self._selected

    def select(self, key: int) -> bool:
        """Select and scroll to a card; False if it is not on the board."""
        place = self._place.get(key)
        if place is None:
            return False
        self._reveal(*place)
        if key != self._selected:
            self._selected = key
            self.card_selected.emit(key)
        card = self._columns[place[0]].cards[place[1]]
        self.setAccessibleName(" ".join((self._columns[place[0]].title, card.title, card.timer, card.line_1)))
        self.update()
        return True

    def key_at(self, point: QPoint) -> int:
        """The card under a point of the widget, -1 for none."""
        column = self._column_at(point.x())
        if column < 0 or point.y() < _HEADER_PX:
            return -1
        row = (point.y() - _HEADER_PX + self._offset(column)) // _PITCH_PX
        if 0 <= row < len(self._columns[column].cards) and self._card_rect(column, row).contains(point):
            return self._columns[column].cards[row].key
        return -1

    def sizeHint(self) -> QSize:
        return QSize(220 * max(1, len(self._columns)), _HEADER_PX + 6 * _PITCH_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        look, area = theme(), event.rect()
        painter.fillRect(area, look.color("ground"))
        for c, column in enumerate(self._columns):
            left, width = self._span(c)
            if not QRect(left, 0, width, self.height()).intersects(area):
                continue
            self._paint_header(painter, c, column)
            painter.save()
            painter.setClipRect(QRect(left, _HEADER_PX, width, self.height() - _HEADER_PX))
            first = max(0, (area.top() - _HEADER_PX + self._offset(c)) // _PITCH_PX)
            last = (area.bottom() - _HEADER_PX + self._offset(c)) // _PITCH_PX
            for r in range(first, min(last + 1, len(column.cards))):
                card = column.cards[r]
                chosen = card.key == self._selected
                paint_card(painter, self._card_rect(c, r), card, selected=chosen, focused=chosen and self.hasFocus())
            if not column.cards and column.empty_text:
                painter.setFont(font(HINT_PX))
                painter.setPen(look.color("text_third"))
                place = QRect(left + _MARGIN_PX, _HEADER_PX, width - 2 * _MARGIN_PX, CARD_HEIGHT_PX)
                painter.drawText(place, int(Qt.TextFlag.TextWordWrap | Qt.AlignmentFlag.AlignTop), column.empty_text)
            self._paint_scroll(painter, c)
            painter.restore()
            if c:
                painter.fillRect(QRect(left, 0, 1, self.height()), look.color("line"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        keys = Qt.Key
        steps = {keys.Key_Left: (-1, 0), keys.Key_Right: (1, 0), keys.Key_Up: (0, -1), keys.Key_Down: (0, 1)}
        page = max(1, (self.height() - _HEADER_PX) // _PITCH_PX)
        steps |= {keys.Key_PageUp: (0, -page), keys.Key_PageDown: (0, page)}
        steps |= {keys.Key_Home: (0, -len(self._place)), keys.Key_End: (0, len(self._place))}
        step = steps.get(keys(event.key()))
        if step is not None:
            self._move(*step)
        elif event.key() in (keys.Key_Return, keys.Key_Enter) and self._selected >= 0:
            self.card_activated.emit(self._selected)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        key = self.key_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and key >= 0:
            self.select(key)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        key = self.key_at(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and key >= 0:
            self.card_activated.emit(key)

    def wheelEvent(self, event: QWheelEvent) -> None:
        column = self._column_at(event.position().toPoint().x())
        if column >= 0:
            step_px = event.pixelDelta().y() or event.angleDelta().y() * _PITCH_PX // 120
            self._scroll_to(column, self._offset(column) - step_px)
        event.accept()

    def resizeEvent(self, event: QResizeEvent) -> None:
        self._bound_offsets()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        if self._selected < 0:
            self._move(0, 0)
        self.update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            place = self._place.get(self.key_at(event.pos()))
            if place is None:
                QToolTip.hideText()
            else:
                card = self._columns[place[0]].cards[place[1]]
                lines = (f"{card.title}  {card.timer}".strip(), card.line_1, card.line_2)
                QToolTip.showText(event.globalPos(), "\n".join(line for line in lines if line), self)
            return True
        return super().event(event)

    def _paint_header(self, painter: QPainter, c: int, column: BoardColumn) -> None:
        left, width = self._span(c)
        rect = QRect(left + _MARGIN_PX, 0, width - 2 * _MARGIN_PX, _HEADER_PX)
        painter.setFont(font(BODY_PX, bold=True))
        painter.setPen(theme().color("text"))
        draw_elided(painter, rect, column.title)
        rect.setLeft(rect.left() + painter.fontMetrics().horizontalAdvance(column.title) + UNIT_PX)
        painter.setPen(theme().color("text_second"))
        draw_elided(painter, rect, column.count_text or str(len(column.cards)))

    def _paint_scroll(self, painter: QPainter, c: int) -> None:
        room, whole = self._room_px(), len(self._columns[c].cards) * _PITCH_PX
        if whole > room > 0:
            left, width = self._span(c)
            bar = max(24, room * room // whole)
            top = _HEADER_PX + (room - bar) * self._offset(c) // max(1, whole - room)
            painter.fillRect(QRect(left + width - 6, top, 3, bar), theme().color("line_strong"))

    def _move(self, across: int, down: int) -> None:
        if not self._place:
            return
        c, r = self._place.get(self._selected, (-1, 0))
        if c < 0:
            c = next(n for n, column in enumerate(self._columns) if column.cards)
        elif across:
            candidates = range(c + across, len(self._columns) if across > 0 else -1, across)
            c = next((n for n in candidates if self._columns[n].cards), c)
        r = min(max(0, r + down), len(self._columns[c].cards) - 1)
        self.select(self._columns[c].cards[r].key)

    def _reveal(self, c: int, r: int) -> None:
        top, room = r * _PITCH_PX, self._room_px()
        offset = self._offset(c)
        if top < offset:
            self._scroll_to(c, top)
        elif top + _PITCH_PX > offset + room:
            self._scroll_to(c, top + _PITCH_PX - room)

    def _scroll_to(self, c: int, offset_px: int) -> None:
        whole = len(self._columns[c].cards) * _PITCH_PX
        self._offsets_px[self._columns[c].key] = max(0, min(offset_px, whole - self._room_px()))
        left, width = self._span(c)
        self.update(QRect(left, 0, width, self.height()))

    def _bound_offsets(self) -> None:
        for c in range(len(self._columns)):
            self._scroll_to(c, self._offset(c))

    def _offset(self, c: int) -> int:
        return self._offsets_px.get(self._columns[c].key, 0)

    def _room_px(self) -> int:
        return self.height() - _HEADER_PX

    def _span(self, c: int) -> tuple[int, int]:
        """Left edge and width of a column; the columns share the width to the last pixel."""
        count = len(self._columns)
        left = self.width() * c // count
        return left, self.width() * (c + 1) // count - left

    def _column_at(self, x: int) -> int:
        return next((c for c in range(len(self._columns)) if 0 <= x - self._span(c)[0] < self._span(c)[1]), -1)

    def _card_rect(self, c: int, r: int) -> QRect:
        left, width = self._span(c)
        top = _HEADER_PX + r * _PITCH_PX - self._offset(c)
        return QRect(left + _MARGIN_PX, top, width - 2 * _MARGIN_PX, CARD_HEIGHT_PX)
