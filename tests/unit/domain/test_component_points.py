"""The components body of docs/components.md: whole, cut to an area, torn, empty."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.component_points import decode_components, encode_components, no_components, sort_by_grid

GRIDS = ("990106002001001", "990106001001001", "990106001002001")


def body() -> bytes:
    grid = np.array([0, 1, 2, 1, 0])
    lat = np.arange(5, dtype=np.int32)
    kind = np.array([0, 1, 0, 1, 0], np.uint8)
    return encode_components(sort_by_grid(["C0102", "C0137"], GRIDS, grid, lat, lat * 10, kind, kind))


def test_components_stand_by_grid_and_keep_their_columns_together() -> None:
    points = decode_components(body())
    assert [code.decode() for code in points.grids] == sorted(GRIDS)
    assert points.first.tolist() == [0, 2, 3, 5]
    assert points.lat.tolist() == [1, 3, 2, 0, 4]
    assert (points.lon == points.lat * 10).all()
    assert points.category.tolist() == [1, 1, 0, 0, 0]


@pytest.mark.parametrize(
    ("area", "lat"),
    [
        ("", [1, 3, 2, 0, 4]),
        ("990106", [1, 3, 2, 0, 4]),
        ("990106001", [1, 3, 2]),
        ("990106001002", [2]),
        ("990107", []),
    ],
)
def test_an_area_is_a_slice(area: str, lat: list[int]) -> None:
    part = decode_components(body()).within(area)
    assert part.lat.tolist() == lat
    again = decode_components(encode_components(part))
    assert again.lat.tolist() == lat
    assert again.first[-1] == len(lat)


def test_a_code_names_one_component_in_the_city_and_in_any_part_of_it() -> None:
    whole = decode_components(body())
    codes = [whole.code_of(row) for row in range(5)]
    assert codes == [f"990106{number}" for number in
                     ("0137000001", "0137000002", "0102000001", "0102000002", "0102000003")]  # fmt: skip
    assert [whole.row_of(code) for code in codes] == [0, 1, 2, 3, 4]
    part = decode_components(encode_components(whole.within("990106002")))
    assert [part.code_of(row) for row in range(2)] == codes[3:]
    assert part.row_of(codes[0]) is None
    for stranger in ("", "12", "9901060137000003", "9901070137000001", "99010601370000x1", "99010601٣7000001"):
        assert whole.row_of(stranger) is None


def test_a_city_kept_without_numbers_has_the_same_codes() -> None:
    new = decode_components(body())
    numbers = new.number.tobytes()
    old = decode_components(b"ZHC1" + body()[4:].replace(numbers, b"", 1))
    assert [old.code_of(row) for row in range(5)] == [new.code_of(row) for row in range(5)]


def test_a_city_without_components() -> None:
    assert len(decode_components(encode_components(no_components())).lat) == 0


@given(st.integers(0, len(body()) - 1))
def test_a_torn_body_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="components body"):
        decode_components(body()[:length])
