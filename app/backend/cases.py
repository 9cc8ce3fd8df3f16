"""Cases: the orders that move one through its loop. What is allowed and what it changes is in `domain.case_flow`."""

from __future__ import annotations

from datetime import UTC, datetime, time, timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Query
from sqlalchemy import select

from app.api.order_bodies import DispatchCase, FileCase, Note, OpenCase, Reason, VerifyCase
from app.api.routes import CASE_HISTORY, CASES
from app.backend import areas, reference, units
from app.backend.actors import Actor, require_covers
from app.backend.core import TheCore
from app.backend.orders import Command
from app.backend.problems import responses
from app.backend.security import Viewer
from app.backend.tables_city import CaseEntryRow, CaseRow
from app.backend.transaction import Transaction
from app.domain import case_flow
from app.domain.areas import covers
from app.domain.cases import OPEN_STAGES, Case, CaseEntry, CaseOrder
from app.domain.categories import Category, Standard
from app.domain.errors import Refusal
from app.domain.positions import is_on_earth
from app.domain.units import Unit

router = APIRouter(tags=["cases"])

OPENED = "open"
LONGEST_LIST = 1_000


async def open_case(tx: Transaction, actor: Actor, body: OpenCase) -> Case:
    """上报: a new case at a place. A similar one (same minor, 50 m, 24 h) is named on it, never refused."""
    if not is_on_earth(body.lat_deg, body.lon_deg):
        raise Refusal("place_invalid", "Latitude and longitude must be degrees on the earth.")
    kind = await reference.category(tx.session, body.category_code)
    area_code = await areas.area_at(tx.session, body.lat_deg, body.lon_deg)
    require_covers(actor, area_code)
    clocks = await reference.case_clocks(tx.session)
    stage = case_flow.first_stage(body.source)
    deadline = clocks.stage_deadline(stage, tx.now_utc)
    address, address_gloss = await areas.address_of(tx.session, area_code)
    case = Case(
        id=0,
        version=1,
        number=await _next_number(tx),
        stage=stage,
        stage_since_utc=tx.now_utc,
        category_code=kind.code,
        source=body.source,
        title=kind.name,
        title_gloss=kind.gloss,
        address=body.address or address,
        address_gloss=body.address_gloss or body.address or address_gloss,
        lat_deg=body.lat_deg,
        lon_deg=body.lon_deg,
        area_code=area_code,
        description=body.description,
        reporter=body.reporter,
        reported_utc=tx.now_utc,
        due_utc=deadline.due_utc,
        warn_utc=deadline.warn_utc,
        similar_to=await _similar(tx, kind, body),
        water=kind.water,
    )
    case = await tx.add(case, "case_opened")
    _enter(tx, case, OPENED, body.description, body.reporter)
    return case


async def register_case(tx: Transaction, actor: Actor, case_id: int, body: Note, version: int | None = None) -> Case:
    """受理."""
    clocks = await reference.case_clocks(tx.session)
    case = await tx.load(Case, case_id, version)
    after = case_flow.register(case, tx.now_utc, clocks)
    return await _keep(tx, after, CaseOrder.REGISTER, "case_registered", body.note)


async def file_case(tx: Transaction, actor: Actor, case_id: int, body: FileCase, version: int | None = None) -> Case:
    """立案 by a row of the category's filing standards."""
    clocks = await reference.case_clocks(tx.session)
    case = await tx.load(Case, case_id, version)
    kind = await reference.recorded_category(tx.session, case.category_code)
    after = case_flow.file(case, kind, body.standard_id, tx.now_utc, clocks)
    chosen = case_flow.chosen_standard(kind, body.standard_id)
    return await _keep(tx, after, CaseOrder.FILE, "case_filed", chosen.condition, body.note)


async def dispatch_case(
    tx: Transaction, actor: Actor, case_id: int, body: DispatchCase, version: int | None = None
) -> Case:
    """派遣 or 改派: the unit sets out, a former one is freed. Without a unit the department sends its own."""
    clocks = await reference.case_clocks(tx.session)
    case = await tx.load(Case, case_id, version)
    department = reference.department(body.department_code)
    before = case.assignment.unit_id if case.assignment else None
    # The rules speak first: an order that does not fit the stage says so, whatever the unit is doing.
    standard = await _standard(tx, case)
    after = case_flow.dispatch(case, standard, department.code, body.unit_id, tx.now_utc, clocks)
    unit = await units.require_sendable(tx, body.unit_id, case.id) if body.unit_id is not None else None
    if before is not None and before != body.unit_id:
        await units.free_unit(tx, before, case.id)
    if unit is not None:
        await units.send_unit(tx, unit, case.id)
    callsign = unit.callsign if unit else ""
    return await _keep(tx, after, CaseOrder.DISPATCH, "case_dispatched", department.name, callsign, body.note)


