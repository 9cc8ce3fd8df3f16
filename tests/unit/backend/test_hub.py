"""The feed: in order, resumed without loss, bounded, thinned where a reader is slow, cut to a seat's area."""

from __future__ import annotations

import asyncio
import json
from contextlib import aclosing
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import pytest

from app.api import frames
from app.api.order_bodies import Note, SendMessage
from app.backend import hub as hub_module
from app.backend.actors import SIMULATION
from app.backend.app import all_commands
from app.backend.core import Core
from app.backend.options import ServeOptions
from app.backend.problems import TooMany
from app.backend.snapshot import take_snapshot
from app.domain.facilities import LowPoint
from tests.logwatch import LogWatch
from tests.small_city import CITY, NORTH, SOUTH, SmallCity

LIMIT_S = 20.0


@dataclass(frozen=True)
class Frame:
    id: str | None
    event: str
    data: Any


class Listener:
    """Reads a stream as a console does, one frame at a time."""

    def __init__(self, core: Core, scope: str = CITY, last_event_id: str | None = None) -> None:
        self._stream = core.hub.stream(scope, "sid", last_event_id, lambda area: take_snapshot(core, area))
        self._waiting: list[Frame] = []

    async def next(self, *events: str) -> Frame:
        """The next frame of one of these events; others are passed over. StopAsyncIteration at the stream's end."""
        while True:
            while self._waiting:
                frame = self._waiting.pop(0)
                if not events or frame.event in events:
                    return frame
            self._waiting = [_frame(text) for text in (await self._chunk()).split(b"\n\n") if text]

    async def _chunk(self) -> bytes:
        async with asyncio.timeout(LIMIT_S):
            return await anext(self._stream)

    async def aclose(self) -> None:
        await self._stream.aclose()  # type: ignore[attr-defined]


def _frame(text: bytes) -> Frame:
    lines = dict(line.split(b": ", 1) for line in text.split(b"\n"))
    name = lines[b"event"].decode()
    data = lines[b"data"]
    return Frame(
        lines[b"id"].decode() if b"id" in lines else None,
        name,
        frames.decode_positions(data) if name == frames.POSITIONS else json.loads(data),
    )


@pytest.fixture
async def ticking(core: Core) -> Core:
    core.hub.start()
    return core


async def say(core: Core, city: SmallCity, text: str) -> int:
    return (await core.orders.give("send_message", SIMULATION, SendMessage(text=text, unit_id=city.north_unit))).seq


def move(core: Core, *unit_ids: int, fix_ms: float = 1e12) -> None:
    count = len(unit_ids)
    core.positions.update(
        {
            "unit": np.array(unit_ids),
            "lat": np.full(count, 305_500_000),
            "lon": np.full(count, 1_123_000_000),
            "heading": np.full(count, 90),
            "speed": np.full(count, 500),
            "fix": np.full(count, fix_ms),
            "battery": np.full(count, 80),
            "signal": np.full(count, 4),
        }
    )


async def test_a_new_reader_gets_a_snapshot_and_then_what_happens(core: Core, city: SmallCity) -> None:
    async with aclosing(Listener(core)) as listener:
        first = await listener.next()
        assert (first.event, first.id) == (frames.SNAPSHOT, f"{core.hub.epoch}:{core.hub.seq}")
        assert [unit["id"] for unit in first.data["units"]] == [city.north_unit, city.south_unit]
        seq = await say(core, city, "一")
        change = await listener.next(frames.CHANGE)
        assert (change.id, change.data["seq"]) == (f"{core.hub.epoch}:{seq}", seq)
        assert (change.data["type"], change.data["noun"], change.data["thing"]["text"]) == (
            "message_sent",
            "messages",
            "一",
        )


async def test_a_reader_resumes_after_its_last_event(core: Core, city: SmallCity) -> None:
    last = await say(core, city, "一")
    missed = [await say(core, city, text) for text in "二三"]
    async with aclosing(Listener(core, last_event_id=f"{core.hub.epoch}:{last}")) as listener:
        later = await say(core, city, "四")
        heard = [(await listener.next()).data["seq"] for _ in range(3)]
    assert heard == [*missed, later]


