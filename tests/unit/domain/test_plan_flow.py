"""Who gets which step of a plan, and how a task moves on."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from app.domain.errors import Refusal
from app.domain.facilities import LowPoint, LowPointKind
from app.domain.levels import Level
from app.domain.plan_flow import added_steps, allot, move_task, preview, status_by_tasks, tasks_of
from app.domain.plans import PlanKind, PlanRun, PlanStep, PlanTask, PlanTemplate, TaskState, steps_for
from app.domain.positions import Place
from app.domain.units import Unit, UnitKind, UnitStatus

NOW = datetime(2026, 7, 6, 2, 0, tzinfo=UTC)


def unit(number: int, kind: UnitKind = UnitKind.OFFICER, status: UnitStatus = UnitStatus.AVAILABLE) -> Unit:
    return Unit(
        id=number, version=1, callsign=str(number), kind=kind, name="", gloss="", area_code="990106001",
        department_code="D01", phone="", terminal_number="", talkgroup_id=None, status=status, status_since_utc=NOW,
    )  # fmt: skip


def low_point(number: int, lat: float) -> LowPoint:
    return LowPoint(
        id=number, version=1, kind=LowPointKind.UNDERPASS, name="", gloss="", lat_deg=lat, lon_deg=112.3,
        area_code="990106001001001", closing_depth_cm=25, depth_cm=0, rising_cm_per_10min=0, measured_utc=NOW,
    )  # fmt: skip


def step(name: str, level: Level, audience: str) -> PlanStep:
    return PlanStep(id=name, level=level, title="", title_gloss="", audience=audience, within_min=30)


TEMPLATE = PlanTemplate(
    id="flood", kind=PlanKind.FLOOD, name="", gloss="", update_every_min={},
    steps=(
        step("watch", Level.BLUE, "low_points"),
        step("pump", Level.YELLOW, "kind:pump_truck"),
        step("all", Level.RED, "street_officers"),
    ),
)  # fmt: skip
UNITS = [
    unit(1),
    unit(2),
    unit(3, status=UnitStatus.EN_ROUTE),
    unit(4, status=UnitStatus.OFF_DUTY),
    unit(5, kind=UnitKind.PUMP_TRUCK),
]
PLACES = {1: Place(lat_deg=30.50, lon_deg=112.3), 2: Place(lat_deg=30.51, lon_deg=112.3)}


def rows_at(level: Level, points: list[LowPoint]) -> dict[str, tuple[int, ...]]:
    return {row.step_id: row.unit_ids for row in allot(steps_for(TEMPLATE, level), UNITS, PLACES, points)}


def test_audiences_leave_out_who_is_off_duty() -> None:
    assert rows_at(Level.RED, []) == {"watch": (), "pump": (5,), "all": (1, 2, 3)}


def test_a_low_point_gets_one_available_officer_and_nobody_gets_two() -> None:
    assert rows_at(Level.BLUE, [low_point(1, 30.511)]) == {"watch": (2,)}
    assert rows_at(Level.BLUE, [low_point(1, 30.511), low_point(2, 30.512)]) == {"watch": (1, 2)}
    assert rows_at(Level.BLUE, [low_point(n, 30.51) for n in range(5)]) == {"watch": (1, 2)}


def test_a_watcher_is_told_which_low_point_and_other_duties_have_no_place() -> None:
    rows = allot(TEMPLATE.steps, UNITS, PLACES, [low_point(8, 30.511), low_point(9, 30.499)])
    assert [(t.unit_id, t.facility_id) for t in tasks_of(rows, 1, NOW)] == [
        (1, 9), (2, 8), (5, None), (1, None), (2, None), (3, None),
    ]  # fmt: skip


def test_a_preview_counts_a_unit_once_and_names_the_unreachable() -> None:
    rows = allot(TEMPLATE.steps, UNITS, PLACES, [low_point(1, 30.511)])
    found = preview(TEMPLATE, Level.RED, rows, {1, 99})
    assert (found.unit_count, found.unreachable_unit_ids) == (4, (1,))


def test_raising_the_level_adds_and_lowering_takes_nothing_back() -> None:
    assert [s.id for s in added_steps(TEMPLATE, Level.BLUE, Level.RED)] == ["pump", "all"]
    assert added_steps(TEMPLATE, Level.RED, Level.BLUE) == ()


def running() -> PlanRun:
    rows = allot(TEMPLATE.steps, UNITS, PLACES, [])
    return PlanRun(
        id=1, version=1, template_id="flood", level=Level.RED, drill=False, started_utc=NOW, started_by="",
        area_code="", tasks=tasks_of(rows, 10, NOW),
    )  # fmt: skip


def test_tasks_are_numbered_and_due() -> None:
    tasks = running().tasks
    assert [(t.id, t.unit_id, t.step_id) for t in tasks] == [
        (10, 5, "pump"),
        (11, 1, "all"),
        (12, 2, "all"),
        (13, 3, "all"),
    ]
    assert {t.due_utc for t in tasks} == {NOW + timedelta(minutes=30)}


def test_a_task_moves_on_and_never_back() -> None:
    later = NOW + timedelta(minutes=3)
    run = move_task(running(), 11, TaskState.DONE, later)
    assert (run.tasks[1].acknowledged_utc, run.tasks[1].done_utc) == (later, later)
    assert run.tasks[0].state is TaskState.SENT
    with pytest.raises(Refusal) as caught:
        move_task(run, 11, TaskState.ACKNOWLEDGED, later)
    assert caught.value.code == "task_already_marked"
    with pytest.raises(Refusal) as caught:
        move_task(run, 99, TaskState.DONE, later)
    assert caught.value.code == "task_unknown"


AVAILABLE, EN_ROUTE, ON_SCENE = UnitStatus.AVAILABLE, UnitStatus.EN_ROUTE, UnitStatus.ON_SCENE


@pytest.mark.parametrize(
    ("states", "becomes"),
    [
        ((), AVAILABLE),
        ((TaskState.SENT, TaskState.DELIVERED), AVAILABLE),
        ((TaskState.ACKNOWLEDGED, TaskState.SENT), EN_ROUTE),
        ((TaskState.ON_SCENE, TaskState.ACKNOWLEDGED), ON_SCENE),
        ((TaskState.DONE, TaskState.ACKNOWLEDGED), EN_ROUTE),
        ((TaskState.DONE, TaskState.DONE), AVAILABLE),
    ],
)
def test_a_unit_does_what_its_tasks_say(states: tuple[TaskState, ...], becomes: UnitStatus) -> None:
    tasks = [PlanTask(id=n, step_id="watch", unit_id=1, state=state, sent_utc=NOW) for n, state in enumerate(states)]
    for before in (AVAILABLE, EN_ROUTE, ON_SCENE):
        assert status_by_tasks(unit(1, status=before), tasks) is becomes
    called_in = UnitStatus.OFF_DUTY if becomes is AVAILABLE else becomes
    assert status_by_tasks(unit(1, status=UnitStatus.OFF_DUTY), tasks) is called_in
    assert status_by_tasks(unit(1, status=UnitStatus.BUSY), tasks) is UnitStatus.BUSY
    assert status_by_tasks(replace(unit(1, status=EN_ROUTE), case_id=7), tasks) is EN_ROUTE
