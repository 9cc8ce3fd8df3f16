"""The hours before the demo begins: cases that went their course, and those that are open now in every stage."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

from app.backend.catalogue import load_catalogue
from app.backend.simulation.city import City
from app.backend.simulation.course import (
    CREWS,
    category_of,
    next_order,
    passes,
    sends_a_crew,
    standard_for,
    travel_time,
)
from app.backend.simulation.geography.plane import metres_from_degrees
from app.backend.simulation.reports import Report, Reports
from app.backend.simulation.shifts import ZONE, is_on_duty
from app.domain import case_flow
from app.domain.case_clocks import CaseClocks
from app.domain.cases import Assignment, AssignmentState, Case, CaseEntry, CaseOrder, CaseStage
from app.domain.units import UnitKind, UnitStatus

# Reports of this long before now are lived through; of those that have ended, the last day's are kept.
LIVED = timedelta(hours=60)
KEPT = timedelta(hours=24)
_FIELD = (CaseOrder.ACCEPT, CaseOrder.ARRIVE, CaseOrder.FINISH)
_HALL_SEAT = "A1"
# Stands for whichever unit it was, until it is settled.
_SOMEBODY = -1


@dataclass(frozen=True)
class Past:
    """Cases (ids count from 1) with their courses, and how each unit that is on duty stands: status and case."""

    cases: tuple[tuple[Case, tuple[CaseEntry, ...]], ...]
    units: dict[int, tuple[UnitStatus, int | None]]


def recall(city: City, seed: int, now_utc: datetime, clocks: CaseClocks) -> Past:
    """Live through the past at one go. Unit ids are the numbers of the city's workers, from 1."""
    from_utc = now_utc - LIVED
    on_duty = {
        number: worker
        for number, worker in enumerate(city.workers, 1)
        if is_on_duty(worker.shift, number, now_utc, seed)
    }
    homes = {n: (w.kind, w.home_x_m, w.home_y_m) for n, w in enumerate(city.workers, 1)}
    free = set(on_duty)
    units: dict[int, tuple[UnitStatus, int | None]] = dict.fromkeys(on_duty, (UnitStatus.AVAILABLE, None))
    kept: list[tuple[Case, tuple[CaseEntry, ...]]] = []
    reports = Reports(city, seed)
    ordinary = list(reports.between(from_utc.timestamp(), now_utc.timestamp()))
    calls = reports.fresh_calls(now_utc.timestamp())
    for case in _opened(sorted([*ordinary, *calls], key=lambda report: report.at_s), city, clocks):
        lived, course = _live(case, seed, now_utc, clocks)
        if lived.closed_utc is not None and lived.closed_utc < now_utc - KEPT:
            continue
        lived = replace(lived, id=len(kept) + 1)
        if lived.assignment is not None and lived.assignment.unit_id == _SOMEBODY:
            lived = _with_unit(lived, lived.assignment, homes, free, units)
        kept.append((lived, course))
    return Past(tuple(kept), units)


def _opened(reports: Iterable[Report], city: City, clocks: CaseClocks) -> Iterable[Case]:
    codes = load_catalogue("2013").by_code
    serial: dict[str, int] = {}
    for report in reports:
        at_utc = datetime.fromtimestamp(report.at_s, UTC)
        local = at_utc.astimezone(ZONE).date()
        serial[str(local)] = serial.get(str(local), 0) + 1
        kind, stage = codes[report.category_code], case_flow.first_stage(report.source)
        deadline = clocks.stage_deadline(stage, at_utc)
        yield Case(
            id=0, version=1, number=case_flow.case_number(local, serial[str(local)]), stage=stage,
            stage_since_utc=at_utc,
            category_code=kind.code, source=report.source, title=kind.name, title_gloss=kind.gloss,
            address=report.address, address_gloss=report.address_gloss, lat_deg=report.lat_deg, lon_deg=report.lon_deg,
            area_code=city.grid_codes[city.grid_at(report.lat_deg, report.lon_deg)], description=report.description,
            reporter=report.reporter, reported_utc=at_utc, due_utc=deadline.due_utc, warn_utc=deadline.warn_utc,
            water=kind.water,
        )  # fmt: skip


