"""The still tiles: grounds that come late or never, painters in their order, old pictures until there are new ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from pytestqt.qtbot import QtBot

from tests.qt.map import sample
from widgets.map import MapView

Ask = Callable[[MapView, str], Any]
Until = Callable[[MapView, str], None]
SETTLED = "zhihui.tiles.waiting() === 0 && zhihui.tiles.records.size > 3"
# The colour in the middle of the tile under the centre of the map.
PIXEL = """(() => { const m = zhihui.map, z = m.getZoom(), p = m.project(m.getCenter(), z).divideBy(512).floor();
  const r = zhihui.tiles.records.get(Zhihui.tileKey({x: p.x, y: p.y, z}));
  if (!r) return null;
  const c = new OffscreenCanvas(512, 512).getContext("2d"); c.drawImage(r.canvas, 0, 0);
  return [...c.getImageData(256, 256, 1, 1).data].slice(0, 3); })()"""
RED, BLUE = [255, 0, 0], [0, 0, 255]
LATE_GROUND = """void (window.kept = [], zhihui.tiles.setGround({paint: (ctx) => new Promise((keep, fail) => {
  kept.push(() => { ctx.fillStyle = '#ff0000'; ctx.fillRect(0, 0, 512, 512); keep(); }, fail); })}))"""


def test_a_ground_that_comes_late_is_shown_when_it_is_there(shown_map: MapView, ask: Ask, until: Until) -> None:
    until(shown_map, SETTLED)
    before = ask(shown_map, PIXEL)
    ask(shown_map, LATE_GROUND)
    until(shown_map, "kept.length === 2 * zhihui.tiles.records.size")
    assert ask(shown_map, PIXEL) == before  # the old picture, not a hole
    ask(shown_map, "kept.forEach((act, i) => { if (i % 2 === 0) act(); })")
    until(shown_map, SETTLED)
    assert ask(shown_map, PIXEL) == RED


def test_a_ground_that_never_comes_leaves_the_plain_ground_and_the_painters(
    shown_map: MapView, ask: Ask, until: Until
) -> None:
    until(shown_map, SETTLED)
    ask(shown_map, LATE_GROUND)
    ask(shown_map, "void zhihui.map.setZoom(16)")
    until(shown_map, "zhihui.map.getZoom() === 16 && kept.length >= 16")
    ask(
        shown_map,
        """void zhihui.tiles.add({order: 90, paintTile: (ctx) => {
             ctx.fillStyle = '#0000ff'; ctx.fillRect(200, 200, 99, 99); }})""",
    )
    ask(shown_map, "kept.forEach((act, i) => { if (i % 2 === 1) act(new Error('no such tile')); })")
    until(shown_map, SETTLED)
    assert ask(shown_map, PIXEL) == BLUE


def test_a_tile_that_is_being_painted_is_waited_for_too(shown_map: MapView, ask: Ask, until: Until) -> None:
    until(shown_map, SETTLED)
    ask(
        shown_map,
        """void (window.missed = window.begun = 0, zhihui.tiles.add({order: 90, paintTile: function* () {
             for (let i = 0; i < 3; i++) {
               const until = performance.now() + 10; while (performance.now() < until); // longer than a slice
               yield;
             } } }), (function look() {
               if (zhihui.tiles.job) { begun++; if (zhihui.tiles.waiting() === 0) missed++; }
               requestAnimationFrame(look); })())""",
    )
    until(shown_map, "begun > 0 && !zhihui.tiles.job && zhihui.tiles.waiting() === 0")
    assert ask(shown_map, "missed") == 0


def test_painters_lie_in_their_order_and_may_pause(shown_map: MapView, ask: Ask, until: Until) -> None:
    until(shown_map, SETTLED)
    ask(
        shown_map,
        """void [[91, '#0000ff'], [90, '#ff0000']].forEach(([order, colour]) => zhihui.tiles.add({order,
             paintTile: function* (ctx) {
               for (let i = 0; i < 9; i++) yield;
               ctx.fillStyle = colour; ctx.fillRect(0, 0, 512, 512); }}))""",
    )
    until(shown_map, SETTLED)
    assert ask(shown_map, PIXEL) == BLUE


def test_a_change_of_zoom_leaves_no_hole_while_new_tiles_are_made(shown_map: MapView, ask: Ask, until: Until) -> None:
    until(shown_map, SETTLED)
    covered = ask(
        shown_map,
        """(() => { zhihui.map.setZoom(16, {animate: false});
             const large = [...document.querySelectorAll('.leaflet-tile-pane canvas')]
               .map((c) => c.getBoundingClientRect()).filter((b) => b.width > 600); // of zoom 15, twice as large
             return [[9, 9], [790, 9], [400, 300], [9, 590], [790, 590]].every(([x, y]) =>
               large.some((b) => b.left <= x && b.right >= x && b.top <= y && b.bottom >= y)); })()""",
    )
    assert covered is True
    until(shown_map, SETTLED)
    until(shown_map, "[...zhihui.tiles.records.values()].every((r) => r.coords.z === 16)")


def test_the_map_glides_by_whole_pixels(shown_map: MapView, ask: Ask, until: Until) -> None:
    ask(
        shown_map,
        """void (window.places = [], window.pane = zhihui.map.getPane('mapPane'),
             zhihui.map.on('move', () => places.push(L.DomUtil.getPosition(pane))),
             zhihui.map.panBy([101, 57], {animate: true, duration: 0.2}))""",
    )
    until(shown_map, "places.length > 1 && !zhihui.map._panAnim._inProgress")
    assert ask(shown_map, "places.every((p) => p.x % 1 === 0 && p.y % 1 === 0)") is True


def test_a_theme_repaints_every_tile(qtbot: QtBot, shown_map: MapView, ask: Ask, until: Until) -> None:
    until(shown_map, SETTLED)
    shown_map.fly_to(sample.LAT + 0.03, sample.LON + 0.06, 17)
    until(shown_map, f"zhihui.map.getZoom() === 17 && {SETTLED}")
    night = ask(shown_map, PIXEL)
    shown_map.set_theme("day")
    until(shown_map, f"Zhihui.look === Zhihui.looks.day && {SETTLED}")
    day = ask(shown_map, PIXEL)
    assert max(night) < 60
    assert min(day) > 200
