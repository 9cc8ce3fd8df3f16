"""Low points, roads, rain and the weather's warnings: one alarm for one danger, whatever the sensors repeat."""

from __future__ import annotations

from datetime import timedelta

from app.api import order_bodies, routes
from app.backend.alarms import IssueWarning
from app.backend.facilities import MeasureLowPoint, MeasureRain
from app.domain.alarms import Alarm, AlarmKind, Verdict
from app.domain.duty import Role
from app.domain.facilities import Rain
from app.domain.levels import Level
from tests.two_streets import CITY, MONDAY, NORTH, SOUTH, Hall, Seat


async def alarms(hall: Hall, leader: Seat) -> list[Alarm]:
    return list((await hall.snapshot(leader)).alarms)


async def measure(hall: Hall, *depths_cm: float, low_point_id: int = 1) -> None:
    for depth_cm in depths_cm:
        hall.later(minutes=1)
        reading = MeasureLowPoint(depth_cm=depth_cm, rising_cm_per_10min=1.0)
        await hall.hears("measure_low_point", reading, low_point_id)


async def test_the_closing_depth_of_the_site_raises_one_alarm(hall: Hall, leader: Seat) -> None:
    await measure(hall, 8, 24.9, 25.0, 24.8, 25.1, 30)
    found = {alarm.kind: alarm for alarm in await alarms(hall, leader)}
    assert len(await alarms(hall, leader)) == 2
    assert found[AlarmKind.WATER_LEVEL].level is Level.ORANGE
    closed = found[AlarmKind.ROAD_CLOSED]
    assert (closed.level, closed.facility_id, closed.area_code) == (Level.RED, 1, "990106001001001")


async def test_a_closed_road_is_not_reported_again_by_the_water(hall: Hall, leader: Seat) -> None:
    await leader.done("close_road", {"note": "now"}, 1, 1)
    await measure(hall, 26)
    kinds = [alarm.kind for alarm in await alarms(hall, leader)]
    assert kinds.count(AlarmKind.ROAD_CLOSED) == 1


async def test_opening_the_road_ends_its_alarms(hall: Hall, leader: Seat) -> None:
    await measure(hall, 26)
    version = await leader.done("close_road", {}, 1, 1)
    assert await leader.refused("close_road", {}, 1, version) == (409, "road_closed")
    await measure(hall, 2)
    version = await leader.done("open_road", {"note": "dry"}, 1, version)
    assert await leader.refused("open_road", {}, 1, version) == (409, "road_open")
    for alarm in await alarms(hall, leader):
        assert (alarm.verdict, alarm.note) == (Verdict.TRUE, "dry")
        assert alarm.closed_utc is not None
    await measure(hall, 26)
    assert any(alarm.closed_utc is None for alarm in await alarms(hall, leader))


async def test_measuring_does_not_make_a_seats_version_old(hall: Hall, leader: Seat) -> None:
    await measure(hall, 10, 11, 12)
    await leader.done("close_road", {}, 1, 1)


async def test_depths_are_kept_once_a_minute(hall: Hall, leader: Seat) -> None:
    await measure(hall, 1, 2)
    for depth_cm in (3, 4):
        hall.later(seconds=10)
        await hall.hears("measure_low_point", MeasureLowPoint(depth_cm=depth_cm, rising_cm_per_10min=0.0), 1)
    history = (await leader.get(routes.DEPTH_HISTORY.format(id=1))).json()
    assert [sample["depth_cm"] for sample in history] == [1, 2]


