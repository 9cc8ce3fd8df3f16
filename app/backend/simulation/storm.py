"""The flood night: warnings blue to red, rain that crosses the city, water that rises at each low point by its own
catchment, and the calls that follow. Forty minutes of city time; everything a function of the time since it began.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from app.backend.simulation.chance import chance
from app.backend.simulation.city import City
from app.backend.simulation.geography.plane import WIDTH_M, Floats, degrees_from_metres
from app.backend.simulation.reports import Report
from app.domain.areas import Area, AreaLevel
from app.domain.cases import CaseSource
from app.domain.levels import Level

ARC_S = 2_400.0
# Seconds after the start → the warning in force from then on; None lifts it.
WARNINGS: tuple[tuple[float, Level | None], ...] = (
    (8.0, Level.BLUE), (170.0, Level.YELLOW), (420.0, Level.ORANGE), (720.0, Level.RED),
    (2_040.0, Level.ORANGE), (2_280.0, Level.BLUE), (2_700.0, None),
)  # fmt: skip
WARNING_WORDS: dict[Level, tuple[str, str]] = {
    Level.BLUE: ("暴雨蓝色预警：12 小时内降雨量将达 50 毫米以上", "Rainstorm blue: 50 mm or more within 12 hours"),
    Level.YELLOW: ("暴雨黄色预警：6 小时内降雨量将达 50 毫米以上", "Rainstorm yellow: 50 mm or more within 6 hours"),
    Level.ORANGE: ("暴雨橙色预警：3 小时内降雨量将达 50 毫米以上", "Rainstorm orange: 50 mm or more within 3 hours"),
    Level.RED: ("暴雨红色预警：3 小时内降雨量将达 100 毫米以上", "Rainstorm red: 100 mm or more within 3 hours"),
}
RAINSTORM_CODE = "02"
# Who is off duty is called in at orange; by these seconds after it they are on their way.
CALL_IN_S = (420.0, 840.0)
BUS_S = 900.0
SOS_S = 1_080.0
# City-wide rain in mm/h, by minutes after the start.
_RAIN_MIN = (0.0, 1.0, 4.0, 8.0, 13.0, 21.0, 27.0, 33.0, 40.0, 48.0)
_RAIN_MM_PER_H = (4.0, 10.0, 30.0, 62.0, 84.0, 72.0, 40.0, 15.0, 4.0, 0.0)
_STEP_S = 10.0
_HORIZON_S = 4 * 3_600.0
_CALLS = 34
# What people call about: category and words, as often as they stand here.
_MATTERS = (
    ("E0506", "道路积水"), ("E0506", "道路积水严重"), ("E0506", "积水倒灌商铺"), ("E0506", "车辆涉水熄火"),
    ("E0506", "小区门口积水"),
    ("E0503", "污水井冒溢"), ("E0503", "下水道堵塞返水"), ("C0402", "行道树倒伏"), ("C0103", "雨水井盖移位"),
    ("E0505", "路面塌陷"),
)  # fmt: skip


@dataclass(frozen=True)
class Water:
    """Depths in cm and rates in cm per 10 min of all low points, in their order."""

    depth_cm: Floats
    rising_cm_per_10min: Floats


class Storm:
    """One storm over one city. Times are seconds since its start."""

    def __init__(self, city: City, seed: int) -> None:
        self._city = city
        self._seed = seed
        self.communities: tuple[Area, ...] = tuple(a for a in city.areas if a.level is AreaLevel.COMMUNITY)
        self._hearts = np.array(
            [
                city.grid_centres[[i for i, code in enumerate(city.grid_codes) if code.startswith(area.code)]].mean(
                    axis=0
                )
                for area in self.communities
            ]
        )
        self._sites = np.array([[site.x_m, site.y_m] for site in city.low_points])
        self._depths = self._integrate()

    def rain_mm_per_h(self, since_s: float, places: Floats) -> Floats:
        """Rain at places (n, 2) in metres: two cells that move east, over a city-wide rain."""
        minutes = since_s / 60.0
        wide = float(np.interp(minutes, _RAIN_MIN, _RAIN_MM_PER_H))
        rate = np.full(len(places), 0.42)
        for lag_min, y_m, size_m in ((0.0, 4_300.0, 2_300.0), (7.0, 2_100.0, 1_900.0)):
            x_m = -1_800.0 + (WIDTH_M + 3_600.0) * (minutes - lag_min) / 34.0
            drift_m = 500.0 * math.sin(minutes / 6.0)
            gap2 = (places[:, 0] - x_m) ** 2 + (places[:, 1] - y_m - drift_m) ** 2
            rate = rate + 0.95 * np.exp(-gap2 / (2.0 * size_m**2))
        return wide * rate

    def rain_by_community(self, since_s: float) -> tuple[Floats, Floats]:
        """Rain now in mm/h and of the last hour in mm, in steps of 0.5 as gauges tell it, for each of `communities`."""
        now = self.rain_mm_per_h(since_s, self._hearts)
        steps = np.arange(max(0.0, since_s - 3_600.0), since_s, 60.0)
        hour = sum((self.rain_mm_per_h(float(s), self._hearts) / 60.0 for s in steps), np.zeros(len(now)))
        return np.round(now * 2.0) / 2.0, np.round(hour * 2.0) / 2.0

    def _integrate(self) -> Floats:
        """Depth of every low point at every step: what runs in less what drains away, never below dry."""
        inflow = np.array([site.inflow_cm_per_mm for site in self._city.low_points])
        drain = np.array([site.drain_cm_per_h for site in self._city.low_points])
        depth = np.zeros((int(_HORIZON_S / _STEP_S) + 1, len(inflow)))
        for step in range(1, len(depth)):
            rain = self.rain_mm_per_h(step * _STEP_S, self._sites)
            depth[step] = np.maximum(0.0, depth[step - 1] + (inflow * rain - drain) * _STEP_S / 3_600.0)
        return depth

    def water(self, since_s: float) -> Water:
        """Depths at a time; past the horizon all is as it ended."""
        at = min(max(since_s, 0.0), _HORIZON_S - 600.0) / _STEP_S
        low = int(at)
        depth = self._depths[low] + (at - low) * (self._depths[low + 1] - self._depths[low])
        rising = (self._depths[low + 1] - self._depths[low]) * 600.0 / _STEP_S
        return Water(np.round(depth, 1), np.round(rising, 1))

    def closings(self) -> list[tuple[float, int]]:
        """(seconds, number of the low point) of each that reaches its own closing depth, in the order of time."""
        limits = np.array([site.closing_depth_cm for site in self._city.low_points])
        reached = self._depths >= limits
        first = np.argmax(reached, axis=0)
        return sorted((float(first[i] * _STEP_S), i) for i in range(len(limits)) if reached[:, i].any())

    def deepest(self) -> int:
        """The underpass that is worst when the bus gets stuck."""
        limits = np.array([site.closing_depth_cm for site in self._city.low_points])
        return int(np.argmax(self._depths[int(BUS_S / _STEP_S)] / limits))

    def calls(self, began_s: float) -> list[Report]:
        """Calls about water to 12319, 12345 and 110, thicker as the rain is; the stuck bus is one of them."""
        weight = np.interp(np.arange(0.0, ARC_S, 10.0) / 60.0, _RAIN_MIN, _RAIN_MM_PER_H)
        reach = np.cumsum(weight) / weight.sum()
        calls = [self._call(began_s, number, reach) for number in range(_CALLS)]
        site = self._city.low_points[self.deepest()]
        address, gloss = self._city.address_at(site.lat_deg, site.lon_deg)
        calls.append(
            Report(
                at_s=began_s + BUS_S,
                category_code="E0506",
                source=CaseSource.POLICE_110,
                lat_deg=site.lat_deg,
                lon_deg=site.lon_deg,
                address=f"{site.name}（{address}）",
                address_gloss=f"{site.gloss} ({gloss})",
                description=f"110 转办：公交车被困{site.name}，车上约 20 名乘客，水位上涨，请求排水和转移",
                reporter="110",
            )
        )
        return sorted(calls, key=lambda report: report.at_s)

    def _call(self, began_s: float, number: int, reach: Floats) -> Report:
        luck = [chance(self._seed, number, 120 + about) for about in range(6)]
        since_s = max(14.0, 30.0 + 10.0 * float(np.searchsorted(reach, (number + luck[0]) / (_CALLS + 1))))
        site = self._city.low_points[int(luck[1] * len(self._city.low_points))]
        spread = 160.0 if luck[2] < 0.6 else 900.0
        place = np.array([site.x_m, site.y_m]) + spread * (np.array([luck[3], luck[4]]) - 0.5)
        node = self._city.network.nodes[self._city.network.nearest_node(float(place[0]), float(place[1]))]
        lat, lon = (round(float(v), 6) for v in degrees_from_metres(node + 7.0))
        address, gloss = self._city.address_at(lat, lon)
        code, what = _MATTERS[min(int(luck[5] * len(_MATTERS)), len(_MATTERS) - 1)]
        source = (CaseSource.HOTLINE_12319, CaseSource.HOTLINE_12345, CaseSource.POLICE_110)[number % 3]
        return Report(
            at_s=began_s + since_s, category_code=code, source=source, lat_deg=lat, lon_deg=lon, address=address,
            address_gloss=gloss, description=f"市民来电：{address}{what}", reporter="",
        )  # fmt: skip
