"""What stands still on the map: marks, figures and area styles, as the page reads them."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass

Bounds = tuple[float, float, float, float]  # west, south, east, north in degrees


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One still thing. `icon`: camera, case, water, sos, triangle, pin, dot. `colour` is a role of the theme: text,
    second, third, red, orange, yellow, blue, accent. `fill` 0..1 is the level in a water mark. `pulse` is for SOS only.
    `alpha` 0..1 lets what lies below shine through. The label of a `pressing` mark stands above the units.
    """

    id: int
    lat: float
    lon: float
    icon: str = "dot"
    colour: str = "text"
    label: str = ""
    hollow: bool = False
    fill: float = 0.0
    pulse: bool = False
    pressing: bool = False
    alpha: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """A polygon ("area") or a line of (lon, lat) degrees; `fill` is its opacity 0..1, `label` stands at an
    area's north and a line's middle, or with `label_at_end` at the last point; `alpha` 0..1 is the opacity of it all.
    """

    kind: str
    points: Sequence[tuple[float, float]]
    colour: str = "accent"
    dashed: bool = False
    fill: float = 0.0
    label: str = ""
    label_at_end: bool = False
    alpha: float = 1.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaStyle:
    """From which zoom areas with that many digits are outlined, between which zooms named; width in pixels, `alpha`
    0..1 is the opacity of lines and names.
    """

    digits: int
    from_zoom: int
    name_from_zoom: int
    name_to_zoom: int
    width: float
    alpha: float = 1.0


def _json(value: object) -> bytes:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def _plain(mark: Mark) -> dict[str, object]:
    # A place that is not a number travels as null: the page refuses and counts that mark and draws the others.
    row = asdict(mark)
    for axis in ("lat", "lon"):
        row[axis] = row[axis] if math.isfinite(row[axis]) else None
    return row


def encode_marks(marks: Iterable[Mark], *, from_zoom: int, order: int, above_units: bool) -> bytes:
    """A marks delivery; below `from_zoom` the layer is drawn as small dots and cannot be picked."""
    rows = [_plain(mark) for mark in marks]
    return _json({"marks": rows, "from_zoom": from_zoom, "order": order, "above": above_units})


def encode_figures(figures: Iterable[Figure]) -> bytes:
    """A figures delivery; ValueError for a point that is not a number."""
    return _json({"figures": [asdict(f) for f in figures]})


def encode_area_names(names: Mapping[str, tuple[str, str]], styles: Iterable[AreaStyle]) -> bytes:
    """Area names (name, gloss) by code and the styles of the levels."""
    return _json({"names": names, "styles": [asdict(s) for s in styles]})


def encode_mapping(values: Mapping[str, object] | Mapping[int, str]) -> bytes:
    """Unit names by id, or fills (colour role, opacity) by area code."""
    return _json(dict(values))
