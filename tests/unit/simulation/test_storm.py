"""The flood night: it escalates, rain crosses the city, low points close one after another, and all runs off again."""

from __future__ import annotations

import numpy as np

from app.backend.simulation.city import City
from app.backend.simulation.storm import ARC_S, BUS_S, SOS_S, WARNING_WORDS, WARNINGS, Storm
from app.domain.cases import CaseSource
from app.domain.levels import Level


def test_warnings_escalate_blue_to_red_and_something_is_seen_at_once() -> None:
    rising = [level for _at, level in WARNINGS[:4]]
    assert rising == [Level.BLUE, Level.YELLOW, Level.ORANGE, Level.RED]
    assert WARNINGS[0][0] < 20.0
    assert [at for at, _level in WARNINGS] == sorted(at for at, _level in WARNINGS)
    assert WARNINGS[-1][1] is None
    assert set(WARNING_WORDS) == set(Level)


def test_rain_crosses_the_city_from_west_to_east(city: City) -> None:
    storm = Storm(city, 7)
    west, east = np.array([[1_000.0, 3_300.0]]), np.array([[8_900.0, 3_300.0]])
    times = np.arange(0.0, ARC_S, 30.0)
    peaks = [times[np.argmax([storm.rain_mm_per_h(t, place)[0] for t in times])] for place in (west, east)]
    assert peaks[0] + 240.0 < peaks[1]
    rate, hour = storm.rain_by_community(900.0)
    assert len(rate) == len(hour) == 60
    assert rate.max() > 50.0
    assert len(set(rate.tolist())) > 10


def test_low_points_close_one_after_another_by_their_own_depths(city: City) -> None:
    storm = Storm(city, 7)
    closings = storm.closings()
    assert 8 <= len(closings) <= 20
    assert len({at for at, _number in closings}) >= len(closings) - 3
    assert 480.0 < closings[0][0] < 900.0
    assert closings[-1][0] < ARC_S
    for at, number in closings:
        limit = city.low_points[number].closing_depth_cm
        assert storm.water(at - 30.0).depth_cm[number] < limit <= storm.water(at + 10.0).depth_cm[number] + 0.5
    # Not simply the shallowest limit first: catchments differ.
    limits = [city.low_points[number].closing_depth_cm for _at, number in closings]
    assert limits != sorted(limits)


def test_the_water_runs_off_again(city: City) -> None:
    storm = Storm(city, 7)
    peak = storm.water(1_800.0).depth_cm
    assert storm.water(3.5 * 3_600.0).depth_cm.max() < 0.1 * peak.max()
    assert storm.water(ARC_S + 1_200.0).rising_cm_per_10min.max() <= 0.0


def test_calls_come_with_the_rain_and_the_bus_is_one_of_them(city: City) -> None:
    calls = Storm(city, 7).calls(0.0)
    assert {call.source for call in calls} == {
        CaseSource.HOTLINE_12319, CaseSource.HOTLINE_12345, CaseSource.POLICE_110,
    }  # fmt: skip
    assert sum(call.category_code == "E0506" for call in calls) > len(calls) / 3
    assert [call.at_s for call in calls] == sorted(call.at_s for call in calls)
    assert sum("公交车被困" in call.description and call.at_s == BUS_S for call in calls) == 1
    assert BUS_S < SOS_S < ARC_S


def test_a_storm_of_the_same_seed_is_the_same_storm(city: City) -> None:
    assert Storm(city, 7).calls(0.0) == Storm(city, 7).calls(0.0)
    assert Storm(city, 7).calls(0.0) != Storm(city, 8).calls(0.0)
