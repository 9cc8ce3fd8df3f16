"""The storm as the hall gets to know it: warnings, gauges, sensors, roads closed on the spot, the bus, the SOS."""

from __future__ import annotations

from collections.abc import Callable

from app.api.order_bodies import Note, RaiseSos
from app.backend.alarms import IssueWarning, RaiseAlarm
from app.backend.facilities import MeasureLowPoint, MeasureRain
from app.backend.simulation.chance import chance
from app.backend.simulation.city import City
from app.backend.simulation.crew import Crew
from app.backend.simulation.geography.plane import metres_from_degrees
from app.backend.simulation.hall import opened
from app.backend.simulation.storm import BUS_S, RAINSTORM_CODE, SOS_S, WARNING_WORDS, WARNINGS, Storm
from app.backend.simulation.world import Order
from app.domain.alarms import AlarmKind, WeatherWarning
from app.domain.facilities import LowPoint, Rain
from app.domain.levels import Level
from app.domain.positions import Place
from app.domain.units import UnitKind, UnitStatus

_RAIN_EVERY_S = 30.0
_WATER_EVERY_S = 20.0
# A reading is told when the water has moved this much, or after so long.
_WATER_MOVED_CM = 0.4
# Patrolmen close a road themselves this long after it should be closed, if no seat has done so; whom a plan has sent
# there to watch, sooner.
_CLOSED_AFTER_S = (60.0, 180.0)
_CLOSED_BY_WATCH_AFTER_S = (30.0, 60.0)
_REOPENED_BELOW = 0.25


