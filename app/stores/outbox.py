"""Orders of this seat: waiting, under way, and those that came back refused."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject, Signal

from app.api.link import LinkState
from app.api.orders import PendingOrder
from app.domain.orders import OrderState

__all__ = ["OutboxStore", "PendingOrder", "waits"]

# An order that has left and one that has not are alike while the server is not heard: either may go again.
_ON_ITS_WAY = frozenset({OrderState.WAITING, OrderState.SENT})
_NOT_ANSWERED = frozenset({OrderState.WAITING, OrderState.SENT, OrderState.UNKNOWN})


def waits(order: PendingOrder, link: LinkState) -> bool:
    """True for an order that lies in the outbox until the link is back, whether it has left already or not."""
    return order.state in _ON_ITS_WAY and link is not LinkState.LIVE


class OutboxStore(QObject):
    """What the outbox on disk holds, the oldest first."""

    outbox_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._orders: tuple[PendingOrder, ...] = ()

    def orders(self) -> list[PendingOrder]:
        return list(self._orders)

    def order(self, key: str) -> PendingOrder | None:
        return next((order for order in self._orders if order.key == key), None)

    def orders_on(self, thing_id: int, *names: str) -> list[PendingOrder]:
        """Unanswered orders of those names on one thing, so that a screen can show it as being changed."""
        return [o for o in self._orders if o.thing_id == thing_id and o.name in names and o.state in _NOT_ANSWERED]

    @property
    def waiting_count(self) -> int:
        """Orders that the server has not answered yet."""
        return sum(order.state in _NOT_ANSWERED for order in self._orders)

    @property
    def failed_count(self) -> int:
        """Refused orders that nobody has dismissed yet."""
        return sum(order.state is OrderState.FAILED for order in self._orders)

    def write(self, orders: Sequence[PendingOrder]) -> None:
        """Take the outbox as it stands."""
        if (taken := tuple(orders)) != self._orders:
            self._orders = taken
            self.outbox_changed.emit()