def _live(case: Case, seed: int, now_utc: datetime, clocks: CaseClocks) -> tuple[Case, tuple[CaseEntry, ...]]:
    """The case as it stands now, and its course."""
    course = [_entry(case, case.reported_utc, "open", case.reporter)]
    while (step := _next(case, seed)) is not None and step[1] <= now_utc:
        order, at_utc = step
        case = replace(_after(case, order, at_utc, seed, clocks), version=case.version + 1)
        course.append(_entry(case, at_utc, str(order), "现场" if order in _FIELD else "值班员"))
    return case, tuple(course)


def _next(case: Case, seed: int) -> tuple[CaseOrder, datetime] | None:
    following = next_order(case, seed)
    if following is not None:
        return following.order, datetime.fromtimestamp(following.at_s, UTC)
    assignment = case.assignment
    if case.stage is CaseStage.HANDLING and assignment is not None and assignment.accepted_utc is not None:
        return CaseOrder.ARRIVE, assignment.accepted_utc + travel_time(case, seed)
    return None


def _after(case: Case, order: CaseOrder, at_utc: datetime, seed: int, clocks: CaseClocks) -> Case:
    kind = category_of(case)
    match order:
        case CaseOrder.REGISTER:
            return case_flow.register(case, at_utc, clocks)
        case CaseOrder.FILE:
            return case_flow.file(case, kind, standard_for(case, seed), at_utc, clocks)
        case CaseOrder.DISPATCH:
            standard = case_flow.chosen_standard(kind, case.standard_id)
            # Which unit it was is settled only for those that are still on the case now.
            unit_id = _SOMEBODY if kind.department_code in CREWS and sends_a_crew(case, seed) else None
            return case_flow.dispatch(case, standard, kind.department_code, unit_id, at_utc, clocks)
        case CaseOrder.ACCEPT:
            return case_flow.accept(case, at_utc)
        case CaseOrder.ARRIVE:
            return case_flow.arrive(case, at_utc)
        case CaseOrder.FINISH:
            return case_flow.finish(case, at_utc, clocks)
        case CaseOrder.VERIFY:
            standard = case_flow.chosen_standard(kind, case.standard_id)
            return case_flow.verify(case, passes(case, seed), standard, at_utc, clocks)
        case _:
            return case_flow.close(case, at_utc)


def _with_unit(
    case: Case, assignment: Assignment, homes: dict[int, tuple[UnitKind, float, float]], free: set[int],
    units: dict[int, tuple[UnitStatus, int | None]],
) -> Case:  # fmt: skip
    """The case with the unit that it was: the nearest of the right kind; one that is still on it must be free now."""
    x, y = metres_from_degrees(case.lat_deg, case.lon_deg)
    kinds = CREWS[assignment.department_code]
    still_on_it = case.stage is CaseStage.HANDLING
    near = [
        ((home_x - x) ** 2 + (home_y - y) ** 2, number)
        for number, (kind, home_x, home_y) in homes.items()
        if kind in kinds and (number in free or not still_on_it)
    ]
    unit_id = min(near)[1] if near else None
    if still_on_it and unit_id is not None:
        free.discard(unit_id)
        arrived = assignment.state is AssignmentState.ARRIVED
        units[unit_id] = (UnitStatus.ON_SCENE if arrived else UnitStatus.EN_ROUTE, case.id)
    return replace(case, assignment=replace(assignment, unit_id=unit_id))


def _entry(case: Case, at_utc: datetime, order: str, actor: str) -> CaseEntry:
    return CaseEntry(at_utc=at_utc, order=order, actor=actor, seat=_HALL_SEAT, stage=case.stage)