class Weather:
    """Plays the storm against the backend. Low points are those of the city, found again by their names."""

    def __init__(
        self, city: City, storm: Storm, crew: Crew, is_watched: Callable[[int], bool], seed: int, began_s: float
    ) -> None:
        """`is_watched` says of a low point, by its id, whether somebody stands there to close the road."""
        self._city = city
        self._is_watched = is_watched
        self._storm = storm
        self._crew = crew
        self._seed = seed
        self._began_s = began_s
        self._calls = storm.calls(began_s)
        self._number = {site.name: number for number, site in enumerate(city.low_points)}
        self._low_points: dict[int, LowPoint] = {}
        self._warning: WeatherWarning | None = None
        self._from_s = began_s
        self._rain_s = began_s - _RAIN_EVERY_S
        self._water_s = began_s - _WATER_EVERY_S
        self._over_since_s: dict[int, float] = {}

    def resume(self, now_s: float) -> None:
        """Nothing that happened before now happens again."""
        self._from_s = now_s

    def hear_low_point(self, low_point: LowPoint) -> None:
        self._low_points[low_point.id] = low_point

    def hear_warning(self, warning: WeatherWarning) -> None:
        if warning.lifted_utc is None:
            self._warning = warning
        elif self._warning is not None and self._warning.id == warning.id:
            self._warning = None

    def orders(self, now_s: float) -> list[Order]:
        """All that the storm brings up to now."""
        orders = [*self._warnings(now_s), *self._incidents(now_s)]
        # In a film at 60× a step is half a minute: gauges and sensors are then asked every few steps only.
        step_s = now_s - self._from_s
        if now_s - self._rain_s >= max(_RAIN_EVERY_S, 3.5 * step_s):
            self._rain_s = now_s
            orders.append(self._rain(now_s))
        if now_s - self._water_s >= max(_WATER_EVERY_S, 1.5 * step_s):
            self._water_s = now_s
            orders += self._water(now_s)
        self._from_s = now_s
        return orders

    def _is_due(self, since_s: float, now_s: float) -> bool:
        return self._from_s < self._began_s + since_s <= now_s

    def _warnings(self, now_s: float) -> list[Order]:
        due = [level for since_s, level in WARNINGS if self._is_due(since_s, now_s)]
        if not due:
            return []
        # After a leap in time only the last one counts.
        level = due[-1]
        if level is None:
            return [Order("lift_warning", Note(), self._warning.id)] if self._warning else []
        title, gloss = WARNING_WORDS[level]
        body = IssueWarning(
            type_code=RAINSTORM_CODE, level=level, title=title, title_gloss=gloss, area_code=self._city.code
        )
        return [Order("issue_warning", body)]

    def _incidents(self, now_s: float) -> list[Order]:
        orders = [opened(call) for call in self._calls if self._from_s < call.at_s <= now_s]
        site = self._city.low_points[self._storm.deepest()]
        if self._is_due(BUS_S, now_s):
            facility = next((p.id for p in self._low_points.values() if p.name == site.name), None)
            body = RaiseAlarm(
                kind=AlarmKind.STUCK_VEHICLE, level=Level.RED, title=f"公交车被困 {site.name}",
                title_gloss=f"Bus stuck in {site.gloss}", place=Place(lat_deg=site.lat_deg, lon_deg=site.lon_deg),
                facility_id=facility,
            )  # fmt: skip
            orders.append(Order("raise_alarm", body))
        if self._is_due(SOS_S, now_s):
            unit_id = self._nearest_officer(site.lat_deg, site.lon_deg, now_s)
            if unit_id is not None:
                orders.append(Order("raise_sos", RaiseSos(unit_id=unit_id, note="落水求救")))
        return orders

    def _nearest_officer(self, lat_deg: float, lon_deg: float, now_s: float) -> int | None:
        x, y = metres_from_degrees(lat_deg, lon_deg)
        on_air = [
            (gap, unit.id)
            for unit, gap in self._crew.gaps(x, y, now_s)
            if unit.kind is UnitKind.OFFICER and unit.status is not UnitStatus.OFF_DUTY
        ]
        return min(on_air)[1] if on_air else None

    def _rain(self, now_s: float) -> Order:
        rate, hour = self._storm.rain_by_community(now_s - self._began_s)
        rain = tuple(
            Rain(area_code=area.code, rate_mm_per_h=float(rate[i]), hour_mm=float(hour[i]))
            for i, area in enumerate(self._storm.communities)
        )
        return Order("measure_rain", MeasureRain(rain=rain))

    def _water(self, now_s: float) -> list[Order]:
        water = self._storm.water(now_s - self._began_s)
        orders = []
        for low_point in self._low_points.values():
            number = self._number.get(low_point.name)
            if number is None:
                continue
            depth, rising = float(water.depth_cm[number]), float(water.rising_cm_per_10min[number])
            dried = depth == 0.0 and low_point.depth_cm > 0.0
            if dried or abs(depth - low_point.depth_cm) >= _WATER_MOVED_CM:
                body = MeasureLowPoint(depth_cm=depth, rising_cm_per_10min=rising if depth > 0.0 else 0.0)
                orders.append(Order("measure_low_point", body, low_point.id))
            orders += self._patrolmen(low_point, depth, now_s)
        return orders

    def _patrolmen(self, low_point: LowPoint, depth_cm: float, now_s: float) -> list[Order]:
        over = depth_cm >= low_point.closing_depth_cm
        if over and low_point.closed_utc is None:
            since_s = self._over_since_s.setdefault(low_point.id, now_s)
            first, last = _CLOSED_BY_WATCH_AFTER_S if self._is_watched(low_point.id) else _CLOSED_AFTER_S
            if now_s - since_s >= first + (last - first) * chance(self._seed, low_point.id, 131):
                return [Order("close_road", Note(note="现场人员封闭"), low_point.id)]
        elif not over:
            self._over_since_s.pop(low_point.id, None)
            if low_point.closed_utc is not None and depth_cm < _REOPENED_BELOW * low_point.closing_depth_cm:
                falls = (
                    self._storm.water(now_s - self._began_s + 60.0).depth_cm[self._number[low_point.name]] <= depth_cm
                )
                if falls and now_s - low_point.closed_utc.timestamp() > 1_200.0:
                    return [Order("open_road", Note(note="积水消退，恢复通行"), low_point.id)]
        return []
