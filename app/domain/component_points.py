"""Components (部件) as columns: the compact form of docs/components.md. 210,000 of them are 3 MB and no objects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

MAGIC = b"ZHC2"
_WITHOUT_NUMBERS = b"ZHC1"  # as cities were kept before; the same numbers are counted from their order
MEDIA_TYPE = "application/vnd.zhihui.components"
STATES = ("intact", "damaged", "missing", "abandoned", "removed")  # the order is the code in the column
_INT = np.dtype("<i4")
_BYTE = np.dtype("u1")
_CATEGORY = np.dtype("S8")
_GRID = np.dtype("S16")


def is_component_code(text: str) -> bool:
    """True for what may be a component's own code: 16 digits (GB/T 30428.2-2013) or 17 (GB/T 47678.5-2026)."""
    return len(text) in (16, 17) and text.isascii() and text.isdigit()


@dataclass(frozen=True)
class ComponentPoints:
    """Components sorted by grid; `first` is one longer than `grids`; places in 1e-7 degrees; see docs/components.md.

    `number` counts the components of one category through the city; it is given once and is part of the code.
    """

    categories: npt.NDArray[np.bytes_]
    grids: npt.NDArray[np.bytes_]
    first: npt.NDArray[np.int32]
    lat: npt.NDArray[np.int32]
    lon: npt.NDArray[np.int32]
    category: npt.NDArray[np.uint8]
    state: npt.NDArray[np.uint8]
    number: npt.NDArray[np.int32]

    def grid_of(self, row: int) -> str:
        """Code of the grid that the component is registered in."""
        grid = int(np.searchsorted(self.first, row, side="right")) - 1
        return str(self.grids[grid].decode("ascii"))

    def category_of(self, row: int) -> str:
        """Code of the category as in the catalogue."""
        return str(self.categories[self.category[row]].decode("ascii"))

    def code_of(self, row: int) -> str:
        """The component's own code: division 6 + category + number 6 digits, which are 16 digits by GB/T 30428.2-2013
        (major and minor of 2 digits each) and 17 by GB/T 47678.5-2026 (2 and 3)."""
        return f"{self.grid_of(row)[:6]}{self.category_of(row)[1:]}{int(self.number[row]):06d}"

    def row_of(self, code: str) -> int | None:
        """The component of that code; None if it is not among these."""
        if not is_component_code(code):
            return None
        category = np.flatnonzero(self.categories == b"C" + code[6:-6].encode())
        if not len(category):
            return None
        rows = np.flatnonzero((self.category == category[0]) & (self.number == int(code[-6:])))
        return next((int(row) for row in rows if self.code_of(int(row)) == code), None)

    def within(self, area_code: str) -> ComponentPoints:
        """Those in an area and below, which is one slice because grids are sorted by code."""
        low = int(np.searchsorted(self.grids, area_code.encode()))
        high = int(np.searchsorted(self.grids, area_code.encode() + b":"))  # ':' follows '9'
        rows = slice(int(self.first[low]), int(self.first[high]))
        return ComponentPoints(
            categories=self.categories,
            grids=self.grids[low:high],
            first=self.first[low : high + 1] - self.first[low],
            lat=self.lat[rows],
            lon=self.lon[rows],
            category=self.category[rows],
            state=self.state[rows],
            number=self.number[rows],
        )


def sort_by_grid(
    categories: Sequence[str],
    grids: Sequence[str],
    grid: npt.NDArray[np.integer],
    lat: npt.NDArray[np.int32],
    lon: npt.NDArray[np.int32],
    category: npt.NDArray[np.uint8],
    state: npt.NDArray[np.uint8],
) -> ComponentPoints:
    """Columns in any order to sorted ones; `grid` is each component's place in `grids`. Then numbers are given."""
    codes = np.array(grids, _GRID)
    order_of_grids = np.argsort(codes)
    rank = np.empty(len(codes), np.int64)
    rank[order_of_grids] = np.arange(len(codes))
    place = rank[grid]
    order = np.argsort(place, kind="stable")
    return ComponentPoints(
        categories=np.array(categories, _CATEGORY),
        grids=codes[order_of_grids],
        first=np.searchsorted(place[order], np.arange(len(codes) + 1)).astype(_INT),
        lat=lat[order],
        lon=lon[order],
        category=category[order],
        state=state[order],
        number=_numbers(category[order]),
    )


def _numbers(category: npt.NDArray[np.uint8]) -> npt.NDArray[np.int32]:
    """1, 2, 3 … through the components of each category, in their order."""
    by_category = np.argsort(category, kind="stable")
    ordered = category[by_category]
    numbers = np.empty(len(category), _INT)
    numbers[by_category] = np.arange(len(category)) - np.searchsorted(ordered, ordered) + 1
    return numbers


def no_components() -> ComponentPoints:
    """A city without any."""
    nothing = np.zeros(0, _INT)
    return sort_by_grid([], [], nothing, nothing, nothing, nothing.astype(_BYTE), nothing.astype(_BYTE))


def _padded(part: bytes) -> bytes:
    return part + b"\0" * (-len(part) % 4)


def encode_components(points: ComponentPoints) -> bytes:
    """The body of docs/components.md."""
    counts = np.array([len(points.categories), len(points.grids), len(points.lat)], _INT)
    columns = (points.first, points.lat, points.lon, points.number)
    return b"".join(
        [
            MAGIC,
            counts.tobytes(),
            points.categories.astype(_CATEGORY).tobytes(),
            points.grids.astype(_GRID).tobytes(),
            *(np.ascontiguousarray(column, _INT).tobytes() for column in columns),
            *(_padded(np.ascontiguousarray(column, _BYTE).tobytes()) for column in (points.category, points.state)),
        ]
    )


def decode_components(body: bytes) -> ComponentPoints:
    """Columns that look into `body`; ValueError for another format or a torn body."""
    if body[:4] not in (MAGIC, _WITHOUT_NUMBERS) or len(body) < 16:
        raise ValueError("not a components body")
    numbered = body[:4] == MAGIC
    categories, grids, count = (int(n) for n in np.frombuffer(body, _INT, 3, 4))
    bytes_each = count + -count % 4
    columns = 3 if numbered else 2
    if len(body) != 16 + 8 * categories + 16 * grids + 4 * (grids + 1) + 4 * columns * count + 2 * bytes_each:
        raise ValueError("components body does not match its counts")
    at, parts = 16, []
    for dtype, length, size in (
        (_CATEGORY, categories, 8 * categories),
        (_GRID, grids, 16 * grids),
        (_INT, grids + 1, 4 * (grids + 1)),
        *[(_INT, count, 4 * count)] * columns,
        (_BYTE, count, bytes_each),
        (_BYTE, count, bytes_each),
    ):
        parts.append(np.frombuffer(body, dtype, length, at))
        at += size
    codes, grid_codes, first, lat, lon, *numbers, category, state = parts
    number = numbers[0] if numbers else _numbers(category)
    return ComponentPoints(codes, grid_codes, first, lat, lon, category, state, number)
