"""Pictures of a tile source under the map: they line up with the vectors to less than a pixel in every grid and datum,
and a source that gives nothing leaves the base map where it is."""

from __future__ import annotations

import math
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from app.domain.outlines import encode_outlines, ring_from_degrees
from tests.qt.map import sample
from tests.qt.tiles.pictured import GROUND, PicturedPlaces, spots
from tests.tile_server import TileServer, tile_server
from widgets.map import AreaStyle, MapView
from widgets.map.tiles.addresses import Grid
from widgets.map.tiles.breaker import Breaker
from widgets.map.tiles.ground import GroundSheet, MapGround
from widgets.map.tiles.remote import RemoteTiles
from widgets.map.tiles.source import Answer, Tile, TileAnswer, Trouble

Ask = Callable[[MapView, str], Any]
Until = Callable[[MapView, str], None]
LAID = """zhihui.groundImages.drawn > 0 && zhihui.groundImages.asking === 0 && zhihui.tiles.waiting() === 0
  && zhihui.map.getZoom() === {zoom}"""
# A few tens of metres to kilometres around the centre, so that each zoom has several in view.
PLACES = [
    (sample.LAT + step * reach * sign, sample.LON + step * reach * 1.3)
    for reach in (0.0006, 0.004, 0.03)
    for step, sign in ((1, 1), (-1, 1), (1, -1), (-1, -1), (0.4, -2))
]
GRIDS = [
    (Grid.MERCATOR, "wgs84"),
    (Grid.MERCATOR, "cgcs2000"),
    (Grid.DEGREES, "cgcs2000"),
    (Grid.MERCATOR, "gcj02"),
    (Grid.MERCATOR, "bd09"),
]


@pytest.fixture
def ground(shown_map: MapView) -> Iterator[MapGround]:
    shown = MapGround(shown_map)
    yield shown
    shown.close()


@pytest.fixture
def server() -> Iterator[TileServer]:
    with tile_server() as running:
        yield running


def quiet(view: MapView) -> None:
    """Nothing red or named over the ground."""
    view.set_visible("areas", False)
    view.set_theme("day")


def picture(view: MapView) -> QImage:
    return view.grab().toImage()


@pytest.mark.parametrize(("grid", "datum"), GRIDS)
@pytest.mark.parametrize(("zoom", "last"), [(12, 18), (15, 18), (18, 16)])
def test_pictures_lie_where_the_vectors_do(
    qtbot: QtBot,
    shown_map: MapView,
    ground: MapGround,
    ask: Ask,
    until: Until,
    grid: Grid,
    datum: str,
    zoom: int,
    last: int,
) -> None:
    quiet(shown_map)
    shown_map.fly_to(sample.LAT + 0.0001, sample.LON - 0.0002, zoom)
    ground.show(PicturedPlaces(grid, datum, PLACES), GroundSheet(grid=grid, datum=datum, last_zoom=last))
    until(shown_map, LAID.format(zoom=zoom))
    words = ",".join(f"[{lat},{lon}]" for lat, lon in PLACES)
    wanted = ask(shown_map, f"[{words}].map(p => zhihui.map.latLngToContainerPoint(p)).map(p => [p.x, p.y])")
    exact = ask(shown_map, f"[{words}].map(p => zhihui.map.project(p).subtract(zhihui.map.getPixelOrigin())"
                           ".add(zhihui.map._getMapPanePos())).map(p => [p.x, p.y])")  # fmt: skip
    assert all(math.dist(a, b) < 1 for a, b in zip(wanted, exact, strict=True))
    room = 8 * 2 ** max(0, zoom - last)
    inside = [p for p in exact if 60 + room < p[0] < 800 - room and room < p[1] < 560 - room]
    alone = [p for p in inside if all(p is q or math.dist(p, q) > 3 * room for q in exact)]
    assert len(alone) >= 2

    def errors() -> list[float]:
        seen = spots(picture(shown_map), room)
        return [min((math.dist(p, s) for s in seen), default=math.inf) for p in alone]

    qtbot.waitUntil(lambda: max(errors()) < 2, timeout=5000)
    assert max(errors()) < 0.5, (grid, datum, zoom, errors())


