"""What is reported on an ordinary day: 350–650 cases by the true mix of sources, categories, hours and places.

Everything about the k-th report of a minute follows from the seed and the minute, so any stretch of time can be asked
for, in any order, and gives the same reports.
"""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from typing import TypeVar

import numpy as np

from app.backend.catalogue import load_catalogue
from app.backend.simulation.chance import chance
from app.backend.simulation.city import City
from app.backend.simulation.geography.landuse import Use
from app.backend.simulation.geography.plane import Floats, degrees_from_metres
from app.backend.simulation.shifts import ZONE, is_on_duty
from app.domain.cases import CaseSource

T = TypeVar("T")

# Shares of sources, in thousandths (facts §9: collectors 92 %).
SOURCES: tuple[tuple[CaseSource, float], ...] = (
    (CaseSource.COLLECTOR, 920), (CaseSource.HOTLINE_12319, 24), (CaseSource.HOTLINE_12345, 20),
    (CaseSource.CITIZEN, 12), (CaseSource.VIDEO, 11), (CaseSource.POLICE_110, 4), (CaseSource.LEADER, 3),
    (CaseSource.MEDIA, 2), (CaseSource.IOT, 4),
)  # fmt: skip
# Shares of categories: street order and litter lead; components are 2 %.
CATEGORIES: tuple[tuple[str, float], ...] = (
    ("E0410", 140), ("E0405", 118), ("E0406", 108), ("E0110", 100), ("E0112", 92), ("E0201", 90), ("E0136", 72),
    ("E0401", 70), ("E0111", 30), ("E0107", 28), ("E0113", 24), ("E0117", 20), ("E0604", 16), ("E0114", 13),
    ("E0206", 12), ("E0135", 12), ("E0302", 10), ("E0304", 9), ("E0128", 8), ("E0129", 8), ("E0118", 6), ("E0203", 5),
    ("E0119", 5), ("E0307", 4), ("E0503", 3), ("E0125", 3), ("E0506", 2), ("E0508", 1), ("E0505", 0.5), ("E0501", 0.5),
    ("C0305", 5), ("C0103", 3), ("C0102", 2.5), ("C0137", 3), ("C0402", 2), ("C0217", 2), ("C0104", 1.5), ("C0225", 1),
)  # fmt: skip
# How busy each hour of the day is, local time: for collectors at work, and for everybody else.
_COLLECTOR_HOURS = (0, 0, 0, 0, 0, 0, 0, 0.1, 7, 13, 13, 10, 5, 6, 11, 12, 11, 8, 6, 7, 6, 3, 1, 0)
_PUBLIC_HOURS = (1, 0.6, 0.5, 0.5, 0.6, 1, 3, 6, 8, 8, 7, 6, 5, 5, 6, 6, 6, 6, 6, 7, 7, 6, 4, 2)
_LIVELY = {Use.OLD_TOWN: 3.0, Use.BUSINESS: 2.6, Use.MARKET: 4.0, Use.STATION: 3.0, Use.HOSPITAL: 2.2, Use.SCHOOL: 1.6,
           Use.HOUSING: 1.3, Use.INDUSTRY: 0.5, Use.PARK: 0.5, Use.RIVERSIDE: 0.3, Use.FIELD: 0.12}  # fmt: skip
# Edges held against all grids at once; more would only take memory that a running city then keeps.
_EDGES = 16
_WORDS = {
    CaseSource.COLLECTOR: "巡查发现{what}", CaseSource.HOTLINE_12319: "市民来电反映{what}，请核实处理",
    CaseSource.HOTLINE_12345: "12345 转办：市民反映{what}", CaseSource.CITIZEN: "微信上报：{what}",
    CaseSource.VIDEO: "视频巡查发现{what}", CaseSource.POLICE_110: "110 转办：{what}",
    CaseSource.LEADER: "领导交办：{what}，请尽快处置", CaseSource.MEDIA: "媒体反映{what}",
    CaseSource.IOT: "物联网告警：{what}",
}  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """One report as it comes in. `at_s` is city time in Unix seconds."""

    at_s: float
    category_code: str
    source: CaseSource
    lat_deg: float
    lon_deg: float
    address: str
    address_gloss: str
    description: str
    reporter: str


def day_total(seed: int, day: int) -> float:
    """How many reports a day expects: 420 to 600 by the day."""
    return 420.0 + 180.0 * chance(seed, day, 90)


