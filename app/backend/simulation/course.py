"""The ordinary course of a case: what its hall and its department will do next, and when, if nobody is faster.

It follows from the case alone (and the seed), so it survives a restart and yields to whatever a real seat does first.
Most steps keep their limits; a few are late, as in a real hall.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from app.backend.catalogue import load_catalogue
from app.backend.simulation.chance import chance
from app.domain.cases import AssignmentState, Case, CaseOrder, CaseStage
from app.domain.categories import Category
from app.domain.units import UnitKind

# Minutes from … to …, the share of late ones, and how late those are. The limits are those of case_clocks.
_MINUTES: dict[CaseStage, tuple[float, float, float, float, float]] = {
    CaseStage.ACCEPTANCE: (1.5, 11.0, 0.08, 16.0, 24.0),
    CaseStage.FILING: (3.0, 24.0, 0.06, 31.0, 44.0),
    CaseStage.DISPATCH: (2.0, 12.0, 0.08, 16.0, 27.0),
    CaseStage.VERIFICATION: (8.0, 27.0, 0.07, 31.0, 48.0),
    CaseStage.CLOSING: (3.0, 22.0, 0.05, 31.0, 40.0),
}
_ORDERS = {
    CaseStage.ACCEPTANCE: CaseOrder.REGISTER,
    CaseStage.FILING: CaseOrder.FILE,
    CaseStage.DISPATCH: CaseOrder.DISPATCH,
    CaseStage.VERIFICATION: CaseOrder.VERIFY,
    CaseStage.CLOSING: CaseOrder.CLOSE,
}
# Water on a storm night goes through the hall this much faster.
_WATER_HASTE = 0.22
_REWORK_SHARE = 0.035
# Of the cases that a department handles itself: left lying for long, late, and done on the last minute (cumulative).
_FORGOTTEN_SHARE, _LATE_SHARE, _LAST_MINUTE_SHARE = 0.02, 0.08, 0.16
# Department → kinds of its units that may be sent to a case.
CREWS: dict[str, tuple[UnitKind, ...]] = {
    "D01": (UnitKind.OFFICER, UnitKind.ENFORCEMENT_CAR),
    "D02": (UnitKind.SWEEPER, UnitKind.BIN_TRUCK),
    "D03": (UnitKind.RESCUE_TRUCK,),
    "D04": (UnitKind.PUMP_TRUCK, UnitKind.OFFICER),
}
_CREW_SHARE = {"D01": 0.75, "D02": 0.35, "D03": 0.20, "D04": 0.85}


@dataclass(frozen=True, slots=True)
class Next:
    """The next order of the hall or the field, and the city time in Unix seconds at which it is given."""

    order: CaseOrder
    at_s: float


def category_of(case: Case) -> Category:
    """The case's category in the codes of 2013, which the demo city runs by."""
    return load_catalogue("2013").by_code[case.category_code]


def next_order(case: Case, seed: int) -> Next | None:
    """What happens next by itself; None for ended cases, and while a unit is on its way."""
    if case.stage is CaseStage.HANDLING:
        return _handling(case, seed)
    if case.stage not in _ORDERS:
        return None
    low, high, late_share, late_low, late_high = _MINUTES[case.stage]
    luck = _luck(case, seed, 1)
    if luck < late_share:
        minutes = late_low + (late_high - late_low) * luck / late_share
    else:
        minutes = low + (high - low) * (luck - late_share) / (1.0 - late_share)
    if case.water:
        minutes *= _WATER_HASTE
    return Next(_ORDERS[case.stage], case.stage_since_utc.timestamp() + 60.0 * minutes)


def _handling(case: Case, seed: int) -> Next | None:
    assignment = case.assignment
    if assignment is None or case.handling_due_utc is None:
        return None
    sent_s = assignment.sent_utc.timestamp()
    if assignment.unit_id is None:
        # The department sends its own people: most well within the limit, a few late.
        luck, spread = _luck(case, seed, 2), _luck(case, seed, 3)
        if luck < _FORGOTTEN_SHARE:
            share = 2.5 + 2.5 * spread
        elif luck < _LATE_SHARE:
            share = 1.05 + 0.5 * spread
        elif luck < _LAST_MINUTE_SHARE:
            share = 0.93 + 0.06 * spread
        else:
            share = 0.12 + 0.7 * spread
        limit_s = max(1_800.0, case.handling_due_utc.timestamp() - sent_s)
        return Next(CaseOrder.FINISH, sent_s + share * limit_s)
    if assignment.state is AssignmentState.SENT:
        return Next(CaseOrder.ACCEPT, sent_s + 15.0 + 130.0 * _luck(case, seed, 4))
    if assignment.state is AssignmentState.ARRIVED and assignment.arrived_utc is not None:
        work_s = (420.0 + 1_500.0 * _luck(case, seed, 5) ** 2) * (1.4 if case.water else 1.0)
        return Next(CaseOrder.FINISH, assignment.arrived_utc.timestamp() + work_s)
    return None


def standard_for(case: Case, seed: int) -> str:
    """The filing standard that the acceptor chooses, mostly the first."""
    standards = category_of(case).standards
    return standards[0 if _luck(case, seed, 6) < 0.75 else int(_luck(case, seed, 7) * len(standards))].id


def passes(case: Case, seed: int) -> bool:
    """Whether the check in the field finds the matter put right; nearly always, and always the second time."""
    return case.rework_count > 0 or _luck(case, seed, 8) >= _REWORK_SHARE


def sends_a_crew(case: Case, seed: int) -> bool:
    """Whether the hall sends a unit itself or leaves it to the department."""
    share = 0.95 if case.water else _CREW_SHARE.get(category_of(case).department_code, 0.0)
    return _luck(case, seed, 9) < share


def travel_time(case: Case, seed: int) -> timedelta:
    """How long the way took, for the past that nobody walked."""
    return timedelta(seconds=180.0 + 620.0 * _luck(case, seed, 10))


def _luck(case: Case, seed: int, about: int) -> float:
    """By the case's number, not its id: the same case has the same luck in another database."""
    return chance(seed, int(case.number), list(CaseStage).index(case.stage), case.rework_count, about)
