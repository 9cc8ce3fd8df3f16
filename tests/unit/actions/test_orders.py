"""Orders are checked before they are kept: role first, then the rule, then the outbox."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest

from app.actions import Actions, Refusal, Unreachable
from app.api.orders import PendingOrder
from app.api.routes import ORDERS, Receipt
from app.domain.alarms import Alarm, AlarmKind, Verdict
from app.domain.cases import CaseStage
from app.domain.duty import Account, Role
from app.domain.facilities import LowPoint, LowPointKind
from app.domain.levels import Level
from app.domain.orders import OrderState
from app.domain.plans import PlanRun
from app.domain.units import UnitKind, UnitStatus
from tests.logwatch import LogWatch
from tests.sample_desk import Desk
from tests.sample_things import NOW, STREET, case, positions, unit

LEADER = Account(id=1, version=1, login="leader", name="", gloss="", role=Role.LEADER, area_code="990106", seat="L1")


class Book:
    """Remembers what was put."""

    def __init__(self) -> None:
        self.given: list[tuple[str, dict[str, object], int | None, int | None]] = []
        self.full = False

    def put(
        self, name: str, body: dict[str, object], thing_id: int | None = None, version: int | None = None
    ) -> PendingOrder:
        if self.full:
            raise Refusal("outbox_full", "no room")
        self.given.append((name, body, thing_id, version))
        return PendingOrder(
            key="k", name=name, body=body, state=OrderState.WAITING, created_utc=NOW, thing_id=thing_id, version=version
        )

    async def give_directly(
        self, name: str, body: dict[str, object], thing_id: int | None = None, version: int | None = None
    ) -> Receipt:
        raise Unreachable

    def dismiss(self, key: str) -> None: ...

    def withdraw(self, key: str) -> None: ...


class Away:
    """A server that is not there."""

    server_url = ""

    async def get(self, path: str, answer: type[Any], **params: Any) -> Any:
        raise Unreachable

    async def sign_in(self, login: str, password: str) -> None: ...

    async def sign_out(self) -> None: ...

    def ask_reference(self) -> None: ...


class Seat:
    def __init__(self, role: Role | None = Role.LEADER, **parts: Any) -> None:
        self.desk = Desk(**parts)
        self.book = Book()
        self.actions = Actions(self.desk.stores, self.book, Away(), Away())
        if role is not None:
            self.desk.stores.session.write(replace(LEADER, role=role))

    @property
    def names(self) -> list[str]:
        return [name for name, *_rest in self.book.given]


@pytest.fixture
def seat(qapp: object) -> Seat:
    return Seat(units=(unit(1),))


def test_an_order_carries_the_thing_as_it_was_seen(seat: Seat) -> None:
    order = seat.actions.cases.dispatch(case(7, version=4, stage=CaseStage.DISPATCH), "D01", 1, "go")
    assert seat.book.given == [
        ("dispatch_case", {"department_code": "D01", "unit_id": 1, "note": "go"}, 7, 4),
    ]
    assert order.state is OrderState.WAITING


@pytest.mark.parametrize(
    ("order", "code"),
    [
        (lambda a: a.cases.close(case(1)), "case_order_not_allowed"),
        (lambda a: a.cases.return_(case(1), "  "), "reason_required"),
        (lambda a: a.cases.file(case(1), "no such row"), "standard_unknown"),
        (lambda a: a.cases.dispatch(case(1, stage=CaseStage.DISPATCH), "D99"), "department_unknown"),
        (lambda a: a.cases.dispatch(case(1, stage=CaseStage.DISPATCH), "D01", 99), "unit_unknown"),
        (lambda a: a.cases.open("E0101", 95.0, 112.0), "place_invalid"),
        (lambda a: a.cases.open("E9999", 30.0, 112.0), "category_unknown"),
        (lambda a: a.comms.send("hello"), "addressee_needed"),
        (lambda a: a.comms.send("hello", 1, 2), "addressee_needed"),
        (lambda a: a.comms.send("   ", 1), "text_needed"),
        (lambda a: a.comms.send("x" * 501, 1), "text_too_long"),
        (lambda a: a.comms.broadcast("hello", range(1, 502)), "units_needed"),
        (lambda a: a.comms.form_group("g", ()), "units_needed"),
        (lambda a: a.clock.set(61.0, False), "rate_invalid"),
        (lambda a: a.alarms.close(ALARM, Verdict.TRUE), "alarm_unowned"),
        (lambda a: a.alarms.close(replace(ALARM, owner="Lu", owner_id=99), Verdict.TRUE), "alarm_not_yours"),
        (lambda a: a.alarms.claim(replace(ALARM, owner="leader", owner_id=1)), "alarm_owned"),
        (lambda a: a.plans.end(replace(RUN, ended_utc=NOW)), "plan_ended"),
        (lambda a: a.facilities.open_road(LOW_POINT), "road_open"),
        (lambda a: a.facilities.close_road(replace(LOW_POINT, closed_utc=NOW)), "road_closed"),
    ],
)
def test_what_the_rules_forbid_never_reaches_the_outbox(seat: Seat, order: Any, code: str) -> None:
    with pytest.raises(Refusal) as refused:
        order(seat.actions)
    assert refused.value.code == code
    assert seat.names == []


ALARM = Alarm(
    id=3,
    version=2,
    kind=AlarmKind.SOS,
    level=Level.RED,
    title="",
    title_gloss="",
    raised_utc=NOW,
    lat_deg=30.5,
    lon_deg=112.3,
    area_code=STREET,
)
RUN = PlanRun(
    id=5,
    version=1,
    template_id="flood",
    level=Level.BLUE,
    drill=False,
    started_utc=NOW,
    started_by="Lu",
    area_code="990106",
)
LOW_POINT = LowPoint(
    id=8,
    version=1,
    kind=LowPointKind.UNDERPASS,
    name="",
    gloss="",
    lat_deg=30.5,
    lon_deg=112.3,
    area_code=STREET,
    closing_depth_cm=30.0,
    depth_cm=3.0,
    rising_cm_per_10min=0.0,
    measured_utc=NOW,
)


@pytest.mark.parametrize("role", [None, Role.VIEWER, Role.DISPATCHER])
def test_role_comes_before_the_rule(qapp: object, role: Role | None) -> None:
    seat = Seat(role)
    with pytest.raises(Refusal) as refused:
        seat.actions.cases.void(case(1, stage=CaseStage.CLOSED), "wrong")
    assert refused.value.code == ("not_signed_in" if role is None else "role_too_low")
    assert seat.actions.may("urge_case") is (role is Role.DISPATCHER)


def test_every_seat_order_fits_its_route(seat: Seat) -> None:
    """Each action's order is one that the backend has, and acts on a thing exactly where the route does."""
    a = seat.actions
    handling = case(1, stage=CaseStage.HANDLING)
    calls = [
        a.cases.open("E0101", 30.5, 112.3),
        a.cases.register(case(1, stage=CaseStage.ACCEPTANCE)),
        a.cases.finish(handling),
        a.cases.verify(case(1, stage=CaseStage.VERIFICATION), True),
        a.cases.close(case(1, stage=CaseStage.CLOSING)),
        a.cases.return_(case(1), "wrong street"),
        a.cases.void(case(1), "twice"),
        a.cases.urge(case(1)),
        a.comms.send("go", talkgroup_id=4),
        a.alarms.claim(ALARM),
        a.alarms.close(replace(ALARM, owner="leader", owner_id=1), Verdict.FALSE, "pocket"),
        a.alarms.raise_sos(1),
        a.plans.start("flood", Level.BLUE, True),
        a.plans.change_level(RUN, Level.RED),
        a.plans.mark(RUN, 4, True),
        a.plans.end(RUN),
        a.facilities.close_road(LOW_POINT),
        a.facilities.open_road(replace(LOW_POINT, closed_utc=NOW)),
        a.clock.set(10.0, False),
    ]
    for order in calls:
        route = ORDERS[order.name]
        assert route.on_existing == (order.thing_id is not None), order.name
        assert (order.version is None) == (order.thing_id is None), order.name
        assert set(order.body) == set(route.body.__dataclass_fields__), order.name  # type: ignore[attr-defined]


