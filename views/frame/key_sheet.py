"""F1: the keys of the frame, of the open screen, and what can be typed after Ctrl+K."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QGridLayout, QHBoxLayout, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from views.frame.commands import Commands
from views.frame.overlay import Overlay
from widgets.text import label
from widgets.theme import ROW_PX, UNIT_PX

_WIDTH_PX = 920
_NATIVE = QKeySequence.SequenceFormat.NativeText


def keys_of(screen: QWidget) -> list[tuple[str, str]]:
    """(key, what it does) of every visible button with a shortcut and every QShortcut that says what it is for."""
    found: dict[str, str] = {}
    for button in screen.findChildren(QAbstractButton):
        if not button.shortcut().isEmpty() and button.isVisibleTo(screen):
            found.setdefault(button.shortcut().toString(_NATIVE), button.accessibleName() or button.text())
    for shortcut in screen.findChildren(QShortcut):
        if shortcut.whatsThis() and shortcut.isEnabled():
            found.setdefault(shortcut.key().toString(_NATIVE), shortcut.whatsThis())
    return sorted(found.items())


class KeySheet(Overlay):
    """Made anew at each opening, so that it says what holds on the screen that is open."""

    def __init__(self, centre: QWidget, commands: Commands, screen: Callable[[], QWidget | None]) -> None:
        super().__init__(centre, _WIDTH_PX)
        self._commands, self._screen = commands, screen
        self._body = QScrollArea()
        self._body.setWidgetResizable(True)
        self._body.setMinimumHeight(440)
        self._body.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFocusProxy(self._body)
        self.column.addWidget(self._body)

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        page = QWidget()
        sides = QHBoxLayout(page)
        sides.setContentsMargins(0, 0, UNIT_PX, 0)
        sides.setSpacing(4 * UNIT_PX)
        left, right = QVBoxLayout(), QVBoxLayout()
        self._add(left, self.tr("Everywhere"), self._everywhere())
        screen = self._screen()
        self._add(right, self.tr("This screen"), keys_of(screen) if screen is not None else [])
        self._add(right, self.tr("After Ctrl+K"), self._commands.help_lines())
        for side in (left, right):
            side.addStretch(1)
            sides.addLayout(side, 1)
        self._body.setWidget(page)
        self.place()

    def _everywhere(self) -> list[tuple[str, str]]:
        return [
            ("Ctrl+1 … 6", self.tr("Open a screen")),
            ("Ctrl+K", self.tr("Command line: go to, find, dispatch, message")),
            ("Space", self.tr("Claim the gravest alarm that nobody has")),
            ("Ctrl+O", self.tr("Orders that wait or came back")),
            ("F1", self.tr("This sheet")),
            ("F9", self.tr("Day or night theme")),
            ("F10", self.tr("Chinese or English")),
            ("F11", self.tr("Full screen")),
            ("Tab", self.tr("Next part of the screen")),
            ("Esc", self.tr("Close what lies over the screen")),
        ]

    def _add(self, column: QVBoxLayout, title: str, rows: list[tuple[str, str]]) -> None:
        head = label(title, "lead")
        head.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        column.addWidget(head)
        grid = QGridLayout()
        grid.setHorizontalSpacing(2 * UNIT_PX)
        grid.setVerticalSpacing(0)
        grid.setColumnStretch(1, 1)
        for n, (keys, does) in enumerate(rows):
            grid.addWidget(label(keys, "strong"), n, 0)
            grid.addWidget(label(does, "second", wrap=True), n, 1)
            grid.setRowMinimumHeight(n, ROW_PX)
        if not rows:
            grid.addWidget(label(self.tr("No keys of its own."), "second"), 0, 0)
        column.addLayout(grid)
        column.addSpacing(2 * UNIT_PX)
