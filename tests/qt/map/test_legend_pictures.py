"""The legend's pictures are the map's: pixels of a swatch beside pixels of the thing as it is drawn."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import asdict
from typing import Any

import numpy as np
import numpy.typing as npt
import pytest

from app.domain.alarms import AlarmKind
from app.domain.fences import FenceRule
from app.domain.layers import Layer, LayerKind
from app.domain.levels import Level
from tests.qt.map import sample
from views.city_map.looks import AREA_STYLES
from views.city_map.shown import Drawn
from views.city_map.thing_looks import (
    alarm_look,
    camera_look,
    case_look,
    fence_look,
    low_point_look,
    risk_look,
    warning_look,
)
from widgets.map import Figure, MapView, Mark, encode_units

Ask = Callable[[MapView, str], Any]
Until = Callable[[MapView, str], None]
Pixels = npt.NDArray[np.int64]
DRAWN = Drawn(Layer(id="l", parent="", name="l", gloss="l", kind=LayerKind.CASES), 0, 1.0)
WHOLE = "zhihui.tiles.waiting() === 0 && zhihui.tiles.records.size > 3"


def swatch(view: MapView, ask: Ask, picture: dict[str, Any]) -> Pixels:
    """RGBA of the legend's picture, premultiplied with its alpha."""
    row = json.dumps({"pictures": [picture], "label": ""})
    found = ask(
        view,
        f"""((c) => [c.height, c.width, ...c.getContext('2d').getImageData(0, 0, c.width, c.height).data])
          (zhihui.legend.picture({row}))""",
    )
    return pixels(found)


def on_map(view: MapView, ask: Ask, canvas: str, wide: int = 30, high: int = 24) -> Pixels:
    """RGBA of a canvas over the map around the middle of the view, where the thing lies."""
    found = ask(
        view,
        f"""((source, m) => {{ const box = source.getBoundingClientRect();
          const c = new OffscreenCanvas(box.width, box.height).getContext('2d');
          c.drawImage(source, 0, 0);
          const at = m.latLngToContainerPoint([{sample.LAT}, {sample.LON}]);
          const x = Math.round(at.x - box.left) - {wide // 2}, y = Math.round(at.y - box.top) - {high // 2};
          return [{high}, {wide}, ...c.getImageData(x, y, {wide}, {high}).data]; }})({canvas}, zhihui.map)""",
    )
    return pixels(found)


def pixels(found: list[int]) -> Pixels:
    image = np.array(found[2:]).reshape(found[0], found[1], 4)
    image[..., :3] = image[..., :3] * image[..., 3:] // 255
    return image


def assert_alike(one: Pixels, other: Pixels) -> None:
    """But for a pixel that a half pixel's shift may bring at an edge."""
    assert one.shape == other.shape
    assert one[..., 3].max() > 100
    best = min(
        float((np.abs(one[2:-2, 2:-2] - np.roll(other, (dy, dx), (0, 1))[2:-2, 2:-2]).max(axis=2) > 40).mean())
        for dy in (-1, 0, 1)
        for dx in (-1, 0, 1)
    )
    assert best < 0.015


MARKS = {
    "camera": camera_look(DRAWN, online=True),
    "camera offline": camera_look(DRAWN, online=False),
    "case overdue": case_look(DRAWN, Level.RED, sent=True),
    "case unsent": case_look(DRAWN, None, sent=False),
    "water": low_point_look(DRAWN, 70.0, 100.0),
    "risk": risk_look(DRAWN, Level.ORANGE),
    "alarm": alarm_look(DRAWN, AlarmKind.EQUIPMENT, Level.BLUE),
}


@pytest.mark.parametrize("name", MARKS)
@pytest.mark.parametrize("zoom", [13, 15])
def test_a_mark_in_the_legend_is_the_mark_on_the_map(
    shown_map: MapView, ask: Ask, until: Until, name: str, zoom: int
) -> None:
    look: Mark = MARKS[name]
    here = Mark(**{**asdict(look), "lat": sample.LAT, "lon": sample.LON})
    dots_below = 15 if name.startswith("camera") else 0
    shown_map.fly_to(sample.LAT, sample.LON, zoom)
    shown_map.set_marks("things", [here], from_zoom=dots_below)
    until(shown_map, f"zhihui.map.getZoom() === {zoom} && zhihui.marks.under.layers.has('things')")
    drawn = "zhihui.marks.under.sheet.canvas"
    until(shown_map, f"!zhihui.marks.under.sheet.waiting && {drawn}.style.display === ''")
    legend = swatch(shown_map, ask, {"what": "mark", "mark": asdict(look), "dots_below": dots_below})
    assert_alike(legend, on_map(shown_map, ask, drawn))


