"""A folder of tiles on this machine or a share."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path

from widgets.map.tiles.addresses import Grid
from widgets.map.tiles.pictures import picture_answer
from widgets.map.tiles.source import Answer, Tile, TileAnswer, Trouble
from widgets.map.tiles.threads import TileThreads

_ENDINGS = ("png", "jpg", "jpeg", "webp")


class FolderTiles:
    """A folder `<zoom>/<column>/<row>.png` (or jpg, jpeg, webp); `from_south` where its rows are counted as in TMS."""

    def __init__(self, folder: Path, grid: Grid = Grid.MERCATOR, *, from_south: bool = False) -> None:
        self._folder, self._grid, self._from_south = folder, grid, from_south
        self._threads = TileThreads(1)

    def ask(self, tile: Tile, answer: Answer, wanted: Callable[[], bool]) -> None:
        row = self._grid.row_from_south(tile) if self._from_south else tile.row
        self._threads.run(partial(_read, self._folder, tile.zoom, tile.column, row), answer, wanted)

    def close(self) -> None:
        self._threads.close()


def _read(folder: Path, zoom: int, column: int, row: int) -> TileAnswer:
    for ending in _ENDINGS:
        try:
            body = (folder / str(zoom) / str(column) / f"{row}.{ending}").read_bytes()
        except FileNotFoundError:
            continue
        except OSError as fault:
            return TileAnswer(trouble=Trouble.UNREADABLE, detail=fault.strerror or "")
        return picture_answer(body)
    return TileAnswer(trouble=Trouble.MISSING if folder.is_dir() else Trouble.UNREADABLE)
