"""The demo city has the size, the codes and the closed, shared outlines that the standards ask for."""

from __future__ import annotations

from collections import Counter
from itertools import pairwise
from pathlib import Path

import numpy as np
import pytest

from app.backend.simulation import city as city_room
from app.backend.simulation.city import City, base_map_features, load_city
from app.backend.simulation.geography.areas import reading_order
from app.backend.simulation.geography.plane import degrees_from_metres, inside_ring, ring_area
from app.domain.areas import AreaLevel, level_of, parent_of
from app.domain.outlines import Outlines, decode_outlines, encode_outlines
from app.domain.units import UnitKind

M2_PER_UNIT2 = (1e-7 * 110_852.0) * (1e-7 * 111_320.0 * np.cos(np.radians(30.55)))


def grids(city: City) -> list[str]:
    return list(city.grid_codes)


def edge_owners(city: City, codes: list[str]) -> Counter[tuple[int, int]]:
    """How often each directed edge, by vertex numbers, bounds an area."""
    edges: Counter[tuple[int, int]] = Counter()
    for code in codes:
        for first, last in city.ring_index[code]:
            ring = city.ring_points[first:last].tolist()
            edges.update(zip(ring, ring[1:] + ring[:1], strict=True))
    return edges


def test_counts_are_those_of_the_facts(city: City) -> None:
    levels = Counter(area.level for area in city.areas)
    assert levels == {AreaLevel.CITY: 1, AreaLevel.STREET: 9, AreaLevel.COMMUNITY: 60, AreaLevel.GRID: 2400}
    assert len(city.components.category) == 210_000
    assert sum(area.components for area in city.areas if area.level is AreaLevel.GRID) == 210_000
    assert len(city.cameras) == 800
    assert len(city.low_points) == 24
    kinds = Counter(worker.kind for worker in city.workers)
    assert (kinds.pop(UnitKind.COLLECTOR), kinds.pop(UnitKind.OFFICER)) == (65, 200)
    assert len(kinds) == 6
    assert sum(kinds.values()) == 50


def test_every_code_has_its_parent_and_every_name_its_gloss(city: City) -> None:
    codes = {area.code for area in city.areas}
    assert len(codes) == len(city.areas)
    for area in city.areas:
        assert level_of(area.code) is area.level
        assert area.code == "990106" or parent_of(area.code) in codes
        assert area.name
        assert area.gloss.isascii()
    for thing in (*city.cameras, *city.low_points, *city.workers, *city.groups):
        assert thing.name
        assert thing.gloss.isascii(), thing.gloss


def test_grids_are_numbered_from_one_west_to_east_and_north_to_south(city: City) -> None:
    by_community: dict[str, list[int]] = {}
    for number, code in enumerate(city.grid_codes):
        by_community.setdefault(code[:12], []).append(number)
    for members in by_community.values():
        in_order = sorted(members, key=lambda g: city.grid_codes[g])
        assert [int(city.grid_codes[g][12:]) for g in in_order] == list(range(1, len(members) + 1))
        centres = city.grid_centres[in_order]
        assert reading_order(centres).tolist() == list(range(len(members)))
        # The rule itself: nobody stands far north of an earlier grid.
        assert (centres[:, 1] - np.minimum.accumulate(centres[:, 1])).max() < 2 * 150.0


def test_grids_close_and_share_their_edges(city: City) -> None:
    edges = edge_owners(city, grids(city))
    assert max(edges.values()) == 1, "two grids claim one side of an edge: they overlap"
    alone = {edge for edge in edges if (edge[1], edge[0]) not in edges}
    limit = edge_owners(city, ["990106"])
    assert alone == set(limit), "an edge without a neighbour that is not the city limit: a gap"


def test_no_gap_and_no_overlap_by_area(city: City) -> None:
    origin = city.vertices.min(axis=0)

    def area_of(code: str) -> float:
        return sum(ring_area((ring - origin)[:, ::-1].astype(float)) for ring in city.rings(code))

    areas = np.array([area_of(code) for code in grids(city)])
    assert (areas > 0).all()
    assert areas.sum() == area_of("990106"), "whole units: exact"
    assert areas.mean() * M2_PER_UNIT2 == pytest.approx(26_000, rel=0.03)
    south, west, north, east = city.corners_deg
    assert ((east - west) / 1e-7, (north - south) / 1e-7) == pytest.approx(
        (9900 / 0.0095866, 6600 / 0.0110852), rel=0.01
    )


def test_larger_areas_are_the_union_of_theirs(city: City) -> None:
    for area in city.areas:
        if area.level in (AreaLevel.STREET, AreaLevel.COMMUNITY):
            edges = edge_owners(city, [code for code in city.grid_codes if code.startswith(area.code)])
            rim = {edge for edge in edges if (edge[1], edge[0]) not in edges}
            assert rim == set(edge_owners(city, [area.code]))


