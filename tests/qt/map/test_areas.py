"""Areas of a large city in the real page: found by place, read without a stall, refused when torn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.domain.areas import AreaLevel
from app.domain.outlines import decode_outlines
from tests.bench.metropolis import Metropolis, metropolis
from tests.qt.map import sample
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
