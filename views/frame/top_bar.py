"""The top bar: what a duty leader must see on every screen."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.stores import Stores
from app.stores.settings import Settings
from views.frame.bar.alarm_count import AlarmCountItem
from views.frame.bar.city import CityItem
from views.frame.bar.clock import ClockItem
from views.frame.bar.item import BarItem
from views.frame.bar.link import LinkItem
from views.frame.bar.mode import ModeItem
from views.frame.bar.response import ResponseItem
from views.frame.bar.seat import SeatItem
from views.frame.bar.waiting import WaitingItem
from views.frame.bar.warnings import WarningsItem
from widgets.theme import set_surface

HEIGHT_PX = 56
_MOST_STEPS = 3
_OF_THE_CITY = (ModeItem, ResponseItem, WarningsItem, AlarmCountItem, ClockItem)


class TopBar(QWidget):
    """City, mode, response, warnings, alarms; then orders, link, seat and clock at the right."""

    orders_requested = Signal()

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__()
        set_surface(self, "panel", "bottom")
        self.setFixedHeight(HEIGHT_PX)
        waiting = WaitingItem(stores, settings)
        waiting.list_requested.connect(self.orders_requested)
        left: tuple[type[BarItem], ...] = (CityItem, ModeItem, ResponseItem, WarningsItem, AlarmCountItem)
        right: tuple[type[BarItem], ...] = (LinkItem, SeatItem, ClockItem)
        self._link = stores.link
        self.items: list[BarItem] = [item(stores, settings) for item in left]
        self.items += [waiting, *(item(stores, settings) for item in right)]
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 1)
        layout.setSpacing(0)
        for n, item in enumerate(self.items):
            if n == len(left):
                layout.addStretch(1)
            layout.addWidget(item)
        stores.link.link_changed.connect(self._show_known)
        self._show_known()

    def minimumSizeHint(self) -> QSize:
        """The bar never widens the window: its words give way instead."""
        return QSize(0, HEIGHT_PX)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def event(self, event: QEvent) -> bool:
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return done

    def _show_known(self) -> None:
        """Nothing is said of the city before anything is known of it."""
        for item in self.items:
            if isinstance(item, _OF_THE_CITY):
                item.setVisible(self._link.known)

    def _fit(self) -> None:
        """Let as little as possible give way."""
        shown = [item for item in self.items if not item.isHidden()]
        fits = (n for n in range(_MOST_STEPS) if sum(item.width_at(n) for item in shown) <= self.width())
        steps = next(fits, _MOST_STEPS)
        for item in self.items:
            item.give_way(steps)
