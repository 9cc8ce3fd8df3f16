"""The live feed at a seat: connects, stays connected, and writes what it hears to its sink, in order and once."""

from __future__ import annotations

import asyncio
import logging
import random
import time
from collections.abc import Callable
from contextlib import aclosing
from typing import Any

import httpx
import msgspec
from httpx_sse import EventSource, ServerSentEvent, SSEError

from app.api.client import Client
from app.api.errors import SignedOut, Unreachable
from app.api.feed_batch import FeedBatch
from app.api.frames import (
    CHANGE,
    CHANGE_TYPES,
    HEARTBEAT,
    POSITIONS,
    RESYNC,
    SNAPSHOT,
    Change,
    Heartbeat,
    decode_positions,
    event_id,
    parse_event_id,
)
from app.api.link_watch import LinkWatch
from app.api.sink import Event, FeedSink
from app.api.snapshots import Breath, read_snapshot
from app.domain.errors import Refusal

_log = logging.getLogger(__name__)

# First try under a second, then twice as long each time up to the cap; jitter keeps a hall's consoles apart.
_FIRST_BACK_OFF_S, _BACK_OFF_CAP_S = 0.8, 10.0
_CHANGE = msgspec.json.Decoder(Change)
_HEARTBEAT = msgspec.json.Decoder(Heartbeat)
_THINGS: dict[str, msgspec.json.Decoder[Any]] = {
    noun: msgspec.json.Decoder(noun_type) for noun, noun_type in CHANGE_TYPES.items()
}


def back_off_s(failures: int) -> float:
    """Seconds to wait before the next try after so many failures in a row (at least one), with jitter."""
    longest_s = min(_BACK_OFF_CAP_S, _FIRST_BACK_OFF_S * 2.0 ** min(failures - 1, 10))
    return longest_s * random.uniform(0.4, 1.0)


class _ComeBack(Exception):
    """This connection cannot go on; the next one starts with a snapshot."""


