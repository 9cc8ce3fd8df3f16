"""An odd row of the reference, or one of a newer server, costs that row and no more."""

from __future__ import annotations

from typing import Any

import msgspec
import pytest

from app.api.reference_body import read_reference
from app.domain.layers import Layer, LayerKind
from tests.sample_things import reference


def body(**changes: Any) -> bytes:
    return msgspec.json.encode({**msgspec.to_builtins(reference(grids=2)), **changes})


def test_a_sound_one_is_read_whole() -> None:
    assert read_reference(body()) == (reference(grids=2), {})


def test_odd_rows_are_left_out_and_counted_by_list() -> None:
    whole = msgspec.to_builtins(reference(grids=2))
    layer = msgspec.to_builtins(Layer(id="a", parent="", name="", gloss="", kind=LayerKind.CASES))
    layers = [layer, {**layer, "id": "b", "kind": "of a newer server"}, {**layer, "id": "c", "parent": "b"}]
    areas = [*whole["areas"], {"code": "990106009", "level": "moon"}, None]
    read, left_out = read_reference(body(areas=areas, layers=layers, categories="none"))
    assert read.city == reference(grids=2).city
    assert read.areas == reference(grids=2).areas
    assert [(one.id, one.parent) for one in read.layers] == [("a", ""), ("c", "")]
    assert left_out == {"areas": 2, "layers": 1, "categories": 1}


@pytest.mark.parametrize("torn", [b"", b"[]", body()[:-9], body(city=3), b'{"areas":[]}'])
def test_without_a_city_nothing_is_read(torn: bytes) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        read_reference(torn)
