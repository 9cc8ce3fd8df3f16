"""A track is cleaned with as little loss as can be, and its stops are found."""

from __future__ import annotations

import math
from datetime import UTC, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.tracks import Track, track_of
from app.domain.units import TrackPoint

START = datetime(2026, 7, 6, 2, 0, tzinfo=UTC)
M_LAT = 1 / 111_195.0


def point(after_s: float, north_m: float = 0.0, speed_mps: float = 5.0, lat_deg: float | None = None) -> TrackPoint:
    at = START + timedelta(seconds=after_s)
    lat = 30.55 + north_m * M_LAT if lat_deg is None else lat_deg
    return TrackPoint(at_utc=at, lat_deg=lat, lon_deg=112.3, speed_mps=speed_mps)


def seconds(track: Track) -> list[float]:
    return [round(float(t) - START.timestamp()) for t in track.times_s]


def test_a_point_without_a_place_is_left_out_and_counted() -> None:
    bad = [point(20, lat_deg=math.nan), point(30, lat_deg=math.inf), point(40, lat_deg=91.0)]
    track = track_of([point(0), point(10, 50), *bad, point(50, 250)])
    assert (seconds(track), track.left_out) == ([0, 10, 50], 3)
    assert np.isfinite(track.lat_deg).all()


def test_time_that_runs_backwards_costs_as_few_points_as_can_be() -> None:
    backwards = track_of([point(t) for t in (0, 10, 20, 15, 12, 30, 40)])
    assert backwards.left_out == 2
    assert seconds(backwards)[-2:] == [30, 40]
    ahead = track_of([point(t) for t in (0, 10, 99_999, 20, 30, 40)])
    assert (seconds(ahead), ahead.left_out) == ([0, 10, 20, 30, 40], 1)
    twice = track_of([point(t) for t in (0, 10, 10, 20)])
    assert (seconds(twice), twice.left_out) == ([0, 10, 20], 1)


@given(st.lists(st.integers(0, 50), max_size=60))
def test_a_cleaned_track_always_rises_and_accounts_for_every_point(times: list[int]) -> None:
    track = track_of([point(t) for t in times])
    assert (np.diff(track.times_s) > 0).all()
    assert len(track) + track.left_out == len(times)
    if times == sorted(set(times)):
        assert track.left_out == 0


def test_an_unknown_speed_is_that_of_the_way() -> None:
    track = track_of([point(0, 0, math.nan), point(10, 80, math.nan), point(20, 100, 3.0)])
    assert track.speed_mps.tolist() == pytest.approx([0.0, 8.0, 3.0], abs=0.01)
    assert track.speed_classes().tolist() == [0, 2, 1]
    assert track.length_m == pytest.approx(100.0, abs=0.1)


def test_who_stays_for_three_minutes_has_stopped() -> None:
    driving = [point(10 * n, 80 * n) for n in range(6)]
    standing = [point(60 + 10 * n, 400 + 5 * (n % 3), 0.0) for n in range(19)]
    driving_on = [point(250 + 10 * n, 480 + 80 * n) for n in range(5)]
    (stop,) = track_of([*driving, *standing, *driving_on]).stops
    assert (stop.first, stop.last, stop.lasted_s) == (5, 24, 190.0)
    brief = [point(60 + 10 * n, 400, 0.0) for n in range(16)]
    assert track_of([*driving, *brief, *(point(250 + n, 480 + 80 * n) for n in range(5))]).stops == ()


def test_a_long_stop_is_one_stop() -> None:
    track = track_of([point(10 * n, 0, 0.0) for n in range(1_000)])
    assert [(stop.first, stop.last) for stop in track.stops] == [(0, 999)]


def test_nobody_knows_the_way_over_a_gap() -> None:
    track = track_of([point(t) for t in (0, 10, 320, 330)])
    assert track.gaps().tolist() == [False, False, True, False]


def test_an_empty_track_is_a_track() -> None:
    track = track_of([])
    assert (len(track), track.length_m, track.stops, track.nearest(0.0)) == (0, 0.0, (), None)