def test_grid_edges_follow_the_roads(city: City) -> None:
    edges = edge_owners(city, grids(city))
    place = {tuple(v): i for i, v in enumerate(city.vertices.tolist())}
    nodes = np.round(degrees_from_metres(city.network.nodes) * 1e7).astype(int).tolist()
    number = [place[tuple(node)] for node in nodes]
    for a, b in city.network.edges.tolist():
        assert (number[a], number[b]) in edges or (number[b], number[a]) in edges


def test_the_streets_of_this_city_are_no_graph_paper(city: City) -> None:
    d = city.network.nodes[city.network.edges[:, 1]] - city.network.nodes[city.network.edges[:, 0]]
    bearing = np.degrees(np.arctan2(d[:, 1], d[:, 0])) % 90.0
    share, _ = np.histogram(bearing, bins=18, range=(0, 90), weights=city.network.edge_length_m)
    assert share.max() / share.sum() < 0.3


def test_roads_hang_together_and_have_names(city: City) -> None:
    network = city.network
    seen, todo = {0}, [0]
    while todo:
        node = todo.pop()
        for k in range(network.first_out[node], network.first_out[node + 1]):
            if (other := int(network.out_node[k])) not in seen:
                seen.add(other)
                todo.append(other)
    assert len(seen) == len(network.nodes)
    assert all(network.road_names)
    assert len(set(network.road_names)) == len(network.road_names)
    assert all(gloss.isascii() for gloss in network.road_glosses)


def test_a_route_is_a_chain_of_edges_and_no_detour(city: City) -> None:
    network = city.network
    start, goal = network.nearest_node(500, 500), network.nearest_node(9_300, 6_000)
    path = network.route(start, goal)
    assert (path[0], path[-1]) == (start, goal)
    pairs = {tuple(sorted(edge)) for edge in network.edges.tolist()}
    assert all(tuple(sorted(step)) in pairs for step in pairwise(path))
    length = np.hypot(*np.diff(network.nodes[path], axis=0).T).sum()
    straight = float(np.hypot(*(network.nodes[goal] - network.nodes[start])))
    assert length < 1.5 * straight


def test_components_lie_in_the_grid_that_they_are_booked_to(city: City) -> None:
    sample = np.random.default_rng(0).choice(210_000, 3_000, replace=False)
    parts = city.components
    held = 0
    for row in sample:
        point = np.array([[parts.lon[row], parts.lat[row]]], dtype=float)
        ring = city.rings(city.grid_codes[parts.grid[row]])[0][:, ::-1].astype(float)
        held += bool(inside_ring(point, ring)[0])
    assert held / len(sample) > 0.995


def test_every_grid_has_a_responsible_collector_and_every_collector_a_beat(city: City) -> None:
    collectors = [worker for worker in city.workers if worker.kind is UnitKind.COLLECTOR]
    beats = Counter(code for worker in collectors for code in worker.beat)
    assert set(beats) == set(city.grid_codes)
    assert set(beats.values()) == {1}
    named = {code: worker.name for worker in collectors for code in worker.beat}
    assert all(area.responsible == named[area.code] for area in city.areas if area.level is AreaLevel.GRID)


def test_cameras_have_national_ids_and_low_points_their_own_depths(city: City) -> None:
    assert len({camera.code for camera in city.cameras}) == 800
    assert all(len(camera.code) == 20 and camera.code[10:13] == "132" for camera in city.cameras)
    depths = [site.closing_depth_cm for site in city.low_points]
    assert 20.0 <= min(depths) < max(depths) <= 40.0
    assert len(set(depths)) >= 6
    assert len({site.name for site in city.low_points}) == 24


def test_outlines_travel_and_find_their_grid(city: City) -> None:
    outlines: Outlines = decode_outlines(encode_outlines(city.outlines()))
    area = city.area_of(1_234)
    assert outlines.find(AreaLevel.GRID, area.lat_deg, area.lon_deg) == area.code


def test_the_base_map_has_all_its_layers(city: City) -> None:
    features = base_map_features(city)
    assert set(features) == {"bbox", "limit", "water", "green", "building", "road", "rail", "label"}
    assert len(features["building"]) > 5_000  # type: ignore[arg-type]
    roads: list[dict[str, object]] = features["road"]  # type: ignore[assignment]
    assert {road["class"] for road in roads} == {"main", "secondary", "local"}
    assert len(city.map_features_json) < 2_500_000


def test_a_broken_or_foreign_cache_is_built_again(city: City, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    built: list[int] = []

    def found(seed: int) -> City:
        built.append(seed)
        return city

    monkeypatch.setattr("app.backend.simulation.founding.found_city", found)
    folder = tmp_path / "cache"
    load_city(7, folder)
    (cache,) = folder.iterdir()
    again = load_city(7, folder)
    assert built == [7]
    assert again.areas == city.areas
    assert again.workers == city.workers
    assert (again.components.lat == city.components.lat).all()
    cache.write_bytes(cache.read_bytes()[:-5_000])
    load_city(7, folder)
    assert built == [7, 7]
    monkeypatch.setattr(city_room, "CITY_VERSION", city_room.CITY_VERSION + 1)
    load_city(7, folder)
    assert built == [7, 7, 7]
