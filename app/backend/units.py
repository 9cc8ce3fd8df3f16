"""Units: made, sent, freed and put on or off duty. Positions are not kept here; they live in memory (`positions`)."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Query
from sqlalchemy import select

from app.api.order_bodies import ChangeUnitStatus, CreateUnit
from app.api.routes import UNIT_TRACK
from app.backend import reference
from app.backend.actors import Actor, require_covers
from app.backend.core import TheCore
from app.backend.orders import Command
from app.backend.past.positions import require_order, track
from app.backend.problems import responses
from app.backend.security import Viewer
from app.backend.tables_city import PlanRunRow, UnitRow
from app.backend.transaction import Transaction
from app.domain.areas import covers, level_of
from app.domain.errors import Refusal
from app.domain.plan_flow import status_by_tasks
from app.domain.plans import PlanTask
from app.domain.units import TrackPoint, Unit, UnitKind, UnitStatus

router = APIRouter(tags=["units"])


# What a unit says of itself. That it is under way or on scene follows from its case or its task.
_SAID = frozenset({UnitStatus.OFF_DUTY, UnitStatus.AVAILABLE, UnitStatus.BUSY})


async def create_unit(tx: Transaction, actor: Actor, body: CreateUnit) -> Unit:
    """A new unit, off duty until it says otherwise. Refusals: no callsign or one that is taken, unknown kind, area
    or department.
    """
    if not body.callsign.strip():
        raise Refusal("callsign_needed", "A unit needs a callsign.")
    if body.kind not in tuple(UnitKind):
        raise Refusal("unit_kind_unknown", f"There is no unit kind {body.kind}.")
    try:
        level_of(body.area_code)
    except ValueError:
        raise Refusal("area_unknown", f"{body.area_code} is no area code.") from None
    if await reference.area(tx.session, body.area_code) is None:
        raise Refusal("area_unknown", f"There is no area {body.area_code}.")
    require_covers(actor, body.area_code)
    reference.department(body.department_code)
    unit = Unit(
        id=0,
        version=1,
        callsign=body.callsign.strip(),
        kind=UnitKind(body.kind),
        name=body.name,
        gloss=body.gloss,
        area_code=body.area_code,
        department_code=body.department_code,
        phone=body.phone,
        terminal_number="",
        talkgroup_id=None,
        status=UnitStatus.OFF_DUTY,
        status_since_utc=tx.now_utc,
    )
    return await tx.add(unit, "unit_created")


async def change_unit_status(
    tx: Transaction, _actor: Actor, unit_id: int, body: ChangeUnitStatus, version: int | None = None
) -> Unit:
    """A unit's own word on what it does. Refusals: `unit_engaged` while a case holds it (the case moves it then),
    `unit_status_unfit` for what only a case or a task makes of it.

    Who says AVAILABLE while a plan's task holds it is on its way to that, or there.
    """
    unit = await tx.load(Unit, unit_id, version)
    if body.status not in _SAID:
        raise Refusal("unit_status_unfit", "A unit goes on duty, off duty, or is busy; a case or a plan moves it else.")
    if unit.case_id is not None:
        raise Refusal("unit_engaged", "This unit is on a case; finish or re-dispatch the case.", 409)
    status = body.status
    if status is UnitStatus.AVAILABLE:
        status = status_by_tasks(replace(unit, status=status), await _running_tasks(tx, unit_id))
    return unit if unit.status is status else await _set_status(tx, unit, status)


async def require_sendable(tx: Transaction, unit_id: int, case_id: int) -> Unit:
    """The unit, if it may be sent to that case: on duty, not busy, on no other case, and in the seat's own area."""
    unit = await tx.load(Unit, unit_id)
    if unit.status is UnitStatus.OFF_DUTY:
        raise Refusal("unit_off_duty", f"{unit.callsign} is off duty.", 409)
    if unit.case_id not in (None, case_id):
        raise Refusal("unit_engaged", f"{unit.callsign} is on another case.", 409)
    if unit.status is UnitStatus.BUSY:
        raise Refusal("unit_busy", f"{unit.callsign} is busy.", 409)
    return unit


async def send_unit(tx: Transaction, unit: Unit, case_id: int) -> Unit:
    """The unit is on its way to a case."""
    return await _set_status(tx, replace(unit, case_id=case_id), UnitStatus.EN_ROUTE)


