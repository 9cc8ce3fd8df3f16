"""What a person at this seat may do: check, ask the backend, report the outcome. Never touches stores directly."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Coroutine
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal

from app.actions.administration import AccountActions, ClockActions, DeviceActions, UnitActions
from app.actions.alarms import AlarmActions
from app.actions.cases import CaseActions
from app.actions.comms import CommsActions
from app.actions.desk import OrderBook, OrderDesk
from app.actions.facilities import FacilityActions
from app.actions.fences import FenceActions
from app.actions.map_views import MapViewActions
from app.actions.orders import OrderActions
from app.actions.past import PastQueries, PastServer
from app.actions.plans import PlanActions
from app.actions.queries import Queries
from app.actions.risks import RiskActions
from app.actions.suggest import Reason, Suggestion
from app.api.errors import SignedOut, Unreachable
from app.api.orders import PendingOrder
from app.api.routes import ORDERS
from app.domain.errors import Refusal
from app.stores import Stores

__all__ = ["Actions", "Reason", "Refusal", "Seat", "SignedOut", "Suggestion", "Unreachable"]

_log = logging.getLogger(__name__)


class Seat(Protocol):
    """Signing in and out; the shell's session is one. The next sign-in goes to `server_url`."""

    server_url: str

    async def sign_in(self, login: str, password: str) -> None:
        """Raises Refusal `wrong_password`, Unreachable when the server is away, PlainError for an odd `server_url`."""
        ...

    async def sign_out(self) -> None: ...

    def ask_reference(self) -> None:
        """Ask whether areas, outlines or the base map have changed; no event tells it."""
        ...


class Actions(QObject):
    """All orders and questions of this seat, by noun.

    `order_settled(PendingOrder)` tells that the server has answered an order for good, `query_failed(code, sentence)`
    that a spawned question was not answered and nobody else has caught it.
    """

    order_settled = Signal(object)
    query_failed = Signal(str, str)

    def __init__(self, stores: Stores, book: OrderBook, server: PastServer, seat: Seat) -> None:
        super().__init__()
        self._stores = stores
        self._running: set[asyncio.Task[Any]] = set()
        desk = OrderDesk(stores.session, book)
        self.cases = CaseActions(desk, stores)
        self.comms = CommsActions(desk)
        self.alarms = AlarmActions(desk)
        self.plans = PlanActions(desk)
        self.facilities = FacilityActions(desk)
        self.fences = FenceActions(desk)
        self.risks = RiskActions(desk)
        self.map_views = MapViewActions(desk)
        self.clock = ClockActions(desk)
        self.devices = DeviceActions(desk)
        self.accounts = AccountActions(desk)
        self.units = UnitActions(desk)
        self.orders = OrderActions(book)
        self.queries = Queries(server)
        self.past = PastQueries(server)
        self.session = seat

    def may(self, name: str) -> bool:
        """True if whoever sits here may give the order of that name (a key of `routes.ORDERS`)."""
        return self._stores.session.may(ORDERS[name].role)

    def spawn(self, coroutine: Coroutine[Any, Any, Any]) -> asyncio.Task[Any] | None:
        """Run a coroutine to its end and keep it alive meanwhile; None, and nothing runs, where no loop runs.

        A Refusal, SignedOut or Unreachable that it does not catch comes as `query_failed`; anything else is logged.
        """
        try:
            task = asyncio.get_running_loop().create_task(coroutine)
        except RuntimeError:
            coroutine.close()
            return None
        self._running.add(task)
        task.add_done_callback(self._finished)
        return task

    def _finished(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        if task.cancelled() or (error := task.exception()) is None:
            return
        if isinstance(error, (Refusal, SignedOut, Unreachable)):
            self.query_failed.emit(error.code, error.sentence)
        else:
            _log.error("a spawned task failed", exc_info=error)

    def tell_settled(self, order: PendingOrder) -> None:
        """The outbox's word that an order was answered for good."""
        self.order_settled.emit(order)

    def stop(self) -> None:
        """End every question that is still under way."""
        for task in self._running:
            task.cancel()
