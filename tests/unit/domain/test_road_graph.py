"""By road: a detour is counted as a detour, the fast road wins, what no road reaches is not reached."""

from __future__ import annotations

import pytest

from app.domain.positions import distance_m
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
