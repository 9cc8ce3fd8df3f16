"""What an order does to a case: pure functions from a case and a moment to the case after it.

Each checks the guards of running systems (see each function) and raises Refusal; none touches `version`, which the
database counts. `now_utc` is always city time.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, datetime, timedelta

from app.domain.case_clocks import CaseClocks
from app.domain.cases import (
    Assignment,
    AssignmentState,
    Case,
    CaseOrder,
    CaseSource,
    CaseStage,
    require_allowed,
)
from app.domain.categories import Category, Standard
from app.domain.errors import Refusal
from app.domain.positions import distance_m

SIMILAR_WITHIN_M = 50.0
SIMILAR_WITHIN = timedelta(hours=24)
# Collectors' own reports may be filed directly; a case written at a seat is registered by being written.
REGISTERED_SOURCES = frozenset({CaseSource.COLLECTOR, CaseSource.SEAT})
_RETURNS_TO = {
    CaseStage.FILING: CaseStage.ACCEPTANCE,
    CaseStage.DISPATCH: CaseStage.FILING,
    CaseStage.HANDLING: CaseStage.DISPATCH,
}


def case_number(local_day: date, serial: int) -> str:
    """yyMMdd + a 5-digit serial of the local day, counted from 1."""
    return f"{local_day:%y%m%d}{serial:05d}"


def first_stage(source: CaseSource) -> CaseStage:
    """Where a new case of that source stands: public and media reports wait for 受理."""
    return CaseStage.FILING if source in REGISTERED_SOURCES else CaseStage.ACCEPTANCE


def similar_case(earlier: Iterable[Case], category_code: str, lat: float, lon: float, now_utc: datetime) -> int | None:
    """Id of the newest earlier case of the same minor category within 50 m and 24 h, void ones apart; else None."""
    near = [
        case
        for case in earlier
        if case.category_code == category_code
        and case.stage is not CaseStage.VOID
        and timedelta(0) <= now_utc - case.reported_utc <= SIMILAR_WITHIN
        and distance_m(lat, lon, case.lat_deg, case.lon_deg) <= SIMILAR_WITHIN_M
    ]
    return max(near, key=lambda case: (case.reported_utc, case.id)).id if near else None


def _enter(case: Case, stage: CaseStage, now_utc: datetime, clocks: CaseClocks) -> Case:
    deadline = clocks.stage_deadline(stage, now_utc)
    return replace(case, stage=stage, stage_since_utc=now_utc, due_utc=deadline.due_utc, warn_utc=deadline.warn_utc)


def register(case: Case, now_utc: datetime, clocks: CaseClocks) -> Case:
    """受理: the report is taken on and waits for 立案."""
    require_allowed(case, CaseOrder.REGISTER)
    return _enter(case, CaseStage.FILING, now_utc, clocks)


def file(case: Case, category: Category, standard_id: str, now_utc: datetime, clocks: CaseClocks) -> Case:
    """立案 by a standard row of the case's category; refuses a row of another one."""
    require_allowed(case, CaseOrder.FILE)
    chosen_standard(category, standard_id)
    return replace(_enter(case, CaseStage.DISPATCH, now_utc, clocks), standard_id=standard_id)


def chosen_standard(category: Category, standard_id: str | None) -> Standard:
    """The row of that id; Refusal `standard_unknown` where the category has none such."""
    for standard in category.standards:
        if standard.id == standard_id:
            return standard
    raise Refusal("standard_unknown", f"Category {category.code} has no filing standard {standard_id}.")


def dispatch(
    case: Case, standard: Standard, department_code: str, unit_id: int | None, now_utc: datetime, clocks: CaseClocks
) -> Case:
    """派遣 or 改派. The first dispatch starts the 处置 clock; a re-dispatch does not stop or restart it.

    A department that returned the case does not get it again: a return may only be re-routed or corrected.
    """
    require_allowed(case, CaseOrder.DISPATCH)
    if case.stage is CaseStage.DISPATCH and department_code == case.returned_by:
        raise Refusal("department_returned", "This department returned the case; choose another one.", 409)
    assignment = Assignment(
        department_code=department_code, unit_id=unit_id, state=AssignmentState.SENT, sent_utc=now_utc
    )
    if case.stage is CaseStage.HANDLING:
        return replace(case, assignment=assignment)
    return _handling(replace(case, assignment=assignment, returned_by=""), standard, now_utc, clocks)