@pytest.mark.parametrize("last", ["other:1", "{epoch}:999999", "nonsense", "{epoch}:-1"])
async def test_an_id_that_cannot_be_resumed_gets_a_snapshot(core: Core, city: SmallCity, last: str) -> None:
    async with aclosing(Listener(core, last_event_id=last.format(epoch=core.hub.epoch))) as listener:
        assert (await listener.next()).event == frames.SNAPSHOT


async def test_events_that_were_trimmed_cannot_be_resumed(
    core: Core, city: SmallCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    last = core.hub.seq
    for text in "一二三":
        await say(core, city, text)
    monkeypatch.setattr("app.backend.orders.EVENTS_KEPT", 2)
    await core.orders.trim()
    async with aclosing(Listener(core, last_event_id=f"{core.hub.epoch}:{last}")) as listener:
        assert (await listener.next()).event == frames.SNAPSHOT
    async with aclosing(Listener(core, last_event_id=f"{core.hub.epoch}:{last + 1}")) as listener:
        assert (await listener.next()).data["seq"] == last + 2


async def test_epoch_and_numbers_go_on_after_a_restart(url: str, city: SmallCity, core: Core) -> None:
    last = await say(core, city, "一")
    missed = await say(core, city, "二")
    epoch = core.hub.epoch
    await core.aclose()
    async with aclosing(await Core.open(ServeOptions(database_url=url), all_commands)) as again:
        assert (again.hub.epoch, again.hub.seq) == (epoch, missed)
        async with aclosing(Listener(again, last_event_id=f"{epoch}:{last}")) as listener:
            assert (await listener.next()).data["seq"] == missed
            assert await say(again, city, "三") == missed + 1
            assert (await listener.next(frames.CHANGE)).data["seq"] == missed + 1


async def test_what_happens_while_the_snapshot_is_taken_is_told_once(core: Core, city: SmallCity) -> None:
    """An event before the snapshot's read is in it, one after the read follows it, whenever the reader joined."""
    taken: list[int] = []

    async def snapshot(scope: str) -> frames.Snapshot:
        await say(core, city, "before")
        snapshot = await take_snapshot(core, scope)
        taken.append(await say(core, city, "after"))
        return snapshot

    stream = core.hub.stream(CITY, "sid", None, snapshot)
    first = _frame((await anext(stream)).strip())
    assert [message["text"] for message in first.data["messages"]] == ["before"]
    told = [_frame(text) for text in (await anext(stream)).split(b"\n\n") if text]
    await stream.aclose()  # type: ignore[attr-defined]
    assert [frame.data["seq"] for frame in told if frame.event == frames.CHANGE] == taken


async def test_a_seat_hears_its_own_area_only(core: Core, city: SmallCity) -> None:
    async with aclosing(Listener(core, SOUTH)) as listener:
        snapshot = await listener.next()
        assert [unit["id"] for unit in snapshot.data["units"]] == [city.south_unit]
        assert snapshot.data["cases"] == []
        assert len(snapshot.data["plan_runs"]) == 1  # a response for the whole city concerns its streets
        await say(core, city, "to the north")
        async with core.orders.batch(SIMULATION) as batch:
            low_point = await batch.tx.load(LowPoint, city.low_point)
            await batch.tx.measure(replace(low_point, depth_cm=9.0), "low_point_measured")
        assert (await listener.next(frames.CHANGE)).data["noun"] == "low_points"


async def test_the_heartbeat_tells_the_newest_event_sent_here_and_the_city_time(core: Core, city: SmallCity) -> None:
    core.clock.set(30.0, False)
    async with aclosing(Listener(core, SOUTH)) as listener:
        snapshot = await listener.next()
        beat = await listener.next(frames.HEARTBEAT)
        assert (beat.data["seq"], beat.data["clock"]["rate"], beat.data["skipped"]) == (snapshot.data["seq"], 30.0, 0)
    await say(core, city, "not for the south")
    async with aclosing(Listener(core, SOUTH, f"{core.hub.epoch}:{snapshot.data['seq']}")) as listener:
        assert (await listener.next(frames.HEARTBEAT)).data["seq"] == snapshot.data["seq"]


async def test_heartbeats_come_every_second(ticking: Core, city: SmallCity) -> None:
    async with aclosing(Listener(ticking)) as listener:
        times = [(await listener.next(frames.HEARTBEAT)).data["sent_ms"] for _ in range(3)]
    assert 500 < times[2] - times[1] < 3000


async def test_positions_are_told_as_columns_and_cut_to_the_area(ticking: Core, city: SmallCity) -> None:
    async with aclosing(Listener(ticking)) as whole, aclosing(Listener(ticking, NORTH)) as north:
        await whole.next(), await north.next()
        move(ticking, city.north_unit, city.south_unit)
        columns = (await whole.next(frames.POSITIONS)).data
        assert columns["unit"].tolist() == [city.north_unit, city.south_unit]
        assert (columns["lat"][0], columns["heading"][0], columns["battery"][0]) == (305_500_000, 90, 80)
        assert (await north.next(frames.POSITIONS)).data["unit"].tolist() == [city.north_unit]


async def test_a_new_reader_gets_where_everybody_is(ticking: Core, city: SmallCity) -> None:
    move(ticking, city.north_unit, city.south_unit)
    async with aclosing(Listener(ticking)) as early:
        await early.next(frames.POSITIONS)
    async with aclosing(Listener(ticking)) as late:
        assert len((await late.next(frames.POSITIONS)).data["unit"]) == 2


async def test_a_slow_reader_gets_the_newest_position_once_and_is_told_how_many_it_missed(
    core: Core, city: SmallCity
) -> None:
    async with aclosing(Listener(core)) as listener:
        await listener.next(frames.HEARTBEAT)
        for step in range(5):
            move(core, city.north_unit, fix_ms=1e12 + step)
            core.hub._end_frame()
        positions = (await listener.next(frames.POSITIONS)).data
        assert positions["fix"].tolist() == [1e12 + 4]
        for reader in core.hub._readers:
            reader.heartbeat_due = True
            reader.wake.set()
        assert (await listener.next(frames.HEARTBEAT)).data["skipped"] == 4


async def test_a_slow_reader_keeps_its_events_and_past_the_bound_must_start_anew(
    core: Core, city: SmallCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(hub_module, "QUEUED_EVENTS", 3)
    async with aclosing(Listener(core)) as slow, aclosing(Listener(core)) as quick:
        await slow.next(), await quick.next()
        seqs = [await say(core, city, text) for text in "一二三"]
        assert [(await quick.next(frames.CHANGE)).data["seq"] for _ in seqs] == seqs
        fourth = await say(core, city, "四")
        assert (await quick.next(frames.CHANGE)).data["seq"] == fourth
        assert (await slow.next(frames.CHANGE, frames.RESYNC)).event == frames.RESYNC
        with pytest.raises(StopAsyncIteration):
            await slow.next()
        assert core.hub.reader_count == 1


async def test_a_stopping_server_ends_streams_without_asking_for_a_snapshot(core: Core, city: SmallCity) -> None:
    async with aclosing(Listener(core)) as listener:
        await listener.next(frames.HEARTBEAT)
        core.hub.end_all()
        with pytest.raises(StopAsyncIteration):
            await listener.next()


async def test_a_claimed_alarm_is_told_with_its_whole_state(core: Core, city: SmallCity) -> None:
    async with aclosing(Listener(core)) as listener:
        await listener.next()
        await core.orders.give("claim_alarm", replace(SIMULATION, name="Li"), Note(), thing_id=city.alarm)
        thing = (await listener.next(frames.CHANGE)).data["thing"]
        assert (thing["id"], thing["version"], thing["owner"]) == (city.alarm, 2, "Li")


async def test_a_feed_that_cannot_tick_ends_instead_of_freezing(
    core: Core, city: SmallCity, monkeypatch: pytest.MonkeyPatch, expected_log: LogWatch
) -> None:
    expected_log.expect("the feed stopped")
    listener = Listener(core)
    await listener.next(frames.SNAPSHOT)

    def fail() -> bool:
        raise MemoryError("no room for a frame")

    monkeypatch.setattr(core.positions, "close_frame", fail)
    core.hub.start()
    with pytest.raises(StopAsyncIteration):
        await listener.next("none")
    with pytest.raises(TooMany):
        core.hub.refuse_if_full()
