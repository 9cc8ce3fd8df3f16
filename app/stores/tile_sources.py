"""Where the ground of the map comes from: the sources that this hall has set up, one of them chosen.

A file of its own beside the console's settings, readable by its user alone, because sources carry keys. Every program
of the machine that shows a map (console, wall) follows it.
"""

from __future__ import annotations

import logging
import os
from contextlib import suppress
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path

import msgspec
from PySide6.QtCore import QFileSystemWatcher, QObject, QTimer, Signal

_log = logging.getLogger(__name__)
_SETTLE_MS = 50


class SourceKind(StrEnum):
    """FOLDER and MBTILES lie on the machine or a share; TIANDITU (天地图) and ADDRESS (XYZ, WMTS) are servers."""

    FOLDER = "folder"
    MBTILES = "mbtiles"
    TIANDITU = "tianditu"
    ADDRESS = "address"


class SourceGrid(StrEnum):
    """MERCATOR: Web Mercator (天地图 `w`). DEGREES: latitude and longitude (EPSG:4490, 天地图 `c`)."""

    MERCATOR = "mercator"
    DEGREES = "degrees"


class SourceDatum(StrEnum):
    """The datum that a source's pictures are drawn in; they are shifted back by the map."""

    WGS84 = "wgs84"
    CGCS2000 = "cgcs2000"
    GCJ02 = "gcj02"
    BD09 = "bd09"


class NightLook(StrEnum):
    """How the night theme shows bright pictures."""

    AS_IS = "as_is"
    DIM = "dim"
    INVERT = "invert"


@dataclass(frozen=True, slots=True, kw_only=True)
class TileSetting:
    """One source. `name` is unique. `address`: folder, file, host, or address template; `notes_address`: a second
    template whose transparent tiles lie on the first. `picture`: vec, img or ter (天地图 only). `review_number`
    (审图号) stands on the map; a public display needs one. `key` is a secret: it is in no repr, log or page.
    """

    name: str
    kind: SourceKind
    address: str
    notes_address: str = ""
    picture: str = "vec"
    grid: SourceGrid = SourceGrid.MERCATOR
    datum: SourceDatum = SourceDatum.CGCS2000
    first_zoom: int = 1
    last_zoom: int = 18
    rows_from_south: bool = False
    has_names: bool = True
    night: NightLook = NightLook.DIM
    attribution: str = ""
    review_number: str = ""
    key: str = field(default="", repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Kept:
    chosen: str = ""
    sources: tuple[TileSetting, ...] = ()


class TileSources(QObject):
    """Written through at once; `sources_changed` also when another program of this machine wrote the file.

    A file that cannot be read is no source: it stays where it is, and a warning says so. OSError from `put`, `remove`
    and `choose` if the disk takes nothing; then nothing has changed.
    """

    sources_changed = Signal()

    def __init__(self, path: Path) -> None:
        super().__init__()
        self._path = path
        self._kept = self._read()
        self._watcher: QFileSystemWatcher | None = None
        self._soon = QTimer(self, interval=_SETTLE_MS, singleShot=True)
        self._soon.timeout.connect(self._read_again)

    @property
    def path(self) -> Path:
        return self._path

    def all(self) -> tuple[TileSetting, ...]:
        """In the order in which they were added."""
        return self._kept.sources

    def get(self, name: str) -> TileSetting | None:
        return next((source for source in self._kept.sources if source.name == name), None)

    @property
    def chosen(self) -> TileSetting | None:
        """The source whose pictures are shown; None for the server's own base map."""
        return self.get(self._kept.chosen) if self._kept.chosen else None

    def choose(self, name: str) -> None:
        """Show this source on every map of this machine; "" for the server's own base map."""
        self._write(_Kept(chosen=name if self.get(name) else "", sources=self._kept.sources))

    def put(self, source: TileSetting, instead_of: str = "") -> None:
        """Add a source, or replace the one named `instead_of`, which stays chosen if it was."""
        old = instead_of or source.name
        others = [source if each.name == old else each for each in self._kept.sources]
        if self.get(old) is None:
            others.append(source)
        chosen = source.name if self._kept.chosen == old else self._kept.chosen
        self._write(_Kept(chosen=chosen, sources=tuple(others)))

    def remove(self, name: str) -> None:
        """Forget a source and its key; if it was chosen, the server's own base map is."""
        left = tuple(source for source in self._kept.sources if source.name != name)
        self._write(_Kept(chosen="" if self._kept.chosen == name else self._kept.chosen, sources=left))

    def follow(self) -> None:
        """Hear from now on what other programs write."""
        if self._watcher is None:
            with suppress(OSError):
                self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
            # The folder and not the file: it is replaced as a whole, and a watch on the old one hears nothing more.
            self._watcher = QFileSystemWatcher([str(self._path.parent)], self)
            self._watcher.directoryChanged.connect(lambda _folder: self._soon.start())

    def _read(self) -> _Kept:
        try:
            return msgspec.json.decode(self._path.read_bytes(), type=_Kept)
        except FileNotFoundError:
            return _Kept()
        except (OSError, msgspec.MsgspecError, UnicodeDecodeError) as fault:
            # The kind of fault only: its text may quote the file, and the file holds keys.
            _log.warning("the sources of map tiles in %s cannot be read: %s", self._path.name, type(fault).__name__)
            return _Kept()

    def _read_again(self) -> None:
        kept = self._read()
        if kept != self._kept:
            self._kept = kept
            self.sources_changed.emit()

    def _write(self, kept: _Kept) -> None:
        if kept == self._kept:
            return
        self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        draft = self._path.with_name(f"{self._path.name}.{os.getpid()}")
        draft.unlink(missing_ok=True)
        descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
        with open(descriptor, "wb") as file:
            file.write(msgspec.json.format(msgspec.json.encode(kept), indent=2))
        draft.replace(self._path)
        self._kept = kept
        self.sources_changed.emit()
