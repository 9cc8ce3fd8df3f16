"""From the mesh to named roads: what crosses the railway, what hangs together, and which edges are one street."""

from __future__ import annotations

import math

import numpy as np

from app.backend.simulation.geography.blocks import Division, road_edges
from app.backend.simulation.geography.mesh import Edge, EdgeClass, undirected
from app.backend.simulation.geography.names import gloss_of, ordinal_lane, road_name_pool
from app.backend.simulation.geography.network import RoadNetwork
from app.backend.simulation.geography.plane import Floats

_RING_CENTRE = (4_930.0, 3_230.0)
# Two edges go on as one street if they turn by less than this.
_STRAIGHT_DEG = 32.0
_LANE_SHORTER_THAN_M = 330.0


def build_roads(division: Division, rail: Floats, rng: np.random.Generator) -> RoadNetwork:
    """The routable network: roads that hang together; local roads end at the railway, larger ones pass under it."""
    mesh = division.mesh
    for edge in road_edges(mesh):
        if mesh.edge_class[edge] is EdgeClass.LOCAL and crosses(_ends(division, edge), rail) is not None:
            mesh.edge_class[edge] = EdgeClass.NONE
    kept = _largest_part(road_edges(mesh))
    for edge in set(road_edges(mesh)) - set(kept):
        mesh.edge_class[edge] = EdgeClass.NONE
    nodes = sorted({v for edge in kept for v in edge})
    renumber = {v: i for i, v in enumerate(nodes)}
    road_of, run_of, along, names = _streets(division, kept, rng)
    points = np.array([[mesh.x[v], mesh.y[v]] for v in nodes])
    edges = np.array([[renumber[v] for v in along[edge]] for edge in kept])
    length = np.hypot(*(points[edges[:, 0]] - points[edges[:, 1]]).T)
    return RoadNetwork(
        nodes=points,
        edges=edges,
        edge_class=np.array([int(mesh.edge_class[edge]) for edge in kept]),
        edge_road=np.array([road_of[edge] for edge in kept]),
        edge_run_m=np.array([run_of[edge] for edge in kept]),
        edge_length_m=length,
        road_names=tuple(names),
        road_glosses=tuple(gloss_of(name) for name in names),
    )


def _ends(division: Division, edge: Edge) -> Floats:
    mesh = division.mesh
    return np.array([[mesh.x[v], mesh.y[v]] for v in edge])


def crosses(segment: Floats, path: Floats) -> Floats | None:
    """Where a segment (2, 2) crosses a path (n, 2), or None."""
    p, r = segment[0], segment[1] - segment[0]
    q, s = path[:-1], np.diff(path, axis=0)
    cross = r[0] * s[:, 1] - r[1] * s[:, 0]
    safe = np.where(np.abs(cross) < 1e-9, np.inf, cross)
    gap = q - p
    t = (gap[:, 0] * s[:, 1] - gap[:, 1] * s[:, 0]) / safe
    u = (gap[:, 0] * r[1] - gap[:, 1] * r[0]) / safe
    hits = np.flatnonzero((t >= 0) & (t <= 1) & (u >= 0) & (u < 1) & np.isfinite(safe))
    return np.asarray(p + t[hits[0]] * r) if len(hits) else None


def _largest_part(edges: list[Edge]) -> list[Edge]:
    around: dict[int, list[int]] = {}
    for a, b in edges:
        around.setdefault(a, []).append(b)
        around.setdefault(b, []).append(a)
    seen: set[int] = set()
    best: set[int] = set()
    for start in sorted(around):
        if start in seen:
            continue
        part, todo = {start}, [start]
        while todo:
            for other in around[todo.pop()]:
                if other not in part:
                    part.add(other)
                    todo.append(other)
        seen |= part
        best = max(best, part, key=len)
    return [edge for edge in edges if edge[0] in best]


