"""210,000 components (部件) as columns: lamps and manholes along the roads, bins and pipes in the blocks."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.backend.simulation.geography.blocks import Division
from app.backend.simulation.geography.landuse import LandUse, Use
from app.backend.simulation.geography.mesh import EdgeClass
from app.backend.simulation.geography.plane import Floats, Ints, degrees_from_metres, following

COMPONENTS = 210_000
# State of a component (GB/T 30428.2): 完好, 破损, 丢失, 废弃, 移除. The order is the code in the column.
STATES = ("intact", "damaged", "missing", "abandoned", "removed")
_STATE_SHARES = (0.972, 0.019, 0.003, 0.004, 0.002)

# Minor code of GB/T 30428.2-2013 → share in thousandths, and whether it stands along roads.
_MIX: dict[str, tuple[float, bool]] = {
    "0101": (31, True), "0102": (62, True), "0103": (78, True), "0104": (96, True), "0106": (17, True),
    "0110": (6, True), "0111": (21, True), "0114": (9, False), "0118": (26, False), "0123": (4, True),
    "0125": (5, False),
    "0126": (9, True), "0127": (11, True), "0128": (13, False), "0129": (8, True), "0130": (24, True),
    "0131": (16, True), "0137": (92, True), "0138": (9, False), "0139": (12, False), "0140": (0.4, True),
    "0145": (1.2, False), "0146": (7, False), "0149": (2.1, False), "0150": (21, True), "0151": (0.7, True),
    "0152": (0.6, False), "0154": (4.2, False), "0157": (3, False), "0201": (2.4, False), "0204": (4.8, True),
    "0206": (0.05, True), "0207": (0.05, True), "0209": (0.06, True), "0211": (0.5, True), "0212": (9, True),
    "0217": (27, True), "0219": (0.6, True), "0220": (14, True), "0221": (19, True), "0224": (0.9, True),
    "0225": (7, True), "0230": (0.8, False), "0301": (0.9, False), "0302": (1.1, True), "0303": (6, False),
    "0304": (0.15, False), "0305": (48, True), "0306": (9, True), "0307": (63, True), "0308": (5, False),
    "0401": (0.5, False), "0402": (168, True), "0404": (28, True), "0405": (8, True), "0406": (0.9, False),
    "0407": (7, False), "0408": (9, True), "0409": (4, False), "0410": (0.3, False), "0503": (0.15, True),
    "0504": (0.03, False), "0506": (1.2, False), "0507": (4.5, False), "0508": (1.5, False),
}  # fmt: skip
# How densely a land use is furnished.
_DENSITY = {
    Use.FIELD: 0.25,
    Use.RIVERSIDE: 0.45,
    Use.PARK: 0.8,
    Use.INDUSTRY: 0.7,
    Use.OLD_TOWN: 1.3,
    Use.BUSINESS: 1.5,
}


@dataclass(frozen=True)
class Components:
    """One row per component. `category` indexes `category_codes`; places in 1e-7 degrees; `state` indexes STATES;
    `grid` is the number of the grid.
    """

    category_codes: tuple[str, ...]
    category: npt.NDArray[np.uint8]
    lat: npt.NDArray[np.int32]
    lon: npt.NDArray[np.int32]
    state: npt.NDArray[np.uint8]
    grid: npt.NDArray[np.uint16]

    def counts_by_grid(self, grids: int) -> Ints:
        """How many components each grid has, (grids,)."""
        return np.bincount(self.grid, minlength=grids)


def place_components(division: Division, land: LandUse, areas: Floats, rng: np.random.Generator) -> Components:
    """Place all components; each lies inside the grid that it is booked to."""
    codes = tuple(sorted(_MIX))
    shares = np.array([_MIX[code][0] for code in codes])
    category = rng.choice(len(codes), COMPONENTS, p=shares / shares.sum())
    furnished = np.array([_DENSITY.get(Use(int(use)), 1.0) for use in land.use_of_grid])
    sides = _road_sides(division)
    at_road = np.array([_MIX[code][1] for code in codes])[category]
    points = np.zeros((COMPONENTS, 2))
    grid = np.zeros(COMPONENTS, dtype=np.int64)

    length = sides.length_m * furnished[sides.grid] * np.array([0, 0, 1.0, 1.4, 1.9])[sides.kind]
    chosen = rng.choice(len(length), int(at_road.sum()), p=length / length.sum())
    t = rng.uniform(0.04, 0.96, len(chosen))[:, None]
    kerb = sides.a[chosen] * (1 - t) + sides.b[chosen] * t
    # Towards the grid's own middle, so that it stays inside.
    inward = sides.middle[chosen] - kerb
    reach = np.hypot(inward[:, 0], inward[:, 1])[:, None]
    points[at_road] = kerb + inward / reach * np.minimum(rng.uniform(3.5, 12.0, (len(chosen), 1)), 0.4 * reach)
    grid[at_road] = sides.grid[chosen]

    weight = np.sqrt(areas) * furnished
    inner = rng.choice(len(areas), int((~at_road).sum()), p=weight / weight.sum())
    points[~at_road], grid[~at_road] = _within(division, inner, rng), inner
    degrees = np.round(degrees_from_metres(points) * 1e7).astype(np.int32)
    return Components(
        category_codes=codes,
        category=category.astype(np.uint8),
        lat=np.ascontiguousarray(degrees[:, 0]),
        lon=np.ascontiguousarray(degrees[:, 1]),
        state=rng.choice(len(STATES), COMPONENTS, p=_STATE_SHARES).astype(np.uint8),
        grid=grid.astype(np.uint16),
    )


@dataclass(frozen=True)
class _Sides:
    """Sides of grids that are roads: ends, the grid's middle, its number, length and class."""

    a: Floats
    b: Floats
    middle: Floats
    grid: Ints
    length_m: Floats
    kind: Ints


def _road_sides(division: Division) -> _Sides:
    mesh = division.mesh
    a, b, middle, grid, kind = [], [], [], [], []
    for face, ring in enumerate(mesh.faces):
        centre = mesh.points(face).mean(axis=0)
        for u, v in zip(ring, ring[1:] + ring[:1], strict=True):
            road = mesh.class_of(u, v)
            if road >= EdgeClass.LOCAL:
                a.append((mesh.x[u], mesh.y[u]))
                b.append((mesh.x[v], mesh.y[v]))
                middle.append(centre)
                grid.append(face)
                kind.append(int(road))
    ends_a, ends_b = np.array(a), np.array(b)
    length = np.hypot(*(ends_a - ends_b).T)
    return _Sides(ends_a, ends_b, np.array(middle), np.array(grid), length, np.array(kind))


def _within(division: Division, grids: Ints, rng: np.random.Generator) -> Floats:
    """A random place inside each of the grids: in a triangle of its middle and one of its sides, not near the side."""
    mesh = division.mesh
    points = np.zeros((len(grids), 2))
    order = np.argsort(grids, kind="stable")
    first = np.searchsorted(grids[order], np.arange(len(mesh.faces) + 1))
    draws = rng.random((len(grids), 3))
    for face in range(len(mesh.faces)):
        rows = order[first[face] : first[face + 1]]
        if not len(rows):
            continue
        ring = mesh.points(face)
        centre = ring.mean(axis=0)
        length = np.hypot(*(following(ring) - ring).T)
        side = np.searchsorted(np.cumsum(length) / length.sum(), draws[rows, 0] * 0.999999)
        edge = ring[side] + draws[rows, 1:2] * (following(ring)[side] - ring[side])
        points[rows] = centre + 0.82 * np.sqrt(draws[rows, 2:3]) * (edge - centre)
    return points
