"""What a dense table shows: columns that read rows, and the model that sorts an index array instead of the rows."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from widgets.marks import mark_pixmap
from widgets.theme import theme
from widgets.tokens import Tone

_Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column. `title` is asked anew after a language change. `sort_key` defaults to the shown text.

    `mark` gives (shape, tone) of a small sign before the text; `tone` colours the text; `number` aligns right.
    `width_px` 0 takes the room that is left.
    """

    title: Callable[[], str]
    text: Callable[[Any], str]
    sort_key: Callable[[Any], Any] | None = None
    tone: Callable[[Any], str] | None = None
    mark: Callable[[Any], tuple[str, str] | None] | None = None
    tooltip: Callable[[Any], str] | None = None
    number: bool = False
    width_px: int = 0


class ColumnsModel(QAbstractTableModel):
    """10,000 rows and more: sorting orders an index array, a batch is ONE dataChanged range, there is no proxy.

    Rows are any objects; `key_of` gives each its lasting key. `rows_changed` follows every change of content or order.
    """

    rows_changed = Signal()

    def __init__(
        self, columns: Sequence[Column], key_of: Callable[[Any], Hashable], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.columns = tuple(columns)
        self._key_of = key_of
        self._rows: list[Any] = []
        self._place: dict[Hashable, int] = {}  # key → place in _rows
        self._order: list[int] = []  # shown row → place in _rows
        self._shown: list[int] = []  # place in _rows → shown row
        self._sort_column = -1
        self._descending = False

    def set_rows(self, rows: Iterable[Any]) -> None:
        """Replace everything, keeping the order of sorting. Duplicate keys are an error of the caller."""
        fresh = list(rows)
        before, now = len(self._rows), len(fresh)
        if now > before:
            self.beginInsertRows(QModelIndex(), before, now - 1)
        elif now < before:
            self.beginRemoveRows(QModelIndex(), now, before - 1)
        self._rows = fresh
        self._place = {self._key_of(row): n for n, row in enumerate(fresh)}
        self._arrange()
        if now > before:
            self.endInsertRows()
        elif now < before:
            self.endRemoveRows()
        self._announce(0, now - 1)

    def update_rows(self, rows: Iterable[Any]) -> None:
        """Replace rows that are already here, by key; unknown keys are left out. Sorts again if it must."""
        touched: list[int] = []
        for row in rows:
            place = self._place.get(self._key_of(row))
            if place is not None:
                self._rows[place] = row
                touched.append(place)
        if not touched:
            return
        was = self._order
        if self._sort_column >= 0:
            self._arrange()
        if self._order != was:
            self._announce(0, len(self._rows) - 1)
        else:
            shown = [self._shown[place] for place in touched]
            self._announce(min(shown), max(shown))

    def row_at(self, shown_row: int) -> Any:
        """The row object at a place on screen. Raises IndexError outside."""
        return self._rows[self._order[shown_row]]

    def key_at(self, shown_row: int) -> Hashable:
        return self._key_of(self.row_at(shown_row))

    def shown_row_of(self, key: Hashable) -> int:
        """Where a key is shown now, -1 if it is not here."""
        place = self._place.get(key)
        return -1 if place is None else self._shown[place]

    def sorted_by(self) -> tuple[int, bool]:
        """(column, descending); column -1 is the order that rows were given in."""
        return self._sort_column, self._descending

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        self._sort_column = column
        self._descending = order == Qt.SortOrder.DescendingOrder
        self._arrange()
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self._announce(0, len(self._rows) - 1)

    def retranslate(self) -> None:
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, len(self.columns) - 1)
        self._announce(0, len(self._rows) - 1)

    def rowCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: _Index = _ROOT) -> int:
        return 0 if parent.isValid() else len(self.columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if orientation != Qt.Orientation.Horizontal or not 0 <= section < len(self.columns):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            arrow = "" if section != self._sort_column else " ↓" if self._descending else " ↑"
            return self.columns[section].title() + arrow
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return self._alignment(self.columns[section])
        return None

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        column = self.columns[index.column()]
        roles = Qt.ItemDataRole
        if role == roles.DisplayRole:
            return column.text(self.row_at(index.row()))
        if role == roles.TextAlignmentRole:
            return self._alignment(column)
        if role == roles.ForegroundRole and column.tone is not None:
            return theme().word(column.tone(self.row_at(index.row())))
        if role == roles.DecorationRole and column.mark is not None:
            mark = column.mark(self.row_at(index.row()))
            return None if mark is None else mark_pixmap(mark[0], theme().mark(Tone(mark[1])).name())
        if role == roles.ToolTipRole:
            row = self.row_at(index.row())
            return column.tooltip(row) if column.tooltip else column.text(row)
        return None

    @staticmethod
    def _alignment(column: Column) -> Qt.AlignmentFlag:
        side = Qt.AlignmentFlag.AlignRight if column.number else Qt.AlignmentFlag.AlignLeft
        return side | Qt.AlignmentFlag.AlignVCenter

    def _arrange(self) -> None:
        order = list(range(len(self._rows)))
        if 0 <= self._sort_column < len(self.columns):
            column = self.columns[self._sort_column]
            keys = [(column.sort_key or column.text)(row) for row in self._rows]
            order.sort(key=keys.__getitem__, reverse=self._descending)
        self._order = order
        shown = [0] * len(order)
        for row, place in enumerate(order):
            shown[place] = row
        self._shown = shown

    def _announce(self, first: int, last: int) -> None:
        if last >= first >= 0 and last < len(self._rows):
            self.dataChanged.emit(self.index(first, 0), self.index(last, len(self.columns) - 1))
        self.rows_changed.emit()
