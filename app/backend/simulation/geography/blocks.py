"""From faces between main roads to exactly 2,400 unit grids: each face is cut until it has its share.

Upper cuts become secondary roads, lower ones local roads, the last ones only lines between grids. The old town gets
more and smaller grids than the fields at the rim.
"""

from __future__ import annotations

import math
from dataclasses import dataclass, field

import numpy as np

from app.backend.simulation.geography.mesh import EdgeClass, Mesh, undirected
from app.backend.simulation.geography.plane import Floats, following, ring_area, ring_centre

GRIDS = 2_400
# A face or piece with at most this many grids is one block: the unit that land use and communities are made of.
_BLOCK_GRIDS = 13
_SECONDARY_FROM = 14
_LOCAL_FROM = 3
_OLD_TOWN = (3_450.0, 3_950.0)
_NEW_CENTRE = (6_300.0, 4_150.0)
_SOUTH_CENTRE = (4_900.0, 1_500.0)


def density(x: float, y: float) -> float:
    """How many more grids a place gets than the rim of the city."""
    old = math.exp(-(((x - _OLD_TOWN[0]) / 1_050.0) ** 2) - ((y - _OLD_TOWN[1]) / 850.0) ** 2)
    new = math.exp(-(((x - _NEW_CENTRE[0]) / 1_250.0) ** 2) - ((y - _NEW_CENTRE[1]) / 850.0) ** 2)
    south = math.exp(-(((x - _SOUTH_CENTRE[0]) / 1_800.0) ** 2) - ((y - _SOUTH_CENTRE[1]) / 700.0) ** 2)
    return 0.55 + 1.75 * old + 0.75 * new + 0.4 * south


@dataclass
class Division:
    """The mesh after cutting: `block_of[face]` for every grid face, and how many blocks there are."""

    mesh: Mesh
    block_of: list[int] = field(default_factory=list)
    blocks: int = 0


def divide(mesh: Mesh, water: set[int], rng: np.random.Generator) -> Division:
    """Cut all faces of the mesh into GRIDS grids. Faces in `water` (river strips, parks) get no roads inside."""
    division = Division(mesh)
    shares = _shares(mesh)
    block_of: dict[int, int] = {}
    for face, grids in enumerate(shares):
        stack: list[tuple[int, int, int | None]] = [(face, grids, None)]
        while stack:
            piece, count, block = stack.pop()
            if block is None and count <= _BLOCK_GRIDS:
                block, division.blocks = division.blocks, division.blocks + 1
            if count == 1:
                assert block is not None
                block_of[piece] = block
                continue
            kind = EdgeClass.NONE if face in water else _class_of_cut(count)
            first = _first_share(count, rng)
            other, got_first, got_other = _cut(mesh, piece, first, count - first, kind, rng)
            stack += [(piece, got_first, block), (other, got_other, block)]
    division.block_of = [block_of[face] for face in range(len(mesh.faces))]
    return division


def _shares(mesh: Mesh) -> list[int]:
    """Grids per face by area and density, at least one each, GRIDS in all (largest remainders)."""
    weights = []
    for face in range(len(mesh.faces)):
        points = mesh.points(face)
        weights.append(ring_area(points) * density(*ring_centre(points)))
    exact = np.array(weights) / sum(weights) * GRIDS
    shares = np.maximum(1, np.floor(exact)).astype(int)
    order = np.argsort(shares - exact, kind="stable")
    for place in range(GRIDS - int(shares.sum())):
        shares[order[place]] += 1
    while shares.sum() > GRIDS:
        shares[int(np.argmax(shares - exact))] -= 1
    return [int(share) for share in shares]


def _class_of_cut(count: int) -> EdgeClass:
    if count >= _SECONDARY_FROM:
        return EdgeClass.SECONDARY
    return EdgeClass.LOCAL if count >= _LOCAL_FROM else EdgeClass.NONE


def _first_share(count: int, rng: np.random.Generator) -> int:
    if count <= 3:
        return 1
    return int(min(count - 1, max(1, round(count * float(rng.uniform(0.40, 0.60))))))


def _long_axis(points: Floats) -> Floats:
    """Unit vector along the longer side of the smallest box that holds the ring."""
    edges = following(points) - points
    lengths = np.hypot(edges[:, 0], edges[:, 1])
    best, axis = math.inf, np.array([1.0, 0.0])
    for index in np.argsort(-lengths)[:7]:
        along = edges[index] / max(lengths[index], 1e-9)
        across = np.array([-along[1], along[0]])
        width, height = float(np.ptp(points @ along)), float(np.ptp(points @ across))
        if width * height < best:
            best, axis = width * height, along if width >= height else across
    return axis


def _area_below(heights: list[float], sides: list[float], at: float) -> float:
    """Area of the part of a ring below `at`; the ring is given by its projections on the axis and across it."""
    twice, first, last = 0.0, None, (0.0, 0.0)
    h0, s0 = heights[-1], sides[-1]
    for h1, s1 in zip(heights, sides, strict=True):
        corners = []
        if (h0 <= at) != (h1 <= at):
            corners.append((at, s0 + (at - h0) / (h1 - h0) * (s1 - s0)))
        if h1 <= at:
            corners.append((h1, s1))
        for corner in corners:
            if first is None:
                first = corner
            else:
                twice += last[0] * corner[1] - corner[0] * last[1]
            last = corner
        h0, s0 = h1, s1
    if first is None:
        return 0.0
    return abs(twice + last[0] * first[1] - first[0] * last[1]) / 2.0


