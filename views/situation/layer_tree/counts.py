"""How many things stand behind each layer: in the view, and in the city."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from app.domain.areas import LEVEL_DIGITS, AreaLevel
from app.domain.layers import Layer, LayerKind
from app.domain.units import KIND_CODES, STATUS_CODES
from app.stores import Stores
from views.alarm_places import place_of
from views.city_map.cuts import ALARM_VALUES, CAMERA_VALUES, LOW_POINT_VALUES, RISK_VALUES, WARNING_VALUES, case_values
from views.city_map.scope import Scope
from views.city_map.whereabouts import in_city
from widgets.map.marks import Bounds

T = TypeVar("T")
Pair = tuple[int, int]  # in the view, in the city
Flags = npt.NDArray[np.bool_]
_EVERYWHERE: Bounds = (-180.0, -90.0, 180.0, 90.0)


class LayerCounts:
    """Counts once over each kind of thing, however many layers cut it. `points` are counted by the map itself."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._units_stale = True
        self._groups: list[str] = []
        self._departments: list[str] = []
        self._group: npt.NDArray[np.int64] = np.zeros(0, np.int64)
        self._department: npt.NDArray[np.int64] = np.zeros(0, np.int64)

    def show_stores(self, stores: Stores) -> None:
        """Count other stores from now on."""
        self._stores, self._units_stale = stores, True

    def units_changed(self) -> None:
        """Groups and departments of units are read anew at the next count."""
        self._units_stale = True

    def count(self, layers: Iterable[Layer], scope: Scope, bounds: Bounds = _EVERYWHERE) -> dict[str, Pair]:
        """Each layer's pair; layers that count nothing (tints, the base map …) are left out."""
        tallies = self._tallies(scope, bounds)
        found: dict[str, Pair] = {}
        for layer in layers:
            tally = tallies.get(layer.kind)
            if tally is not None:
                codes = layer.codes if layer.by else ("",)
                pairs = [tally.get((layer.by, code), (0, 0)) for code in codes]
                found[layer.id] = (sum(pair[0] for pair in pairs), sum(pair[1] for pair in pairs))
        return found

    def _tallies(self, scope: Scope, bounds: Bounds) -> dict[LayerKind, Mapping[tuple[str, str], Pair]]:
        stores = self._stores

        def seen(lat_deg: float, lon_deg: float) -> bool:
            return bounds[0] <= lon_deg <= bounds[2] and bounds[1] <= lat_deg <= bounds[3]

        def tally(things: Iterable[T], values: Mapping[str, Callable[[T], str]], place: Callable[[T], bool]) -> Counted:
            return _tally(((thing, place(thing)) for thing in things), values)

        here = scope.covers
        cases = case_values(stores, stores.clock.now_utc())
        cameras = tally(
            [c for c in in_city(stores, stores.cameras.all()) if here(c.area_code)],
            CAMERA_VALUES,
            lambda c: seen(c.lat_deg, c.lon_deg),
        )
        return {
            LayerKind.UNITS: self._units(scope, bounds),
            LayerKind.CAMERAS: cameras,
            LayerKind.VIEWS: cameras,
            LayerKind.CASES: tally(
                [c for c in in_city(stores, stores.cases.open()) if here(c.area_code)],
                cases,
                lambda c: seen(c.lat_deg, c.lon_deg),
            ),
            LayerKind.ENDED_CASES: tally(
                [c for c in in_city(stores, stores.cases.all()) if c.closed_utc is not None and here(c.area_code)],
                {"category": lambda c: c.category_code},
                lambda c: seen(c.lat_deg, c.lon_deg),
            ),
            LayerKind.LOW_POINTS: tally(
                [p for p in in_city(stores, stores.facilities.low_points()) if here(p.area_code)],
                LOW_POINT_VALUES,
                lambda p: seen(p.lat_deg, p.lon_deg),
            ),
            LayerKind.ALARMS: tally(
                stores.alarms.open(),
                ALARM_VALUES,
                lambda a: (at := place_of(stores, a)) is not None and seen(at.lat_deg, at.lon_deg),
            ),
            LayerKind.WARNINGS: tally(stores.alarms.warnings(), WARNING_VALUES, lambda _w: True),
            LayerKind.RISKS: tally(
                [risk for risk in in_city(stores, stores.risks.all()) if here(risk.area_code)],
                RISK_VALUES,
                lambda risk: seen(risk.lat_deg, risk.lon_deg),
            ),
            LayerKind.FENCES: tally(stores.fences.in_force(), {"rule": lambda fence: fence.rule}, lambda _f: True),
            LayerKind.AREAS: tally(
                [area for area in stores.reference.outlined_areas() if here(area.code) or area.level is AreaLevel.CITY],
                {"level": lambda area: area.level},
                lambda area: len(area.code) == LEVEL_DIGITS[AreaLevel.CITY] or seen(area.lat_deg, area.lon_deg),
            ),
        }

    def _units(self, scope: Scope, bounds: Bounds) -> Mapping[tuple[str, str], Pair]:
        units = self._stores.units
        if self._units_stale or len(self._group) != len(units.ids):
            everybody = units.all()
            self._groups, self._group = _numbered(str(unit.talkgroup_id) for unit in everybody)
            self._departments, self._department = _numbered(unit.department_code for unit in everybody)
            self._units_stale = False
        on_duty = units.status != STATUS_CODES.index(STATUS_CODES[0])
        wanted = on_duty if scope.status is None else units.status == scope.status
        if scope.street:
            wanted = wanted & np.array([scope.covers(unit.area_code) for unit in units.all()], dtype=np.bool_)
        seen = (units.lon >= bounds[0]) & (units.lon <= bounds[2]) & (units.lat >= bounds[1]) & (units.lat <= bounds[3])
        found: dict[tuple[str, str], Pair] = {}
        for by, names, column, rows in (
            ("kind", [str(kind) for kind in KIND_CODES], units.kind.astype(np.int64), wanted),
            ("status", [str(s) for s in STATUS_CODES], units.status.astype(np.int64), np.ones_like(wanted)),
            ("talkgroup", self._groups, self._group, wanted),
            ("department", self._departments, self._department, wanted),
        ):
            inside = np.bincount(column[rows & seen], minlength=len(names))
            city = np.bincount(column[rows], minlength=len(names))
            found |= {(by, name): (int(inside[n]), int(city[n])) for n, name in enumerate(names)}
        return found


Counted = dict[tuple[str, str], Pair]


def _tally(things: Iterable[tuple[T, bool]], values: Mapping[str, Callable[[T], str]]) -> Counted:
    inside: Counter[tuple[str, str]] = Counter()
    city: Counter[tuple[str, str]] = Counter()
    for thing, seen in things:
        keys = [("", ""), *((by, str(value(thing))) for by, value in values.items())]
        city.update(keys)
        if seen:
            inside.update(keys)
    return {key: (inside[key], count) for key, count in city.items()}


def _numbered(values: Iterable[str]) -> tuple[list[str], npt.NDArray[np.int64]]:
    names: dict[str, int] = {}
    column = [names.setdefault(value, len(names)) for value in values]
    return list(names), np.array(column, dtype=np.int64)
