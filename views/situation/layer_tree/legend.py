"""The legend's rows: what the layers that are on look like, in the words of the map page, which draws the pictures."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import asdict
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.domain.areas import LEVEL_DIGITS, AreaLevel
from app.domain.layers import Layer, LayerKind
from app.domain.levels import BY_GRAVITY
from app.domain.units import KIND_CODES, STATUS_CODES, UnitKind, UnitStatus
from views import words
from views.city_map.looks import AREA_STYLES, UNIT_COLOURS, UNIT_SHAPES
from views.city_map.overlays import HEAT_FULL_CASES
from views.city_map.shown import Drawn, ShownLayers

Picture = dict[str, Any]
Row = dict[str, Any]  # {"picture": Picture, "label": str}, as setLegend takes it
# More layers that look alike share the name of their group.
_NAMED_SINGLY = 2
_SHAPE_OF = dict(zip(KIND_CODES, UNIT_SHAPES, strict=True))
_COLOUR_OF = dict(zip(STATUS_CODES, UNIT_COLOURS, strict=True))


def legend_rows(shown: ShownLayers, name_of: Callable[[Layer], str]) -> list[Row]:
    """One row a look, top first. Layers of one group that look alike share a row under the group's name."""
    rows: list[Row] = []
    for kind in dict.fromkeys(drawn.layer.kind for drawn in shown.drawn()):
        drawn = shown.drawn(kind)
        make = _STATES.get(kind)
        rows += make(drawn) if make is not None else _plain_rows(shown, drawn, name_of)
    return rows


def _row(label: str, **picture: Any) -> Row:
    return {"picture": picture, "label": label}


def _plain_rows(shown: ShownLayers, drawn: Iterable[Drawn], name_of: Callable[[Layer], str]) -> list[Row]:
    looks: dict[tuple[str, str, str, str], list[Drawn]] = {}
    for one in drawn:
        picture = _picture(one)
        if picture:
            own = one.layer.codes[0] if one.layer.kind is LayerKind.AREAS else ""
            looks.setdefault((one.layer.parent, one.layer.icon, one.layer.colour, own), []).append(one)
    rows = []
    for (parent, _icon, _colour, _own), alike in looks.items():
        group = shown.layer(parent)
        names = [name_of(one.layer) for one in alike]
        label = " / ".join(names) if len(names) <= _NAMED_SINGLY or group is None else name_of(group)
        rows.append({"picture": _picture(alike[0]), "label": label})
    return rows


def _heat_rows(_drawn: Iterable[Drawn]) -> list[Row]:
    """All layers of heat are one raster, with one scale."""
    said = QCoreApplication.translate("Legend", "Heat of cases: full colour is {n} at one place")
    return [_row(said.format(n=HEAT_FULL_CASES), what="ramp")]


def _picture(drawn: Drawn) -> Picture:
    layer = drawn.layer
    look = {"colour": layer.colour, "icon": layer.icon, "alpha": drawn.opacity}
    match layer.kind:
        case LayerKind.COMPONENTS:
            return {**look, "what": "point"}
        case LayerKind.FILLS:
            return {**look, "what": "fill"}
        case LayerKind.WARNINGS:
            return {**look, "what": "area", "colour": "orange"}
        case LayerKind.VIEWS:
            return {**look, "what": "sector"}
        case LayerKind.TRACKS:
            return {**look, "what": "line", "dashed": True}
        case LayerKind.FENCES:
            return {**look, "what": "area"}
        case LayerKind.AREAS:
            digits = LEVEL_DIGITS[AreaLevel(layer.codes[0])]
            style = next((style for style in AREA_STYLES if style.digits == digits), None)
            return {**look, "what": "outline", **asdict(style)} if style is not None else {}
        case LayerKind.BASE:
            return {}
        case LayerKind.CAMERAS:
            return {**look, "what": "mark", "icon": "camera", "hollow": layer.codes == ("offline",)}
        case _:
            return {**look, "what": "mark"}


def _unit_rows(drawn: Iterable[Drawn]) -> list[Row]:
    """Shape is kind, colour is status, hollow is a place too old to believe."""
    kinds = [UnitKind(code) for one in drawn if one.layer.by == "kind" for code in one.layer.codes]
    by_shape: dict[str, list[UnitKind]] = {}
    for kind in kinds or list(UnitKind):
        by_shape.setdefault(_SHAPE_OF[kind], []).append(kind)
    rows = [
        _row(" / ".join(words.unit_kind_word(kind) for kind in alike), what="unit", shape=shape, colour="text")
        for shape, alike in by_shape.items()
    ]
    statuses = (UnitStatus.AVAILABLE, UnitStatus.EN_ROUTE, UnitStatus.BUSY)
    rows += [
        _row(words.unit_status_word(status), what="unit", shape="dot", colour=_COLOUR_OF[status]) for status in statuses
    ]
    old = QCoreApplication.translate("Legend", "position too old")
    return [*rows, _row(old, what="unit", shape="arrow", colour="text", hollow=True)]


def _case_rows(_drawn: Iterable[Drawn]) -> list[Row]:
    """Colour is the timer, hollow is that nobody was sent."""
    return [
        _row(QCoreApplication.translate("Legend", "Case overdue"), what="mark", icon="case", colour="red"),
        _row(QCoreApplication.translate("Legend", "Case soon overdue"), what="mark", icon="case", colour="yellow"),
        _row(QCoreApplication.translate("Legend", "Case in time"), what="mark", icon="case", colour="third"),
        _row(
            QCoreApplication.translate("Legend", "Nobody sent yet"),
            what="mark",
            icon="case",
            colour="third",
            hollow=True,
        ),
    ]


def _water_rows(_drawn: Iterable[Drawn]) -> list[Row]:
    """Each site by its own closing depth."""
    return [
        _row(text, what="mark", icon="water", colour=colour, fill=fill)
        for text, colour, fill in (
            (QCoreApplication.translate("Legend", "Water at closing depth"), "red", 1.0),
            (QCoreApplication.translate("Legend", "Water from 70 %"), "orange", 0.7),
            (QCoreApplication.translate("Legend", "Water from 40 %"), "yellow", 0.4),
            (QCoreApplication.translate("Legend", "Water below that"), "second", 0.1),
        )
    ]


def _alarm_rows(_drawn: Iterable[Drawn]) -> list[Row]:
    return [
        _row(QCoreApplication.translate("Legend", "SOS"), what="mark", icon="sos", colour="red"),
        _row(QCoreApplication.translate("Legend", "Open alarm"), what="mark", icon="triangle", colour="orange"),
    ]


def _risk_rows(drawn: Iterable[Drawn]) -> list[Row]:
    """Four colours and four shapes; only those levels that the layers let through."""
    layers = [one.layer for one in drawn]
    every = any(layer.by != "level" for layer in layers)
    codes = {code for layer in layers for code in layer.codes}
    return [
        _row(words.risk_level_word(level), what="mark", icon="risk", colour=level.value)
        for level in BY_GRAVITY
        if every or level in codes
    ]


_STATES: dict[LayerKind, Callable[[Iterable[Drawn]], list[Row]]] = {
    LayerKind.UNITS: _unit_rows,
    LayerKind.CASES: _case_rows,
    LayerKind.LOW_POINTS: _water_rows,
    LayerKind.ALARMS: _alarm_rows,
    LayerKind.RISKS: _risk_rows,
    LayerKind.HEAT: _heat_rows,
}
