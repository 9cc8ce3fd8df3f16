"""Tiles that were fetched before, kept on the disk: quick the second time, and there when their server is not.

An own store and not Qt's network cache, which writes every address and thus the key into its files.
"""

from __future__ import annotations

import logging
import os
import sqlite3
import time
from pathlib import Path

import platformdirs

from widgets.map.tiles.source import Tile

_log = logging.getLogger(__name__)

MOST_BYTES = 512 * 1024 * 1024
_SWEEP_EVERY = 256
_MAKE = """
CREATE TABLE IF NOT EXISTS kept (source TEXT, layer INT, zoom INT, col INT, row INT, body BLOB NOT NULL,
at_s REAL NOT NULL, PRIMARY KEY (source, layer, zoom, col, row))
"""
_WHERE = "WHERE source = ? AND layer = ? AND zoom = ? AND col = ? AND row = ?"


def kept_file() -> Path:
    """Where an ordinary console keeps them."""
    return Path(platformdirs.user_cache_dir("zhihui", appauthor=False)) / "tiles.sqlite"


class KeptTiles:
    """Used from one thread only. A disk that takes nothing costs the store, never a tile.

    `source` names the source without its key. The oldest tiles go when there are more than `most_bytes`.
    """

    def __init__(self, file: Path, source: str, most_bytes: int = MOST_BYTES) -> None:
        self._file, self._source, self._most_bytes = file, source, most_bytes
        self._database: sqlite3.Connection | None = None
        self._given_up = False
        self._written = 0

    def find(self, tile: Tile) -> tuple[bytes, float] | None:
        """Body and age in seconds."""
        try:
            found = self._opened().execute(f"SELECT body, at_s FROM kept {_WHERE}", self._key(tile)).fetchone()
        except (sqlite3.Error, OSError) as fault:
            self._give_up(fault)
            return None
        return (bytes(found[0]), time.time() - float(found[1])) if found else None

    def keep(self, tile: Tile, body: bytes) -> None:
        try:
            database = self._opened()
            with database:
                row = (*self._key(tile), body, time.time())
                database.execute("INSERT OR REPLACE INTO kept VALUES (?, ?, ?, ?, ?, ?, ?)", row)
                self._written += 1
                if self._written % _SWEEP_EVERY == 1:
                    self._sweep(database)
        except (sqlite3.Error, OSError) as fault:
            self._give_up(fault)

    def close(self) -> None:
        if self._database is not None:
            self._database.close()
        self._database, self._given_up = None, True

    def _key(self, tile: Tile) -> tuple[str, int, int, int, int]:
        return self._source, tile.layer, tile.zoom, tile.column, tile.row

    def _opened(self) -> sqlite3.Connection:
        if self._given_up:
            raise OSError("given up")
        if self._database is None:
            self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            os.close(os.open(self._file, os.O_CREAT | os.O_RDWR, 0o600))
            self._database = sqlite3.connect(self._file, timeout=1.0)
            self._database.execute("PRAGMA journal_mode = WAL")
            self._database.execute("PRAGMA synchronous = OFF")  # what is lost is fetched again
            self._database.execute(_MAKE)
        return self._database

    def _sweep(self, database: sqlite3.Connection) -> None:
        (size,) = database.execute("SELECT COALESCE(SUM(LENGTH(body)), 0) FROM kept").fetchone()
        while size > self._most_bytes:
            oldest = database.execute(
                "SELECT source, layer, zoom, col, row, LENGTH(body) FROM kept ORDER BY at_s LIMIT ?", (_SWEEP_EVERY,)
            ).fetchall()
            for *key, length in oldest:
                if size <= self._most_bytes * 0.9:
                    return
                database.execute(f"DELETE FROM kept {_WHERE}", key)
                size -= length

    def _give_up(self, fault: Exception) -> None:
        if not self._given_up:
            _log.info("no map tiles are kept on this disk: %s", type(fault).__name__)
        self.close()
