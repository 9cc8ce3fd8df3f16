"""Area outlines as columns: the compact form of docs/areas-outlines.md, written, read and asked "which area is here".

2,400 grids as objects would cost seconds to build and decode; as columns they are a handful of arrays.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import numpy.typing as npt

from app.domain.areas import LEVEL_DIGITS, AreaLevel

MAGIC = b"ZHO1"
MEDIA_TYPE = "application/vnd.zhihui.outlines"
DEGREES_PER_UNIT = 1e-7
_CODE = np.dtype("S16")
_INT = np.dtype("<i4")

# One ring: (lat, lon) pairs in degrees, or already in 1e-7 degrees as an int32 array of shape (n, 2).
Ring = npt.NDArray[np.int32]


def ring_from_degrees(points: Iterable[tuple[float, float]]) -> Ring:
    """A ring from (lat, lon) degrees; a repeated first point at the end is dropped."""
    ring = np.round(np.array(list(points), dtype=np.float64) / DEGREES_PER_UNIT).astype(np.int32).reshape(-1, 2)
    if len(ring) > 1 and (ring[0] == ring[-1]).all():
        ring = ring[:-1]
    return ring


@dataclass(frozen=True)
class LevelOutlines:
    """All outlines of one level: codes sorted, index arrays one longer than what they index, points (n, 2) int32."""

    digits: int
    codes: npt.NDArray[np.bytes_]
    first_ring: npt.NDArray[np.int32]
    first_point: npt.NDArray[np.int32]
    points: npt.NDArray[np.int32]

    def rings(self, place: int) -> list[Ring]:
        """The rings of the area at that place in `codes`."""
        first, last = int(self.first_ring[place]), int(self.first_ring[place + 1])
        return [self.points[self.first_point[r] : self.first_point[r + 1]] for r in range(first, last)]

    @cached_property
    def boxes(self) -> npt.NDArray[np.int32]:
        """One row (south, west, north, east) per area in 1e-7 degrees."""
        boxes = np.zeros((len(self.codes), 4), dtype=np.int32)
        starts = self.first_point[self.first_ring]
        drawn = np.flatnonzero(starts[1:] > starts[:-1])
        if len(drawn):
            # The points of one area follow each other, and so do the areas that have any.
            first = starts[:-1][drawn]
            boxes[drawn, :2] = np.minimum.reduceat(self.points, first, axis=0)
            boxes[drawn, 2:] = np.maximum.reduceat(self.points, first, axis=0)
        return boxes

    def find(self, lat: int, lon: int) -> str | None:
        """Code of the area that holds the place in 1e-7 degrees; of areas that meet there, the first by code."""
        boxes = self.boxes
        near = (boxes[:, 0] <= lat) & (lat <= boxes[:, 2]) & (boxes[:, 1] <= lon) & (lon <= boxes[:, 3])
        for place in np.flatnonzero(near):
            if _inside(self.rings(int(place)), lat, lon):
                return str(self.codes[place].decode("ascii"))
        return None

    def holds(self, code: str, lat: npt.NDArray[np.int64], lon: npt.NDArray[np.int64]) -> npt.NDArray[np.bool_] | None:
        """Which of many places in 1e-7 degrees lie in one area; None for an area without an outline here.

        The same even-odd rule as `find`. Each edge looks at the places of its own latitudes alone.
        """
        place = int(np.searchsorted(self.codes, code.encode("ascii")))
        if place == len(self.codes) or self.codes[place].decode("ascii") != code:
            return None
        inside = np.zeros(len(lat), dtype=np.bool_)
        south, west, north, east = self.boxes[place].tolist()
        near = np.flatnonzero((lat >= south) & (lat <= north) & (lon >= west) & (lon <= east))
        near = near[np.argsort(lat[near], kind="stable")]
        y, x = lat[near], lon[near]
        odd = np.zeros(len(near), dtype=np.bool_)
        for ring in self.rings(place):
            ends = ring.astype(np.int64)
            after = np.roll(ends, -1, axis=0)
            first = np.searchsorted(y, np.minimum(ends[:, 0], after[:, 0]), side="left")
            last = np.searchsorted(y, np.maximum(ends[:, 0], after[:, 0]), side="left")
            for edge in np.flatnonzero(last > first).tolist():
                some = slice(int(first[edge]), int(last[edge]))
                (y0, x0), (y1, x1) = ends[edge].tolist(), after[edge].tolist()
                odd[some] ^= x[some] < x0 + (y[some] - y0) * (x1 - x0) / (y1 - y0)
        inside[near] = odd
        return inside


@dataclass(frozen=True)
class Outlines:
    """The outlines of a city, level by level, the largest areas first."""

    levels: tuple[LevelOutlines, ...]

    def level(self, level: AreaLevel) -> LevelOutlines:
        """The outlines of one level; KeyError where the body has none such."""
        for outlines in self.levels:
            if outlines.digits == LEVEL_DIGITS[level]:
                return outlines
        raise KeyError(level)

    def find(self, level: AreaLevel, lat_deg: float, lon_deg: float) -> str | None:
        """Code of the area of that level at a place in degrees, or None outside all of them."""
        return self.level(level).find(round(lat_deg / DEGREES_PER_UNIT), round(lon_deg / DEGREES_PER_UNIT))

    def holds(
        self, code: str, lat_deg: npt.NDArray[np.float64], lon_deg: npt.NDArray[np.float64]
    ) -> npt.NDArray[np.bool_] | None:
        """Which of many places in degrees, none of them NaN, lie in one area; None where its outline is not known."""
        for outlines in self.levels:
            if outlines.digits == len(code):
                lat, lon = (np.round(axis / DEGREES_PER_UNIT).astype(np.int64) for axis in (lat_deg, lon_deg))
                return outlines.holds(code, lat, lon)
        return None


def _inside(rings: Sequence[Ring], lat: int, lon: int) -> bool:
    """Even-odd rule. An edge counts its southern end and not its northern, so shared corners count once."""
    inside = False
    for ring in rings:
        y, x = ring[:, 0].astype(np.int64), ring[:, 1].astype(np.int64)
        next_y, next_x = np.roll(y, -1), np.roll(x, -1)
        crosses = (y > lat) != (next_y > lat)
        rise = np.where(crosses, next_y - y, 1)
        crossing_x = x + (lat - y) * (next_x - x) / rise
        inside ^= bool(np.count_nonzero(crosses & (lon < crossing_x)) % 2)
    return inside


def areas_outside(outlines: Outlines, limits_deg: tuple[float, float, float, float]) -> frozenset[str]:
    """Codes of the areas with a point beyond west, south, east, north: one at (0, 0) draws a line across the world."""
    west, south, east, north = (limit / DEGREES_PER_UNIT for limit in limits_deg)
    found = set[str]()
    for level in outlines.levels:
        boxes, starts = level.boxes, level.first_point[level.first_ring]
        beyond = (boxes[:, 0] < south) | (boxes[:, 1] < west) | (boxes[:, 2] > north) | (boxes[:, 3] > east)
        beyond &= starts[1:] > starts[:-1]  # an area without points is nowhere
        found |= {code.decode("ascii") for code in level.codes[beyond]}
    return frozenset(found)


def outlines_without(outlines: Outlines, codes: Collection[str]) -> bytes:
    """The body of all other areas."""
    kept = {
        code: level.rings(place)
        for level in outlines.levels
        for place, raw in enumerate(level.codes)
        if (code := raw.decode("ascii")) not in codes
    }
    return encode_outlines(kept)


def encode_outlines(areas: Mapping[str, Sequence[Ring]]) -> bytes:
    """The body of docs/areas-outlines.md from area code -> rings in 1e-7 degrees; ValueError for an odd code."""
    by_digits: dict[int, list[str]] = {digits: [] for digits in LEVEL_DIGITS.values()}
    for code in areas:
        if len(code) not in by_digits or not code.isdigit():
            raise ValueError(f"not an area code: {code!r}")
        by_digits[len(code)].append(code)
    directory: list[tuple[int, int, int, int]] = []
    bodies: list[bytes] = []
    for digits, codes in by_digits.items():
        codes.sort()
        rings = [ring for code in codes for ring in areas[code]]
        first_ring = np.cumsum([0, *(len(areas[code]) for code in codes)])
        first_point = np.cumsum([0, *(len(ring) for ring in rings)])
        points = np.concatenate(rings) if rings else np.zeros((0, 2))
        directory.append((digits, len(codes), len(rings), len(points)))
        bodies.append(np.array(codes, dtype=_CODE).tobytes())
        bodies += [np.ascontiguousarray(part, dtype=_INT).tobytes() for part in (first_ring, first_point, points)]
    head = MAGIC + np.array([len(directory)], _INT).tobytes() + np.array(directory, _INT).tobytes()
    return head + b"".join(bodies)


def decode_outlines(body: bytes) -> Outlines:
    """Outlines whose arrays look into `body`; ValueError for another format or a torn body."""
    if body[:4] != MAGIC or len(body) < 8:
        raise ValueError("not an outlines body")
    count = int(np.frombuffer(body, _INT, 1, 4)[0])
    at = 8 + 16 * count
    if count < 0 or len(body) < at:
        raise ValueError("torn outlines body")
    directory = np.frombuffer(body, _INT, 4 * count, 8).reshape(count, 4).tolist()
    if len(body) != at + sum(16 * a + 4 * (a + 1) + 4 * (r + 1) + 8 * p for _digits, a, r, p in directory):
        raise ValueError("outlines body does not match its directory")
    levels: list[LevelOutlines] = []
    for digits, areas, rings, points in directory:
        parts = []
        for dtype, length in ((_CODE, areas), (_INT, areas + 1), (_INT, rings + 1), (_INT, 2 * points)):
            parts.append(np.frombuffer(body, dtype, length, at))
            at += dtype.itemsize * length
        levels.append(LevelOutlines(digits, parts[0], parts[1], parts[2], parts[3].reshape(-1, 2)))
    return Outlines(tuple(levels))
