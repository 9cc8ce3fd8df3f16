"""Where everybody was between two recorded points, and where nobody knows."""

from __future__ import annotations

import numpy as np
import pytest

from app.api.past_course import Course
from app.domain.past_positions import PAST_TYPES, PastColumns, no_positions

BASE_MS = 1_784_000_000_000


def course(*rows: tuple[int, float, int]) -> Course:
    """Rows of (unit, seconds, latitude in micro-degrees), in the order of unit and time."""
    columns: PastColumns = {name: np.full(len(rows), 1, kind) for name, kind in PAST_TYPES.items()}
    columns["unit"] = np.array([row[0] for row in rows], "<u4")
    columns["time"] = np.array([round(row[1] * 10) for row in rows], "<i4")
    columns["lat"] = np.array([row[2] for row in rows], "<i4")
    return Course(columns, BASE_MS)


def at(way: Course, second: float) -> dict[int, tuple[int, float]]:
    """Latitude in 1e-7 degrees and second of the fix, by unit."""
    columns = way.at(BASE_MS + second * 1000)
    fixes = (columns["fix"] - BASE_MS) / 1000
    return dict(zip(columns["unit"].tolist(), zip(columns["lat"].tolist(), fixes.tolist(), strict=True), strict=True))


def test_between_two_points_a_unit_goes_straight_and_its_age_is_the_older_points() -> None:
    way = course((1, 0, 100), (1, 10, 200), (2, -600, 7), (2, 5, 9))
    assert at(way, 0) == {1: (1000, 0), 2: (70, -600)}
    assert at(way, 2.5) == {1: (1250, 0), 2: (70, -600)}
    assert at(way, 5) == {1: (1500, 0), 2: (90, 5)}
    assert at(way, 10) == {1: (2000, 10), 2: (90, 5)}
    assert at(way, 500) == {1: (2000, 10), 2: (90, 5)}


def test_over_a_long_silence_it_stays_where_it_was() -> None:
    way = course((1, 0, 100), (1, 61, 900))
    assert at(way, 30) == {1: (1000, 0)}
    assert at(way, 61) == {1: (9000, 61)}


def test_who_was_not_heard_yet_is_nowhere() -> None:
    way = course((1, 0, 100), (2, 20, 50))
    assert set(at(way, 19.9)) == {1}
    assert set(at(way, 20)) == {1, 2}
    assert at(way, -1) == {}


def test_a_city_without_positions_has_none() -> None:
    assert at(Course(no_positions(), BASE_MS), 5) == {}


@pytest.mark.parametrize("second", [-5.0, 0.0, 3.3, 59.9, 60.0, 400.0])
def test_each_unit_is_found_as_by_looking_through_its_own_rows(second: float) -> None:
    chance = np.random.default_rng(5)
    rows = sorted(
        (unit, round(float(second), 1), int(lat))
        for unit in range(1, 40)
        for second, lat in zip(chance.choice(900, 9, False) / 10 - 5, chance.integers(0, 9, 9), strict=True)
    )
    heard = {unit: when for unit, when, _lat in rows if when <= second}
    way = course(*rows)
    assert {unit: fix for unit, (_lat, fix) in at(way, second).items()} == pytest.approx(heard)
    later = {unit: when for unit, when, _lat in rows if when <= second + 7}
    assert {unit: fix for unit, (_lat, fix) in at(way, second + 7).items()} == pytest.approx(later)
    assert {unit: fix for unit, (_lat, fix) in at(way, second).items()} == pytest.approx(heard)
