"""The other seats of the hall, and the departments: they take cases through their course where no real seat does."""

from __future__ import annotations

import heapq

from app.api.order_bodies import DispatchCase, FileCase, Note, OpenCase, VerifyCase
from app.backend.simulation.course import CREWS, Next, category_of, next_order, passes, sends_a_crew, standard_for
from app.backend.simulation.crew import Crew
from app.backend.simulation.reports import Report
from app.backend.simulation.world import Order
from app.domain.cases import AssignmentState, Case, CaseOrder, CaseStage

# What the sent unit itself says. (That it arrived comes from where it is.)
_OF_THE_UNIT = frozenset({CaseOrder.ACCEPT, CaseOrder.FINISH})
# An order that came to nothing (somebody was faster, no unit was free) is looked at again after this.
_AGAIN_S = 75.0
_ENDED = (CaseStage.CLOSED, CaseStage.VOID)


class Hall:
    """Open cases and what is due on each."""

    def __init__(self, crew: Crew, seed: int) -> None:
        self._crew = crew
        self._seed = seed
        self._cases: dict[int, Case] = {}
        self._due: list[tuple[float, int, int]] = []

    def hear(self, case: Case, now_s: float) -> None:
        """The backend says how a case stands; its unit sets out when it accepts."""
        if case.stage in _ENDED:
            self._cases.pop(case.id, None)
            return
        self._cases[case.id] = case
        following = next_order(case, self._seed)
        if following is not None:
            heapq.heappush(self._due, (following.at_s, case.id, case.version))
        assignment = case.assignment
        if (
            case.stage is CaseStage.HANDLING
            and assignment is not None
            and assignment.unit_id is not None
            and assignment.state is AssignmentState.ACCEPTED
        ):
            self._crew.go(assignment.unit_id, case.lat_deg, case.lon_deg, ("case", case.id), now_s)

    def orders(self, now_s: float) -> list[Order]:
        """What is due by now."""
        orders = []
        while self._due and self._due[0][0] <= now_s:
            _at_s, case_id, version = heapq.heappop(self._due)
            case = self._cases.get(case_id)
            if case is None or case.version != version:
                continue
            following = next_order(case, self._seed)
            if following is not None:
                if not (following.order in _OF_THE_UNIT and self._is_a_persons(case)):
                    orders.append(self._order(case, following, now_s))
                heapq.heappush(self._due, (now_s + _AGAIN_S, case_id, version))
        return orders

    def _is_a_persons(self, case: Case) -> bool:
        """True if whoever is sent carries a real phone: the person says what is done, or a seat that heard it."""
        unit_id = case.assignment.unit_id if case.assignment is not None else None
        return unit_id is not None and self._crew.carries_phone(unit_id)

    def arrive(self, case_id: int) -> Order | None:
        """A unit has reached its case; None if the case has moved on."""
        case = self._cases.get(case_id)
        if case is None or case.assignment is None or case.assignment.state is not AssignmentState.ACCEPTED:
            return None
        return Order("arrive_case", Note(), case_id)

    def _order(self, case: Case, following: Next, now_s: float) -> Order:
        match following.order:
            case CaseOrder.FILE:
                return Order("file_case", FileCase(standard_id=standard_for(case, self._seed)), case.id)
            case CaseOrder.DISPATCH:
                return Order("dispatch_case", self._dispatch(case, now_s), case.id)
            case CaseOrder.VERIFY:
                return Order("verify_case", VerifyCase(passed=passes(case, self._seed)), case.id)
            case order:
                return Order(f"{order}_case", Note(), case.id)

    def _dispatch(self, case: Case, now_s: float) -> DispatchCase:
        department = category_of(case).department_code
        unit_id = None
        if department in CREWS and sends_a_crew(case, self._seed):
            unit_id = self._crew.nearest_free(CREWS[department], case, now_s)
        if department == case.returned_by:
            # A return may only be re-routed: unclear responsibility falls to the street (属地).
            department = "D18"
        return DispatchCase(department_code=department, unit_id=unit_id)


def opened(report: Report) -> Order:
    """A report as the order that opens its case."""
    body = OpenCase(
        category_code=report.category_code, source=report.source, lat_deg=report.lat_deg, lon_deg=report.lon_deg,
        address=report.address,
        address_gloss=report.address_gloss, description=report.description, reporter=report.reporter,
    )  # fmt: skip
    return Order("open_case", body)