class Reports:
    """The reports of a city's ordinary days."""

    def __init__(self, city: City, seed: int) -> None:
        self._city = city
        self._seed = seed
        self._names = {code: kind.name for code, kind in load_catalogue("2013").by_code.items()}

    @cached_property
    def _edge_reach(self) -> Floats:
        """Cumulative weight of the road edges: long ones in lively places are drawn more often."""
        network, city = self._city.network, self._city
        middle = network.nodes[network.edges].mean(axis=1)
        lively = np.array([_LIVELY.get(Use(int(use)), 1.0) for use in city.grid_uses])
        weight = np.zeros(len(network.edges))
        for start in range(0, len(middle), _EDGES):
            part = middle[start : start + _EDGES]
            gap = (part[:, None, 0] - city.grid_centres[:, 0]) ** 2 + (part[:, None, 1] - city.grid_centres[:, 1]) ** 2
            weight[start : start + _EDGES] = lively[np.argmin(gap, axis=1)]
        return np.cumsum(weight * network.edge_length_m)

    def between(self, from_s: float, to_s: float) -> Iterator[Report]:
        """Reports with from_s < at_s ≤ to_s, in order."""
        for minute in range(math.floor(from_s / 60.0), math.floor(to_s / 60.0) + 1):
            made = sorted(self._of_minute(minute), key=lambda report: report.at_s)
            yield from (report for report in made if from_s < report.at_s <= to_s)

    def fresh_calls(self, now_s: float) -> list[Report]:
        """Calls of the last minutes, so that the hall has something before it when anybody first looks."""
        return [
            replace(self._report(int(now_s // 60.0), 1_000 + number, CaseSource.HOTLINE_12319), at_s=now_s - ago_s)
            for number, ago_s in enumerate((1_500.0, 1_300.0, 1_000.0, 700.0, 230.0, 140.0, 65.0, 20.0))
        ]

    def call_at(self, at_s: float) -> Report:
        """One hotline call at a moment of its own."""
        return replace(self._report(int(at_s // 60.0), 2_000, CaseSource.HOTLINE_12319), at_s=at_s)

    def _of_minute(self, minute: int) -> Iterator[Report]:
        local = datetime.fromtimestamp(minute * 60.0, UTC).astimezone(ZONE)
        per_minute = day_total(self._seed, local.toordinal()) / 60.0
        collectors = 0.92 * _COLLECTOR_HOURS[local.hour] / sum(_COLLECTOR_HOURS)
        others = 0.08 * _PUBLIC_HOURS[local.hour] / sum(_PUBLIC_HOURS)
        if collectors + others <= 0.0:
            return
        for number in range(self._count(minute, per_minute * (collectors + others))):
            draw = chance(self._seed, minute, number, 91)
            source = CaseSource.COLLECTOR
            if draw >= collectors / (collectors + others):
                source = _pick(SOURCES[1:], chance(self._seed, minute, number, 92))
            yield self._report(minute, number, source)

    def _count(self, minute: int, expected: float) -> int:
        """A Poisson number by inversion."""
        draw, share, count = chance(self._seed, minute, 93), math.exp(-expected), 0
        reach = share
        while draw > reach and count < 12:
            count += 1
            share *= expected / count
            reach += share
        return count

    def _report(self, minute: int, number: int, source: CaseSource) -> Report:
        category = _pick(CATEGORIES, chance(self._seed, minute, number, 94))
        at_s = minute * 60.0 + 60.0 * chance(self._seed, minute, number, 95)
        lat, lon, reporter = 0.0, 0.0, ""
        for attempt in range(8):
            lat, lon = self._kerb(minute, number, attempt)
            if source is not CaseSource.COLLECTOR:
                break
            beat = self._city.beat_of_grid[self._city.grid_at(lat, lon)]
            collector = self._city.workers[beat]
            reporter = f"{collector.callsign} {collector.name}"
            if is_on_duty(collector.shift, beat + 1, datetime.fromtimestamp(at_s, UTC), self._seed):
                break
        address, gloss = self._city.address_at(lat, lon)
        return Report(
            at_s=at_s, category_code=category, source=source, lat_deg=lat, lon_deg=lon, address=address,
            address_gloss=gloss, description=_WORDS[source].format(what=self._names[category]), reporter=reporter,
        )  # fmt: skip

    def _kerb(self, minute: int, number: int, attempt: int) -> tuple[float, float]:
        """A place beside a road, in degrees."""
        network, reach = self._city.network, self._edge_reach
        edge = int(np.searchsorted(reach, chance(self._seed, minute, number, attempt, 96) * reach[-1]))
        a, b = network.nodes[network.edges[edge]]
        t = 0.1 + 0.8 * chance(self._seed, minute, number, attempt, 97)
        side = 1.0 if chance(self._seed, minute, number, attempt, 98) < 0.5 else -1.0
        d = (b - a) / max(float(np.hypot(*(b - a))), 1e-9)
        reach_m = 6.0 + 3.0 * float(network.edge_class[edge] - 2)
        lat, lon = degrees_from_metres(a + (b - a) * t + side * reach_m * np.array([d[1], -d[0]]))
        return round(float(lat), 6), round(float(lon), 6)


def _pick(shares: Sequence[tuple[T, float]], draw: float) -> T:
    total = sum(share for _what, share in shares)
    reach = 0.0
    for what, share in shares:
        reach += share / total
        if draw < reach:
            return what
    return shares[-1][0]