def _streets(
    division: Division, edges: list[Edge], rng: np.random.Generator
) -> tuple[dict[Edge, int], dict[Edge, float], dict[Edge, Edge], list[str]]:
    """Road number and running metres of every edge, the edge in the road's own direction, and the roads' names."""
    mesh = division.mesh
    at: dict[int, list[Edge]] = {}
    for edge in edges:
        for v in edge:
            at.setdefault(v, []).append(edge)
    chains: list[tuple[str, list[tuple[int, int]]]] = []
    used: set[Edge] = set()
    for edge in sorted(edges, key=lambda e: (-int(mesh.edge_class[e]), e)):
        if edge in used:
            continue
        used.add(edge)
        chain = [edge]
        for _turn in (0, 1):
            while (nxt := _onward(division, at, used, chain)) is not None:
                used.add(undirected(*nxt))
                chain.append(nxt)
            chain = [(b, a) for a, b in reversed(chain)]
        chains.append((_name(division, edge), chain))
    pool = road_name_pool()
    tail = len(pool) // 5
    fresh = iter([*rng.permutation(pool[:tail]).tolist(), *rng.permutation(pool[tail:]).tolist()])
    taken = {name for name, _chain in chains if name}
    road_of: dict[Edge, int] = {}
    run_of: dict[Edge, float] = {}
    along: dict[Edge, Edge] = {}
    names: dict[str, int] = {}
    run_of_road: dict[int, float] = {}
    lanes: dict[str, int] = {}
    for given, chain in chains:
        name = given
        lengths = [math.hypot(mesh.x[a] - mesh.x[b], mesh.y[a] - mesh.y[b]) for a, b in chain]
        if not name and sum(lengths) < _LANE_SHORTER_THAN_M:
            name = _lane(chain, at, road_of, list(names), lanes)
        while not name or (not given and name in taken):
            name = next(fresh)
        taken.add(name)
        road = names.setdefault(name, len(names))
        run = run_of_road.get(road, 0.0)
        for (a, b), length in zip(chain, lengths, strict=True):
            edge = undirected(a, b)
            road_of[edge], run_of[edge], along[edge] = road, run, (a, b)
            run += length
        run_of_road[road] = run
    return road_of, run_of, along, list(names)


def _name(division: Division, edge: Edge) -> str:
    name = division.mesh.edge_name.get(edge, "")
    if name != "环城路":
        return name
    x, y = _ends(division, edge).mean(axis=0) - np.array(_RING_CENTRE)
    if abs(x) / 3_780.0 > abs(y) / 2_250.0:
        return "环城东路" if x > 0 else "环城西路"
    return "环城北路" if y > 0 else "环城南路"


def _onward(
    division: Division, at: dict[int, list[Edge]], used: set[Edge], chain: list[tuple[int, int]]
) -> tuple[int, int] | None:
    """The unused edge that continues the last edge of a chain best, or None."""
    mesh = division.mesh
    a, b = chain[-1]
    name, kind = _name(division, undirected(a, b)), mesh.class_of(a, b)
    dx, dy = mesh.x[b] - mesh.x[a], mesh.y[b] - mesh.y[a]
    best: tuple[float, int] | None = None
    for edge in at[b]:
        if edge in used or mesh.edge_class[edge] is not kind or _name(division, edge) != name:
            continue
        c = edge[0] if edge[1] == b else edge[1]
        ex, ey = mesh.x[c] - mesh.x[b], mesh.y[c] - mesh.y[b]
        turn = abs(math.degrees(math.atan2(dx * ey - dy * ex, dx * ex + dy * ey)))
        if turn < (75.0 if name else _STRAIGHT_DEG) and (best is None or turn < best[0]):
            best = (turn, c)
    return (b, best[1]) if best else None


def _lane(
    chain: list[tuple[int, int]], at: dict[int, list[Edge]], road_of: dict[Edge, int], names: list[str],
    lanes: dict[str, int],
) -> str:  # fmt: skip
    """A lane is numbered after the named street that it leaves; '' if there is none."""
    for v in (chain[0][0], chain[-1][1]):
        for edge in at[v]:
            road = road_of.get(edge)
            if road is not None and not names[road].endswith("巷"):
                stem = names[road].removesuffix("大道").removesuffix("路").removesuffix("街")
                lanes[stem] = lanes.get(stem, 0) + 1
                return ordinal_lane(stem, lanes[stem])
    return ""
