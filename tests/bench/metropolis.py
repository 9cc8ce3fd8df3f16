"""A city of the size of 重庆 for measurements of the map: 64,500 unit grids over 1,659 km², 10.11 million components.

Deterministic from a seed, made once (some ten seconds) and kept in a folder::

    city = metropolis(Path("build/metropolis"))
    view = MapView(centre=city.centre, zoom=14)
    view.set_outlines(city.outlines, {}, AREA_STYLES)    # AREA_STYLES of views.city_map.looks, or your own
    layers = PointLayers(view)
    layers.set_points(city.points)                       # a path: the page fetches it by itself
    layers.show(city.cuts)                               # in order: grey; damaged, missing: in colour

`city.units(count, step)` is a units buffer of that many units, each moving along a street from step to step. Smaller
ones (`streets=6, points=50_000`) serve tests.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from app.domain.outlines import Ring, encode_outlines
from widgets.map import PointCut, encode_points, encode_units
from widgets.map.point_file import Bounds

STREETS = 215
POINTS = 10_110_000
CATEGORIES = 90
_CENTRE = (30.55, 112.30)
_GRID_M = 160.4  # 64,500 such squares are 1,659 km²
_WIDE, _HIGH, _COMMUNITY = 20, 15, 5  # grids of a street, and along the side of a community
_STATE_SHARES = (0.972, 0.019, 0.003, 0.004, 0.002)
_CHUNK = 1 << 20
_VERSION = 2

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]


@dataclass(frozen=True)
class Metropolis:
    """`points` is a point file (docs/point-tiles.md), `outlines` a body of docs/areas-outlines.md."""

    outlines: bytes
    points: Path
    bounds: Bounds
    centre: tuple[float, float]

    @property
    def cuts(self) -> tuple[PointCut, ...]:
        """All components by state, what is in order below."""
        return (
            PointCut(states=frozenset({0}), colour="second"),
            PointCut(states=frozenset({1}), colour="yellow", size=1.2),
            PointCut(states=frozenset({2, 3, 4}), colour="orange", size=1.2),
        )

    def units(self, count: int, step: int = 0, seed: int = 7) -> bytes:
        """All units at one step; from step to step each moves 6 m along its heading."""
        rng = np.random.default_rng(seed)
        heading = rng.integers(0, 4, count) * 90.0 + rng.normal(0, 3, count)
        moved_m = 6.0 * step
        north, east = rng.normal(0, 6000, count), rng.normal(0, 8000, count)
        lat, lon = _degrees(east + np.sin(np.radians(heading)) * moved_m, north + np.cos(np.radians(heading)) * moved_m)
        return encode_units(
            ids=np.arange(1, count + 1), lat_deg=lat, lon_deg=lon, heading_deg=heading, age_s=np.ones(count),
            kind=rng.integers(0, 5, count), status=rng.choice(5, count, p=[0.02, 0.6, 0.18, 0.1, 0.1]),
            group=rng.integers(0, 9, count),
        )  # fmt: skip


def metropolis(folder: Path, *, seed: int = 7, streets: int = STREETS, points: int = POINTS) -> Metropolis:
    """The city of that seed and size, from the folder if it was made there before."""
    name = f"metropolis-{_VERSION}-{seed}-{streets}-{points}"
    outlines, file = folder / f"{name}.zho", folder / f"{name}.zhpt"
    if not (outlines.exists() and file.exists()):
        folder.mkdir(parents=True, exist_ok=True)
        land = _Land(np.random.default_rng(seed), streets)
        outlines.write_bytes(land.outlines())
        draft = file.with_suffix(".draft")
        draft.write_bytes(_components(land, points))
        draft.replace(file)
    reach = 0.6 * np.sqrt(streets * _WIDE * _HIGH) * _GRID_M
    (south, north), (west, east) = _degrees(np.array([-reach, reach]), np.array([-reach, reach]))
    return Metropolis(outlines.read_bytes(), file, (float(west), float(south), float(east), float(north)), _CENTRE)


def _degrees(east_m: Floats, north_m: Floats) -> tuple[Floats, Floats]:
    """Latitude and longitude of places in metres from the centre."""
    lat, lon = _CENTRE
    return lat + north_m / 110_850.0, lon + east_m / (111_320.0 * np.cos(np.radians(lat)))


class _Land:
    """A lattice of grids with crooked edges that neighbours share. Streets are whole blocks of it, nearest first."""

    def __init__(self, rng: np.random.Generator, streets: int) -> None:
        self.rng = rng
        blocks = int(np.ceil(np.sqrt(streets))) + 3
        column, row = np.meshgrid(np.arange(blocks), np.arange(blocks))
        east, north = (column - (blocks - 1) / 2) * _WIDE, ((blocks - 1) / 2 - row) * _HIGH
        far = np.hypot(east, north * 1.15) * rng.uniform(0.9, 1.1, east.shape)
        chosen = np.sort(np.argsort(far.ravel(), kind="stable")[:streets])
        self.block_row, self.block_column = np.divmod(chosen, blocks)
        self.rows, self.columns = blocks * _HIGH, blocks * _WIDE
        y, x = np.mgrid[0 : 2 * self.rows + 1, 0 : 2 * self.columns + 1].astype(np.float64)
        # Twice as fine as the grids: corners lie at even places, the crooks of edges between them.
        x = (x / 2 - self.columns / 2) + rng.normal(0, 0.07, x.shape)
        y = (self.rows / 2 - y / 2) + rng.normal(0, 0.07, y.shape)
        self.east_m, self.north_m = x * _GRID_M, y * _GRID_M
        lat, lon = _degrees(self.east_m, self.north_m)
        self.corner = np.stack([np.round(lat * 1e7), np.round(lon * 1e7)], axis=-1).astype(np.int32)

    def ring(self, row: int, column: int, high: int, wide: int) -> Ring:
        """The edge of a block of grids, clockwise from its north-western corner."""
        top, left, bottom, right = 2 * row, 2 * column, 2 * (row + high), 2 * (column + wide)
        c = self.corner
        sides = (c[top, left:right], c[top:bottom, right], c[bottom, right:left:-1], c[bottom:top:-1, left])
        return np.concatenate(sides)

    def outlines(self) -> bytes:
        areas: dict[str, Sequence[Ring]] = {"990106": [self.ring(0, 0, self.rows, self.columns)]}
        for street, (r, c) in enumerate(zip(self.block_row * _HIGH, self.block_column * _WIDE, strict=True), start=1):
            own = f"990106{street:03d}"
            areas[own] = [self.ring(r, c, _HIGH, _WIDE)]
            for k in range(_WIDE * _HIGH // _COMMUNITY**2):
                down, across = divmod(k, _WIDE // _COMMUNITY)
                r0, c0 = r + down * _COMMUNITY, c + across * _COMMUNITY
                community = f"{own}{k + 1:03d}"
                areas[community] = [self.ring(r0, c0, _COMMUNITY, _COMMUNITY)]
                for grid in range(_COMMUNITY**2):
                    ring = self.ring(r0 + grid // _COMMUNITY, c0 + grid % _COMMUNITY, 1, 1)
                    areas[f"{community}{grid + 1:03d}"] = [ring]
        return encode_outlines(areas)

    def grids(self) -> tuple[Ints, Ints]:
        """Row and column of every grid."""
        row, column = np.divmod(np.arange(_WIDE * _HIGH), _WIDE)
        rows = self.block_row[:, None] * _HIGH + row
        columns = self.block_column[:, None] * _WIDE + column
        return rows.ravel(), columns.ravel()


def _components(land: _Land, count: int) -> bytes:
    """Lamps and manholes along the edges, the rest inside; a dense middle, some lesser ones, and a thin rim."""
    rng = land.rng
    row, column = land.grids()
    x, y = column - land.columns / 2, row - land.rows / 2
    size = np.sqrt(len(row))
    weight = 0.25 + rng.gamma(2.0, 0.15, len(row))
    for _ in range(9):
        cx, cy, reach = *rng.normal(0, size / 5, 2), rng.uniform(0.02, 0.09) * size
        weight += rng.uniform(0.7, 3) * np.exp(-((x - cx) ** 2 + (y - cy) ** 2) / (2 * reach**2))
    weight += 4 * np.exp(-(x**2 + y**2) / (2 * (0.09 * size) ** 2))
    shares = 1.0 / np.arange(1, CATEGORIES + 1) ** 0.9
    east, north = np.empty(count), np.empty(count)
    for first in range(0, count, _CHUNK):
        n = min(_CHUNK, count - first)
        grid = rng.choice(len(row), n, p=weight / weight.sum())
        side, t = rng.integers(0, 8, n), rng.uniform(0, 1, n)
        ends = [(0, 0), (0, 1), (0, 2), (1, 2), (2, 2), (2, 1), (2, 0), (1, 0), (0, 0)]
        down, across = np.array([e[0] for e in ends]), np.array([e[1] for e in ends])
        a = (2 * row[grid] + down[side], 2 * column[grid] + across[side])
        b = (2 * row[grid] + down[side + 1], 2 * column[grid] + across[side + 1])
        middle = (2 * row[grid] + 1, 2 * column[grid] + 1)
        # Towards the middle of the grid: a few metres for what stands at the kerb, anywhere for the rest.
        inward = np.where(rng.random(n) < 0.7, rng.uniform(0.05, 0.14, n), 1 - np.sqrt(rng.uniform(0, 0.98, n)))
        for axis, places in ((east, land.east_m), (north, land.north_m)):
            kerb = places[a] * (1 - t) + places[b] * t
            axis[first : first + n] = kerb + (places[middle] - kerb) * inward
    lat, lon = _degrees(east, north)
    category = rng.choice(CATEGORIES, count, p=shares / shares.sum()).astype(np.uint8)
    state = rng.choice(len(_STATE_SHARES), count, p=_STATE_SHARES).astype(np.uint8)
    return encode_points(lat, lon, category, state, categories=CATEGORIES, states=len(_STATE_SHARES)).body
