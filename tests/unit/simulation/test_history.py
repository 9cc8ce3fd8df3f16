"""The past that a demo begins with: a day of closed cases and open ones in every stage, with units on them."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import pytest

from app.backend.simulation.city import City
from app.backend.simulation.history import Past, recall
from app.backend.simulation.life import STARTS
from app.domain.case_clocks import CaseClocks
from app.domain.cases import OPEN_STAGES, AssignmentState, CaseStage
from app.domain.units import UnitStatus

NOW = STARTS["day"]


@pytest.fixture(scope="module")
def past(city: City) -> Past:
    return recall(city, 7, NOW, CaseClocks())


def test_open_cases_stand_in_every_stage_some_near_due_some_late(past: Past) -> None:
    cases = [case for case, _course in past.cases if case.stage in OPEN_STAGES]
    assert 90 <= len(cases) <= 190
    assert set(Counter(case.stage for case in cases)) == set(OPEN_STAGES)
    due = [case for case in cases if case.due_utc is not None and case.warn_utc is not None]
    assert any(case.due_utc < NOW for case in due if case.due_utc)
    assert any(case.warn_utc < NOW < case.due_utc for case in due if case.due_utc and case.warn_utc)


def test_a_day_of_cases_has_ended_mostly_in_time(past: Past) -> None:
    closed = [case for case, _course in past.cases if case.stage is CaseStage.CLOSED]
    assert 300 <= len(closed) <= 650
    assert all(case.closed_utc and NOW - timedelta(hours=24) <= case.closed_utc <= NOW for case in closed)
    assert 0.9 < sum(bool(case.on_time) for case in closed) / len(closed) < 1.0


def test_courses_tell_every_step_in_order(past: Past) -> None:
    for case, course in past.cases:
        assert course[0].order == "open"
        assert course[0].at_utc == case.reported_utc
        assert [entry.at_utc for entry in course] == sorted(entry.at_utc for entry in course)
        assert course[-1].stage is case.stage
        assert case.version == len(course)
    assert len({case.number for case, _course in past.cases}) == len(past.cases)


def test_units_on_cases_and_cases_with_units_agree(past: Past, city: City) -> None:
    engaged = {case.id: case for case, _course in past.cases if case.stage is CaseStage.HANDLING and case.assignment}
    for unit_id, (status, case_id) in past.units.items():
        if case_id is None:
            assert status is UnitStatus.AVAILABLE
            continue
        assignment = engaged[case_id].assignment
        assert assignment is not None
        assert assignment.unit_id == unit_id
        assert (status is UnitStatus.ON_SCENE) == (assignment.state is AssignmentState.ARRIVED)
    for case, _course in past.cases:
        if case.assignment is not None and case.assignment.unit_id is not None:
            assert 1 <= case.assignment.unit_id <= len(city.workers)