async def put_on_scene(tx: Transaction, unit_id: int) -> None:
    """The unit has arrived where it was sent."""
    unit = await tx.find(Unit, unit_id)
    if unit is not None:
        await _set_status(tx, unit, UnitStatus.ON_SCENE)


async def free_unit(tx: Transaction, unit_id: int | None, case_id: int) -> None:
    """Available again, or back to its task of a plan, if that case still holds the unit.

    Who went off duty meanwhile stays off duty.
    """
    unit = await tx.find(Unit, unit_id) if unit_id is not None else None
    if unit is None or unit.case_id != case_id:
        return
    free = replace(unit, case_id=None)
    if unit.status is not UnitStatus.OFF_DUTY:
        free = replace(free, status=status_by_tasks(free, await _running_tasks(tx, unit.id)))
    await _set_status(tx, free, free.status)


async def follow_tasks(tx: Transaction, unit_ids: Collection[int]) -> None:
    """Give units the status that their tasks of all running plans make of it; call once the run is saved.

    One event for each unit whose status changes.
    """
    tasks: dict[int, list[PlanTask]] = {unit_id: [] for unit_id in unit_ids}
    for task in await _running_tasks(tx):
        if task.unit_id in tasks:
            tasks[task.unit_id].append(task)
    rows = await tx.session.scalars(select(UnitRow).where(UnitRow.id.in_(tasks)).order_by(UnitRow.id))
    found: list[Unit] = [row.thing() for row in rows]
    changed = [
        replace(unit, status=status, status_since_utc=tx.now_utc)
        for unit in found
        if (status := status_by_tasks(unit, tasks[unit.id])) is not unit.status
    ]
    await tx.save_all(changed, "unit_status_changed")


async def _running_tasks(tx: Transaction, unit_id: int | None = None) -> list[PlanTask]:
    """The tasks of all running plans, drills too: people go there in earnest. Of one unit, or of all."""
    runs = await tx.session.scalars(select(PlanRunRow).where(PlanRunRow.ended_utc.is_(None)))
    return [task for run in runs for task in run.tasks if unit_id in (None, task.unit_id)]


async def _set_status(tx: Transaction, unit: Unit, status: UnitStatus) -> Unit:
    return await tx.save(replace(unit, status=status, status_since_utc=tx.now_utc), "unit_status_changed")


COMMANDS: dict[str, Command] = {"create_unit": create_unit, "change_unit_status": change_unit_status}


@router.get(UNIT_TRACK, operation_id="read_unit_track", responses=responses(401, 404, 422))
async def read_track(
    core: TheCore,
    actor: Viewer,
    unit_id: Annotated[int, Path(alias="id", ge=1, le=2**31 - 1)],
    minutes: Annotated[int, Query(ge=1, le=30)] = 30,
    from_utc: Annotated[datetime | None, Query(alias="from", description="City time with its zone")] = None,
    to_utc: Annotated[datetime | None, Query(alias="to", description="City time with its zone; now without it")] = None,
    every_s: Annotated[float, Query(ge=0, le=3600, description="No denser than this")] = 0.0,
) -> tuple[TrackPoint, ...]:
    """Where a unit was, the oldest point first: in the last minutes of city time or, with `from`, in any span that is
    kept (72 hours unless set otherwise).
    """
    async with core.database.session() as session:
        unit = await session.get(UnitRow, unit_id)
        if unit is None or not covers(actor.area_code, unit.area_code):
            raise Refusal("not_found", f"There is no unit {unit_id}.", 404)
        now_utc = core.clock.now_utc()
        if from_utc is None:
            return core.positions.track(unit_id, now_utc - timedelta(minutes=minutes))
        require_order(from_utc, to_utc or now_utc)
        kept = await track(session, unit_id, from_utc, to_utc or now_utc, every_s)
    return (*kept, *_not_kept_yet(core, unit_id, kept[-1].at_utc if kept else from_utc, to_utc or now_utc))


def _not_kept_yet(core: TheCore, unit_id: int, after_utc: datetime, to_utc: datetime) -> list[TrackPoint]:
    """The newest points, which wait to be written."""
    if core.recorder.written_utc is not None:
        after_utc = max(after_utc, core.recorder.written_utc)
    return [point for point in core.positions.track(unit_id, after_utc) if after_utc < point.at_utc <= to_utc]
