"""The kept past over HTTP: positions between two times, the city as it stood, the moments, and one unit's track."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import httpx
import msgspec
import pytest

from app.api import routes
from app.api.frames import PastEvents, Snapshot
from app.backend.facilities import MeasureLowPoint
from app.backend.past import cities, keeper
from app.backend.past import routes as past_routes
from app.backend.tables_past import PastPositionsRow
from app.domain.past import PastMoment, PastSpan
from app.domain.past_positions import PastColumns, decode_past
from app.domain.units import TrackPoint
from tests.two_streets import IN_NORTH, IN_SOUTH, MONDAY, NORTH, SOUTH, SOUTH_OFFICER, Hall, Seat, open_hall


async def record(hall: Hall, minutes: int, *, unit_id: int = 1, step_s: int = 10) -> None:
    """Let a unit walk north, a step every few seconds, and record it."""
    for _step in range(minutes * 60 // step_s):
        hall.later(seconds=step_s)
        walked_s = (hall.core.clock.now_utc() - MONDAY).total_seconds()
        hall.locate(unit_id, 30.55 + walked_s * 1e-5, 112.305)
        hall.core.recorder.sample(hall.core.clock.now_utc())
    await keeper.write_positions(hall.core)


async def positions(seat: Seat, start: datetime, end: datetime, **more: Any) -> PastColumns:
    params = {"from": start.isoformat(), "to": end.isoformat(), **more}
    answer = await seat.get(routes.PAST_POSITIONS, params=params)
    assert answer.status_code == 200, answer.text
    columns, base_ms = decode_past(answer.content)
    assert base_ms == start.timestamp() * 1000
    return columns


def after(minutes: float) -> datetime:
    return MONDAY + timedelta(minutes=minutes)


async def test_positions_begin_with_the_last_known_one_of_each_unit(hall: Hall, leader: Seat) -> None:
    hall.locate(2, 30.551, 112.301)
    hall.core.recorder.sample(MONDAY)
    await record(hall, 25)
    columns = await positions(leader, after(22), after(23))
    walker = columns["unit"] == 1
    assert columns["time"][walker].tolist() == [0, 100, 200, 300, 400, 500, 600]
    lat = [round(30.55 + (22 * 60 + s) * 1e-5, 6) for s in range(0, 61, 10)]
    assert [round(int(value) * 1e-6, 6) for value in columns["lat"][walker]] == lat
    # The one that has been silent for 22 minutes is told once, as old as it is.
    assert columns["time"][~walker].tolist() == [-22 * 600]
    assert (await positions(leader, after(22), after(23), every_s=30))["time"].tolist() == [0, 300, 600, -13200]


async def test_what_waits_in_memory_survives_a_database_that_refuses(hall: Hall, leader: Seat) -> None:
    await record(hall, 1)
    hall.later(seconds=10)
    hall.locate(1, 30.56, 112.305)
    hall.core.recorder.sample(hall.core.clock.now_utc())
    minutes = hall.core.recorder.waiting()
    assert minutes
    assert not hall.core.recorder.waiting()
    hall.core.recorder.not_written()
    await keeper.write_positions(hall.core)
    assert (await positions(leader, after(1), after(2)))["lat"].max() == 30_560_000


async def test_a_restart_in_the_middle_of_a_minute_loses_nothing_of_it(database_url: str) -> None:
    async with open_hall(database_url) as first:
        await keeper.take_up(first.core)
        await record(first, 3)
        first.later(seconds=20)
        first.locate(1, 30.57, 112.305)
        first.core.recorder.sample(first.core.clock.now_utc())
        await keeper.write_positions(first.core)
    async with open_hall(database_url, empty=True) as again:
        again.core.clock.set(1.0, True, after(3) + timedelta(seconds=40))
        await keeper.take_up(again.core)
        again.locate(1, 30.58, 112.305)
        again.core.recorder.sample(again.core.clock.now_utc())
        await keeper.write_positions(again.core)
        columns = await positions(await again.seat(), after(3), after(4))
        assert columns["time"].tolist() == [0, 200, 400]
        assert columns["lat"].tolist()[1:] == [30_570_000, 30_580_000]


async def test_a_clock_that_was_put_back_lives_its_minutes_anew(hall: Hall, leader: Seat) -> None:
    await keeper.take_up(hall.core)
    await record(hall, 5)
    hall.core.clock.set(1.0, True, after(2) + timedelta(seconds=5))
    await keeper.take_up(hall.core)
    await keeper.write_positions(hall.core)
    assert max((await positions(leader, after(0), after(6)))["time"]) <= 2 * 600 + 50


async def test_a_seat_gets_its_own_street_only(hall: Hall) -> None:
    await record(hall, 2)
    await record(hall, 2, unit_id=SOUTH_OFFICER)
    north, south = await hall.seat(area_code=NORTH), await hall.seat(area_code=SOUTH)
    assert set((await positions(north, after(0), after(5)))["unit"]) == {1}
    assert set((await positions(south, after(0), after(5)))["unit"]) == {SOUTH_OFFICER}
    track = routes.UNIT_TRACK.format(id=SOUTH_OFFICER)
    assert (await north.get(track, params={"from": MONDAY.isoformat()})).status_code == 404
    assert (await hall.client.get(routes.PAST)).status_code == 401


async def test_a_seat_of_one_street_does_not_read_what_its_units_are_not_in(hall: Hall) -> None:
    await record(hall, 1)
    async with hall.core.orders.aside() as session:
        session.add(PastPositionsRow(minute_ms=int(MONDAY.timestamp() * 1000), bucket=9, body=b"unreadable"))
    north = await hall.seat(area_code=NORTH)
    assert set((await positions(north, after(0), after(5)))["unit"]) == {1}


async def test_the_past_says_since_when_and_with_which_gaps(hall: Hall, leader: Seat) -> None:
    assert msgspec.json.decode((await leader.get(routes.PAST)).content, type=PastSpan).known_from_utc is None
    await cities.keep_first(hall.core)
    await record(hall, 5)
    hall.later(minutes=30)
    await record(hall, 2)
    span = msgspec.json.decode((await leader.get(routes.PAST)).content, type=PastSpan)
    assert (span.known_from_utc, span.kept_h, span.spacing_s) == (MONDAY, 72.0, 10.0)
    assert [(piece.from_utc, piece.to_utc) for piece in span.pieces] == [
        (after(0), after(6)),
        (after(35), after(37)),
    ]


async def test_the_city_is_told_as_it_stood(hall: Hall, leader: Seat) -> None:
    await cities.keep_first(hall.core)
    hall.later(minutes=10)
    body = {"category_code": "E0506", "source": "seat", **IN_NORTH}
    case = await leader.done("open_case", body)
    hall.later(minutes=10)
    await hall.hears("measure_low_point", MeasureLowPoint(depth_cm=17, rising_cm_per_10min=2), 1)
    await leader.done("raise_sos", {"unit_id": 1})

    async def at(minutes: float, seat: Seat = leader) -> Snapshot:
        answer = await seat.get(routes.PAST_CITY, params={"at": after(minutes).isoformat()})
        assert answer.status_code == 200, answer.text
        return msgspec.json.decode(answer.content, type=Snapshot)

    before, between, now = await at(5), await at(15), await at(20)
    assert (before.cases, before.alarms, len(before.units)) == ((), (), 8)
    assert [one.id for one in between.cases] == [case]
    assert between.low_points[0].depth_cm == 0
    depths = {point.id: point.depth_cm for point in now.low_points}
    assert (depths, len(now.alarms)) == ({1: 17, 2: 0}, 1)
    assert now.clock.now_utc == after(20)
    live = await hall.snapshot(leader)
    assert (set(now.cases), set(now.alarms), set(now.units)) == (set(live.cases), set(live.alarms), set(live.units))
    assert (await at(20, await hall.seat(area_code=SOUTH))).cases == ()
    too_early = await leader.get(routes.PAST_CITY, params={"at": after(-1).isoformat()})
    assert (too_early.status_code, too_early.json()["code"]) == (404, "past_unknown")


async def test_what_is_over_is_over_in_the_past_too(hall: Hall, leader: Seat) -> None:
    await cities.keep_first(hall.core)
    group = await leader.done("form_talkgroup", {"name": "临时", "member_ids": [1]})
    look = {"lat_deg": 30.55, "lon_deg": 112.3, "zoom": 15, "layers": {}}
    view = await leader.done("save_map_view", {"name": "老城", "look": look})
    hall.later(minutes=1)
    await leader.done("end_talkgroup", {}, group, 1)
    await leader.done("delete_map_view", {}, view, 1)
    hall.later(hours=25)

    async def known(minutes: float) -> tuple[list[int], list[int]]:
        answer = await leader.get(routes.PAST_CITY, params={"at": after(minutes).isoformat()})
        city = msgspec.json.decode(answer.content, type=Snapshot)
        return [one.id for one in city.talkgroups if one.temporary], [one.id for one in city.map_views]

    assert [await known(minutes) for minutes in (0, 2, 25 * 60)] == [([group], [view]), ([group], []), ([], [])]


async def test_a_whole_city_an_hour_tells_the_same_as_the_events_from_the_first(hall: Hall, leader: Seat) -> None:
    await cities.keep_first(hall.core)
    for _hour in range(3):
        hall.later(minutes=30)
        await leader.done("open_case", {"category_code": "E0506", "source": "seat", **IN_NORTH})
        hall.later(minutes=30)
        assert await cities.keep_due(hall.core)
        assert not await cities.keep_due(hall.core)
    for minutes, count in ((20, 0), (40, 1), (95, 2), (180, 3)):
        answer = await leader.get(routes.PAST_CITY, params={"at": after(minutes).isoformat()})
        assert len(msgspec.json.decode(answer.content, type=Snapshot).cases) == count, minutes


async def test_events_come_in_pages_up_to_a_time(hall: Hall, leader: Seat) -> None:
    await cities.keep_first(hall.core)
    first = hall.core.hub.seq
    for _case in range(5):
        hall.later(minutes=1)
        await leader.done("open_case", {"category_code": "E0506", "source": "seat", **IN_SOUTH})

    async def page(seq: int, seat: Seat = leader) -> PastEvents:
        params = {"after": seq, "to": after(4).isoformat(), "limit": 3}
        return msgspec.json.decode((await seat.get(routes.PAST_EVENTS, params=params)).content, type=PastEvents)

    one = await page(first)
    two = await page(one.read_to)
    assert [change.seq for change in (*one.events, *two.events)] == [first + n for n in (1, 2, 3, 4)]
    assert (one.more, two.more) == (True, False)
    other = await page(first, await hall.seat(area_code=NORTH))
    assert (other.events, other.read_to, other.more) == ((), first + 3, True)


async def test_moments_name_what_one_looks_for(hall: Hall, leader: Seat) -> None:
    hall.later(minutes=3)
    await leader.done("open_case", {"category_code": "E0506", "source": "seat", **IN_NORTH})
    await leader.done("raise_sos", {"unit_id": 1})
    params = {"from": MONDAY.isoformat(), "to": after(3).isoformat()}
    moments = msgspec.json.decode((await leader.get(routes.PAST_MOMENTS, params=params)).content, type=list[PastMoment])
    assert [(one.type, one.noun, one.at_utc) for one in moments] == [
        ("case_opened", "cases", after(3)),
        ("alarm_raised", "alarms", after(3)),
    ]
    south = await hall.seat(area_code=SOUTH)
    assert (await south.get(routes.PAST_MOMENTS, params=params)).json() == []
    await leader.done("start_plan", {"template_id": "flood", "level": "blue"})
    assert [one["type"] for one in (await south.get(routes.PAST_MOMENTS, params=params)).json()] == ["plan_started"]


async def test_a_busy_street_does_not_hide_the_moments_of_another(
    hall: Hall, leader: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(past_routes, "NEWEST_MOMENTS", 2)
    for where in (IN_SOUTH, IN_NORTH, IN_NORTH, IN_NORTH):
        await leader.done("open_case", {"category_code": "E0506", "source": "seat", **where})
    south = await hall.seat(area_code=SOUTH)
    params = {"from": MONDAY.isoformat(), "to": after(1).isoformat()}
    assert len((await south.get(routes.PAST_MOMENTS, params=params)).json()) == 1


async def test_a_track_reaches_over_the_kept_span_and_what_is_not_written_yet(hall: Hall, leader: Seat) -> None:
    await record(hall, 40)
    hall.later(seconds=10)
    hall.locate(1, 30.56, 112.305)
    path = routes.UNIT_TRACK.format(id=1)

    async def track(**params: Any) -> list[TrackPoint]:
        return msgspec.json.decode((await leader.get(path, params=params)).content, type=list[TrackPoint])

    whole = await track(**{"from": MONDAY.isoformat()})
    assert (len(whole), whole[0].at_utc, whole[-1].at_utc) == (
        241,
        after(0) + timedelta(seconds=10),
        after(40) + timedelta(seconds=10),
    )
    part = await track(**{"from": after(5).isoformat(), "to": after(10).isoformat(), "every_s": 60})
    assert [point.at_utc for point in part] == [after(5 + n) for n in range(6)]
    assert len(await track(minutes=5)) == 31


async def test_what_is_too_old_is_forgotten_and_what_is_needed_stays(hall: Hall, leader: Seat) -> None:
    await cities.keep_first(hall.core)
    await record(hall, 20)
    hall.later(hours=71.75)
    assert await cities.keep_due(hall.core)
    await keeper.forget(hall.core)
    assert (await positions(leader, after(0), after(20)))["time"].min() > 0
    span = msgspec.json.decode((await leader.get(routes.PAST)).content, type=PastSpan)
    assert (span.known_from_utc, span.pieces[0].from_utc) == (after(5), after(0))
    hall.later(hours=73)
    await keeper.forget(hall.core)
    assert len((await positions(leader, after(0), after(20)))["time"]) == 0


@pytest.mark.parametrize(
    ("params", "code"),
    [
        ({"from": "2026-07-06T02:00:00Z", "to": "2026-07-06T05:00:00Z"}, "span_too_long"),
        ({"from": "2026-07-06T02:00:00Z", "to": "2026-07-06T01:00:00Z"}, "times_reversed"),
        ({"from": "2026-07-06T02:00:00", "to": "2026-07-06T02:10:00"}, "no_time_zone"),
        ({"from": "yesterday", "to": "now"}, "invalid_request"),
    ],
)
async def test_odd_times_are_refused(leader: Seat, params: dict[str, str], code: str) -> None:
    answer: httpx.Response = await leader.get(routes.PAST_POSITIONS, params=params)
    assert (answer.status_code, answer.json()["code"]) == (422, code)
