"""The outbox: every order is on disk before it is sent, and stays until the server has answered it.

WAITING until it can be sent, SENT while it is under way, then ACCEPTED or FAILED; UNKNOWN when no answer came, and
asked again with the same key, so that the server does it once. Orders on one thing go strictly one after another.
One that has grown too old is not sent any more but FAILED as `too_old`.
"""

from __future__ import annotations

import asyncio
import logging
import secrets
import time
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from typing import Protocol

from app.api.answers import ServerRefusal
from app.api.errors import SignedOut, Unreachable
from app.api.feed import back_off_s
from app.api.orders import PendingOrder
from app.api.outbox_file import OutboxFile
from app.api.routes import ANSWERS_KEPT, ORDERS, Receipt
from app.domain.errors import Refusal
from app.domain.orders import OrderState

_log = logging.getLogger(__name__)

# A person wants to see for a while that an order went well.
ACCEPTED_KEPT = 50
# The server failing over one order so often (HTTP 5xx) is an answer too.
SERVER_FAULTS_BORNE = 5
# The server must still know the key of an order in doubt; an hour is for clocks that differ. An order that waited for
# a day is wanted by nobody any more: the city has moved on.
_IN_DOUBT_FOR = ANSWERS_KEPT - timedelta(hours=1)
_SENT_WITHIN = {
    OrderState.WAITING: timedelta(hours=24),
    OrderState.SENT: _IN_DOUBT_FOR,
    OrderState.UNKNOWN: _IN_DOUBT_FOR,
}
_UNANSWERED = frozenset(_SENT_WITHIN)


class OrderSender(Protocol):
    """Gives one order to the server; the client is one."""

    async def order(self, order: PendingOrder) -> Receipt: ...


@dataclass(slots=True)
class _Try:
    """How it went so far with one order, or with reaching the server: not before `due_s` (monotonic) again."""

    failures: int = 0
    server_faults: int = 0
    due_s: float = field(default=0.0)


