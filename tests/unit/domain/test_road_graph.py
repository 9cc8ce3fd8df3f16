"""By road: a detour is counted as a detour, the fast road wins, what no road reaches is not reached."""

from __future__ import annotations

import itertools

import numpy as np
import pytest

from app.domain.positions import Place, distance_m
from app.domain.road_graph import FREE_SPEED_MPS, RoadGraph

# A square of about 960 m × 1,112 m: three sides local, and the southern one a main road.
WEST, EAST, SOUTH, NORTH = 112.30, 112.31, 30.55, 30.56
SQUARE = [
    ("main", [[WEST, SOUTH], [EAST, SOUTH]]),
    ("local", [[EAST, SOUTH], [EAST, NORTH], [WEST, NORTH], [WEST, SOUTH]]),
]
WIDTH_M = distance_m(SOUTH, WEST, SOUTH, EAST)
HEIGHT_M = distance_m(SOUTH, WEST, NORTH, WEST)


def test_round_the_corner_is_both_legs() -> None:
    reach = RoadGraph.of_lines(SQUARE).reach_from(SOUTH, WEST)
    assert reach is not None
    way = reach.way_to(NORTH, EAST)
    assert way is not None
    assert way.metres == pytest.approx(WIDTH_M + HEIGHT_M, rel=2e-3)
    assert way.seconds == pytest.approx(WIDTH_M / FREE_SPEED_MPS["main"] + HEIGHT_M / FREE_SPEED_MPS["local"], rel=2e-3)


def test_the_fast_road_is_taken_though_it_is_longer() -> None:
    diagonal = ("local", [[WEST, SOUTH], [EAST, SOUTH + 0.0005]])
    main = ("main", [[WEST, SOUTH], [(WEST + EAST) / 2, SOUTH - 0.001], [EAST, SOUTH + 0.0005]])
    reach = RoadGraph.of_lines([diagonal, main]).reach_from(SOUTH, WEST)
    assert reach is not None
    way = reach.way_to(SOUTH + 0.0005, EAST)
    assert way is not None
    assert way.metres / way.seconds == pytest.approx(FREE_SPEED_MPS["main"], rel=1e-6)


def test_start_and_goal_on_one_road_go_straight() -> None:
    reach = RoadGraph.of_lines(SQUARE).reach_from(SOUTH, WEST + 0.002)
    assert reach is not None
    way = reach.way_to(SOUTH, WEST + 0.006)
    assert way is not None
    assert way.metres == pytest.approx(0.4 * WIDTH_M, rel=2e-3)


def test_off_the_road_one_walks() -> None:
    reach = RoadGraph.of_lines(SQUARE).reach_from(SOUTH, WEST)
    assert reach is not None
    beside = reach.way_to(SOUTH - 0.001, EAST)
    on_it = reach.way_to(SOUTH, EAST)
    assert beside is not None
    assert on_it is not None
    assert beside.metres - on_it.metres == pytest.approx(111.2, rel=0.01)
    assert beside.seconds - on_it.seconds == pytest.approx(111.2 / 1.4, rel=0.01)


def test_an_island_is_not_reached() -> None:
    island = ("local", [[WEST + 0.1, SOUTH], [WEST + 0.11, SOUTH]])
    reach = RoadGraph.of_lines([*SQUARE, island]).reach_from(SOUTH, WEST)
    assert reach is not None
    assert reach.way_to(SOUTH, WEST + 0.105) is None


def test_a_city_without_roads_has_no_ways() -> None:
    assert RoadGraph.of_lines([]).reach_from(SOUTH, WEST) is None


def test_the_path_runs_along_the_way_that_was_measured() -> None:
    reach = RoadGraph.of_lines(SQUARE).reach_from(SOUTH - 0.0005, WEST + 0.002)
    assert reach is not None
    goal = (NORTH - 0.002, EAST + 0.0005)
    path, way = reach.path_to(*goal), reach.way_to(*goal)
    assert way is not None
    assert path[0] == (SOUTH - 0.0005, WEST + 0.002)
    assert path[-1] == goal
    assert path[2] == pytest.approx((SOUTH, EAST), abs=1e-6)
    legs = sum(distance_m(*a, *b) for a, b in itertools.pairwise(path))
    assert legs == pytest.approx(way.metres, rel=2e-3)


def test_a_path_within_one_road_passes_no_corner() -> None:
    reach = RoadGraph.of_lines(SQUARE).reach_from(SOUTH, WEST + 0.002)
    assert reach is not None
    assert [lat for lat, _lon in reach.path_to(SOUTH, WEST + 0.006)] == pytest.approx([SOUTH] * 4, abs=1e-9)


