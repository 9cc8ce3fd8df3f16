"""Components (部件) as columns: the compact form of docs/components.md. 210,000 of them are 3 MB and no objects."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

MAGIC = b"ZHC3"
# As cities were kept before: places as two columns and before the rest; the older ones without numbers, which are
# counted from their order.
_PLACES_FIRST, _WITHOUT_NUMBERS = b"ZHC2", b"ZHC1"
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

    `number` counts the components of one category through the city; it is given once and is part of the code. 0 stands
    for a number that did not arrive. `missing` is how many more components there are of which no place arrived.
    """

    categories: npt.NDArray[np.bytes_]
    grids: npt.NDArray[np.bytes_]
    first: npt.NDArray[np.int32]
    lat: npt.NDArray[np.int32]
    lon: npt.NDArray[np.int32]
    category: npt.NDArray[np.uint8]
    state: npt.NDArray[np.uint8]
    number: npt.NDArray[np.int32]
    missing: int = 0

    def grid_of(self, row: int) -> str:
        """Code of the grid that the component is registered in."""
        grid = int(np.searchsorted(self.first, row, side="right")) - 1
        return str(self.grids[grid].decode("ascii"))

    def category_of(self, row: int) -> str:
        """Code of the category as in the catalogue."""
        return str(self.categories[self.category[row]].decode("ascii"))

    def code_of(self, row: int) -> str:
        """The component's own code: division 6 + category + number 6 digits, which are 16 digits by GB/T 30428.2-2013
        (major and minor of 2 digits each) and 17 by GB/T 47678.5-2026 (2 and 3). "" where its number is not here."""
        if not self.number[row]:
            return ""
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
    return b"".join(
        [
            MAGIC,
            counts.tobytes(),
            points.categories.astype(_CATEGORY).tobytes(),
            points.grids.astype(_GRID).tobytes(),
            np.ascontiguousarray(points.first, _INT).tobytes(),
            *(_padded(np.ascontiguousarray(column, _BYTE).tobytes()) for column in (points.category, points.state)),
            np.column_stack((points.lat, points.lon)).astype(_INT).tobytes(),
            np.ascontiguousarray(points.number, _INT).tobytes(),
        ]
    )


def decode_components(body: bytes) -> ComponentPoints:
    """Columns that look into `body`; ValueError for another format or a torn body."""
    if _length_of(body) != len(body):
        raise ValueError("components body does not match its counts")
    return _columns(body) if body[:4] == MAGIC else _former_columns(body)


def decode_arrived(body: bytes) -> ComponentPoints:
    """As `decode_components`, and of a body that was cut short the components whose places arrived; `missing` says how
    many did not. ValueError where the head, the index, categories or states are cut, or more stands there than should.
    """
    if body[:4] != MAGIC or _length_of(body) <= len(body):
        return decode_components(body)
    return _columns(body)


def _counts_of(body: bytes) -> tuple[int, int, int]:
    if body[:4] not in (MAGIC, _PLACES_FIRST, _WITHOUT_NUMBERS) or len(body) < 16:
        raise ValueError("not a components body")
    categories, grids, count = (int(n) for n in np.frombuffer(body, _INT, 3, 4))
    if min(categories, grids, count) < 0:
        raise ValueError("components body with a count below 0")
    return categories, grids, count


def _length_of(body: bytes) -> int:
    """How many bytes the whole must have."""
    categories, grids, count = _counts_of(body)
    numbers = 0 if body[:4] == _WITHOUT_NUMBERS else 4 * count
    return 16 + 8 * categories + 16 * grids + 4 * (grids + 1) + 8 * count + numbers + 2 * (count + -count % 4)


def _columns(body: bytes) -> ComponentPoints:
    categories, grids, count = _counts_of(body)
    codes, grid_codes, first, category, state, at = _read(
        body,
        (_CATEGORY, categories, 8 * categories),
        (_GRID, grids, 16 * grids),
        (_INT, grids + 1, 4 * (grids + 1)),
        (_BYTE, count, count + -count % 4),
        (_BYTE, count, count + -count % 4),
    )
    here = min(count, (len(body) - at) // 8)
    places = np.frombuffer(body, _INT, 2 * here, at).reshape(-1, 2)
    number = np.zeros(here, _INT)
    numbered = max(0, min(here, (len(body) - at - 8 * count) // 4))
    if numbered == count:
        number = np.frombuffer(body, _INT, here, at + 8 * count)
    elif numbered:
        number[:numbered] = np.frombuffer(body, _INT, numbered, at + 8 * count)
    if here < count:
        first, category, state = np.minimum(first, here), category[:here], state[:here]
    return ComponentPoints(
        codes, grid_codes, first, places[:, 0], places[:, 1], category, state, number, missing=count - here
    )


def _former_columns(body: bytes) -> ComponentPoints:
    categories, grids, count = _counts_of(body)
    columns = 3 if body[:4] == _PLACES_FIRST else 2
    codes, grid_codes, first, lat, lon, *numbers, category, state, _at = _read(
        body,
        (_CATEGORY, categories, 8 * categories),
        (_GRID, grids, 16 * grids),
        (_INT, grids + 1, 4 * (grids + 1)),
        *[(_INT, count, 4 * count)] * columns,
        (_BYTE, count, count + -count % 4),
        (_BYTE, count, count + -count % 4),
    )
    number = numbers[0] if numbers else _numbers(category)
    return ComponentPoints(codes, grid_codes, first, lat, lon, category, state, number)


def _read(body: bytes, *parts: tuple[np.dtype[Any], int, int]) -> list[Any]:
    """Arrays of (type, length) that follow each other from byte 16 on, each in its room, then the place behind them;
    ValueError where one is cut.
    """
    at, found = 16, list[Any]()
    for dtype, length, size in parts:
        if at + size > len(body):
            raise ValueError("components body is cut within its index")
        found.append(np.frombuffer(body, dtype, length, at))
        at += size
    return [*found, at]
