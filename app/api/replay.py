"""Plays the kept past into a sink, as the feed writes the present: the same stores and screens show both.

The past comes in stretches: the city as it stood, the positions of the stretch, and its events. While one is played the
next is fetched. However fast it plays, a frame costs one look-up of every unit and the events of that frame.
"""

from __future__ import annotations

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable, Coroutine, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any, Protocol

import msgspec

from app.api.errors import SignedOut, Unreachable
from app.api.frames import CHANGE_TYPES, Change, ClockState, Columns, PastEvents, Snapshot
from app.api.past_course import Course
from app.api.sink import Event
from app.domain.errors import Refusal
from app.domain.past_positions import PastColumns

_log = logging.getLogger(__name__)

SPEEDS = (1, 2, 5, 10, 30, 60, 120)
_FRAME_S = 0.1
# A stretch is this long at least, and lasts this long at the present speed.
_SHORTEST = timedelta(minutes=5)
_LASTS_S = 20.0
# A stretch of a large city is thinned to about this many rows.
_MOST_ROWS = 1_200_000
_THINGS: dict[str, msgspec.json.Decoder[Any]] = {
    noun: msgspec.json.Decoder(kind) for noun, kind in CHANGE_TYPES.items()
}

Fault = Unreachable | Refusal | SignedOut


class PastSource(Protocol):
    """Where the past comes from; raises Unreachable, Refusal, SignedOut, or ValueError for an answer that is none."""

    async def positions(self, from_utc: datetime, to_utc: datetime, every_s: float) -> tuple[PastColumns, int]: ...
    async def city(self, at_utc: datetime) -> Snapshot: ...
    async def events(self, after: int, to_utc: datetime) -> PastEvents: ...


class PastSink(Protocol):
    """Takes what is replayed; each call is one frame."""

    def write_past(self, snapshot: Snapshot, positions: Columns) -> None:
        """Another moment: nothing that was known before holds."""
        ...

    def write_clock(self, clock: ClockState) -> None: ...

    def write_frame(self, events: Sequence[Event], positions: Sequence[Columns]) -> None: ...


@dataclass(frozen=True, slots=True)
class _Stretch:
    to_utc: datetime
    course: Course
    events: Sequence[Change]
    read_to: int


