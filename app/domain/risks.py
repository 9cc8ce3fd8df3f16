"""The risk list (风险清单): what may go wrong where, how grave it is, who answers for it and what is done about it.

Two ways to assess are in use: LEC (作业条件危险性分析, Graham and Kinney), D = L×E×C, and the matrix
(风险矩阵法), R = L×S. Both end in the four national colours.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from app.domain.errors import Refusal
from app.domain.levels import Level


class RiskKind(StrEnum):
    GAS_STATION = "gas_station"  # 加油加气站
    GAS_USE = "gas_use"  # 餐饮集中用气
    UNDERPASS = "underpass"  # 下穿通道积水
    OLD_BOARD = "old_board"  # 老旧户外广告
    PIT = "pit"  # 深基坑
    OLD_TREE = "old_tree"  # 危险树木
    STREET_MARKET = "street_market"  # 密集集市
    OLD_BUILDING = "old_building"  # 危旧房屋
    BRIDGE = "bridge"  # 桥梁
    WATERSIDE = "waterside"  # 临水临崖
    WASTE_STATION = "waste_station"  # 转运站、化粪池
    FACADE = "facade"  # 外墙脱落
    COLLAPSE = "collapse"  # 路面塌陷隐患


class RiskMethod(StrEnum):
    LEC = "lec"
    MATRIX = "matrix"


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """How grave a risk was found. LEC: likelihood × exposure × consequence; matrix: likelihood × severity, 1–5 each.

    `exposure` is not part of the matrix and 1 there.
    """

    method: RiskMethod
    likelihood: float
    exposure: float
    consequence: float
    assessed_on: date
    assessed_by: str

    @property
    def score(self) -> float:
        """D of LEC or R of the matrix."""
        return self.likelihood * self.exposure * self.consequence


@dataclass(frozen=True, slots=True, kw_only=True)
class Risk:
    """One entry. `area_code` is the grid that holds the place; `review_on` the day by which it is looked at again."""

    id: int
    version: int
    kind: RiskKind
    name: str
    gloss: str
    lat_deg: float
    lon_deg: float
    area_code: str
    address: str
    address_gloss: str
    assessment: Assessment
    responsible: str
    responsible_gloss: str
    responsible_phone: str
    measures: str
    measures_gloss: str
    review_on: date


# The steps of LEC as the method's tables have them.
LIKELIHOOD_STEPS = (0.1, 0.2, 0.5, 1.0, 3.0, 6.0, 10.0)
EXPOSURE_STEPS = (0.5, 1.0, 2.0, 3.0, 6.0, 10.0)
CONSEQUENCE_STEPS = (1.0, 3.0, 7.0, 15.0, 40.0, 100.0)
MATRIX_STEPS = (1.0, 2.0, 3.0, 4.0, 5.0)
# The least score of red, orange and yellow; what is below all is blue.
_BOUNDS = {RiskMethod.LEC: (320.0, 160.0, 70.0), RiskMethod.MATRIX: (20.0, 15.0, 9.0)}


def risk_level(assessment: Assessment) -> Level:
    """红橙黄蓝 of an assessment: LEC ≥ 320, 160–319, 70–159, < 70; matrix ≥ 20, 15–16, 9–12, < 9."""
    for level, least in zip((Level.RED, Level.ORANGE, Level.YELLOW), _BOUNDS[assessment.method], strict=True):
        if assessment.score >= least:
            return level
    return Level.BLUE


def require_steps(assessment: Assessment) -> None:
    """Refusal `assessment_odd` for a value that the method does not have."""
    lec = assessment.method is RiskMethod.LEC
    allowed = (LIKELIHOOD_STEPS, EXPOSURE_STEPS, CONSEQUENCE_STEPS) if lec else (MATRIX_STEPS, (1.0,), MATRIX_STEPS)
    given = (assessment.likelihood, assessment.exposure, assessment.consequence)
    for value, steps in zip(given, allowed, strict=True):
        if value not in steps:
            said = ", ".join(f"{step:g}" for step in steps)
            raise Refusal("assessment_odd", f"{value:g} is none of the steps {said}.", 422)
