"""How everybody moves: along the edges of the road network, as columns, exactly by city time.

Each mover is on one edge with a moment of setting out and one of arriving; where it goes next is decided at the node,
from its own count of steps. So where it is depends on city time alone and not on how often anyone looks.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from app.backend.simulation.chance import chances
from app.backend.simulation.geography.network import RoadNetwork
from app.backend.simulation.geography.plane import Bools, Floats, Ints
from app.domain.units import UnitKind

_MOST_WAYS = 6


class Going(IntEnum):
    """What a mover is doing."""

    PARKED = 0
    PATROL = 1
    ROUTE = 2


@dataclass(frozen=True)
class Gait:
    """How a kind of unit moves: m/s on patrol and when sent, whether traffic slows it, how far it keeps to the right
    (m), how often and how long it stops, how far it strays from home (m), and how it likes local, secondary and main
    roads.
    """

    patrol_mps: float
    sent_mps: float
    in_traffic: bool
    kerb_m: float
    stop_share: float
    stop_s: float
    stray_m: float
    likes: tuple[float, float, float]


GAITS: dict[UnitKind, Gait] = {
    UnitKind.COLLECTOR: Gait(1.4, 3.5, False, 8.0, 0.16, 90.0, 380.0, (1.0, 1.2, 0.9)),
    UnitKind.OFFICER: Gait(2.6, 6.0, False, 7.0, 0.14, 120.0, 620.0, (0.8, 1.2, 1.2)),
    UnitKind.ENFORCEMENT_CAR: Gait(8.0, 12.5, True, 4.0, 0.05, 60.0, 1_400.0, (0.5, 1.1, 1.4)),
    UnitKind.SWEEPER: Gait(3.2, 7.0, True, 6.0, 0.01, 40.0, 1_900.0, (0.2, 1.0, 2.0)),
    UnitKind.BIN_TRUCK: Gait(6.0, 8.0, True, 4.0, 0.22, 75.0, 1_900.0, (1.5, 1.0, 0.7)),
    UnitKind.PUMP_TRUCK: Gait(7.0, 11.0, True, 4.0, 0.30, 600.0, 500.0, (0.5, 1.0, 1.2)),
    UnitKind.RESCUE_TRUCK: Gait(7.0, 12.0, True, 4.0, 0.30, 600.0, 500.0, (0.5, 1.0, 1.2)),
    UnitKind.MUCK_TRUCK: Gait(9.0, 9.0, True, 4.0, 0.04, 240.0, 3_500.0, (0.1, 0.9, 2.2)),
}


def traffic(local_hour: float) -> float:
    """What is left of a vehicle's speed at a time of day: rush hours around 08:00 and 18:00, free roads at night."""
    rush = np.exp(-(((local_hour - 8.0) / 0.9) ** 2)) + np.exp(-(((local_hour - 17.9) / 1.1) ** 2))
    day = 1.0 / (1.0 + np.exp(-2.0 * (local_hour - 6.3))) / (1.0 + np.exp(1.2 * (local_hour - 21.5)))
    return float(1.0 - 0.22 * day - 0.36 * rush)


@dataclass
class _Columns:
    """One row per mover. Times are city seconds (Unix); `leaves` to `arrives` is the way from `from_node` to
    `to_node`, before it the mover stands at `from_node`.
    """

    from_node: Ints
    to_node: Ints
    leaves: Floats
    arrives: Floats
    going: Ints
    steps: Ints


