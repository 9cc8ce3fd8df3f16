"""Plans (预案): one start gives every step to its units as a task and a message; who gets what is in `plan_flow`."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from fastapi import APIRouter
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.api.order_bodies import ChangePlanLevel, MarkTask, Note, StartPlan
from app.api.routes import PLAN_PREVIEW
from app.backend import comms, reference, units
from app.backend.actors import Actor
from app.backend.areas import below
from app.backend.core import TheCore
from app.backend.orders import Command
from app.backend.positions import Positions
from app.backend.problems import responses
from app.backend.security import Viewer
from app.backend.tables_city import LowPointRow, PlanRunRow, UnitRow
from app.backend.transaction import Transaction
from app.domain import plan_flow
from app.domain.comms import OFFLINE_AFTER_S
from app.domain.errors import Refusal
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
from app.domain.units import Unit

router = APIRouter(tags=["plans"])

# Plans are written in Chinese, and so are their texts.
_COLON, _SEMICOLON = chr(0xFF1A), chr(0xFF1B)
_HOLDING = frozenset({TaskState.ACKNOWLEDGED, TaskState.ON_SCENE})


@dataclass(frozen=True, slots=True, kw_only=True)
class TaskHeard:
    """What a unit's terminal says of a task: delivered, acknowledged, on scene, done."""

    task_id: int
    state: TaskState


@dataclass(frozen=True, slots=True, kw_only=True)
class TasksHeard:
    """What several terminals said since the last word: one event for all, because a run's state has all its tasks."""

    heard: tuple[TaskHeard, ...]


async def preview(
    session: AsyncSession, positions: Positions, scope: str, template_id: str, level: Level, now_s: float
) -> PlanPreview:
    """What a start by a seat of `scope` would do now; `now_s` is city time, for who cannot be reached."""
    template = reference.plan_template(template_id)
    rows = await _allot(session, positions, scope, steps_for(template, level))
    everyone = {unit_id for row in rows for unit_id in row.unit_ids}
    return plan_flow.preview(template, level, rows, {u for u in everyone if _is_silent(positions, u, now_s)})


async def start_plan(tx: Transaction, actor: Actor, body: StartPlan) -> PlanRun:
    """启动. Refusal `plan_running` while the same plan runs in the same area, a drill and the real thing apart."""
    template = reference.plan_template(body.template_id)
    here = await reference.require_city(tx.session)
    area_code = actor.area_code or here.code
    running = await tx.session.scalar(
        select(PlanRunRow).where(
            PlanRunRow.template_id == template.id,
            PlanRunRow.area_code == area_code,
            PlanRunRow.drill.is_(body.drill),
            PlanRunRow.ended_utc.is_(None),
        )
    )
    if running is not None:
        raise Refusal("plan_running", "This plan is running; change its level instead.", 409)
    rows = await _allot(tx.session, tx.live.positions, area_code, steps_for(template, body.level))
    run = PlanRun(
        id=0,
        version=1,
        template_id=template.id,
        level=body.level,
        drill=body.drill,
        started_utc=tx.now_utc,
        started_by=actor.name,
        area_code=area_code,
        tasks=plan_flow.tasks_of(rows, 1, tx.now_utc),
    )
    run = await tx.add(run, "plan_started")
    await _tell(tx, run, template, rows)
    return run


async def change_plan_level(
    tx: Transaction, actor: Actor, run_id: int, body: ChangePlanLevel, version: int | None = None
) -> PlanRun:
    """Up: the added steps are given out. Down: what was ordered stays ordered."""
    run = await tx.load(PlanRun, run_id, version)
    require_active(run)
    if run.level is body.level:
        raise Refusal("plan_level_same", "The plan runs at this level already.", 409)
    template = reference.plan_template(run.template_id)
    given = {task.step_id for task in run.tasks}
    added = [s for s in plan_flow.added_steps(template, run.level, body.level) if s.id not in given]
    rows = await _allot(tx.session, tx.live.positions, run.area_code, added)
    first_id = max((task.id for task in run.tasks), default=0) + 1
    tasks = run.tasks + plan_flow.tasks_of(rows, first_id, tx.now_utc)
    run = await tx.save(replace(run, level=body.level, tasks=tasks), "plan_level_changed")
    await _tell(tx, run, template, rows)
    return run


