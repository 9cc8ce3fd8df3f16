"""The whole loop of a case over HTTP: what each order does to the case, the unit and the feed, and what is refused."""

from __future__ import annotations

from datetime import timedelta

import msgspec

from app.api import order_bodies, routes
from app.backend.actors import SIMULATION
from app.domain.cases import AssignmentState, Case, CaseSource, CaseStage
from app.domain.units import UnitStatus
from tests.two_streets import IN_NORTH, MONDAY, OFFICER, SECOND_OFFICER, Hall, Seat

FLOOD = {"category_code": "E0506", "source": "hotline_12319", "address": "中山路", **IN_NORTH}


async def case_of(hall: Hall, case_id: int) -> Case:
    async with hall.core.orders.batch(SIMULATION) as batch:
        found = await batch.tx.find(Case, case_id)
    assert found is not None
    return found


async def status_of(hall: Hall, leader: Seat, unit_id: int) -> tuple[UnitStatus, int | None]:
    unit = next(unit for unit in (await hall.snapshot(leader)).units if unit.id == unit_id)
    return unit.status, unit.case_id


async def dispatched(leader: Seat, unit_id: int | None = OFFICER) -> tuple[int, int]:
    """A case on its way: its id and version."""
    case_id = await leader.done("open_case", {**FLOOD, "source": "seat"})
    version = await leader.done("file_case", {"standard_id": "E0506-1"}, case_id, 1)
    body = {"department_code": "D04", "unit_id": unit_id}
    return case_id, await leader.done("dispatch_case", body, case_id, version)


async def test_the_whole_loop(hall: Hall, leader: Seat) -> None:
    case_id = await leader.done("open_case", FLOOD)
    steps: list[tuple[str, dict[str, object]]] = [
        ("register_case", {}),
        ("file_case", {"standard_id": "E0506-1"}),
        ("dispatch_case", {"department_code": "D04", "unit_id": OFFICER, "note": "快"}),
        ("accept_case", {}),
        ("arrive_case", {"note": "30 cm"}),
        ("finish_case", {}),
        ("verify_case", {"passed": True}),
        ("close_case", {}),
    ]
    version = 1
    for name, body in steps:
        hall.later(minutes=1)
        version = await leader.done(name, body, case_id, version)
    case = await case_of(hall, case_id)
    assert (case.stage, case.on_time, case.number) == (CaseStage.CLOSED, True, "26070600001")
    assert case.assignment is not None
    assert (case.assignment.state, case.assignment.unit_id) == (AssignmentState.FINISHED, OFFICER)
    assert case.handling_due_utc == MONDAY + timedelta(minutes=3, hours=2)
    assert await status_of(hall, leader, OFFICER) == (UnitStatus.AVAILABLE, None)

    history = (await leader.get(routes.CASE_HISTORY.format(id=case_id))).json()
    orders = ["open", "register", "file", "dispatch", "accept", "arrive", "finish", "verify", "close"]
    assert [entry["order"] for entry in history] == orders
    assert "U-1" in history[3]["note"]
    assert "快" in history[3]["note"]
    ended = (await leader.get(routes.CASES, params={"ended": "true"})).json()
    assert [one["id"] for one in ended] == [case_id]
    assert (await leader.get(routes.CASES)).json() == []


async def test_the_unit_follows_its_case(hall: Hall, leader: Seat) -> None:
    case_id, version = await dispatched(leader)
    assert await status_of(hall, leader, OFFICER) == (UnitStatus.EN_ROUTE, case_id)
    version = await leader.done("accept_case", {}, case_id, version)
    version = await leader.done("arrive_case", {}, case_id, version)
    assert await status_of(hall, leader, OFFICER) == (UnitStatus.ON_SCENE, case_id)
    other = {"department_code": "D04", "unit_id": SECOND_OFFICER}
    await leader.done("dispatch_case", other, case_id, version)
    assert await status_of(hall, leader, OFFICER) == (UnitStatus.AVAILABLE, None)
    assert await status_of(hall, leader, SECOND_OFFICER) == (UnitStatus.EN_ROUTE, case_id)


async def test_a_void_case_lets_its_unit_go(hall: Hall, leader: Seat) -> None:
    case_id, version = await dispatched(leader)
    await leader.done("void_case", {"reason": "twice"}, case_id, version)
    assert await status_of(hall, leader, OFFICER) == (UnitStatus.AVAILABLE, None)


async def test_an_engaged_unit_is_not_sent_twice(hall: Hall, leader: Seat) -> None:
    await dispatched(leader)
    case_id, version = await dispatched(leader, None)
    body = {"department_code": "D04", "unit_id": OFFICER}
    assert await leader.refused("dispatch_case", body, case_id, version) == (409, "unit_engaged")


