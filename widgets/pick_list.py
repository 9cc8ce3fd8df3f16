"""A search field with its results beneath: type, step with the arrows, Enter takes one. The mouse may too."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from widgets.search_field import SearchField
from widgets.text import label
from widgets.theme import ROW_PX, UNIT_PX


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """One result: what is shown, and the thing itself."""

    text: str
    thing: object


class PickList(QWidget):
    """`picked(thing)` when a person takes a result. `find` answers for a text; nothing found shows `nothing`."""

    picked = Signal(object)

    def __init__(self, find: Callable[[str], Sequence[Choice]], most: int = 6) -> None:
        super().__init__()
        self._find, self._most = find, most
        self.field = SearchField()
        self.results = QListWidget()
        self.results.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.results.hide()
        self.nothing = label("", "second", wrap=True)
        self.nothing.hide()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT_PX // 2)
        for part in (self.field, self.results, self.nothing):
            layout.addWidget(part)
        self.setFocusProxy(self.field)
        self.field.textEdited.connect(self.search)
        self.field.stepped.connect(self._step)
        self.field.returnPressed.connect(self._take_current)
        self.results.itemClicked.connect(self._take)

    def search(self, text: str) -> None:
        """Show what matches a text."""
        found = list(self._find(text))[: self._most]
        self.results.clear()
        for choice in found:
            item = QListWidgetItem(choice.text)
            item.setToolTip(choice.text)
            item.setSizeHint(QSize(0, ROW_PX))
            item.setData(Qt.ItemDataRole.UserRole, choice)
            self.results.addItem(item)
        self.results.setCurrentRow(0 if found else -1)
        self.results.setFixedHeight(ROW_PX * max(1, len(found)) + 4)
        self.results.setVisible(bool(found))
        self.nothing.setVisible(not found and bool(text.strip()))

    def set_text(self, text: str) -> None:
        """Write the field without searching."""
        with QSignalBlocker(self.field):
            self.field.setText(text)
        self.fold()

    def fold(self) -> None:
        """Hide the results."""
        self.results.hide()
        self.nothing.hide()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self.results.isVisible():
            self.fold()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.accept()  # the field has taken it; it is no Enter of the form around
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            self.fold()
        return super().event(event)

    def _step(self, step: int) -> None:
        if not self.results.isVisible():
            self.search(self.field.text())
            return
        place = min(max(0, self.results.currentRow() + step), self.results.count() - 1)
        self.results.setCurrentRow(place)

    def _take_current(self) -> None:
        item = self.results.currentItem()
        if self.results.isVisible() and item is not None:
            self._take(item)
        else:
            self.focusNextChild()

    def _take(self, item: QListWidgetItem) -> None:
        choice: Choice = item.data(Qt.ItemDataRole.UserRole)
        self.set_text(choice.text)
        self.picked.emit(choice.thing)
