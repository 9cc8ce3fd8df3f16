"""The road network: what vehicles and people move along, and the shortest way between two of its nodes."""

from __future__ import annotations

import heapq
from dataclasses import dataclass
from functools import cached_property

import numpy as np

from app.backend.simulation.geography.plane import Floats, Ints
from app.domain.street_map import HOUSE_STEP_M

# Free-flow speed in m/s by class: (unused, unused, local, secondary, main).
FREE_SPEED_MPS = (1.0, 1.0, 6.5, 10.0, 14.0)


@dataclass(frozen=True)
class RoadNetwork:
    """Nodes (n, 2) in metres; edges (m, 2) node numbers, with class (mesh.EdgeClass), road number and length in m.

    Edges point the way that their road's house numbers rise; `edge_run_m` is how far along its road an edge begins.
    `road_names`, `road_glosses` are by road.
    """

    nodes: Floats
    edges: Ints
    edge_class: Ints
    edge_road: Ints
    edge_run_m: Floats
    edge_length_m: Floats
    road_names: tuple[str, ...]
    road_glosses: tuple[str, ...]

    @cached_property
    def _out(self) -> tuple[Ints, Ints, Ints]:
        both = np.concatenate([self.edges, self.edges[:, ::-1]])
        number = np.concatenate([np.arange(len(self.edges))] * 2)
        order = np.argsort(both[:, 0], kind="stable")
        first = np.searchsorted(both[order, 0], np.arange(len(self.nodes) + 1))
        return first, both[order, 1], number[order]

    @property
    def first_out(self) -> Ints:
        """(n + 1,): the ways out of node i are first_out[i]:first_out[i + 1] of `out_node` and `out_edge`."""
        return self._out[0]

    @property
    def out_node(self) -> Ints:
        """(2m,): the node that each way out leads to."""
        return self._out[1]

    @property
    def out_edge(self) -> Ints:
        """(2m,): the edge that each way out runs on."""
        return self._out[2]

    @cached_property
    def degree(self) -> Ints:
        """Ways out per node."""
        return np.diff(self.first_out)

    @cached_property
    def _ways(self) -> list[list[tuple[int, float]]]:
        speed = np.array(FREE_SPEED_MPS)[self.edge_class]
        cost = self.edge_length_m / speed
        return [
            [
                (int(self.out_node[k]), float(cost[self.out_edge[k]]))
                for k in range(self.first_out[node], self.first_out[node + 1])
            ]
            for node in range(len(self.nodes))
        ]

    def nearest_node(self, x_m: float, y_m: float) -> int:
        """The node nearest to a place in metres."""
        return int(np.argmin((self.nodes[:, 0] - x_m) ** 2 + (self.nodes[:, 1] - y_m) ** 2))

    def route(self, start: int, goal: int) -> list[int]:
        """Nodes of the fastest way by free-flow speed, both ends included (A*); [] if there is none."""
        ways, top = self._ways, max(FREE_SPEED_MPS)
        gx, gy = self.nodes[goal]
        x, y = self._x, self._y
        best = {start: 0.0}
        came: dict[int, int] = {}
        heap = [(0.0, start)]
        done: set[int] = set()
        while heap:
            _, node = heapq.heappop(heap)
            if node == goal:
                path = [goal]
                while path[-1] != start:
                    path.append(came[path[-1]])
                return path[::-1]
            if node in done:
                continue
            done.add(node)
            for other, cost in ways[node]:
                total = best[node] + cost
                if total < best.get(other, 1e18):
                    best[other] = total
                    came[other] = node
                    left = ((x[other] - gx) ** 2 + (y[other] - gy) ** 2) ** 0.5 / top
                    heapq.heappush(heap, (total + left, other))
        return []

    @cached_property
    def _x(self) -> list[float]:
        return [float(v) for v in self.nodes[:, 0]]

    @cached_property
    def _y(self) -> list[float]:
        return [float(v) for v in self.nodes[:, 1]]

    def address(self, x_m: float, y_m: float) -> tuple[str, str]:
        """Chinese and English address of a place: the nearest road and a house number on the right side of it."""
        a, b = self.nodes[self.edges[:, 0]], self.nodes[self.edges[:, 1]]
        d = b - a
        place = np.array([x_m, y_m])
        t = np.clip(((place - a) * d).sum(axis=1) / np.maximum((d * d).sum(axis=1), 1e-9), 0.0, 1.0)
        gap = place - (a + t[:, None] * d)
        edge = int(np.argmin((gap * gap).sum(axis=1)))
        left = d[edge, 0] * gap[edge, 1] - d[edge, 1] * gap[edge, 0] > 0
        run_m = self.edge_run_m[edge] + t[edge] * self.edge_length_m[edge]
        number = 2 * int(run_m / HOUSE_STEP_M) + (1 if left else 2)
        road = int(self.edge_road[edge])
        return f"{self.road_names[road]}{number}号", f"{number} {self.road_glosses[road]}"
