"""Tiles from a server: bounded in number, time and size, and left alone for a while when it fails."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from functools import partial
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from widgets.map.tiles.addresses import Grid, fill
from widgets.map.tiles.breaker import Breaker
from widgets.map.tiles.fetching import Fetcher
from widgets.map.tiles.kept import KeptTiles
from widgets.map.tiles.pictures import picture_answer
from widgets.map.tiles.source import Answer, Tile, TileAnswer, Trouble
from widgets.map.tiles.threads import TileThreads

_log = logging.getLogger(__name__)

MOST_IN_FLIGHT = 6
TIMEOUT_MS = 8_000
# What is younger is shown without asking; what is older only when the server gives nothing.
FRESH_S = 7 * 86_400.0
# Outside its area a server has no tiles, which is no fault; so many in a row are worth a word.
_MANY_MISSING = 16
_STALE = "stale"


class RemoteTiles(QObject):
    """A server's layers by their address templates, lowest first. The key stays in here: it is in no log and no signal.

    `trouble_changed(Trouble | None)` when the server begins to fail, fails otherwise, or is well again; after that
    `came_back` asks for a repaint of what is missing.
    """

    trouble_changed = Signal(object)
    came_back = Signal()

    def __init__(
        self,
        templates: Sequence[str],
        grid: Grid = Grid.MERCATOR,
        *,
        key: str = "",
        kept_in: Path | None = None,
        timeout_ms: int = TIMEOUT_MS,
        most_in_flight: int = MOST_IN_FLIGHT,
        breaker: Breaker | None = None,
    ) -> None:
        super().__init__()
        self._templates, self._grid, self._key = tuple(templates), grid, key
        self._breaker = breaker or Breaker()
        self._fetcher = Fetcher(timeout_ms / 1000)
        self._network = TileThreads(most_in_flight)
        self._disk = TileThreads(1)
        name = sha256("\n".join(self._templates).encode()).hexdigest()[:16]
        self._kept = KeptTiles(kept_in, name) if kept_in is not None else None
        self._trouble: Trouble | None = None
        self._missing_in_row = 0
        self._last_failed: Tile | None = None
        self._trial = QTimer(self, singleShot=True)
        self._trial.timeout.connect(self._try_again)

    @property
    def trouble(self) -> Trouble | None:
        return self._trouble

    def ask(self, tile: Tile, answer: Answer, wanted: Callable[[], bool]) -> None:
        if self._kept is None:
            self._ask_server(tile, answer, wanted)
            return

        def take(found: TileAnswer) -> None:
            if found.body and found.detail != _STALE:
                answer(found)
            else:
                self._ask_server(tile, answer, wanted, found)

        self._disk.run(partial(_read_kept, self._kept, tile), take, wanted)

    def close(self) -> None:
        self._trial.stop()
        self._network.close()
        self._disk.close()

    def _ask_server(
        self, tile: Tile, answer: Answer, wanted: Callable[[], bool], kept: TileAnswer | None = None
    ) -> None:
        def still_asked() -> bool:
            """The breaker is asked when the tile's turn comes: by then the server may be known to fail."""
            if not wanted():
                return False
            if self._breaker.may_ask(time.monotonic()):
                return True
            answer(kept if kept is not None and kept.body else TileAnswer(trouble=Trouble.RESTING))
            return False

        def landed(answered: TileAnswer) -> None:
            self._judge(answered, tile)
            if answered.trouble is None and self._kept is not None:
                self._disk.run(partial(_keep, self._kept, tile, answered), lambda _kept: None)
            # Old is better than nothing; the trouble is told apart.
            answer(kept if answered.trouble is not None and kept is not None and kept.body else answered)

        address = fill(self._templates[tile.layer], tile, self._grid, self._key)
        self._network.run(partial(self._fetcher.fetch, address), landed, still_asked)

    def _judge(self, answered: TileAnswer, tile: Tile) -> None:
        """What this answer says of the server."""
        trouble = answered.trouble
        if trouble is None or trouble is Trouble.MISSING:  # it answers
            self._missing_in_row = self._missing_in_row + 1 if trouble is Trouble.MISSING else 0
            was_resting = self._breaker.is_resting
            self._breaker.succeeded()
            self._say(Trouble.MISSING if self._missing_in_row >= _MANY_MISSING else None)
            if was_resting:
                self.came_back.emit()
            return
        self._last_failed = tile
        now_s = time.monotonic()
        self._breaker.failed(now_s)
        if self._breaker.is_resting:
            self._say(trouble)
            self._trial.start(int(self._breaker.rest_left_s(now_s) * 1000) + 20)

    def _say(self, trouble: Trouble | None) -> None:
        if trouble is not self._trouble:
            self._trouble = trouble
            # Neither address nor answer: the one holds the key, the other may repeat it.
            _log.info("map tiles: %s", trouble.value if trouble else "well")
            self.trouble_changed.emit(trouble)

    def _try_again(self) -> None:
        if self._last_failed is not None:
            self._ask_server(self._last_failed, lambda _answered: None, lambda: True)


def _read_kept(kept: KeptTiles, tile: Tile) -> TileAnswer:
    found = kept.find(tile)
    if found is None:
        return TileAnswer(trouble=Trouble.MISSING)
    body, age_s = found
    answered = picture_answer(body)
    return answered if age_s < FRESH_S else TileAnswer(body=answered.body, kind=answered.kind, detail=_STALE)


def _keep(kept: KeptTiles, tile: Tile, answered: TileAnswer) -> TileAnswer:
    kept.keep(tile, answered.body)
    return answered