def test_a_full_disk_is_told_at_once(seat: Seat) -> None:
    seat.book.full = True
    with pytest.raises(Refusal, match="no room"):
        seat.actions.cases.urge(case(1))


async def test_a_spawned_question_that_fails_is_told_in_words(qapp: object) -> None:
    seat = Seat()
    told: list[tuple[str, str]] = []
    seat.actions.query_failed.connect(lambda code, sentence: told.append((code, sentence)))
    task = seat.actions.spawn(seat.actions.queries.accounts())
    assert task is not None
    await asyncio.wait([task])
    await asyncio.sleep(0)
    assert told == [("unreachable", "The server cannot be reached.")]


async def test_a_spawned_question_with_a_fault_is_logged(qapp: object, expected_log: LogWatch) -> None:
    expected_log.expect(r"app\.actions: ERROR: a spawned task failed \(KeyError")

    async def broken() -> None:
        raise KeyError("x")

    task = Seat().actions.spawn(broken())
    assert task is not None
    await asyncio.wait([task])
    await asyncio.sleep(0)


def test_without_a_loop_nothing_is_spawned(seat: Seat) -> None:
    assert seat.actions.spawn(seat.actions.queries.accounts()) is None


@pytest.fixture
def street(qapp: object) -> Seat:
    """Units at growing distance from the case at the centre; each 111 m further north."""
    units = (
        unit(1, kind=UnitKind.COLLECTOR),
        unit(2, status=UnitStatus.BUSY),
        unit(3, status=UnitStatus.OFF_DUTY),
        unit(4, case_id=77, status=UnitStatus.EN_ROUTE),
        unit(5, kind=UnitKind.PUMP_TRUCK, department_code="D02"),
        unit(6),
        unit(7),
        unit(8),
        unit(9),
    )
    seat = Seat(units=units)
    ids = list(range(1, 9))
    battery = [80] * 8
    battery[5] = 9
    fix = [NOW.timestamp() * 1000.0 - 5000.0] * 8
    fix[7] -= 1_000_000.0
    seat.desk.writer.write_frame(
        (), [positions(ids, lat=[305_500_000 + 10_000 * n for n in ids], lon=1_123_000_000, battery=battery, fix=fix)]
    )
    return seat


def test_suggests_who_can_go_the_best_first(street: Seat) -> None:
    suggestions = street.actions.cases.suggest(case(1))
    ids = [suggestion.unit.id for suggestion in suggestions]
    assert ids[0] == 7, "fits and has battery: ahead of the nearer one with an empty battery"
    assert set(ids) == {4, 5, 6, 7}, "no collector, none busy, off duty, lost or never heard"
    assert ids.index(6) < ids.index(4), "who is on another case comes after who is free"
    by_id = {suggestion.unit.id: suggestion for suggestion in suggestions}
    assert by_id[7].distance_m == pytest.approx(778, abs=3)
    assert by_id[7].eta_s > by_id[7].distance_m / 8
    assert {"low_battery", "kind_fits"} <= set(by_id[6].reasons)
    assert "on_other_case" in by_id[4].reasons


def test_water_calls_for_pumps(street: Seat) -> None:
    assert street.actions.cases.suggest(case(1, water=True))[0].unit.id == 5


def test_suggests_no_more_than_asked(street: Seat) -> None:
    assert len(street.actions.cases.suggest(case(1), n=2)) == 2
