"""The units buffer: what the console hands to the map's live layer, as columns.

Little-endian. Head of 16 bytes: magic ``ZLV1``, uint32 row count n, 8 bytes unused. Then n values each
of lon_deg f64 · lat_deg f64 · id u32 · age_s u16 · heading in 1/100 degree u16 (65535 unknown) · group u16 · kind u8
· status u8 · flags u8 (1 hollow, 2 jumped). Widest first, so every column is aligned.
"""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

MAGIC = b"ZLV1"
HEAD_BYTES = 16
ROW_BYTES = 29
NO_HEADING = 0xFFFF
HOLLOW = 1
JUMPED = 2

Column = npt.NDArray[np.generic]


def _small(values: npt.ArrayLike, most: int) -> npt.NDArray[np.float64]:
    """Values bounded to 0..most; what is not finite becomes `most`, which every column reads as "unknown"."""
    return np.clip(np.nan_to_num(np.asarray(values, dtype=np.float64), nan=most, posinf=most, neginf=most), 0, most)


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
    flags: npt.ArrayLike,
) -> bytes:
    """One buffer from equally long columns; ValueError if they differ in length.

    A row whose place is not finite is left out here, because the page refuses a buffer that holds one.
    """
    lat, lon = np.asarray(lat_deg, dtype="<f8"), np.asarray(lon_deg, dtype="<f8")
    keep = np.isfinite(lat) & np.isfinite(lon)
    heading = np.asarray(heading_deg, dtype=np.float64)
    known = np.isfinite(heading)
    centi = np.where(known, np.round(np.where(known, heading, 0.0) % 360.0 * 100.0) % 36000, NO_HEADING)
    columns: list[tuple[Column, str]] = [
        (lon, "<f8"),
        (lat, "<f8"),
        (np.asarray(ids), "<u4"),
        (_small(age_s, 0xFFFF), "<u2"),
        (centi, "<u2"),
        (np.asarray(group), "<u2"),
        (np.asarray(kind), "<u1"),
        (np.asarray(status), "<u1"),
        (np.asarray(flags), "<u1"),
    ]
    if any(len(column) != len(lat) for column, _ in columns):
        raise ValueError("columns differ in length")
    head = MAGIC + np.array([int(keep.sum()), 0, 0], dtype="<u4").tobytes()
    return head + b"".join(column[keep].astype(dtype).tobytes() for column, dtype in columns)