async def test_orders_out_of_turn_are_refused_and_change_nothing(hall: Hall, leader: Seat) -> None:
    case_id = await leader.done("open_case", FLOOD)
    seq = hall.core.hub.seq
    for name, body, expected in (
        ("file_case", {"standard_id": "E0506-1"}, (409, "case_order_not_allowed")),
        ("dispatch_case", {"department_code": "D04"}, (409, "case_order_not_allowed")),
        ("close_case", {}, (409, "case_order_not_allowed")),
        ("void_case", {"reason": " "}, (422, "reason_required")),
        ("urge_case", {}, None),
    ):
        if expected:
            assert await leader.refused(name, body, case_id, 1) == expected
    assert hall.core.hub.seq == seq
    assert (await case_of(hall, case_id)).version == 1


async def test_unknown_codes_are_named(leader: Seat) -> None:
    answer = await leader.order("open_case", {**FLOOD, "category_code": "E9999"})
    assert (answer.status_code, answer.json()["code"]) == (422, "category_unknown")
    case_id = await leader.done("open_case", {**FLOOD, "source": "seat"})
    assert await leader.refused("file_case", {"standard_id": "E0110-1"}, case_id, 1) == (422, "standard_unknown")
    version = await leader.done("file_case", {"standard_id": "E0506-1"}, case_id, 1)
    assert await leader.refused("dispatch_case", {"department_code": "D99"}, case_id, version) == (
        422,
        "department_unknown",
    )


async def test_a_place_outside_the_city_is_refused(leader: Seat) -> None:
    answer = await leader.order("open_case", {**FLOOD, "lat_deg": 31.0})
    assert (answer.status_code, answer.json()["code"]) == (422, "outside_city")


async def test_a_similar_case_is_named(hall: Hall, leader: Seat) -> None:
    first = await leader.done("open_case", FLOOD)
    second = await leader.done("open_case", FLOOD)
    assert (await case_of(hall, second)).similar_to == first
    hall.later(hours=25)
    third = await leader.done("open_case", FLOOD)
    assert (await case_of(hall, third)).similar_to is None


async def test_numbers_begin_anew_with_the_local_day(hall: Hall, leader: Seat) -> None:
    assert (await case_of(hall, await leader.done("open_case", FLOOD))).number == "26070600001"
    assert (await case_of(hall, await leader.done("open_case", FLOOD))).number == "26070600002"
    hall.later(hours=14)  # 16:00 UTC is midnight in the city
    assert (await case_of(hall, await leader.done("open_case", FLOOD))).number == "26070700001"


async def test_a_clash_shows_the_present_state(leader: Seat) -> None:
    case_id, version = await dispatched(leader)
    await leader.done("urge_case", {}, case_id, version)
    answer = await leader.order("accept_case", {}, case_id, version)
    assert (answer.status_code, answer.json()["code"]) == (409, "version_clash")
    assert msgspec.convert(answer.json()["current"], Case).version == version + 1


async def test_a_repeated_key_opens_one_case(leader: Seat) -> None:
    first = await leader.order("open_case", FLOOD, key="same")
    again = await leader.order("open_case", FLOOD, key="same")
    assert first.json() == again.json()
    assert len((await leader.get(routes.CASES)).json()) == 1


async def test_failed_check_goes_back_to_the_department(hall: Hall, leader: Seat) -> None:
    case_id, version = await dispatched(leader)
    version = await leader.done("finish_case", {}, case_id, version)
    await leader.done("verify_case", {"passed": False, "note": "not dry"}, case_id, version)
    case = await case_of(hall, case_id)
    assert case.assignment is not None
    assert (case.stage, case.rework_count) == (CaseStage.HANDLING, 1)
    assert (case.assignment.department_code, case.assignment.unit_id) == ("D04", None)


async def test_the_field_signs_with_its_callsign(hall: Hall, leader: Seat) -> None:
    case_id, _version = await dispatched(leader)
    await hall.hears("accept_case", order_bodies.Note(), case_id)
    history = (await leader.get(routes.CASE_HISTORY.format(id=case_id))).json()
    assert history[-1]["actor"] == "U-1"


async def test_what_came_to_the_hall_by_itself_bears_no_account_of_the_backend(hall: Hall, leader: Seat) -> None:
    body = order_bodies.OpenCase(category_code="E0506", source=CaseSource.HOTLINE_12319, description="x", **IN_NORTH)
    receipt = await hall.hears("open_case", body)
    (opened,) = (await leader.get(routes.CASE_HISTORY.format(id=receipt.id))).json()
    assert (opened["actor"], opened["seat"], opened["note"]) == ("", "", "x")


async def test_the_feed_tells_it_in_order(hall: Hall, leader: Seat) -> None:
    case_id, _version = await dispatched(leader)
    wanted = f"{hall.core.hub.epoch}:0"
    events = await leader.feed(lambda _kind, data: data.get("type") == "case_dispatched", wanted)
    told = [data["type"] for kind, data in events if kind == "change"]
    assert told == ["case_opened", "case_filed", "unit_status_changed", "case_dispatched"]
    assert events[-1][1]["thing"]["id"] == case_id
