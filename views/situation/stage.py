"""Around the map of the situation screen: a drawer, tools, a strip below, a frame when it is not live."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from widgets.theme import UNIT_PX, set_surface

DRAWER_PX = 38 * UNIT_PX
TOOLS_PX = 5 * UNIT_PX
_FRAME_PX = UNIT_PX


class MapStage(QWidget):
    """The map in the middle. What is not set takes no room."""

    def __init__(self, field: QWidget) -> None:
        super().__init__()
        self._colour = QColor()
        self._said = QLabel()
        self._said.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self._said.setVisible(False)
        self._tools = QWidget()
        set_surface(self._tools, "panel", "left")
        self._tools.setFixedWidth(TOOLS_PX)
        self._tools.setVisible(False)
        self._tool_column = QVBoxLayout(self._tools)
        self._tool_column.setContentsMargins(1, UNIT_PX, 0, UNIT_PX)
        self._tool_column.setSpacing(UNIT_PX // 2)
        self._tool_column.addStretch(1)
        self._framed = QVBoxLayout()
        self._framed.setSpacing(0)
        self._framed.addWidget(self._said)
        self._framed.addWidget(field, 1)
        self._row = QHBoxLayout()
        self._row.setSpacing(0)
        self._row.addLayout(self._framed, 1)
        self._row.addWidget(self._tools)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addLayout(self._row, 1)

    def set_drawer(self, drawer: QWidget) -> None:
        """At the left of the map; whoever brings it shows and hides it."""
        drawer.setFixedWidth(DRAWER_PX)
        self._row.insertWidget(0, drawer)

    def add_tool(self, button: QAbstractButton) -> None:
        """Below the earlier ones in the column at the right edge."""
        button.setFixedSize(TOOLS_PX - 1, TOOLS_PX)
        self._tool_column.insertWidget(self._tool_column.count() - 1, button)
        self._tools.setVisible(True)

    def set_side(self, side: QWidget) -> None:
        """At the right of the map, between it and the tools; whoever brings it shows and hides it."""
        self._row.insertWidget(self._row.indexOf(self._tools), side)

    def set_under(self, strip: QWidget) -> None:
        """Below the map, under earlier ones; whoever brings it shows and hides it."""
        self._column.addWidget(strip)

    def set_frame(self, colour: str, said: str) -> None:
        """Hatch the map's edge and say above it, in that colour, why it is not the present."""
        self._said.setText(said)
        if self._colour == QColor(colour):
            return
        self._colour = QColor(colour)
        ink = "#12161C" if self._colour.lightnessF() > 0.5 else "#FFFFFF"
        self._said.setStyleSheet(f"background:{colour}; color:{ink}; font-size:20px; font-weight:600; padding:5px")
        self._said.setVisible(True)
        self._framed.setContentsMargins(_FRAME_PX, 0, _FRAME_PX, _FRAME_PX)
        self.update()

    def clear_frame(self) -> None:
        """The map shows the present again."""
        self._colour = QColor()
        self._said.setVisible(False)
        self._framed.setContentsMargins(0, 0, 0, 0)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._colour.isValid():
            return
        painter = QPainter(self)
        room: QRect = self._framed.geometry()
        painter.fillRect(room, self._colour.darker(250))
        painter.fillRect(room, QBrush(self._colour, Qt.BrushStyle.BDiagPattern))
