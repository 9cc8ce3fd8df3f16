"""What a fence is and how far beyond it a place lies."""

from __future__ import annotations

import tracemalloc
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.errors import Refusal
from app.domain.fence_shapes import BEYOND, M_PER_DEG, WAVERING, WITHIN, FenceShape
from app.domain.fences import (
    MOST_POINTS,
    Fence,
    FenceRule,
    ends_by_itself,
    holds_at,
    holds_for,
    is_severe,
    require_sound,
    severe_level,
)
from app.domain.levels import Level
from app.domain.positions import distance_m
from app.domain.units import UnitKind

LAT, LON = 30.55, 112.30
M_LAT = 1 / M_PER_DEG
M_LON = M_LAT / float(np.cos(np.radians(LAT)))


def place(east_m: float, north_m: float) -> tuple[float, float]:
    return LAT + north_m * M_LAT, LON + east_m * M_LON


# An L of 1,000 m a side, its south-western quarter only 400 m wide.
ZONE = tuple(place(*p) for p in ((0, 0), (1000, 0), (1000, 1000), (600, 1000), (600, 400), (0, 400)))
ROUTE = tuple(place(*p) for p in ((0, 0), (2000, 0), (2000, 1000)))


def fence(rule: FenceRule = FenceRule.KEEP_OUT, **more: Any) -> Fence:
    given = {
        "id": 1, "version": 1, "name": "老城", "gloss": "", "rule": rule, "area_code": "990106", "level": Level.YELLOW,
        "made_utc": datetime(2026, 7, 6, tzinfo=UTC), "made_by": "",
        "points": ROUTE if rule is FenceRule.ROUTE else ZONE,
        "kinds": (UnitKind.MUCK_TRUCK,) if rule is FenceRule.ROUTE else (),
    }  # fmt: skip
    return Fence(**{**given, **more})


def beyond_m(rule: FenceRule, east_m: float, north_m: float) -> float:
    lat, lon = place(east_m, north_m)
    return float(FenceShape(fence(rule)).beyond_m(np.array([lat]), np.array([lon]))[0])


@pytest.mark.parametrize(
    ("rule", "east", "north", "wanted"),
    [
        (FenceRule.KEEP_OUT, 100, 100, 100),
        (FenceRule.KEEP_OUT, 300, 700, -300),
        (FenceRule.KEEP_OUT, -40, 200, -40),
        (FenceRule.KEEP_IN, 100, 100, -100),
        (FenceRule.KEEP_IN, 300, 450, 50),
        (FenceRule.ROUTE, 500, 0, -50),
        (FenceRule.ROUTE, 500, 51, 1),
        (FenceRule.ROUTE, 500, -49, -1),
        (FenceRule.ROUTE, 2000, 1090, 40),
    ],
)
def test_how_far_beyond_a_fence_a_place_lies(rule: FenceRule, east: float, north: float, wanted: float) -> None:
    assert beyond_m(rule, east, north) == pytest.approx(wanted, abs=0.5)


def test_metres_are_those_of_the_ground() -> None:
    lat, lon = place(-500, 200)
    assert -beyond_m(FenceRule.KEEP_OUT, -500, 200) == pytest.approx(distance_m(lat, lon, lat, LON), rel=2e-3)


@given(
    rule=st.sampled_from(FenceRule),
    places=st.lists(st.tuples(st.floats(-3000, 4000), st.floats(-3000, 4000)), min_size=1, max_size=40),
)
def test_the_table_of_cells_says_what_the_metres_say(rule: FenceRule, places: list[tuple[float, float]]) -> None:
    shape = FenceShape(fence(rule))
    lat, lon = np.array([place(*p) for p in places]).T
    metres, verdicts = shape.beyond_m(lat, lon), shape.verdicts(lat, lon)
    for metre, verdict in zip(metres, verdicts, strict=True):
        assert verdict == (BEYOND if metre > 0 else WITHIN if metre < -10.0 else WAVERING)


def test_many_places_and_many_sides_take_little_memory() -> None:
    """What a program has once taken it seldom gives back: the table of one large fence stayed as ten megabytes."""
    turn = np.linspace(0.0, 2.0 * np.pi, MOST_POINTS, endpoint=False)
    points = tuple(place(2_000.0 * float(np.cos(t)), 2_000.0 * float(np.sin(t))) for t in turn)
    shape, (lat, lon) = FenceShape(fence(points=points)), np.full((2, 5_000), [[LAT], [LON]])
    tracemalloc.start()
    try:
        found = shape.verdicts(lat, lon)
        _now, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert set(found) == {BEYOND}
    assert peak < 2_000_000


