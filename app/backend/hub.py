"""The feed's hub: hands numbered events and position frames to every reader, each at its own pace.

Ordered events are kept per reader up to a bound; past it the reader is told to take a snapshot. Positions are never
queued: a reader that is behind gets the newest state of what it missed, and how much it missed is counted.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import AsyncIterator, Awaitable, Callable

import msgspec
from sqlalchemy import select

from app.api import frames
from app.backend.actors import sees
from app.backend.clock import CityClock
from app.backend.database import Database
from app.backend.events import Numbered
from app.backend.positions import Positions
from app.backend.problems import TooMany
from app.backend.tables import EventRow

log = logging.getLogger(__name__)

MAX_READERS = 500
# Bounds of one reader's queue of ordered events.
QUEUED_EVENTS = 5_000
QUEUED_BYTES = 8_000_000
TICK_S = 1 / frames.MAX_POSITION_FRAMES_PER_S

TakeSnapshot = Callable[[str], Awaitable[frames.Snapshot]]


def sse(event: str, data: bytes, event_id: str | None = None) -> bytes:
    """One Server-Sent Event."""
    head = f"id: {event_id}\nevent: {event}\ndata: " if event_id else f"event: {event}\ndata: "
    return head.encode() + data + b"\n\n"


_OVERRUN = sse(frames.RESYNC, msgspec.json.encode({"reason": "This reader fell too far behind."}))


class Reader:
    """One connection. `queue` holds ordered events after number `seen`; `sent` is the newest that went out to it;
    `frame` is the last position frame that it was given, `owed` the positions published to it since then.
    """

    def __init__(self, scope: str, sign_in_id: str) -> None:
        self.scope = scope
        self.sign_in_id = sign_in_id
        self.wake = asyncio.Event()
        self.queue: deque[tuple[int, bytes]] = deque()
        self.queued_bytes = 0
        self.seen = 0
        self.sent = 0
        self.frame = 0
        self.owed = 0
        self.skipped = 0
        self.heartbeat_due = True
        self.closing = False
        self.overrun = False

    def put(self, seq: int, data: bytes) -> None:
        self.queue.append((seq, data))
        self.queued_bytes += len(data)
        if len(self.queue) > QUEUED_EVENTS or self.queued_bytes > QUEUED_BYTES:
            self.overrun = True
            self.close()
        self.wake.set()

    def close(self) -> None:
        """Let the connection end, and forget what was queued for it."""
        self.closing = True
        self.queue.clear()
        self.queued_bytes = 0
        self.wake.set()


class Hub:
    """`seq` is the number of the newest published event, `epoch` names the database."""

    def __init__(self, database: Database, clock: CityClock, positions: Positions) -> None:
        self.epoch = ""
        self.seq = 0
        self._database = database
        self._clock = clock
        self._positions = positions
        self._readers: set[Reader] = set()
        self._tasks: list[asyncio.Task[None]] = []
        self._closed = False
        # Encoded position frames of the newest frame, by scope: whoever is up to date shares them.
        self._shared: dict[str, tuple[bytes, int]] = {}

    @property
    def reader_count(self) -> int:
        return len(self._readers)

    def start(self) -> None:
        """Begin to tick; needs a running loop."""
        self._tasks = [asyncio.create_task(self._tick_positions()), asyncio.create_task(self._tick_heartbeats())]
        for task in self._tasks:
            task.add_done_callback(self._tick_ended)

    async def stop(self) -> None:
        self.end_all()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def end_all(self) -> None:
        """End every stream, and take no new ones. The readers resume where they were, at the next start."""
        self._closed = True
        for reader in self._readers:
            reader.close()

    def _tick_ended(self, task: asyncio.Task[None]) -> None:
        """Half a feed looks alive and is not: better none, so that every seat sees that it is cut off."""
        if not task.cancelled() and (error := task.exception()) is not None:
            log.critical("the feed stopped; restart the server", exc_info=error)
            self.end_all()

    def end_sign_in(self, sign_in_id: str) -> None:
        """End the streams of a seat that signed out."""
        for reader in self._readers:
            if reader.sign_in_id == sign_in_id:
                reader.close()

    def publish(self, events: list[Numbered]) -> None:
        """Hand committed events to the readers; the caller keeps them in order and without gaps."""
        for event in events:
            self.seq = event.seq
            by_scope: dict[str, bytes] = {}
            for reader in self._readers:
                if reader.closing or not sees(reader.scope, event.noun, event.area_code):
                    continue
                if reader.scope not in by_scope:
                    by_scope[reader.scope] = self._change(event, reader.scope)
                reader.put(event.seq, by_scope[reader.scope])

    def _change(self, event: Numbered, scope: str) -> bytes:
        data = event.data_for(scope, self._positions.units_in)
        return sse(frames.CHANGE, data, frames.event_id(self.epoch, event.seq))

    def refuse_if_full(self) -> None:
        if self._closed or len(self._readers) >= MAX_READERS:
            raise TooMany("feed_full", "The feed takes no more readers at the moment.", 5)

    async def stream(
        self, scope: str, sign_in_id: str, last_event_id: str | None, take_snapshot: TakeSnapshot
    ) -> AsyncIterator[bytes]:
        """The bytes of one connection: a resumed tail or a snapshot, then all that happens in `scope`."""
        reader = Reader(scope, sign_in_id)
        reader.seen = self.seq
        self._readers.add(reader)
        try:
            tail = await self._tail(reader, last_event_id)
            if tail is None:
                snapshot = await take_snapshot(scope)
                reader.seen = reader.sent = snapshot.seq
                head = frames.event_id(self.epoch, snapshot.seq)
                yield sse(frames.SNAPSHOT, msgspec.json.encode(snapshot), head)
            elif tail:
                yield tail
            while True:
                reader.wake.clear()
                if reader.overrun:
                    yield _OVERRUN
                if reader.closing:
                    return
                chunk = self._take(reader)
                if chunk:
                    yield chunk
                else:
                    await reader.wake.wait()
        finally:
            self._readers.discard(reader)

    def _take(self, reader: Reader) -> bytes:
        """All that waits for the reader, in one piece: ordered events first, then positions, then the heartbeat."""
        # What came in while the snapshot was taken may be in the snapshot already.
        waiting = [(seq, data) for seq, data in reader.queue if seq > reader.seen]
        reader.queue.clear()
        reader.queued_bytes = 0
        parts = [data for _seq, data in waiting]
        if waiting:
            reader.sent = waiting[-1][0]
        if reader.frame < self._positions.frame:
            data, count = self._position_frame(reader)
            reader.skipped += max(0, reader.owed - count)
            reader.owed, reader.frame = 0, self._positions.frame
            if count:
                parts.append(data)
        if reader.heartbeat_due:
            reader.heartbeat_due = False
            heartbeat = frames.Heartbeat(
                clock=self._clock.state(), seq=reader.sent, skipped=reader.skipped, sent_ms=time.time() * 1000
            )
            parts.append(sse(frames.HEARTBEAT, msgspec.json.encode(heartbeat)))
        return b"".join(parts)

    def _position_frame(self, reader: Reader) -> tuple[bytes, int]:
        newest = self._positions.frame
        if reader.frame != newest - 1:
            return _encoded(self._positions.changed_since(reader.frame, reader.scope))
        shared = self._shared.get(reader.scope)
        if shared is None:
            shared = _encoded(self._positions.changed_since(reader.frame, reader.scope))
            self._shared[reader.scope] = shared
        return shared

    async def _tail(self, reader: Reader, last_event_id: str | None) -> bytes | None:
        """The events between the reader's last one and those in its queue, or None where it must take a snapshot."""
        last = frames.parse_event_id(last_event_id) if last_event_id else None
        if last is None or last[0] != self.epoch or not 0 <= reader.seen - last[1] <= QUEUED_EVENTS:
            return None
        async with self._database.session() as session:
            missed = select(EventRow).where(EventRow.seq > last[1], EventRow.seq <= reader.seen)
            rows = (await session.scalars(missed.order_by(EventRow.seq))).all()
        if len(rows) != reader.seen - last[1]:
            return None
        own = [row for row in rows if sees(reader.scope, row.noun, row.area_code)]
        reader.sent = own[-1].seq if own else last[1]
        return b"".join(self._change(Numbered.of_row(row), reader.scope) for row in own)

    async def _tick_positions(self) -> None:
        due = time.monotonic()
        while True:
            due = max(due + TICK_S, time.monotonic())
            await asyncio.sleep(due - time.monotonic())
            self._end_frame()

    def _end_frame(self) -> None:
        if not self._positions.close_frame():
            return
        self._shared.clear()
        changed: dict[str, int] = {}
        for reader in self._readers:
            if reader.scope not in changed:
                changed[reader.scope] = self._positions.count_changed_in(self._positions.frame, reader.scope)
            reader.owed += changed[reader.scope]
            reader.wake.set()

    async def _tick_heartbeats(self) -> None:
        while True:
            await asyncio.sleep(frames.HEARTBEAT_S)
            for reader in self._readers:
                reader.heartbeat_due = True
                reader.wake.set()


def _encoded(columns: frames.Columns) -> tuple[bytes, int]:
    return sse(frames.POSITIONS, frames.encode_positions(columns)), len(columns["unit"])
