"""The units buffer: every column where the page looks for it, what is unknown said so, places projected."""

from __future__ import annotations

import math
import struct
from typing import Any

import numpy as np
import pytest

from widgets.map.columns import HEAD_BYTES, ROW_BYTES, UNKNOWN, UNKNOWN_AGE, encode_units, world

ROW: dict[str, Any] = {
    "ids": [4_000_000_001, 2], "lat_deg": [30.0, 31.0], "lon_deg": [112.0, 113.0], "heading_deg": [359.999, math.nan],
    "age_s": [1.2345, math.nan], "kind": [3, 1], "status": [2, 0], "group": [500, 1], "speed_mps": [12.34, math.nan],
}  # fmt: skip


def columns(body: bytes) -> dict[str, np.ndarray[Any, Any]]:
    rows, at = struct.unpack_from("<I", body, 4)[0], HEAD_BYTES
    read = {}
    widths = ("x", "<f8"), ("y", "<f8"), ("id", "<u4"), ("age", "<i4"), ("speed", "<u2"), ("heading", "<u2")
    for name, dtype in (*widths, ("group", "<u2"), ("kind", "<u1"), ("status", "<u1")):
        read[name] = np.frombuffer(body, dtype, rows, at)
        at += read[name].nbytes
    assert at == len(body)
    return read


def test_every_column_lies_where_the_page_reads_it() -> None:
    body = encode_units(**ROW, now_ms=1.5e12, rate=60.0)
    assert body[:4] == b"ZLV2"
    assert struct.unpack_from("<Idd", body, 4) == (2, 1.5e12, 60.0)
    read = columns(body)
    assert read["id"].tolist() == [4_000_000_001, 2]
    assert read["age"].tolist() == [1234, UNKNOWN_AGE]
    assert read["speed"].tolist() == [1234, UNKNOWN]
    assert read["heading"].tolist() == [0, UNKNOWN]  # just short of north is north
    assert read["group"].tolist() == [500, 1]
    assert read["kind"].tolist() == [3, 1]
    assert read["status"].tolist() == [2, 0]


def test_a_fix_ahead_of_the_clock_keeps_its_own_time() -> None:
    assert columns(encode_units(**{**ROW, "age_s": [-2.5, 4e9]}))["age"].tolist() == [-2500, UNKNOWN_AGE]


def test_places_are_web_mercator_of_the_whole_world() -> None:
    x, y = world([0.0, 85.0, -60.0], [0.0, 180.0, -180.0])
    assert x.tolist() == pytest.approx([0.5, 1.0, 0.0])
    expected = [0.5 - math.log(math.tan(math.pi / 4 + math.radians(lat) / 2)) / (2 * math.pi) for lat in (0.0, 85, -60)]
    assert y.tolist() == pytest.approx(expected, abs=1e-12)


@pytest.mark.parametrize("lat", [85.01, 95.0, -1e300])
def test_a_place_off_the_map_goes_along_to_be_refused_there(lat: float) -> None:
    read = columns(encode_units(**{**ROW, "lat_deg": [lat, 31.0]}))
    assert read["y"][0] == -1.0
    assert len(read["id"]) == 2


def test_a_unit_without_a_fix_is_left_out() -> None:
    body = encode_units(**{**ROW, "lat_deg": [math.nan, 31.0]})
    assert columns(body)["id"].tolist() == [2]
    assert len(body) == HEAD_BYTES + ROW_BYTES


def test_columns_of_different_lengths_are_refused() -> None:
    with pytest.raises(ValueError, match="differ"):
        encode_units(**{**ROW, "kind": [1]})
