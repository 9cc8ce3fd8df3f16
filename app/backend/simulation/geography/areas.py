"""Communities and sub-districts grown from blocks, and the 15-digit codes of the grids (GB/T 30428.1, DB11)."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from app.backend.simulation.geography.blocks import Division
from app.backend.simulation.geography.mesh import EdgeClass
from app.backend.simulation.geography.names import COMMUNITY_STEMS, STREET_STEMS
from app.backend.simulation.geography.plane import Floats, Ints, ring_area, ring_centre

CITY_CODE = "990106"
COMMUNITIES = 60
STREETS = 9
# Two grids whose centres differ less than this in northing stand in one row when grids are numbered.
ROW_M = 150.0


@dataclass(frozen=True)
class Partition:
    """For each grid its community and code; for each community its street, code and stem of a name; and so on."""

    community_of_grid: Ints
    grid_codes: tuple[str, ...]
    street_of_community: Ints
    community_codes: tuple[str, ...]
    community_names: tuple[str, ...]
    street_codes: tuple[str, ...]
    street_names: tuple[str, ...]
    grid_centres: Floats
    grid_areas: Floats


def partition(division: Division, north_of_river: Ints) -> Partition:
    """Merge blocks into 60 communities and those into 9 streets along main roads, never across the river."""
    mesh = division.mesh
    rings = [mesh.points(face) for face in range(len(mesh.faces))]
    areas = np.array([ring_area(ring) for ring in rings])
    centres = np.array([ring_centre(ring) for ring in rings])
    block_of = np.array(division.block_of)
    size = np.bincount(block_of, minlength=division.blocks).astype(float)
    borders = _borders(division)
    side = np.zeros(division.blocks, dtype=np.int64)
    side[block_of] = north_of_river
    community_of_block = _merge(size, borders, side, COMMUNITIES)
    community = community_of_block[block_of]
    between: dict[tuple[int, int], float] = {}
    for (a, b), weight in borders.items():
        i, j = int(community_of_block[a]), int(community_of_block[b])
        if i != j:
            between[min(i, j), max(i, j)] = between.get((min(i, j), max(i, j)), 0.0) + weight
    community_side = np.zeros(COMMUNITIES, dtype=np.int64)
    community_side[community] = north_of_river
    grids = np.bincount(community, minlength=COMMUNITIES).astype(float)
    street_of_community = _merge(grids, between, community_side, STREETS)
    return _number(community, street_of_community, centres, areas)


def _borders(division: Division) -> dict[tuple[int, int], float]:
    """How much two blocks belong together: the length of their border, less where a big road runs along it."""
    mesh, borders = division.mesh, dict[tuple[int, int], float]()
    pull = {EdgeClass.MAIN: 0.25, EdgeClass.SECONDARY: 0.8}
    for face in range(len(mesh.faces)):
        here = division.block_of[face]
        for other, a, b in mesh.neighbours(face):
            there = division.block_of[other]
            if here < there:
                length = float(np.hypot(mesh.x[a] - mesh.x[b], mesh.y[a] - mesh.y[b]))
                key = (here, there)
                borders[key] = borders.get(key, 0.0) + length * pull.get(mesh.class_of(a, b), 1.0)
    return borders


def _merge(size: Floats, borders: dict[tuple[int, int], float], side: Ints, wanted: int) -> Ints:
    """Merge the smallest part into the neighbour that fits best until `wanted` parts are left; labels 0…wanted-1."""
    group = {i: {i} for i in range(len(size))}
    weight = {i: float(size[i]) for i in group}
    near: dict[int, dict[int, float]] = {i: {} for i in group}
    for (a, b), length in borders.items():
        if side[a] == side[b]:
            near[a][b] = near[b][a] = length
    while len(group) > wanted:
        # A part without neighbours (an island) can only wait for the others.
        small = min((i for i in group if near[i]), key=lambda i: (weight[i], i))
        best = min(near[small], key=lambda j: (weight[j] - 0.02 * near[small][j] * weight[small] ** 0.5, j))
        group[best] |= group.pop(small)
        weight[best] += weight.pop(small)
        for other, length in near.pop(small).items():
            del near[other][small]
            if other != best:
                near[best][other] = near[other][best] = near[best].get(other, 0.0) + length
    label = np.zeros(len(size), dtype=np.int64)
    for number, members in enumerate(group.values()):
        label[sorted(members)] = number
    return label


def reading_order(centres: Floats) -> Ints:
    """Order of grids: rows from north to south, in each row from west to east."""
    row = np.floor((centres[:, 1].max() - centres[:, 1]) / ROW_M).astype(np.int64)
    return np.lexsort((centres[:, 0], row))


def _number(community: Ints, street_of_community: Ints, centres: Floats, areas: Floats) -> Partition:
    street = street_of_community[community]
    middle = np.stack([np.bincount(street, areas * centres[:, k]) / np.bincount(street, areas) for k in (0, 1)], axis=1)
    anchors = np.array([[x, y] for _stem, x, y in STREET_STEMS])
    place_of_street = _assign(middle, anchors)
    street_codes = tuple(f"{CITY_CODE}{place_of_street[s] + 1:03d}" for s in range(STREETS))
    street_names = tuple(f"{STREET_STEMS[place_of_street[s]][0]}街道" for s in range(STREETS))
    heart = np.stack(
        [np.bincount(community, areas * centres[:, k]) / np.bincount(community, areas) for k in (0, 1)], axis=1
    )
    community_codes = [""] * COMMUNITIES
    for s in range(STREETS):
        members = np.flatnonzero(street_of_community == s)
        for sequence, place in enumerate(reading_order(heart[members]), start=1):
            community_codes[int(members[place])] = f"{street_codes[s]}{sequence:03d}"
    codes = [""] * len(community)
    for c in range(COMMUNITIES):
        members = np.flatnonzero(community == c)
        for sequence, place in enumerate(reading_order(centres[members]), start=1):
            codes[int(members[place])] = f"{community_codes[c]}{sequence:03d}"
    order = sorted(range(COMMUNITIES), key=lambda c: community_codes[c])
    names = [""] * COMMUNITIES
    for stem, c in zip(COMMUNITY_STEMS, order, strict=False):
        names[c] = f"{stem}社区"
    return Partition(
        community, tuple(codes), street_of_community, tuple(community_codes), tuple(names), street_codes, street_names,
        centres, areas,
    )  # fmt: skip


def _assign(points: Floats, anchors: Floats) -> list[int]:
    """One anchor for each point, nearest pairs first."""
    gap = np.hypot(points[:, None, 0] - anchors[None, :, 0], points[:, None, 1] - anchors[None, :, 1])
    chosen = [-1] * len(points)
    for flat in np.argsort(gap, axis=None, kind="stable"):
        point, anchor = divmod(int(flat), len(anchors))
        if chosen[point] < 0 and anchor not in chosen:
            chosen[point] = anchor
    return chosen
