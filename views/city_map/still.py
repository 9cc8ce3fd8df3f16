"""What stands still on the map, made from the stores: cameras, cases, water, alarms, warnings."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import TypeVar

import numpy as np

from app.domain.alarms import AlarmKind
from app.domain.areas import LEVEL_DIGITS, AreaLevel, level_of
from app.domain.facilities import low_point_level
from app.domain.outlines import DEGREES_PER_UNIT
from app.domain.risks import risk_level
from app.stores import Stores
from views import words
from views.city_map.cuts import (
    ALARM_VALUES,
    CAMERA_VALUES,
    LOW_POINT_VALUES,
    RISK_VALUES,
    WARNING_VALUES,
    Picker,
    case_values,
)
from views.city_map.looks import level_colour, rain_opacity
from views.city_map.scope import Scope
from views.city_map.shown import Drawn
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
    cameras = [camera for camera in stores.cameras.all() if scope.covers(camera.area_code)]
    return [
        Mark(
            id=camera.id,
            lat=camera.lat_deg,
            lon=camera.lon_deg,
            icon="camera",
            colour=drawn.layer.colour or "second",
            hollow=not camera.online,
            alpha=drawn.opacity,
        )
        for camera, drawn in _in_layers(cameras, Picker(layers, CAMERA_VALUES))
    ]


def case_marks(stores: Stores, scope: Scope, layers: Sequence[Drawn]) -> list[Mark]:
    """Open cases in the colour of their timer; hollow while nobody is sent yet. The most urgent lies on top."""
    now = stores.clock.now_utc()
    cases = [case for case in reversed(stores.cases.open()) if scope.covers(case.area_code)]
    return [
        Mark(
            id=case.id,
            lat=case.lat_deg,
            lon=case.lon_deg,
            icon="case",
            colour=drawn.layer.colour or level_colour(stores.cases.timer(case, now).level, "third"),
            hollow=case.assignment is None,
            alpha=drawn.opacity,
        )
        for case, drawn in _in_layers(cases, Picker(layers, case_values(stores, now)))
    ]


def ended_case_marks(stores: Stores, scope: Scope, layers: Sequence[Drawn]) -> list[Mark]:
    """Cases that ended in the last day, as long as the feed keeps them in sight."""
    cases = [c for c in stores.cases.all() if c.closed_utc is not None and scope.covers(c.area_code)]
    return [
        Mark(
            id=case.id,
            lat=case.lat_deg,
            lon=case.lon_deg,
            icon=drawn.layer.icon,
            colour=drawn.layer.colour or "third",
            alpha=drawn.opacity,
        )
        for case, drawn in _in_layers(cases, Picker(layers, case_values(stores, stores.clock.now_utc())))
    ]


def low_point_marks(stores: Stores, scope: Scope, layers: Sequence[Drawn]) -> list[Mark]:
    """Depth against each site's own closing depth; the gravest lies on top and is labelled first. What has a level or
    is closed says so above the units.
    """
    marks = []
    points = [point for point in reversed(stores.facilities.low_points()) if scope.covers(point.area_code)]
    for point, drawn in _in_layers(points, Picker(layers, LOW_POINT_VALUES)):
        level = low_point_level(point.depth_cm, point.closing_depth_cm)
        pressing = level is not None or point.closed_utc is not None
        labelled = pressing or (scope.shallow_labels and point.depth_cm >= 1.0)
        marks.append(
            Mark(
                id=point.id,
                lat=point.lat_deg,
                lon=point.lon_deg,
                icon="water",
                colour=level_colour(level),
                label=f"{round(point.depth_cm)} cm" if labelled else "",
                fill=min(1.0, point.depth_cm / point.closing_depth_cm),
                pressing=pressing,
                alpha=drawn.opacity,
            )
        )
    return marks


def risk_marks(stores: Stores, scope: Scope, layers: Sequence[Drawn]) -> list[Mark]:
    """The risk list in its four colours, each with its own shape; the gravest lies on top."""
    risks = [risk for risk in reversed(stores.risks.all()) if scope.covers(risk.area_code)]
    return [
        Mark(
            id=risk.id,
            lat=risk.lat_deg,
            lon=risk.lon_deg,
            icon="risk",
            colour=risk_level(risk.assessment).value,
            alpha=drawn.opacity,
        )
        for risk, drawn in _in_layers(risks, Picker(layers, RISK_VALUES))
    ]


def alarm_marks(stores: Stores, layers: Sequence[Drawn], *, water_drawn: bool) -> list[Mark]:
    """Open alarms: SOS as octagons that pulse until somebody owns them, all others as triangles.

    Where water has its own mark already (`water_drawn`), its alarms are not drawn twice.
    """
    marks = []
    for alarm, drawn in _in_layers(list(reversed(stores.alarms.open())), Picker(layers, ALARM_VALUES)):
        if water_drawn and alarm.kind in (AlarmKind.WATER_LEVEL, AlarmKind.ROAD_CLOSED):
            continue
        sos = alarm.kind is AlarmKind.SOS
        lat, lon = alarm.lat_deg, alarm.lon_deg
        place = stores.units.position(alarm.unit_id) if alarm.unit_id is not None else None
        if place is not None:
            lat, lon = place.lat_deg, place.lon_deg
        marks.append(
            Mark(
                id=alarm.id,
                lat=lat,
                lon=lon,
                icon="sos" if sos else "triangle",
                colour=alarm.level.value,
                pulse=sos and not alarm.owner,
                alpha=drawn.opacity,
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
        tints |= {code: 0.06 + 0.3 * count / most for code, count in counts.items()}
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
            figures.append(
                Figure(
                    kind="area",
                    points=points,
                    colour=warning.level.value,
                    dashed=True,
                    fill=0.03,
                    label=label,
                    alpha=drawn.opacity,
                )
            )
    return figures