async def accept_case(tx: Transaction, actor: Actor, case_id: int, body: Note, version: int | None = None) -> Case:
    """接单 by the unit, or told by it to a seat."""
    case = await tx.load(Case, case_id, version)
    after = case_flow.accept(case, tx.now_utc)
    return await _keep(tx, after, CaseOrder.ACCEPT, "case_accepted", body.note)


async def arrive_case(tx: Transaction, actor: Actor, case_id: int, body: Note, version: int | None = None) -> Case:
    """到场: the unit is on scene."""
    case = await tx.load(Case, case_id, version)
    after = case_flow.arrive(case, tx.now_utc)
    if after.assignment is not None and after.assignment.unit_id is not None:
        await units.put_on_scene(tx, after.assignment.unit_id)
    return await _keep(tx, after, CaseOrder.ARRIVE, "case_arrived", body.note)


async def finish_case(tx: Transaction, actor: Actor, case_id: int, body: Note, version: int | None = None) -> Case:
    """处置完毕: the unit is free again, the case waits for 核查."""
    clocks = await reference.case_clocks(tx.session)
    case = await tx.load(Case, case_id, version)
    after = case_flow.finish(case, tx.now_utc, clocks)
    await _free_handler(tx, after)
    return await _keep(tx, after, CaseOrder.FINISH, "case_finished", body.note)


async def verify_case(
    tx: Transaction, actor: Actor, case_id: int, body: VerifyCase, version: int | None = None
) -> Case:
    """核查: passed, or back to the same department (返工)."""
    clocks = await reference.case_clocks(tx.session)
    case = await tx.load(Case, case_id, version)
    after = case_flow.verify(case, body.passed, await _standard(tx, case), tx.now_utc, clocks)
    event = "case_verified" if body.passed else "case_reworked"
    return await _keep(tx, after, CaseOrder.VERIFY, event, body.note)


async def close_case(tx: Transaction, actor: Actor, case_id: int, body: Note, version: int | None = None) -> Case:
    """结案."""
    case = await tx.load(Case, case_id, version)
    return await _keep(tx, case_flow.close(case, tx.now_utc), CaseOrder.CLOSE, "case_closed", body.note)


async def return_case(tx: Transaction, actor: Actor, case_id: int, body: Reason, version: int | None = None) -> Case:
    """回退 by one stage."""
    clocks = await reference.case_clocks(tx.session)
    case = await tx.load(Case, case_id, version)
    after = case_flow.return_(case, body.reason, tx.now_utc, clocks)
    return await _keep(tx, after, CaseOrder.RETURN, "case_returned", body.reason)


async def void_case(tx: Transaction, actor: Actor, case_id: int, body: Reason, version: int | None = None) -> Case:
    """作废; a unit on the case is freed."""
    case = await tx.load(Case, case_id, version)
    after = case_flow.void(case, body.reason, tx.now_utc)
    await _free_handler(tx, after)
    return await _keep(tx, after, CaseOrder.VOID, "case_voided", body.reason)


async def urge_case(tx: Transaction, actor: Actor, case_id: int, body: Note, version: int | None = None) -> Case:
    """督办."""
    case = await tx.load(Case, case_id, version)
    return await _keep(tx, case_flow.urge(case, tx.now_utc), CaseOrder.URGE, "case_urged", body.note)


async def _keep(tx: Transaction, case: Case, order: CaseOrder, event: str, *notes: str) -> Case:
    after = await tx.save(case, event)
    _enter(tx, after, order, " · ".join(note for note in notes if note), await _field_name(tx, after, order))
    return after


def _enter(tx: Transaction, case: Case, order: str, note: str, field_name: str) -> None:
    """One line of the case's course. What the field itself said stands under the field's name; what came to the hall
    by itself under no name: where a case came from says its source.
    """
    by_machine = tx.actor.account_id == 0
    tx.session.add(
        CaseEntryRow(
            case_id=case.id,
            at_utc=tx.now_utc,
            order=order,
            actor=field_name if by_machine else tx.actor.name,
            seat="" if by_machine else tx.actor.seat,
            note=note,
            stage=case.stage,
        )
    )


