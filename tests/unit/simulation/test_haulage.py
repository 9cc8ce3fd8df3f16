"""The muck trucks: on their approved routes nearly always, and beyond them a handful of times a day."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from typing import get_args

import numpy as np

from app.backend.fence_judge import FenceJudge, Turn, Verdict
from app.backend.simulation.city import City
from app.backend.simulation.crew import Crew
from app.backend.simulation.haul_routes import founded_fences, haul_routes
from app.backend.simulation.haulage import Haulage
from app.backend.simulation.life import STARTS, Scenario
from app.domain.fence_shapes import FenceShape
from app.domain.fences import FenceRule, require_sound
from app.domain.units import UnitKind
from tests.unit.simulation.fake_world import RecordedWorld
from tests.unit.simulation.test_life import living

SEED = 7


def judged(city: City, length: timedelta, scenario: Scenario = "day") -> list[Verdict]:
    """A judge that watches the trucks alone, with a fix every 15 s, through as many shifts as it takes."""
    now = STARTS[scenario]
    world = RecordedWorld.at_start(city, scenario, SEED)
    trucks = [unit for unit in world.units.values() if unit.kind is UnitKind.MUCK_TRUCK]
    crew = Crew(city, SEED)
    crew.begin(trucks, now)
    haulage = Haulage(city, SEED, crew, now.timestamp())
    haulage.begin(now.timestamp())
    judge = FenceJudge()
    judge.take_units({unit.id: (unit.kind, unit.area_code) for unit in trucks})
    for fence in founded_fences(city, SEED, now):
        judge.take_fence(fence, {})
    turns: list[Verdict] = []
    end = now + length
    while now < end:
        now += timedelta(seconds=15)
        for order in crew.duty_orders(now):
            unit = replace(crew.units[order.thing_id or 0], status=order.body.status)
            crew.hear(unit, now.timestamp())
        crew.movers.advance(now.timestamp())
        haulage.play(now.timestamp())
        for unit_id, _errand in crew.arrived():
            haulage.arrived(unit_id)
        local = now + timedelta(hours=8)
        turns.extend(judge.judge(crew.columns(now), now, local.hour * 60 + local.minute))
    return turns


def test_the_fences_of_the_city_are_sound_and_lie_in_it(city: City) -> None:
    fences = founded_fences(city, SEED, STARTS["day"])
    assert Counter(fence.rule for fence in fences) == {FenceRule.ROUTE: 6, FenceRule.KEEP_OUT: 1}
    south, west, north, east = city.corners_deg
    for fence in fences:
        require_sound(fence)
        lat, lon = np.array(fence.points).T
        assert south <= lat.min() <= lat.max() <= north
        assert west <= lon.min() <= lon.max() <= east
    assert fences == founded_fences(city, SEED, STARTS["day"])


def test_no_approved_route_comes_near_the_closed_zone(city: City) -> None:
    *routes, zone = founded_fences(city, SEED, STARTS["day"])
    for route in routes:
        lat, lon = np.array(route.points).T
        assert FenceShape(zone).beyond_m(lat, lon).max() < -100.0


def test_every_truck_has_a_route_of_neighbouring_nodes(city: City) -> None:
    for route in haul_routes(city, SEED):
        steps = np.hypot(*np.diff(city.network.nodes[list(route.nodes)], axis=0).T)
        assert steps.sum() > 3_500.0
        assert steps.max() < 400.0


def test_a_day_has_a_handful_of_alarms_and_most_end_by_themselves(city: City) -> None:
    turns = judged(city, timedelta(hours=24))
    counts = Counter(turn.turn for turn in turns)
    assert 2 <= counts[Turn.BREACHED] <= 12
    assert counts[Turn.SEVERE] < counts[Turn.BREACHED]
    back = [turn.at_utc - turn.since_utc for turn in turns if turn.turn is Turn.BACK]
    assert sum(lasted <= timedelta(minutes=10) for lasted in back) >= len(back) / 2


def test_whoever_opens_the_demo_sees_a_truck_leave_its_route_soon(city: City) -> None:
    for scenario in get_args(Scenario):
        turns = judged(city, timedelta(minutes=6), scenario)
        began: list[datetime] = [turn.since_utc for turn in turns if turn.turn is Turn.BREACHED]
        assert began, scenario


def test_the_trucks_drive_and_do_not_stand_all_day(city: City) -> None:
    world, life = living(city, "day", SEED)
    trucks = [unit.id for unit in world.units.values() if unit.kind is UnitKind.MUCK_TRUCK]
    places: dict[int, set[tuple[int, int]]] = {unit_id: set() for unit_id in trucks}
    for _ in range(60):
        world.run(life, timedelta(minutes=1), timedelta(seconds=30))
        columns = world.published[-1]
        for unit, lat, lon in zip(columns["unit"], columns["lat"], columns["lon"], strict=True):
            if int(unit) in places:
                places[int(unit)].add((int(lat), int(lon)))
    seen = [len(found) for found in places.values() if found]
    assert len(seen) == 2, "two of six work in the day shift"
    assert min(seen) > 25
