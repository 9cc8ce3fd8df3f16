"""What each block is used for, and where the water and the parks lie."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

import numpy as np

from app.backend.simulation.geography.blocks import Division, density
from app.backend.simulation.geography.mesh import EdgeClass, undirected
from app.backend.simulation.geography.plane import (
    Bools,
    Floats,
    Ints,
    distance_to_path,
    inside_ring,
    offset,
    ring_area,
    ring_centre,
)
from app.backend.simulation.geography.skeleton import Skeleton

LAKE_CENTRE_M = (8_090.0, 3_950.0)


class Use(IntEnum):
    """Land use of a block."""

    HOUSING = 0
    OLD_TOWN = 1
    BUSINESS = 2
    INDUSTRY = 3
    FIELD = 4
    PARK = 5
    RIVERSIDE = 6
    SCHOOL = 7
    HOSPITAL = 8
    STATION = 9
    GOVERNMENT = 10
    MARKET = 11


# Name, use, place in metres: the block that holds or is nearest to the place gets the use.
LANDMARKS: tuple[tuple[str, Use, float, float], ...] = (
    ("云川站", Use.STATION, 4_480.0, 5_080.0),
    ("云川市人民政府", Use.GOVERNMENT, 6_250.0, 4_250.0),
    ("云川市人民医院", Use.HOSPITAL, 3_780.0, 3_720.0),
    ("云川市中医院", Use.HOSPITAL, 2_450.0, 4_420.0),
    ("江南医院", Use.HOSPITAL, 5_600.0, 1_380.0),
    ("云川市第一中学", Use.SCHOOL, 3_150.0, 4_450.0),
    ("文昌小学", Use.SCHOOL, 4_300.0, 3_700.0),
    ("实验中学", Use.SCHOOL, 6_950.0, 3_300.0),
    ("江南中学", Use.SCHOOL, 4_250.0, 1_500.0),
    ("云川学院", Use.SCHOOL, 5_500.0, 5_900.0),
    ("铁西小学", Use.SCHOOL, 1_500.0, 3_700.0),
    ("职业技术学院", Use.SCHOOL, 8_900.0, 1_300.0),
    ("中心菜市场", Use.MARKET, 3_250.0, 3_700.0),
    ("江南批发市场", Use.MARKET, 3_000.0, 1_500.0),
    ("步行街", Use.BUSINESS, 3_800.0, 4_000.0),
    ("万象广场", Use.BUSINESS, 5_450.0, 4_300.0),
    ("高新商务区", Use.BUSINESS, 7_000.0, 4_450.0),
    ("会展中心", Use.BUSINESS, 6_900.0, 3_800.0),
    ("江南广场", Use.BUSINESS, 5_150.0, 1_550.0),
    ("铁西工业园", Use.INDUSTRY, 900.0, 5_300.0),
    ("高新产业园", Use.INDUSTRY, 9_250.0, 5_350.0),
    ("江南物流园", Use.INDUSTRY, 1_300.0, 900.0),
    ("人民公园", Use.PARK, 2_500.0, 3_760.0),
    ("文昌公园", Use.PARK, 4_550.0, 4_550.0),
    ("站前公园", Use.PARK, 5_350.0, 5_350.0),
    ("学府公园", Use.PARK, 6_150.0, 3_350.0),
    ("南湖公园", Use.PARK, 4_300.0, 2_150.0),
    ("铁山森林公园", Use.PARK, 1_150.0, 6_150.0),
    ("凤凰山公园", Use.PARK, 8_950.0, 450.0),
    ("江南体育公园", Use.PARK, 6_300.0, 1_400.0),
    ("体育中心", Use.PARK, 7_050.0, 5_350.0),
)


@dataclass(frozen=True)
class LandUse:
    """`use_of_block` (blocks,), `block_of_grid` (grids,), water rings in metres, and the names of placed landmarks."""

    use_of_block: Ints
    block_of_grid: Ints
    river_ring: Floats
    bank_ring: Floats
    lake_ring: Floats
    pond_rings: tuple[Floats, ...]
    landmark_block: dict[str, int]

    @property
    def use_of_grid(self) -> Ints:
        """Land use of every grid."""
        return self.use_of_block[self.block_of_grid]


def river_faces(mesh_faces: list[Floats], skeleton: Skeleton) -> set[int]:
    """The faces between the embankment roads: all their vertices lie near the river."""
    near = set()
    for face, points in enumerate(mesh_faces):
        if distance_to_path(points, skeleton.river).max() < 185.0:
            near.add(face)
    return near


def use_land(division: Division, skeleton: Skeleton, rng: np.random.Generator) -> LandUse:
    """Give each block a use and take the roads out of parks."""
    mesh = division.mesh
    block_of_grid = np.array(division.block_of)
    rings = [mesh.points(face) for face in range(len(mesh.faces))]
    areas = np.array([ring_area(ring) for ring in rings])
    centres = np.array([ring_centre(ring) for ring in rings])
    block_area = np.bincount(block_of_grid, areas, division.blocks)
    block_centre = np.stack(
        [np.bincount(block_of_grid, areas * centres[:, k], division.blocks) / block_area for k in (0, 1)], axis=1
    )
    riverside = {int(block_of_grid[f]) for f in river_faces(rings, skeleton)}
    use = np.array([_ordinary_use(x, y, rng) for x, y in block_centre])
    use[sorted(riverside)] = Use.RIVERSIDE
    lake = np.hypot(*(block_centre - np.array(LAKE_CENTRE_M)).T) < 470.0
    use[lake & (use != Use.RIVERSIDE)] = Use.PARK
    placed: dict[str, int] = {}
    for name, kind, x, y in LANDMARKS:
        gap = np.hypot(block_centre[:, 0] - x, block_centre[:, 1] - y)
        gap[sorted(riverside | set(placed.values()))] = np.inf
        gap[lake] = np.inf
        placed[name] = int(np.argmin(gap))
        use[placed[name]] = kind
    _clear_parks(division, use)
    ponds = tuple(
        _pond(block_centre[placed[name]], float(block_area[placed[name]]), rng)
        for name in ("人民公园", "南湖公园", "学府公园", "凤凰山公园")
    )
    return LandUse(
        use, block_of_grid, _river_ring(skeleton, 0.0), _river_ring(skeleton, 38.0), _lake_ring(), ponds, placed
    )


def _ordinary_use(x: float, y: float, rng: np.random.Generator) -> Use:
    centre = density(x, y)
    rim = max(abs(x - 4_950.0) / 4_950.0, abs(y - 3_300.0) / 3_300.0)
    draw = float(rng.random())
    if 2_700.0 < x < 4_300.0 and 3_300.0 < y < 4_600.0:
        return Use.OLD_TOWN if draw < 0.8 else Use.BUSINESS
    if rim > 0.86:
        return Use.FIELD if draw < 0.45 else (Use.INDUSTRY if draw < 0.70 else Use.HOUSING)
    if (x < 1_900.0 or x > 8_300.0) and draw < 0.38:
        return Use.INDUSTRY
    if centre > 1.1 and draw < 0.25:
        return Use.BUSINESS
    if draw > 0.965:
        return Use.PARK
    return Use.SCHOOL if draw > 0.945 else Use.HOUSING


def _clear_parks(division: Division, use: Ints) -> None:
    """No streets inside parks, nor between two blocks of one park."""
    mesh = division.mesh
    for face in range(len(mesh.faces)):
        if use[division.block_of[face]] != Use.PARK:
            continue
        for other, a, b in mesh.neighbours(face):
            if use[division.block_of[other]] == Use.PARK and mesh.class_of(a, b) < EdgeClass.MAIN:
                mesh.edge_class[undirected(a, b)] = EdgeClass.NONE


def _river_ring(skeleton: Skeleton, beyond_m: float) -> Floats:
    half = skeleton.river_half_width_m + beyond_m
    return np.concatenate([offset(skeleton.river, half), offset(skeleton.river, -half)[::-1]])


def _lake_ring() -> Floats:
    turn = np.linspace(0.0, 2.0 * np.pi, 72, endpoint=False)
    radius = 262.0 * (1.0 + 0.16 * np.sin(2 * turn + 0.5) + 0.10 * np.sin(3 * turn + 2.0) + 0.05 * np.sin(7 * turn))
    return np.stack(
        [LAKE_CENTRE_M[0] + 1.15 * radius * np.cos(turn), LAKE_CENTRE_M[1] + 0.95 * radius * np.sin(turn)], axis=1
    )


def _pond(centre: Floats, area: float, rng: np.random.Generator) -> Floats:
    turn = np.linspace(0.0, 2.0 * np.pi, 40, endpoint=False)
    size = 0.21 * np.sqrt(area)
    phase = rng.uniform(0.0, 6.28, 2)
    radius = size * (1.0 + 0.22 * np.sin(2 * turn + phase[0]) + 0.12 * np.sin(3 * turn + phase[1]))
    return np.stack([centre[0] + radius * np.cos(turn), centre[1] + radius * np.sin(turn)], axis=1)


def on_water(points: Floats, land: LandUse) -> Bools:
    """Which of (k, 2) points lie in the river, the lake or a pond."""
    wet = inside_ring(points, land.river_ring) | inside_ring(points, land.lake_ring)
    for ring in land.pond_rings:
        wet |= inside_ring(points, ring)
    return wet
