"""The city lives: the same seed the same hour, cases through all stages, people who go where they are sent."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta

import numpy as np
import pytest

from app.api.order_bodies import DispatchCase
from app.backend.simulation.city import City
from app.backend.simulation.life import STARTS, Life
from app.backend.simulation.shifts import is_on_duty, shift_at, shift_began
from app.backend.simulation.storm import SOS_S, WARNINGS
from app.backend.simulation.terminals import batteries, heard
from app.backend.simulation.world import Change, Order
from app.domain.cases import AssignmentState, CaseStage
from app.domain.comms import LOW_BATTERY_PCT, Message, Receipt
from app.domain.plans import PlanTask, TaskState
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


@pytest.mark.parametrize("scenario", ["day", "flood"])
@pytest.mark.parametrize("seed", [1, 7])
def test_a_case_comes_in_within_the_first_half_minute(city: City, scenario: str, seed: int) -> None:
    world, life = living(city, scenario, seed)
    world.run(life, timedelta(seconds=30), STEP)
    assert "open_case" in {order.name for _at, order in world.given}


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
    world.told += [Change("messages", message)] * 2  # who takes over may hear of it twice
    world.run(life, timedelta(minutes=15), timedelta(seconds=1))
    orders = world.named("receipts_heard")
    assert len({at for at, _order in orders}) == len(orders), "one word at a time for all terminals of a text"
    said = [word for _at, order in orders for word in order.body.heard]
    delivered, read = [b.unit_id for b in said if not b.read], [b.unit_id for b in said if b.read]
    assert len(set(delivered)) == len(delivered) >= 0.97 * len(on_duty)
    assert 0.85 * len(on_duty) < len(read) < 0.99 * len(on_duty)
    for unit_id in read:
        assert [b.read for b in said if b.unit_id == unit_id] == [False, True]


def test_nobody_answers_for_a_unit_that_carries_a_real_phone(city: City) -> None:
    world, life = living(city)
    free = [u.id for u in world.units.values() if u.kind is UnitKind.OFFICER and u.status is UnitStatus.AVAILABLE]
    carrier, other = free[:2]
    life.leave_to_phones(frozenset({carrier}))
    message = Message(
        id=1, version=1, sender="", seat="", text="?", sent_utc=world.now, area_code=city.code,
        receipts=(Receipt(unit_id=carrier), Receipt(unit_id=other)),
    )  # fmt: skip
    world.told.append(Change("messages", message))
    world.run(life, timedelta(minutes=30), STEP, until=lambda: any(
        c.stage is CaseStage.DISPATCH for c in world.cases.values()))  # fmt: skip
    case = next(c for c in world.cases.values() if c.stage is CaseStage.DISPATCH)
    world.take([Order("dispatch_case", DispatchCase(department_code="D01", unit_id=carrier), case.id)])
    world.run(life, timedelta(minutes=40), STEP)
    heard = {word.unit_id for _at, order in world.named("receipts_heard") for word in order.body.heard}
    assert heard == {other}
    assignment = world.cases[case.id].assignment
    assert assignment is not None
    assert assignment.state is AssignmentState.SENT
    assert not [order for _at, order in world.named("change_unit_status") if order.thing_id == carrier]
    life.leave_to_phones(frozenset())
    world.run(life, timedelta(minutes=5), STEP)
    heard = {word.unit_id for _at, order in world.named("receipts_heard") for word in order.body.heard}
    assert carrier in heard


def watches(world: RecordedWorld) -> tuple[PlanTask, ...]:
    """A watch at each low point, by the first officers that are free."""
    officers = [u.id for u in world.units.values() if u.kind is UnitKind.OFFICER and u.status is UnitStatus.AVAILABLE]
    return tuple(
        PlanTask(
            id=number, step_id="flood-4-watch", unit_id=unit, state=TaskState.SENT, sent_utc=world.now,
            facility_id=point,
        )
        for number, (unit, point) in enumerate(zip(officers, world.low_points, strict=False), 1)
    )  # fmt: skip


def gap_m(world: RecordedWorld, task: PlanTask) -> float | None:
    """How far a watcher is from its low point, by the last position; None while its set is off the air."""
    columns = world.published[-1]
    (rows,) = np.nonzero(columns["unit"] == task.unit_id)
    if not len(rows):
        return None
    assert task.facility_id is not None
    point = world.low_points[task.facility_id]
    return distance_m(columns["lat"][rows[0]] / 1e7, columns["lon"][rows[0]] / 1e7, point.lat_deg, point.lon_deg)


def test_watchers_go_each_to_their_own_low_point_and_are_on_scene_there(city: City) -> None:
    world, life = living(city, "flood")
    world.start_plan(watches(world))
    there: dict[int, float] = {}
    for _ in range(40 * 12):
        world.run(life, STEP, STEP)
        for task in world.runs[1].tasks:
            gap = gap_m(world, task)
            if task.state is TaskState.ON_SCENE and task.id not in there and gap is not None:
                there[task.id] = gap
                assert world.units[task.unit_id].status is UnitStatus.ON_SCENE
    assert len(there) > 0.85 * len(world.runs[1].tasks)
    assert max(there.values()) < 120.0
    silent = [task for task in world.runs[1].tasks if task.state is TaskState.DELIVERED]
    assert len(silent) == len(world.runs[1].tasks) - len(there), "a few never answer"


def test_a_watcher_goes_back_to_its_low_point_after_a_case_and_is_there_after_a_restart(city: City) -> None:
    world, life = living(city, "flood")
    world.start_plan(watches(world)[:8])
    world.run(life, timedelta(minutes=14), STEP)
    task = next(task for task in world.runs[1].tasks if task.state is TaskState.ON_SCENE)
    assert task.facility_id is not None
    point, unit_id = world.low_points[task.facility_id], task.unit_id
    waiting = [case for case in world.cases.values() if case.stage is CaseStage.DISPATCH]
    gaps = {c.id: distance_m(c.lat_deg, c.lon_deg, point.lat_deg, point.lon_deg) for c in waiting}
    away = min((case for case in waiting if gaps[case.id] > 400.0), key=lambda case: gaps[case.id])
    world.take([Order("dispatch_case", DispatchCase(department_code="D04", unit_id=unit_id), away.id)])
    assert world.units[unit_id].case_id == away.id
    world.run(life, timedelta(minutes=90), STEP, until=lambda: (
        world.units[unit_id].status is UnitStatus.ON_SCENE and world.units[unit_id].case_id is not None))  # fmt: skip
    assert (gap_m(world, task) or 0.0) > 300.0
    world.run(life, timedelta(hours=4), STEP, until=lambda: world.units[unit_id].case_id is None)
    assert world.units[unit_id].status is UnitStatus.ON_SCENE
    world.run(life, timedelta(minutes=15), STEP)
    assert (gap_m(world, task) or 999.0) < 120.0

    again = Life(city, 7, "flood")
    again.begin(world.standing(), world.now)
    world.run(again, STEP, STEP)
    assert (gap_m(world, task) or 999.0) < 120.0
    world.end_plan(1)
    world.run(again, timedelta(minutes=6), STEP)
    assert (gap_m(world, task) or 0.0) > 120.0
    assert world.units[task.unit_id].status is UnitStatus.AVAILABLE


@pytest.mark.parametrize(("planned", "soonest_s", "latest_s"), [(False, 60.0, 185.0), (True, 30.0, 65.0)])
def test_a_flooded_road_is_closed_in_minutes_and_sooner_by_its_watch(
    city: City, planned: bool, soonest_s: float, latest_s: float
) -> None:
    world, life = living(city, "flood")
    if planned:
        # They stood there before the water came, and stay.
        world.start_plan(tuple(replace(task, state=TaskState.ON_SCENE) for task in watches(world)))
    over: dict[int, datetime] = {}
    after_s: dict[int, float] = {}

    def watch() -> bool:
        for point in world.low_points.values():
            if point.depth_cm >= point.closing_depth_cm:
                over.setdefault(point.id, point.measured_utc)
            if point.closed_utc is not None and point.id not in after_s:
                after_s[point.id] = (point.closed_utc - over[point.id]).total_seconds()
        return False

    world.run(life, timedelta(minutes=24), STEP, until=watch)
    watched = {task.facility_id for task in world.runs[1].tasks} if planned else set(world.low_points)
    closed = [seconds for point, seconds in after_s.items() if point in watched]
    assert len(closed) >= 5
    assert min(closed) >= soonest_s
    assert max(closed) <= latest_s


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


@pytest.mark.parametrize("hours", [0.1, 2.2, 5.0, 8.0])
def test_batteries_fall_at_differing_rates_and_few_are_weak_at_any_time(hours: float) -> None:
    ids, nobody = np.arange(1, 2_001), np.zeros(2_000, dtype=np.bool_)
    worked_s = np.full(2_000, hours * 3_600.0)
    begun, left = (batteries(7, ids, s, nobody, nobody) for s in (np.zeros(2_000), worked_s))
    assert (left <= begun).all()
    assert (left <= LOW_BATTERY_PCT).mean() < 0.06
    assert np.ptp(begun.astype(int) - left) > 5 * hours
    assert (batteries(7, ids, worked_s, nobody, ~nobody) > 75).all()
    called = batteries(7, ids, np.zeros(2_000), ~nobody, nobody)
    assert (called.min(), called.max()) == (60, 100)


def test_whoever_is_called_in_comes_with_a_charged_set(city: City) -> None:
    world, life = living(city, "flood")
    at_first = [unit.id for unit in world.units.values() if unit.status is not UnitStatus.OFF_DUTY]
    world.run(life, timedelta(minutes=16), timedelta(seconds=20))
    columns = life.positions(world.now)
    came = ~np.isin(columns["unit"], at_first)
    assert came.sum() > 80
    assert columns["battery"][came].min() > 55
    assert len(set(columns["battery"][came].tolist())) > 20
    assert (columns["battery"] <= LOW_BATTERY_PCT).mean() < 0.06


def test_terminals_drop_out_and_come_back() -> None:
    ids = np.arange(1, 201)
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
