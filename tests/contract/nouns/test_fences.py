"""Fences over HTTP and the feed: who may make them, and what becomes of a unit that goes where it may not."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import msgspec
import pytest
import pytest_asyncio
from sqlalchemy.exc import OperationalError

from app.backend.fence_watch import FenceWatch
from app.backend.fences import Breach
from app.backend.orders import Batch
from app.domain.alarms import Alarm, AlarmKind, Verdict
from app.domain.cases import CaseSource
from app.domain.duty import Role
from app.domain.fences import Fence, FenceRule
from app.domain.levels import Level
from app.domain.units import UnitKind
from tests.logwatch import LogWatch
from tests.two_streets import CITY, NORTH, OFFICER, PUMP_TRUCK, SOUTH_OFFICER, Hall, Seat

RING = [[30.552, 112.302], [30.552, 112.308], [30.558, 112.308], [30.558, 112.302]]
IN, OUT = (30.555, 112.305), (30.551, 112.305)
ZONE: dict[str, Any] = {
    "name": "老城", "rule": "keep_out", "points": RING, "area_code": NORTH, "level": "orange", "kinds": ["officer"],
}  # fmt: skip
ROUTE = {
    **ZONE, "name": "一号线", "rule": "route", "points": [[30.551, 112.301], [30.551, 112.309]], "kinds": [],
    "unit_ids": [PUMP_TRUCK], "level": "yellow",
}  # fmt: skip
FENCE_TERMS = {key: value for key, value in ZONE.items() if key not in ("rule", "area_code")}


@pytest_asyncio.fixture
async def watch(hall: Hall) -> AsyncIterator[FenceWatch]:
    yield FenceWatch(hall.core)


async def goes(
    hall: Hall, watch: FenceWatch, where: tuple[float, float], minutes: float = 1, unit: int = OFFICER
) -> None:
    """A fix every 30 s of city time, each looked at."""
    for _ in range(round(minutes * 2)):
        hall.later(seconds=30)
        hall.locate(unit, *where)
        await watch.look()


async def alarms(hall: Hall, seat: Seat) -> list[Alarm]:
    return list((await hall.snapshot(seat)).alarms)


async def fences(hall: Hall, seat: Seat) -> list[Fence]:
    return list((await hall.snapshot(seat)).fences)


async def test_a_fence_is_made_changed_and_closed_by_a_leader(hall: Hall, leader: Seat) -> None:
    made = await leader.done("create_fence", ZONE)
    (fence,) = await fences(hall, leader)
    assert (fence.id, fence.version, fence.made_by, fence.rule) == (made, 1, "leader", FenceRule.KEEP_OUT)
    assert fence.points == tuple(tuple(point) for point in RING)
    assert (fence.kinds, fence.corridor_m, fence.return_limit_min, fence.severe_after_min) == (
        (UnitKind.OFFICER,), 50.0, 10.0, 15.0,
    )  # fmt: skip
    terms = {**FENCE_TERMS, "level": "red", "from_min": 420, "to_min": 1140}
    assert await leader.done("change_fence", terms, made, 1) == 2
    assert await leader.refused("change_fence", terms, made, 1) == (409, "version_clash")
    assert await leader.refused("close_fence", {"reason": " "}, made, 2) == (422, "reason_required")
    await leader.done("close_fence", {"reason": "works ended"}, made, 2)
    (fence,) = await fences(hall, leader)
    assert (fence.level, fence.from_min, fence.to_min) == (Level.RED, 420, 1140)
    assert (fence.closed_by, fence.reason, fence.version) == ("leader", "works ended", 3)
    assert fence.closed_utc is not None
    assert await leader.refused("change_fence", terms, made, 3) == (409, "fence_closed")
    hall.later(hours=25)
    assert await fences(hall, leader) == [], "what ended a day ago is out of sight"


async def test_dispatchers_see_fences_and_do_not_make_them(hall: Hall, leader: Seat) -> None:
    dispatcher = await hall.seat(Role.DISPATCHER)
    assert (await dispatcher.refused("create_fence", ZONE))[0] == 403
    made = await leader.done("create_fence", ZONE)
    assert (await dispatcher.refused("close_fence", {"reason": "x"}, made, 1))[0] == 403
    assert [fence.id for fence in await fences(hall, dispatcher)] == [made]


async def test_a_seat_has_the_fences_of_its_own_area(hall: Hall, leader: Seat) -> None:
    north, south = await hall.seat(Role.LEADER, NORTH), await hall.seat(Role.LEADER, f"{CITY}002")
    made = await north.done("create_fence", ZONE)
    whole = await leader.done("create_fence", {**ZONE, "area_code": CITY})
    assert [fence.id for fence in await fences(hall, north)] == [made]
    assert await fences(hall, south) == []
    assert await south.refused("create_fence", ZONE) == (403, "outside_area")
    assert await south.refused("close_fence", {"reason": "x"}, made, 1) == (403, "outside_area")
    assert await north.refused("create_fence", {**ZONE, "area_code": CITY}) == (403, "outside_area")
    reaching = [*RING[:2], [30.545, 112.305]]
    assert await north.refused("create_fence", {**ZONE, "points": reaching}) == (403, "outside_area")
    assert await north.refused("create_fence", {**ZONE, "unit_ids": [SOUTH_OFFICER]}) == (403, "outside_area")
    assert await leader.refused("create_fence", {**ZONE, "area_code": f"{CITY}777"}) == (422, "area_unknown")
    await leader.done("close_fence", {"reason": "x"}, whole, 1)


async def test_a_fence_that_cannot_be_judged_is_refused(hall: Hall, leader: Seat) -> None:
    crossed = [RING[0], RING[2], RING[1], RING[3]]
    assert await leader.refused("create_fence", {**ZONE, "points": crossed}) == (422, "fence_crossed")
    assert await leader.refused("create_fence", {**ROUTE, "unit_ids": []}) == (422, "fence_units")
    assert await leader.refused("create_fence", {**ROUTE, "unit_ids": [999]}) == (404, "not_found")
    answer = await leader.order("create_fence", {**ZONE, "points": [[30.55, "x"]]})
    assert answer.status_code == 422


async def test_whoever_enters_is_told_of_once_and_is_forgiven_when_back_in_time(
    hall: Hall, leader: Seat, watch: FenceWatch
) -> None:
    made = await leader.done("create_fence", ZONE)
    await goes(hall, watch, OUT)
    await goes(hall, watch, IN, 4)
    (alarm,) = await alarms(hall, leader)
    assert (alarm.kind, alarm.level, alarm.unit_id, alarm.fence_id) == (
        AlarmKind.FENCE_ENTERED, Level.ORANGE, OFFICER, made,
    )  # fmt: skip
    assert (alarm.title, alarm.area_code, alarm.closed_utc) == ("U-1 老城", NORTH, None)
    assert (round(alarm.lat_deg, 6), round(alarm.lon_deg, 6)) == IN
    await goes(hall, watch, OUT)
    (alarm,) = await alarms(hall, leader)
    assert (alarm.verdict, alarm.owner) == (Verdict.TRUE, "")
    assert alarm.closed_utc is not None
    await goes(hall, watch, IN)
    assert len(await alarms(hall, leader)) == 2


async def test_a_truck_off_its_route_for_long_is_severe_and_stays_to_be_looked_at(
    hall: Hall, leader: Seat, watch: FenceWatch
) -> None:
    await leader.done("create_fence", ROUTE)
    on, off = (30.551, 112.304), (30.5516, 112.304)
    await goes(hall, watch, on, unit=PUMP_TRUCK)
    await goes(hall, watch, off, 14, unit=PUMP_TRUCK)
    (alarm,) = await alarms(hall, leader)
    assert (alarm.kind, alarm.level) == (AlarmKind.OFF_ROUTE, Level.YELLOW)
    await leader.done("claim_alarm", {}, alarm.id, alarm.version)
    await goes(hall, watch, off, 3, unit=PUMP_TRUCK)
    (alarm,) = await alarms(hall, leader)
    assert (alarm.level, alarm.owner) == (Level.ORANGE, "leader")
    await goes(hall, watch, on, 2, unit=PUMP_TRUCK)
    (alarm,) = await alarms(hall, leader)
    assert alarm.closed_utc is None


async def test_a_truck_that_the_hall_sends_to_a_case_may_leave_its_route(
    hall: Hall, leader: Seat, watch: FenceWatch
) -> None:
    await leader.done("create_fence", ROUTE)
    await goes(hall, watch, (30.551, 112.304), unit=PUMP_TRUCK)
    body = {"category_code": "E0101", "source": CaseSource.LEADER, "lat_deg": 30.555, "lon_deg": 112.305}
    case = await leader.done("open_case", body)
    version = 1
    for name, order in (("register_case", {}), ("file_case", {"standard_id": "E0101-1"})):
        version = await leader.done(name, order, case, version)
    await leader.done("dispatch_case", {"department_code": "D04", "unit_id": PUMP_TRUCK}, case, version)
    await goes(hall, watch, (30.555, 112.305), 2, unit=PUMP_TRUCK)
    assert [alarm for alarm in await alarms(hall, leader) if alarm.fence_id] == []


async def test_a_streets_fence_does_not_tell_of_another_streets_unit(
    hall: Hall, leader: Seat, watch: FenceWatch
) -> None:
    await leader.done("create_fence", ZONE)
    await goes(hall, watch, OUT, unit=SOUTH_OFFICER)
    await goes(hall, watch, IN, 2, unit=SOUTH_OFFICER)
    assert await alarms(hall, leader) == []
    naming = {**ZONE, "unit_ids": [OFFICER, SOUTH_OFFICER]}
    assert await leader.refused("create_fence", naming) == (403, "outside_area")
    await leader.done("create_fence", {**ZONE, "area_code": CITY})
    await goes(hall, watch, OUT, 2, unit=SOUTH_OFFICER)
    await goes(hall, watch, IN, 2, unit=SOUTH_OFFICER)
    assert [alarm.unit_id for alarm in await alarms(hall, leader)] == [SOUTH_OFFICER]


async def test_what_a_failing_database_did_not_take_is_told_later(
    hall: Hall, leader: Seat, watch: FenceWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    await leader.done("create_fence", ZONE)
    await goes(hall, watch, OUT)

    async def fails(_batch: Batch, *_order: object) -> None:
        raise OperationalError("INSERT", {}, Exception("database is locked"))

    with monkeypatch.context() as broken:
        broken.setattr(Batch, "give", fails)
        with pytest.raises(OperationalError):
            await goes(hall, watch, IN, 2)
    assert await alarms(hall, leader) == []
    await watch.look()
    assert [alarm.unit_id for alarm in await alarms(hall, leader)] == [OFFICER]


async def test_one_faulty_breach_does_not_lose_the_others(
    hall: Hall, leader: Seat, watch: FenceWatch, monkeypatch: pytest.MonkeyPatch, expected_log: LogWatch
) -> None:
    await leader.done("create_fence", {**ZONE, "kinds": []})
    give = Batch.give

    async def stumbles(batch: Batch, order: str, body: Breach, *more: int) -> object:
        if body.unit_id == OFFICER:
            raise ValueError(body.unit_id)
        return await give(batch, order, body, *more)

    monkeypatch.setattr(Batch, "give", stumbles)
    expected_log.expect("could not be told of")
    for where in (OUT, IN, IN):
        hall.later(seconds=30)
        hall.locate(OFFICER, *where)
        hall.locate(PUMP_TRUCK, *where)
        await watch.look()
    assert [alarm.unit_id for alarm in await alarms(hall, leader)] == [PUMP_TRUCK]


async def test_a_restarted_watch_neither_repeats_nor_forgets(hall: Hall, leader: Seat, watch: FenceWatch) -> None:
    await leader.done("create_fence", {**ZONE, "kinds": []})
    await goes(hall, watch, OUT)
    await goes(hall, watch, IN, 2)
    hall.locate(PUMP_TRUCK, *IN)
    again = FenceWatch(hall.core)
    await goes(hall, again, IN, 14)
    (alarm,) = await alarms(hall, leader)
    assert alarm.level is Level.RED, "the breach has lasted since before the restart"
    await goes(hall, again, IN, 2, unit=PUMP_TRUCK)
    assert len(await alarms(hall, leader)) == 1, "nobody saw the truck go in"


async def test_closing_a_fence_ends_its_alarms_and_its_watch(hall: Hall, leader: Seat, watch: FenceWatch) -> None:
    made = await leader.done("create_fence", ZONE)
    await goes(hall, watch, OUT)
    await goes(hall, watch, IN, 2)
    await leader.done("close_fence", {"reason": "dry"}, made, 1)
    await goes(hall, watch, OUT, 2)
    await goes(hall, watch, IN, 2)
    (alarm,) = await alarms(hall, leader)
    assert (alarm.verdict, alarm.owner, alarm.note) == (Verdict.TRUE, "leader", "dry")


async def test_every_change_of_a_fence_comes_on_the_feed(hall: Hall, leader: Seat) -> None:
    before = hall.core.hub.seq
    made = await leader.done("create_fence", ZONE)
    await leader.done("close_fence", {"reason": "x"}, made, 1)

    def ended(kind: str, data: Any) -> bool:
        return kind == "change" and data["type"] == "fence_closed"

    events = await leader.feed(ended, f"{hall.core.hub.epoch}:{before}")
    told = [data for kind, data in events if kind == "change"]
    assert [(data["type"], data["noun"]) for data in told] == [("fence_created", "fences"), ("fence_closed", "fences")]
    assert msgspec.convert(told[-1]["thing"], Fence).reason == "x"