@pytest.mark.parametrize("age", range(4))
@pytest.mark.parametrize("status", [1, 2])
def test_a_unit_in_the_legend_is_the_unit_on_the_map(
    shown_map: MapView, ask: Ask, until: Until, age: int, status: int
) -> None:
    """Of every age; the officer of the sample heads north-east, as the legend's does."""
    body = encode_units(
        ids=[7], lat_deg=[sample.LAT], lon_deg=[sample.LON], heading_deg=[45], age_s=[(1, 60, 300, 900)[age]], kind=[0],
        status=[status], group=[0],
    )  # fmt: skip
    shown_map.publish("units", body)
    until(shown_map, f"zhihui.live.marks.n === 1 && zhihui.live.rows.age[0] === {age}")
    colour = ["third", "text", "accent", "blue"][status]
    legend = swatch(
        shown_map, ask, {"what": "unit", "shape": "arrow", "colour": colour, "alpha": 1.0, "age": age, "sign": ""}
    )
    assert_alike(legend, on_map(shown_map, ask, "zhihui.live.engine.element"))


FIGURES = {
    "warning yellow": warning_look(DRAWN, Level.YELLOW),
    "warning red": warning_look(DRAWN, Level.RED),
    "keep out": fence_look(FenceRule.KEEP_OUT, "second", 1.0),
    "keep in": fence_look(FenceRule.KEEP_IN, "second", 1.0),
    "route": fence_look(FenceRule.ROUTE, "second", 1.0),
}


@pytest.mark.parametrize("name", FIGURES)
def test_a_figure_in_the_legend_is_the_figure_on_the_map(shown_map: MapView, ask: Ask, until: Until, name: str) -> None:
    """Where the map's own figure has the legend's corners."""
    shown_map.set_base(b"{}")
    until(shown_map, WHOLE)
    look: Figure = FIGURES[name]
    corners = ask(
        shown_map,
        f"""((m) => {{ const at = m.latLngToContainerPoint([{sample.LAT}, {sample.LON}]).round(), found = [];
          const box = {"[-12, 5, -2, -4, 12, 2]" if look.kind == "line" else "[-11, -7, 11, -7, 11, 7, -11, 7]"};
          for (let i = 0; i < box.length; i += 2) {{
            const p = m.containerPointToLatLng([at.x + box[i], at.y + box[i + 1]]); found.push([p.lng, p.lat]); }}
          return found; }})(zhihui.map)""",
    )
    shown_map.set_visible("areas", False)
    shown_map.set_figures("things", [Figure(**{**asdict(look), "points": corners})])
    until(shown_map, "zhihui.figures.layers.has('things') && !zhihui.figures.sheet.waiting")
    drawn = on_map(shown_map, ask, "zhihui.figures.sheet.canvas")
    legend = swatch(shown_map, ask, {"what": "figure", "figure": asdict(look)})
    ground = np.array([int(ask(shown_map, "Zhihui.look.ground")[i : i + 2], 16) for i in (1, 3, 5)])
    seen = drawn.copy()
    seen[..., :3] += ground * (255 - drawn[..., 3:]) // 255
    seen[..., 3] = 255
    legend[..., :3] += ground * (255 - legend[..., 3:]) // 255
    legend[..., 3] = 255
    assert_alike(legend, seen)


@pytest.mark.parametrize("digits", [6, 9, 12, 15])
def test_the_pens_of_areas_are_those_of_the_map(shown_map: MapView, ask: Ask, until: Until, digits: int) -> None:
    """Legend and tiles ask one function; levels differ, so a swatch of one is not that of another."""
    until(shown_map, WHOLE)
    styles = {style.digits: asdict(style) for style in AREA_STYLES}
    own = swatch(shown_map, ask, {"what": "outline", "style": styles[digits]})
    others = [
        swatch(shown_map, ask, {"what": "outline", "style": styles[other]}) for other in styles if other != digits
    ]
    assert all((own != other).any() for other in others)


def test_a_scale_of_heat_has_the_colours_of_the_map(shown_map: MapView, ask: Ask, until: Until) -> None:
    shown_map.publish(
        "heat", json.dumps({"places": [[sample.LAT, sample.LON]] * 20, "alpha": 1.0, "least": 3}).encode()
    )
    until(shown_map, "zhihui.heat.made !== null")
    until(shown_map, "zhihui.heat.full === 20")
    strip = swatch(shown_map, ask, {"what": "ramp", "alpha": 1.0})[12, 1:29, :3]
    ground = np.array([int(ask(shown_map, "Zhihui.look.ground")[i : i + 2], 16) for i in (1, 3, 5)])
    map_ramp = np.array(ask(shown_map, "Zhihui.heatRamp()"))
    seen = ground + (map_ramp[:, :3] - ground) * map_ramp[:, 3:] / 255
    assert all(np.abs(seen - colour).max(axis=1).min() < 6 for colour in strip)
    assert np.abs(strip[-1] - seen[-1]).max() < 20
    shown_map.command("legend", "setLegend", "Legend", [{"pictures": [], "label": "full {full}", "from_zoom": 0}])
    until(shown_map, "document.querySelector('.zh-legend span')?.textContent === 'full 20'")