async def _allot(
    session: AsyncSession, positions: Positions, scope: str, steps: Iterable[PlanStep]
) -> tuple[PlanPreviewRow, ...]:
    unit_rows = await session.scalars(select(UnitRow).where(below(UnitRow.area_code, scope)).order_by(UnitRow.id))
    crew: Sequence[Unit] = [row.thing() for row in unit_rows]
    point_rows = await session.scalars(select(LowPointRow).where(below(LowPointRow.area_code, scope)))
    places = {u.id: place for u in crew if (place := positions.place(u.id)) is not None}
    return plan_flow.allot(steps, crew, places, [row.thing() for row in point_rows])


def _is_silent(positions: Positions, unit_id: int, now_s: float) -> bool:
    heard = positions.heard_utc(unit_id)
    return heard is None or now_s - heard.timestamp() > OFFLINE_AFTER_S


async def _tell(tx: Transaction, run: PlanRun, template: PlanTemplate, rows: Iterable[PlanPreviewRow]) -> None:
    """A message to each unit with all its new steps and their places; the terminals' receipts say whom it reached."""
    titles_of = {step.id: step.title for step in template.steps}
    points = await tx.session.execute(select(LowPointRow.id, LowPointRow.name))
    name_of = {point.id: point.name for point in points}
    texts: dict[int, list[str]] = {}
    for row in rows:
        for unit_id, facility_id in row.given():
            title = titles_of[row.step_id]
            place = f" · {name_of[facility_id]}" if facility_id is not None else ""
            texts.setdefault(unit_id, []).append(f"{title}{place}")
    mark = template.drill_mark if run.drill else ""
    rows_of = await tx.session.execute(select(UnitRow.id, UnitRow.area_code).where(UnitRow.id.in_(texts)))
    area_of = {row.id: row.area_code for row in rows_of}
    head = f"{mark}{template.name}{_COLON}"
    messages = [
        comms.new_message(tx, f"{head}{_SEMICOLON.join(titles)}", area_of[unit_id], [unit_id], unit_id=unit_id)
        for unit_id, titles in texts.items()
    ]
    await comms.keep_messages(tx, messages)


async def mark_task(tx: Transaction, actor: Actor, run_id: int, body: MarkTask, version: int | None = None) -> PlanRun:
    """A seat learnt by other ways that a task is acknowledged, or done."""
    run = await tx.load(PlanRun, run_id, version)
    state = TaskState.DONE if body.done else TaskState.ACKNOWLEDGED
    after = await tx.save(plan_flow.move_task(run, body.task_id, state, tx.now_utc), "plan_task_marked")
    await units.follow_tasks(tx, _moved(run, after))
    return after


async def tasks_heard(
    tx: Transaction, actor: Actor, run_id: int, body: TasksHeard, version: int | None = None
) -> PlanRun:
    """The units' own words on their tasks. A word that comes too late (a task is further on) is passed over."""
    run = await tx.load(PlanRun, run_id, version)
    require_active(run)
    moved = run
    for word in body.heard:
        try:
            moved = plan_flow.move_task(moved, word.task_id, word.state, tx.now_utc)
        except Refusal as refusal:
            if refusal.code != "task_already_marked":
                raise
    if moved is run:
        return run
    after = await tx.save(moved, "plan_tasks_heard")
    await units.follow_tasks(tx, _moved(run, after))
    return after


async def end_plan(tx: Transaction, actor: Actor, run_id: int, body: Note, version: int | None = None) -> PlanRun:
    """终止: the response ends, and whom it held is free; open tasks stay on record as they are."""
    run = await tx.load(PlanRun, run_id, version)
    require_active(run)
    after = await tx.save(replace(run, ended_utc=tx.now_utc, ended_by=actor.name), "plan_ended")
    await units.follow_tasks(tx, {task.unit_id for task in run.tasks if task.state in _HOLDING})
    return after


def _moved(before: PlanRun, after: PlanRun) -> set[int]:
    """Units that have answered, reached or done a task between two states of a run."""
    pairs: Iterable[tuple[PlanTask, PlanTask]] = zip(before.tasks, after.tasks, strict=True)
    return {new.unit_id for old, new in pairs if new.state is not old.state and new.state is not TaskState.DELIVERED}


COMMANDS: dict[str, Command] = {
    "start_plan": start_plan,
    "change_plan_level": change_plan_level,
    "mark_task": mark_task,
    "tasks_heard": tasks_heard,
    "end_plan": end_plan,
}


@router.get(PLAN_PREVIEW, operation_id="preview_plan", responses=responses(401, 404))
async def preview_plan(core: TheCore, actor: Viewer, template_id: str, level: Level) -> PlanPreview:
    """What the plan would do at a level if this seat started it now."""
    async with core.database.session() as session:
        now_s = core.clock.now_utc().timestamp()
        return await preview(session, core.positions, actor.area_code, template_id, level, now_s)
