"""What stands still on the map, made from the stores: cameras, cases, water, alarms, warnings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from typing import TypeVar

import numpy as np

from app.domain.alarms import AlarmKind
from app.domain.areas import LEVEL_DIGITS, AreaLevel, level_of
from app.domain.facilities import low_point_level
from app.domain.outlines import DEGREES_PER_UNIT
from app.domain.risks import risk_level
from app.stores import Stores
from views import words
from views.alarm_places import place_of
from views.city_map.cuts import (
    ALARM_VALUES,
    CAMERA_VALUES,
    LOW_POINT_VALUES,
    RISK_VALUES,
    WARNING_VALUES,
    Picker,
    case_values,
)
from views.city_map.looks import case_tint, rain_opacity
from views.city_map.scope import Scope
from views.city_map.shown import Drawn
from views.city_map.thing_looks import (
    alarm_look,
    camera_look,
    case_look,
    ended_case_look,
    low_point_look,
    risk_look,
    warning_look,
)
from views.city_map.whereabouts import in_city
from widgets.map import Figure, Mark

T = TypeVar("T")


def _in_layers(things: Iterable[T], picker: Picker[T]) -> Iterator[tuple[T, Drawn]]:
    """The things that a layer draws, those of the lowest layer first; in each layer the order stays."""
    if not picker:
        return
    found = [(thing, drawn) for thing in things if (drawn := picker.pick(thing)) is not None]
    yield from sorted(found, key=lambda pair: -pair[1].rank)


def camera_marks(stores: Stores, scope: Scope, layers: Sequence[Drawn]) -> list[Mark]:
    """Struck through while offline."""
    cameras = [camera for camera in in_city(stores, stores.cameras.all()) if scope.covers(camera.area_code)]
    return [
        replace(camera_look(drawn, online=camera.online), id=camera.id, lat=camera.lat_deg, lon=camera.lon_deg)
        for camera, drawn in _in_layers(cameras, Picker(layers, CAMERA_VALUES))
    ]


def case_marks(stores: Stores, scope: Scope, layers: Sequence[Drawn]) -> list[Mark]:
    """Open cases in the colour of their timer; hollow while nobody is sent yet. The most urgent lies on top."""
    now = stores.clock.now_utc()
    cases = [case for case in in_city(stores, reversed(stores.cases.open())) if scope.covers(case.area_code)]
    return [
        replace(
            case_look(drawn, stores.cases.timer(case, now).level, sent=case.assignment is not None),
            id=case.id,
            lat=case.lat_deg,
            lon=case.lon_deg,
        )
        for case, drawn in _in_layers(cases, Picker(layers, case_values(stores, now)))
    ]


def ended_case_marks(stores: Stores, scope: Scope, layers: Sequence[Drawn]) -> list[Mark]:
    """Cases that ended in the last day, as long as the feed keeps them in sight."""
    cases = [c for c in in_city(stores, stores.cases.all()) if c.closed_utc is not None and scope.covers(c.area_code)]
    return [
        replace(ended_case_look(drawn), id=case.id, lat=case.lat_deg, lon=case.lon_deg)
        for case, drawn in _in_layers(cases, Picker(layers, case_values(stores, stores.clock.now_utc())))
    ]


def low_point_marks(stores: Stores, scope: Scope, layers: Sequence[Drawn]) -> list[Mark]:
    """Depth against each site's own closing depth; the gravest lies on top and is labelled first. What has a level or
    is closed says so above the units.
    """
    marks = []
    points = [
        point for point in in_city(stores, reversed(stores.facilities.low_points())) if scope.covers(point.area_code)
    ]
    for point, drawn in _in_layers(points, Picker(layers, LOW_POINT_VALUES)):
        level = low_point_level(point.depth_cm, point.closing_depth_cm)
        pressing = level is not None or point.closed_utc is not None
        labelled = pressing or (scope.shallow_labels and point.depth_cm >= 1.0)
        marks.append(
            replace(
                low_point_look(drawn, point.depth_cm, point.closing_depth_cm),
                id=point.id,
                lat=point.lat_deg,
                lon=point.lon_deg,
                label=f"{round(point.depth_cm)} cm" if labelled else "",
                pressing=pressing,
            )
        )
    return marks


def risk_marks(stores: Stores, scope: Scope, layers: Sequence[Drawn]) -> list[Mark]:
    """The risk list in its four colours, each with its own shape; the gravest lies on top."""
    risks = [risk for risk in in_city(stores, reversed(stores.risks.all())) if scope.covers(risk.area_code)]
    return [
        replace(risk_look(drawn, risk_level(risk.assessment)), id=risk.id, lat=risk.lat_deg, lon=risk.lon_deg)
        for risk, drawn in _in_layers(risks, Picker(layers, RISK_VALUES))
    ]


def alarm_marks(stores: Stores, layers: Sequence[Drawn], *, water_drawn: bool) -> list[Mark]:
    """Open alarms: SOS as octagons that pulse until somebody owns them, all others as triangles.

    One without a known place is drawn nowhere. Where water has its own mark already (`water_drawn`), its alarms are
    not drawn twice.
    """
    marks = []
    for alarm, drawn in _in_layers(list(reversed(stores.alarms.open())), Picker(layers, ALARM_VALUES)):
        if water_drawn and alarm.kind in (AlarmKind.WATER_LEVEL, AlarmKind.ROAD_CLOSED):
            continue
        place = place_of(stores, alarm)
        if place is None:
            continue
        marks.append(
            replace(
                alarm_look(drawn, alarm.kind, alarm.level),
                id=alarm.id,
                lat=place.lat_deg,
                lon=place.lon_deg,
                pulse=alarm.kind is AlarmKind.SOS and not alarm.owner,
            )
        )
    return marks


def fills(stores: Stores, scope: Scope, layers: Sequence[Drawn]) -> dict[str, tuple[str, float]]:
    """A quiet tint by area: of its rain, or of its open cases. Of two layers the upper one tints."""
    found: dict[str, tuple[str, float]] = {}
    for drawn in layers:
        tints = _rain_tints(stores, drawn) if drawn.layer.by == "rain" else _case_tints(stores, scope, drawn)
        for code, opacity in tints.items():
            if opacity > 0:
                found.setdefault(code, (drawn.layer.colour or "blue", round(opacity * drawn.opacity, 3)))
    return found


def _rain_tints(stores: Stores, drawn: Drawn) -> dict[str, float]:
    hour = "hour" in drawn.layer.codes
    return {
        code: rain_opacity(rain.hour_mm if hour else rain.rate_mm_per_h)
        for code, rain in stores.facilities.rain().items()
    }


def _case_tints(stores: Stores, scope: Scope, drawn: Drawn) -> dict[str, float]:
    """The area with the most open cases of its level is tinted most, the others by their share of that."""
    digits = [LEVEL_DIGITS[AreaLevel(code)] for code in drawn.layer.codes]
    codes = [case.area_code for case in stores.cases.open() if scope.covers(case.area_code)]
    tints: dict[str, float] = {}
    for length in digits:
        counts = Counter(code[:length] for code in codes if len(code) >= length)
        most = max(counts.values(), default=1)
        tints |= {code: case_tint(count / most) for code, count in counts.items()}
    return tints


def warning_figures(stores: Stores, language: str, layers: Sequence[Drawn]) -> list[Figure]:
    """The area of each warning in force, dashed in its colour, labelled with its title and time."""
    outlines = stores.reference.read_outlines
    if outlines is None:
        return []
    figures = []
    for warning, drawn in _in_layers(stores.alarms.warnings(), Picker(layers, WARNING_VALUES)):
        try:
            level = outlines.level(level_of(warning.area_code))
        except (KeyError, ValueError):
            continue
        found = np.flatnonzero(level.codes == warning.area_code.encode())
        if not len(found):
            continue
        label = f"{words.titled(warning, language)} {words.local_minute(warning.issued_utc)}"
        for ring in level.rings(int(found[0])):
            points = [(float(lon), float(lat)) for lat, lon in ring * DEGREES_PER_UNIT]
            figures.append(replace(warning_look(drawn, warning.level), points=points, label=label))
    return figures
