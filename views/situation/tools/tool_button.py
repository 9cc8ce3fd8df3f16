"""A button of the map's tool column with a menu of ways to use the tool."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QToolButton

from widgets.icons import bind_icon
from widgets.key_cap import set_tooltip


class ToolButton(QToolButton):
    """`begin(way)` when a way is chosen; a press, or the key, opens the menu, in which each way has its letter."""

    def __init__(self, icon: str, key: str, ways: tuple[str, ...], begin: Callable[[str], None]) -> None:
        super().__init__()
        self._key = key
        bind_icon(self, icon)
        self.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self._menu = QMenu(self)
        self._actions: dict[str, QAction] = {}
        for way in ways:
            self._actions[way] = self._menu.addAction("")
            self._actions[way].setData(way)
        self._menu.triggered.connect(lambda action: begin(action.data()))
        self.setMenu(self._menu)

    def set_texts(self, text: str, ways: Mapping[str, str]) -> None:
        """The tool's own words, and those of its ways."""
        set_tooltip(self, text, self._key)
        self.setShortcut(self._key)
        for way, said in ways.items():
            self._actions[way].setText(said)
