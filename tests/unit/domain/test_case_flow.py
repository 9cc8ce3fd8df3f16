"""The closed loop of a case: which orders fit, what they change, and the guards of running systems."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain import case_flow
from app.domain.case_clocks import CaseClocks
from app.domain.cases import AssignmentState, Case, CaseOrder, CaseSource, CaseStage, allowed_orders
from app.domain.categories import Category, CategoryKind, LimitKind, Standard
from app.domain.errors import Refusal

NOW = datetime(2026, 7, 6, 2, 0, tzinfo=UTC)
CLOCKS = CaseClocks()
STANDARD = Standard(
    id="E0506-1", condition="积水", condition_gloss="water", closing="排除", closing_gloss="drained",
    limit_kind=LimitKind.URGENT_HOURS, limit=2.0,
)  # fmt: skip
CATEGORY = Category(
    code="E0506", kind=CategoryKind.EVENT, major="05", name="道路积水", gloss="Flooded road", major_name="突发事件",
    major_gloss="Sudden events", department_code="D04", water=True, standards=(STANDARD,),
)  # fmt: skip


def new_case(stage: CaseStage = CaseStage.ACCEPTANCE, **changes: object) -> Case:
    case = Case(
        id=1, version=1, number="26070600001", stage=stage, stage_since_utc=NOW, category_code="E0506",
        source=CaseSource.HOTLINE_12319, title="道路积水", title_gloss="Flooded road", address="", address_gloss="",
        lat_deg=30.55, lon_deg=112.3, area_code="990106001001001", reported_utc=NOW, due_utc=NOW, warn_utc=NOW,
    )  # fmt: skip
    return replace(case, **changes)  # type: ignore[arg-type]


def filed() -> Case:
    return case_flow.file(new_case(CaseStage.FILING), CATEGORY, "E0506-1", NOW, CLOCKS)


def sent(unit_id: int | None = 7, department: str = "D04") -> Case:
    return case_flow.dispatch(filed(), STANDARD, department, unit_id, NOW, CLOCKS)


def finished(after: timedelta = timedelta(hours=1)) -> Case:
    return case_flow.finish(sent(), NOW + after, CLOCKS)


def refused(code: str, order: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as caught:
        order()
    assert caught.value.code == code


def test_the_whole_loop() -> None:
    case = case_flow.register(new_case(), NOW, CLOCKS)
    assert case.stage is CaseStage.FILING
    case = case_flow.file(case, CATEGORY, "E0506-1", NOW, CLOCKS)
    assert (case.stage, case.due_utc) == (CaseStage.DISPATCH, NOW + timedelta(minutes=15))
    case = case_flow.dispatch(case, STANDARD, "D04", 7, NOW, CLOCKS)
    assert case.handling_due_utc == case.due_utc == NOW + timedelta(hours=2)
    case = case_flow.accept(case, NOW + timedelta(minutes=1))
    case = case_flow.arrive(case, NOW + timedelta(minutes=9))
    assert case.assignment is not None
    assert case.assignment.state is AssignmentState.ARRIVED
    case = case_flow.finish(case, NOW + timedelta(minutes=50), CLOCKS)
    assert (case.stage, case.on_time) == (CaseStage.VERIFICATION, True)
    case = case_flow.verify(case, True, STANDARD, NOW + timedelta(minutes=60), CLOCKS)
    assert case.stage is CaseStage.CLOSING
    case = case_flow.close(case, NOW + timedelta(minutes=70))
    assert (case.stage, case.due_utc, case.closed_utc) == (CaseStage.CLOSED, None, NOW + timedelta(minutes=70))
    assert allowed_orders(case) == frozenset()


def test_only_reports_from_outside_wait_for_acceptance() -> None:
    assert case_flow.first_stage(CaseSource.COLLECTOR) is CaseStage.FILING
    assert case_flow.first_stage(CaseSource.CITIZEN) is CaseStage.ACCEPTANCE


def test_filing_needs_a_row_of_the_category() -> None:
    refused("standard_unknown", lambda: case_flow.file(new_case(CaseStage.FILING), CATEGORY, "E0110-1", NOW, CLOCKS))


def test_a_redispatch_does_not_restart_the_handling_clock() -> None:
    again = case_flow.dispatch(sent(7), STANDARD, "D03", 8, NOW + timedelta(hours=1), CLOCKS)
    assert again.handling_due_utc == NOW + timedelta(hours=2)
    assert again.assignment is not None
    assert (again.assignment.department_code, again.assignment.unit_id) == ("D03", 8)


def test_a_failed_check_keeps_the_department_and_starts_its_limit_anew() -> None:
    later = NOW + timedelta(hours=1, minutes=10)
    case = case_flow.verify(finished(), False, STANDARD, later, CLOCKS)
    assert case.assignment is not None
    assert (case.stage, case.rework_count, case.on_time) == (CaseStage.HANDLING, 1, None)
    assert (case.assignment.department_code, case.assignment.unit_id) == ("D04", None)
    assert case.due_utc == later + timedelta(hours=2)


def test_a_round_that_was_late_stays_late() -> None:
    late = finished(timedelta(hours=3))
    assert late.on_time is False
    again = case_flow.verify(late, False, STANDARD, NOW + timedelta(hours=4), CLOCKS)
    assert case_flow.finish(again, NOW + timedelta(hours=5), CLOCKS).on_time is False


def test_a_unit_is_withdrawn_before_a_return() -> None:
    refused("handler_assigned", lambda: case_flow.return_(sent(7), "not ours", NOW, CLOCKS))
    assert CaseOrder.RETURN not in allowed_orders(sent(7))
    withdrawn = case_flow.dispatch(sent(7), STANDARD, "D04", None, NOW, CLOCKS)
    back = case_flow.return_(withdrawn, "not ours", NOW, CLOCKS)
    assert (back.stage, back.assignment, back.handling_due_utc) == (CaseStage.DISPATCH, None, None)


def test_a_department_that_returned_a_case_does_not_get_it_again() -> None:
    back = case_flow.return_(sent(None), "not ours", NOW, CLOCKS)
    refused("department_returned", lambda: case_flow.dispatch(back, STANDARD, "D04", None, NOW, CLOCKS))
    other = case_flow.dispatch(back, STANDARD, "D03", None, NOW, CLOCKS)
    assert (other.stage, other.returned_by) == (CaseStage.HANDLING, "")


def test_return_and_void_need_a_reason() -> None:
    refused("reason_required", lambda: case_flow.return_(filed(), " ", NOW, CLOCKS))
    refused("reason_required", lambda: case_flow.void(filed(), "", NOW))
    assert case_flow.void(filed(), "twice", NOW).stage is CaseStage.VOID


def test_accept_and_arrive_in_order_and_only_with_a_unit() -> None:
    refused("case_order_not_allowed", lambda: case_flow.arrive(sent(), NOW))
    refused("case_order_not_allowed", lambda: case_flow.accept(sent(None), NOW))
    refused("case_order_not_allowed", lambda: case_flow.accept(case_flow.accept(sent(), NOW), NOW))


def test_urging_moves_no_deadline() -> None:
    case = sent()
    urged = case_flow.urge(case, NOW + timedelta(minutes=5))
    assert urged == replace(case, urged_utc=NOW + timedelta(minutes=5))


def test_case_number() -> None:
    assert case_flow.case_number(date(2022, 4, 18), 1) == "22041800001"


METRE_DEG = 1 / 111_195.0


@pytest.mark.parametrize(
    ("earlier", "found"),
    [
        ({"lat_deg": 30.55 + 49 * METRE_DEG}, True),
        ({"lat_deg": 30.55 + 51 * METRE_DEG}, False),
        ({"reported_utc": NOW - timedelta(hours=24)}, True),
        ({"reported_utc": NOW - timedelta(hours=24, seconds=1)}, False),
        ({"category_code": "E0505"}, False),
        ({"stage": CaseStage.VOID}, False),
        ({"stage": CaseStage.CLOSED}, True),
    ],
)
def test_similar_is_the_same_minor_within_50_m_and_24_h(earlier: dict[str, object], found: bool) -> None:
    result = case_flow.similar_case([new_case(**earlier)], "E0506", 30.55, 112.3, NOW)  # type: ignore[arg-type]
    assert result == (1 if found else None)


def test_of_several_similar_the_newest_is_named() -> None:
    cases = [new_case(id=n, reported_utc=NOW - timedelta(hours=n)) for n in (3, 2, 5)]
    assert case_flow.similar_case(cases, "E0506", 30.55, 112.3, NOW) == 2


STEPS: dict[CaseOrder, Callable[[Case], Case]] = {
    CaseOrder.REGISTER: lambda c: case_flow.register(c, NOW, CLOCKS),
    CaseOrder.FILE: lambda c: case_flow.file(c, CATEGORY, "E0506-1", NOW, CLOCKS),
    CaseOrder.DISPATCH: lambda c: case_flow.dispatch(c, STANDARD, "D01" if c.returned_by else "D04", 7, NOW, CLOCKS),
    CaseOrder.ACCEPT: lambda c: case_flow.accept(c, NOW),
    CaseOrder.ARRIVE: lambda c: case_flow.arrive(c, NOW),
    CaseOrder.FINISH: lambda c: case_flow.finish(c, NOW, CLOCKS),
    CaseOrder.VERIFY: lambda c: case_flow.verify(c, False, STANDARD, NOW, CLOCKS),
    CaseOrder.CLOSE: lambda c: case_flow.close(c, NOW),
    CaseOrder.RETURN: lambda c: case_flow.return_(c, "wrong", NOW, CLOCKS),
    CaseOrder.VOID: lambda c: case_flow.void(c, "wrong", NOW),
    CaseOrder.URGE: lambda c: case_flow.urge(c, NOW),
}


@given(st.lists(st.sampled_from(list(CaseOrder)), max_size=25))
def test_an_order_is_carried_out_exactly_when_it_is_allowed(orders: list[CaseOrder]) -> None:
    case = new_case()
    for order in orders:
        allowed = order in allowed_orders(case)
        try:
            case = STEPS[order](case)
        except Refusal:
            assert not allowed
        else:
            assert allowed
        assert (case.due_utc is None) == (case.stage in (CaseStage.CLOSED, CaseStage.VOID))
        assert case.stage is not CaseStage.HANDLING or case.assignment is not None
