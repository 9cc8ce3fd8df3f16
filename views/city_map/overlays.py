"""What lies over the ground as a whole: the heat of cases, and the fields of view of cameras."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from app.domain.cameras import Camera
from app.domain.cases import Case
from app.stores import Stores
from views.city_map.cuts import CAMERA_VALUES, Picker
from views.city_map.scope import Scope
from views.city_map.shown import Drawn
from views.city_map.thing_looks import reach_look, view_look
from views.city_map.whereabouts import in_city
from widgets.map import Figure
from widgets.map.marks import Bounds

# The ramp's full colour is the densest place in view (heat.js), but never fewer cases at one place than these.
HEAT_LEAST_CASES = 3
_DAY = timedelta(hours=24)
_M_PER_DEG = 111_320.0
_STEP_DEG = 10.0  # an arc is drawn in steps of at most this


def heat_body(stores: Stores, scope: Scope, layers: Sequence[Drawn]) -> bytes:
    """The page's `heat` channel: the places of all cases that any of the layers means, each once."""
    now_utc = stores.clock.now_utc()
    codes = {code for one in layers if one.layer.by == "category" for code in one.layer.codes}
    spans = {code for one in layers if one.layer.by == "span" for code in one.layer.codes}

    def means(case: Case) -> bool:
        if "day" in spans and now_utc - case.reported_utc <= _DAY:
            return True
        return case.closed_utc is None and ("open" in spans or case.category_code in codes)

    cases = in_city(stores, stores.cases.all()) if layers else []
    places = [[c.lat_deg, c.lon_deg] for c in cases if scope.covers(c.area_code) and means(c)]
    alpha = max((one.opacity for one in layers), default=1.0)
    return json.dumps({"places": places, "alpha": alpha, "least": HEAT_LEAST_CASES}).encode()


def case_limits(stores: Stores) -> Iterator[datetime]:
    """The times at which a case is drawn otherwise though it has not changed: warned, overdue, no more of this day."""
    for case in stores.cases.all():
        yield case.reported_utc + _DAY
        yield from (limit for limit in (case.warn_utc, case.due_utc) if limit is not None)


def camera_views(stores: Stores, scope: Scope, layers: Sequence[Drawn], bounds: Bounds) -> list[Figure]:
    """The sector that each camera in sight of the bounds looks into; one that turns has its whole reach dashed around.

    An offline camera sees nothing: its sector is dashed and not filled.
    """
    picker = Picker(layers, CAMERA_VALUES)
    if not picker:
        return []
    west, south, east, north = bounds
    figures = []
    for camera in in_city(stores, stores.cameras.all()):
        near = west <= camera.lon_deg <= east and south <= camera.lat_deg <= north
        drawn = picker.pick(camera) if near and scope.covers(camera.area_code) else None
        if drawn is None:
            continue
        half = camera.field_deg / 2
        sector = [
            (camera.lon_deg, camera.lat_deg),
            *_arc(camera, camera.heading_deg - half, camera.heading_deg + half),
        ]
        figures.append(replace(view_look(drawn, online=camera.online), points=sector))
        if camera.turnable:
            around = _arc(camera, 0.0, 360.0)
            figures.append(replace(reach_look(drawn), points=around))
    return figures


def _arc(camera: Camera, from_deg: float, to_deg: float) -> list[tuple[float, float]]:
    """(lon, lat) at the camera's range, between two headings."""
    steps = max(1, math.ceil((to_deg - from_deg) / _STEP_DEG))
    reach_lat = camera.range_m / _M_PER_DEG
    reach_lon = reach_lat / math.cos(math.radians(camera.lat_deg))
    headings = [math.radians(from_deg + (to_deg - from_deg) * n / steps) for n in range(steps + 1)]
    return [(camera.lon_deg + reach_lon * math.sin(h), camera.lat_deg + reach_lat * math.cos(h)) for h in headings]
