"""Addresses of tiles: templates with placeholders, and the rows and columns of a source's grid.

Placeholders, in braces, any case: `z` (`z-1` where a server counts its levels from one of 180° tiles, as many do for
EPSG:4490), `x`, `y` (row from the north), `-y` (row from the south, TMS), the words of WMTS
`TileMatrix`, `TileCol`, `TileRow`, `s` (one of the hosts 0–7, chosen by the tile, so a tile keeps its host), and
`key` or `tk`.
"""

from __future__ import annotations

import math
import re
from collections.abc import Mapping
from enum import StrEnum
from urllib.parse import quote, urlsplit

from widgets.map.tiles.source import Tile

_HOSTS = 8
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")
_SYNONYMS = {"tilematrix": "z", "tilecol": "x", "tilerow": "y", "tk": "key"}
_LEVEL = {"z", "z-1"}
_ROW = {"y", "-y"}
_KNOWN = {*_LEVEL, *_ROW, "x", "s", "key"}


class Grid(StrEnum):
    """How a source cuts the world: Web Mercator (EPSG:3857, 天地图 `w`), or plain latitude and longitude (EPSG:4490 and
    4326, 天地图 `c`: at level n a tile spans 360°/2ⁿ both ways, rows from 90° north)."""

    MERCATOR = "mercator"
    DEGREES = "degrees"

    def rows(self, zoom: int) -> int:
        """Rows of the whole world at a level."""
        return 1 << zoom if self is Grid.MERCATOR else max(1, (1 << zoom) // 2)

    def holds(self, tile: Tile) -> bool:
        """False for a tile that is not in the world."""
        return 0 <= tile.zoom <= 24 and 0 <= tile.column < 2**tile.zoom and 0 <= tile.row < self.rows(tile.zoom)

    def row_from_south(self, tile: Tile) -> int:
        """The row as TMS and MBTiles count it."""
        return self.rows(tile.zoom) - 1 - tile.row


def tile_at(grid: Grid, layer: int, zoom: int, lat: float, lon: float) -> Tile:
    """The tile that holds a place, in degrees of the source's own datum."""
    across = (lon + 180.0) / 360.0
    if grid is Grid.DEGREES:
        down = (90.0 - lat) / 360.0
    else:
        s = math.sin(math.radians(lat))
        down = 0.5 - math.log((1 + s) / (1 - s)) / (4 * math.pi)
    return Tile(layer=layer, zoom=zoom, column=int(across * 2**zoom), row=int(down * 2**zoom))


def placeholders(template: str) -> set[str]:
    """The placeholders of a template in their short form; an unknown one stands there as it was written."""
    return {_SYNONYMS.get(word.lower(), word.lower()) for word in _PLACEHOLDER.findall(template)}


class TemplateFault(StrEnum):
    """What is wrong with a template."""

    NO_WEB_ADDRESS = "no_web_address"
    NO_PLACE_FOR_TILE = "no_place_for_tile"
    UNKNOWN_PLACEHOLDER = "unknown_placeholder"
    NO_PLACE_FOR_KEY = "no_place_for_key"


def template_fault(template: str, key: str = "") -> TemplateFault | None:
    """The first thing wrong with a template, None if it can be asked. A key needs its place in the template."""
    try:
        parts = urlsplit(template)
    except ValueError:
        return TemplateFault.NO_WEB_ADDRESS
    if parts.scheme not in ("http", "https") or not parts.netloc:
        return TemplateFault.NO_WEB_ADDRESS
    given = placeholders(template)
    if given - _KNOWN:
        return TemplateFault.UNKNOWN_PLACEHOLDER
    if "x" not in given or not given & _LEVEL or not given & _ROW:
        return TemplateFault.NO_PLACE_FOR_TILE
    if key and "key" not in given:
        return TemplateFault.NO_PLACE_FOR_KEY
    return None


def fill(template: str, tile: Tile, grid: Grid, key: str = "") -> str:
    """The address of one tile. It holds the key: never to be logged or shown."""
    values: Mapping[str, str] = {
        "z": str(tile.zoom),
        "z-1": str(tile.zoom - 1),
        "x": str(tile.column),
        "y": str(tile.row),
        "-y": str(grid.row_from_south(tile)),
        "s": str((tile.column + tile.row) % _HOSTS),
        "key": quote(key, safe=""),
    }

    def value(found: re.Match[str]) -> str:
        word = found[1].lower()
        return values.get(_SYNONYMS.get(word, word), found[0])

    return _PLACEHOLDER.sub(value, template)


def tianditu_templates(host: str, picture: str, grid: Grid) -> tuple[str, str]:
    """天地图's base and annotation layers, as its WMTS names them: vec + cva, img + cia, ter + cta; `_w` or `_c`.

    `host` is the national platform's or an intranet's own, e.g. `https://t{s}.example`; ValueError for no such picture.
    """
    notes = {"vec": "cva", "img": "cia", "ter": "cta"}
    if picture not in notes:
        raise ValueError(f"no picture {picture!r}")
    suffix = "w" if grid is Grid.MERCATOR else "c"

    def template(layer: str) -> str:
        return (
            f"{host.rstrip('/')}/{layer}_{suffix}/wmts?SERVICE=WMTS&REQUEST=GetTile&VERSION=1.0.0&LAYER={layer}"
            f"&STYLE=default&TILEMATRIXSET={suffix}&FORMAT=tiles"
            "&TILEMATRIX={z}&TILEROW={y}&TILECOL={x}&tk={key}"
        )

    return template(picture), template(notes[picture])
