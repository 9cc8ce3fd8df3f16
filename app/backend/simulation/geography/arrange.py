"""From crossing lines to faces: the planar arrangement of the roads, the river and the city limit."""

from __future__ import annotations

import math
from dataclasses import dataclass
from itertools import pairwise

import numpy as np

from app.backend.simulation.geography.mesh import Edge, EdgeClass, Mesh, undirected
from app.backend.simulation.geography.plane import Floats, inside_ring, ring_area


@dataclass(frozen=True)
class Line:
    """One line to arrange: points (n, 2) in metres, what it is, and its name ('' for none)."""

    points: Floats
    kind: EdgeClass
    name: str = ""


def arrange(lines: list[Line], limit: Floats, merge_m: float) -> Mesh:
    """The faces that the lines make inside the ring `limit` (n, 2), which must be one of the lines too.

    Points nearer than `merge_m` become one, crossings first, so that near misses are junctions and not slivers.
    Dead ends are dropped.
    """
    starts, ends, owner = _segments(lines)
    cuts = _crossings(starts, ends)
    vertices = _Vertices(merge_m)
    for points in cuts.values():
        for _t, x, y in points:
            vertices.at(x, y)
    edges: dict[Edge, int] = {}
    for segment in range(len(starts)):
        (x0, y0), (x1, y1) = starts[segment], ends[segment]
        stops = [(0.0, x0, y0), *sorted(cuts.get(segment, [])), (1.0, x1, y1)]
        numbers = [vertices.at(x, y) for _t, x, y in stops]
        for a, b in pairwise(numbers):
            if a != b:
                key = undirected(a, b)
                if key not in edges or lines[owner[segment]].kind > lines[edges[key]].kind:
                    edges[key] = owner[segment]
    kept = _inside_only(edges, vertices, limit, {i for i, line in enumerate(lines) if line.kind is EdgeClass.LIMIT})
    return _faces(_without_dead_ends(kept), vertices, lines)


def _segments(lines: list[Line]) -> tuple[Floats, Floats, list[int]]:
    starts = np.concatenate([line.points[:-1] for line in lines])
    ends = np.concatenate([line.points[1:] for line in lines])
    owner = [i for i, line in enumerate(lines) for _ in range(len(line.points) - 1)]
    return starts, ends, owner


def _crossings(starts: Floats, ends: Floats) -> dict[int, list[tuple[float, float, float]]]:
    """Per segment: (parameter, x, y) of each proper crossing with another segment."""
    d = ends - starts
    gap = starts[None, :, :] - starts[:, None, :]
    cross = d[:, None, 0] * d[None, :, 1] - d[:, None, 1] * d[None, :, 0]
    safe = np.where(np.abs(cross) < 1e-9, np.inf, cross)
    t = (gap[..., 0] * d[None, :, 1] - gap[..., 1] * d[None, :, 0]) / safe
    u = (gap[..., 0] * d[:, None, 1] - gap[..., 1] * d[:, None, 0]) / safe
    hit = (np.abs(cross) > 1e-9) & (t > 1e-6) & (t < 1 - 1e-6) & (u > 1e-6) & (u < 1 - 1e-6)
    cuts: dict[int, list[tuple[float, float, float]]] = {}
    for i, j in zip(*np.nonzero(hit), strict=True):
        x, y = starts[i] + t[i, j] * d[i]
        cuts.setdefault(int(i), []).append((float(t[i, j]), float(x), float(y)))
    return cuts


class _Vertices:
    """Numbers points, giving one number to all within the merge distance of the first."""

    def __init__(self, merge_m: float) -> None:
        self.merge_m = merge_m
        self.x: list[float] = []
        self.y: list[float] = []
        self._cells: dict[tuple[int, int], list[int]] = {}

    def at(self, x: float, y: float) -> int:
        cx, cy = math.floor(x / self.merge_m), math.floor(y / self.merge_m)
        near = [v for i in (-1, 0, 1) for j in (-1, 0, 1) for v in self._cells.get((cx + i, cy + j), ())]
        if near:
            best = min(near, key=lambda v: math.hypot(self.x[v] - x, self.y[v] - y))
            if math.hypot(self.x[best] - x, self.y[best] - y) < self.merge_m:
                return best
        self.x.append(float(x))
        self.y.append(float(y))
        self._cells.setdefault((cx, cy), []).append(len(self.x) - 1)
        return len(self.x) - 1


def _inside_only(edges: dict[Edge, int], vertices: _Vertices, limit: Floats, limits: set[int]) -> dict[Edge, int]:
    keys = list(edges)
    middles = np.array([[(vertices.x[a] + vertices.x[b]) / 2, (vertices.y[a] + vertices.y[b]) / 2] for a, b in keys])
    inside = inside_ring(middles, limit)
    return {key: edges[key] for key, ok in zip(keys, inside, strict=True) if ok or edges[key] in limits}


def _without_dead_ends(edges: dict[Edge, int]) -> dict[Edge, int]:
    kept = dict(edges)
    while True:
        degree: dict[int, int] = {}
        for a, b in kept:
            degree[a] = degree.get(a, 0) + 1
            degree[b] = degree.get(b, 0) + 1
        dead = [key for key in kept if degree[key[0]] == 1 or degree[key[1]] == 1]
        if not dead:
            return kept
        for key in dead:
            del kept[key]


def _faces(edges: dict[Edge, int], vertices: _Vertices, lines: list[Line]) -> Mesh:
    used = sorted({v for key in edges for v in key})
    renumber = {v: i for i, v in enumerate(used)}
    mesh = Mesh(x=[vertices.x[v] for v in used], y=[vertices.y[v] for v in used])
    around: dict[int, list[int]] = {}
    for (a, b), owner in edges.items():
        i, j = renumber[a], renumber[b]
        around.setdefault(i, []).append(j)
        around.setdefault(j, []).append(i)
        mesh.edge_class[undirected(i, j)] = lines[owner].kind
        if lines[owner].name:
            mesh.edge_name[undirected(i, j)] = lines[owner].name
    for v, others in around.items():
        others.sort(key=lambda w, v=v: math.atan2(mesh.y[w] - mesh.y[v], mesh.x[w] - mesh.x[v]))  # type: ignore[misc]
    # The face on the left of a→b goes on, at b, with the first edge clockwise from b→a.
    onward = {(a, b): others[(others.index(a) - 1) % len(others)] for b, others in around.items() for a in others}
    seen: set[Edge] = set()
    for start in sorted(onward):
        if start in seen:
            continue
        ring, (a, b) = [], start
        while (a, b) not in seen:
            seen.add((a, b))
            ring.append(a)
            a, b = b, onward[a, b]
        points = np.array([[mesh.x[v], mesh.y[v]] for v in ring])
        if ring_area(points) > 0:
            mesh.add_face(ring)
    return mesh
