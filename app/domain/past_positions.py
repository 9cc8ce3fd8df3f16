"""Past positions as columns: the compact form of docs/past.md, the same in the database and on the wire.

Rows are sorted by unit and, within a unit, by time, so that a row differs little from the one before it. Only the
differences are kept, byte plane by byte plane, and deflated: about 4 bytes for a point of a moving unit, under 1 for
one that stands.
"""

from __future__ import annotations

import struct
import zlib
from typing import Any

import numpy as np
import numpy.typing as npt

MAGIC = b"ZHP1"
MEDIA_TYPE = "application/vnd.zhihui.past-positions"
# Places in 1e-6 degrees (11 cm), times in 0.1 s after the head's moment, speed in 0.1 m/s; others as on the live feed.
PAST_TYPES = {
    "unit": "<u4",
    "time": "<i4",
    "lat": "<i4",
    "lon": "<i4",
    "heading": "<u2",
    "speed": "<u2",
    "battery": "u1",
    "signal": "u1",
}
TIME_STEP_MS = 100.0
DEGREES_PER_STEP = 1e-6
MPS_PER_STEP = 0.1
# Far above any answer: a torn or hostile head must not reserve memory.
MAX_ROWS = 20_000_000
_HEAD = struct.Struct("<4sIq")
_ROW_BYTES = sum(np.dtype(kind).itemsize for kind in PAST_TYPES.values())

PastColumns = dict[str, npt.NDArray[Any]]


def no_positions() -> PastColumns:
    return {name: np.zeros(0, kind) for name, kind in PAST_TYPES.items()}


def join(parts: list[PastColumns]) -> PastColumns:
    """Columns one after another."""
    if not parts:
        return no_positions()
    return {name: np.concatenate([part[name] for part in parts]) for name in PAST_TYPES}


def pick(columns: PastColumns, rows: npt.NDArray[Any]) -> PastColumns:
    """Those rows of every column, by number or by mask."""
    return {name: values[rows] for name, values in columns.items()}


def by_unit(columns: PastColumns) -> PastColumns:
    """Sorted by unit, then time; of equal ones the later row stays behind."""
    return pick(columns, np.lexsort((columns["time"], columns["unit"])))


def encode_past(columns: PastColumns, base_ms: int, effort: int = 6) -> bytes:
    """The body; columns in the order of `by_unit`, `time` counted from `base_ms` (Unix ms). `effort` is zlib's."""
    count = len(columns["unit"])
    planes = []
    for name, kind in PAST_TYPES.items():
        values = np.ascontiguousarray(columns[name], kind)
        steps = np.diff(values, prepend=values.dtype.type(0)) if count else values
        planes.append(steps.view("u1").reshape(count, -1).T.tobytes() if count else b"")
    return _HEAD.pack(MAGIC, count, base_ms) + zlib.compress(b"".join(planes), effort)


def decode_past(body: bytes) -> tuple[PastColumns, int]:
    """Columns and their `base_ms`; ValueError for a body that is torn or none of ours."""
    if len(body) < _HEAD.size:
        raise ValueError("past positions without a head")
    magic, count, base_ms = _HEAD.unpack_from(body)
    if magic != MAGIC or count > MAX_ROWS:
        raise ValueError("no past positions")
    unpack = zlib.decompressobj()
    try:
        planes = unpack.decompress(body[_HEAD.size :], count * _ROW_BYTES + 1)
    except zlib.error as fault:
        raise ValueError("torn past positions") from fault
    if len(planes) != count * _ROW_BYTES or not unpack.eof:
        raise ValueError("torn past positions")
    columns: PastColumns = {}
    at = 0
    for name, kind in PAST_TYPES.items():
        dtype = np.dtype(kind)
        size = count * dtype.itemsize
        steps = np.frombuffer(planes, "u1", size, at).reshape(dtype.itemsize, count).T
        columns[name] = np.cumsum(np.ascontiguousarray(steps).view(kind).reshape(count), dtype=dtype)
        at += size
    return columns, base_ms