class Replay:
    """Stands paused at `at_utc` after the first `seek`. `on_change()` is told of every frame and every change of state;
    `waiting` is true while the past is fetched and nothing can move, `fault` is what the last question failed of.
    Needs a running loop.
    """

    def __init__(self, source: PastSource, sink: PastSink, on_change: Callable[[], None]) -> None:
        self._source, self._sink, self._on_change = source, sink, on_change
        self.at_utc: datetime | None = None
        self.until_utc: datetime | None = None
        self.speed = 1
        self.playing = False
        self.waiting = False
        self.fault: Fault | None = None
        self._spacing_s = 10.0
        self._units = 0  # of the last course; a seek drops the course itself
        self._now: _Stretch | None = None
        self._next: _Stretch | None = None
        self._due: deque[Change] = deque()
        self._wanted: datetime | None = None
        self._anchor_s = 0.0
        self._tasks: dict[str, asyncio.Task[None]] = {}

    def set_bounds(self, until_utc: datetime, spacing_s: float) -> None:
        """Play no further than this; how densely positions are recorded."""
        self.until_utc, self._spacing_s = until_utc, spacing_s

    def seek(self, at_utc: datetime) -> None:
        """Go to a time. While one is fetched, only the last one asked for is kept: a handle may be dragged."""
        self._wanted = at_utc
        self._start("seek", self._seek)

    def play(self) -> None:
        """Go on from where it stands."""
        if self.at_utc is not None and not self.playing:
            self.playing = True
            self._anchor_s = time.monotonic()
            self._write_clock()
            self._start("play", self._play)
            self._on_change()

    def pause(self) -> None:
        if self.playing:
            self.playing = False
            self._write_clock()
            self._on_change()

    def set_speed(self, speed: int) -> None:
        """City seconds per second, one of SPEEDS."""
        self.speed = speed
        self._write_clock()
        self._on_change()

    async def stop(self) -> None:
        """End all that is under way; what the sink has been given stays."""
        tasks, self._tasks = list(self._tasks.values()), {}
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        self.playing = self.waiting = False
        self.at_utc = self._now = self._next = self._wanted = self.fault = None
        self._due.clear()

    def _start(self, name: str, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        running = self._tasks.get(name)
        if running is None or running.done():
            self._tasks[name] = asyncio.get_running_loop().create_task(self._guarded(work), name=f"replay {name}")

    async def _guarded(self, work: Callable[[], Coroutine[Any, Any, None]]) -> None:
        try:
            await work()
        except (Unreachable, Refusal, SignedOut) as fault:
            self._fail(fault)
        except Exception:
            _log.exception("the replay stumbled")
            self._fail(Refusal("past_unreadable", "The past could not be read."))

    def _fail(self, fault: Fault) -> None:
        self.fault, self.playing, self.waiting, self._wanted = fault, False, False, None
        self._write_clock()
        self._on_change()

    # ---- going to a time -----------------------------------------------------------------------------------------
    async def _seek(self) -> None:
        self.waiting = True
        self._on_change()
        while (wanted := self._wanted) is not None:
            self._wanted = None
            to_utc = self._end_of(wanted)
            city = asyncio.ensure_future(self._source.city(wanted))
            try:
                course = await self._course(wanted, to_utc)
                snapshot = await city
            finally:
                city.cancel()
            # Shown even if another time is wanted by now: a dragged handle shows where it passes.
            self._take(wanted, snapshot, course)
            if self._wanted is None:
                events, read_to = await self._events(snapshot.seq, to_utc)
            if self._wanted is None:
                self._now = _Stretch(to_utc, course, events, read_to)
                self._due.extend(events)
        self.waiting, self.fault, self._anchor_s = False, None, time.monotonic()
        self._on_change()

    def _take(self, at_utc: datetime, snapshot: Snapshot, course: Course) -> None:
        self._now = self._next = None
        self._due.clear()
        self.at_utc = at_utc
        self._sink.write_past(replace(snapshot, clock=self._clock(at_utc)), course.at(_ms(at_utc)))
        self._on_change()

    # ---- going on ------------------------------------------------------------------------------------------------
    async def _play(self) -> None:
        while self.playing:
            await asyncio.sleep(_FRAME_S)
            self._step()

    def _step(self) -> None:
        """One frame, as far as real time has gone on since the last one."""
        passed_s, self._anchor_s = time.monotonic() - self._anchor_s, time.monotonic()
        if not self.playing or self._now is None or self._wanted is not None or self.at_utc is None:
            return
        at_utc = self.at_utc + timedelta(seconds=passed_s * self.speed)
        if self.until_utc is not None and at_utc >= self.until_utc:
            at_utc, self.playing = max(self.at_utc, self.until_utc), False
        if at_utc > self._now.to_utc and self._next is not None:
            self._now, self._next = self._next, None
            self._due.extend(self._now.events)
        self.waiting = at_utc > self._now.to_utc
        at_utc = min(at_utc, self._now.to_utc)
        self._show(at_utc, self._now)
        if self._next is None and (self._now.to_utc - at_utc).total_seconds() < self.speed * _LASTS_S / 2:
            self._start("ahead", self._fetch_ahead)

    def _show(self, at_utc: datetime, stretch: _Stretch) -> None:
        events = []
        while self._due and self._due[0].at_utc <= at_utc:
            change = self._due.popleft()
            thing = _THINGS[change.noun].decode(change.thing)
            events.append(Event(seq=change.seq, at_utc=change.at_utc, type=change.type, noun=change.noun, thing=thing))
        self.at_utc = at_utc
        self._write_clock()
        self._sink.write_frame(events, (stretch.course.at(_ms(at_utc)),))
        self._on_change()

    async def _fetch_ahead(self) -> None:
        now = self._now
        if now is None or (self.until_utc is not None and now.to_utc >= self.until_utc):
            return
        to_utc = self._end_of(now.to_utc)
        course = await self._course(now.to_utc, to_utc)
        events, read_to = await self._events(now.read_to, to_utc)
        if self._now is now:
            self._next = _Stretch(to_utc, course, events, read_to)

    # ---- asking --------------------------------------------------------------------------------------------------
    def _end_of(self, from_utc: datetime) -> datetime:
        end_utc = from_utc + max(_SHORTEST, timedelta(seconds=_LASTS_S * self.speed))
        return end_utc if self.until_utc is None else max(from_utc, min(end_utc, self.until_utc))

    async def _course(self, from_utc: datetime, to_utc: datetime) -> Course:
        every_s = self._units * (to_utc - from_utc).total_seconds() / _MOST_ROWS
        columns, base_ms = await self._source.positions(from_utc, to_utc, every_s if every_s > self._spacing_s else 0.0)
        course = Course(columns, base_ms)
        self._units = course.units
        return course

    async def _events(self, after: int, to_utc: datetime) -> tuple[list[Change], int]:
        """All pages up to a time, and the number that the next question goes on from."""
        found: list[Change] = []
        while True:
            page = await self._source.events(after, to_utc)
            found.extend(page.events)
            if not page.more:
                return found, page.read_to
            after = page.read_to

    # ---- telling -------------------------------------------------------------------------------------------------
    def _clock(self, at_utc: datetime) -> ClockState:
        return ClockState(now_utc=at_utc, rate=float(self.speed), paused=not self.playing)

    def _write_clock(self) -> None:
        if self.at_utc is not None:
            self._sink.write_clock(self._clock(self.at_utc))


def _ms(at_utc: datetime) -> float:
    return at_utc.timestamp() * 1000.0
