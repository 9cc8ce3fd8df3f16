"""The point file: what is in it, in which order, and what is left out and counted."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from widgets.map.point_file import UNKNOWN_CATEGORY, EncodedPoints, encode_points

STEPS = 1 << 32  # across the world


def read(file: EncodedPoints) -> dict[str, np.ndarray]:
    """The columns of docs/point-tiles.md, taken apart again, one row a point."""
    body = file.body
    n, cells, runs = (int(k) for k in np.frombuffer(body, "<u4", 3, 8))
    at, parts = 32, []
    for count in (cells, cells, cells + 1, runs + 1, n):
        parts.append(np.frombuffer(body, "<u4", count, at).astype(np.int64))
        at += 4 * count
    cell_x, cell_y, first_run, first_point, place = parts
    key = np.frombuffer(body, "<u2", runs, at).astype(np.int64)
    assert at + 2 * runs == len(body)
    run_of = np.repeat(np.arange(runs), np.diff(first_point))
    cell_of = np.repeat(np.arange(cells), np.diff(first_run))[run_of]
    world_x = (cell_x[cell_of] * 65536 + (place & 0xFFFF) + 0.5) / STEPS
    world_y = (cell_y[cell_of] * 65536 + (place >> 16) + 0.5) / STEPS
    return {
        "lon": (world_x - 0.5) * 360,
        "lat": np.degrees(np.arctan(np.sinh((0.5 - world_y) * 2 * np.pi))),
        "category": key[run_of] >> 3,
        "state": key[run_of] & 7,
        "cell": cell_y[cell_of] * 65536 + cell_x[cell_of],
    }


@settings(deadline=None, max_examples=40)
@given(
    st.lists(st.tuples(st.floats(-84, 84), st.floats(-179.9, 179.9), st.integers(0, 6), st.integers(0, 4)), max_size=60)
)
def test_every_sound_row_comes_back_within_a_centimetre(rows: list[tuple[float, float, int, int]]) -> None:
    rows = [row for row in rows if (row[0], row[1]) != (0.0, 0.0)]
    table = np.array(rows, dtype=np.float64).reshape(-1, 4)
    file = encode_points(*(table[:, k] for k in range(2)), *(table[:, k].astype(int) for k in (2, 3)))
    back, given_rows = read(file), table[file.order]
    assert file.faults == {}
    assert sorted(file.order.tolist()) == list(range(len(rows)))
    assert np.abs(back["lat"] - given_rows[:, 0]).max(initial=0) < 1e-7
    assert np.abs(back["lon"] - given_rows[:, 1]).max(initial=0) < 1e-7
    assert back["category"].tolist() == given_rows[:, 2].tolist()
    assert back["state"].tolist() == given_rows[:, 3].tolist()
    rank = list(zip(back["cell"], back["category"], back["state"], strict=True))
    assert rank == sorted(rank)


def test_points_that_have_nothing_in_common_cost_half_of_the_45_bytes_that_one_may() -> None:
    """The worst file there is: each point in a cell and a run of its own."""
    side = np.arange(100)
    lat, lon = (axis.ravel() for axis in np.meshgrid(20 + side * 0.2, 80 + side * 0.3))
    file = encode_points(lat, lon, np.zeros(10_000, int), np.zeros(10_000, int))
    n, cells, runs = (int(k) for k in np.frombuffer(file.body, "<u4", 3, 8))
    assert n == cells == runs == 10_000
    assert len(file.body) <= 22.5 * n


def test_ten_thousand_points_of_one_place_cost_four_bytes_each() -> None:
    one = np.ones(10_000)
    file = encode_points(30.5 * one, 112.3 * one, one.astype(int), 0 * one.astype(int))
    assert len(file.body) <= 4 * len(one) + 100


def test_bad_rows_are_left_out_and_counted_by_their_reason() -> None:
    lat = [30.5, np.nan, 0.0, 31.9, 30.5, 30.5, 95.0, np.inf]
    lon = [112.3, 112.3, 0.0, 112.3, 112.3, 112.3, 112.3, 112.3]
    category = [1, 1, 1, 1, 90, 1, 1, 1]
    state = [0, 0, 0, 0, 1, 7, 0, 0]
    file = encode_points(lat, lon, category, state, categories=90, states=5, bounds=(112.0, 30.0, 113.0, 31.0))
    assert file.order.tolist() == [0, 4]
    assert read(file)["category"].tolist() == [1, UNKNOWN_CATEGORY]
    assert file.faults == {"not_a_place": 3, "at_zero": 1, "outside": 1, "unknown_state": 1, "unknown_category": 1}


def test_columns_of_different_lengths_are_no_file() -> None:
    with pytest.raises(ValueError, match="length"):
        encode_points([30.0, 30.1], [112.0, 112.1], [1], [0, 0])
