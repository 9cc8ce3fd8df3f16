"""The feed against a real server: resumed without loss or doubling, stale in time, stopped by nothing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator

import numpy as np
import pytest

from app.api.client import Client
from app.api.errors import SignedOut
from app.api.feed import Feed, back_off_s
from app.api.frames import COLUMN_TYPES, POSITIONS, RESYNC, SNAPSHOT, encode_positions
from app.api.link import LinkState
from app.domain.cameras import Camera
from app.domain.comms import MessageReceipts, Receipt
from tests.logwatch import LogWatch
from tests.toy_backend import ACCOUNT, NOW, PASSWORD, ToyBackend
from tests.unit.api.sinks import MemorySink
from tests.until import until


def camera(number: int) -> Camera:
    return Camera(
        id=number,
        version=1,
        code=f"{number:020d}",
        name="南门",
        gloss="South gate",
        lat_deg=30.5,
        lon_deg=112.3,
        heading_deg=0.0,
        field_deg=60.0,
        area_code="990106001",
        online=True,
    )


def columns(rows: int) -> bytes:
    return encode_positions({name: np.arange(rows) % 200 for name in COLUMN_TYPES})


class Seat:
    """A client, its feed and what the feed wrote."""

    def __init__(self, backend: ToyBackend) -> None:
        self.sink = MemorySink()
        self.client = Client(backend.url)
        self.signed_out = 0
        self.went_live = 0
        self.feed = Feed(self.client, self.sink, self._live, self._signed_out)

    def _live(self) -> None:
        self.went_live += 1

    def _signed_out(self) -> None:
        self.signed_out += 1


@pytest.fixture
async def backend() -> AsyncIterator[ToyBackend]:
    async with ToyBackend() as backend:
        yield backend


@pytest.fixture
async def seat(backend: ToyBackend) -> AsyncIterator[Seat]:
    seat = Seat(backend)
    await seat.client.sign_in(ACCOUNT.login, PASSWORD)
    seat.feed.start()
    await until(lambda: seat.sink.state is LinkState.LIVE)
    yield seat
    await seat.feed.stop()
    await seat.client.close()


async def test_snapshot_then_every_event_in_order_and_once(backend: ToyBackend, seat: Seat) -> None:
    for number in range(300):
        backend.change("cameras", camera(number))
    await until(lambda: len(seat.sink.heard) >= 300)
    assert seat.sink.seqs == list(range(1, 301))
    assert len(seat.sink.snapshots) == 1
    assert seat.sink.heard[7].thing == camera(7)


async def test_receipts_come_as_parts_of_their_message(backend: ToyBackend, seat: Seat) -> None:
    receipts = (Receipt(unit_id=5, delivered_utc=NOW), Receipt(unit_id=4, delivered_utc=NOW, read_utc=NOW))
    told = MessageReceipts(id=1, version=2, area_code="990106001", receipts=receipts)
    backend.change("receipts", told, "message_read")
    await until(lambda: seat.sink.heard)
    assert (seat.sink.heard[0].noun, seat.sink.heard[0].thing) == ("receipts", told)


async def test_a_burst_is_written_in_few_frames(backend: ToyBackend, seat: Seat) -> None:
    for number in range(500):
        backend.change("cameras", camera(number))
    await until(lambda: len(seat.sink.heard) == 500)
    assert len(seat.sink.frames) < 250


async def test_resumes_after_a_restart_without_lost_or_doubled_events(backend: ToyBackend, seat: Seat) -> None:
    for number in range(20):
        backend.change("cameras", camera(number))
    await until(lambda: len(seat.sink.heard) == 20)
    await backend.stop()
    for number in range(20, 45):
        backend.change("cameras", camera(number))
    await backend.start()
    await until(lambda: len(seat.sink.heard) >= 45)
    backend.change("cameras", camera(45))
    await until(lambda: len(seat.sink.heard) >= 46)
    assert seat.sink.seqs == list(range(1, 47))
    assert len(seat.sink.snapshots) == 1, "a resume needs no second snapshot"
    assert backend.connections[-1] == "toy:20"
    assert backend.sign_ins == 1, "nobody signs in again"


async def test_an_event_told_twice_is_written_once(backend: ToyBackend, seat: Seat) -> None:
    backend.change("cameras", camera(1))
    backend.say(backend.log[-1][1])
    backend.change("cameras", camera(2))
    await until(lambda: len(seat.sink.heard) >= 2)
    assert seat.sink.seqs == [1, 2]


async def test_a_gap_is_noticed_and_healed_by_a_fresh_snapshot(backend: ToyBackend, seat: Seat) -> None:
    backend.change("cameras", camera(1))
    backend.seq += 3  # three events that never reached this reader
    await until(lambda: len(seat.sink.snapshots) == 2)
    assert seat.sink.snapshots[-1].seq == 4
    assert backend.connections[-1] is None
    backend.change("cameras", camera(2))
    await until(lambda: seat.sink.seqs[-1:] == [5])


async def test_another_database_is_noticed_by_its_epoch(backend: ToyBackend, seat: Seat) -> None:
    backend.change("cameras", camera(1))
    await until(lambda: seat.sink.seqs == [1])
    await backend.stop()
    backend.epoch, backend.seq, backend.log = "other", 0, []
    backend.change("cameras", camera(9))
    await backend.start()
    await until(lambda: len(seat.sink.snapshots) == 2)
    assert (seat.sink.snapshots[-1].epoch, seat.sink.snapshots[-1].seq) == ("other", 1)
    backend.change("cameras", camera(10))
    await until(lambda: seat.sink.heard[-1].thing == camera(10))


async def test_an_epoch_that_changes_within_a_connection_makes_it_come_back(backend: ToyBackend, seat: Seat) -> None:
    backend.epoch, backend.log = "other", []
    backend.change("cameras", camera(9))
    await until(lambda: len(seat.sink.snapshots) == 2)
    assert seat.sink.snapshots[-1].epoch == "other"
    assert seat.sink.heard == []


async def test_resync_takes_a_fresh_snapshot(backend: ToyBackend, seat: Seat) -> None:
    backend.say_event(RESYNC, b'{"reason": "too far behind"}')
    await until(lambda: len(seat.sink.snapshots) == 2)
    assert backend.connections == [None, None]


async def test_a_hung_server_is_stale_within_three_seconds(backend: ToyBackend, seat: Seat) -> None:
    backend.faults.heartbeats.clear()
    hung_s = time.monotonic()
    await until(lambda: seat.sink.state is LinkState.STALE, 4.0)
    assert 2.5 < time.monotonic() - hung_s < 3.3
    backend.faults.heartbeats.set()
    await until(lambda: seat.sink.state is LinkState.LIVE)
    assert len(seat.sink.snapshots) == 1, "what was known is kept"


async def test_a_killed_server_is_stale_within_three_seconds_and_back_soon_after(
    backend: ToyBackend, seat: Seat
) -> None:
    await backend.stop()
    killed_s = time.monotonic()
    await until(lambda: seat.sink.state is LinkState.STALE, 4.0)
    assert time.monotonic() - killed_s < 3.2
    await backend.start()
    back_s = time.monotonic()
    seat.feed.retry_now()
    await until(lambda: seat.sink.state is LinkState.LIVE)
    assert time.monotonic() - back_s < 1.5
    assert seat.went_live == 2


@pytest.mark.parametrize(
    ("event", "data"),
    [
        ("change", b"not json at all"),
        ("change", b'{"seq": 1, "at_utc": "2026-07-20T12:00:00Z", "type": "x", "noun": "dragons", "thing": {}}'),
        ("change", b'{"seq": 1, "at_utc": "2026-07-20T12:00:00Z", "type": "x", "noun": "units", "thing": {"id": 1}}'),
        ("positions", b'{"count": 3}'),
        ("positions", columns(5).replace(b'"count":5', b'"count":4')),
        ("heartbeat", b'{"clock": 7}'),
        ("heartbeat", b""),
    ],
)
async def test_a_bad_event_is_counted_logged_and_skipped(
    backend: ToyBackend, seat: Seat, expected_log: LogWatch, event: str, data: bytes
) -> None:
    expected_log.expect(r"app\.api\.feed: WARNING: a bad")
    if event == "change":
        backend.bad_change(data)
    else:
        backend.say_event(event, data)
    seq = backend.change("cameras", camera(1))
    await until(lambda: seat.sink.seqs == [seq])
    await until(lambda: seat.sink.reports[-1].bad_events == 1)
    assert len(backend.connections) == 1, "the connection goes on"
    assert seat.sink.state is LinkState.LIVE


async def test_unknown_kinds_of_event_are_passed_over(backend: ToyBackend, seat: Seat) -> None:
    backend.say_event("weather_song", b"la la")
    backend.change("cameras", camera(1))
    await until(lambda: seat.sink.seqs == [1])
    assert seat.sink.reports[-1].bad_events == 0


async def test_an_event_that_a_store_cannot_take_costs_only_itself(
    backend: ToyBackend, seat: Seat, expected_log: LogWatch
) -> None:
    expected_log.expect("cannot take this")
    seat.sink.indigestible = camera(2)
    for number in (1, 2, 3):
        backend.change("cameras", camera(number))
    await until(lambda: seat.sink.reports[-1].bad_events == 1)
    assert [event.thing for event in seat.sink.heard] == [camera(1), camera(3)]


async def test_a_bad_thing_in_a_snapshot_costs_only_itself(expected_log: LogWatch) -> None:
    expected_log.expect("a bad snapshot was skipped: .*cameras")
    async with ToyBackend() as backend:
        backend.snapshot_parts = {"cameras": (camera(1), {"id": "odd"}, camera(3))}
        seat = Seat(backend)
        await seat.client.sign_in(ACCOUNT.login, PASSWORD)
        seat.feed.start()
        await until(lambda: seat.sink.state is LinkState.LIVE)
        assert seat.sink.snapshots[0].cameras == (camera(1), camera(3))
        await seat.feed.stop()
        await seat.client.close()


async def test_positions_are_coalesced_to_ten_frames_a_second(backend: ToyBackend, seat: Seat) -> None:
    began_s = time.monotonic()
    for _ in range(60):
        backend.say_event(POSITIONS, columns(4))
        await asyncio.sleep(0)
    backend.change("cameras", camera(1))
    await until(lambda: len(seat.sink.positions) == 60)
    took_s = time.monotonic() - began_s
    written = [frame for frame in seat.sink.frames if frame[1]]
    assert len(written) <= took_s / 0.1 + 2
    assert list(seat.sink.positions[-1]["unit"]) == [0, 1, 2, 3]


async def test_events_do_not_wait_for_positions(backend: ToyBackend, seat: Seat) -> None:
    backend.say_event(POSITIONS, columns(4))
    await until(lambda: seat.sink.positions)
    backend.say_event(POSITIONS, columns(4))
    backend.change("cameras", camera(1))
    await until(lambda: seat.sink.heard)
    assert len(seat.sink.positions) == 1, "positions waited for their turn, the event did not"


async def test_an_expired_token_is_renewed_without_asking_anyone(backend: ToyBackend, seat: Seat) -> None:
    backend.expire_tokens()
    backend.drop_readers()
    backend.change("cameras", camera(1))
    await until(lambda: seat.sink.seqs == [1])
    assert (backend.refreshes, backend.sign_ins) == (1, 1)


async def test_a_sign_in_that_the_server_ended_ends_the_feed(
    backend: ToyBackend, seat: Seat, expected_log: LogWatch
) -> None:
    expected_log.expect("ended this seat's sign-in")
    backend.faults.refuse_refresh = True
    backend.expire_tokens()
    backend.drop_readers()
    await until(lambda: seat.signed_out == 1)
    assert seat.sink.state is LinkState.SIGNED_OUT
    with pytest.raises(SignedOut):
        await seat.client.get("/v1/cases", list)


async def test_a_server_that_is_not_there_at_first_is_offline_then_live(backend: ToyBackend) -> None:
    seat = Seat(backend)
    await seat.client.sign_in(ACCOUNT.login, PASSWORD)
    await backend.stop()
    seat.feed.start()
    await until(lambda: seat.sink.state is LinkState.OFFLINE)
    await backend.start()
    await until(lambda: seat.sink.state is LinkState.LIVE)
    await seat.feed.stop()
    await seat.client.close()


async def test_a_broken_snapshot_is_asked_for_again(backend: ToyBackend, seat: Seat, expected_log: LogWatch) -> None:
    expected_log.expect("a bad snapshot")
    backend.say_event(SNAPSHOT, b'{"epoch": 3}')
    await until(lambda: len(seat.sink.snapshots) == 2)


def test_back_off_grows_to_its_cap_and_begins_under_a_second() -> None:
    assert all(back_off_s(1) < 1.0 for _ in range(200))
    assert all(4.0 <= back_off_s(12) <= 10.0 for _ in range(200))
    assert len({back_off_s(5) for _ in range(20)}) > 10, "jitter keeps a hall's consoles apart"
