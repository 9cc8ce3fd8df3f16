"""Try a source: fetch one tile of each of its layers at a place, and say what came."""

from __future__ import annotations

import time
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QImage

from app.domain.positions import bd09_from_wgs84, gcj02_from_wgs84
from app.stores.tile_sources import SourceDatum, TileSetting
from views.city_map.ground import open_source, sheet_of
from widgets.map.tiles.addresses import Grid, tile_at
from widgets.map.tiles.source import TileAnswer, TileSource, Trouble

_LOOKED_AT_LEVEL = 14


@dataclass(frozen=True, slots=True, kw_only=True)
class TrialResult:
    """Of one layer: a picture, or what was wrong. `kind` is the kind of picture (PNG …)."""

    layer: int
    zoom: int
    image: QImage
    kind: str
    size_bytes: int
    took_ms: float
    trouble: Trouble | None
    detail: str


class SourceTrial(QObject):
    """One trial at a time; a new one ends the earlier. `layer_tried(TrialResult)` for each layer, in any order."""

    layer_tried = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._source: TileSource | None = None

    def begin(self, setting: TileSetting, lat: float, lon: float) -> None:
        """Ask the source at a WGS 84 place, as it is seen at level 14 or the nearest that the source has."""
        self.end()
        sheet = sheet_of(setting)
        zoom = max(setting.first_zoom, min(setting.last_zoom, _LOOKED_AT_LEVEL))
        if setting.datum is SourceDatum.GCJ02:
            lat, lon = gcj02_from_wgs84(lat, lon)
        elif setting.datum is SourceDatum.BD09:
            lat, lon = bd09_from_wgs84(lat, lon)
        source = self._source = open_source(setting)
        began_s = time.monotonic()
        for layer in range(sheet.layers):

            def take(answered: TileAnswer, layer: int = layer) -> None:
                if source is self._source:
                    self.layer_tried.emit(_result(answered, layer, zoom, (time.monotonic() - began_s) * 1000))

            source.ask(tile_at(Grid(setting.grid), layer, zoom, lat, lon), take, lambda: True)

    def end(self) -> None:
        """Whatever is still out is not waited for."""
        if self._source is not None:
            self._source.close()
        self._source = None


def _result(answered: TileAnswer, layer: int, zoom: int, took_ms: float) -> TrialResult:
    image = QImage.fromData(answered.body) if answered.body else QImage()
    trouble = answered.trouble or (Trouble.TORN if image.isNull() else None)
    return TrialResult(
        layer=layer,
        zoom=zoom,
        image=image,
        kind=answered.kind.decode().removeprefix("image/").upper(),
        size_bytes=len(answered.body),
        took_ms=took_ms,
        trouble=trouble,
        detail=answered.detail,
    )