def test_the_nearest_road_is_the_nearest_of_all_however_far_it_is() -> None:
    rng = np.random.default_rng(1)
    ends = rng.uniform((WEST, SOUTH), (EAST, NORTH), (60, 2, 2))
    graph = RoadGraph.of_lines([("local", line) for line in ends.tolist()])
    shares = np.linspace(0, 1, 200)[:, None, None]
    lons, lats = ((1 - shares) * ends[:, 0] + shares * ends[:, 1]).reshape(-1, 2).T
    for lat, lon in rng.uniform((SOUTH - 0.02, WEST - 0.02), (NORTH + 0.02, EAST + 0.02), (100, 2)):
        found = graph.snap(lat, lon)
        assert found is not None
        least = float(np.hypot((lats - lat) * 111_195, (lons - lon) * 111_195 * np.cos(np.radians(SOUTH))).min())
        assert distance_m(lat, lon, *graph.place_on(found)) <= least * 1.001 + 0.5


def test_no_way_by_road_is_shorter_than_the_way_by_air() -> None:
    rng = np.random.default_rng(2)
    reach = RoadGraph.of_lines(SQUARE).reach_from(SOUTH + 0.003, WEST + 0.001)
    assert reach is not None
    for lat, lon in rng.uniform((SOUTH, WEST), (NORTH, EAST), (100, 2)):
        way = reach.way_to(lat, lon)
        assert way is not None
        air_m = distance_m(SOUTH + 0.003, WEST + 0.001, lat, lon)
        assert way.metres >= air_m * 0.999
        assert way.seconds >= air_m * 0.999 / max(FREE_SPEED_MPS.values())


MIDDLE_OF_MAIN = Place(lat_deg=SOUTH, lon_deg=(WEST + EAST) / 2)


def test_a_closed_place_is_driven_around_and_the_detour_is_counted() -> None:
    graph = RoadGraph.of_lines(SQUARE)
    reach, free = graph.reach_from(SOUTH, WEST, [MIDDLE_OF_MAIN]), graph.reach_from(SOUTH, WEST)
    assert reach is not None
    assert free is not None
    way, short = reach.way_to(SOUTH, EAST), free.way_to(SOUTH, EAST)
    assert way is not None
    assert short is not None
    assert way.metres == pytest.approx(2 * HEIGHT_M + WIDTH_M, rel=2e-3)
    assert way.detour_s == pytest.approx(way.seconds - short.seconds)
    assert short.detour_s == 0.0
    passed = reach.path_to(SOUTH, EAST)
    assert any(place == pytest.approx((NORTH, EAST), abs=1e-6) for place in passed)


@pytest.mark.parametrize("share", [0.2, 0.8])
def test_the_road_that_is_closed_is_open_up_to_there(share: float) -> None:
    """From the western end of the main road to both halves of it: each from its own side."""
    reach = RoadGraph.of_lines(SQUARE).reach_from(SOUTH, WEST + 0.0001, [MIDDLE_OF_MAIN])
    assert reach is not None
    goal_lon = WEST + share * (EAST - WEST)
    way = reach.way_to(SOUTH, goal_lon)
    assert way is not None
    direct_m = distance_m(SOUTH, WEST + 0.0001, SOUTH, goal_lon)
    assert (way.metres == pytest.approx(direct_m, rel=5e-3)) is (share < 0.5)
    assert (way.detour_s > 0) is (share > 0.5)


def test_to_and_from_the_closing_itself_there_are_ways() -> None:
    graph, here = RoadGraph.of_lines(SQUARE), MIDDLE_OF_MAIN
    for start, goal in (((here.lat_deg, here.lon_deg), (SOUTH, EAST)), ((SOUTH, EAST), (here.lat_deg, here.lon_deg))):
        reach = graph.reach_from(*start, [here])
        assert reach is not None
        way = reach.way_to(*goal)
        assert way is not None
        assert way.metres == pytest.approx(WIDTH_M / 2, rel=5e-3)


def test_where_no_road_is_open_there_is_no_way() -> None:
    graph = RoadGraph.of_lines([("local", [[WEST, SOUTH], [EAST, SOUTH]])])
    reach = graph.reach_from(SOUTH, WEST, [MIDDLE_OF_MAIN])
    assert reach is not None
    assert reach.way_to(SOUTH, EAST) is None
    assert reach.path_to(SOUTH, EAST) == []
    unhurt = graph.reach_from(SOUTH, WEST, [Place(lat_deg=SOUTH + 0.01, lon_deg=MIDDLE_OF_MAIN.lon_deg)])
    assert unhurt is not None
    assert unhurt.way_to(SOUTH, EAST) is not None, "a place a kilometre off closes no road"
