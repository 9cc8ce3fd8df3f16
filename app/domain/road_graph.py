"""The road network as a graph: how far a place is by road, and how long it takes at the speed of the roads, around what
is closed.
"""

from __future__ import annotations

import heapq
import itertools
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

from app.domain.positions import Place

Floats = npt.NDArray[np.float64]
Line = Sequence[Sequence[float]]

# Free-flow speeds in m/s by class of road; a class nobody knows is taken as local.
FREE_SPEED_MPS: Mapping[str, float] = {"main": 14.0, "secondary": 10.0, "local": 6.5}
_M_PER_DEG = 111_195.08
# A place this near to a closed point is at the closing itself: one drives up to it, from either side, and not past it.
_AT_M = 30.0
# Lines that share a point of the road, and a closed point that is on no road at all.
_SAME_ROAD_M, _OFF_EVERY_ROAD_M = 2.0, 60.0
# Between a place and the road that it is nearest to, one walks.
_OFF_ROAD_MPS = 1.4
# The nearest road is looked for among the edges of the cells around a place; far out among all, as arrays.
_CELL_M = 150.0
_MOST_RINGS = 5


@dataclass(frozen=True, slots=True)
class Way:
    """From a start to a place: metres along the fastest way, its seconds, and how many of these closed roads add."""

    metres: float
    seconds: float
    detour_s: float = 0.0


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
    place: tuple[float, float]  # lat, lon of the start in degrees
    start: _Snap
    metres: list[float]
    seconds: list[float]
    came: list[int]  # the node before each on its fastest way, -1 at those that the start's own road ends in
    # Edge -> the shares of it that nobody passes; none of those that the start itself is at.
    shut: Mapping[int, Sequence[float]] = field(default_factory=dict)
    if_open: Reach | None = None  # from the same start with no road closed; None where none is

    def way_to(self, lat_deg: float, lon_deg: float) -> Way | None:
        """The fastest way to a place past nothing that is closed; None where no road leads."""
        goal = self.graph.snap(lat_deg, lon_deg)
        if goal is None:
            return None
        seconds, metres, _last = self._best(goal)
        if not math.isfinite(seconds):
            return None
        detour_s = max(0.0, seconds - self.if_open._best(goal)[0]) if self.if_open is not None else 0.0
        return Way(metres=metres + goal.off_m, seconds=seconds + goal.off_m / _OFF_ROAD_MPS, detour_s=detour_s)

    def path_to(self, lat_deg: float, lon_deg: float) -> list[tuple[float, float]]:
        """(lat, lon) in degrees from the start to a place along the fastest way, both ends included; [] without one."""
        graph = self.graph
        goal = graph.snap(lat_deg, lon_deg)
        if goal is None:
            return []
        seconds, _metres, node = self._best(goal)
        if not math.isfinite(seconds):
            return []
        passed: list[tuple[float, float]] = []
        while node >= 0:
            passed.append(graph.degrees_of(graph.nodes[node]))
            node = self.came[node]
        on_roads = [graph.place_on(self.start), *reversed(passed), graph.place_on(goal)]
        return [self.place, *on_roads, (lat_deg, lon_deg)]

    def _best(self, goal: _Snap) -> tuple[float, float, int]:
        """Seconds and metres to where a place is nearest to a road, and the last node before it; -1 without any.

        The seconds are infinite where none leads there.
        """
        a, b, length, speed = self.graph._spans[goal.edge]
        shut = [share for share in self.shut.get(goal.edge, ()) if abs(share - goal.share) * length > _AT_M]
        ways = [(math.inf, math.inf, -1)]
        for node, share, low, high in ((a, goal.share, 0.0, goal.share), (b, 1.0 - goal.share, goal.share, 1.0)):
            if not any(low <= barrier <= high for barrier in shut):
                ways.append((self.seconds[node] + share * length / speed, self.metres[node] + share * length, node))
        between = sorted((goal.share, self.start.share))
        if goal.edge == self.start.edge and not any(between[0] <= barrier <= between[1] for barrier in shut):
            direct = abs(goal.share - self.start.share) * length
            ways.append((self.start.off_m / _OFF_ROAD_MPS + direct / speed, self.start.off_m + direct, -1))
        return min(ways)


