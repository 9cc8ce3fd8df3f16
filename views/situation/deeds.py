"""The orders that the one map gives: a message, a dispatch. Each says at once what became of it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from app.actions import Actions, Refusal
from app.api.orders import PendingOrder
from app.domain.orders import OrderState
from app.stores import Stores
from views import words
from views.situation.choices import Sending


class Deeds(QObject):
    """`told(sentence)` follows the last order given here."""

    told = Signal(str)

    def __init__(self, stores: Stores, actions: Actions) -> None:
        super().__init__()
        self._stores, self._actions = stores, actions
        self._key: str | None = None
        actions.order_settled.connect(self._settled)

    def write_to(self, unit_id: int, text: str) -> None:
        """Send a text to a unit."""
        self.give(lambda: self._actions.comms.send(text, unit_id=unit_id))

    def send_unit(self, sending: Sending) -> None:
        """Dispatch a case to a unit and its department."""
        case, unit = self._stores.cases.get(sending.case_id), self._stores.units.get(sending.unit_id)
        if case is not None and unit is not None:
            self.give(lambda: self._actions.cases.dispatch(case, unit.department_code, unit.id))

    def give(self, order: Callable[[], PendingOrder]) -> PendingOrder | None:
        """Give an order, or say at once why not; None then."""
        try:
            pending = order()
        except Refusal as fault:
            self.told.emit(words.fault_sentence(fault))
            return None
        self._key = pending.key
        self._tell(pending)
        return pending

    def _settled(self, order: PendingOrder) -> None:
        if order.key == self._key:
            self._tell(order)

    def _tell(self, order: PendingOrder) -> None:
        name, state = words.order_name_word(order.name), words.order_state_word(order.state)
        sentence = f"{name}: {state}"
        if order.state is OrderState.FAILED:
            sentence = f"{sentence}. {words.problem_sentence(order.problem_code, order.problem_sentence)}"
        self.told.emit(sentence)
