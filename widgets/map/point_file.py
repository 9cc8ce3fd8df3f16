"""The map's point file (docs/point-tiles.md): millions of still points as columns, sorted so that a tile, a cut and a
count read only what they need. 4 bytes a point and a few per run of equal points.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
import numpy.typing as npt

MAGIC = b"ZHPT"
VERSION = 1
CELL_ZOOM = 16
HEAD_BYTES = 32
UNKNOWN_CATEGORY = 255
STATES_AT_MOST = 8
# Why a row was left out ("unknown_category" is drawn all the same, as UNKNOWN_CATEGORY).
NOT_A_PLACE, AT_ZERO, OUTSIDE, UNKNOWN_STATE, NO_CATEGORY = (
    "not_a_place", "at_zero", "outside", "unknown_state", "unknown_category",
)  # fmt: skip

_STEP = 1 << 16  # places within a cell, along each side
_MOST_LAT = 85.0
_CHUNK = 1 << 20

Bounds = tuple[float, float, float, float]  # west, south, east, north in degrees
Longs = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]


@dataclass(frozen=True)
class EncodedPoints:
    """A point file, `order[k]` = which given row the file's row k is, and how many rows had which fault."""

    body: bytes
    order: npt.NDArray[np.uint32]
    faults: Mapping[str, int] = field(default_factory=dict)


def encode_points(
    lat_deg: npt.ArrayLike,
    lon_deg: npt.ArrayLike,
    category: npt.ArrayLike,
    state: npt.ArrayLike,
    *,
    categories: int = UNKNOWN_CATEGORY,
    states: int = STATES_AT_MOST,
    bounds: Bounds | None = None,
) -> EncodedPoints:
    """Columns in any order to a file; WGS 84 degrees, codes below `categories` (at most 255) and `states` (at most 8).

    What is no place, lies at (0, 0) or outside `bounds`, or has an unknown state is left out and counted; a category
    nobody knows becomes UNKNOWN_CATEGORY and is counted too. ValueError if columns differ in length.
    """
    lat, lon = np.asarray(lat_deg, dtype=np.float64), np.asarray(lon_deg, dtype=np.float64)
    kinds, conditions = np.asarray(category), np.asarray(state)
    if not len(lat) == len(lon) == len(kinds) == len(conditions):
        raise ValueError("columns differ in length")
    keep, faults = _sound(lat, lon, conditions, states, bounds)
    known = (kinds >= 0) & (kinds < min(categories, UNKNOWN_CATEGORY))
    _count(faults, NO_CATEGORY, keep & ~known)
    rows = np.flatnonzero(keep)
    place = np.empty(len(rows), dtype=np.uint32)
    rank = np.empty(len(rows), dtype=np.uint64)  # cell row · cell column · category · state: what the file is sorted by
    for first in range(0, len(rows), _CHUNK):
        part = rows[first : first + _CHUNK]
        x, y = _steps(lat[part], lon[part])
        place[first : first + _CHUNK] = (x % _STEP) | (y % _STEP) << 16
        code = np.where(known[part], kinds[part], UNKNOWN_CATEGORY).astype(np.int64)
        key = (y // _STEP << 27) | (x // _STEP << 11) | (code << 3) | conditions[part].astype(np.int64)
        rank[first : first + _CHUNK] = key.astype(np.uint64)
    order = np.argsort(rank, kind="stable")
    return EncodedPoints(_file(rank[order], place[order]), rows[order].astype(np.uint32), faults)


def _count(faults: dict[str, int], fault: str, rows: Bools) -> None:
    count = int(np.count_nonzero(rows))
    if count:
        faults[fault] = count


def _sound(
    lat: npt.NDArray[np.float64], lon: npt.NDArray[np.float64], state: npt.NDArray[np.generic], states: int,
    bounds: Bounds | None,
) -> tuple[Bools, dict[str, int]]:  # fmt: skip
    """Rows that can be drawn, and the first fault of each of the others."""
    faults: dict[str, int] = {}
    with np.errstate(invalid="ignore"):
        keep = (np.abs(lat) <= _MOST_LAT) & (np.abs(lon) <= 180.0)
    _count(faults, NOT_A_PLACE, ~keep)
    tests = [(AT_ZERO, (lat != 0.0) | (lon != 0.0))]
    if bounds is not None:
        west, south, east, north = bounds
        tests.append((OUTSIDE, (lon >= west) & (lon <= east) & (lat >= south) & (lat <= north)))
    known: Bools = np.asarray((state >= 0) & (state < min(states, STATES_AT_MOST)))  # type: ignore[operator]
    tests.append((UNKNOWN_STATE, known))
    for fault, passed in tests:
        _count(faults, fault, keep & ~passed)
        keep &= passed
    return keep, faults


def _steps(lat: npt.NDArray[np.float64], lon: npt.NDArray[np.float64]) -> tuple[Longs, Longs]:
    """Web Mercator in whole steps: the world is 2^32 wide, so a step is under a centimetre."""
    across = np.float64(_STEP << CELL_ZOOM)
    sine = np.sin(np.radians(lat))
    x = (lon / 360.0 + 0.5) * across
    y = (0.5 - np.log((1 + sine) / (1 - sine)) / (4 * np.pi)) * across
    most = int(across) - 1
    return np.clip(x.astype(np.int64), 0, most), np.clip(y.astype(np.int64), 0, most)


def _starts(sorted_keys: npt.NDArray[np.uint64]) -> Longs:
    """Where each run of equal keys begins."""
    if not len(sorted_keys):
        return np.zeros(0, dtype=np.int64)
    return np.concatenate([[0], np.flatnonzero(sorted_keys[1:] != sorted_keys[:-1]) + 1]).astype(np.int64)


def _file(rank: npt.NDArray[np.uint64], place: npt.NDArray[np.uint32]) -> bytes:
    runs = _starts(rank)
    keys = rank[runs]
    cells = _starts(keys >> np.uint64(11))
    cell = keys[cells] >> np.uint64(11)
    head = np.array([VERSION | CELL_ZOOM << 16, len(place), len(cells), len(runs), 0, 0, 0], dtype="<u4")
    columns = (
        (cell & np.uint64(0xFFFF), "<u4"),
        (cell >> np.uint64(16), "<u4"),
        (np.append(cells, len(runs)), "<u4"),
        (np.append(runs, len(place)), "<u4"),
        (place, "<u4"),
        (keys & np.uint64(0x7FF), "<u2"),
    )
    return b"".join([MAGIC, head.tobytes(), *(column.astype(dtype).tobytes() for column, dtype in columns)])
