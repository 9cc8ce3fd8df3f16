"""Where the muck trucks (渣土) may go: an approved route for each, from a site to a dump, and a part of the city that
they keep out of. What the hall has as fences, and what the trucks drive by.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

import numpy as np

from app.backend.simulation.chance import chance
from app.backend.simulation.city import City
from app.backend.simulation.geography.plane import (
    HEIGHT_M,
    WIDTH_M,
    Floats,
    degrees_from_metres,
    distance_to_path,
    metres_from_degrees,
)
from app.domain.areas import AreaLevel
from app.domain.fences import Fence, FenceRule
from app.domain.levels import Level
from app.domain.units import UnitKind

_DUMPS = ((0.93, 0.88, "城东消纳场", "east dump"), (0.08, 0.14, "城西消纳场", "west dump"))
# A site lies at least so far from its dump, as the crow flies.
_APART_M = 3_500.0
# What a truck may not enter keeps so far from all approved routes, as real planners would have it.
_CLEAR_M = 250.0
_FROM_MIN, _TO_MIN = 7 * 60, 21 * 60
_OFFICE = "渣土管理办"


@dataclass(frozen=True, slots=True, kw_only=True)
class HaulRoute:
    """The nodes from the site to the dump, both included."""

    callsign: str
    name: str
    gloss: str
    nodes: tuple[int, ...]


def haul_routes(city: City, seed: int) -> tuple[HaulRoute, ...]:
    """One route for each muck truck, the same for a seed; the sites are spread over the middle of the city."""
    trucks = [worker.callsign for worker in city.workers if worker.kind is UnitKind.MUCK_TRUCK]
    return tuple(_route(city, seed, number, callsign) for number, callsign in enumerate(trucks))


def _route(city: City, seed: int, number: int, callsign: str) -> HaulRoute:
    network = city.network
    east, north, dump_name, dump_gloss = _DUMPS[number % len(_DUMPS)]
    dump = network.nearest_node(east * WIDTH_M, north * HEIGHT_M)
    for attempt in range(20):
        x = (0.2 + 0.6 * chance(seed, number, attempt, 91)) * WIDTH_M
        y = (0.2 + 0.6 * chance(seed, number, attempt, 92)) * HEIGHT_M
        site = network.nearest_node(x, y)
        if np.hypot(*(network.nodes[site] - network.nodes[dump])) >= _APART_M:
            break
    road = int(network.edge_road[network.out_edge[network.first_out[site]]])
    return HaulRoute(
        callsign=callsign,
        name=f"{network.road_names[road]}工地—{dump_name}",
        gloss=f"{network.road_glosses[road]} site to the {dump_gloss}",
        nodes=tuple(network.route(site, dump)),
    )


def founded_fences(city: City, seed: int, now_utc: datetime) -> list[Fence]:
    """The fences that the hall has from the start: every approved route, and the community that no muck truck enters
    by day: of those that all routes pass at a distance, the one nearest to the middle of the city.
    """
    routes = haul_routes(city, seed)
    ids = {worker.callsign: number for number, worker in enumerate(city.workers, 1)}
    fences = [
        _fence(
            city, number, now_utc, route.name, route.gloss, FenceRule.ROUTE, Level.YELLOW,
            degrees_from_metres(city.network.nodes[list(route.nodes)]), unit_ids=(ids[route.callsign],),
        )
        for number, route in enumerate(routes, 1)
    ]  # fmt: skip
    zone = _zone(city, routes)
    if zone is not None:
        ring, name, gloss = zone
        fences.append(
            _fence(
                city, len(fences) + 1, now_utc, f"渣土车禁行区 {name}", f"No muck trucks: {gloss}", FenceRule.KEEP_OUT,
                Level.ORANGE, ring, kinds=(UnitKind.MUCK_TRUCK,), from_min=_FROM_MIN, to_min=_TO_MIN,
            )
        )  # fmt: skip
    return fences


def _fence(
    city: City, number: int, now_utc: datetime, name: str, gloss: str, rule: FenceRule, level: Level, places: Floats,
    *, kinds: tuple[UnitKind, ...] = (), unit_ids: tuple[int, ...] = (), from_min: int | None = None,
    to_min: int | None = None,
) -> Fence:  # fmt: skip
    points = tuple((round(float(lat), 6), round(float(lon), 6)) for lat, lon in places)
    return Fence(
        id=number, version=1, name=name, gloss=gloss, rule=rule, points=points, area_code=city.code, level=level,
        made_utc=now_utc, made_by=_OFFICE, kinds=kinds, unit_ids=unit_ids, from_min=from_min, to_min=to_min,
    )  # fmt: skip


def _zone(city: City, routes: tuple[HaulRoute, ...]) -> tuple[Floats, str, str] | None:
    paths = [city.network.nodes[list(route.nodes)] for route in routes]
    middle = degrees_from_metres(np.array([WIDTH_M / 2, HEIGHT_M / 2]))
    communities = [area for area in city.areas if area.level is AreaLevel.COMMUNITY]
    communities.sort(key=lambda area: (area.lat_deg - middle[0]) ** 2 + (area.lon_deg - middle[1]) ** 2)
    for area in communities:
        rings = city.rings(area.code)
        if len(rings) != 1:
            continue
        corners = np.array([metres_from_degrees(lat / 1e7, lon / 1e7) for lat, lon in rings[0]])
        if all(distance_to_path(corners, path).min() > _CLEAR_M for path in paths):
            return rings[0] / 1e7, area.name, area.gloss
    return None