class Feed:
    """Runs from `start` to `stop` or until the sign-in ends, whatever the server and the network do meanwhile.

    What was heard is never lost or doubled: a new connection resumes after the last ordered event, and takes a fresh
    snapshot after a gap, a resync or from another database. An event that cannot be read is counted, logged and
    skipped. `on_live` is called whenever the link becomes LIVE, `on_signed_out` once if the server ends the sign-in.
    """

    def __init__(
        self, client: Client, sink: FeedSink, on_live: Callable[[], None], on_signed_out: Callable[[], None]
    ) -> None:
        self._client = client
        self._sink = sink
        self._batch = FeedBatch(sink, self._bad)
        self._watch = LinkWatch(sink, on_live)
        self._on_signed_out = on_signed_out
        self._epoch: str | None = None
        self._seq = 0
        self._task: asyncio.Task[None] | None = None
        self._hurry = asyncio.Event()

    def start(self) -> None:
        """Begin to listen; needs a running loop."""
        self._watch.begin()
        self._task = asyncio.get_running_loop().create_task(self._run(), name="feed")

    async def stop(self) -> None:
        """End the connection; the sink keeps what it knows and is told SIGNED_OUT."""
        task, self._task = self._task, None
        if task is not None:
            task.cancel()
            await asyncio.gather(task, return_exceptions=True)
        self._batch.drop()
        self._watch.end()

    def retry_now(self) -> None:
        """Do not wait out the back-off: there is reason to think that the server is there again."""
        self._hurry.set()

    async def _run(self) -> None:
        failures = 0
        while True:
            heard_before = self._watch.words
            try:
                await self._listen()
                reason = "the server ended the stream"
            except SignedOut:
                _log.warning("the server ended this seat's sign-in")
                self._batch.flush()
                self._watch.end()
                self._on_signed_out()
                return
            except (Unreachable, Refusal) as fault:
                reason = f"{fault.sentence} {fault.__cause__ or ''}"
            except (httpx.TransportError, SSEError) as fault:
                reason = f"{type(fault).__name__} {fault}"
            except _ComeBack as fault:
                reason = str(fault)
                self._epoch = None
            except Exception:
                # Whatever it was, a seat that stays deaf is worse than one that tries again.
                _log.exception("the feed stumbled and takes a fresh snapshot")
                reason = "an unexpected fault"
                self._epoch = None
            failures = 1 if self._watch.words > heard_before else failures + 1
            self._watch.lost_connection()
            wait_s = back_off_s(failures)
            _log.info("feed: %s; next try in %.1f s", reason, wait_s)
            await self._pause(wait_s)

    async def _pause(self, wait_s: float) -> None:
        self._hurry.clear()
        try:
            await asyncio.wait_for(self._hurry.wait(), wait_s)
        except TimeoutError:
            return

    async def _listen(self) -> None:
        resume = event_id(self._epoch, self._seq) if self._epoch is not None else None
        breath = Breath()
        async with self._client.stream(resume) as response, aclosing(EventSource(response).aiter_sse()) as heard:
            async for sse in heard:
                self._watch.heard()
                await self._take(sse)
                await breath.take()

    async def _take(self, sse: ServerSentEvent) -> None:
        try:
            if sse.event == CHANGE:
                self._take_change(sse)
            elif sse.event == POSITIONS:
                if self._epoch is not None:
                    self._batch.add_positions(decode_positions(sse.data))
            elif sse.event == HEARTBEAT:
                self._take_heartbeat(_HEARTBEAT.decode(sse.data))
            elif sse.event == SNAPSHOT:
                await self._take_snapshot(sse.data)
            elif sse.event == RESYNC:
                raise _ComeBack(f"the server asks for a fresh snapshot: {sse.data}")
        except _ComeBack:
            raise
        except Exception as fault:
            self._bad(sse.event, sse.data, fault)
            if sse.event == SNAPSHOT:
                raise _ComeBack("the snapshot could not be taken") from fault

    async def _take_snapshot(self, data: str) -> None:
        snapshot, faults = await read_snapshot(data)
        for noun, fault in faults:
            self._bad(SNAPSHOT, noun, fault)
        self._batch.drop()
        self._sink.write_snapshot(snapshot)
        self._epoch, self._seq = snapshot.epoch, snapshot.seq
        self._watch.up_to_date()

    def _take_change(self, sse: ServerSentEvent) -> None:
        numbered = parse_event_id(sse.id)
        if numbered is not None and self._epoch is not None and numbered[0] != self._epoch:
            raise _ComeBack("events of another database")
        if self._epoch is None:
            raise _ComeBack("events before a snapshot")
        if numbered is not None:
            # Taken as heard even if it cannot be read, or a bad event would be sent again for ever.
            if numbered[1] <= self._seq:
                return
            self._seq = numbered[1]
        change = _CHANGE.decode(sse.data)
        if numbered is None:
            if change.seq <= self._seq:
                return
            self._seq = change.seq
        thing = _THINGS[change.noun].decode(change.thing)
        self._batch.add_event(
            Event(seq=change.seq, at_utc=change.at_utc, type=change.type, noun=change.noun, thing=thing)
        )

    def _take_heartbeat(self, heartbeat: Heartbeat) -> None:
        if self._epoch is None:
            raise _ComeBack("no snapshot came")
        if heartbeat.seq > self._seq:
            raise _ComeBack(f"events up to {heartbeat.seq} were sent, {self._seq} was heard")
        self._sink.write_clock(heartbeat.clock)
        self._watch.beat(lag_ms=time.time() * 1000.0 - heartbeat.sent_ms, skipped=heartbeat.skipped)
        self._watch.up_to_date()

    def _bad(self, event: str, data: str, fault: Exception) -> None:
        _log.warning("a bad %s was skipped: %s: %.200s", event, fault, data)
        self._watch.bad_event()