def _cut(
    mesh: Mesh, face: int, first: int, second: int, kind: EdgeClass, rng: np.random.Generator
) -> tuple[int, int, int]:
    """Cut a face across its long axis so that areas go as first : second; (new face, grids here, grids there)."""
    points = mesh.points(face)
    area = ring_area(points)
    axis = _long_axis(points)
    tilt = float(rng.normal(0.0, 0.05))
    c, s = math.cos(tilt), math.sin(tilt)
    axis = np.array([axis[0] * c - axis[1] * s, axis[0] * s + axis[1] * c])
    wanted = area * first / (first + second)
    heights = [float(h) for h in points @ axis]
    sides = [float(s) for s in points @ np.array([-axis[1], axis[0]])]
    low, high = min(heights), max(heights)
    for _ in range(11):
        middle = (low + high) / 2
        if _area_below(heights, sides, middle) < wanted:
            low = middle
        else:
            high = middle
    u, v = _chord(mesh, face, points, axis, (low + high) / 2, math.sqrt(area / (first + second)))
    new = mesh.split_face(face, u, v, kind)
    here, there = ring_area(mesh.points(face)), ring_area(mesh.points(new))
    total = first + second
    got = min(total - 1, max(1, round(total * here / (here + there))))
    if kind is EdgeClass.SECONDARY:
        _bend(mesh, u, v, rng)
    return new, got, total - got


def _chord(mesh: Mesh, face: int, points: Floats, axis: Floats, at: float, grid_m: float) -> tuple[int, int]:
    """Two vertices of the face between which to cut, made where the line meets the ring or found near by."""
    across = np.array([-axis[1], axis[0]])
    height = points @ axis - at
    next_height = following(height)
    hits: list[tuple[float, int, float]] = []
    for i in np.flatnonzero((height <= 0) != (next_height <= 0)).tolist():
        t = height[i] / (height[i] - next_height[i])
        place = points[i] + t * (points[(i + 1) % len(points)] - points[i])
        hits.append((float(place @ across), i, float(t)))
    hits.sort()
    pairs = [(hits[k + 1][0] - hits[k][0], hits[k], hits[k + 1]) for k in range(0, len(hits) - 1, 2)]
    _length, one, other = max(pairs)
    ring = list(mesh.faces[face])
    ends = []
    for _across, i, t in (one, other):
        a, b = ring[i], ring[(i + 1) % len(ring)]
        ends.append(_end_on(mesh, a, b, t, grid_m))
    u, v = ends
    ring = mesh.faces[face]
    gap = abs(ring.index(u) - ring.index(v))
    if u != v and gap not in (1, len(ring) - 1):
        return u, v
    # Both ends fell on one edge or vertex: cut between fresh vertices instead.
    fresh = []
    for _across, i, t in (one, other):
        place = points[i] + t * (points[(i + 1) % len(points)] - points[i])
        fresh.append(_vertex_at(mesh, face, float(place[0]), float(place[1])))
    return fresh[0], fresh[1]


def _end_on(mesh: Mesh, a: int, b: int, t: float, grid_m: float) -> int:
    """A vertex at the share t of the edge a–b: an existing end if it is near, so that streets cross, not dodge."""
    length = math.hypot(mesh.x[b] - mesh.x[a], mesh.y[b] - mesh.y[a])
    snap = 0.30 * grid_m
    if t * length < snap and t <= 0.5:
        return a
    if (1 - t) * length < snap and t > 0.5:
        return b
    return mesh.split_edge(a, b, mesh.x[a] + t * (mesh.x[b] - mesh.x[a]), mesh.y[a] + t * (mesh.y[b] - mesh.y[a]))


def _vertex_at(mesh: Mesh, face: int, x: float, y: float) -> int:
    """The vertex of the face at a place on its ring, made if there is none within a metre."""
    ring = mesh.faces[face]
    near = min(ring, key=lambda v: math.hypot(mesh.x[v] - x, mesh.y[v] - y))
    if math.hypot(mesh.x[near] - x, mesh.y[near] - y) < 1.0:
        return near
    best, edge = math.inf, (ring[0], ring[1])
    for a, b in zip(ring, ring[1:] + ring[:1], strict=True):
        way = math.hypot(mesh.x[a] - x, mesh.y[a] - y) + math.hypot(mesh.x[b] - x, mesh.y[b] - y)
        slack = way - math.hypot(mesh.x[a] - mesh.x[b], mesh.y[a] - mesh.y[b])
        if slack < best:
            best, edge = slack, (a, b)
    return mesh.split_edge(*edge, x, y)


def _bend(mesh: Mesh, u: int, v: int, rng: np.random.Generator) -> None:
    """Give a long straight cut a slight curve."""
    dx, dy = mesh.x[v] - mesh.x[u], mesh.y[v] - mesh.y[u]
    length = math.hypot(dx, dy)
    parts = int(length // 110.0)
    if parts < 2:
        return
    sag = float(rng.uniform(-0.035, 0.035)) * length
    x0, y0 = mesh.x[u], mesh.y[u]
    at = u
    for part in range(1, parts):
        t = part / parts
        bow = sag * 4.0 * t * (1.0 - t) / length
        at = mesh.split_edge(at, v, x0 + t * dx - bow * dy, y0 + t * dy + bow * dx)


def road_edges(mesh: Mesh) -> list[tuple[int, int]]:
    """All edges that are roads, as undirected pairs in a stable order."""
    return sorted({undirected(a, b) for (a, b), kind in mesh.edge_class.items() if kind >= EdgeClass.LOCAL})
