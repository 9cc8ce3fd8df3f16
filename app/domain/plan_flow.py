"""What a plan does: who gets which step at a level, and how a task moves on. Preview and start share every line.

A higher level's duties ADD to the lower ones'. A unit may have several tasks of one run; a low point has one officer.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.errors import Refusal
from app.domain.facilities import LowPoint
from app.domain.levels import Level
from app.domain.plans import (
    PlanPreview,
    PlanPreviewRow,
    PlanRun,
    PlanStep,
    PlanTask,
    PlanTemplate,
    TaskState,
    require_active,
    steps_for,
)
from app.domain.positions import Place, distance_m
from app.domain.units import Unit, UnitKind, UnitStatus

_ORDER = {state: place for place, state in enumerate(TaskState)}


def allot(
    steps: Iterable[PlanStep], units: Sequence[Unit], places: Mapping[int, Place], low_points: Sequence[LowPoint]
) -> tuple[PlanPreviewRow, ...]:
    """One row per step with the units that it goes to, in order of their ids; off-duty units get nothing.

    `places` are the units' last positions by id; a unit without one is never the nearest to a low point.
    """
    on_duty = [unit for unit in units if unit.status is not UnitStatus.OFF_DUTY]
    return tuple(_row(step, on_duty, places, low_points) for step in steps)


def _row(
    step: PlanStep, on_duty: Sequence[Unit], places: Mapping[int, Place], low_points: Sequence[LowPoint]
) -> PlanPreviewRow:
    if step.audience != "low_points":
        return PlanPreviewRow(step_id=step.id, unit_ids=_audience(step.audience, on_duty), within_min=step.within_min)
    posts = _nearest_officers(on_duty, places, low_points)
    return PlanPreviewRow(
        step_id=step.id,
        unit_ids=tuple(unit for unit, _point in posts),
        within_min=step.within_min,
        facility_ids=tuple(point for _unit, point in posts),
    )


def _audience(audience: str, on_duty: Sequence[Unit]) -> tuple[int, ...]:
    if audience == "street_officers":
        kind = UnitKind.OFFICER
    elif audience.startswith("kind:"):
        kind = UnitKind(audience.removeprefix("kind:"))
    else:
        raise ValueError(f"unknown audience {audience!r}")
    return tuple(sorted(unit.id for unit in on_duty if unit.kind is kind))


def _nearest_officers(
    on_duty: Sequence[Unit], places: Mapping[int, Place], low_points: Sequence[LowPoint]
) -> list[tuple[int, int]]:
    """(officer, low point): one available officer per low point, the closest pairs first, nobody twice."""
    free = [u.id for u in on_duty if u.kind is UnitKind.OFFICER and u.status is UnitStatus.AVAILABLE and u.id in places]
    pairs = sorted(
        (distance_m(places[unit].lat_deg, places[unit].lon_deg, point.lat_deg, point.lon_deg), point.id, unit)
        for unit in free
        for point in low_points
    )
    posts: dict[int, int] = {}
    served: set[int] = set()
    for _distance, point, unit in pairs:
        if unit not in posts and point not in served:
            posts[unit] = point
            served.add(point)
    return sorted(posts.items())


def preview(
    template: PlanTemplate, level: Level, rows: tuple[PlanPreviewRow, ...], unreachable: Collection[int]
) -> PlanPreview:
    """What a start would do; `unreachable` are the units whose terminals are offline now."""
    everyone = {unit for row in rows for unit in row.unit_ids}
    return PlanPreview(
        template_id=template.id,
        level=level,
        rows=rows,
        unit_count=len(everyone),
        unreachable_unit_ids=tuple(sorted(everyone & set(unreachable))),
    )


def added_steps(template: PlanTemplate, old: Level, new: Level) -> tuple[PlanStep, ...]:
    """The steps that a change of level adds; none where the level falls. What was ordered stays ordered."""
    before = {step.id for step in steps_for(template, old)}
    return tuple(step for step in steps_for(template, new) if step.id not in before)


def tasks_of(rows: Iterable[PlanPreviewRow], first_id: int, now_utc: datetime) -> tuple[PlanTask, ...]:
    """One task per row and unit, numbered from `first_id`, due `within_min` from now."""
    wanted = [(row, unit_id, facility_id) for row in rows for unit_id, facility_id in row.given()]
    return tuple(
        PlanTask(
            id=number,
            step_id=row.step_id,
            unit_id=unit_id,
            state=TaskState.SENT,
            sent_utc=now_utc,
            due_utc=now_utc + timedelta(minutes=row.within_min),
            facility_id=facility_id,
        )
        for number, (row, unit_id, facility_id) in enumerate(wanted, first_id)
    )


def move_task(run: PlanRun, task_id: int, state: TaskState, now_utc: datetime) -> PlanRun:
    """The run with one task moved on to `state`; a task never goes back, and being on scene or done acknowledges it."""
    require_active(run)
    place = next((at for at, task in enumerate(run.tasks) if task.id == task_id), None)
    if place is None:
        raise Refusal("task_unknown", f"This plan run has no task {task_id}.", 404)
    task = run.tasks[place]
    if _ORDER[state] <= _ORDER[task.state]:
        raise Refusal("task_already_marked", f"This task is {task.state} already.", 409)
    acknowledges = _ORDER[state] >= _ORDER[TaskState.ACKNOWLEDGED]
    moved = replace(
        task,
        state=state,
        acknowledged_utc=task.acknowledged_utc or (now_utc if acknowledges else None),
        done_utc=now_utc if state is TaskState.DONE else None,
    )
    return replace(run, tasks=(*run.tasks[:place], moved, *run.tasks[place + 1 :]))


def status_by_tasks(unit: Unit, tasks: Iterable[PlanTask]) -> UnitStatus:
    """What a unit does, by `tasks`: its own of all plans that run. A case or work of its own (BUSY) comes first.

    On scene of one task while it has answered another, it is on scene. A task that it has not answered holds nobody.
    """
    if unit.case_id is not None or unit.status is UnitStatus.BUSY:
        return unit.status
    states = {task.state for task in tasks}
    if TaskState.ON_SCENE in states:
        return UnitStatus.ON_SCENE
    if TaskState.ACKNOWLEDGED in states:
        return UnitStatus.EN_ROUTE
    return UnitStatus.OFF_DUTY if unit.status is UnitStatus.OFF_DUTY else UnitStatus.AVAILABLE
