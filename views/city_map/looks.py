"""How things look on the one map: shape by kind, colour by state. Colour is kept for what needs attention."""

from __future__ import annotations

from app.domain.levels import Level
from app.domain.units import KIND_CODES, STATUS_CODES, UnitKind, UnitStatus
from widgets.map import AreaStyle

_SHAPES = {
    UnitKind.COLLECTOR: "dart",
    UnitKind.OFFICER: "arrow",
    UnitKind.ENFORCEMENT_CAR: "car",
    UnitKind.PUMP_TRUCK: "drop",
}
_COLOURS = {
    UnitStatus.OFF_DUTY: "third",
    UnitStatus.AVAILABLE: "text",
    UnitStatus.EN_ROUTE: "accent",
    UnitStatus.ON_SCENE: "arrived",
    UnitStatus.BUSY: "second",
}
UNIT_SHAPES = tuple(_SHAPES.get(kind, "truck") for kind in KIND_CODES)
UNIT_COLOURS = tuple(_COLOURS[status] for status in STATUS_CODES)

CITY = AreaStyle(digits=6, from_zoom=0, name_from_zoom=0, name_to_zoom=10, width=2.4)
STREETS = AreaStyle(digits=9, from_zoom=10, name_from_zoom=11, name_to_zoom=14, width=1.6)
COMMUNITIES = AreaStyle(digits=12, from_zoom=14, name_from_zoom=15, name_to_zoom=16, width=1.0)
GRIDS = AreaStyle(digits=15, from_zoom=15, name_from_zoom=17, name_to_zoom=19, width=0.6)
AREA_STYLES = (CITY, STREETS, COMMUNITIES, GRIDS)


def level_colour(level: Level | None, quiet: str = "second") -> str:
    """The colour role of a level; `quiet` for none."""
    return level.value if level is not None else quiet


def case_tint(share: float) -> float:
    """How strongly an area is tinted by its open cases: by its share of the most that any area of its level has."""
    return 0.06 + 0.3 * share


def rain_opacity(rate_mm_per_h: float) -> float:
    """How strongly an area is tinted: nothing below 1 mm/h, full at 80; never so much that marks drown."""
    return 0.0 if rate_mm_per_h < 1.0 else round(min(1.0, rate_mm_per_h / 80.0) * 0.1 + 0.03, 2)
