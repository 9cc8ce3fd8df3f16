"""What stands still on the map, made from the stores: cameras, cases, water, alarms, warnings."""

from __future__ import annotations

import numpy as np

from app.domain.alarms import AlarmKind
from app.domain.areas import level_of
from app.domain.facilities import low_point_level
from app.domain.outlines import DEGREES_PER_UNIT, decode_outlines
from app.stores import Stores
from views import words
from views.city_map.looks import level_colour, rain_opacity
from views.city_map.scope import Scope
from widgets.map import Figure, Mark


def camera_marks(stores: Stores, scope: Scope) -> list[Mark]:
    """Struck through while offline."""
    return [
        Mark(
            id=camera.id,
            lat=camera.lat_deg,
            lon=camera.lon_deg,
            icon="camera",
            colour="second",
            hollow=not camera.online,
        )
        for camera in stores.cameras.all()
        if scope.covers(camera.area_code)
    ]


def case_marks(stores: Stores, scope: Scope) -> list[Mark]:
    """Open cases in the colour of their timer; hollow while nobody is sent yet. The most urgent lies on top."""
    now = stores.clock.now_utc()
    marks = []
    for case in reversed(stores.cases.open()):
        if not scope.covers(case.area_code):
            continue
        colour = level_colour(stores.cases.timer(case, now).level, "third")
        mark = Mark(
            id=case.id,
            lat=case.lat_deg,
            lon=case.lon_deg,
            icon="case",
            colour=colour,
            hollow=case.assignment is None,
        )
        marks.append(mark)
    return marks


def low_point_marks(stores: Stores, scope: Scope) -> list[Mark]:
    """Depth against each site's own closing depth; the gravest lies on top and is labelled first."""
    marks = []
    for point in reversed(stores.facilities.low_points()):
        if not scope.covers(point.area_code):
            continue
        level = low_point_level(point.depth_cm, point.closing_depth_cm)
        labelled = level is not None or (scope.shallow_labels and point.depth_cm >= 1.0)
        marks.append(
            Mark(
                id=point.id,
                lat=point.lat_deg,
                lon=point.lon_deg,
                icon="water",
                colour=level_colour(level),
                label=f"{round(point.depth_cm)} cm" if labelled else "",
                fill=min(1.0, point.depth_cm / point.closing_depth_cm),
            )
        )
    return marks


def alarm_marks(stores: Stores) -> list[Mark]:
    """Open alarms: SOS as octagons that pulse until somebody owns them, all others as triangles.

    Water has its own mark already, so its alarms are not drawn twice.
    """
    marks = []
    for alarm in reversed(stores.alarms.open()):
        if alarm.kind in (AlarmKind.WATER_LEVEL, AlarmKind.ROAD_CLOSED):
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
            )
        )
    return marks


def rain_fills(stores: Stores) -> dict[str, tuple[str, float]]:
    """A blue tint by area."""
    opacities = {code: rain_opacity(rain.rate_mm_per_h) for code, rain in stores.facilities.rain().items()}
    return {code: ("blue", opacity) for code, opacity in opacities.items() if opacity > 0}


def warning_figures(stores: Stores, language: str) -> list[Figure]:
    """The area of each warning in force, dashed in its colour, labelled with its title and time."""
    if not stores.reference.outlines:
        return []
    outlines = decode_outlines(stores.reference.outlines)
    figures = []
    for warning in stores.alarms.warnings():
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
                Figure(kind="area", points=points, colour=warning.level.value, dashed=True, fill=0.03, label=label)
            )
    return figures
