"""Tiles of every grid and datum are laid in pieces that err by well under a pixel, at every zoom and all over China."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtQml import QJSEngine

PLACES = [(30.55, 112.30), (22.54, 114.06), (45.75, 126.65), (39.9, 116.4), (43.8, 87.6)]
GRIDS = [
    ("mercator", "wgs84"),
    ("degrees", "cgcs2000"),
    ("mercator", "gcj02"),
    ("mercator", "bd09"),
    ("degrees", "gcj02"),
]
# Of the points of a map tile: how far from its place each is drawn by the piece that holds it. -1: no piece does.
WORST = """
(function (kind, datum, last, zoom, lat, lon) {
  const grid = new Zhihui.GroundGrid({ grid: kind, datum: datum, first: 1, last: last });
  const scale = 256 * Math.pow(2, zoom), px = 512;
  const tileOf = function (world) { return Math.floor(world * scale / px); };
  const coords = { x: tileOf(Zhihui.worldX(lon)), y: tileOf(Zhihui.worldY(lat)), z: zoom };
  const view = { scale: scale, ox: coords.x * px, oy: coords.y * px, w: px, h: px };
  const tiles = grid.tilesFor(coords, px, 1), pieces = tiles.map(function (tile) { return grid.pieces(tile, view); });
  let worst = 0;
  for (let i = 0; i <= 4; i++) for (let j = 0; j <= 4; j++) {
    const x = 0.5 + i * (px - 1) / 4, y = 0.5 + j * (px - 1) / 4;
    const cell = grid.cellOf(grid.levelFor(zoom, 1), (x + view.ox) / scale, (y + view.oy) / scale);
    let held = false;
    for (let t = 0; t < tiles.length; t++) {
      const u = cell[0] - tiles[t].column, v = cell[1] - tiles[t].row;
      for (let p = 0; p < pieces[t].length; p++) {
        const piece = pieces[t][p], m = piece.matrix, a = (u - piece.u) / piece.s, b = (v - piece.v) / piece.s;
        if (a < 0 || a >= 1 || b < 0 || b >= 1) continue;
        held = true;
        worst = Math.max(worst, Math.hypot(m[0] * a + m[2] * b + m[4] - x, m[1] * a + m[3] * b + m[5] - y));
      }
    }
    if (!held) return -1;
  }
  return worst;
})
"""


@pytest.fixture
def page(qapp: object, checkout: Path) -> QJSEngine:
    engine = QJSEngine()
    engine.evaluate("var Zhihui = {}; var window = { Zhihui };")
    for name in ("mercator", "datums", "ground_grid"):
        fault = engine.evaluate((checkout / f"resources/web/map/{name}.js").read_text(encoding="utf-8"))
        assert not fault.isError(), fault.toString()
    return engine


@pytest.mark.parametrize(("grid", "datum"), GRIDS)
@pytest.mark.parametrize("last", [18, 14])
def test_no_piece_errs_by_a_third_of_a_pixel(page: QJSEngine, grid: str, datum: str, last: int) -> None:
    worst = page.evaluate(WORST)
    assert not worst.isError(), worst.toString()
    errors = {
        (place, zoom): worst.call([grid, datum, last, zoom, *place]).toNumber()
        for place in PLACES
        for zoom in (10, 12, 15, 20)
    }
    bad = {at: error for at, error in errors.items() if not 0 <= error < 0.33}
    assert not bad, bad


def test_mercator_of_wgs84_is_exact(page: QJSEngine) -> None:
    errors = [
        page.evaluate(WORST).call(["mercator", "wgs84", 18, zoom, 30.55, 112.3]).toNumber() for zoom in range(10, 19)
    ]
    assert max(errors) < 1e-4


def test_a_source_that_begins_far_deeper_is_not_asked_for_a_crowd(page: QJSEngine) -> None:
    asked = page.evaluate(
        "new Zhihui.GroundGrid({grid: 'mercator', datum: 'wgs84', first: 16, last: 18})"
        ".tilesFor({x: 831, y: 420, z: 11}, 512, 1).length"
    )
    assert asked.toNumber() == 0
