"""The centre: screens built when first wanted, awake only while they are seen."""

from __future__ import annotations

import logging
from collections.abc import Sequence

from PySide6.QtCore import QCoreApplication, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.actions import Actions
from app.stores import Stores
from app.stores.settings import Settings
from views.frame.rooms import Room
from views.screen import Screen
from widgets.empty_state import EmptyState

_log = logging.getLogger(__name__)


class ScreenStack(QStackedWidget):
    """One screen is active at most. `screen_changed(name)` follows every change of screen,
    `screen_built(widget)` the first opening of each."""

    screen_changed = Signal(str)
    screen_built = Signal(QWidget)

    def __init__(self, stores: Stores, actions: Actions, settings: Settings, rooms: Sequence[Room]) -> None:
        super().__init__()
        self._stores, self._orders, self._settings = stores, actions, settings
        self._rooms = {room.name: room for room in rooms}
        self._built: dict[str, QWidget] = {}
        self._name = ""
        self._awake = True

    @property
    def name(self) -> str:
        """The open screen's name, "" before the first."""
        return self._name

    def built(self, name: str) -> QWidget | None:
        """A screen that was opened before, None if it was not."""
        return self._built.get(name)

    def open(self, name: str) -> QWidget:
        """Build the screen if need be, put the old one to sleep and wake this one. KeyError for no such screen."""
        screen = self._built.get(name)
        if screen is None:
            screen = self._built[name] = self._build(self._rooms[name])
            self.addWidget(screen)
            self.screen_built.emit(screen)
        if name != self._name:
            self._set_active(False)
            self._name = name
            self.setCurrentWidget(screen)
            self._set_active(self._awake)
            self.screen_changed.emit(name)
        return screen

    def set_awake(self, awake: bool) -> None:
        """False while the whole window cannot be seen: then the open screen sleeps too."""
        if awake != self._awake:
            self._awake = awake
            self._set_active(awake)

    def _set_active(self, active: bool) -> None:
        screen = self._built.get(self._name)
        if isinstance(screen, Screen):
            screen.set_active(active)

    def _build(self, room: Room) -> QWidget:
        try:
            return room.build(self._stores, self._orders, self._settings)
        except Exception:
            # One broken room must not take the hall's other rooms with it.
            _log.exception("screen %s could not be opened", room.name)
            title = QCoreApplication.translate("ScreenStack", "This screen could not be opened.")
            hint = QCoreApplication.translate(
                "ScreenStack",
                "The other screens go on working. The reason is in the log; start the console again to retry.",
            )
            return EmptyState(title, hint)
