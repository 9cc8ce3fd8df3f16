"""Live columns: last wins, growth, areas, frames, and the half-hour track."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import numpy as np
import pytest

from app.api.frames import Columns
from app.backend.positions import MAX_UNIT_ID, Positions
from app.backend.tracks import POINTS, SPACING_MS

NOW_MS = 1.8e12


def fixes(units: list[int], lat: list[int] | int = 1, fix_ms: list[float] | float = NOW_MS) -> Columns:
    count = len(units)
    return {
        "unit": np.array(units),
        "lat": np.broadcast_to(np.array(lat), count),
        "lon": np.zeros(count),
        "heading": np.zeros(count),
        "speed": np.full(count, 500),
        "fix": np.broadcast_to(np.array(fix_ms), count),
        "battery": np.full(count, 50),
        "signal": np.full(count, 3),
    }


@pytest.fixture
def positions() -> Positions:
    made = Positions()
    for unit_id in (1, 2, 3):
        made.enroll(unit_id, "990106001" if unit_id < 3 else "990106002")
    return made


def test_the_last_row_of_a_unit_wins_and_unknown_units_are_left_out(positions: Positions) -> None:
    assert positions.update(fixes([1, 1, 99, -5, 10**9], [5, 6, 7, 8, 9])) == 2
    place = positions.place(1)
    assert place is not None
    assert place.lat_deg == pytest.approx(6e-7)
    assert positions.place(2) is None


def test_an_older_fix_does_not_move_a_unit_back(positions: Positions) -> None:
    positions.update(fixes([1], 5))
    assert positions.update(fixes([1], 6, NOW_MS - 1)) == 0
    assert positions.heard_utc(1) == datetime.fromtimestamp(NOW_MS / 1000, UTC)


def test_a_frame_holds_what_changed_in_it(positions: Positions) -> None:
    assert not positions.close_frame()
    positions.update(fixes([1, 3]))
    assert positions.close_frame()
    positions.update(fixes([2]))
    assert positions.changed_since(0, "")["unit"].tolist() == [1, 3]
    positions.close_frame()
    assert positions.changed_since(1, "")["unit"].tolist() == [2]
    assert positions.changed_since(0, "990106001")["unit"].tolist() == [1, 2]
    assert positions.count_changed_in(2, "990106002") == 0


def test_fifty_thousand_units_have_room_and_no_more() -> None:
    positions = Positions()
    for unit_id in range(1, 50_001):
        positions.enroll(unit_id, "990106")
    with pytest.raises(ValueError, match="50000"):
        positions.enroll(50_001, "990106")
    with pytest.raises(ValueError, match="out of range"):
        Positions().enroll(MAX_UNIT_ID + 1, "990106")
    assert positions.update(fixes([1, 25_000, 50_000])) == 3
    positions.close_frame()
    assert positions.changed_since(0, "")["unit"].tolist() == [1, 25_000, 50_000]


def test_a_unit_that_is_enrolled_again_changes_area_only(positions: Positions) -> None:
    positions.update(fixes([1]))
    positions.close_frame()
    positions.enroll(1, "990106002")
    assert len(positions) == 3
    assert positions.changed_since(0, "990106002")["unit"].tolist() == [1]


def test_the_track_is_the_last_half_hour_at_ten_seconds_apart(positions: Positions) -> None:
    for step in range(4 * POINTS):
        positions.update(fixes([1], step, NOW_MS + step * SPACING_MS / 2))
    newest = datetime.fromtimestamp((NOW_MS + (4 * POINTS - 1) * SPACING_MS / 2) / 1000, UTC)
    track = positions.track(1, newest - timedelta(hours=2))
    assert len(track) == POINTS
    assert all(b.at_utc - a.at_utc == timedelta(seconds=10) for a, b in pairwise(track))
    assert newest - track[0].at_utc <= timedelta(minutes=30)
    assert track[0].speed_mps == 5.0
    assert len(positions.track(1, newest - timedelta(minutes=1))) == 6
    assert positions.track(2, newest) == ()


def test_a_silent_unit_comes_back_without_its_old_track(positions: Positions) -> None:
    positions.update(fixes([1], 1, NOW_MS))
    positions.update(fixes([1], 2, NOW_MS + 3_600_000))
    assert len(positions.track(1, datetime.fromtimestamp(0, UTC))) == 1
