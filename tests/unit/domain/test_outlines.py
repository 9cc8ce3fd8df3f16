"""The outlines body of docs/areas-outlines.md: whole, torn, empty, and asked for a place."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.areas import AreaLevel
from app.domain.outlines import (
    areas_outside,
    decode_outlines,
    encode_outlines,
    outlines_without,
    ring_from_degrees,
)

CITY, STREET, WEST, EAST = "990106", "990106001", "990106001001001", "990106001001002"


def square(south: float, west: float, north: float, east: float) -> list[tuple[float, float]]:
    return [(south, west), (south, east), (north, east), (north, west), (south, west)]


def body() -> bytes:
    return encode_outlines(
        {
            EAST: [ring_from_degrees(square(30.0, 112.01, 30.01, 112.02))],
            WEST: [ring_from_degrees(square(30.0, 112.0, 30.01, 112.01))],
            CITY: [
                ring_from_degrees(square(30.0, 112.0, 30.01, 112.02)),
                ring_from_degrees(square(30.004, 112.004, 30.006, 112.006)),
            ],
        }
    )


def test_a_place_is_found_in_its_grid() -> None:
    outlines = decode_outlines(body())
    assert outlines.find(AreaLevel.GRID, 30.005, 112.005) == WEST
    assert outlines.find(AreaLevel.GRID, 30.005, 112.015) == EAST
    assert outlines.find(AreaLevel.GRID, 30.02, 112.015) is None
    assert outlines.find(AreaLevel.STREET, 30.005, 112.015) is None


def test_a_second_ring_inside_is_a_hole() -> None:
    outlines = decode_outlines(body())
    assert outlines.find(AreaLevel.CITY, 30.005, 112.005) is None
    assert outlines.find(AreaLevel.CITY, 30.002, 112.005) == CITY


def test_rings_come_back_without_the_repeated_point_and_neighbours_share_points() -> None:
    grids = decode_outlines(body()).level(AreaLevel.GRID)
    west, east = grids.rings(0)[0], grids.rings(1)[0]
    assert len(west) == 4
    assert len({tuple(p) for p in west.tolist()} & {tuple(p) for p in east.tolist()}) == 2


def test_an_empty_city_is_valid() -> None:
    outlines = decode_outlines(encode_outlines({}))
    assert outlines.find(AreaLevel.GRID, 30.0, 112.0) is None


def test_every_array_starts_at_a_multiple_of_four() -> None:
    assert len(body()) % 4 == 0


@given(st.integers(0, len(body()) - 1))
def test_a_torn_body_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="outlines body"):
        decode_outlines(body()[:length])


def test_an_odd_code_is_refused() -> None:
    with pytest.raises(ValueError, match="not an area code"):
        encode_outlines({"9901": []})


def test_many_places_are_inside_as_one_by_one() -> None:
    outlines = decode_outlines(body())
    places = np.random.default_rng(3).uniform((29.998, 111.998), (30.012, 112.022), (500, 2))
    places = np.concatenate([places, [(30.0, 112.0), (30.005, 112.01), (30.01, 112.0), (30.004, 112.005)]])
    for code, level in ((CITY, AreaLevel.CITY), (WEST, AreaLevel.GRID), (EAST, AreaLevel.GRID)):
        one_by_one = [outlines.find(level, lat, lon) == code for lat, lon in places.tolist()]
        many = outlines.holds(code, places[:, 0], places[:, 1])
        assert many is not None
        assert many.tolist() == one_by_one
        assert any(one_by_one)
    assert outlines.holds(STREET, places[:, 0], places[:, 1]) is None
    assert outlines.holds("99010699", places[:, 0], places[:, 1]) is None


def test_an_outline_that_runs_beyond_the_city_is_found_and_left_out() -> None:
    areas = {
        "990106": [ring_from_degrees([(30, 112), (30, 113), (31, 113)])],
        "990106001": [ring_from_degrees([(30, 112), (0, 0), (31, 113)])],
        "990106002": [ring_from_degrees([(30, 112), (30, 200), (31, 113)])],
        "990106003": [],
    }
    outlines = decode_outlines(encode_outlines(areas))
    assert areas_outside(outlines, (111.9, 29.9, 113.1, 31.1)) == {"990106001", "990106002"}
    left = decode_outlines(outlines_without(outlines, {"990106001", "990106002"}))
    assert [code.decode() for level in left.levels for code in level.codes] == ["990106", "990106003"]
