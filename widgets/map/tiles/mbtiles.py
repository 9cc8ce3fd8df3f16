"""Tiles in MBTiles files (SQLite; MBTiles 1.3): rows are counted from the south there, and pictures may repeat."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import partial
from pathlib import Path

from widgets.map.tiles.addresses import Grid
from widgets.map.tiles.pictures import picture_answer
from widgets.map.tiles.source import Answer, Tile, TileAnswer, Trouble
from widgets.map.tiles.threads import TileThreads

_TILE = "SELECT tile_data FROM tiles WHERE zoom_level = ? AND tile_column = ? AND tile_row = ?"


def mbtiles_files(path: Path) -> list[Path]:
    """The file itself, or the files of a folder in the order of their names."""
    return sorted(path.glob("*.mbtiles")) if path.is_dir() else [path]


def read_metadata(file: Path) -> dict[str, str]:
    """What a file says of itself: name, format, minzoom, maxzoom, attribution … OSError if it is no MBTiles file."""
    try:
        with closing(_open(file)) as database:
            return {str(name): str(value) for name, value in database.execute("SELECT name, value FROM metadata")}
    except sqlite3.Error as fault:
        raise OSError(f"no MBTiles file: {fault}") from fault


def _open(file: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{file.resolve().as_uri()}?mode=ro", uri=True, timeout=2.0)


class MbTiles:
    """One file, or a folder of several: the first one that has a tile gives it."""

    def __init__(self, path: Path, grid: Grid = Grid.MERCATOR) -> None:
        self._grid = grid
        self._reader = _Reader(path)
        self._threads = TileThreads(1)

    def ask(self, tile: Tile, answer: Answer, wanted: Callable[[], bool]) -> None:
        row = self._grid.row_from_south(tile)
        self._threads.run(partial(self._reader.read, tile.zoom, tile.column, row), answer, wanted)

    def close(self) -> None:
        self._threads.close()


class _Reader:
    """Lives in the one thread that reads; its connections close with it."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._open: list[sqlite3.Connection] = []

    def read(self, zoom: int, column: int, row: int) -> TileAnswer:
        try:
            if not self._open:
                self._open = [_open(file) for file in mbtiles_files(self._path)]
            for database in self._open:
                found = database.execute(_TILE, (zoom, column, row)).fetchone()
                if found is not None and not isinstance(found[0], bytes):
                    return TileAnswer(trouble=Trouble.UNREADABLE, detail=type(found[0]).__name__)
                if found is not None:
                    return picture_answer(found[0])
        except (sqlite3.Error, OSError) as fault:
            self._open = []  # a file that was exchanged or comes back is opened anew
            return TileAnswer(trouble=Trouble.UNREADABLE, detail=type(fault).__name__)
        return TileAnswer(trouble=Trouble.MISSING if self._open else Trouble.UNREADABLE)
