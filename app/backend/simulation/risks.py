"""The demo city's risk list: some 120 entries of the kinds that a city has, each at a place where it could be."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np

from app.backend.simulation.city import City
from app.backend.simulation.geography.components import STATES
from app.backend.simulation.geography.landuse import Use
from app.backend.simulation.geography.plane import degrees_from_metres
from app.domain.facilities import LowPointKind
from app.domain.outlines import DEGREES_PER_UNIT
from app.domain.risks import Assessment, Risk, RiskKind, RiskMethod

_DAMAGED = STATES.index("damaged")
# Likelihood, exposure, consequence; of the matrix likelihood and severity with an exposure of 1.
_Steps = tuple[float, float, float]


@dataclass(frozen=True)
class _Sort:
    """One kind of risk: how many, where, how grave (taken in turn), and what is done about it.

    Where: near components of a minor category (`damaged` ones only), or in blocks of these uses.
    """

    kind: RiskKind
    count: int
    word: str
    gloss: str
    steps: tuple[_Steps, ...]
    measures: str
    measures_gloss: str
    component: str = ""
    damaged: bool = False
    uses: tuple[Use, ...] = ()
    method: RiskMethod = RiskMethod.LEC


_SORTS = (
    _Sort(RiskKind.GAS_STATION, 9, "加油加气站", "Filling station", ((1, 10, 40), (0.5, 10, 40), (0.5, 6, 40)),
          "每日巡检，与餐饮网点保持安全间距，每季度联合演练",
          "Daily checks, distance to restaurants kept, a joint drill each quarter",
          component="0503"),
    _Sort(RiskKind.GAS_USE, 12, "餐饮集中用气区", "Restaurants on bottled gas", ((3, 6, 15), (1, 6, 15), (6, 6, 15)),
          "安装报警切断装置，每月入户检查", "Detectors with cut-off, a visit each month",
          uses=(Use.OLD_TOWN, Use.BUSINESS)),
    _Sort(RiskKind.OLD_BOARD, 14, "老旧户外广告", "Old advertising board", ((3, 6, 7), (3, 3, 7), (3, 6, 15)),
          "大风预警前加固或拆除", "Braced or taken down ahead of a gale", component="0306", damaged=True),
    _Sort(RiskKind.PIT, 9, "深基坑工地", "Construction pit", ((4, 1, 4), (5, 1, 4), (3, 1, 4)),
          "位移监测，雨前排水并撤离坑内人员", "Movement measured, drained and cleared ahead of rain",
          uses=(Use.INDUSTRY, Use.HOUSING), method=RiskMethod.MATRIX),
    _Sort(RiskKind.OLD_TREE, 14, "倾斜古树", "Leaning old tree", ((3, 3, 15), (1, 3, 15), (3, 6, 7)),
          "支撑加固，每季度检查树干", "Propped, the trunk checked each quarter", component="0401"),
    _Sort(RiskKind.STREET_MARKET, 10, "密集集市", "Dense street market", ((3, 1, 4), (4, 1, 4), (2, 1, 4)),
          "保持消防通道，高峰时段专人值守", "Fire lane kept free, watched at peak hours",
          uses=(Use.MARKET, Use.OLD_TOWN), method=RiskMethod.MATRIX),
    _Sort(RiskKind.OLD_BUILDING, 12, "危旧房屋", "Unsafe building", ((3, 6, 15), (1, 6, 40), (6, 6, 15), (1, 6, 15)),
          "每月监测，强降雨前转移住户", "Measured each month, tenants moved ahead of heavy rain", uses=(Use.OLD_TOWN,)),
    _Sort(RiskKind.BRIDGE, 6, "跨河桥梁", "River bridge", ((0.5, 10, 40), (0.2, 10, 40)),
          "限载限高，每年结构检测", "Load limit, structural survey each year", component="0209"),
    _Sort(RiskKind.WATERSIDE, 8, "临水护栏缺损段", "Broken waterside railing", ((3, 6, 7), (3, 3, 15), (1, 6, 7)),
          "警示围挡，三日内修复", "Fenced off, mended within three days", component="0507", damaged=True),
    _Sort(RiskKind.WASTE_STATION, 8, "垃圾中转站", "Waste transfer station", ((1, 6, 15), (1, 3, 15)),
          "有害气体检测，有限空间作业审批", "Gas measured, permits for confined spaces", component="0304"),
    _Sort(RiskKind.FACADE, 9, "外墙饰面脱落", "Falling façade", ((3, 6, 15), (3, 6, 7), (6, 6, 15)),
          "设置防护棚，限期整改", "Covered walkway, to be mended by a date", uses=(Use.BUSINESS,)),
    _Sort(RiskKind.COLLAPSE, 8, "路面塌陷隐患", "Road that may collapse", ((3, 6, 15), (1, 10, 15), (3, 3, 15)),
          "雷达探测，注浆加固", "Radar survey, grouting", component="0102", damaged=True),
)  # fmt: skip
_UNDERPASS_MEASURES = ("雨前布设泵车，达到封闭水深即封路", "Pump truck ahead of rain, closed at its closing depth")


def place_risks(city: City, today: date) -> list[Risk]:
    """The list on a day, ids from 1; the same for the same city and day but for the dates."""
    rng = np.random.default_rng([city.seed, 20])
    risks: list[Risk] = []
    for sort in _SORTS:
        for place, (lat, lon) in enumerate(_places(city, sort, rng)):
            steps = sort.steps[place % len(sort.steps)]
            risks.append(_risk(city, sort, steps, lat, lon, len(risks) + 1, today))
    for site in city.low_points:
        if site.kind is LowPointKind.UNDERPASS:
            sort = _Sort(RiskKind.UNDERPASS, 1, "", "", (), *_UNDERPASS_MEASURES)
            steps = (6.0, 2.0, 40.0) if site.closing_depth_cm <= 25.0 else (6.0, 2.0, 15.0)
            risk = _risk(city, sort, steps, site.lat_deg, site.lon_deg, len(risks) + 1, today)
            risks.append(replace(risk, name=site.name, gloss=site.gloss))
    return risks


def _places(city: City, sort: _Sort, rng: np.random.Generator) -> Iterator[tuple[float, float]]:
    parts = city.components
    if sort.component:
        rows = parts.category == parts.category_codes.index(sort.component)
        if sort.damaged:
            rows &= parts.state == _DAMAGED
        found = np.flatnonzero(rows)
        for row in rng.permutation(found)[: sort.count].tolist():
            yield float(parts.lat[row]) * DEGREES_PER_UNIT, float(parts.lon[row]) * DEGREES_PER_UNIT
        return
    grids = np.flatnonzero(np.isin(city.grid_uses, sort.uses))
    degrees = degrees_from_metres(city.grid_centres)
    for grid in rng.permutation(grids)[: sort.count].tolist():
        yield float(degrees[grid, 0]), float(degrees[grid, 1])


def _risk(city: City, sort: _Sort, steps: _Steps, lat_deg: float, lon_deg: float, number: int, today: date) -> Risk:
    grid = city.area_of(city.grid_at(lat_deg, lon_deg))
    head = next(area for area in city.areas if area.code == grid.code[:12])
    address, address_gloss = city.address_at(lat_deg, lon_deg)
    return Risk(
        id=number,
        version=1,
        kind=sort.kind,
        name=f"{address}{sort.word}",
        gloss=f"{sort.gloss}, {address_gloss}",
        lat_deg=round(lat_deg, 7),
        lon_deg=round(lon_deg, 7),
        area_code=grid.code,
        address=address,
        address_gloss=address_gloss,
        assessment=Assessment(
            method=sort.method,
            likelihood=float(steps[0]),
            exposure=float(steps[1]),
            consequence=float(steps[2]),
            assessed_on=today - timedelta(days=20 + number * 7 % 150),
            assessed_by=head.responsible,
        ),
        responsible=head.responsible,
        responsible_gloss=head.responsible_gloss,
        responsible_phone=head.responsible_phone,
        measures=sort.measures,
        measures_gloss=sort.measures_gloss,
        # A few are late on purpose: a list on which nothing is ever late is not looked at.
        review_on=today + timedelta(days=number * 13 % 120 - 4),
    )
