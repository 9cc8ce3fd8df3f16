"""What the feed has heard since the last frame: events go out at the next turn, positions at most ten times a s."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from app.api.frames import MAX_POSITION_FRAMES_PER_S, Columns
from app.api.sink import Event, FeedSink

_POSITIONS_EVERY_S = 1.0 / MAX_POSITION_FRAMES_PER_S


class FeedBatch:
    """Collects for one sink. An event that a store cannot take is told to `bad` and stops no other."""

    def __init__(self, sink: FeedSink, bad: Callable[[str, str, Exception], None]) -> None:
        self._sink = sink
        self._bad = bad
        self._events: list[Event] = []
        self._positions: list[Columns] = []
        self._soon: asyncio.Handle | None = None
        self._later: asyncio.TimerHandle | None = None
        self._positions_at_s = 0.0

    def add_event(self, event: Event) -> None:
        self._events.append(event)
        if self._soon is None:
            self._soon = asyncio.get_running_loop().call_soon(self.flush)

    def add_positions(self, columns: Columns) -> None:
        self._positions.append(columns)
        if self._later is None:
            wait_s = self._positions_at_s + _POSITIONS_EVERY_S - time.monotonic()
            self._later = asyncio.get_running_loop().call_later(max(0.0, wait_s), self._flush_positions)

    def drop(self) -> None:
        """Forget what waits: a snapshot that is newer takes its place."""
        self._events, self._positions = [], []
        self._forget_handles()

    def flush(self) -> None:
        """Write ordered events, and the positions whose time has come."""
        due = time.monotonic() >= self._positions_at_s + _POSITIONS_EVERY_S
        self._write(with_positions=due)

    def _flush_positions(self) -> None:
        self._write(with_positions=True)

    def _write(self, with_positions: bool) -> None:
        events, self._events = self._events, []
        if self._soon is not None:
            self._soon.cancel()
            self._soon = None
        positions: list[Columns] = []
        if with_positions:
            positions, self._positions = self._positions, []
            self._positions_at_s = time.monotonic()
            if self._later is not None:
                self._later.cancel()
                self._later = None
        if events or positions:
            self._hand_over(events, positions)

    def _hand_over(self, events: list[Event], positions: list[Columns]) -> None:
        try:
            self._sink.write_frame(events, positions)
        except Exception as fault:
            if len(events) + len(positions) == 1:
                what = events[0].type if events else "positions"
                self._bad(what, repr(events[0].thing) if events else "", fault)
                return
            # One of them is to blame: each alone, so that only that one is lost. Writing one twice does no harm.
            for event in events:
                self._hand_over([event], [])
            for columns in positions:
                self._hand_over([], [columns])

    def _forget_handles(self) -> None:
        for handle in (self._soon, self._later):
            if handle is not None:
                handle.cancel()
        self._soon = self._later = None
