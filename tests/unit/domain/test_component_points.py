"""The components body of docs/components.md: whole, cut to an area, torn, empty."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.component_points import (
    ComponentPoints,
    decode_arrived,
    decode_components,
    encode_components,
    no_components,
    sort_by_grid,
)

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


def as_kept_before(points: ComponentPoints, magic: bytes) -> bytes:
    counts = np.array([len(points.categories), len(points.grids), len(points.lat)], "<i4")
    columns = [points.first, points.lat, points.lon, *([points.number] if magic == b"ZHC2" else [])]
    head = [magic, counts.tobytes(), points.categories.tobytes(), points.grids.tobytes()]
    kinds = [column.tobytes() + bytes(-len(column) % 4) for column in (points.category, points.state)]
    return b"".join([*head, *(np.ascontiguousarray(column).tobytes() for column in columns), *kinds])


@pytest.mark.parametrize("magic", [b"ZHC1", b"ZHC2"])
def test_a_city_that_was_kept_in_a_former_format_has_the_same_components(magic: bytes) -> None:
    new = decode_components(body())
    old = decode_components(as_kept_before(new, magic))
    assert encode_components(old) == body()
    with pytest.raises(ValueError, match="components body"):
        decode_arrived(as_kept_before(new, magic)[:-4])


def test_a_city_without_components() -> None:
    assert len(decode_components(encode_components(no_components())).lat) == 0


@given(st.integers(0, len(body()) - 1))
def test_a_torn_body_is_refused(length: int) -> None:
    with pytest.raises(ValueError, match="components body"):
        decode_components(body()[:length])


INDEX = 16 + 2 * 8 + 3 * 16 + 4 * 4 + 2 * 8  # head, categories, grids, first, then category and state of five


@given(st.integers(INDEX, len(body()) - 1))
def test_of_a_body_cut_short_the_part_that_arrived_is_read_and_the_rest_counted(length: int) -> None:
    whole, part = decode_components(body()), decode_arrived(body()[:length])
    here = min(5, (length - INDEX) // 8)
    assert (len(part.lat), part.missing) == (here, 5 - here)
    for name in ("lat", "lon", "category", "state"):
        assert getattr(part, name).tolist() == getattr(whole, name)[:here].tolist()
    assert part.first[-1] == here
    codes = [part.code_of(row) for row in range(here)]
    assert all(code in ("", whole.code_of(row)) for row, code in enumerate(codes))
    assert codes.count("") == here - max(0, (length - INDEX - 40) // 4)
    assert part.row_of("9901060137000000") is None


@given(st.integers(0, INDEX - 1))
def test_without_its_index_nothing_of_a_body_is_read(length: int) -> None:
    with pytest.raises(ValueError, match="components body"):
        decode_arrived(body()[:length])


def test_a_whole_body_arrives_whole() -> None:
    assert decode_arrived(body()).missing == 0
    with pytest.raises(ValueError, match="components body"):
        decode_arrived(body() + b"more")
