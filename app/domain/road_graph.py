"""The road network as a graph: how far a place is by road, and how long it takes at the speed of the roads."""

from __future__ import annotations

import heapq
import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Line = Sequence[Sequence[float]]

# Free-flow speeds in m/s by class of road; a class nobody knows is taken as local.
FREE_SPEED_MPS: Mapping[str, float] = {"main": 14.0, "secondary": 10.0, "local": 6.5}
_M_PER_DEG = 111_195.08
# Between a place and the road that it is nearest to, one walks.
_OFF_ROAD_MPS = 1.4


@dataclass(frozen=True, slots=True)
class Way:
    """From a start to a place: metres along the fastest way, and its seconds."""

    metres: float
    seconds: float


@dataclass(frozen=True)
class _Snap:
    """A place on an edge: the share of the edge from its first end, and how far the place is off the road."""

    edge: int
    share: float
    off_m: float


@dataclass
class Reach:
    """What can be reached from one start; made by `RoadGraph.reach_from`."""

    graph: RoadGraph
    start: _Snap
    metres: Floats
    seconds: Floats

    def way_to(self, lat_deg: float, lon_deg: float) -> Way | None:
        """The fastest way to a place; None where no road leads."""
        goal, graph = self.graph.snap(lat_deg, lon_deg), self.graph
        if goal is None:
            return None
        length, speed = float(graph.length_m[goal.edge]), float(graph.speed_mps[goal.edge])
        ways = []
        for end, share in ((0, goal.share), (1, 1.0 - goal.share)):
            node = int(graph.edges[goal.edge, end])
            ways.append((float(self.seconds[node]) + share * length / speed, float(self.metres[node]) + share * length))
        if goal.edge == self.start.edge:
            direct = abs(goal.share - self.start.share) * length
            ways.append((self.start.off_m / _OFF_ROAD_MPS + direct / speed, self.start.off_m + direct))
        seconds, metres = min(ways)
        if not math.isfinite(seconds):
            return None
        return Way(metres=metres + goal.off_m, seconds=seconds + goal.off_m / _OFF_ROAD_MPS)


@dataclass
class RoadGraph:
    """Roads that meet where their lines share a point. Both directions of every road are open."""

    nodes: Floats  # (n, 2) metres east and north of `origin`
    edges: npt.NDArray[np.int64]  # (m, 2) nodes
    length_m: Floats
    speed_mps: Floats
    origin: tuple[float, float]  # lat, lon in degrees
    _ways: list[list[tuple[int, float, float]]] = field(default_factory=list)

    @classmethod
    def of_lines(cls, roads: Iterable[tuple[str, Line]]) -> RoadGraph:
        """From (class, [[lon, lat] …]) lines in degrees, as the base map has them."""
        places: dict[tuple[float, float], int] = {}
        pairs: list[tuple[int, int]] = []
        speeds: list[float] = []
        for kind, line in roads:
            numbers = [places.setdefault((float(lon), float(lat)), len(places)) for lon, lat in line]
            for a, b in itertools.pairwise(numbers):
                if a != b:
                    pairs.append((a, b))
                    speeds.append(FREE_SPEED_MPS.get(kind, FREE_SPEED_MPS["local"]))
        degrees = np.array(list(places), dtype=np.float64).reshape(-1, 2)
        origin = (float(degrees[:, 1].mean()), float(degrees[:, 0].mean())) if len(degrees) else (0.0, 0.0)
        nodes = _metres(degrees[:, 1], degrees[:, 0], origin)
        edges = np.array(pairs, dtype=np.int64).reshape(-1, 2)
        length = np.hypot(*(nodes[edges[:, 1]] - nodes[edges[:, 0]]).T)
        graph = cls(nodes, edges, length, np.array(speeds, dtype=np.float64), origin)
        graph._ways = [[] for _ in places]
        for (a, b), metres, speed in zip(pairs, length.tolist(), speeds, strict=True):
            graph._ways[a].append((b, metres, metres / speed))
            graph._ways[b].append((a, metres, metres / speed))
        return graph

    def snap(self, lat_deg: float, lon_deg: float) -> _Snap | None:
        """The nearest place on a road; None if there is no road at all."""
        if not len(self.edges):
            return None
        place = _metres(np.array([lat_deg]), np.array([lon_deg]), self.origin)[0]
        a = self.nodes[self.edges[:, 0]]
        along = self.nodes[self.edges[:, 1]] - a
        share = np.clip(((place - a) * along).sum(axis=1) / np.maximum((along * along).sum(axis=1), 1e-9), 0.0, 1.0)
        off = np.hypot(*(place - a - share[:, None] * along).T)
        edge = int(np.argmin(off))
        return _Snap(edge, float(share[edge]), float(off[edge]))

    def reach_from(self, lat_deg: float, lon_deg: float) -> Reach | None:
        """Fastest ways from a place to every node (Dijkstra); None if there is no road at all."""
        start = self.snap(lat_deg, lon_deg)
        if start is None:
            return None
        seconds = np.full(len(self.nodes), math.inf)
        metres = np.full(len(self.nodes), math.inf)
        length, speed = float(self.length_m[start.edge]), float(self.speed_mps[start.edge])
        heap: list[tuple[float, float, int]] = []
        for end, share in ((0, start.share), (1, 1.0 - start.share)):
            along = share * length
            first = (start.off_m / _OFF_ROAD_MPS + along / speed, start.off_m + along, int(self.edges[start.edge, end]))
            heapq.heappush(heap, first)
        while heap:
            spent_s, gone_m, node = heapq.heappop(heap)
            if spent_s >= seconds[node]:
                continue
            seconds[node], metres[node] = spent_s, gone_m
            for other, step_m, step_s in self._ways[node]:
                if spent_s + step_s < seconds[other]:
                    heapq.heappush(heap, (spent_s + step_s, gone_m + step_m, other))
        return Reach(self, start, metres, seconds)


def _metres(lat: Floats, lon: Floats, origin: tuple[float, float]) -> Floats:
    """Degrees to metres on a plane that touches the earth at the origin; true to 0.1 % across a city."""
    east = (lon - origin[1]) * _M_PER_DEG * math.cos(math.radians(origin[0]))
    return np.stack([east, (lat - origin[0]) * _M_PER_DEG], axis=-1)
