"""A dense table: 28 px rows, selection by key that outlives every refresh, a sentence when it is empty."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStackedLayout, QTableView, QWidget

from widgets.columns import Column, ColumnsModel
from widgets.empty_state import EmptyState
from widgets.theme import HINT_PX, ROW_PX, font, theme
from widgets.tokens import Tone


class _RowsView(QTableView):
    """The view proper; it adds the level bar at the left edge of each row and Enter as activation."""

    def __init__(self, row_tone: Callable[[Any], str] | None) -> None:
        super().__init__()
        self._row_tone = row_tone

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        model = self.model()
        if not isinstance(model, ColumnsModel):
            return
        painter = QPainter(self.viewport())
        first = max(0, self.rowAt(0))
        last = self.rowAt(self.viewport().height() - 1)
        last = model.rowCount() - 1 if last < 0 else last
        for row in range(first, last + 1):
            top, height = self.rowViewportPosition(row), self.rowHeight(row)
            if self._row_tone is not None:
                tone = self._row_tone(model.row_at(row))
                if tone != Tone.NONE:
                    painter.fillRect(QRect(0, top, 3, height - 1), theme().mark(tone))
            if self.hasFocus() and row == self.currentIndex().row():
                painter.setPen(theme().color("accent"))
                painter.drawRect(QRect(0, top, self.viewport().width() - 1, height - 2))
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.activated.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class DenseTable(QWidget):
    """Rows of any objects under columns. Up, Down, PgUp, PgDn, Home, End move; Enter or a double click activates.

    `row_selected(key)` fires when a person or `select_key` moves the current row; None when it is gone.
    A refresh that still has the key fires nothing. `row_activated(key)` asks to open it.
    """

    row_selected = Signal(object)
    row_activated = Signal(object)

    def __init__(
        self,
        columns: Sequence[Column],
        key_of: Callable[[Any], Hashable],
        *,
        row_tone: Callable[[Any], str] | None = None,
        several: bool = False,
    ) -> None:
        super().__init__()
        self.model = ColumnsModel(columns, key_of, self)
        self._selected: Hashable | None = None
        self._selected_keys: list[Hashable] = []
        self._restoring = False
        self.view = _RowsView(row_tone)
        self.empty = EmptyState()
        self._layout = QStackedLayout(self)
        self._layout.addWidget(self.empty)
        self._layout.addWidget(self.view)
        self._dress(several)
        self.setFocusProxy(self.view)
        self.model.rows_changed.connect(self._restore)
        self.view.selectionModel().currentRowChanged.connect(self._current_moved)
        self.view.selectionModel().selectionChanged.connect(self._selection_moved)
        self.view.activated.connect(self._activate)

    def set_rows(self, rows: Iterable[Any]) -> None:
        """Replace all rows; sort order, selection and scroll position stay."""
        self._restoring = True  # removing rows moves the current one before we have put it back on its key
        try:
            self.model.set_rows(rows)
        finally:
            self._restoring = False
        self._layout.setCurrentWidget(self.view if self.model.rowCount() else self.empty)

    def update_rows(self, rows: Iterable[Any]) -> None:
        """Refresh some rows by key, as one range."""
        self.model.update_rows(rows)

    def set_empty_text(self, title: str, hint: str = "") -> None:
        """What would be here, and how to get it."""
        self.empty.set_text(title, hint)

    def set_sort(self, column: int, descending: bool = False) -> None:
        order = Qt.SortOrder.DescendingOrder if descending else Qt.SortOrder.AscendingOrder
        self.view.horizontalHeader().setSortIndicator(column, order)
        self.model.sort(column, order)

    def selected_key(self) -> Hashable | None:
        """The current row's key."""
        return self._selected

    def selected_keys(self) -> list[Hashable]:
        """All selected keys, top to bottom; one at most unless `several` was asked for."""
        return list(self._selected_keys)

    def select_key(self, key: Hashable | None) -> bool:
        """Select and show a row; False if it is not here. None clears."""
        row = -1 if key is None else self.model.shown_row_of(key)
        if row < 0:
            self.view.clearSelection()
            self.view.setCurrentIndex(QModelIndex())
            return key is None
        self.view.selectRow(row)
        self.view.scrollTo(self.model.index(row, 0))
        return True

    def retranslate(self) -> None:
        self.model.retranslate()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _dress(self, several: bool) -> None:
        view = self.view
        view.setModel(self.model)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        modes = QAbstractItemView.SelectionMode
        view.setSelectionMode(modes.ExtendedSelection if several else modes.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        view.setShowGrid(False)
        view.setWordWrap(False)
        view.setTabKeyNavigation(False)
        view.setFrameShape(QTableView.Shape.NoFrame)
        rows = view.verticalHeader()
        rows.hide()
        # A fixed height for every row; asking each of 10,000 for its size would cost the frame.
        rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        rows.setDefaultSectionSize(ROW_PX)
        header = view.horizontalHeader()
        header.setFont(font(HINT_PX))
        header.setFixedHeight(ROW_PX)
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setSortIndicatorShown(True)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        for n, column in enumerate(self.model.columns):
            if column.width_px:
                header.resizeSection(n, column.width_px)
            else:
                header.setSectionResizeMode(n, QHeaderView.ResizeMode.Stretch)
        view.setSortingEnabled(False)
        header.sortIndicatorChanged.connect(self.model.sort)

    def _current_moved(self, current: QModelIndex, _previous: QModelIndex) -> None:
        if self._restoring:
            return
        key = self.model.key_at(current.row()) if current.isValid() else None
        if key != self._selected:
            self._selected = key
            self.row_selected.emit(key)

    def _selection_moved(self, _now: QItemSelection, _was: QItemSelection) -> None:
        if not self._restoring:
            rows = sorted(index.row() for index in self.view.selectionModel().selectedRows())
            self._selected_keys = [self.model.key_at(row) for row in rows]

    def _restore(self) -> None:
        """Put the selection back on its keys after rows moved under it."""
        chosen = self.view.selectionModel()
        rows = [row for row in map(self.model.shown_row_of, self._selected_keys) if row >= 0]
        current = -1 if self._selected is None else self.model.shown_row_of(self._selected)
        flags = QItemSelectionModel.SelectionFlag
        last_column = len(self.model.columns) - 1
        selection = QItemSelection()
        for row in rows:
            selection.select(self.model.index(row, 0), self.model.index(row, last_column))
        self._restoring = True
        try:
            chosen.setCurrentIndex(self.model.index(current, 0) if current >= 0 else QModelIndex(), flags.NoUpdate)
            chosen.select(selection, flags.ClearAndSelect | flags.Rows)
        finally:
            self._restoring = False
        self._selected_keys = [self.model.key_at(row) for row in sorted(rows)]
        if current < 0 and self._selected is not None:
            self._selected = None
            self.row_selected.emit(None)

    def _activate(self, index: QModelIndex) -> None:
        self.row_activated.emit(self.model.key_at(index.row()))
