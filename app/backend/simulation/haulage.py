"""The muck trucks at work: between a site and a dump by the approved route, and now and then off it.

Most detours are short cuts of some minutes; some trucks tip their load where nobody looks, and stay for longer.
"""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np

from app.backend.simulation.chance import chance
from app.backend.simulation.city import City
from app.backend.simulation.crew import Crew
from app.backend.simulation.haul_routes import haul_routes
from app.domain.units import UnitStatus

# Loading and unloading.
_WAIT_S = (180.0, 420.0)
# One way in so many leaves the route: a handful a day for the whole fleet.
_DETOUR_SHARE = 0.035
_TIPPING_SHARE = 0.35
_SHORT_STAY_S, _TIPPING_S = (20.0, 120.0), (780.0, 1_080.0)
# How far from its route a truck goes.
_AWAY_M = (180.0, 420.0)
# Whoever opens the demo sees a truck leave its route before long: it is so far from where it does at the start.
_BEFORE_M = 900.0
_OPENING_S = 60.0

# Orders are carried out so much after they fell due at most, even at 60 times the wall clock's rate.
_LATE_S = 60.0

Leg = tuple[list[int], float]  # nodes, and how long to wait at the last one


@dataclass
class _Truck:
    """`legs` are still to be driven of this way, `ready_s` is when the next may begin."""

    unit_id: int
    nodes: list[int]
    outward: bool = True
    way: int = 0
    legs: list[Leg] = field(default_factory=list)
    wait_s: float = 0.0
    ready_s: float = 0.0


class Haulage:
    """Drives the trucks of a crew. `begin` after the crew has begun, then `play` and `arrived` as time goes on."""

    def __init__(self, city: City, seed: int, crew: Crew, began_s: float) -> None:
        self._city, self._seed, self._crew = city, seed, crew
        self._began_s = began_s
        self._trucks: dict[int, _Truck] = {}

    def begin(self, now_s: float) -> None:
        """Put the trucks that work somewhere on their routes, as if they had been under way before anybody looked."""
        by_callsign = {unit.callsign: unit for unit in self._crew.units.values()}
        opening = now_s - self._began_s < _OPENING_S
        for route in haul_routes(self._city, self._seed):
            unit = by_callsign.get(route.callsign)
            if unit is None or len(route.nodes) < 2:
                continue
            truck = _Truck(unit.id, list(route.nodes), way=int(now_s // 600.0), ready_s=now_s)
            self._trucks[unit.id] = truck
            if unit.status is not UnitStatus.AVAILABLE or unit.case_id is not None:
                continue
            at = int(len(truck.nodes) * (0.05 + 0.5 * chance(self._seed, unit.id, truck.way, 70)))
            if opening:
                leaves = len(truck.nodes) // 2
                truck.legs = self._off_route(truck, truck.nodes, leaves)
                at, opening = self._before(truck.nodes, leaves), False
            self._crew.put(unit.id, truck.nodes[at])

    def play(self, now_s: float) -> None:
        """Send off every truck that stands ready."""
        for truck in self._trucks.values():
            unit = self._crew.units[truck.unit_id]
            if unit.status is not UnitStatus.AVAILABLE or unit.id in self._crew.errands or now_s < truck.ready_s:
                continue
            truck.legs = truck.legs or self._way(truck)
            nodes, truck.wait_s = truck.legs.pop(0)
            nodes = self._joined(self._crew.node_of(unit.id), nodes)
            # Who comes on duty was ready long ago, and sets out now.
            self._crew.drive(unit.id, nodes, ("haul", truck.way), max(truck.ready_s, now_s - _LATE_S))

    def arrived(self, unit_id: int) -> None:
        """A truck is at the end of a leg. What it does next goes by when it came there, not by when anybody looked."""
        truck = self._trucks[unit_id]
        self._crew.errands.pop(unit_id, None)
        truck.ready_s = self._crew.arrived_s(unit_id) + truck.wait_s
        if not truck.legs:
            truck.outward, truck.way = not truck.outward, truck.way + 1

    def _way(self, truck: _Truck) -> list[Leg]:
        nodes = truck.nodes if truck.outward else truck.nodes[::-1]
        if chance(self._seed, truck.unit_id, truck.way, 71) < _DETOUR_SHARE:
            share = 0.3 + 0.4 * chance(self._seed, truck.unit_id, truck.way, 72)
            return self._off_route(truck, nodes, int(len(nodes) * share))
        return [(nodes, self._span(truck, 73, _WAIT_S))]

    def _off_route(self, truck: _Truck, nodes: list[int], leaves: int) -> list[Leg]:
        """The way with a detour that leaves it at one of its nodes; without one where there is no place to go to."""
        network = self._city.network
        wait_s = self._span(truck, 73, _WAIT_S)
        route = network.nodes[nodes]
        near = np.flatnonzero(np.hypot(*(network.nodes - route[leaves]).T) < 3 * _AWAY_M[1])
        away = np.hypot(*(network.nodes[near, None, :] - route).transpose(2, 0, 1)).min(axis=1)
        there = near[(away > _AWAY_M[0]) & (away < _AWAY_M[1])]
        if not len(there):
            return [(nodes, wait_s)]
        goal = int(there[int(chance(self._seed, truck.unit_id, truck.way, 74) * len(there))])
        tips = chance(self._seed, truck.unit_id, truck.way, 75) < _TIPPING_SHARE
        stay_s = self._span(truck, 76, _TIPPING_S if tips else _SHORT_STAY_S)
        back = min(leaves + 2, len(nodes) - 1)
        there_and = [*nodes[:leaves], *network.route(nodes[leaves], goal)]
        back_again = [*network.route(goal, nodes[back]), *nodes[back + 1 :]]
        return [(there_and, stay_s), (back_again, wait_s)]

    def _before(self, nodes: list[int], leaves: int) -> int:
        """The place among the nodes that is _BEFORE_M of road ahead of another one."""
        steps = np.hypot(*np.diff(self._city.network.nodes[nodes], axis=0).T)
        run = np.concatenate([[0.0], np.cumsum(steps)])
        return int(np.searchsorted(run, max(0.0, run[leaves] - _BEFORE_M)))

    def _joined(self, here: int, nodes: list[int]) -> list[int]:
        """The nodes from where a truck stands: the rest of them, or first the way to them."""
        if here in nodes:
            return nodes[nodes.index(here) :]
        nearest = int(np.argmin(np.hypot(*(self._city.network.nodes[nodes] - self._city.network.nodes[here]).T)))
        return [*self._city.network.route(here, nodes[nearest]), *nodes[nearest + 1 :]]

    def _span(self, truck: _Truck, about: int, span: tuple[float, float]) -> float:
        return span[0] + (span[1] - span[0]) * chance(self._seed, truck.unit_id, truck.way, about)