def test_between_the_pieces_nothing_shines_through(
    qtbot: QtBot, shown_map: MapView, ground: MapGround, until: Until
) -> None:
    quiet(shown_map)
    for grid, datum in ((Grid.DEGREES, "cgcs2000"), (Grid.MERCATOR, "gcj02")):
        ground.show(PicturedPlaces(grid, datum, []), GroundSheet(grid=grid, datum=datum))
        until(shown_map, LAID.format(zoom=15))
        qtbot.waitUntil(lambda: picture(shown_map).pixelColor(300, 200).getRgb()[:3] == GROUND, timeout=5000)
        image = picture(shown_map)
        seen = {(x, y): image.pixelColor(x, y).getRgb()[:3] for x in range(60, 790) for y in range(0, 480, 3)}
        strange = {at: rgb for at, rgb in seen.items() if max(abs(a - b) for a, b in zip(rgb, GROUND, strict=True)) > 2}
        assert not strange, list(strange.items())[:5]


def test_a_source_shows_the_base_map_again_when_it_is_taken_away(
    qtbot: QtBot, shown_map: MapView, ground: MapGround, until: Until
) -> None:
    quiet(shown_map)
    source = PicturedPlaces(Grid.MERCATOR, "wgs84", [])
    ground.show(source)
    qtbot.waitUntil(lambda: picture(shown_map).pixelColor(300, 200).getRgb()[:3] == GROUND, timeout=5000)
    ground.show(None)
    assert source.closed
    qtbot.waitUntil(lambda: picture(shown_map).pixelColor(300, 200).lightness() > 200, timeout=5000)


def test_pictures_that_leave_the_store_are_closed(
    shown_map: MapView, ground: MapGround, ask: Ask, until: Until
) -> None:
    ground.show(PicturedPlaces(Grid.MERCATOR, "wgs84", []))
    until(shown_map, LAID.format(zoom=15))
    kept = "[...zhihui.groundImages.pictures.entries.values()]"
    assert ask(shown_map, f"{kept}.every((e) => e.picture.width > 0 && e.wanted.size === 0)"), "laid: nobody waits"
    ask(shown_map, f"window.before = {kept}.map((e) => e.picture), window.before.length")
    ground.show(None)
    until(shown_map, "window.before.length > 0 && window.before.every((picture) => picture.width === 0)")


# Names of areas that stand on the map, and how many labels and roads of the base map were named at the last painting.
AREAS_NAMED = "[...zhihui.words.elements.keys()].filter((key) => key.startsWith('names/')).length"
WATCH_NAMES = """(() => {
  const names = zhihui.names, write = names.write;
  window.written = 0;
  names.write = (ctx, v) => {
    const fillText = ctx.fillText;
    window.written = 0;
    ctx.fillText = function (...words) { window.written++; return fillText.apply(this, words); };
    write.call(names, ctx, v);
    delete ctx.fillText;
  };
  const paint = names.paint;
  names.paint = (ctx, v) => { window.written = 0; paint.call(names, ctx, v); };
  names.repaint();
  return true;
})()"""


def watch_names(view: MapView, ask: Ask) -> None:
    """A street in the middle, and a count of what the base map names."""
    south, west = sample.LAT - 0.004, sample.LON - 0.004
    ring = ring_from_degrees([(south, west), (south, west + 0.008), (south + 0.008, west + 0.008)])
    street = AreaStyle(digits=9, from_zoom=10, name_from_zoom=11, name_to_zoom=16, width=1.6)
    view.set_outlines(encode_outlines({"990106001": [ring]}), {"990106001": ("北街", "North")}, [street])
    assert ask(view, WATCH_NAMES)


def test_areas_are_not_named_over_a_ground_that_names_them(
    shown_map: MapView, ground: MapGround, ask: Ask, until: Until
) -> None:
    watch_names(shown_map, ask)
    until(shown_map, f"{AREAS_NAMED} > 0 && window.written > 0")
    ground.show(PicturedPlaces(Grid.MERCATOR, "wgs84", []), GroundSheet(has_names=True))
    until(shown_map, f"{LAID.format(zoom=15)} && {AREAS_NAMED} === 0 && window.written === 0")
    ground.show(None)
    until(shown_map, f"{AREAS_NAMED} > 0 && window.written > 0")


