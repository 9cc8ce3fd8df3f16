"""The replay: what it writes at a time, how it goes on, and that the last time asked for wins."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime, timedelta

import msgspec
import numpy as np
import pytest

from app.api.errors import Unreachable
from app.api.frames import NOUN_TYPES, Change, ClockState, Columns, PastEvents, Snapshot
from app.api.replay import Replay
from app.domain.facilities import Rain
from app.domain.past_positions import PAST_TYPES, PastColumns
from tests.unit.api.sinks import MemorySink

START = datetime(2026, 7, 15, 2, 0, tzinfo=UTC)


def after(seconds: float) -> datetime:
    return START + timedelta(seconds=seconds)


class Past:
    """One unit that goes 1 micro-degree a second, and rain that is measured every ten seconds, as a number."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, datetime]] = []
        self.thinned: list[float] = []
        self.away = False
        self.gate = asyncio.Event()
        self.gate.set()

    async def positions(self, from_utc: datetime, to_utc: datetime, every_s: float) -> tuple[PastColumns, int]:
        self.thinned.append(every_s)
        await self._answer("positions", from_utc)
        seconds = np.arange(0, (to_utc - from_utc).total_seconds() + 0.1, 10)
        columns: PastColumns = {name: np.ones(len(seconds), kind) for name, kind in PAST_TYPES.items()}
        columns["time"] = (seconds * 10).astype("<i4")
        columns["lat"] = (seconds + (from_utc - START).total_seconds()).astype("<i4")
        return columns, int(from_utc.timestamp() * 1000)

    async def city(self, at_utc: datetime) -> Snapshot:
        await self._answer("city", at_utc)
        clock = ClockState(now_utc=at_utc, rate=1.0, paused=True)
        things: dict[str, tuple[object, ...]] = dict.fromkeys(NOUN_TYPES, ())
        seq = int((at_utc - START).total_seconds() // 10)
        return Snapshot(epoch="e", seq=seq, clock=clock, **things)  # type: ignore[arg-type]

    async def events(self, after: int, to_utc: datetime) -> PastEvents:
        await self._answer("events", to_utc)
        last = int((to_utc - START).total_seconds() // 10)
        page = range(after + 1, min(last, after + 4) + 1)
        changes = tuple(
            Change(
                seq=n,
                at_utc=START + timedelta(seconds=10 * n),
                type="rain_measured",
                noun="rain",
                thing=msgspec.Raw(msgspec.json.encode(Rain(area_code="1", rate_mm_per_h=float(n), hour_mm=0.0))),
            )
            for n in page
        )
        read_to = page[-1] if page else after
        return PastEvents(events=changes, read_to=read_to, more=read_to < last)

    async def _answer(self, what: str, at_utc: datetime) -> None:
        self.asked.append((what, at_utc))
        await self.gate.wait()
        if self.away:
            raise Unreachable("The server cannot be reached.")


class PastSink(MemorySink):
    """Remembers the moments that were gone to, too."""

    def __init__(self) -> None:
        super().__init__()
        self.moments: list[tuple[datetime, Columns]] = []

    def write_past(self, snapshot: Snapshot, positions: Columns) -> None:
        self.moments.append((snapshot.clock.now_utc, positions))
        self.snapshots.append(snapshot)
        self.heard.clear()


class Stage:
    def __init__(self) -> None:
        self.past, self.sink = Past(), PastSink()
        self._changed = asyncio.Event()
        self.replay = Replay(self.past, self.sink, self._changed.set)
        self.replay.set_bounds(after(7200), 10.0)

    async def until(self, holds: Callable[[], object]) -> None:
        async with asyncio.timeout(10):
            while not holds():
                self._changed.clear()
                await self._changed.wait()

    async def go(self, seconds: float) -> None:
        self.replay.seek(after(seconds))
        await self.until(lambda: self.replay.at_utc == after(seconds) and not self.replay.waiting)

    @property
    def lat(self) -> int:
        return int(self.sink.positions[-1]["lat"][0])


@pytest.fixture
async def stage() -> AsyncIterator[Stage]:
    made = Stage()
    yield made
    await made.replay.stop()


async def test_going_to_a_time_writes_the_city_and_everybodys_place(stage: Stage) -> None:
    await stage.go(125)
    assert [at for at, _positions in stage.sink.moments] == [after(125)]
    assert stage.sink.moments[0][1]["lat"].tolist() == [1250]
    assert stage.sink.snapshots[0].clock == ClockState(now_utc=after(125), rate=1.0, paused=True)
    assert not stage.sink.heard


async def test_playing_writes_every_event_once_and_in_order_over_many_stretches(stage: Stage) -> None:
    await stage.go(0)
    stage.replay.set_speed(120)
    stage.replay.set_bounds(after(600), 10.0)
    stage.replay.play()
    await stage.until(lambda: not stage.replay.playing)
    assert stage.replay.at_utc == after(600)
    assert stage.sink.seqs == list(range(1, 61))
    assert stage.lat == 6000
    assert len({at for what, at in stage.past.asked if what == "positions"}) > 1
    assert stage.sink.clocks[-1] == ClockState(now_utc=after(600), rate=120.0, paused=True)


async def test_it_stands_while_it_is_paused_and_goes_on_from_there(stage: Stage) -> None:
    await stage.go(50)
    stage.replay.set_speed(60)
    stage.replay.play()
    await stage.until(lambda: stage.replay.at_utc is not None and stage.replay.at_utc > after(55))
    stage.replay.pause()
    stood, frames = stage.replay.at_utc, len(stage.sink.positions)
    assert stage.sink.clocks[-1].paused
    stage.replay.set_speed(1)
    assert (stage.replay.at_utc, len(stage.sink.positions)) == (stood, frames)
    stage.replay.play()
    await stage.until(lambda: len(stage.sink.positions) > frames)
    assert stood is not None
    assert stood < (stage.replay.at_utc or stood) < stood + timedelta(seconds=5)


async def test_going_back_forgets_what_was_to_come(stage: Stage) -> None:
    await stage.go(300)
    await stage.go(100)
    stage.replay.set_speed(120)
    stage.replay.play()
    await stage.until(lambda: len(stage.sink.heard) >= 3)
    assert stage.sink.seqs[:3] == [11, 12, 13]


async def test_of_many_times_asked_for_at_once_the_last_one_wins(stage: Stage) -> None:
    stage.past.gate.clear()
    for second in range(0, 1000, 10):
        stage.replay.seek(after(second))
    stage.past.gate.set()
    await stage.until(lambda: stage.replay.at_utc == after(990) and not stage.replay.waiting)
    assert len(stage.sink.moments) <= 2


async def test_a_server_that_is_away_stops_it_with_a_reason_and_the_next_try_mends_it(stage: Stage) -> None:
    await stage.go(0)
    stage.past.away = True
    stage.replay.seek(after(500))
    await stage.until(lambda: stage.replay.fault is not None)
    assert isinstance(stage.replay.fault, Unreachable)
    assert (stage.replay.at_utc, stage.replay.waiting) == (after(0), False)
    stage.past.away = False
    await stage.go(500)
    assert stage.replay.fault is None


async def test_a_large_city_is_thinned_after_a_jump_during_a_fetch_too(
    stage: Stage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("app.api.replay._MOST_ROWS", 1)
    await stage.go(0)
    stage.past.gate.clear()
    stage.replay.seek(after(100))
    await stage.until(lambda: stage.replay.waiting)
    stage.replay.seek(after(200))
    stage.past.gate.set()
    await stage.until(lambda: stage.replay.at_utc == after(200) and not stage.replay.waiting)
    assert stage.past.thinned[0] == 0.0
    assert all(every_s == 300.0 for every_s in stage.past.thinned[1:])
