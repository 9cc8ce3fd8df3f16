"""The units buffer: what the console hands to the map's live layer, as columns.

Little-endian. Head of 24 bytes: magic ``ZLV2``, uint32 row count n, float64 city time now in Unix ms, float64 city
seconds per real second (0 while the city is paused). Then n values each of x f64 · y f64 · id u32 · age_ms i32
(2147483647 unknown) · speed in cm/s u16 · heading in 1/100 degree u16 (65535 unknown, both) · group u16 · kind u8 ·
status u8. Widest first, so every column is aligned. x and y are Web Mercator with the whole world as 0..1 and y = 0
in the north: projecting here costs a tenth of what it costs the page.
"""

from __future__ import annotations

import struct
import time

import numpy as np
import numpy.typing as npt

MAGIC = b"ZLV2"
HEAD_BYTES = 24
ROW_BYTES = 32
UNKNOWN = 0xFFFF
UNKNOWN_AGE = 0x7FFFFFFF

Column = npt.NDArray[np.generic]
Floats = npt.NDArray[np.float64]


def _bounded(values: npt.ArrayLike, most: int, least: int = 0) -> Floats:
    """Values bounded to least..most; what is not finite becomes `most`, which every column reads as "unknown"."""
    floats = np.asarray(values, dtype=np.float64)
    return np.clip(np.round(np.where(np.isfinite(floats), floats, most)), least, most)


def world(lat_deg: npt.ArrayLike, lon_deg: npt.ArrayLike) -> tuple[Floats, Floats]:
    """Web Mercator (x, y) with the whole world as 0..1; what lies beyond the 85th parallel is outside."""
    lat, lon = np.asarray(lat_deg, dtype=np.float64), np.asarray(lon_deg, dtype=np.float64)
    inside = np.abs(lat) <= 85.0
    y = 0.5 - np.arctanh(np.sin(np.radians(np.where(inside, lat, 0.0)))) / (2.0 * np.pi)
    return lon / 360.0 + 0.5, np.where(inside, y, -1.0)


def encode_units(
    *,
    ids: npt.ArrayLike,
    lat_deg: npt.ArrayLike,
    lon_deg: npt.ArrayLike,
    heading_deg: npt.ArrayLike,
    age_s: npt.ArrayLike,
    kind: npt.ArrayLike,
    status: npt.ArrayLike,
    group: npt.ArrayLike,
    speed_mps: npt.ArrayLike | None = None,
    now_ms: float | None = None,
    rate: float = 1.0,
) -> bytes:
    """One buffer from equally long columns; ValueError if they differ in length.

    `age_s` is city time since the fix (below 0 where this clock is a little behind the one of the fix: by `now_ms` less
    age the page tells which of two fixes is the newer), `speed_mps` what the unit reported with it (None or NaN:
    unknown), `now_ms` the city's time as Unix ms (None: this machine's) and `rate` how fast that runs, so that the page
    counts ages on by itself. A row without a fix (a place that is not finite) is left out; one that lies nowhere on the
    map, or at (0, 0) where a receiver without a fix puts itself, goes along, for the page to refuse and count.
    """
    lat, lon = np.asarray(lat_deg, dtype=np.float64), np.asarray(lon_deg, dtype=np.float64)
    x, y = world(lat, lon)
    heading = np.asarray(heading_deg, dtype=np.float64)
    known = np.isfinite(heading)
    centi = np.where(known, np.round(np.where(known, heading, 0.0) % 360.0 * 100.0) % 36000, UNKNOWN)
    age_ms = _bounded(np.asarray(age_s, dtype=np.float64) * 1000.0, UNKNOWN_AGE, -UNKNOWN_AGE)
    speed = np.full(len(lat), np.nan) if speed_mps is None else np.asarray(speed_mps, dtype=np.float64)
    columns: list[tuple[Column, str]] = [
        (x, "<f8"),
        (y, "<f8"),
        (np.asarray(ids), "<u4"),
        (age_ms, "<i4"),
        (_bounded(speed * 100.0, UNKNOWN), "<u2"),
        (centi, "<u2"),
        (np.asarray(group), "<u2"),
        (np.asarray(kind), "<u1"),
        (np.asarray(status), "<u1"),
    ]
    if any(len(column) != len(lat) for column, _ in columns):
        raise ValueError("columns differ in length")
    keep = np.isfinite(lat) & np.isfinite(lon)
    rows = int(keep.sum())
    if rows < len(lat):
        columns = [(column[keep], dtype) for column, dtype in columns]
    at_ms = time.time() * 1000.0 if now_ms is None else now_ms
    head = MAGIC + struct.pack("<Idd", rows, at_ms, rate)
    return head + b"".join(column.astype(dtype).tobytes() for column, dtype in columns)
