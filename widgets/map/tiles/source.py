"""What a source of map tiles is: it is asked for one tile and answers once, now or later, on the asking thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol


class Trouble(StrEnum):
    """Why there is no picture. MISSING is no fault of the source: it has no tile there."""

    MISSING = "missing"
    HANGS = "hangs"
    REFUSED = "refused"
    FORBIDDEN = "forbidden"
    MOVED = "moved"
    SERVER = "server"
    NO_PICTURE = "no_picture"
    TORN = "torn"
    TOO_LARGE = "too_large"
    UNREADABLE = "unreadable"
    RESTING = "resting"


@dataclass(frozen=True, slots=True, kw_only=True)
class Tile:
    """Column and row count from the west and from the north, in the source's own grid; `layer` 0 is the lowest."""

    layer: int
    zoom: int
    column: int
    row: int


@dataclass(frozen=True, slots=True, kw_only=True)
class TileAnswer:
    """A whole picture with its kind (b"image/png" …), or why there is none; `detail` is a number or kind, never
    an address."""

    body: bytes = b""
    kind: bytes = b""
    trouble: Trouble | None = None
    detail: str = ""


Answer = Callable[[TileAnswer], None]


class TileSource(Protocol):
    """`ask` never blocks. `wanted` is False once nobody waits for the tile: it need not be fetched any more."""

    def ask(self, tile: Tile, answer: Answer, wanted: Callable[[], bool]) -> None: ...

    def close(self) -> None:
        """Answers nothing after this and lets go of files and connections."""
