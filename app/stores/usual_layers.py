"""The layers that every city has: they stand in as long as the server's own cannot be had."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from app.domain.layers import Layer, sound_tree

_PATTERN = Path(__file__).parents[2] / "resources" / "standards" / "layers.json"


class _Pattern(msgspec.Struct):
    layers: list[dict[str, object]]


@cache
def usual_layers() -> tuple[Layer, ...]:
    """Those of the shipped pattern that stand for themselves; rows with `each` need to know the city."""
    rows = msgspec.json.decode(_PATTERN.read_bytes(), type=_Pattern).layers
    kept, _groups_that_hold_nothing = sound_tree(msgspec.convert(row, Layer) for row in rows if "each" not in row)
    return tuple(kept)
