"""Founding the demo city: the layers in their order, and what they become at the border."""

from __future__ import annotations

import msgspec
import numpy as np

from app.backend.simulation.city import CITY_GLOSS, CITY_NAME, City
from app.backend.simulation.geography.areas import CITY_CODE, COMMUNITIES, STREETS, Partition, partition
from app.backend.simulation.geography.arrange import arrange
from app.backend.simulation.geography.basemap import draw_features
from app.backend.simulation.geography.blocks import Division, divide
from app.backend.simulation.geography.buildings import place_buildings
from app.backend.simulation.geography.components import Components, place_components
from app.backend.simulation.geography.landuse import river_faces, use_land
from app.backend.simulation.geography.names import gloss_of
from app.backend.simulation.geography.people import Staff, staff_city
from app.backend.simulation.geography.plane import Bools, Ints, degrees_from_metres
from app.backend.simulation.geography.roads import build_roads
from app.backend.simulation.geography.sites import place_cameras, place_low_points
from app.backend.simulation.geography.skeleton import draw_skeleton
from app.domain.areas import Area, AreaLevel

_MERGE_M = 24.0


def found_city(seed: int) -> City:
    """Build the city of a seed; some seconds. Each layer draws from a stream of its own, so that one does not shift
    the next.
    """

    def stream(layer: int) -> np.random.Generator:
        return np.random.default_rng([seed, layer])

    skeleton = draw_skeleton(stream(1))
    mesh = arrange(list(skeleton.lines), skeleton.limit, _MERGE_M)
    water = river_faces([mesh.points(face) for face in range(len(mesh.faces))], skeleton)
    division = divide(mesh, water, stream(2))
    land = use_land(division, skeleton, stream(3))
    network = build_roads(division, skeleton.rail, stream(4))
    middles = np.array([mesh.points(face).mean(axis=0) for face in range(len(mesh.faces))])
    north = middles[:, 1] > np.interp(middles[:, 0], skeleton.river[:, 0], skeleton.river[:, 1])
    parts = partition(division, north.astype(np.int64))
    footprints, _grid = place_buildings(division, land, skeleton.rail, stream(5))
    features = draw_features(skeleton, division, land, parts, network, footprints)
    components = place_components(division, land, parts.grid_areas, stream(6))
    staff = staff_city(parts, stream(7))
    ring_points, ring_index = _rings(division, parts)
    vertices = np.round(degrees_from_metres(np.stack([np.array(mesh.x), np.array(mesh.y)], axis=1)) * 1e7)
    return City(
        seed=seed,
        areas=tuple(_areas(parts, components, staff)),
        grid_codes=parts.grid_codes,
        grid_centres=parts.grid_centres,
        grid_uses=land.use_of_grid,
        vertices=vertices.astype(np.int32),
        ring_points=np.array(ring_points, dtype=np.int32),
        ring_index=ring_index,
        network=network,
        components=components,
        cameras=tuple(place_cameras(network, parts.grid_codes, parts.grid_centres, stream(8))),
        low_points=tuple(place_low_points(network, skeleton.rail, skeleton.river, parts.grid_centres, stream(9))),
        workers=staff.workers,
        groups=staff.groups,
        beat_of_grid=staff.beat_of_grid,
        map_features_json=msgspec.json.encode(features),
    )  # fmt: skip


def _rings(division: Division, parts: Partition) -> tuple[list[int], dict[str, tuple[tuple[int, int], ...]]]:
    """Vertex numbers of all outlines one after another, and for each code the spans of its rings."""
    mesh, points = division.mesh, list[int]()
    index: dict[str, tuple[tuple[int, int], ...]] = {}
    street = parts.street_of_community[parts.community_of_grid]
    members = {CITY_CODE: set(range(len(mesh.faces)))}
    members |= {parts.street_codes[s]: set(np.flatnonzero(street == s).tolist()) for s in range(STREETS)}
    members |= {
        parts.community_codes[c]: set(np.flatnonzero(parts.community_of_grid == c).tolist()) for c in range(COMMUNITIES)
    }
    members |= {code: {face} for face, code in enumerate(parts.grid_codes)}
    for code, faces in members.items():
        spans = []
        for ring in mesh.outline(faces):
            spans.append((len(points), len(points) + len(ring)))
            points += ring
        index[code] = tuple(spans)
    return points, index


def _areas(parts: Partition, components: Components, staff: Staff) -> list[Area]:
    count = components.counts_by_grid(len(parts.grid_codes))
    community, street = parts.community_of_grid, parts.street_of_community[parts.community_of_grid]
    areas = [_area(parts, CITY_CODE, AreaLevel.CITY, CITY_NAME, CITY_GLOSS, np.ones(len(count), dtype=np.bool_), count)]
    heads = iter(staff.heads)
    for s in np.argsort(parts.street_codes):
        name = parts.street_names[s]
        areas.append(
            _area(parts, parts.street_codes[s], AreaLevel.STREET, name, gloss_of(name), street == s, count, next(heads))
        )
    for c in np.argsort(parts.community_codes):
        name = parts.community_names[c]
        areas.append(
            _area(
                parts,
                parts.community_codes[c],
                AreaLevel.COMMUNITY,
                name,
                gloss_of(name),
                community == c,
                count,
                next(heads),
            )
        )
    degrees = degrees_from_metres(parts.grid_centres)
    for g in np.argsort(parts.grid_codes):
        collector = staff.workers[staff.beat_of_grid[g]]
        stem = parts.community_names[community[g]]
        number = int(parts.grid_codes[g][-3:])
        areas.append(
            Area(
                code=parts.grid_codes[g],
                level=AreaLevel.GRID,
                name=f"{stem}{number:03d}网格",
                gloss=f"{gloss_of(stem)}, grid {number:03d}",
                lat_deg=round(float(degrees[g, 0]), 7),
                lon_deg=round(float(degrees[g, 1]), 7),
                responsible=collector.name,
                responsible_gloss=collector.gloss,
                responsible_phone=collector.phone,
                components=int(count[g]),
            )
        )
    return areas


def _area(
    parts: Partition, code: str, level: AreaLevel, name: str, gloss: str, members: Bools, count: Ints,
    head: tuple[str, str] = ("", ""),
) -> Area:  # fmt: skip
    lat, lon = degrees_from_metres(np.average(parts.grid_centres[members], axis=0, weights=parts.grid_areas[members]))
    return Area(
        code=code, level=level, name=name, gloss=gloss, lat_deg=round(float(lat), 7), lon_deg=round(float(lon), 7),
        responsible=head[0], responsible_gloss=head[1], responsible_phone=f"199000{code[-6:][-5:]}" if head[0] else "",
        components=int(count[members].sum()),
    )  # fmt: skip
