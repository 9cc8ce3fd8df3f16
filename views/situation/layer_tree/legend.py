"""The legend's rows: for each look that layers which are on can have, the very inputs that the page draws it from."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict
from typing import Any

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import AlarmKind
from app.domain.areas import LEVEL_DIGITS, AreaLevel
from app.domain.fences import FenceRule
from app.domain.layers import Layer, LayerKind
from app.domain.levels import BY_GRAVITY, Level
from app.domain.units import KIND_CODES, STATUS_CODES, UnitKind, UnitStatus
from views import words
from views.city_map.components import point_size
from views.city_map.looks import AREA_STYLES, UNIT_COLOURS, UNIT_SHAPES, case_tint, rain_opacity
from views.city_map.shown import Drawn, ShownLayers
from views.city_map.thing_looks import (
    FENCE_COLOUR,
    alarm_look,
    camera_look,
    case_look,
    ended_case_look,
    fence_look,
    low_point_look,
    reach_look,
    risk_look,
    view_look,
    warning_look,
)
from widgets.map import Figure, Mark

Picture = dict[str, Any]
Row = dict[str, Any]  # {"pictures": [Picture], "label": str, "from_zoom": int}, as setLegend takes it
# More layers that look alike share the name of their group.
_NAMED_SINGLY = 2
_SHAPE_OF = dict(zip(KIND_CODES, UNIT_SHAPES, strict=True))
_COLOUR_OF = dict(zip(STATUS_CODES, UNIT_COLOURS, strict=True))
_HEAVIEST_RAIN_MM_PER_H = 80.0
_AGES = 4  # fresh, ageing, stale, lost: the page's own numbers


def legend_rows(shown: ShownLayers, name_of: Callable[[Layer], str]) -> list[Row]:
    """One row a look, top first; below its `from_zoom` a row is not shown, as the layer is not drawn there."""
    rows: list[Row] = []
    for kind in dict.fromkeys(drawn.layer.kind for drawn in shown.drawn()):
        drawn = shown.drawn(kind)
        make = _BY_KIND.get(kind)
        rows += make(drawn, _Names(shown, name_of)) if make is not None else []
    return rows


class _Names:
    """Names of layers that share a row."""

    def __init__(self, shown: ShownLayers, name_of: Callable[[Layer], str]) -> None:
        self._shown, self.name_of = shown, name_of

    def of(self, alike: Sequence[Drawn]) -> str:
        """Of few each, of many their groups."""
        if len(alike) <= _NAMED_SINGLY:
            return " / ".join(self.name_of(one.layer) for one in alike)
        groups = [group for one in alike if (group := self._shown.layer(one.layer.parent)) is not None]
        return " / ".join(dict.fromkeys(self.name_of(group) for group in groups))

    def cut(self, drawn: Sequence[Drawn], state: str) -> str:
        """A state, and before it which things are drawn where not all of them are."""
        if any(not one.layer.by for one in drawn):
            return state
        form = QCoreApplication.translate("Legend", "{layers}: {state}")
        return form.format(layers=self.of(drawn), state=state[:1].lower() + state[1:])


def _row(label: str, *pictures: Picture, from_zoom: int = 0) -> Row:
    return {"pictures": list(pictures), "label": label, "from_zoom": from_zoom}


def _mark(mark: Mark, drawn: Sequence[Drawn]) -> Picture:
    """The map draws all layers of a kind as dots below the zoom from which the first of them is drawn."""
    dots_below = min(one.layer.from_zoom for one in drawn)
    return {"what": "mark", "mark": asdict(mark), "dots_below": dots_below}


def _figure(figure: Figure) -> Picture:
    return {"what": "figure", "figure": asdict(figure)}


def _unit(shape: str, colour: str, alpha: float, age: int = 0, sign: str = "") -> Picture:
    return {"what": "unit", "shape": shape, "colour": colour, "alpha": alpha, "age": age, "sign": sign}


def _unit_rows(drawn: Sequence[Drawn], names: _Names) -> list[Row]:
    """Shape is kind, colour is status; age changes how whole a mark is."""
    alpha = max(one.opacity for one in drawn)
    kinds = [UnitKind(code) for one in drawn if one.layer.by == "kind" for code in one.layer.codes]
    by_shape: dict[str, list[UnitKind]] = {}
    for kind in kinds if all(one.layer.by == "kind" for one in drawn) else UnitKind:
        by_shape.setdefault(_SHAPE_OF[kind], []).append(kind)
    rows = [
        _row(" / ".join(words.unit_kind_word(kind) for kind in alike), _unit(shape, "text", alpha))
        for shape, alike in by_shape.items()
    ]
    statuses = {status for one in drawn if one.layer.by == "status" for status in one.layer.codes}
    if any(one.layer.by != "status" for one in drawn):
        statuses |= set(STATUS_CODES) - {UnitStatus.OFF_DUTY}
    rows += [
        _row(words.unit_status_word(status), _unit("arrow", _COLOUR_OF[status], alpha))
        for status in STATUS_CODES
        if status in statuses
    ]
    ages = QCoreApplication.translate("Legend", "Position fresh, ageing, too old, lost")
    signs = QCoreApplication.translate("Legend", "Position late, jumped")
    return [
        *rows,
        _row(ages, *(_unit("arrow", "text", alpha, age=age) for age in range(_AGES))),
        _row(signs, _unit("arrow", "text", alpha, sign="late"), _unit("arrow", "text", alpha, sign="jumped")),
    ]


def _case_rows(drawn: Sequence[Drawn], names: _Names) -> list[Row]:
    """Colour is the timer, hollow is that nobody was sent."""
    timers = {code for one in drawn if one.layer.by == "timer" for code in one.layer.codes}
    every = any(one.layer.by != "timer" for one in drawn)
    states = (
        ("overdue", QCoreApplication.translate("Legend", "Case overdue"), Level.RED),
        ("urgent", QCoreApplication.translate("Legend", "Case soon overdue"), Level.YELLOW),
        ("", QCoreApplication.translate("Legend", "Case in time"), None),
    )
    possible = [(said, level) for timer, said, level in states if every or timer in timers]
    cut = [one for one in drawn if one.layer.by != "timer"] or drawn
    rows = [
        _row(names.cut(cut, said) if every else said, _mark(case_look(drawn[0], level, sent=True), drawn))
        for said, level in possible
    ]
    unsent = QCoreApplication.translate("Legend", "Nobody sent yet")
    return [*rows, _row(unsent, _mark(case_look(drawn[0], possible[-1][1], sent=False), drawn))]


def _ended_rows(drawn: Sequence[Drawn], names: _Names) -> list[Row]:
    return [_row(names.of(drawn), _mark(ended_case_look(drawn[0]), drawn))]


def _water_rows(drawn: Sequence[Drawn], names: _Names) -> list[Row]:
    """Each site by its own closing depth, here of 100 cm."""
    codes = {code for one in drawn if one.layer.by == "level" for code in one.layer.codes}
    every = any(one.layer.by != "level" for one in drawn)
    states = (
        ("red", QCoreApplication.translate("Legend", "Water at closing depth"), 100.0),
        ("orange", QCoreApplication.translate("Legend", "Water from 70 %"), 70.0),
        ("yellow", QCoreApplication.translate("Legend", "Water from 40 %"), 40.0),
        ("none", QCoreApplication.translate("Legend", "Water below that"), 10.0),
    )
    return [
        _row(said, _mark(low_point_look(drawn[0], depth_cm, 100.0), drawn))
        for code, said, depth_cm in states
        if every or code in codes
    ]


def _alarm_rows(drawn: Sequence[Drawn], names: _Names) -> list[Row]:
    kinds = {code for one in drawn for code in one.layer.codes}
    sos = _row(
        QCoreApplication.translate("Legend", "SOS"), _mark(alarm_look(drawn[0], AlarmKind.SOS, Level.RED), drawn)
    )
    others = _row(
        QCoreApplication.translate("Legend", "Open alarm, by level"),
        *(_mark(alarm_look(drawn[0], AlarmKind.EQUIPMENT, level), drawn) for level in BY_GRAVITY),
    )
    return [row for row, wanted in ((sos, "sos" in kinds), (others, bool(kinds - {"sos"}))) if wanted]


def _risk_rows(drawn: Sequence[Drawn], names: _Names) -> list[Row]:
    """Four colours and four shapes; only those levels that the layers let through."""
    every = any(one.layer.by != "level" for one in drawn)
    codes = {code for one in drawn for code in one.layer.codes}
    return [
        _row(words.risk_level_word(level), _mark(risk_look(drawn[0], level), drawn))
        for level in BY_GRAVITY
        if every or level in codes
    ]


def _camera_rows(drawn: Sequence[Drawn], names: _Names) -> list[Row]:
    online = [one for one in drawn if one.layer.codes != ("offline",)]
    offline = [one for one in drawn if one.layer.by != "state" or one.layer.codes == ("offline",)]
    rows = []
    if online:
        rows.append(_row(names.of(online), _mark(camera_look(online[0], online=True), drawn)))
    if offline:
        said = QCoreApplication.translate("Legend", "Camera offline")
        rows.append(_row(said, _mark(camera_look(offline[0], online=False), drawn)))
    return rows


def _view_rows(drawn: Sequence[Drawn], names: _Names) -> list[Row]:
    rows = []
    for one in drawn:
        pictures = [_figure(view_look(one, online=True))]
        if one.layer.codes != ("no",):
            pictures.append(_figure(reach_look(one)))
        rows.append(_row(names.of([one]), *pictures, from_zoom=one.layer.from_zoom))
    return rows


def _warning_rows(drawn: Sequence[Drawn], names: _Names) -> list[Row]:
    """A warning has the colour of its level, whatever it warns of."""
    return [_row(names.of(drawn), *(_figure(warning_look(drawn[0], level)) for level in BY_GRAVITY))]


def _fence_rows(drawn: Sequence[Drawn], names: _Names) -> list[Row]:
    rows = []
    for one in drawn:
        for code in one.layer.codes or tuple(FenceRule):
            look = fence_look(FenceRule(code), FENCE_COLOUR, one.opacity)
            rows.append(_row(names.of([one]), _figure(look)))
    said = QCoreApplication.translate("Legend", "Fence with an open alarm, by level")
    loud = (_figure(fence_look(FenceRule.KEEP_IN, level.value, drawn[0].opacity)) for level in BY_GRAVITY)
    return [*rows, _row(said, *loud)]


def _track_rows(drawn: Sequence[Drawn], names: _Names) -> list[Row]:
    said = QCoreApplication.translate("Legend", "Track: standing, slow, usual, fast")
    return [_row(said, {"what": "track", "alpha": drawn[0].opacity})]


def _heat_rows(drawn: Sequence[Drawn], names: _Names) -> list[Row]:
    """All layers of heat are one raster, with one scale; the page knows how many cases are its end."""
    said = QCoreApplication.translate("Legend", "Heat of cases: full colour is {full} at one place")
    return [_row(said, {"what": "ramp", "alpha": max(one.opacity for one in drawn)})]


def _fill_rows(drawn: Sequence[Drawn], names: _Names) -> list[Row]:
    rows = []
    for one in drawn:
        rain = one.layer.by == "rain"
        ends = (rain_opacity(1.0), rain_opacity(_HEAVIEST_RAIN_MM_PER_H)) if rain else (case_tint(0.0), case_tint(1.0))
        tint = {"what": "tint", "colour": one.layer.colour or "blue", "from": ends[0] * one.opacity}
        rows.append(_row(names.of([one]), tint | {"to": ends[1] * one.opacity}))
    return rows


def _area_rows(drawn: Sequence[Drawn], names: _Names) -> list[Row]:
    rows = []
    for one in drawn:
        digits = {LEVEL_DIGITS[AreaLevel(code)] for code in one.layer.codes}
        for style in (style for style in AREA_STYLES if style.digits in digits):
            picture = {"what": "outline", "style": {**asdict(style), "alpha": one.opacity}}
            rows.append(_row(names.of([one]), picture, from_zoom=style.from_zoom))
    return rows


def _component_rows(drawn: Sequence[Drawn], names: _Names) -> list[Row]:
    looks: dict[tuple[str, str, float], list[Drawn]] = {}
    for one in drawn:
        looks.setdefault((one.layer.parent, one.layer.colour, point_size(one.layer)), []).append(one)
    return [
        _row(
            names.of(alike),
            {"what": "point", "colour": colour or "second", "size": size, "opacity": alike[0].opacity},
        )
        for (_parent, colour, size), alike in looks.items()
    ]


_BY_KIND: dict[LayerKind, Callable[[Sequence[Drawn], _Names], list[Row]]] = {
    LayerKind.ALARMS: _alarm_rows,
    LayerKind.WARNINGS: _warning_rows,
    LayerKind.UNITS: _unit_rows,
    LayerKind.TRACKS: _track_rows,
    LayerKind.FENCES: _fence_rows,
    LayerKind.CASES: _case_rows,
    LayerKind.ENDED_CASES: _ended_rows,
    LayerKind.RISKS: _risk_rows,
    LayerKind.LOW_POINTS: _water_rows,
    LayerKind.CAMERAS: _camera_rows,
    LayerKind.VIEWS: _view_rows,
    LayerKind.HEAT: _heat_rows,
    LayerKind.FILLS: _fill_rows,
    LayerKind.COMPONENTS: _component_rows,
    LayerKind.AREAS: _area_rows,
}
