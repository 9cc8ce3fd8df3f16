"""Nearest by road is soonest there, exactly, though only some of the ways are ever computed."""

from __future__ import annotations

import json

import numpy as np
import pytest

from app.domain.nearest import by_air, nearest_by_air, nearest_by_road
from app.domain.positions import Place
from app.domain.road_graph import Reach, RoadGraph
from tests.sample_roads import LAT, LON, ROADS

HERE = Place(lat_deg=LAT + 0.019, lon_deg=LON)  # at the upper end of 解放路
ACROSS = Place(lat_deg=LAT + 0.02, lon_deg=LON + 0.002)  # 200 m east of it, at the end of 滨江巷
DOWN = Place(lat_deg=LAT + 0.01, lon_deg=LON)  # 1 km down 解放路


@pytest.fixture
def reach() -> Reach:
    lines = [(row["class"], row["line"]) for row in json.loads(ROADS)["road"]]
    reach = RoadGraph.of_lines(lines).reach_from(HERE.lat_deg, HERE.lon_deg)
    assert reach is not None
    return reach


def test_the_thing_across_the_river_is_near_by_air_and_far_by_road(reach: Reach) -> None:
    ranked = by_air(HERE, [("down", DOWN), ("across", ACROSS)])
    assert [near.thing for near in nearest_by_air(ranked, reach, 2)] == ["across", "down"]
    by_road = nearest_by_road(ranked, reach, 2)
    assert [near.thing for near in by_road] == ["down", "across"]
    for near in by_road:
        assert near.way is not None
        assert near.way.metres >= near.air_m * 0.999


def test_the_bound_drops_nobody(reach: Reach) -> None:
    rng = np.random.default_rng(5)
    places = rng.uniform((LAT - 0.01, LON - 0.03), (LAT + 0.03, LON + 0.03), (400, 2))
    things = [(n, Place(lat_deg=lat, lon_deg=lon)) for n, (lat, lon) in enumerate(places.tolist())]
    ways = [(way.seconds, n) for n, place in things if (way := reach.way_to(place.lat_deg, place.lon_deg))]
    found = nearest_by_road(by_air(HERE, things), reach, 6)
    assert [near.thing for near in found] == [n for _seconds, n in sorted(ways)[:6]]


def test_without_roads_there_is_the_air(reach: Reach) -> None:
    (near,) = nearest_by_air(by_air(HERE, [("down", DOWN)]), None, 3)
    assert near.way is None
    assert near.air_m == pytest.approx(1000, rel=0.01)


def test_what_no_road_reaches_stands_behind_by_air() -> None:
    lines = [(row["class"], row["line"]) for row in json.loads(ROADS)["road"]]
    closed = Place(lat_deg=LAT + 0.015, lon_deg=LON)
    reach = RoadGraph.of_lines(lines).reach_from(HERE.lat_deg, HERE.lon_deg, [closed])
    assert reach is not None
    near = Place(lat_deg=LAT + 0.017, lon_deg=LON)
    ranked = by_air(HERE, [("down", DOWN), ("across", ACROSS), ("near", near)])
    found = nearest_by_road(ranked, reach, 3)
    assert [(one.thing, one.way is None) for one in found] == [("near", False), ("across", True), ("down", True)]
    assert [one.thing for one in nearest_by_road(ranked, reach, 2)] == ["near", "across"]