async def test_rain_is_told_where_it_changed_and_kept_as_a_mean(hall: Hall, leader: Seat) -> None:
    def reading(north: float, south: float) -> MeasureRain:
        rows = {f"{NORTH}001": north, f"{SOUTH}001": south}
        return MeasureRain(
            rain=tuple(Rain(area_code=code, rate_mm_per_h=rate, hour_mm=rate / 2) for code, rate in rows.items())
        )

    before = hall.core.hub.seq
    await hall.hears("measure_rain", reading(10, 20))
    assert hall.core.hub.seq == before + 2
    hall.later(minutes=1)
    await hall.hears("measure_rain", reading(10, 40))
    assert hall.core.hub.seq == before + 3
    rain = {row.area_code: row.rate_mm_per_h for row in (await hall.snapshot(leader)).rain}
    assert rain == {f"{NORTH}001": 10, f"{SOUTH}001": 40}
    history = (await leader.get(routes.RAIN_HISTORY)).json()
    assert [(row["rate_mm_per_h"], row["hour_mm"]) for row in history] == [(15, 7.5), (25, 12.5)]


async def test_a_graver_warning_takes_the_place_of_the_former(hall: Hall, leader: Seat) -> None:
    for level in (Level.YELLOW, Level.RED):
        hall.later(minutes=10)
        issued = IssueWarning(type_code="02", level=level, title="暴雨", title_gloss="Rainstorm", area_code=CITY)
        last = await hall.hears("issue_warning", issued)
    active = [w for w in (await hall.snapshot(leader)).warnings if w.lifted_utc is None]
    assert [w.level for w in active] == [Level.RED]
    await hall.hears("lift_warning", order_bodies.Note(), last.id)
    assert all(w.lifted_utc for w in (await hall.snapshot(leader)).warnings)


async def test_an_alarm_is_owned_and_then_closed(hall: Hall, leader: Seat) -> None:
    hall.locate(1, 30.5512, 112.3034)
    first = await hall.hears("raise_sos", order_bodies.RaiseSos(unit_id=1))
    again = await hall.hears("raise_sos", order_bodies.RaiseSos(unit_id=1))
    assert again.id == first.id
    (alarm,) = await alarms(hall, leader)
    assert (alarm.kind, alarm.level, alarm.unit_id) == (AlarmKind.SOS, Level.RED, 1)
    assert alarm.place is not None
    assert (round(alarm.place.lat_deg, 6), round(alarm.place.lon_deg, 6)) == (30.5512, 112.3034)
    assert await leader.refused("close_alarm", {"verdict": "true"}, alarm.id, 1) == (409, "alarm_unowned")
    version = await leader.done("claim_alarm", {}, alarm.id, 1)
    assert await leader.refused("claim_alarm", {}, alarm.id, version) == (409, "alarm_owned")
    hall.later(minutes=3)
    await leader.done("close_alarm", {"verdict": "false", "note": "by mistake"}, alarm.id, version)
    (alarm,) = await alarms(hall, leader)
    assert (alarm.verdict, alarm.closed_utc) == (Verdict.FALSE, MONDAY + timedelta(minutes=3))
    pressed = await hall.hears("raise_sos", order_bodies.RaiseSos(unit_id=1))
    assert pressed.id != alarm.id


async def test_only_who_owns_an_sos_closes_it_and_a_leader_takes_it_over_first(hall: Hall, leader: Seat) -> None:
    alarm_id = await leader.done("raise_sos", {"unit_id": 1})
    mine, other = await hall.seat(Role.DISPATCHER), await hall.seat(Role.DISPATCHER)
    version = await mine.done("claim_alarm", {}, alarm_id, 1)
    for seat in (other, leader):
        assert await seat.refused("close_alarm", {"verdict": "true"}, alarm_id, version) == (403, "alarm_not_yours")
    assert await other.refused("claim_alarm", {}, alarm_id, version) == (409, "alarm_owned")
    version = await leader.done("claim_alarm", {}, alarm_id, version)
    assert await mine.refused("close_alarm", {"verdict": "true"}, alarm_id, version) == (403, "alarm_not_yours")
    await leader.done("close_alarm", {"verdict": "true"}, alarm_id, version)
    (alarm,) = await alarms(hall, leader)
    assert alarm.verdict is Verdict.TRUE


async def test_an_sos_without_a_position_has_none(hall: Hall, leader: Seat) -> None:
    await leader.done("raise_sos", {"unit_id": 1})
    (alarm,) = await alarms(hall, leader)
    assert (alarm.place, alarm.area_code) == (None, NORTH)
