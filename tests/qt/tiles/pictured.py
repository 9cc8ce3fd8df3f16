"""Synthetic tiles of any grid and datum that carry crosses at known WGS 84 places, drawn by the domain's formulas."""

from __future__ import annotations

import math
from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QBuffer, QIODevice
from PySide6.QtGui import QImage

from app.domain.positions import bd09_from_wgs84, gcj02_from_wgs84
from widgets.map.tiles.addresses import Grid
from widgets.map.tiles.source import Answer, Tile, TileAnswer

GROUND, CROSS = (30, 60, 30), (255, 0, 0)
_TO: dict[str, Callable[[float, float], tuple[float, float]]] = {
    "wgs84": lambda lat, lon: (lat, lon),
    "cgcs2000": lambda lat, lon: (lat, lon),
    "gcj02": gcj02_from_wgs84,
    "bd09": bd09_from_wgs84,
}


def cell_of(grid: Grid, datum: str, zoom: int, lat: float, lon: float) -> tuple[float, float]:
    """Column and row with fractions of a WGS 84 place."""
    lat, lon = _TO[datum](lat, lon)
    across = (lon + 180.0) / 360.0 * 2**zoom
    if grid is Grid.DEGREES:
        return across, (90.0 - lat) / 360.0 * 2**zoom
    s = math.sin(math.radians(lat))
    return across, (0.5 - math.log((1 + s) / (1 - s)) / (4 * math.pi)) * 2**zoom


class PicturedPlaces:
    """A TileSource whose tiles show a soft red spot of 3 px radius at each place; what was asked is kept."""

    def __init__(self, grid: Grid, datum: str, places: list[tuple[float, float]]) -> None:
        self._grid, self._datum, self._places = grid, datum, places
        self.asked: list[Tile] = []
        self.closed = False

    def ask(self, tile: Tile, answer: Answer, wanted: Callable[[], bool]) -> None:
        self.asked.append(tile)
        answer(TileAnswer(body=self.picture(tile), kind=b"image/png"))

    def close(self) -> None:
        self.closed = True

    def picture(self, tile: Tile) -> bytes:
        y, x = np.mgrid[0:256, 0:256] + 0.5
        strength = np.zeros((256, 256))
        for lat, lon in self._places:
            column, row = cell_of(self._grid, self._datum, tile.zoom, lat, lon)
            px, py = (column - tile.column) * 256, (row - tile.row) * 256
            if -8 < px < 264 and -8 < py < 264:
                strength = np.maximum(strength, np.clip(3.5 - np.hypot(x - px, y - py), 0, 1))
        colours = np.array(GROUND) + (np.array(CROSS) - np.array(GROUND)) * strength[..., None]
        pixels = np.ascontiguousarray(colours.round().astype(np.uint8))
        image = QImage(pixels.data, 256, 256, 768, QImage.Format.Format_RGB888)
        out = QBuffer()
        out.open(QIODevice.OpenModeFlag.WriteOnly)
        image.save(out, "PNG")
        return bytes(out.data().data())


def spots(image: QImage, reach: int = 8) -> list[tuple[float, float]]:
    """Centres of the red spots of a picture, weighted by their red, in pixels; `reach` is half a spot's room."""
    rgb = image.convertToFormat(QImage.Format.Format_RGB888)
    pixels = np.frombuffer(rgb.constBits(), np.uint8).reshape(rgb.height(), rgb.bytesPerLine())
    pixels = pixels[:, : rgb.width() * 3].reshape(rgb.height(), rgb.width(), 3).astype(float)
    red = np.clip((pixels[..., 0] - pixels[..., 1] - 10) / 245, 0, 1)
    found: list[tuple[float, float]] = []
    left = red.copy()
    while left.max() > 0.6:
        row, column = np.unravel_index(int(left.argmax()), left.shape)
        top, bottom, west, east = max(0, row - reach), row + reach + 1, max(0, column - reach), column + reach + 1
        patch = left[top:bottom, west:east]
        ys, xs = np.mgrid[top : top + patch.shape[0], west : west + patch.shape[1]] + 0.5
        found.append((float((xs * patch).sum() / patch.sum()), float((ys * patch).sum() / patch.sum())))
        left[top:bottom, west:east] = 0
    return found
