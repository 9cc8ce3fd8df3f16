"""Orders that wait for the server, and those that came back refused."""

from __future__ import annotations

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtWidgets import QPushButton

from app.stores import Stores
from app.stores.settings import Settings
from views.frame.bar.item import BarItem
from widgets.key_cap import set_tooltip


class WaitingItem(BarItem):
    """Counts; a press asks for the list. An empty outbox takes no room."""

    list_requested = Signal()

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__(stores, settings, edge="left")
        self._button = QPushButton()
        self._button.clicked.connect(self.list_requested)
        self.row.addWidget(self._button)

    def sources(self) -> tuple[SignalInstance, ...]:
        return (self.stores.outbox.outbox_changed,)

    def refresh(self) -> None:
        waiting, failed = self.stores.outbox.waiting_count, self.stores.outbox.failed_count
        parts = [self.tr("{count} waiting").format(count=waiting)] if waiting else []
        parts += [self.tr("{count} refused").format(count=failed)] if failed else []
        self._button.setVisible(bool(parts))
        self.setMaximumWidth(16_777_215 if parts else 0)  # QWIDGETSIZE_MAX; hiding the item would stop it listening
        self._button.setText(self.tr("Orders: {counts}").format(counts=", ".join(parts)))
        variant = "danger" if failed else "primary"
        if self._button.property("variant") != variant:
            self._button.setProperty("variant", variant)
            self._button.style().unpolish(self._button)
            self._button.style().polish(self._button)
        set_tooltip(self._button, self.tr("Show the orders that are waiting or came back"), "Ctrl+O")
