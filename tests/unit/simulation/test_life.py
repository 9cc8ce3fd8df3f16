"""The city lives: the same seed the same hour, cases through all stages, people who go where they are sent."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import numpy as np
import pytest

from app.api.routes import DispatchCase
from app.backend.simulation.city import City
from app.backend.simulation.life import STARTS, Life
from app.backend.simulation.shifts import is_on_duty, shift_at, shift_began
from app.backend.simulation.storm import SOS_S, WARNINGS
from app.backend.simulation.terminals import batteries, heard
from app.backend.simulation.world import Change, Order
from app.domain.cases import AssignmentState, CaseStage
from app.domain.comms import Message, Receipt
from app.domain.levels import Level
from app.domain.plans import PlanRun, PlanTask, TaskState
from app.domain.positions import distance_m
from app.domain.units import UnitKind, UnitStatus
from tests.unit.simulation.fake_world import RecordedWorld

STEP = timedelta(seconds=5)


def living(city: City, scenario: str = "day", seed: int = 7) -> tuple[RecordedWorld, Life]:
    world = RecordedWorld.at_start(city, scenario, seed)  # type: ignore[arg-type]
    life = Life(city, seed, scenario)  # type: ignore[arg-type]
    life.begin(world.standing(), world.now)
    return world, life


def test_the_same_seed_has_the_same_first_hour(city: City) -> None:
    hours = []
    for seed in (7, 7, 8):
        world, life = living(city, seed=seed)
        world.run(life, timedelta(hours=1), timedelta(seconds=20))
        hours.append((world.given, {k: v.tolist() for k, v in world.published[-1].items()}))
    assert hours[0] == hours[1]
    assert hours[0] != hours[2]


def test_where_people_walk_does_not_depend_on_the_rate_of_looking(city: City) -> None:
    ends = []
    for step in (timedelta(seconds=1), timedelta(seconds=30)):
        world, life = living(city)
        for _ in range(int(timedelta(minutes=5) / step)):
            world.now += step
            columns = life.positions(world.now)
        ends.append({name: values.tolist() for name, values in columns.items()})
    assert ends[0] == ends[1]


def test_a_pause_stops_everything(city: City) -> None:
    world, life = living(city)
    world.run(life, timedelta(minutes=10), STEP)
    before = life.positions(world.now)
    assert life.play(world.now) == []
    assert life.play(world.now) == []
    after = life.positions(world.now)
    assert all(np.array_equal(before[name], after[name]) for name in before)


def test_cases_go_their_course_and_hardly_anything_is_refused(city: City) -> None:
    world, life = living(city)
    world.run(life, timedelta(hours=5), timedelta(seconds=30))
    given = Counter(order.name for _at, order in world.given)
    for name in ("open_case", "file_case", "dispatch_case", "accept_case", "arrive_case", "finish_case", "verify_case",
                 "close_case", "register_case"):  # fmt: skip
        assert given[name] > 3, name
    assert len(world.refused) < 0.02 * len(world.given), Counter(code for _order, code in world.refused)
    stages = Counter(case.stage for case in world.cases.values())
    assert stages[CaseStage.CLOSED] > 40
    assert stages[CaseStage.HANDLING] > 10
    late = [c for c in world.cases.values() if c.due_utc is not None and c.due_utc < world.now]
    assert len(late) < 0.25 * len(world.cases)


def test_a_unit_that_a_seat_sends_accepts_drives_there_and_reports(city: City) -> None:
    world, life = living(city)
    world.run(life, timedelta(minutes=30), STEP, until=lambda: any(
        c.stage is CaseStage.DISPATCH for c in world.cases.values()))  # fmt: skip
    case = next(c for c in world.cases.values() if c.stage is CaseStage.DISPATCH)
    unit = next(u for u in world.units.values() if u.kind is UnitKind.OFFICER and u.status is UnitStatus.AVAILABLE)
    world.take([Order("dispatch_case", DispatchCase(department_code="D01", unit_id=unit.id), case.id)])

    def state() -> AssignmentState | None:
        assignment = world.cases[case.id].assignment
        return assignment.state if assignment else None

    world.run(life, timedelta(minutes=5), STEP, until=lambda: state() is AssignmentState.ACCEPTED)
    assert state() is AssignmentState.ACCEPTED
    world.run(life, timedelta(minutes=60), STEP, until=lambda: state() is AssignmentState.ARRIVED)
    assert state() is AssignmentState.ARRIVED
    columns = next(c for c in reversed(world.published) if unit.id in c["unit"])
    row = columns["unit"].tolist().index(unit.id)
    assert distance_m(columns["lat"][row] / 1e7, columns["lon"][row] / 1e7, case.lat_deg, case.lon_deg) < 160.0
    world.run(life, timedelta(minutes=60), STEP, until=lambda: state() is AssignmentState.FINISHED)
    assert world.units[unit.id].status is UnitStatus.AVAILABLE


def test_texts_are_delivered_then_read_and_a_few_never(city: City) -> None:
    world, life = living(city)
    on_duty = [unit.id for unit in world.units.values() if unit.status is UnitStatus.AVAILABLE]
    message = Message(
        id=1, version=1, sender="", seat="", text="?", sent_utc=world.now, area_code=city.code,
        receipts=tuple(Receipt(unit_id=one) for one in on_duty),
    )  # fmt: skip
    world.told.append(Change("messages", message))
    world.run(life, timedelta(minutes=15), timedelta(seconds=1))
    said = [order.body for _at, order in world.named("message_heard")]
    delivered, read = [b.unit_id for b in said if not b.read], [b.unit_id for b in said if b.read]
    assert len(set(delivered)) == len(delivered) >= 0.97 * len(on_duty)
    assert 0.85 * len(on_duty) < len(read) < 0.99 * len(on_duty)
    for unit_id in read:
        assert [b.read for b in said if b.unit_id == unit_id] == [False, True]


def test_plan_tasks_are_acknowledged_and_watchers_walk_to_the_water(city: City) -> None:
    world, life = living(city, "flood")
    officers = [u.id for u in world.units.values() if u.kind is UnitKind.OFFICER and u.status is UnitStatus.AVAILABLE]
    run = PlanRun(
        id=1, version=1, template_id="flood", level=Level.BLUE, drill=False, started_utc=world.now, started_by="",
        area_code=city.code, tasks=tuple(
            PlanTask(id=n, step_id="flood-4-watch", unit_id=unit, state=TaskState.SENT, sent_utc=world.now)
            for n, unit in enumerate(officers[:20], 1)
        ),
    )  # fmt: skip
    world.told.append(Change("plan_runs", run))
    states: dict[int, TaskState] = {}
    for _ in range(40 * 12):
        world.run(life, timedelta(seconds=5), STEP)
        for _at, order in world.named("tasks_heard"):
            states |= {word.task_id: word.state for word in order.body.heard}
        world.given.clear()
        tasks = tuple(
            PlanTask(
                id=t.id, step_id=t.step_id, unit_id=t.unit_id, state=states.get(t.id, t.state), sent_utc=t.sent_utc
            )
            for t in run.tasks
        )
        world.told.append(
            Change("plan_runs", PlanRun(**{**{f: getattr(run, f) for f in run.__slots__}, "tasks": tasks}))
        )
    reached = [t for t, s in states.items() if s in (TaskState.ON_SCENE, TaskState.DONE)]
    assert len(reached) >= 14
    assert TaskState.DELIVERED in states.values() or len(reached) == 20


def on_duty(world: RecordedWorld) -> int:
    return sum(unit.status is not UnitStatus.OFF_DUTY for unit in world.units.values())


def test_the_flood_night_brings_warnings_calls_closures_the_bus_and_an_sos(city: City) -> None:
    world, life = living(city, "flood")
    began = STARTS["flood"]
    at_first = on_duty(world)
    world.run(life, timedelta(seconds=410), timedelta(seconds=10))
    assert abs(on_duty(world) - at_first) < 15, "nobody is called in before orange"
    world.run(life, timedelta(minutes=40) - timedelta(seconds=410), timedelta(seconds=10))
    first = min(at for at, order in world.given if order.name in ("issue_warning", "measure_rain"))
    assert first - began <= timedelta(seconds=20)
    levels = [order.body.level for _at, order in world.named("issue_warning")]
    assert levels == [level for at, level in WARNINGS if level is not None and at <= 2_400.0]
    closed = [order.thing_id for _at, order in world.named("close_road")]
    assert len(set(closed)) == len(closed) >= 5
    (at, sos), *more = world.named("raise_sos")
    assert not more
    assert abs((at - began).total_seconds() - SOS_S) <= 10.0
    assert world.units[sos.body.unit_id].kind is UnitKind.OFFICER
    assert len(world.named("raise_alarm")) == 1
    assert on_duty(world) > 180, "those off duty are called in"


def test_a_restart_repeats_nothing_of_the_storm(city: City) -> None:
    world, life = living(city, "flood")
    world.run(life, timedelta(minutes=20), timedelta(seconds=10))
    again = Life(city, 7, "flood")
    again.begin(world.standing(), world.now)
    world.given.clear()
    world.run(again, timedelta(minutes=10), timedelta(seconds=10))
    assert not world.named("raise_sos", "raise_alarm")
    assert not world.named("issue_warning")


def test_shifts_change_at_eight_sixteen_and_midnight(city: City) -> None:
    world, life = living(city)
    assert shift_at(world.now) == "day"
    world.now = STARTS["day"] + timedelta(hours=6)
    life = Life(city, 7, "day")
    life.begin(world.standing(), world.now)
    world.run(life, timedelta(minutes=40), timedelta(seconds=30))
    evening = [u for n, u in world.units.items() if u.shift == "evening"]
    day = [u for u in world.units.values() if u.shift == "day"]
    assert sum(u.status is not UnitStatus.OFF_DUTY for u in evening) == len(evening)
    assert sum(u.status is UnitStatus.OFF_DUTY for u in day) > 0.9 * len(day)
    assert shift_began("evening", world.now) <= world.now
    assert is_on_duty("always", 1, world.now, 7)


def test_batteries_empty_and_are_swapped_and_terminals_come_back() -> None:
    ids = np.arange(1, 201)
    charges = np.zeros(200, dtype=np.bool_)
    fresh = batteries(7, ids, np.full(200, 60.0), charges)
    tired = batteries(7, ids, np.full(200, 7.5 * 3_600.0), charges)
    assert (tired < fresh).all()
    assert np.median(tired) < 45
    assert np.median(fresh) > 90
    assert (batteries(7, ids, np.full(200, 7.5 * 3_600.0), ~charges) > 85).mean() > 0.9
    share = np.mean([heard(7, ids, 1_784_000_000.0 + 30.0 * i).mean() for i in range(400)])
    assert 0.97 < share < 0.999
    gone = np.array([~heard(7, ids, 1_784_000_000.0 + 30.0 * i) for i in range(400)])
    assert gone.any(axis=0).sum() > 20
    assert not gone.all(axis=0).any(), "whoever drops out comes back"


@pytest.mark.parametrize("scenario", ["day", "flood"])
def test_positions_are_columns_of_equal_length_in_wire_units(city: City, scenario: str) -> None:
    world, life = living(city, scenario)
    columns = life.positions(world.now)
    lengths = {len(values) for values in columns.values()}
    assert len(lengths) == 1
    assert lengths.pop() > 40
    south, west, north, east = city.corners_deg
    assert (columns["lat"] > south * 1e7).all()
    assert (columns["lat"] < north * 1e7).all()
    assert (columns["lon"] > west * 1e7).all()
    assert (columns["lon"] < east * 1e7).all()
    assert columns["battery"].max() <= 100
    assert columns["signal"].max() <= 5