def _handling(case: Case, standard: Standard, now_utc: datetime, clocks: CaseClocks) -> Case:
    deadline = clocks.handling_deadline(standard, now_utc)
    return replace(
        case,
        stage=CaseStage.HANDLING,
        stage_since_utc=now_utc,
        due_utc=deadline.due_utc,
        warn_utc=deadline.warn_utc,
        handling_due_utc=deadline.due_utc,
    )


def accept(case: Case, now_utc: datetime) -> Case:
    """接单 by the unit that was sent."""
    require_allowed(case, CaseOrder.ACCEPT)
    assert case.assignment is not None
    return replace(case, assignment=replace(case.assignment, state=AssignmentState.ACCEPTED, accepted_utc=now_utc))


def arrive(case: Case, now_utc: datetime) -> Case:
    """到场 of the unit that accepted."""
    require_allowed(case, CaseOrder.ARRIVE)
    assert case.assignment is not None
    return replace(case, assignment=replace(case.assignment, state=AssignmentState.ARRIVED, arrived_utc=now_utc))


def finish(case: Case, now_utc: datetime, clocks: CaseClocks) -> Case:
    """处置完毕: waits for 核查. `on_time` says if the handling deadline held; a round that was late stays late."""
    require_allowed(case, CaseOrder.FINISH)
    assert case.assignment is not None
    assert case.handling_due_utc is not None
    done = replace(case.assignment, state=AssignmentState.FINISHED, finished_utc=now_utc)
    on_time = case.on_time is not False and now_utc <= case.handling_due_utc
    return replace(_enter(case, CaseStage.VERIFICATION, now_utc, clocks), assignment=done, on_time=on_time)


def verify(case: Case, passed: bool, standard: Standard, now_utc: datetime, clocks: CaseClocks) -> Case:
    """核查. Passed: waits for 结案. Failed (返工): back to the same department, without a unit, its limit anew."""
    require_allowed(case, CaseOrder.VERIFY)
    assert case.assignment is not None
    if passed:
        return _enter(case, CaseStage.CLOSING, now_utc, clocks)
    again = Assignment(
        department_code=case.assignment.department_code, unit_id=None, state=AssignmentState.SENT, sent_utc=now_utc
    )
    on_time = False if case.on_time is False else None
    reworked = replace(case, assignment=again, rework_count=case.rework_count + 1, on_time=on_time)
    return _handling(reworked, standard, now_utc, clocks)


def close(case: Case, now_utc: datetime) -> Case:
    """结案: the loop ends."""
    require_allowed(case, CaseOrder.CLOSE)
    return _end(case, CaseStage.CLOSED, now_utc)


def void(case: Case, reason: str, now_utc: datetime) -> Case:
    """作废: the case ends without being handled; needs a reason. The last assignment stays on record."""
    require_allowed(case, CaseOrder.VOID, reason)
    return replace(_end(case, CaseStage.VOID, now_utc), on_time=None)


def _end(case: Case, stage: CaseStage, now_utc: datetime) -> Case:
    return replace(case, stage=stage, stage_since_utc=now_utc, due_utc=None, warn_utc=None, closed_utc=now_utc)


def return_(case: Case, reason: str, now_utc: datetime, clocks: CaseClocks) -> Case:
    """回退 by one stage; needs a reason. From 处置 the department goes on record and its clock stops."""
    require_allowed(case, CaseOrder.RETURN, reason)
    back = _enter(case, _RETURNS_TO[case.stage], now_utc, clocks)
    if case.stage is not CaseStage.HANDLING:
        return back
    assert case.assignment is not None
    return replace(back, assignment=None, handling_due_utc=None, returned_by=case.assignment.department_code)


def urge(case: Case, now_utc: datetime) -> Case:
    """督办: the case is marked as pressed for; nothing else changes."""
    require_allowed(case, CaseOrder.URGE)
    return replace(case, urged_utc=now_utc)
