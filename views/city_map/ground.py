"""The ground of a city's map: the source that this machine has chosen, and on the map whose pictures it shows."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QObject, Signal

from app.stores.settings import Settings
from app.stores.tile_sources import SourceKind, TileSetting
from widgets.language_watch import LanguageWatch
from widgets.map import MapView
from widgets.map.tiles.addresses import Grid, tianditu_templates
from widgets.map.tiles.disk import FolderTiles
from widgets.map.tiles.ground import GroundSheet, MapGround
from widgets.map.tiles.kept import kept_file
from widgets.map.tiles.mbtiles import MbTiles
from widgets.map.tiles.remote import RemoteTiles
from widgets.map.tiles.source import TileSource, Trouble


def layer_templates(setting: TileSetting) -> tuple[str, ...]:
    """The address templates of a server's layers, lowest first."""
    if setting.kind is SourceKind.TIANDITU:
        return tianditu_templates(setting.address, setting.picture, Grid(setting.grid))
    return (setting.address, setting.notes_address) if setting.notes_address else (setting.address,)


def sheet_of(setting: TileSetting) -> GroundSheet:
    """How the pictures of a source lie on the map."""
    remote = setting.kind in (SourceKind.TIANDITU, SourceKind.ADDRESS)
    return GroundSheet(
        layers=len(layer_templates(setting)) if remote else 1,
        grid=Grid(setting.grid),
        datum=setting.datum,
        first_zoom=setting.first_zoom,
        last_zoom=setting.last_zoom,
        night=setting.night,
        has_names=setting.has_names,
    )


def open_source(setting: TileSetting, kept_in: Path | None = None) -> TileSource:
    """A source ready to be asked; what a server gives is kept in the file `kept_in`."""
    grid = Grid(setting.grid)
    if setting.kind is SourceKind.FOLDER:
        return FolderTiles(Path(setting.address), grid, from_south=setting.rows_from_south)
    if setting.kind is SourceKind.MBTILES:
        return MbTiles(Path(setting.address), grid)
    return RemoteTiles(layer_templates(setting), grid, key=setting.key, kept_in=kept_in)


class CityGround(QObject):
    """Shows the chosen source on one map and follows every change of it.

    `trouble_changed(Trouble | None)`. `for_operator`: a source without a review number is said to be one on the map; a
    wall shows no such words to its public.
    """

    trouble_changed = Signal(object)

    def __init__(self, map_view: MapView, settings: Settings, *, for_operator: bool) -> None:
        super().__init__(map_view)
        self._map, self._sources, self._for_operator = map_view, settings.tile_sources, for_operator
        self._shown: TileSetting | None = None
        self._ground = MapGround(map_view)
        self._ground.trouble_changed.connect(self.trouble_changed)
        self._sources.sources_changed.connect(self._take)
        self._sources.follow()
        LanguageWatch(map_view, self._credit)
        self._take()

    @property
    def trouble(self) -> Trouble | None:
        return self._ground.trouble

    def credit(self) -> str:
        """Whose pictures are shown and their review number; "" for the server's own base map."""
        shown = self._shown
        if shown is None:
            return ""
        number = self.tr("Review number: {number}").format(number=shown.review_number) if shown.review_number else ""
        return "  ".join(part for part in (shown.attribution, number) if part)

    def _take(self) -> None:
        chosen = self._sources.chosen
        if chosen == self._shown:
            return
        self._shown = chosen
        if chosen is None:
            self._ground.show(None)
        else:
            self._ground.show(open_source(chosen, kept_file()), sheet_of(chosen))
        self._credit()

    def _credit(self) -> None:
        text, lacks = self.credit(), False
        if self._for_operator and self._shown is not None and not self._shown.review_number:
            lacks = True
            hint = self.tr("No review number: not for a public display")
            text = f"{text}  {hint}" if text else hint
        self._map.command("credit", "setCredit", text, lacks)
