"""Who is sent is who is there soonest by road, not who is nearest across the river."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.actions import Reason
from app.domain.units import UnitKind, UnitStatus
from tests.sample_night import NOW, STREETS, cases, low_points, units
from tests.sample_roads import ARM_M, CLIMB_M, LAT, LON, ROADS
from tests.sample_seat import SampleSeat

_ACROSS, _DOWN = 1, 2


@pytest.fixture
def seat() -> SampleSeat:
    """A case at the upper end of 解放路, one officer 200 m off over the river and one 1 km down the road."""
    spare = units(2)
    officers = tuple(
        replace(unit, kind=UnitKind.OFFICER, status=UnitStatus.AVAILABLE, area_code=STREETS[8], case_id=None)
        for unit in spare
    )
    case = replace(cases(1)[0], lat_deg=LAT + 0.0199, lon_deg=LON, area_code=STREETS[0] + "001001")
    seat = SampleSeat(None, units=officers, cases=(case,), low_points=())
    seat.writer.write_frame(
        (),
        (
            {
                "unit": np.array([_ACROSS, _DOWN], "<i4"),
                "lat": (np.array([LAT + 0.02, LAT + 0.01]) * 1e7).astype("<i4"),
                "lon": (np.array([LON + 0.0021, LON]) * 1e7).astype("<i4"),
                "heading": np.zeros(2, "<u2"),
                "speed": np.zeros(2, "<u2"),
                "fix": np.full(2, NOW.timestamp() * 1000 - 5000),
                "battery": np.full(2, 80, "u1"),
                "signal": np.full(2, 4, "u1"),
            },
        ),
    )
    return seat


def test_by_road_the_one_down_the_road_goes(qtbot: QtBot, seat: SampleSeat) -> None:
    case = seat.stores.cases.all()[0]
    assert [row.unit.id for row in seat.actions.cases.suggest(case)] == [_ACROSS, _DOWN]
    seat.stores.reference.write_map_base(ROADS)
    with qtbot.waitSignal(seat.stores.streets.streets_changed):
        seat.stores.reference.announce()
    down, across = seat.actions.cases.suggest(case)
    assert (down.unit.id, across.unit.id) == (_DOWN, _ACROSS)
    assert across.distance_m == pytest.approx(2 * CLIMB_M + 2 * ARM_M - 200, rel=0.02)
    assert across.eta_s == pytest.approx(across.distance_m / 4.0, rel=1e-6)


def test_nobody_is_sent_through_a_closed_road(qtbot: QtBot, seat: SampleSeat) -> None:
    """解放路 is closed between the case and both officers; then below the one who is down the road."""
    case = seat.stores.cases.all()[0]
    seat.stores.reference.write_map_base(ROADS)
    with qtbot.waitSignal(seat.stores.streets.streets_changed):
        seat.stores.reference.announce()
    closed = replace(low_points()[0], lat_deg=LAT + 0.015, lon_deg=LON)
    assert closed.closed_utc is not None
    seat.change("low_points", closed)
    assert all(Reason.CUT_OFF in row.reasons for row in seat.actions.cases.suggest(case))
    seat.change("low_points", replace(closed, lat_deg=LAT + 0.005))
    down, across = seat.actions.cases.suggest(case)
    assert (down.unit.id, Reason.CUT_OFF in down.reasons) == (_DOWN, False)
    assert (across.unit.id, Reason.CUT_OFF in across.reasons) == (_ACROSS, True), "nearer by air, and no way there"
    seat.change("low_points", replace(closed, closed_utc=None))
    assert not any(Reason.CUT_OFF in row.reasons for row in seat.actions.cases.suggest(case))


class CountedReach:
    """A network that leads nowhere, and how often it was asked."""

    def __init__(self) -> None:
        self.asked = 0

    def way_to(self, _lat_deg: float, _lon_deg: float) -> None:
        self.asked += 1


def test_a_large_roster_costs_no_more_ways_than_a_small_one(monkeypatch: pytest.MonkeyPatch) -> None:
    officers = tuple(
        replace(unit, kind=UnitKind.OFFICER, status=UnitStatus.AVAILABLE, case_id=None) for unit in units(300)
    )
    seat = SampleSeat(None, units=officers)
    reach = CountedReach()
    monkeypatch.setattr(seat.stores.streets, "reach_from", lambda _place, _closed: reach)
    by_air = [row.unit.id for row in seat.actions.cases.suggest(seat.stores.cases.all()[0])]
    assert by_air
    assert 0 < reach.asked <= 40
