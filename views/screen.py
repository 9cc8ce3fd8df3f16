"""What every screen of the rail is: built lazily, told when it is seen, silent when it is not."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.actions import Actions
from app.stores import Stores
from app.stores.settings import Settings


class Screen(QWidget):
    """A room of the console. While inactive it must do no work: no repaint, no timer, no model update.

    `set_active(True)` brings it up to date at once. Constructor of every screen: `(stores, actions, settings)`;
    the actions are kept as `self.orders`, for `actions` is a method of QWidget.

    What it wishes of the other screens: `thing_requested(noun, id)` to open a thing in its own room,
    `map_pick_requested` for a place picked on the map, `case_place_chosen(lat, lon)` for a new case at a place.
    """

    thing_requested = Signal(str, object)
    map_pick_requested = Signal()
    case_place_chosen = Signal(float, float)

    def __init__(self, stores: Stores, actions: Actions, settings: Settings) -> None:
        super().__init__()
        self.stores = stores
        self.orders = actions  # `actions` is a method of QWidget
        self.settings = settings

    @abstractmethod
    def title(self) -> str:
        """The rail's word for this screen, translated."""

    @abstractmethod
    def set_active(self, active: bool) -> None:
        """Called when the screen becomes visible or hidden."""

    def focus_named(self, noun: str, name: str) -> None:
        """As `focus_thing`, for what is known by a name or code; a screen without such things does nothing."""

    def focus_thing(self, noun: str, thing_id: int) -> None:
        """Select and show one thing, e.g. ("cases", 17), as the command line or the alarm strip asks."""

    def ask_place(self) -> None:
        """The next click on this screen's map is told by `case_place_chosen`; a screen without a map does nothing."""

    def open_new_case(self, lat_deg: float, lon_deg: float) -> None:
        """Start a new case at a place; a screen that opens no cases does nothing."""
