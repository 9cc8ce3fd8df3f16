"""The rates of 综合评价 on a handful of cases that can be counted by hand."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from app.domain.cases import Case, CaseSource, CaseStage
from app.domain.evaluation import Rate, evaluate

NOW = datetime(2026, 7, 6, 2, 0, tzinfo=UTC)


def case(number: int, stage: CaseStage, *, dispatched: bool = True, **changes: object) -> Case:
    plain = Case(
        id=number, version=1, number=str(number), stage=stage, stage_since_utc=NOW, category_code="E0110",
        source=CaseSource.COLLECTOR, title="", title_gloss="", address="", address_gloss="", lat_deg=30.0,
        lon_deg=112.0, area_code="990106", reported_utc=NOW, due_utc=NOW + timedelta(hours=1), warn_utc=NOW,
        standard_id="E0110-1", handling_due_utc=NOW if dispatched else None,
    )  # fmt: skip
    return replace(plain, **changes)  # type: ignore[arg-type]


CASES = [
    case(1, CaseStage.CLOSED, on_time=True, due_utc=None),
    case(2, CaseStage.CLOSED, on_time=False, due_utc=None, rework_count=1),
    case(3, CaseStage.VERIFICATION, on_time=True),
    case(4, CaseStage.HANDLING, due_utc=NOW - timedelta(seconds=1)),
    case(5, CaseStage.HANDLING),
    case(6, CaseStage.DISPATCH, dispatched=False),
    case(7, CaseStage.VOID, due_utc=None),
    case(8, CaseStage.ACCEPTANCE, dispatched=False, standard_id=None),
]
FIGURES = evaluate(CASES, NOW)


def behind(rate: Rate) -> tuple[tuple[int, ...], tuple[int, ...]]:
    return FIGURES[rate].counted_ids, FIGURES[rate].due_ids


def test_every_rate_names_the_cases_behind_it() -> None:
    assert behind(Rate.HANDLED) == ((1, 2, 3), (1, 2, 3, 4, 5))
    assert behind(Rate.HANDLED_ON_TIME) == ((1, 3), (1, 2, 3, 4, 5))
    assert behind(Rate.OVERDUE) == ((4,), (1, 2, 3, 4, 5))
    assert behind(Rate.CLOSED) == ((1, 2), (1, 2, 3))
    assert behind(Rate.CLOSED_ON_TIME) == ((1,), (1, 2, 3))
    assert behind(Rate.REWORKED) == ((2,), (1, 2, 3))
    assert behind(Rate.VALID_REPORTS) == ((1, 2, 3, 4, 5, 6), tuple(range(1, 9)))
    assert behind(Rate.ACCURATE_FILING) == ((1, 2, 3, 4, 5, 6), tuple(range(1, 8)))


def test_a_rate_without_anything_due_is_unknown_and_not_zero() -> None:
    assert all(figure.share is None for figure in evaluate([], NOW).values())
    assert FIGURES[Rate.HANDLED].share == 0.6
