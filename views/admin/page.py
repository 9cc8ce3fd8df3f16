"""One page of the room: a list, and its forms at the right."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from widgets.table import DenseTable
from widgets.theme import UNIT_PX, set_surface

SIDE_PX = 40 * UNIT_PX


class Page(QWidget):
    """The table takes what is left of the forms; on a low window the forms scroll."""

    def __init__(self, table: DenseTable, *parts: QWidget) -> None:
        super().__init__()
        self.table = table
        self.setFocusProxy(table)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for part in parts:
            column.addWidget(part)
        column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        side = QWidget()
        set_surface(side, "panel", "left")
        side.setFixedWidth(SIDE_PX)
        around = QVBoxLayout(side)
        around.setContentsMargins(1, 0, 0, 0)
        around.addWidget(scroll)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(table, 1)
        row.addWidget(side)

    @abstractmethod
    def refresh(self) -> None:
        """Bring list and forms up to what is known now."""

    @abstractmethod
    def retranslate(self) -> None:
        """Set every text of the list anew; the forms do it by themselves."""