def test_names_stand_where_the_pictures_that_carry_them_are_missing(
    qtbot: QtBot, shown_map: MapView, ground: MapGround, server: TileServer, ask: Ask, until: Until
) -> None:
    watch_names(shown_map, ask)
    server.manner = "hang"
    template = server.address + "/{z}/{x}/{y}"
    breaker = Breaker(limit=2, first_rest_s=0.4)
    source = RemoteTiles([template], timeout_ms=900, most_in_flight=2, breaker=breaker)
    ground.show(source, GroundSheet(has_names=True))
    until(shown_map, f"zhihui.groundImages.bare.size > 0 && {AREAS_NAMED} > 0 && window.written > 0")
    qtbot.waitUntil(lambda: ground.trouble is Trouble.HANGS, timeout=10_000)
    server.manner = "well"
    until(shown_map, f"{LAID.format(zoom=15)} && {AREAS_NAMED} === 0 && window.written === 0")


def test_names_stand_where_only_the_layer_of_names_is_missing(
    shown_map: MapView, ground: MapGround, ask: Ask, until: Until
) -> None:
    class WithoutNotes(PicturedPlaces):
        def ask(self, tile: Tile, answer: Answer, wanted: Callable[[], bool]) -> None:
            if tile.layer == 1:
                answer(TileAnswer(trouble=Trouble.SERVER))
            else:
                super().ask(tile, answer, wanted)

    watch_names(shown_map, ask)
    ground.show(WithoutNotes(Grid.MERCATOR, "wgs84", []), GroundSheet(layers=2, has_names=True))
    until(shown_map, f"zhihui.groundImages.drawn > 0 && {AREAS_NAMED} > 0 && window.written > 0")


def test_the_night_theme_dims_or_inverts_a_bright_source(
    qtbot: QtBot, shown_map: MapView, ground: MapGround, server: TileServer
) -> None:
    class White(PicturedPlaces):
        def picture(self, tile: object) -> bytes:
            from tests.tile_server import png

            return png(250, 250, 250)

    shown_map.set_visible("areas", False)
    for night, lightness in (("as_is", range(240, 256)), ("dim", range(90, 140)), ("invert", range(10, 60))):
        ground.show(White(Grid.MERCATOR, "wgs84", []), GroundSheet(night=night))
        qtbot.waitUntil(lambda r=lightness: picture(shown_map).pixelColor(300, 200).lightness() in r, timeout=5000)  # type: ignore[misc]


def test_a_hanging_server_leaves_the_base_map_and_is_told(
    qtbot: QtBot, shown_map: MapView, ground: MapGround, ask: Ask, until: Until, server: TileServer
) -> None:
    quiet(shown_map)
    # The day's base map, and not the white of a page that has drawn nothing yet.
    qtbot.waitUntil(lambda: 200 < picture(shown_map).pixelColor(300, 320).lightness() < 255, timeout=5000)
    before = picture(shown_map).pixelColor(300, 320)
    server.manner = "hang"
    breaker = Breaker(limit=2, first_rest_s=0.4)
    source = RemoteTiles([server.address + "/{z}/{x}/{y}"], timeout_ms=900, most_in_flight=2, breaker=breaker)
    told: list[object] = []
    ground.trouble_changed.connect(told.append)
    ground.show(source)
    until(shown_map, "zhihui.tiles.waiting() === 0 && zhihui.groundImages.jobs.size > 0")
    assert picture(shown_map).pixelColor(300, 320) == before
    qtbot.waitUntil(lambda: told == [Trouble.HANGS], timeout=10_000)
    assert ask(shown_map, "1 + 1") == 2, "the page lives"
    server.picture = lambda path: _green()  # type: ignore[method-assign]
    server.manner = "well"
    qtbot.waitUntil(lambda: told[-1] is None and ground.trouble is None, timeout=10_000)
    qtbot.waitUntil(lambda: picture(shown_map).pixelColor(300, 200).getRgb()[:3] == (10, 200, 10), timeout=10_000)


def _green() -> bytes:
    from tests.tile_server import png

    return png(10, 200, 10)
