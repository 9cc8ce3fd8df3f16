"""Past positions as columns: what goes in comes out, and nothing torn is believed."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra import numpy as arrays

from app.domain.past_positions import PAST_TYPES, PastColumns, by_unit, decode_past, encode_past, no_positions

BASE_MS = 1_784_000_000_000


@st.composite
def columns(draw: st.DrawFn) -> PastColumns:
    count = draw(st.integers(0, 40))
    return {name: draw(arrays.arrays(np.dtype(kind), count)) for name, kind in PAST_TYPES.items()}


@given(columns())
def test_every_value_of_every_type_comes_back(given_columns: PastColumns) -> None:
    decoded, base_ms = decode_past(encode_past(given_columns, BASE_MS))
    assert base_ms == BASE_MS
    for name, values in given_columns.items():
        np.testing.assert_array_equal(decoded[name], values)


def test_a_body_that_is_cut_or_strange_is_refused() -> None:
    body = encode_past({name: np.arange(9).astype(kind) for name, kind in PAST_TYPES.items()}, BASE_MS)
    swollen = body[:4] + (2**31).to_bytes(4, "little") + body[8:]
    for bad in (b"", body[:10], body[:-3], b"XXXX" + body[4:], swollen, body[:16] + b"no deflate"):
        with pytest.raises(ValueError, match="past positions"):
            decode_past(bad)


def test_rows_are_sorted_by_unit_and_then_by_time() -> None:
    mixed = {**{name: np.zeros(4, kind) for name, kind in PAST_TYPES.items()}}
    mixed["unit"], mixed["time"] = np.array([2, 1, 2, 1], "<u4"), np.array([5, 9, 3, -4], "<i4")
    ordered = by_unit(mixed)
    assert list(zip(ordered["unit"].tolist(), ordered["time"].tolist(), strict=True)) == [
        (1, -4),
        (1, 9),
        (2, 3),
        (2, 5),
    ]
    assert len(by_unit(no_positions())["unit"]) == 0


def test_a_standing_unit_costs_next_to_nothing() -> None:
    standing = {name: np.full(10_000, 7, kind) for name, kind in PAST_TYPES.items()}
    standing["time"] = np.tile(np.arange(10, dtype="<i4") * 100, 1_000)
    standing["unit"] = np.repeat(np.arange(1_000, dtype="<u4"), 10)
    assert len(encode_past(standing, BASE_MS)) < 10_000 * 0.2
