"""The ground of one map from a source of tiles: what the page asks for, the source gives."""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QObject, Signal

from widgets.map.scheme import SchemeRequest
from widgets.map.tiles.addresses import Grid
from widgets.map.tiles.remote import RemoteTiles
from widgets.map.tiles.source import Tile, TileAnswer, TileSource, Trouble
from widgets.map.view import MapView

_MANY_MISSING = 16


@dataclass(frozen=True, slots=True, kw_only=True)
class GroundSheet:
    """How a source's tiles lie on the map. `datum` is wgs84, cgcs2000, gcj02 or bd09.

    Beyond `last_zoom` tiles are drawn larger, below `first_zoom` not at all. `night`: how the night theme shows them,
    "as_is", "dim" or "invert". `has_names`: they name streets and places, so the map's own names of these rest.
    """

    layers: int = 1
    grid: Grid = Grid.MERCATOR
    datum: str = "wgs84"
    first_zoom: int = 1
    last_zoom: int = 18
    night: str = "dim"
    has_names: bool = True


_PLAIN = GroundSheet()


class MapGround(QObject):
    """Shows one source at a time below all else; where it gives nothing, the base map of features stays to be seen.

    `trouble_changed(Trouble | None)` when the source begins to fail or is well again.
    """

    trouble_changed = Signal(object)

    def __init__(self, map_view: MapView) -> None:
        super().__init__(map_view)
        self._map = map_view
        self._held: list[TileSource] = []  # one or none; a list, so that it can be let go when this object is gone
        self._serial = 0  # so that a late question about an earlier source is not answered by this one
        self._sheet = GroundSheet()
        self._trouble: Trouble | None = None
        self._missing_in_row = 0
        map_view.serve("tiles", self._answer)
        map_view.destroyed.connect(partial(_let_go, self._held))

    @property
    def trouble(self) -> Trouble | None:
        return self._trouble

    def show(self, source: TileSource | None, sheet: GroundSheet = _PLAIN) -> None:
        """Take this source from now on and let the earlier one go; None leaves the base map of features alone."""
        self.close()
        self._sheet = sheet
        self._serial += 1
        if source is None:
            self._map.command("ground", "setGroundImages", None)
            return
        self._held.append(source)
        if isinstance(source, RemoteTiles):
            source.trouble_changed.connect(self._say)
            source.came_back.connect(lambda: self._map.command("ground-again", "askGroundAgain"))
        said = {
            "source": self._serial,
            "layers": sheet.layers,
            "grid": sheet.grid.value,
            "datum": sheet.datum,
            "first": sheet.first_zoom,
            "last": sheet.last_zoom,
            "night": sheet.night,
            "names": sheet.has_names,
        }
        self._map.command("ground", "setGroundImages", said)

    def close(self) -> None:
        """Let the source go: its files, threads and connections."""
        _let_go(self._held)
        self._missing_in_row = 0
        self._say(None)

    def _answer(self, request: SchemeRequest) -> None:
        """The path is `<serial>/<layer>/<zoom>/<column>/<row>`."""
        source = self._held[0] if self._held else None
        try:
            serial, layer, zoom, column, row = (int(word) for word in request.path.split("/"))
        except ValueError:
            request.fail()
            return
        tile = Tile(layer=layer, zoom=zoom, column=column, row=row)
        known = 0 <= layer < self._sheet.layers and self._sheet.grid.holds(tile)
        if source is None or serial != self._serial or not known:
            request.fail()
            return

        def give(answered: TileAnswer) -> None:
            if answered.trouble is None:
                request.reply(answered.kind, answered.body)
            elif answered.trouble is Trouble.MISSING:
                request.reply(b"application/octet-stream", b"")  # nothing is there, and nothing need be asked again
            else:
                request.fail()
            if source in self._held and not isinstance(source, RemoteTiles):
                self._judge(answered)

        source.ask(tile, give, request.is_waited_for)

    def _judge(self, answered: TileAnswer) -> None:
        """A source on disk is never left alone; what it answers says how it is. Outside its area it has no tiles."""
        if answered.trouble is Trouble.MISSING:
            self._missing_in_row += 1
            if self._missing_in_row == _MANY_MISSING:
                self._say(Trouble.MISSING)
            return
        self._missing_in_row = 0
        self._say(answered.trouble)

    def _say(self, trouble: Trouble | None) -> None:
        if trouble is not self._trouble:
            self._trouble = trouble
            self.trouble_changed.emit(trouble)


def _let_go(held: list[TileSource], *_gone: object) -> None:
    for source in held:
        source.close()
    held.clear()
