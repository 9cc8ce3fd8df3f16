"""Footprints of buildings: slabs in rows facing south, courtyards of the old town, halls, towers, village houses."""

from __future__ import annotations

import math
from dataclasses import dataclass

import numpy as np

from app.backend.simulation.geography.blocks import Division
from app.backend.simulation.geography.landuse import LandUse, Use, on_water
from app.backend.simulation.geography.mesh import EdgeClass
from app.backend.simulation.geography.plane import Bools, Floats, distance_to_path, following, inside_ring

# Metres from an edge's middle line to the nearest wall, by what runs along the edge.
_SETBACK_M = {EdgeClass.NONE: 5.0, EdgeClass.LIMIT: 12.0, EdgeClass.LOCAL: 12.0, EdgeClass.SECONDARY: 20.0,
              EdgeClass.MAIN: 30.0}  # fmt: skip
_RAIL_CLEAR_M = 34.0
_STEP_M = 5.0


@dataclass(frozen=True)
class _Pattern:
    """Rows of buildings: width and depth in m, the gaps between them, the share of lots that is built on."""

    width_m: tuple[float, float]
    depth_m: tuple[float, float]
    gap_m: float
    row_gap_m: float
    share: float


_SLABS = _Pattern((36.0, 64.0), (12.0, 14.0), 12.0, 22.0, 0.94)
_TOWERS = _Pattern((24.0, 32.0), (17.0, 21.0), 26.0, 30.0, 0.92)
_PATTERNS: dict[Use, _Pattern] = {
    Use.OLD_TOWN: _Pattern((13.0, 27.0), (9.0, 13.0), 3.0, 5.5, 0.90),
    Use.BUSINESS: _Pattern((24.0, 44.0), (18.0, 28.0), 13.0, 15.0, 0.90),
    Use.INDUSTRY: _Pattern((48.0, 88.0), (28.0, 40.0), 14.0, 16.0, 0.82),
    Use.FIELD: _Pattern((11.0, 16.0), (9.0, 11.0), 9.0, 14.0, 0.10),
    Use.SCHOOL: _Pattern((32.0, 56.0), (13.0, 16.0), 15.0, 24.0, 0.65),
    Use.HOSPITAL: _Pattern((32.0, 52.0), (15.0, 20.0), 12.0, 18.0, 0.85),
    Use.STATION: _Pattern((70.0, 100.0), (24.0, 32.0), 16.0, 30.0, 0.80),
    Use.GOVERNMENT: _Pattern((50.0, 70.0), (17.0, 22.0), 18.0, 34.0, 0.75),
    Use.MARKET: _Pattern((40.0, 60.0), (18.0, 22.0), 6.0, 9.0, 0.94),
}


def place_buildings(division: Division, land: LandUse, rail: Floats, rng: np.random.Generator) -> tuple[Floats, Floats]:
    """Footprints (b, 4, 2) in metres, and the grid of each (b,) as whole numbers."""
    quads: list[Floats] = []
    grids: list[Floats] = []
    use_of_grid = land.use_of_grid
    for face in range(len(division.mesh.faces)):
        use = Use(int(use_of_grid[face]))
        pattern = _PATTERNS.get(use)
        if use is Use.HOUSING:
            # One developer per block: a block is all slabs or all towers.
            pattern = _TOWERS if land.block_of_grid[face] % 3 == 0 else _SLABS
        if pattern is not None:
            placed = _fill(division, face, pattern, use, rng)
            quads.append(placed)
            grids.append(np.full(len(placed), face, dtype=np.float64))
    footprints, grid = np.concatenate(quads), np.concatenate(grids)
    corners = footprints.reshape(-1, 2)
    dry = ~on_water(corners, land).reshape(-1, 4).any(axis=1)
    clear = distance_to_path(footprints.mean(axis=1), rail) > _RAIL_CLEAR_M
    return footprints[dry & clear], grid[dry & clear]


def _fill(division: Division, face: int, pattern: _Pattern, use: Use, rng: np.random.Generator) -> Floats:
    ring = division.mesh.points(face)
    angle = _orientation(ring, use)
    c, s = math.cos(angle), math.sin(angle)
    turn = np.array([[c, -s], [s, c]])
    local = ring @ turn
    low, high = local.min(axis=0), local.max(axis=0)
    # Every row tries its building at each place along the row, all at once, then takes what fits from west to east.
    tries: list[Floats] = []
    y = low[1] + float(rng.uniform(5.0, 14.0))
    while y < high[1]:
        width, depth = float(rng.uniform(*pattern.width_m)), float(rng.uniform(*pattern.depth_m))
        x0 = np.arange(low[0] + float(rng.uniform(0.0, _STEP_M)), high[0], _STEP_M)
        tries.append(np.stack([x0, np.full_like(x0, y), x0 + width, np.full_like(x0, y + depth)], axis=1))
        y += depth + pattern.row_gap_m
    x0, y0, x1, y1 = np.concatenate(tries).T
    quads = np.stack([np.stack(corner, 1) for corner in ((x0, y0), (x1, y0), (x1, y1), (x0, y1))], axis=1)
    corners = quads.reshape(-1, 2)
    fits = inside_ring(corners, local)
    fits[fits] = _clear_of_edges(division, face, local, corners[fits])
    taken: list[int] = []
    row, free_from = -math.inf, -math.inf
    for place in np.flatnonzero(fits.reshape(-1, 4).all(axis=1)).tolist():
        if y0[place] != row:
            row, free_from = y0[place], -math.inf
        if x0[place] >= free_from:
            free_from = x1[place] + pattern.gap_m
            if rng.random() < pattern.share:
                taken.append(place)
    placed: Floats = quads[taken] @ turn.T
    return placed


def _orientation(ring: Floats, use: Use) -> float:
    """Along the longest edge, but for housing never more than 45° off south."""
    edges = following(ring) - ring
    longest = edges[int(np.argmax(np.hypot(edges[:, 0], edges[:, 1])))]
    angle = math.atan2(longest[1], longest[0])
    if use in (Use.HOUSING, Use.SCHOOL, Use.OLD_TOWN, Use.FIELD):
        angle -= round(angle / (math.pi / 2)) * (math.pi / 2)
    return angle


def _clear_of_edges(division: Division, face: int, local: Floats, corners: Floats) -> Bools:
    vertices = division.mesh.faces[face]
    a = local
    d = following(local) - local
    setback = np.array(
        [_SETBACK_M[division.mesh.class_of(u, v)] for u, v in zip(vertices, vertices[1:] + vertices[:1], strict=True)]
    )
    t = np.clip(((corners[:, None, :] - a) * d).sum(axis=2) / np.maximum((d * d).sum(axis=1), 1e-9), 0.0, 1.0)
    gap = corners[:, None, :] - (a + t[..., None] * d)
    clear: Bools = (np.hypot(gap[..., 0], gap[..., 1]) >= setback).all(axis=1)
    return clear
