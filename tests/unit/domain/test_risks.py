"""A risk's level follows its method's bounds, and only the method's own steps can be given."""

from __future__ import annotations

from datetime import date

import pytest

from app.domain.errors import Refusal
from app.domain.levels import Level
from app.domain.risks import Assessment, RiskMethod, require_steps, risk_level


def assessed(method: RiskMethod, likelihood: float, exposure: float, consequence: float) -> Assessment:
    return Assessment(
        method=method,
        likelihood=likelihood,
        exposure=exposure,
        consequence=consequence,
        assessed_on=date(2026, 7, 1),
        assessed_by="",
    )


@pytest.mark.parametrize(
    ("given", "level"),
    [
        ((3, 10, 15), Level.RED),  # 450
        ((0.5, 6, 100), Level.ORANGE),  # 300
        ((3, 6, 7), Level.YELLOW),  # 126
        ((1, 10, 7), Level.YELLOW),  # 70, the bound itself
        ((1, 3, 15), Level.BLUE),  # 45
    ],
)
def test_lec(given: tuple[float, float, float], level: Level) -> None:
    assert risk_level(assessed(RiskMethod.LEC, *given)) is level


@pytest.mark.parametrize(
    ("given", "level"),
    [((5, 4), Level.RED), ((4, 4), Level.ORANGE), ((3, 5), Level.ORANGE), ((3, 3), Level.YELLOW), ((2, 4), Level.BLUE)],
)
def test_matrix(given: tuple[float, float], level: Level) -> None:
    assert risk_level(assessed(RiskMethod.MATRIX, given[0], 1, given[1])) is level


@pytest.mark.parametrize(
    ("method", "given"),
    [
        (RiskMethod.LEC, (4, 6, 7)),
        (RiskMethod.LEC, (3, 6, 8)),
        (RiskMethod.MATRIX, (3, 2, 3)),
        (RiskMethod.MATRIX, (6, 1, 1)),
    ],
)
def test_a_step_that_the_method_does_not_have_is_refused(method: RiskMethod, given: tuple[float, float, float]) -> None:
    with pytest.raises(Refusal) as refused:
        require_steps(assessed(method, *given))
    assert refused.value.code == "assessment_odd"
