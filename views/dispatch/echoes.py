"""This seat's orders on cases as they come back: under way, refused, or accepted with the event still to come."""

from __future__ import annotations

from collections.abc import Iterable

from app.api.orders import PendingOrder
from app.domain.cases import CaseOrder
from app.domain.orders import OrderState

CASE_ORDERS = frozenset(f"{order}_case" for order in CaseOrder)


def echoes_by_case(orders: Iterable[PendingOrder]) -> dict[int, PendingOrder]:
    """The newest order of each case that is not accepted yet."""
    found: dict[int, PendingOrder] = {}
    for order in orders:
        if order.name in CASE_ORDERS and order.thing_id is not None and _speaks(order):
            found[order.thing_id] = order
    return found


def opening(orders: Iterable[PendingOrder]) -> list[PendingOrder]:
    """Orders to open a new case that are not accepted yet, the oldest first."""
    return [order for order in orders if order.name == "open_case" and _speaks(order)]


def under_way(order: PendingOrder | None) -> bool:
    """True for an order that the server has not answered: no second one is given on top of it."""
    return order is not None and not order.settled


def _speaks(order: PendingOrder) -> bool:
    return not order.settled or order.state is OrderState.FAILED
