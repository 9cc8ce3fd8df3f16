"""The base map as drawable features: water, green, buildings, roads, railway, labels, in degrees."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from app.backend.simulation.geography.areas import Partition
from app.backend.simulation.geography.blocks import Division
from app.backend.simulation.geography.landuse import LAKE_CENTRE_M, LandUse, Use
from app.backend.simulation.geography.mesh import EdgeClass
from app.backend.simulation.geography.names import gloss_of
from app.backend.simulation.geography.network import RoadNetwork
from app.backend.simulation.geography.plane import (
    HEIGHT_M,
    MARGIN_M,
    WIDTH_M,
    Floats,
    Ints,
    degrees_from_metres,
    distance_to_path,
    inside_ring,
)
from app.backend.simulation.geography.skeleton import Skeleton

_CLASS_WORDS = {EdgeClass.MAIN: "main", EdgeClass.SECONDARY: "secondary", EdgeClass.LOCAL: "local"}


def lon_lat(points: Floats) -> list[list[float]]:
    """(n, 2) metres as [[lon, lat], …] in degrees, rounded to 1e-6."""
    degrees = degrees_from_metres(points)
    rounded: list[list[float]] = np.round(degrees[:, ::-1], 6).tolist()
    return rounded


def draw_features(
    skeleton: Skeleton, division: Division, land: LandUse, parts: Partition, network: RoadNetwork, footprints: Floats
) -> dict[str, object]:
    """The base map of `base_map_features`; see there for its shape."""
    south_west, north_east = lon_lat(np.array([[-MARGIN_M, -MARGIN_M], [WIDTH_M + MARGIN_M, HEIGHT_M + MARGIN_M]]))
    return {
        "bbox": [*south_west, *north_east],
        "limit": lon_lat(skeleton.limit[:-1]),
        "water": [lon_lat(ring) for ring in (land.river_ring, land.lake_ring, *land.pond_rings)],
        "green": [lon_lat(ring) for ring in _greens(division, land, skeleton)],
        "building": [lon_lat(quad) for quad in footprints],
        "road": [*_roads(network), *_roads_beyond(skeleton)],
        "rail": [lon_lat(skeleton.rail)],
        "label": list(_labels(division, land, parts, skeleton)),
    }


def _greens(division: Division, land: LandUse, skeleton: Skeleton) -> list[Floats]:
    """Parks, the banks of the river (the water is drawn over them), and copses in the country around."""
    mesh = division.mesh
    parks = {int(face) for face in np.flatnonzero(land.use_of_grid == Use.PARK)}
    rings = [np.array([[mesh.x[v], mesh.y[v]] for v in ring]) for ring in mesh.outline(parks)]
    return [land.bank_ring, *rings, *_copses(skeleton)]


def _copses(skeleton: Skeleton) -> list[Floats]:
    rng = np.random.default_rng(len(skeleton.limit))
    turn = np.linspace(0.0, 2.0 * np.pi, 18, endpoint=False)
    rings = []
    for _ in range(150):
        place = rng.uniform([-MARGIN_M, -MARGIN_M], [WIDTH_M + MARGIN_M, HEIGHT_M + MARGIN_M])
        size, phase = float(rng.uniform(60.0, 230.0)), rng.uniform(0.0, 6.28, 2)
        radius = size * (1.0 + 0.3 * np.sin(2 * turn + phase[0]) + 0.2 * np.sin(3 * turn + phase[1]))
        ring = place + np.stack([radius * np.cos(turn), 0.7 * radius * np.sin(turn)], axis=1)
        crossed = any(distance_to_path(ring, line.points).min() < 45.0 for line in skeleton.beyond)
        near = (
            distance_to_path(ring, skeleton.river).min() < 190.0 or distance_to_path(ring, skeleton.rail).min() < 40.0
        )
        if not (crossed or near or inside_ring(ring, skeleton.limit).any()):
            rings.append(ring)
    return rings


def _runs(network: RoadNetwork, edges: Ints) -> list[Ints]:
    """Edges of one road, joined end to end in the direction of its house numbers."""
    rising = edges[np.argsort(network.edge_run_m[edges])]
    broken = network.edges[rising[:-1], 1] != network.edges[rising[1:], 0]
    return np.split(rising, np.flatnonzero(broken) + 1)


def _roads(network: RoadNetwork) -> Iterable[dict[str, object]]:
    """Roads by class, the lesser first, so that the greater are drawn over them."""
    for kind in (EdgeClass.LOCAL, EdgeClass.SECONDARY, EdgeClass.MAIN):
        members = np.flatnonzero(network.edge_class == kind)
        for road in np.unique(network.edge_road[members]).tolist():
            for run in _runs(network, members[network.edge_road[members] == road]):
                line = [*network.edges[run, 0], network.edges[run[-1], 1]]
                yield {
                    "class": _CLASS_WORDS[kind],
                    "name": network.road_names[road],
                    "gloss": network.road_glosses[road],
                    "line": lon_lat(network.nodes[line]),
                    "from_m": round(float(network.edge_run_m[run[0]]), 1),
                }


def _roads_beyond(skeleton: Skeleton) -> Iterable[dict[str, object]]:
    """The main roads' continuation past the city limit."""
    for road in skeleton.beyond:
        outside = ~inside_ring(road.points, skeleton.limit)
        # One point inside keeps the join without a gap.
        shown = outside | np.roll(outside, 1) | np.roll(outside, -1)
        runs = np.split(np.arange(len(shown)), np.flatnonzero(np.diff(shown.astype(np.int8))) + 1)
        for run in runs:
            if shown[run[0]] and outside[run].any() and len(run) > 1:
                name = "滨江路" if "滨江" in road.name else road.name
                yield {"class": "main", "name": name, "gloss": gloss_of(name), "line": lon_lat(road.points[run])}


def _labels(division: Division, land: LandUse, parts: Partition, skeleton: Skeleton) -> Iterable[dict[str, object]]:
    """Names to write, rank 1 the most important; roads carry their names themselves."""

    def label(name: str, kind: str, rank: int, place: Floats) -> dict[str, object]:
        lon, lat = lon_lat(place.reshape(1, 2))[0]
        return {"name": name, "gloss": gloss_of(name), "kind": kind, "rank": rank, "lon": lon, "lat": lat}

    street = parts.street_of_community[parts.community_of_grid]
    for number, name in enumerate(parts.street_names):
        yield label(name, "district", 1, parts.grid_centres[street == number].mean(axis=0))
    for number, name in enumerate(parts.community_names):
        yield label(name, "community", 4, parts.grid_centres[parts.community_of_grid == number].mean(axis=0))
    for name, block in land.landmark_block.items():
        place = parts.grid_centres[land.block_of_grid == block].mean(axis=0)
        use = Use(int(land.use_of_block[block]))
        kind, rank = {
            Use.PARK: ("park", 2), Use.STATION: ("station", 1), Use.HOSPITAL: ("hospital", 2),
            Use.SCHOOL: ("school", 3), Use.GOVERNMENT: ("government", 1),
        }.get(use, ("landmark", 2))  # fmt: skip
        yield label(name, kind, rank, place)
    yield label("东湖", "water", 1, np.array(LAKE_CENTRE_M))
    for share in (0.16, 0.40, 0.64, 0.86):
        yield label("云川河", "water", 1, skeleton.river[int(share * len(skeleton.river))])
