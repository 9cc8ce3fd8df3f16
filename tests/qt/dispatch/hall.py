"""A seat whose orders are answered on demand: the outbox shows them at once, the rules of the domain carry them out,
and the changed case comes back the way the feed would bring it.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

from app.api.frames import ClockState
from app.api.orders import PendingOrder
from app.domain import case_flow
from app.domain.case_clocks import CaseClocks
from app.domain.cases import Case, CaseEntry
from app.domain.duty import Role
from app.domain.orders import OrderState
from app.stores import Stores
from tests.sample_night import LAT, LON, NOW, snapshot
from tests.sample_seat import FakeBook, SampleSeat

T = TypeVar("T")


class CourseServer:
    """Answers the course of any case, and remembers what it was asked."""

    def __init__(self) -> None:
        self.asked: list[str] = []

    async def get(self, path: str, answer: type[T], **params: Any) -> Any:
        self.asked.append(path)
        case = CaseEntry(at_utc=NOW, order="open", actor="采集员 李明", seat="", stage=_ACCEPTANCE, note="路边")
        return [case]


_ACCEPTANCE = case_flow.first_stage(case_flow.CaseSource.HOTLINE_12319)


class OutboxBook(FakeBook):
    """Keeps orders where the screens see them, as the outbox on disk does."""

    def __init__(self, stores: Stores) -> None:
        super().__init__()
        self._stores = stores
        self.orders: dict[str, PendingOrder] = {}

    def put(
        self, name: str, body: dict[str, object], thing_id: int | None = None, version: int | None = None
    ) -> PendingOrder:
        order = super().put(name, body, thing_id, version)
        self.orders[order.key] = order
        self.tell()
        return order

    def dismiss(self, key: str) -> None:
        self.orders.pop(key)
        self.tell()

    def withdraw(self, key: str) -> None:
        self.dismiss(key)

    def tell(self) -> None:
        self._stores.outbox.write(tuple(self.orders.values()))


class Hall(SampleSeat):
    """A seat with a backend of pure rules behind it."""

    def __init__(self, role: Role = Role.LEADER, **parts: Any) -> None:
        self.server = CourseServer()
        super().__init__(self.server, role, **parts)
        self.book = OutboxBook(self.stores)
        self.actions = type(self.actions)(self.stores, self.book, self.server, _NoSession())
        self.clocks = CaseClocks()

    def waiting(self) -> list[PendingOrder]:
        return [order for order in self.book.orders.values() if not order.settled]

    def refuse(self, code: str, sentence: str = "No.") -> PendingOrder:
        """The server says no to the only order that waits."""
        (order,) = self.waiting()
        return self._settle(replace(order, state=OrderState.FAILED, problem_code=code, problem_sentence=sentence))

    def answer(self) -> PendingOrder:
        """The server accepts the only order that waits, and the feed brings the changed case."""
        (order,) = self.waiting()
        case = self._carry_out(order)
        settled = self._settle(replace(order, state=OrderState.ACCEPTED, receipt_id=case.id, receipt_seq=2))
        self.change("cases", case)
        return settled

    def set_time(self, now_utc: datetime) -> None:
        """Let the city's clock stand at another moment."""
        self.stores.clock.write(ClockState(now_utc=now_utc, rate=1.0, paused=True))

    def _settle(self, order: PendingOrder) -> PendingOrder:
        self.book.orders[order.key] = order
        if order.state is OrderState.ACCEPTED:
            del self.book.orders[order.key]
        self.book.tell()
        self.actions.tell_settled(order)
        return order

    def _carry_out(self, order: PendingOrder) -> Case:
        now, body = self.stores.clock.now_utc(), order.body
        if order.name == "open_case":
            return self._opened(order, now)
        assert order.thing_id is not None
        case = self.stores.cases.get(order.thing_id)
        assert case is not None
        assert case.version == order.version
        changed = self._changed(order.name.removesuffix("_case"), case, body, now)
        return replace(changed, version=case.version + 1)

    def _changed(self, order: str, case: Case, body: dict[str, Any], now: datetime) -> Case:
        category = self.stores.reference.category(case.category_code)
        assert category is not None
        rows = category.standards
        standard = next((row for row in rows if row.id == case.standard_id), rows[0])
        clocks = self.clocks
        match order:
            case "register":
                return case_flow.register(case, now, clocks)
            case "file":
                return case_flow.file(case, category, body["standard_id"], now, clocks)
            case "dispatch":
                return case_flow.dispatch(case, standard, body["department_code"], body["unit_id"], now, clocks)
            case "accept":
                return case_flow.accept(case, now)
            case "arrive":
                return case_flow.arrive(case, now)
            case "finish":
                return case_flow.finish(case, now, clocks)
            case "verify":
                return case_flow.verify(case, body["passed"], standard, now, clocks)
            case "close":
                return case_flow.close(case, now)
            case "return":
                return case_flow.return_(case, body["reason"], now, clocks)
            case "void":
                return case_flow.void(case, body["reason"], now)
            case "urge":
                return case_flow.urge(case, now)
        raise AssertionError(order)

    def _opened(self, order: PendingOrder, now: datetime) -> Case:
        body: dict[str, Any] = order.body
        source = case_flow.CaseSource(body["source"])
        stage = case_flow.first_stage(source)
        deadline = self.clocks.stage_deadline(stage, now)
        category = self.stores.reference.category(body["category_code"])
        assert category is not None
        return Case(
            id=9000 + len(self.book.given),
            version=1,
            number="26072109001",
            stage=stage,
            stage_since_utc=now,
            category_code=category.code,
            source=source,
            title=category.name,
            title_gloss=category.gloss,
            address=body["address"],
            address_gloss=body["address"],
            lat_deg=body["lat_deg"],
            lon_deg=body["lon_deg"],
            area_code="990106001001001",
            description=body["description"],
            reporter=body["reporter"],
            reported_utc=now,
            due_utc=deadline.due_utc,
            warn_utc=deadline.warn_utc,
        )


class _NoSession:
    async def sign_in(self, login: str, password: str) -> None: ...

    async def sign_out(self) -> None: ...

    def ask_reference(self) -> None: ...


__all__ = ["LAT", "LON", "NOW", "CourseServer", "Hall", "OutboxBook", "snapshot", "timedelta"]
