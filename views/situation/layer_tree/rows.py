"""How one row of the layer tree is drawn and answers: check, name, count, and its own line of trouble."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView

from views.situation.layer_tree.model import COUNT_ROLE, TROUBLE_ROLE
from widgets.marks import Shape, draw_mark
from widgets.text import draw_elided
from widgets.theme import BODY_PX, HINT_PX, ROW_PX, UNIT_PX, font, theme
from widgets.tokens import Tone

_CHECK_PX = 14
_TROUBLE_PX = 20
_Index = QModelIndex | QPersistentModelIndex


class LayerRow(QStyledItemDelegate):
    """A click on the check, or Space, switches a row; a click on its name only makes it current."""

    def __init__(self, tree: QTreeView) -> None:
        super().__init__(tree)
        self._tree = tree

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        trouble = str(index.data(TROUBLE_ROLE) or "")
        return QSize(120, ROW_PX + (self._trouble_height(index, trouble) if trouble else 0))

    def _trouble_height(self, index: _Index, trouble: str) -> int:
        """Of all its lines: what is wrong is read in the tree, not in a tooltip."""
        left, above = _check_rect(QRect(0, 0, 0, ROW_PX)).right() + 3 * UNIT_PX, index
        while above.isValid():
            left, above = left + self._tree.indentation(), above.parent()
        room = QRect(0, 0, max(80, self._tree.viewport().width() - left), 10_000)
        lines = QFontMetrics(font(HINT_PX)).boundingRect(room, Qt.TextFlag.TextWordWrap, trouble)
        return max(_TROUBLE_PX, lines.height() + UNIT_PX // 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        look, rect = theme(), QRect(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, look.color("raised"))
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(look.color("accent"))
            painter.drawRect(rect.adjusted(0, 0, -1, -1))
        top = QRect(rect.left(), rect.top(), rect.width(), ROW_PX)
        state = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
        self._check(painter, _check_rect(top), state)
        on = state != Qt.CheckState.Unchecked
        count = str(index.data(COUNT_ROLE) or "")
        painter.setFont(font(HINT_PX))
        taken = painter.fontMetrics().horizontalAdvance(count) + UNIT_PX
        painter.setPen(look.color("text_second"))
        right = QRect(top.right() - taken, top.top(), taken - UNIT_PX // 2, top.height())
        draw_elided(painter, right, count, Qt.AlignmentFlag.AlignRight)
        painter.setFont(font(BODY_PX, bold=not index.parent().isValid()))
        painter.setPen(look.color("text" if on else "text_second"))
        left = _check_rect(top).right() + UNIT_PX
        draw_elided(painter, QRect(left, top.top(), right.left() - left, top.height()), str(index.data() or ""))
        trouble = str(index.data(TROUBLE_ROLE) or "")
        if trouble:
            middle = top.bottom() + _TROUBLE_PX // 2 - 1
            draw_mark(painter, QRectF(left, middle - 5, 10, 10), Shape.TRIANGLE, look.mark(Tone.YELLOW))
            painter.setFont(font(HINT_PX))
            painter.setPen(look.word(Tone.YELLOW))
            below = QRect(
                left + 2 * UNIT_PX, top.bottom() - 1, rect.right() - left - 2 * UNIT_PX, rect.height() - ROW_PX
            )
            painter.drawText(below, int(Qt.TextFlag.TextWordWrap), trouble)

    def editorEvent(
        self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: _Index
    ) -> bool:
        top = QRect(option.rect.left(), option.rect.top(), option.rect.width(), ROW_PX)
        by_mouse = (
            event.type() == QEvent.Type.MouseButtonRelease
            and isinstance(event, QMouseEvent)
            and event.button() == Qt.MouseButton.LeftButton
            and _check_rect(top).adjusted(-6, -7, 6, 7).contains(event.position().toPoint())
        )
        by_key = (
            isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Space
        )
        if not by_mouse and not by_key:
            return event.type() == QEvent.Type.MouseButtonDblClick
        state = Qt.CheckState(index.data(Qt.ItemDataRole.CheckStateRole))
        wanted = Qt.CheckState.Unchecked if state == Qt.CheckState.Checked else Qt.CheckState.Checked
        return model.setData(index, wanted, Qt.ItemDataRole.CheckStateRole)

    def _check(self, painter: QPainter, box: QRect, state: Qt.CheckState) -> None:
        look = theme()
        painter.setPen(look.color("text_second" if state != Qt.CheckState.Unchecked else "line_strong"))
        painter.setBrush(look.color("raised"))
        painter.drawRect(box.adjusted(0, 0, -1, -1))
        if state == Qt.CheckState.Checked:
            draw_mark(painter, QRectF(box.adjusted(2, 2, -2, -2)), Shape.CHECK, look.color("text"))
        elif state == Qt.CheckState.PartiallyChecked:
            painter.setPen(QPen(look.color("text"), 2))
            painter.drawLine(box.left() + 3, box.center().y() + 1, box.right() - 3, box.center().y() + 1)


def _check_rect(top: QRect) -> QRect:
    return QRect(top.left() + 2, top.top() + (top.height() - _CHECK_PX) // 2, _CHECK_PX, _CHECK_PX)
