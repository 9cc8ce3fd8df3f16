"""Areas of a large city in the real page: found by place, read without a stall, refused when torn."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.domain.areas import AreaLevel
from app.domain.outlines import decode_outlines
from tests.bench.metropolis import Metropolis, metropolis
from tests.qt.map import sample
from views.city_map.looks import AREA_STYLES
from widgets.map import AreaStyle, MapView

Ask = Callable[[MapView, str], Any]
Until = Callable[[MapView, str], None]
STYLES = (AreaStyle(digits=15, from_zoom=10, name_from_zoom=17, name_to_zoom=19, width=0.6),)
GRIDS = 6 * 300


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> Metropolis:
    return metropolis(tmp_path_factory.mktemp("metropolis"), streets=6, points=1000)


def show(view: MapView, city: Metropolis, until: Until) -> None:
    view.set_outlines(city.outlines, {}, STYLES)
    until(view, f"zhihui.report().areas[3] === {GRIDS}")


def test_every_grid_is_found_at_its_middle_and_nothing_outside(
    shown_map: MapView, city: Metropolis, ask: Ask, until: Until
) -> None:
    show(shown_map, city, until)
    level = decode_outlines(city.outlines).level(AreaLevel.GRID)
    rows = np.arange(0, GRIDS, 7)
    middles = np.array([level.rings(int(row))[0].mean(axis=0) * 1e-7 for row in rows]).round(7)
    found = ask(
        shown_map, f"{middles.tolist()}.map(([lat, lon]) => zhihui.areas.pick(Zhihui.worldX(lon), Zhihui.worldY(lat)))"
    )
    assert found == [level.codes[row].decode() for row in rows]
    assert ask(shown_map, "zhihui.areas.pick(Zhihui.worldX(113.9), Zhihui.worldY(30.55))") is None


def test_what_is_near_a_box_is_what_a_look_through_all_finds(
    shown_map: MapView, city: Metropolis, ask: Ask, until: Until
) -> None:
    show(shown_map, city, until)
    assert ask(
        shown_map,
        """[[0.2, 0.2, 0.3, 0.3], [0.4, 0.4, 0.6, 0.42], [-1, -1, 2, 2], [0.9, 0.9, 2, 2]].every(([l, t, r, b]) => {
             const level = zhihui.areas.levels[3], box = level.box, all = [];
             const [w, h] = [level.wide * level.side, level.high * level.side];
             const [x0, y0, x1, y1] = [level.left + l * w, level.top + t * h, level.left + r * w, level.top + b * h];
             for (let a = 0; a < level.count; a++) {
               const k = 4 * a;
               if (box[k + 2] >= x0 && box[k] <= x1 && box[k + 3] >= y0 && box[k + 1] <= y1) all.push(a);
             }
             const near = level.near(x0, y0, x1, y1).sort((a, b) => a - b);
             return near.join() === all.join() && (l > -1 || all.length === level.count);
           })""",
    )


def test_reading_pauses_and_a_newer_city_takes_its_place(
    shown_map: MapView, city: Metropolis, ask: Ask, until: Until
) -> None:
    show(shown_map, city, until)
    assert ask(shown_map, "[...Zhihui.readOutlines(new Uint8Array([90,72,79,49,0,0,0,0]).buffer)].length") == 0
    shown_map.publish("outlines", city.outlines)
    shown_map.publish("outlines", sample.outlines())
    until(shown_map, "zhihui.report().areas[3] === 4 && !zhihui.areas.reading")


@pytest.mark.parametrize("damage", ["short", "long", "index", "magic"])
def test_a_torn_body_is_refused_and_the_old_city_stays(
    qtbot: QtBot, shown_map: MapView, city: Metropolis, ask: Ask, until: Until, damage: str
) -> None:
    show(shown_map, city, until)
    body = city.outlines
    grids = decode_outlines(body).level(AreaLevel.GRID)
    index_at = len(body) - grids.points.nbytes - grids.first_point.nbytes + 400
    torn = {
        "short": body[:-8],
        "long": body + bytes(8),
        "index": body[:index_at] + b"\xff\xff\xff\x7f" + body[index_at + 4 :],
        "magic": b"ZHO9" + body[4:],
    }[damage]
    with qtbot.waitSignal(shown_map.delivery_refused, timeout=5000) as refused:
        shown_map.publish("outlines", torn)
    assert refused.args[0] == "outlines"
    assert ask(shown_map, "zhihui.report().areas[3]") == GRIDS


# The contrast (WCAG) with the plain ground of the strongest pixel in each row of a tile; of all rows the middle one.
LINE_CONTRAST = """(() => {
  const m = zhihui.map, z = m.getZoom(), p = m.project(m.getCenter(), z).divideBy(512).floor();
  const r = zhihui.tiles.records.get(Zhihui.tileKey({x: p.x, y: p.y, z}));
  const c = new OffscreenCanvas(512, 512).getContext("2d"); c.drawImage(r.canvas, 0, 0);
  const linear = (v) => (v / 255 <= 0.04045 ? v / 255 / 12.92 : ((v / 255 + 0.055) / 1.055) ** 2.4);
  const light = (d, i) => 0.2126 * linear(d[i]) + 0.7152 * linear(d[i + 1]) + 0.0722 * linear(d[i + 2]);
  c.fillStyle = Zhihui.look.ground; const image = c.getImageData(0, 0, 512, 512).data;
  c.fillRect(0, 0, 1, 1); const ground = light(c.getImageData(0, 0, 1, 1).data, 0), best = [];
  for (let y = 0; y < 512; y++) {
    let most = 1;
    for (let x = 0; x < 512; x++) {
      const l = light(image, 4 * (512 * y + x));
      most = Math.max(most, (Math.max(l, ground) + 0.05) / (Math.min(l, ground) + 0.05));
    }
    best.push(most);
  }
  return best.sort((a, b) => a - b)[256]; })()"""
CLEAR_AT_ZOOM_16 = "zhihui.map.getZoom() === 16 && zhihui.tiles.waiting() === 0 && zhihui.tiles.records.size > 3"


@pytest.mark.parametrize("theme", ["night", "day"])
def test_grid_lines_are_seen_on_the_ground_and_fade_with_their_layer(
    shown_map: MapView, city: Metropolis, ask: Ask, until: Until, theme: str
) -> None:
    """Three to one, as marks must have (the look's own rule)."""
    shown_map.set_base(b"{}")
    show(shown_map, city, until)
    shown_map.set_theme(theme)
    shown_map.fly_to(*city.centre, 16)
    until(shown_map, CLEAR_AT_ZOOM_16)
    whole = ask(shown_map, LINE_CONTRAST)
    assert whole >= 3.0
    shown_map.set_outlines(city.outlines, {}, tuple(replace(style, alpha=0.3) for style in STYLES))
    until(shown_map, f"zhihui.areas.styles.get(15).alpha === 0.3 && {CLEAR_AT_ZOOM_16}")
    assert ask(shown_map, LINE_CONTRAST) < 1.0 + 0.5 * (whole - 1.0)


def test_the_city_is_picked_on_its_limit_and_the_finer_area_within(
    shown_map: MapView, city: Metropolis, ask: Ask, until: Until
) -> None:
    shown_map.set_outlines(city.outlines, {}, AREA_STYLES)
    until(shown_map, f"zhihui.report().areas[3] === {GRIDS} && zhihui.areas.styles.has(6)")
    line = decode_outlines(city.outlines).level(AreaLevel.CITY).rings(0)[0] * 1e-7
    lat, lon = line[0]
    shown_map.fly_to(lat, lon, 15)
    until(shown_map, "zhihui.map.getZoom() === 15")
    pick = f"zhihui.areas.pick(Zhihui.worldX({lon}), Zhihui.worldY({lat}))"
    assert ask(shown_map, pick) == ask(shown_map, "zhihui.areas.levels[0].codeOf(0)")
    middle = decode_outlines(city.outlines).level(AreaLevel.GRID).rings(7)[0].mean(axis=0) * 1e-7
    inside = f"zhihui.areas.pick(Zhihui.worldX({middle[1]}), Zhihui.worldY({middle[0]}))"
    assert len(ask(shown_map, inside)) == 15
