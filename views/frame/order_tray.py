"""The orders of this seat: which wait, which are under way, which came back refused and why."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal, SignalInstance
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from app.actions import Actions, Refusal
from app.domain.orders import OrderState
from app.stores import Stores
from app.stores.outbox import PendingOrder, waits
from app.stores.settings import Settings
from views import words
from views.frame.order_subject import order_subject
from views.frame.overlay import Overlay
from widgets.columns import Column
from widgets.marks import Shape
from widgets.table import DenseTable
from widgets.text import label
from widgets.tokens import Tone

_MARKS: dict[OrderState, tuple[str, str]] = {
    OrderState.WAITING: (Shape.WAITING, Tone.YELLOW),
    OrderState.SENT: (Shape.WAITING, Tone.ACCENT),
    OrderState.UNKNOWN: (Shape.RING, Tone.ORANGE),
    OrderState.FAILED: (Shape.TRIANGLE, Tone.RED),
}


def _place(order: PendingOrder) -> int:
    """What waits stands first, then what came back; below it what went well."""
    return 0 if not order.settled else 1 if order.state is OrderState.FAILED else 2


class OrderTray(Overlay):
    """A table of the outbox, the newest first of each kind. Delete dismisses a refused order, or withdraws one that was
    never sent.
    """

    refused = Signal(str)

    def __init__(self, centre: QWidget, stores: Stores, actions: Actions, settings: Settings) -> None:
        self._following = False
        super().__init__(centre, 1240)
        self._stores, self._orders, self._settings = stores, actions, settings
        self._title = label("", "lead")
        self.table = DenseTable(self._columns(), lambda order: order.key)
        self.table.setMinimumHeight(320)
        self._remove = QPushButton()
        self._remove.setShortcut("Del")
        self._remove.clicked.connect(self._remove_chosen)
        head = QHBoxLayout()
        head.addWidget(self._title, 1)
        head.addWidget(self._remove)
        self.column.addLayout(head)
        self.column.addWidget(self.table)
        self.setFocusProxy(self.table)
        self.table.row_selected.connect(self._choose)
        self.retranslate()

    def retranslate(self) -> None:
        self._title.setText(self.tr("Orders of this seat"))
        self.table.set_empty_text(
            self.tr("No order is waiting."),
            self.tr("Orders given while the server is away wait here and are sent by themselves."),
        )
        self._choose(self.table.selected_key())

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._following:
            self._following = True
            for signal in self._sources():
                signal.connect(self._refresh)
            self._refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._following:
            self._following = False
            for signal in self._sources():
                signal.disconnect(self._refresh)

    def _sources(self) -> tuple[SignalInstance, ...]:
        return self._stores.outbox.outbox_changed, self._stores.link.link_changed

    def _columns(self) -> list[Column]:
        return [
            # By this computer's clock: in a demo or a drill the city's goes otherwise.
            Column(
                title=lambda: self.tr("Local time"),
                text=lambda order: words.local_time(order.created_utc),
                width_px=88,
            ),
            Column(title=lambda: self.tr("Order"), text=lambda order: words.order_name_word(order.name), width_px=160),
            Column(
                title=lambda: self.tr("To or about"),
                text=lambda order: order_subject(self._stores, order, self._settings.language),
                width_px=270,
            ),
            Column(
                title=lambda: self.tr("State"),
                text=lambda order: words.order_state_word(self.state_shown(order)),
                mark=lambda order: _MARKS.get(self.state_shown(order), (Shape.CHECK, Tone.ACCENT)),
                width_px=210,
            ),
            Column(title=lambda: self.tr("Why"), text=self._why),
        ]

    def state_shown(self, order: PendingOrder) -> OrderState:
        """How an order stands, for people: one that has left and one that has not wait alike while the link is down."""
        return OrderState.WAITING if waits(order, self._stores.link.state) else order.state

    def _why(self, order: PendingOrder) -> str:
        if order.state is OrderState.FAILED:
            return words.problem_sentence(order.problem_code, order.problem_sentence)
        if order.state is OrderState.WAITING:
            return self.tr("Kept on this computer until the server can be reached.")
        if waits(order, self._stores.link.state):
            return self.tr("Not confirmed: the link is broken. It is kept and asked again.")
        if order.state is OrderState.UNKNOWN:
            return self.tr("No answer came; it is asked again and never carried out twice.")
        return ""

    def _refresh(self) -> None:
        newest_first = self._stores.outbox.orders()[::-1]
        self.table.set_rows(sorted(newest_first, key=_place))
        self._choose(self.table.selected_key())

    def _choose(self, key: object) -> None:
        order = self._stores.outbox.order(str(key)) if key is not None else None
        waiting = order is not None and order.state is OrderState.WAITING
        self._remove.setText(self.tr("Withdraw") if waiting else self.tr("Dismiss"))
        self._remove.setShortcut(Qt.Key.Key_Delete)
        self._remove.setEnabled(order is not None and (waiting or order.settled))

    def _remove_chosen(self) -> None:
        order = self._stores.outbox.order(str(self.table.selected_key()))
        if order is None:
            return
        try:
            if order.settled:
                self._orders.orders.dismiss(order.key)
            else:
                self._orders.orders.withdraw(order.key)
        except Refusal as refusal:
            self.refused.emit(words.fault_sentence(refusal))
