"""Everybody moves on the roads, exactly by city time, and cheaply."""

from __future__ import annotations

import time

import numpy as np
import pytest

from app.backend.simulation.chance import chance, chances
from app.backend.simulation.city import City
from app.backend.simulation.geography.plane import distance_to_path
from app.backend.simulation.movement import GAITS, Movers, traffic
from app.domain.units import UnitKind

T0 = 1_784_000_000.0


def movers_of(city: City, count: int = 315) -> Movers:
    kinds = [city.workers[i % 315].kind for i in range(count)]
    homes = np.array([[city.workers[i % 315].home_x_m, city.workers[i % 315].home_y_m] for i in range(count)])
    movers = Movers(city.network, kinds, homes, np.arange(1, count + 1), 7, 28_800.0)
    for row in range(count):
        movers.patrol(row, T0)
    return movers


def test_one_chance_equals_the_chance_in_a_column() -> None:
    column = chances(7, np.arange(1_000), 3)
    assert [chance(7, i, 3) for i in range(1_000)] == column.tolist()
    assert 0.47 < column.mean() < 0.53


def test_where_they_are_does_not_depend_on_how_often_one_looks(city: City) -> None:
    often, seldom = movers_of(city), movers_of(city)
    for second in range(1, 1_201):
        often.advance(T0 + second)
    seldom.advance(T0 + 611.3)
    seldom.advance(T0 + 1_200)
    for a, b in zip(often.places(T0 + 1_200), seldom.places(T0 + 1_200), strict=True):
        assert np.array_equal(a, b)


def test_they_keep_to_the_roads_and_near_home(city: City) -> None:
    movers = movers_of(city)
    movers.advance(T0 + 3_600)
    places, _heading, _speed = movers.places(T0 + 3_600)
    network = city.network
    ends = network.nodes[network.edges]
    for place in places[::9]:
        nearest = min(
            distance_to_path(place[None, :], ends[edge])[0]
            for edge in np.argsort(((ends.mean(axis=1) - place) ** 2).sum(axis=1))[:12]
        )
        assert nearest < 8.5
    homes = np.array([[worker.home_x_m, worker.home_y_m] for worker in city.workers])
    stray = np.hypot(*(places - homes).T)
    collectors = np.array([worker.kind is UnitKind.COLLECTOR for worker in city.workers])
    assert np.percentile(stray[collectors], 90) < 900.0


def test_heading_and_speed_are_true_to_the_path(city: City) -> None:
    movers = movers_of(city)
    movers.advance(T0 + 900)
    before, heading, speed = movers.places(T0 + 900)
    movers.advance(T0 + 901)
    after, _, later = movers.places(T0 + 901)
    step = after - before
    straight = (speed > 0) & (np.abs(speed - later) < 1e-9)
    moved = np.hypot(*step.T)
    assert straight.sum() > 150
    # The kerb is eased in and out near corners, so a few are off by a little.
    assert np.percentile(np.abs(moved - speed)[straight] / speed[straight], 70) < 0.02
    course = np.degrees(np.arctan2(step[:, 0], step[:, 1])) % 360.0
    off = np.abs((course - heading + 180.0) % 360.0 - 180.0)[straight]
    assert np.percentile(off, 70) < 2.0


def test_who_is_sent_goes_there_by_the_shortest_roads_and_stays(city: City) -> None:
    movers = movers_of(city)
    movers.advance(T0 + 60)
    goal = city.network.nearest_node(5_000.0, 4_000.0)
    row = next(i for i, w in enumerate(city.workers) if w.kind is UnitKind.ENFORCEMENT_CAR)
    start = movers.places(T0 + 60)[0][row]
    movers.send(row, goal, T0 + 60)
    assert not movers.is_there(row)
    movers.advance(T0 + 2_400)
    assert movers.is_there(row)
    place, _, speed = movers.places(T0 + 2_400)
    assert np.hypot(*(place[row] - city.network.nodes[goal])) < 1.0
    assert speed[row] == 0.0
    assert np.hypot(*(start - place[row])) > 300.0
    movers.patrol(row, T0 + 2_400)
    movers.advance(T0 + 2_700)
    assert np.hypot(*(movers.places(T0 + 2_700)[0][row] - place[row])) > 50.0


def test_rush_hours_slow_the_traffic_and_nights_free_it() -> None:
    assert traffic(8.0) < 0.6
    assert traffic(18.0) < 0.6
    assert traffic(3.0) > 0.95
    assert traffic(8.0) < traffic(11.0) < traffic(3.0)
    assert set(GAITS) == set(UnitKind)


@pytest.mark.parametrize(("count", "times"), [(10_000, 45.0)])
def test_the_cost_of_a_tick_grows_no_faster_than_the_crowd(city: City, count: int, times: float) -> None:
    def best_of(movers: Movers) -> float:
        now, best = T0 + 600.0, float("inf")
        movers.advance(now)
        for _ in range(8):
            now += 1.0
            began = time.perf_counter()
            movers.advance(now)
            movers.places(now)
            best = min(best, time.perf_counter() - began)
        return best

    assert best_of(movers_of(city, count)) < times * best_of(movers_of(city, 315))