class Outbox:
    """Keeps, sends and remembers this seat's orders. `on_changed` gets all of them, `on_settled` each that is answered.

    Use from one loop's thread. Orders may be put while nothing runs; they go out once `start` was called.
    """

    def __init__(
        self,
        file: OutboxFile,
        sender: OrderSender,
        on_changed: Callable[[list[PendingOrder]], None],
        on_settled: Callable[[PendingOrder], None],
    ) -> None:
        self._file = file
        self._sender = sender
        self._on_changed = on_changed
        self._on_settled = on_settled
        self._orders: dict[str, PendingOrder] = {}
        self._tries: dict[str, _Try] = {}
        # The server away holds up everything, or orders would overtake each other when it comes back.
        self._away = _Try()
        self._wake = asyncio.Event()
        self._task: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Take up what an earlier console left, and begin to send."""
        self._adopt()
        self._tell()
        self._task = asyncio.get_running_loop().create_task(self._run(), name="outbox")

    async def stop(self) -> None:
        """Stop sending and close the file; what is unanswered stays in it."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        self._file.close()

    def put(
        self, name: str, body: dict[str, object], thing_id: int | None = None, version: int | None = None
    ) -> PendingOrder:
        """Keep an order on disk and send it as soon as may be. Refusal `outbox_full`: there is no order.

        ValueError for one with a secret (`OrderRoute.secret`), which no disk may hold.
        """
        if name in ORDERS and ORDERS[name].secret:
            raise ValueError(f"{name} carries a secret and is given directly")
        order = PendingOrder(
            key=secrets.token_urlsafe(18),
            name=name,
            body=body,
            state=OrderState.WAITING,
            created_utc=datetime.now(UTC),
            thing_id=thing_id,
            version=version,
        )
        self._file.add(order)
        self._orders[order.key] = order
        self._tell()
        self._wake.set()
        return order

    def orders(self) -> list[PendingOrder]:
        """All that is kept, the oldest first."""
        return list(self._orders.values())

    def retry_now(self) -> None:
        """The server was heard again: whatever waits may go at once; orders of consoles that died since, too."""
        self._adopt()
        for attempt in self._tries.values():
            attempt.due_s = 0.0
        self._away = _Try()
        self._wake.set()

    def dismiss(self, key: str) -> None:
        """Take a settled order out of sight for good."""
        order = self._orders.get(key)
        if order is not None and order.settled:
            self._forget(key)
            self._tell()

    def withdraw(self, key: str) -> None:
        """Take back an order that never left; Refusal `order_sent` for one that may have reached the server."""
        order = self._orders.get(key)
        if order is None:
            return
        if order.state is not OrderState.WAITING:
            raise Refusal("order_sent", "This order may have reached the server already.", 409)
        self._forget(key)
        self._tell()

    async def _run(self) -> None:
        while True:
            self._give_up_old()
            order, wait_s = self._next()
            if order is not None:
                await self._send(order)
                continue
            self._wake.clear()
            try:
                await asyncio.wait_for(self._wake.wait(), wait_s)
            except TimeoutError:
                continue

    def _give_up_old(self) -> None:
        now_utc = datetime.now(UTC)
        for order in self.orders():
            if order.state in _UNANSWERED and now_utc - order.created_utc > _SENT_WITHIN[order.state]:
                sentence = "The order waited too long and is not sent any more."
                self._settle(_failed(order, Refusal("too_old", sentence)))

    def _next(self) -> tuple[PendingOrder | None, float | None]:
        """The order to send now, or None and the seconds until one may be tried again (None: nothing waits)."""
        now_s = time.monotonic()
        if self._away.due_s > now_s:
            return None, self._away.due_s - now_s
        blocked: set[tuple[str, int]] = set()
        due_s: float | None = None
        for order in self._orders.values():
            if order.state not in _UNANSWERED:
                continue
            thing = _thing(order)
            if thing is not None:
                if thing in blocked:
                    continue
                blocked.add(thing)
            wait_until_s = self._tries[order.key].due_s if order.key in self._tries else 0.0
            if wait_until_s <= now_s:
                return order, None
            due_s = wait_until_s if due_s is None else min(due_s, wait_until_s)
        return None, None if due_s is None else due_s - now_s

    async def _send(self, order: PendingOrder) -> None:
        # The word SENT is on disk before the order leaves: a console that dies now asks again instead of anew.
        sent = replace(order, state=OrderState.SENT)
        if not self._keep(sent):
            self._again(order, order.state)
            return
        try:
            receipt = await self._sender.order(sent)
        except ServerRefusal as refusal:
            self._refused(order, refusal)
        except Refusal as refusal:
            self._answered(_failed(order, refusal))
        except Unreachable as fault:
            # Once in doubt it stays so, even if the next try did not leave.
            doubtful = fault.maybe_received or order.state is OrderState.UNKNOWN
            self._again(order, OrderState.UNKNOWN if doubtful else OrderState.WAITING)
            if not fault.maybe_received:
                self._away.failures += 1
                self._away.due_s = self._tries[order.key].due_s = time.monotonic() + back_off_s(self._away.failures)
        except SignedOut:
            self._again(order, order.state)
        except asyncio.CancelledError:
            raise
        except Exception:
            _log.exception("order %s %s could not be sent", order.name, order.key)
            self._again(order, OrderState.UNKNOWN)
        else:
            accepted = replace(order, state=OrderState.ACCEPTED, receipt_id=receipt.id, receipt_seq=receipt.seq)
            self._answered(accepted)

    def _refused(self, order: PendingOrder, refusal: ServerRefusal) -> None:
        attempt = self._tries.setdefault(order.key, _Try())
        if refusal.status == 429:
            self._again(order, order.state, refusal.retry_after_s)
        elif refusal.status >= 500 and attempt.server_faults < SERVER_FAULTS_BORNE:
            attempt.server_faults += 1
            self._again(order, OrderState.UNKNOWN)
        else:
            self._answered(_failed(order, refusal))

    def _again(self, order: PendingOrder, state: OrderState, after_s: float | None = None) -> None:
        attempt = self._tries.setdefault(order.key, _Try())
        attempt.failures += 1
        attempt.due_s = time.monotonic() + (back_off_s(attempt.failures) if after_s is None else after_s)
        self._keep(replace(order, state=state))

    def _answered(self, order: PendingOrder) -> None:
        self._away = _Try()
        self._settle(order)

    def _settle(self, order: PendingOrder) -> None:
        self._tries.pop(order.key, None)
        self._keep(order)
        accepted = [kept.key for kept in self._orders.values() if kept.state is OrderState.ACCEPTED]
        for key in accepted[:-ACCEPTED_KEPT]:
            self._forget(key)
        self._on_settled(order)

    def _keep(self, order: PendingOrder) -> bool:
        """Remember a new state; False if the disk did not take it. Memory has it in any case but SENT."""
        try:
            self._file.update(order)
            kept = True
        except Refusal:
            kept = False
        if kept or order.state is not OrderState.SENT:
            self._orders[order.key] = order
            self._tell()
        return kept

    def _forget(self, key: str) -> None:
        self._orders.pop(key, None)
        self._tries.pop(key, None)
        self._remove_from_disk(key)

    def _remove_from_disk(self, key: str) -> None:
        try:
            self._file.remove(key)
        except Refusal:
            _log.warning("order %s stays on disk until there is room", key)

    def _adopt(self) -> None:
        try:
            adopted = self._file.adopt()
        except Refusal:
            return
        if adopted:
            _log.info("%d orders of an earlier console were taken over", len(adopted))
            self._orders = {order.key: order for order in adopted} | self._orders
            self._tell()
            self._wake.set()

    def _tell(self) -> None:
        self._on_changed(self.orders())


def _thing(order: PendingOrder) -> tuple[str, int] | None:
    """What an order acts on: orders on the same thing wait for each other."""
    if order.thing_id is None:
        return None
    collection = ORDERS[order.name].path.split("{id}")[0] if order.name in ORDERS else order.name
    return (collection, order.thing_id)


def _failed(order: PendingOrder, refusal: Refusal) -> PendingOrder:
    return replace(order, state=OrderState.FAILED, problem_code=refusal.code, problem_sentence=refusal.sentence)