@dataclass
class RoadGraph:
    """Roads that meet where their lines share a point. Both directions of every road are open, unless `reach_from` is
    told where one is closed.
    """

    nodes: Floats  # (n, 2) metres east and north of `origin`
    edges: npt.NDArray[np.int64]  # (m, 2) nodes
    length_m: Floats
    speed_mps: Floats
    origin: tuple[float, float]  # lat, lon in degrees
    # From each node: the other end, metres, seconds, and the edge.
    _ways: list[list[tuple[int, float, float, int]]] = field(default_factory=list)
    _cells: dict[tuple[int, int], list[int]] = field(default_factory=dict)
    # Plain numbers for what is asked of single edges: its nodes, length and speed; its first end, the way to its other
    # one, and the square of its length, all in metres.
    _spans: list[tuple[int, int, float, float]] = field(default_factory=list)
    _rays: list[tuple[float, float, float, float, float]] = field(default_factory=list)
    # The same as `_rays`, as columns: for all edges at once.
    _columns: tuple[Floats, Floats, Floats] = field(init=False)

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
        for edge, ((a, b), metres, speed) in enumerate(zip(pairs, length.tolist(), speeds, strict=True)):
            graph._ways[a].append((b, metres, metres / speed, edge))
            graph._ways[b].append((a, metres, metres / speed, edge))
        graph._fill_cells()
        return graph

    def snap(self, lat_deg: float, lon_deg: float) -> _Snap | None:
        """The nearest place on a road; None if there is no road at all."""
        if not len(self.edges):
            return None
        x, y = self._plane(lat_deg, lon_deg)
        column, row = math.floor(x / _CELL_M), math.floor(y / _CELL_M)
        for rings in range(1, _MOST_RINGS):
            span = range(-rings, rings + 1)
            near = [edge for dx in span for dy in span for edge in self._cells.get((column + dx, row + dy), ())]
            # What is not among these is at least that many whole cells away.
            if near and (found := self._nearest(x, y, near)).off_m <= rings * _CELL_M:
                return found
        return self._nearest_of_all(x, y)

    def _plane(self, lat_deg: float, lon_deg: float) -> tuple[float, float]:
        lat0, lon0 = self.origin
        return (lon_deg - lon0) * _M_PER_DEG * math.cos(math.radians(lat0)), (lat_deg - lat0) * _M_PER_DEG

    def _shut_at(self, closed: Iterable[Place], start: tuple[float, float]) -> dict[int, list[float]]:
        """Edge -> shares of it that nobody passes, for closed places; those that the start is at shut nothing, for no
        fastest way comes back to its start.
        """
        shut: dict[int, list[float]] = {}
        for place in closed:
            x, y = self._plane(place.lat_deg, place.lon_deg)
            at = self.snap(place.lat_deg, place.lon_deg)
            if at is None or at.off_m > _OFF_EVERY_ROAD_M or math.dist((x, y), self._plane(*start)) <= _AT_M:
                continue
            for edge in {at.edge, *self._cells.get((math.floor(x / _CELL_M), math.floor(y / _CELL_M)), ())}:
                found = self._nearest(x, y, (edge,))
                if found.off_m <= at.off_m + _SAME_ROAD_M:
                    shut.setdefault(edge, []).append(found.share)
        return shut

    def _nearest(self, x: float, y: float, edges: Iterable[int]) -> _Snap:
        """Plain numbers: for the few edges of some cells that is several times faster than arrays."""
        best, best_share, best_edge = math.inf, 0.0, -1
        for edge in edges:
            ax, ay, dx, dy, squared = self._rays[edge]
            gx, gy = x - ax, y - ay
            share = min(1.0, max(0.0, (gx * dx + gy * dy) / squared))
            off = (gx - share * dx) ** 2 + (gy - share * dy) ** 2
            if off < best:
                best, best_share, best_edge = off, share, edge
        return _Snap(best_edge, best_share, math.sqrt(best))

    def _nearest_of_all(self, x: float, y: float) -> _Snap:
        first, along, squared = self._columns
        gap = np.array((x, y)) - first
        share = np.clip((gap * along).sum(axis=1) / squared, 0.0, 1.0)
        off = gap - share[:, None] * along
        off2 = (off * off).sum(axis=1)
        edge = int(np.argmin(off2))
        return _Snap(edge, float(share[edge]), math.sqrt(float(off2[edge])))

    def _fill_cells(self) -> None:
        """Each edge in every cell that the box around it touches."""
        first = self.nodes[self.edges[:, 0]]
        along = self.nodes[self.edges[:, 1]] - first
        squared = np.maximum((along * along).sum(axis=1), 1e-9)
        self._columns = (first, along, squared)
        self._spans = list(zip(*self.edges.T.tolist(), self.length_m.tolist(), self.speed_mps.tolist(), strict=True))
        self._rays = list(zip(*first.T.tolist(), *along.T.tolist(), squared.tolist(), strict=True))
        ends = np.floor(self.nodes[self.edges] / _CELL_M).astype(np.int64)
        low, high = ends.min(axis=1).tolist(), ends.max(axis=1).tolist()
        for edge, ((west, south), (east, north)) in enumerate(zip(low, high, strict=True)):
            for column in range(west, east + 1):
                for row in range(south, north + 1):
                    self._cells.setdefault((column, row), []).append(edge)

    def place_on(self, snap: _Snap) -> tuple[float, float]:
        """(lat, lon) in degrees of a place on an edge."""
        a, b = self.nodes[self.edges[snap.edge]]
        return self.degrees_of(a + snap.share * (b - a))

    def degrees_of(self, point: Floats) -> tuple[float, float]:
        """(lat, lon) of a point in metres east and north of the origin."""
        east, north = float(point[0]), float(point[1])
        lat0, lon0 = self.origin
        return lat0 + north / _M_PER_DEG, lon0 + east / (_M_PER_DEG * math.cos(math.radians(lat0)))

    def reach_from(self, lat_deg: float, lon_deg: float, closed: Iterable[Place] = ()) -> Reach | None:
        """Fastest ways from a place to every node (Dijkstra) that pass none of the closed places; None if there is no
        road at all.
        """
        start = self.snap(lat_deg, lon_deg)
        if start is None:
            return None
        shut = self._shut_at(closed, (lat_deg, lon_deg))
        if_open = self.reach_from(lat_deg, lon_deg) if shut else None
        ways = self._ways
        seconds, metres = [math.inf] * len(ways), [math.inf] * len(ways)
        came = [-1] * len(ways)
        length, speed = float(self.length_m[start.edge]), float(self.speed_mps[start.edge])
        heap: list[tuple[float, float, int, int]] = []
        own = shut.get(start.edge, ())
        for end, share, low, high in ((0, start.share, 0.0, start.share), (1, 1.0 - start.share, start.share, 1.0)):
            if any(low <= barrier <= high for barrier in own):
                continue
            along, node = share * length, int(self.edges[start.edge, end])
            first_s = start.off_m / _OFF_ROAD_MPS + along / speed
            heapq.heappush(heap, (first_s, start.off_m + along, node, -1))
        while heap:
            spent_s, gone_m, node, before = heapq.heappop(heap)
            if spent_s >= seconds[node]:
                continue
            seconds[node], metres[node], came[node] = spent_s, gone_m, before
            for other, step_m, step_s, edge in ways[node]:
                if spent_s + step_s < seconds[other] and edge not in shut:
                    heapq.heappush(heap, (spent_s + step_s, gone_m + step_m, other, node))
        return Reach(self, (lat_deg, lon_deg), start, metres, seconds, came, shut, if_open)


def _metres(lat: Floats, lon: Floats, origin: tuple[float, float]) -> Floats:
    """Degrees to metres on a plane that touches the earth at the origin; true to 0.1 % across a city."""
    east = (lon - origin[1]) * _M_PER_DEG * math.cos(math.radians(origin[0]))
    return np.stack([east, (lat - origin[0]) * _M_PER_DEG], axis=-1)