def test_a_place_on_the_other_side_of_the_earth_is_outside() -> None:
    far = np.array([-80.0, 80.0, LAT]), np.array([-170.0, 10.0, 112.9])
    assert list(FenceShape(fence(FenceRule.KEEP_OUT)).verdicts(*far)) == [WITHIN] * 3
    assert list(FenceShape(fence(FenceRule.KEEP_IN)).verdicts(*far)) == [BEYOND] * 3


def test_whom_a_fence_is_for() -> None:
    truck, officer = UnitKind.MUCK_TRUCK, UnitKind.OFFICER
    home = "990106001001"
    assert holds_for(fence(), 7, officer, home)
    kinds, named = fence(kinds=(truck,)), fence(unit_ids=(7,))
    assert [holds_for(kinds, 7, truck, home), holds_for(kinds, 7, officer, home)] == [True, False]
    assert [holds_for(named, 7, officer, home), holds_for(named, 8, officer, home)] == [True, False]
    assert holds_for(fence(kinds=(truck,), unit_ids=(7,)), 7, officer, home)


def test_a_streets_fence_is_for_its_own_units() -> None:
    areas = ("990106001", "990106001001", "990106002", "990106")
    held = [holds_for(fence(area_code="990106001"), 7, UnitKind.OFFICER, area_code) for area_code in areas]
    assert held == [True, True, False, False]


def test_the_hours_of_a_fence_may_go_over_midnight() -> None:
    day, night = fence(from_min=420, to_min=1140), fence(from_min=1320, to_min=360)
    assert [holds_at(day, m) for m in (419, 420, 1139, 1140)] == [False, True, True, False]
    assert [holds_at(night, m) for m in (1319, 1320, 1439, 0, 359, 360)] == [False, True, True, True, True, False]
    assert holds_at(fence(), 0)


def test_the_times_of_a_breach_are_the_fences_own() -> None:
    usual, none = fence(), fence(return_limit_min=0, severe_after_min=0)
    minutes = [timedelta(minutes=m) for m in (10, 10.1, 14.9, 15)]
    assert [ends_by_itself(usual, m) for m in minutes] == [True, False, False, False]
    assert [is_severe(usual, m) for m in minutes] == [False, False, False, True]
    assert not any(ends_by_itself(none, m) or is_severe(none, m) for m in minutes)
    assert [severe_level(level) for level in (Level.BLUE, Level.ORANGE, Level.RED)] == [
        Level.YELLOW, Level.RED, Level.RED,
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("code", "wrong"),
    [
        ("fence_name", {"name": "  "}),
        ("fence_name", {"name": "长" * 65}),
        ("fence_points", {"points": ZONE[:2]}),
        ("fence_points", {"points": (ZONE[0],) * 5}),
        ("fence_points", {"points": (*ZONE, (float("nan"), LON))}),
        ("fence_points", {"points": (*ZONE, (LAT, 181.0))}),
        ("fence_points", {"points": ZONE * 200}),
        ("fence_crossed", {"points": tuple(place(*p) for p in ((0, 0), (9, 9), (9, 0), (0, 9)))}),
        ("fence_units", {"rule": FenceRule.ROUTE, "points": ROUTE, "kinds": ()}),
        ("fence_limits", {"corridor_m": 5.0}),
        ("fence_limits", {"corridor_m": float("nan")}),
        ("fence_limits", {"return_limit_min": -1.0}),
        ("fence_limits", {"severe_after_min": float("inf")}),
        ("fence_hours", {"from_min": 60}),
        ("fence_hours", {"from_min": 60, "to_min": 1440}),
    ],
)
def test_a_fence_that_cannot_be_judged_is_refused(code: str, wrong: dict[str, Any]) -> None:
    with pytest.raises(Refusal) as refusal:
        require_sound(replace(fence(), **wrong))
    assert refusal.value.code == code


@given(st.lists(st.tuples(st.integers(-50, 50), st.integers(1, 60)), min_size=3, max_size=30))
def test_a_star_shaped_zone_is_sound(spokes: list[tuple[int, int]]) -> None:
    turns = np.linspace(0, 2 * np.pi, len(spokes), endpoint=False)
    ring = tuple(place((60 + r) * np.cos(t), (60 + r) * np.sin(t)) for t, (_, r) in zip(turns, spokes, strict=True))
    require_sound(fence(points=ring))
