"""Words that must be read where units crowd stand above the units, and names stand clear of still marks."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.domain.outlines import encode_outlines, ring_from_degrees
from tests.qt.map import sample
from widgets.map import AreaStyle, MapView, Mark, encode_units

Ask = Callable[[MapView, str], Any]
Until = Callable[[MapView, str], None]

STREETS = (AreaStyle(digits=9, from_zoom=10, name_from_zoom=11, name_to_zoom=16, width=1.6),)
RED = "#e5484d"
# [left, top, right, bottom, text] of every word on screen, in CSS pixels of the map.
WORDS = """[...document.querySelectorAll('.zh-word span')].map((s) => {
  const r = s.getBoundingClientRect(); return [r.left, r.top, r.right, r.bottom, s.textContent]; })"""


def pressing(number: int = 3, east_deg: float = 0.0, **more: Any) -> Mark:
    closed = Mark(id=number, lat=sample.LAT, lon=sample.LON + east_deg, icon="water", colour="red", pressing=True)
    return replace(closed, label=f"{30 + number} cm", **more)


def words(view: MapView, ask: Ask) -> list[str]:
    return sorted(word[4] for word in ask(view, WORDS))


def overlap(a: list[float], b: list[float]) -> bool:
    return a[0] < b[2] - 1 and b[0] < a[2] - 1 and a[1] < b[3] - 1 and b[1] < a[3] - 1


def test_the_depth_of_a_closed_low_point_is_read_though_units_crowd_there(
    qtbot: QtBot, shown_map: MapView, ask: Ask, until: Until
) -> None:
    shown_map.set_marks("low_points", [pressing()])
    until(shown_map, "document.querySelector('.zh-depth span')")
    ((left, top, right, bottom, text),) = ask(shown_map, WORDS)
    assert text == "33 cm"
    crowd = 400
    lon, lat = ask(
        shown_map,
        f"(p => [p.lng, p.lat])(zhihui.map.containerPointToLatLng([{(left + right) / 2}, {(top + bottom) / 2}]))",
    )
    rng = np.random.default_rng(1)
    zeros = np.zeros(crowd)
    shown_map.publish(
        "units",
        encode_units(
            ids=np.arange(crowd), lat_deg=lat + rng.uniform(-2e-4, 2e-4, crowd),
            lon_deg=lon + rng.uniform(-5e-4, 5e-4, crowd), heading_deg=zeros, age_s=zeros + 1, kind=zeros,
            status=zeros + 1, group=zeros,
        ),
    )  # fmt: skip
    until(shown_map, f"zhihui.report().drawn === {crowd}")

    def edge_is_whole() -> bool:
        image = shown_map.grab().toImage()
        return all(image.pixelColor(x, round(top)) == QColor(RED) for x in range(round(left) + 2, round(right) - 2))

    qtbot.waitUntil(edge_is_whole, timeout=5000)


def test_words_keep_clear_of_each_other_and_of_the_marks_that_say_them(
    shown_map: MapView, ask: Ask, until: Until
) -> None:
    step_deg = 20 / (256 * 2**15) * 360  # 20 pixels
    marks = [pressing(n, n * step_deg) for n in range(4)]
    shown_map.set_marks("low_points", marks)
    until(shown_map, "document.querySelectorAll('.zh-depth span').length === 4")
    boxes = ask(shown_map, WORDS)
    assert not [1 for i, a in enumerate(boxes) for b in boxes[:i] if overlap(a, b)]
    icons = [[400 + 20 * n - 9, 291, 400 + 20 * n + 9, 309] for n in range(4)]
    assert not [1 for word in boxes for icon in icons if overlap(word, icon)]


def test_a_call_for_help_at_a_low_point_leaves_its_depth_readable(shown_map: MapView, ask: Ask, until: Until) -> None:
    shown_map.set_marks("low_points", [pressing()])
    calling = Mark(id=9, lat=sample.LAT, lon=sample.LON, icon="sos", colour="red")
    shown_map.set_marks("alarms", [calling], above_units=True)
    until(shown_map, "(zhihui.words.said.get('alarms') || { icons: [] }).icons.length === 1")
    (depth,) = ask(shown_map, WORDS)
    assert depth[4] == "33 cm"
    assert not overlap(depth, [400 - 15, 300 - 15, 400 + 15, 300 + 15])


def test_words_go_with_their_marks(shown_map: MapView, ask: Ask, until: Until) -> None:
    shown_map.set_marks("low_points", [pressing(1), pressing(2, 0.004)])
    until(shown_map, "document.querySelectorAll('.zh-depth span').length === 2")
    shown_map.set_visible("low_points", False)
    until(shown_map, "document.querySelectorAll('.zh-depth').length === 0")
    shown_map.set_visible("low_points", True)
    shown_map.set_marks("low_points", [replace(pressing(1), pressing=False), pressing(2, 0.004)])
    until(shown_map, "document.querySelectorAll('.zh-depth').length === 1")
    assert words(shown_map, ask) == ["32 cm"]


def test_a_streets_name_stands_above_the_units_while_names_are_few(shown_map: MapView, ask: Ask, until: Until) -> None:
    south, west = sample.LAT - 0.005, sample.LON - 0.005
    rings, names = {}, {}
    for n in range(64):
        corner = (south + (n // 8) * 0.002, west + (n % 8) * 0.002)
        square = [(0, 0), (0, 0.002), (0.002, 0.002), (0.002, 0)]
        code = f"9901060{n:02}"
        rings[code] = [ring_from_degrees([(corner[0] + dy, corner[1] + dx) for dy, dx in square])]
        names[code] = (f"街{n}", f"S{n}")
    one = next(iter(rings))
    shown_map.set_outlines(encode_outlines({one: rings[one]}), {one: names[one]}, STREETS)
    until(shown_map, "document.querySelectorAll('.zh-street span').length === 1")
    assert words(shown_map, ask) == ["街0"]
    assert ask(shown_map, "Number(zhihui.words.pane.style.zIndex) > Number(zhihui.live.pane.style.zIndex)")
    shown_map.set_language("en")
    until(shown_map, "document.querySelector('.zh-street span').textContent === 'S0'")
    shown_map.set_outlines(encode_outlines(rings), names, STREETS)  # so many are written on the ground instead
    until(shown_map, "zhihui.report().areas[1] === 64 && document.querySelectorAll('.zh-street').length === 0")


def test_a_places_name_steps_aside_of_a_still_mark(shown_map: MapView, ask: Ask, until: Until) -> None:
    ground = "zhihui.names.sheet.view"
    clear = f"Zhihui.standClear({{ ...{ground}, room: new Zhihui.Room() }}, 560, 460, 30)"
    until(shown_map, f"{ground} && {ground}.still")
    assert ask(shown_map, clear) == 0
    there = f"zhihui.map.unproject([560 + {ground}.ox, 460 + {ground}.oy])"
    lat, lon = ask(shown_map, f"(p => [p.lat, p.lng])({there})")
    shown_map.set_marks("cases", [Mark(id=1, lat=lat, lon=lon, icon="case")])
    until(shown_map, "zhihui.report().marks.cases === 1")
    ask(shown_map, "(zhihui.names.repaint(), 1)")
    until(shown_map, f"{clear} !== 0")
    assert ask(shown_map, clear) in (-16, 16, -26, 26)
