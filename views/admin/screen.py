"""The admin's room (管理): a bar that chooses the list, the list, and its forms at the right."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QTimer
from PySide6.QtWidgets import QStackedLayout, QVBoxLayout

from app.actions import Actions
from app.api.orders import PendingOrder
from app.stores import Stores
from app.stores.link import LinkState
from app.stores.settings import Settings
from views.admin.accounts import AccountsPage
from views.admin.bar import AdminBar, Listed
from views.admin.lists import AdminLists
from views.admin.page import Page
from views.admin.phones import PhonesPage
from views.admin.units import UnitsPage
from views.screen import Screen
from widgets.theme import set_surface

# Units change many times a second in a large city.
_REFRESH_MS = 250
# Orders that change a list, and that wait in the outbox.
_ORDERS = frozenset({"adopt_device", "create_unit"})


class AdminScreen(Screen):
    """Phones, accounts and areas are on no feed: they are asked for when the room is opened, on "Refresh", after each
    order and when the link comes back. Passwords leave the screen with whoever leaves the room.
    """

    def __init__(self, stores: Stores, actions: Actions, settings: Settings) -> None:
        super().__init__(stores, actions, settings)
        set_surface(self, "ground")
        self._active = self._was_live = False
        self.lists = AdminLists(actions)
        self.bar = AdminBar(self.lists)
        self.phones = PhonesPage(stores, actions, settings, self.lists)
        self.accounts = AccountsPage(stores, actions, settings, self.lists)
        self.units = UnitsPage(stores, actions, settings)
        self._pages: dict[Listed, Page] = {
            Listed.PHONES: self.phones,
            Listed.ACCOUNTS: self.accounts,
            Listed.UNITS: self.units,
        }
        self._page: Page = self.phones
        self._soon = QTimer(self, interval=_REFRESH_MS, singleShot=True)
        self._soon.timeout.connect(self._refresh)
        self._stack = QStackedLayout()
        for page in self._pages.values():
            self._stack.addWidget(page)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addLayout(self._stack, 1)
        self.bar.page_requested.connect(self.open_page)
        self.bar.refresh_requested.connect(self._ask)
        self.lists.lists_changed.connect(self._refresh)
        self.accounts.changed.connect(self._ask)
        self.retranslate()

    def title(self) -> str:
        return self.tr("Admin")

    def open_page(self, listed: Listed) -> None:
        """Show one of the three lists."""
        self.bar.chips.set_on(listed, True)
        self._page = self._pages[listed]
        self._stack.setCurrentWidget(self._page)
        self._refresh()
        self._page.setFocus()

    def set_active(self, active: bool) -> None:
        if active == self._active:
            return
        self._active = active
        stores = self.stores
        for signal, slot in (
            (stores.units.units_changed, self._soon.start),
            (stores.reference.reference_changed, self._refresh),
            (stores.outbox.outbox_changed, self._show_orders),
            (stores.link.link_changed, self._link_changed),
            (stores.clock.second_passed, self.phones.tick),
            (self.orders.order_settled, self._settled),
        ):
            if active:
                signal.connect(slot)
            else:
                signal.disconnect(slot)
        if active:
            self._was_live = stores.link.state is LinkState.LIVE
            self._refresh()
            self._show_orders()
            self._ask()
            self._page.setFocus()
        else:
            self._soon.stop()
            self.accounts.forget_secrets()

    def retranslate(self) -> None:
        for page in self._pages.values():
            page.retranslate()
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _ask(self) -> None:
        self.lists.ask()
        self.orders.session.ask_reference()
        self.bar.show_state()

    def _refresh(self) -> None:
        if not self._active:
            return
        self._page.refresh()
        waiting = self.phones.waiting
        self.bar.set_counts(
            {
                Listed.PHONES: self.tr("{n} waiting").format(n=waiting) if waiting else str(len(self.lists.devices)),
                Listed.ACCOUNTS: str(len(self.lists.accounts)),
                Listed.UNITS: str(len(self.stores.units.ids)),
            }
        )
        self.bar.show_state()

    def _show_orders(self) -> None:
        self.phones.take_orders()
        self.units.take_orders()

    def _settled(self, order: PendingOrder) -> None:
        self.phones.take_settled(order)
        self.units.take_settled(order)
        if order.name in _ORDERS:
            self._ask()

    def _link_changed(self) -> None:
        live = self.stores.link.state is LinkState.LIVE
        if live and not self._was_live:
            self._ask()
        self._was_live = live
