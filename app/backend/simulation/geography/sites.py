"""Sites on the map: cameras at crossings, and the underpasses and low roads where water stands."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from app.backend.simulation.geography.areas import CITY_CODE
from app.backend.simulation.geography.mesh import EdgeClass
from app.backend.simulation.geography.network import RoadNetwork
from app.backend.simulation.geography.plane import Floats, degrees_from_metres, distance_to_path
from app.backend.simulation.geography.roads import crosses
from app.domain.cameras import Camera
from app.domain.facilities import LowPointKind

CAMERAS = 800
LOW_POINTS = 24
# GB/T 28181: 8 digits centre, 2 trade (urban management), 3 type (132 camera), then 7.
_CAMERA_ID_HEAD = f"{CITY_CODE}00" + "07" + "132" + "1"
_HEADING_WORDS = (("北", "north"), ("东北", "north-east"), ("东", "east"), ("东南", "south-east"), ("南", "south"),
                  ("西南", "south-west"), ("西", "west"), ("西北", "north-west"))  # fmt: skip
# The narrower a lens looks, the farther it makes out a person. [?]
_RANGES_M = {45.0: 150.0, 60.0: 120.0, 75.0: 90.0, 90.0: 70.0}
# Depths at which sites of real cities close: 25 cm in some, 30 in others, by the site (facts §5).
_CLOSING_CM = (25.0, 30.0, 20.0, 27.0, 35.0, 25.0, 30.0, 22.0, 40.0, 28.0, 25.0, 32.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class LowPointSite:
    """A low point before it has an id: `inflow_cm_per_mm` cm of water per mm of rain on its catchment, `drain_cm_per_h`
    what its gullies and pumps take away.
    """

    kind: LowPointKind
    name: str
    gloss: str
    lat_deg: float
    lon_deg: float
    x_m: float
    y_m: float
    grid: int
    closing_depth_cm: float
    inflow_cm_per_mm: float
    drain_cm_per_h: float
    catchment_ha: float


def place_cameras(
    network: RoadNetwork, grid_codes: tuple[str, ...], centres: Floats, rng: np.random.Generator
) -> list[Camera]:
    """Cameras at the greater crossings, two to four at the greatest, each looking down one of the roads."""
    rank = np.zeros(len(network.nodes))
    np.add.at(rank, network.edges[:, 0], network.edge_class - 1.0)
    np.add.at(rank, network.edges[:, 1], network.edge_class - 1.0)
    crossing = np.flatnonzero(network.degree >= 3)
    order = crossing[np.argsort(-(rank[crossing] + rng.uniform(0.0, 2.5, len(crossing))), kind="stable")]
    cameras: list[Camera] = []
    for node in order:
        ways = range(network.first_out[node], network.first_out[node + 1])
        ways_by_rank = sorted(ways, key=lambda k: -int(network.edge_class[network.out_edge[k]]))
        for way in ways_by_rank[: 2 if rank[node] >= 8 else 1]:
            cameras.append(_camera(network, int(node), way, len(cameras) + 1, grid_codes, centres, rng))
        if len(cameras) >= CAMERAS:
            break
    return cameras[:CAMERAS]


def crossing_name(network: RoadNetwork, node: int) -> tuple[str, str]:
    """Chinese and English name of a crossing by its two greatest roads."""
    ways = range(network.first_out[node], network.first_out[node + 1])
    edges = sorted((int(network.out_edge[k]) for k in ways), key=lambda e: (-int(network.edge_class[e]), e))
    roads = list(dict.fromkeys(int(network.edge_road[e]) for e in edges))[:2]
    names = [network.road_names[r] for r in roads]
    glosses = [network.road_glosses[r] for r in roads]
    return "—".join(names) + "路口", " / ".join(glosses)


def _camera(
    network: RoadNetwork, node: int, way: int, number: int, grid_codes: tuple[str, ...], centres: Floats,
    rng: np.random.Generator,
) -> Camera:  # fmt: skip
    here, there = network.nodes[node], network.nodes[network.out_node[way]]
    dx, dy = there - here
    heading = math.degrees(math.atan2(dx, dy)) % 360.0
    side = np.array([dy, -dx]) / max(math.hypot(dx, dy), 1e-9)
    x, y = here + side * 9.0
    lat, lon = degrees_from_metres(np.array([x, y]))
    name, gloss = crossing_name(network, node)
    word, word_gloss = _HEADING_WORDS[round(heading / 45.0) % 8]
    grid = int(np.argmin((centres[:, 0] - x) ** 2 + (centres[:, 1] - y) ** 2))
    return Camera(
        id=number, version=1, code=f"{_CAMERA_ID_HEAD}{number:06d}", name=f"{name}{word}向",
        gloss=f"{gloss}, {word_gloss}",
        lat_deg=round(float(lat), 7), lon_deg=round(float(lon), 7), heading_deg=round(heading, 1),
        field_deg=(field_deg := float(rng.choice([45.0, 60.0, 75.0, 90.0]))), area_code=grid_codes[grid],
        online=bool(rng.random() > 0.03), turnable=bool(rng.random() < 0.35), range_m=_RANGES_M[field_deg],
    )  # fmt: skip


def place_low_points(
    network: RoadNetwork, rail: Floats, river: Floats, centres: Floats, rng: np.random.Generator
) -> list[LowPointSite]:
    """Underpasses where larger roads cross the railway, then low stretches of road, apart from each other."""
    sites: list[LowPointSite] = []
    places: list[tuple[LowPointKind, int, float, float]] = []
    for edge in np.flatnonzero(network.edge_class >= EdgeClass.SECONDARY).tolist():
        place = crosses(network.nodes[network.edges[edge]], rail)
        if place is not None and _apart(places, float(place[0]), float(place[1]), 330.0):
            places.append((LowPointKind.UNDERPASS, edge, float(place[0]), float(place[1])))
    middle = network.nodes[network.edges].mean(axis=1)
    from_river = distance_to_path(middle, river)
    low = np.flatnonzero((network.edge_class >= EdgeClass.SECONDARY) & (from_river > 180.0) & (from_river < 1_500.0))
    for edge in rng.permutation(low).tolist():
        if len(places) >= LOW_POINTS:
            break
        if _apart(places, float(middle[edge, 0]), float(middle[edge, 1]), 800.0):
            places.append((LowPointKind.LOW_ROAD, edge, float(middle[edge, 0]), float(middle[edge, 1])))
    names: set[str] = set()
    for number, (kind, edge, x, y) in enumerate(places[:LOW_POINTS]):
        road = int(network.edge_road[edge])
        name, gloss = network.road_names[road], network.road_glosses[road]
        word, word_gloss = (
            ("铁路下穿通道", "railway underpass") if kind is LowPointKind.UNDERPASS else ("低洼路段", "low stretch")
        )
        if name + word in names:
            word, word_gloss = "二号" + word, f"{word_gloss} no. 2"
        names.add(name + word)
        lat, lon = degrees_from_metres(np.array([x, y]))
        deep = kind is LowPointKind.UNDERPASS
        sites.append(
            LowPointSite(
                kind=kind,
                name=name + word,
                gloss=f"{gloss} {word_gloss}",
                lat_deg=round(float(lat), 7),
                lon_deg=round(float(lon), 7),
                x_m=x,
                y_m=y,
                grid=int(np.argmin((centres[:, 0] - x) ** 2 + (centres[:, 1] - y) ** 2)),
                closing_depth_cm=_CLOSING_CM[number % len(_CLOSING_CM)],
                inflow_cm_per_mm=round(float(rng.uniform(1.3, 2.3) if deep else rng.uniform(0.7, 1.5)), 2),
                drain_cm_per_h=round(float(rng.uniform(28.0, 46.0) if deep else rng.uniform(22.0, 40.0)), 1),
                catchment_ha=round(float(rng.uniform(1.5, 9.0)), 1),
            )
        )
    return sites


def _apart(places: list[tuple[LowPointKind, int, float, float]], x: float, y: float, metres: float) -> bool:
    return all(math.hypot(x - px, y - py) > metres for _kind, _edge, px, py in places)