class Movers:
    """The moving columns of all units; rows are given at the start and never change."""

    def __init__(
        self, network: RoadNetwork, kinds: list[UnitKind], homes: Floats, ids: Ints, seed: int, zone_offset_s: float
    ) -> None:
        """`homes` (n, 2) in metres; `ids` (n,) keep each one's luck its own; all are parked at home."""
        self._network = network
        self._seed = seed
        self._zone_offset_s = zone_offset_s
        self._ids = ids
        gaits = [GAITS[kind] for kind in kinds]
        self._patrol_mps = np.array([gait.patrol_mps for gait in gaits])
        self._sent_mps = np.array([gait.sent_mps for gait in gaits])
        self._in_traffic = np.array([gait.in_traffic for gait in gaits])
        self._kerb_m = np.array([gait.kerb_m for gait in gaits])
        self._stop_share = np.array([gait.stop_share for gait in gaits])
        self._stop_s = np.array([gait.stop_s for gait in gaits])
        self._stray_m = np.array([gait.stray_m for gait in gaits])
        self._likes = np.array([(0.0, 0.0, *gait.likes) for gait in gaits])
        self._homes = homes
        node = np.array([network.nearest_node(x, y) for x, y in homes], dtype=np.int64)
        zero = np.zeros(len(kinds))
        self._at = _Columns(
            node, node.copy(), zero.copy(), zero.copy(), np.zeros(len(kinds), np.int64), np.zeros(len(kinds), np.int64)
        )
        self._routes: dict[int, list[int]] = {}

    def __len__(self) -> int:
        return len(self._ids)

    def patrol(self, row: int, now_s: float) -> None:
        """Let a mover roam about its home from now on."""
        self._routes.pop(row, None)
        if self._at.going[row] != Going.PATROL:
            self._set_out(row, Going.PATROL, now_s)

    def park(self, row: int, now_s: float) -> None:
        """Let a mover stop at the next node."""
        self._routes.pop(row, None)
        if self._at.going[row] == Going.PARKED:
            return
        self._at.going[row] = Going.PARKED

    def stand(self, row: int, node: int) -> None:
        """Put a mover at a node, parked: for the start, when nobody has seen how it came there."""
        self._at.from_node[row] = self._at.to_node[row] = node
        self._at.leaves[row] = self._at.arrives[row] = 0.0
        self._at.going[row] = Going.PARKED

    def send(self, row: int, goal: int, now_s: float) -> None:
        """Send a mover to a node by the fastest way, from the node that it is heading for; at the goal it parks."""
        self.drive(row, self._network.route(self.node_of(row), goal), now_s)

    def node_of(self, row: int) -> int:
        """The node that a mover is heading for, or stands at."""
        return int(self._at.to_node[row])

    def arrived_s(self, row: int) -> float:
        """When a mover that has parked came to where it stands."""
        return float(self._at.arrives[row])

    def drive(self, row: int, nodes: list[int], now_s: float) -> None:
        """Send a mover from node to node, neighbours all; the first is where `node_of` says. At the last it parks."""
        self._routes[row] = nodes[:0:-1]
        if self._at.going[row] == Going.ROUTE:
            return
        self._set_out(row, Going.ROUTE, now_s)

    def _set_out(self, row: int, going: Going, now_s: float) -> None:
        if self._at.arrives[row] <= now_s:
            # It stood: the decision is due now, not when it last arrived.
            self._at.from_node[row] = self._at.to_node[row]
            self._at.leaves[row] = self._at.arrives[row] = now_s
        self._at.going[row] = going

    def is_there(self, row: int) -> bool:
        """True if a sent mover has reached its goal."""
        return row not in self._routes and self._at.going[row] == Going.PARKED

    def advance(self, now_s: float) -> None:
        """Bring everyone up to a city time."""
        at = self._at
        while True:
            due = np.flatnonzero((at.arrives <= now_s) & (at.going != Going.PARKED))
            if not len(due):
                return
            self._decide(due)

    def _decide(self, due: Ints) -> None:
        at, network = self._at, self._network
        here, back = at.to_node[due], at.from_node[due]
        when = at.arrives[due]
        way = self._roam(due, here, back)
        for place in np.flatnonzero(at.going[due] == Going.ROUTE).tolist():
            row = int(due[place])
            route = self._routes.get(row)
            if not route:
                # At the goal: it stands from now on.
                self._routes.pop(row, None)
                at.going[row] = Going.PARKED
                continue
            way[place] = self._way_to(int(here[place]), route.pop())
        moving = at.going[due] != Going.PARKED
        due, way, when, here = due[moving], way[moving], when[moving], here[moving]
        edge = network.out_edge[way]
        roams = at.going[due] == Going.PATROL
        luck = chances(self._seed, self._ids[due], at.steps[due], 1)
        stops = roams & (luck < self._stop_share[due])
        wait = np.where(stops, self._stop_s[due] * (0.4 + 1.2 * (luck / np.maximum(self._stop_share[due], 1e-9))), 0.0)
        at.from_node[due], at.to_node[due] = here, network.out_node[way]
        at.leaves[due] = when + wait
        at.arrives[due] = at.leaves[due] + network.edge_length_m[edge] / self._speed(due, edge, roams, when)
        at.steps[due] += 1

    def _roam(self, due: Ints, here: Ints, back: Ints) -> Ints:
        """The way out of each node that a roaming mover takes: not back, rather straight on, by taste, near home."""
        network = self._network
        slots = network.first_out[here][:, None] + np.arange(_MOST_WAYS)
        real = np.arange(_MOST_WAYS) < network.degree[here][:, None]
        slots = np.where(real, slots, network.first_out[here][:, None])
        there = network.out_node[slots]
        a, b, c = network.nodes[back], network.nodes[here], network.nodes[there]
        came, goes = b - a, c - b[:, None, :]
        straight = (came[:, None, :] * goes).sum(axis=2) / np.maximum(
            np.hypot(came[:, 0], came[:, 1])[:, None] * np.hypot(goes[..., 0], goes[..., 1]), 1e-9
        )
        home = self._homes[due]
        far_here = np.hypot(*(b - home).T)[:, None]
        far_there = np.hypot(c[..., 0] - home[:, None, 0], c[..., 1] - home[:, None, 1])
        weight = np.take_along_axis(self._likes[due], network.edge_class[network.out_edge[slots]], axis=1)
        weight = weight * (0.3 + 0.7 * (1.0 + straight))
        weight = np.where(there == back[:, None], 0.01 * weight, weight)
        weight = np.where((far_there > self._stray_m[due][:, None]) & (far_there > far_here), 0.03 * weight, weight)
        weight = np.where(real, np.maximum(weight, 1e-6), 0.0)
        reach = np.cumsum(weight, axis=1)
        draw = chances(self._seed, self._ids[due], self._at.steps[due], 0) * reach[:, -1]
        chosen = (draw[:, None] >= reach).sum(axis=1)
        return np.asarray(slots[np.arange(len(due)), np.minimum(chosen, _MOST_WAYS - 1)])

    def _way_to(self, here: int, there: int) -> int:
        network = self._network
        for way in range(int(network.first_out[here]), int(network.first_out[here + 1])):
            if network.out_node[way] == there:
                return way
        raise ValueError(f"no road from node {here} to {there}")

    def _speed(self, due: Ints, edge: Ints, roams: Bools, when: Floats) -> Floats:
        base = np.where(roams, self._patrol_mps[due], self._sent_mps[due])
        hours = ((when + self._zone_offset_s) / 3600.0) % 24.0
        # The whole column shares an hour to within an edge's length; the factor is asked once per distinct minute.
        minute = np.round(hours * 60.0).astype(np.int64)
        distinct, place = np.unique(minute, return_inverse=True)
        jam = np.array([traffic(m / 60.0) for m in distinct.tolist()])[place]
        lane = np.array([1.0, 1.0, 0.72, 0.9, 1.0])[self._network.edge_class[edge]]
        spread = 0.85 + 0.3 * chances(self._seed, self._ids[due], self._at.steps[due], 2)
        return np.asarray(base * spread * np.where(self._in_traffic[due], jam * lane, 1.0))

    def places(self, now_s: float) -> tuple[Floats, Floats, Floats]:
        """Places (n, 2) in metres, headings in degrees from north, speeds in m/s, at a time just advanced to."""
        at, network = self._at, self._network
        a, b = network.nodes[at.from_node], network.nodes[at.to_node]
        span = at.arrives - at.leaves
        t = np.clip((now_s - at.leaves) / np.maximum(span, 1e-9), 0.0, 1.0)
        d = b - a
        length = np.hypot(d[:, 0], d[:, 1])
        unit = d / np.maximum(length, 1e-9)[:, None]
        right = np.stack([unit[:, 1], -unit[:, 0]], axis=1)
        # Eased in and out near the nodes, so that nobody jumps across a corner.
        ease = np.minimum(1.0, np.minimum(t, 1.0 - t) * length / 12.0)
        place = a + d * t[:, None] + right * (self._kerb_m * ease)[:, None]
        heading = np.degrees(np.arctan2(d[:, 0], d[:, 1])) % 360.0
        moves = (now_s >= at.leaves) & (now_s < at.arrives)
        speed = np.where(moves, length / np.maximum(span, 1e-9), 0.0)
        return place, heading, speed