async def _field_name(tx: Transaction, case: Case, order: CaseOrder) -> str:
    """Callsign of the unit that an order of the field comes from, or ''."""
    if order not in (CaseOrder.ACCEPT, CaseOrder.ARRIVE, CaseOrder.FINISH):
        return ""
    unit_id = case.assignment.unit_id if case.assignment else None
    unit = await tx.find(Unit, unit_id) if unit_id is not None else None
    return unit.callsign if unit else ""


async def _free_handler(tx: Transaction, case: Case) -> None:
    if case.assignment is not None:
        await units.free_unit(tx, case.assignment.unit_id, case.id)


async def _standard(tx: Transaction, case: Case) -> Standard:
    kind = await reference.recorded_category(tx.session, case.category_code)
    return case_flow.chosen_standard(kind, case.standard_id) if case.standard_id else kind.standards[0]


async def _next_number(tx: Transaction) -> str:
    zone = await reference.time_zone(tx.session)
    day = tx.now_utc.astimezone(zone).date()
    midnight_utc = datetime.combine(day, time(), zone).astimezone(UTC)
    newest = await tx.session.scalar(
        select(CaseRow.number).where(CaseRow.reported_utc >= midnight_utc).order_by(CaseRow.number.desc()).limit(1)
    )
    serial = int(newest[6:]) if newest and newest.startswith(f"{day:%y%m%d}") else 0
    return case_flow.case_number(day, serial + 1)


async def _similar(tx: Transaction, kind: Category, body: OpenCase) -> int | None:
    rows = await tx.session.scalars(
        select(CaseRow).where(
            CaseRow.category_code == kind.code,
            CaseRow.reported_utc >= tx.now_utc - case_flow.SIMILAR_WITHIN - timedelta(seconds=1),
        )
    )
    return case_flow.similar_case((row.thing() for row in rows), kind.code, body.lat_deg, body.lon_deg, tx.now_utc)


COMMANDS: dict[str, Command] = {
    "open_case": open_case,
    "register_case": register_case,
    "file_case": file_case,
    "dispatch_case": dispatch_case,
    "accept_case": accept_case,
    "arrive_case": arrive_case,
    "finish_case": finish_case,
    "verify_case": verify_case,
    "close_case": close_case,
    "return_case": return_case,
    "void_case": void_case,
    "urge_case": urge_case,
}


@router.get(CASES, operation_id="list_cases", responses=responses(401, 422))
async def list_cases(
    core: TheCore,
    actor: Viewer,
    ended: bool = False,
    since: datetime | None = None,
    area: Annotated[str, Query(pattern=r"^\d{0,15}$")] = "",
    limit: Annotated[int, Query(ge=1, le=LONGEST_LIST)] = 200,
) -> tuple[Case, ...]:
    """Open cases, or those that ended; newest first; since when reported, or ended. Also what the feed has let go."""
    at = CaseRow.closed_utc if ended else CaseRow.reported_utc
    is_open = CaseRow.stage.in_(OPEN_STAGES)
    wanted = select(CaseRow).where(
        ~is_open if ended else is_open,
        areas.below(CaseRow.area_code, actor.area_code),
        areas.below(CaseRow.area_code, area),
    )
    if since is not None:
        wanted = wanted.where(at >= (since if since.tzinfo else since.replace(tzinfo=UTC)))
    async with core.database.session() as session:
        rows = await session.scalars(wanted.order_by(at.desc(), CaseRow.id.desc()).limit(limit))
        return tuple(row.thing() for row in rows)


@router.get(CASE_HISTORY, operation_id="read_case_history", responses=responses(401, 404))
async def read_history(
    core: TheCore, actor: Viewer, case_id: Annotated[int, Path(alias="id", ge=1, le=2**31 - 1)]
) -> tuple[CaseEntry, ...]:
    """The course of a case, the oldest entry first."""
    async with core.database.session() as session:
        case = await session.get(CaseRow, case_id)
        if case is None or not covers(actor.area_code, case.area_code):
            raise Refusal("not_found", f"There is no case {case_id}.", 404)
        rows = await session.scalars(
            select(CaseEntryRow).where(CaseEntryRow.case_id == case_id).order_by(CaseEntryRow.id)
        )
        return tuple(
            CaseEntry(
                at_utc=row.at_utc, order=row.order, actor=row.actor, seat=row.seat, note=row.note, stage=row.stage
            )
            for row in rows
        )
