"""Units: made, sent, freed and put on or off duty. Positions are not kept here; they live in memory (`positions`)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Query

from app.api.routes import UNIT_TRACK, CreateUnit
from app.backend import reference
from app.backend.actors import Actor, require_covers
from app.backend.core import TheCore
from app.backend.orders import Command
from app.backend.problems import responses
from app.backend.security import Viewer
from app.backend.tables_city import UnitRow
from app.backend.transaction import Transaction
from app.domain.areas import covers, level_of
from app.domain.errors import Refusal
from app.domain.units import TrackPoint, Unit, UnitKind, UnitStatus

router = APIRouter(tags=["units"])


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeUnitStatus:
    """Said by the unit itself: on or off duty, busy with work of its own, available again."""

    status: UnitStatus


async def create_unit(tx: Transaction, actor: Actor, body: CreateUnit) -> Unit:
    """A new unit, off duty until it says otherwise. Refusals: unknown kind, area or department, callsign taken."""
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
        callsign=body.callsign,
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
    """A unit's own word on what it does. Refusal `unit_engaged` while a case holds it: the case moves it then."""
    unit = await tx.load(Unit, unit_id, version)
    if unit.case_id is not None:
        raise Refusal("unit_engaged", "This unit is on a case; finish or re-dispatch the case.", 409)
    if unit.status is body.status:
        return unit
    return await _set_status(tx, unit, body.status)


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
    """Available again, if that case still holds the unit; who went off duty meanwhile stays off duty."""
    unit = await tx.find(Unit, unit_id) if unit_id is not None else None
    if unit is None or unit.case_id != case_id:
        return
    status = unit.status if unit.status is UnitStatus.OFF_DUTY else UnitStatus.AVAILABLE
    await _set_status(tx, replace(unit, case_id=None), status)


async def _set_status(tx: Transaction, unit: Unit, status: UnitStatus) -> Unit:
    return await tx.save(replace(unit, status=status, status_since_utc=tx.now_utc), "unit_status_changed")


COMMANDS: dict[str, Command] = {"create_unit": create_unit, "change_unit_status": change_unit_status}


@router.get(UNIT_TRACK, operation_id="read_unit_track", responses=responses(401, 404))
async def read_track(
    core: TheCore,
    actor: Viewer,
    unit_id: Annotated[int, Path(alias="id", ge=1, le=2**31 - 1)],
    minutes: Annotated[int, Query(ge=1, le=30)] = 30,
) -> tuple[TrackPoint, ...]:
    """Where a unit was in the last minutes of city time, the oldest point first."""
    async with core.database.session() as session:
        unit = await session.get(UnitRow, unit_id)
    if unit is None or not covers(actor.area_code, unit.area_code):
        raise Refusal("not_found", f"There is no unit {unit_id}.", 404)
    return core.positions.track(unit_id, core.clock.now_utc() - timedelta(minutes=minutes))
