"""A seat of one sub-district learns nothing of another one, by any route or by the feed; and an empty city answers."""

from __future__ import annotations

import asyncio
from typing import Any

import msgspec
import pytest

from app.api import routes
from app.backend import facilities
from app.backend.alarms import IssueWarning
from app.backend.facilities import MeasureLowPoint
from app.backend.past.cities import keep_first
from app.domain.areas import AreaLevel
from app.domain.component_points import decode_components
from app.domain.duty import Role
from app.domain.levels import Level
from app.domain.outlines import decode_outlines
from tests.backend_server import GATEWAY_TOKEN
from tests.two_streets import CITY, IN_NORTH, IN_SOUTH, NORTH, OFFICER, SOUTH, SOUTH_OFFICER, Hall, Seat, open_hall

CASE = {"category_code": "E0506", "source": "seat"}


async def test_the_feed_of_a_street_holds_only_that_street(hall: Hall, leader: Seat) -> None:
    north = await hall.seat(Role.DISPATCHER, NORTH)
    await leader.done("open_case", {**CASE, **IN_SOUTH})
    await leader.done("raise_sos", {"unit_id": SOUTH_OFFICER})
    await leader.done("send_message", {"text": "x", "unit_id": SOUTH_OFFICER})
    await hall.hears("measure_low_point", MeasureLowPoint(depth_cm=30, rising_cm_per_10min=0), 2)
    await leader.done("open_case", {**CASE, **IN_NORTH})
    events = await north.feed(lambda _kind, data: data.get("type") == "case_opened", f"{hall.core.hub.epoch}:0")
    assert [data["type"] for kind, data in events if kind == "change"] == ["case_opened"]
    seen = await hall.snapshot(north)
    for things in (seen.units, seen.talkgroups, seen.messages, seen.cases, seen.cameras, seen.low_points, seen.alarms):
        assert all(thing.area_code.startswith(NORTH) for thing in things)
    assert (len(seen.units), len(seen.cases), len(seen.cameras), len(seen.low_points)) == (4, 1, 1, 1)
    assert (len(seen.messages), len(seen.alarms)) == (0, 0)


async def test_what_concerns_the_whole_city_reaches_every_street(hall: Hall, leader: Seat) -> None:
    north = await hall.seat(Role.DISPATCHER, NORTH)
    warning = IssueWarning(type_code="02", level=Level.RED, title="暴雨", title_gloss="Rainstorm", area_code=CITY)
    await hall.hears("issue_warning", warning)
    await leader.done("start_plan", {"template_id": "flood", "level": "blue"})
    seen = await hall.snapshot(north)
    assert (len(seen.warnings), len(seen.plan_runs)) == (1, 1)


def _named(run: dict[str, Any]) -> tuple[set[int], int]:
    """The units that a run's tasks name, and how many tasks it says are elsewhere."""
    return {task["unit_id"] for task in run["tasks"]}, run["tasks_elsewhere"]


async def test_a_street_is_told_its_own_tasks_of_the_citys_plan_and_how_many_more_there_are(
    hall: Hall, leader: Seat
) -> None:
    await keep_first(hall.core)
    before = hall.core.hub.seq
    north = await hall.seat(Role.DISPATCHER, NORTH)
    hall.locate(OFFICER, **IN_NORTH)
    hall.locate(SOUTH_OFFICER, **IN_SOUTH)
    run_id = await leader.done("start_plan", {"template_id": "flood", "level": "red"})
    whole = next(iter((await hall.snapshot(leader)).plan_runs))
    own = {task.unit_id for task in whole.tasks} & {1, 2, 3, 4}
    others = sum(task.unit_id not in own for task in whole.tasks)
    assert whole.tasks_elsewhere == 0
    assert own
    assert others
    expected = (own, others)

    replayed = await north.feed(lambda _kind, data: data.get("noun") == "plan_runs", f"{hall.core.hub.epoch}:{before}")
    assert _named(replayed[-1][1]["thing"]) == expected
    reads = asyncio.Event()

    def ended(kind: str, data: Any) -> bool:
        if kind == "snapshot":
            reads.set()
        return data.get("type") == "plan_ended"

    live = asyncio.create_task(north.feed(ended))
    await reads.wait()
    await leader.done("end_plan", {}, run_id, whole.version)
    events = await live
    assert _named(events[0][1]["plan_runs"][0]) == expected
    assert _named(events[-1][1]["thing"]) == expected

    now = hall.core.clock.now_utc().isoformat()
    (past,) = (await north.get(routes.PAST_CITY, params={"at": now})).json()["plan_runs"]
    assert _named(past) == expected
    page = (await north.get(routes.PAST_EVENTS, params={"after": before, "to": now})).json()
    assert [_named(event["thing"]) for event in page["events"] if event["noun"] == "plan_runs"] == [expected] * 2
    (all_of_it,) = (await leader.get(routes.PAST_CITY, params={"at": now})).json()["plan_runs"]
    assert len(all_of_it["tasks"]) == len(whole.tasks)


async def test_no_route_shows_another_street(hall: Hall, leader: Seat) -> None:
    north = await hall.seat(Role.LEADER, NORTH)
    case_id = await leader.done("open_case", {**CASE, **IN_SOUTH})
    for path in (
        routes.CASE_HISTORY.format(id=case_id),
        routes.UNIT_TRACK.format(id=SOUTH_OFFICER),
        routes.DEPTH_HISTORY.format(id=2),
        routes.AREA_SUMMARY.format(code=SOUTH),
        routes.AREA_SUMMARY.format(code=CITY),
    ):
        answer = await north.get(path)
        assert (answer.status_code, answer.json()["code"]) == (404, "not_found"), path
    assert (await north.get(routes.CASES)).json() == []
    assert (await north.get(routes.CASES, params={"area": SOUTH})).json() == []
    preview = await north.get(routes.PLAN_PREVIEW.format(template_id="flood"), params={"level": "red"})
    assert {unit for row in preview.json()["rows"] for unit in row["unit_ids"]} <= {1, 2, 3, 4}


async def test_no_order_reaches_another_street(hall: Hall, leader: Seat) -> None:
    north = await hall.seat(Role.LEADER, NORTH)
    case_id = await leader.done("open_case", {**CASE, **IN_SOUTH})
    version = await leader.done("file_case", {"standard_id": "E0506-1"}, case_id, 1)
    own = await leader.done("open_case", {**CASE, **IN_NORTH})
    own_version = await leader.done("file_case", {"standard_id": "E0506-1"}, own, 1)
    seq = hall.core.hub.seq
    tries: list[tuple[str, dict[str, object], int | None, int]] = [
        ("open_case", {**CASE, **IN_SOUTH}, None, 0),
        ("dispatch_case", {"department_code": "D04"}, case_id, version),
        ("dispatch_case", {"department_code": "D04", "unit_id": SOUTH_OFFICER}, own, own_version),
        ("send_message", {"text": "x", "unit_id": SOUTH_OFFICER}, None, 0),
        ("send_message", {"text": "x", "talkgroup_id": 2}, None, 0),
        ("raise_sos", {"unit_id": SOUTH_OFFICER}, None, 0),
        ("close_road", {}, 2, 1),
    ]
    for name, body, thing_id, seen_version in tries:
        status, code = await north.refused(name, body, thing_id, seen_version)
        assert (status, code) in ((403, "outside_area"), (404, "not_found")), name
    assert hall.core.hub.seq == seq


async def test_outlines_and_components_are_cut_to_the_area(hall: Hall, leader: Seat) -> None:
    north = await hall.seat(Role.VIEWER, NORTH)
    whole = decode_outlines((await leader.get(routes.OUTLINES)).content)
    cut = decode_outlines((await north.get(routes.OUTLINES)).content)
    assert len(whole.level(AreaLevel.GRID).codes) == 2
    assert cut.find(AreaLevel.GRID, **IN_NORTH) == f"{NORTH}001001"
    assert cut.find(AreaLevel.STREET, **IN_SOUTH) is None
    assert cut.find(AreaLevel.CITY, **IN_SOUTH) == CITY
    assert len(decode_components((await leader.get(routes.COMPONENTS)).content).lat) == 4
    part = decode_components((await north.get(routes.COMPONENTS)).content)
    assert part.lat.tolist() == [305_550_000, 305_551_000]
    areas = {area["code"] for area in (await north.get(routes.REFERENCE)).json()["areas"]}
    assert areas == {CITY, NORTH, f"{NORTH}001", f"{NORTH}001001"}


async def test_a_seat_of_the_whole_city_gets_the_components_as_they_are_kept(
    hall: Hall, leader: Seat, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delattr(facilities, "decode_components")
    assert (await leader.get(routes.COMPONENTS)).status_code == 200


async def test_unchanged_bodies_are_not_sent_again(hall: Hall, leader: Seat) -> None:
    north = await hall.seat(Role.VIEWER, NORTH)
    for path in (routes.REFERENCE, routes.OUTLINES, routes.COMPONENTS):
        first = await leader.get(path)
        etag = first.headers["etag"]
        again = await leader.get(path, headers={"If-None-Match": etag})
        assert (again.status_code, again.content) == (304, b"")
        other = await north.get(path, headers={"If-None-Match": etag})
        assert other.status_code == 200, path


async def test_an_area_in_figures(hall: Hall, leader: Seat) -> None:
    await leader.done("open_case", {**CASE, **IN_NORTH})
    summary = (await leader.get(routes.AREA_SUMMARY.format(code=NORTH))).json()
    assert (summary["units"], summary["units_on_duty"], summary["open_cases"], summary["low_points"]) == (4, 4, 1, 1)


async def test_a_track_is_what_was_heard(hall: Hall, leader: Seat) -> None:
    for step in range(3):
        hall.later(minutes=10)
        hall.locate(1, 30.555 + step / 1e4, 112.305)
    track = (await leader.get(routes.UNIT_TRACK.format(id=1), params={"minutes": 15})).json()
    assert [round(point["lat_deg"], 4) for point in track] == [30.5551, 30.5552]


async def test_a_new_unit_can_be_heard_at_once(hall: Hall) -> None:
    admin = await hall.seat(Role.ADMIN)
    body = {
        "callsign": "N-9", "kind": "officer", "name": "新", "gloss": "", "area_code": NORTH, "department_code": "D01",
    }  # fmt: skip
    unit_id = await admin.done("create_unit", body)
    hall.locate(unit_id, **IN_NORTH)
    assert hall.core.positions.place(unit_id) is not None
    assert await admin.refused("create_unit", body) == (409, "already_exists")
    assert await admin.refused("create_unit", {**body, "kind": "tank"}) == (422, "unit_kind_unknown")
    assert await admin.refused("create_unit", {**body, "area_code": "99"}) == (422, "area_unknown")


async def test_an_empty_city_answers_every_read(database_url: str) -> None:
    async with open_hall(database_url, empty=True) as hall:
        admin = await hall.seat(Role.ADMIN, "")
        assert decode_outlines((await admin.get(routes.OUTLINES)).content).levels
        assert len(decode_components((await admin.get(routes.COMPONENTS)).content).lat) == 0
        assert (await admin.get(routes.MAP_BASE)).json() == {}
        assert (await admin.get(routes.CASES)).json() == []
        assert (await admin.get(routes.RAIN_HISTORY)).json() == []
        assert (await admin.get(routes.REFERENCE)).json()["code"] == "no_city"
        assert (await admin.get(routes.CASE_HISTORY.format(id=1))).status_code == 404
        assert (await admin.get(routes.UNIT_TRACK.format(id=1))).status_code == 404
        assert (await admin.get(routes.AREA_SUMMARY.format(code=CITY))).status_code == 404
        preview = await admin.get(routes.PLAN_PREVIEW.format(template_id="flood"), params={"level": "red"})
        assert preview.json()["unit_count"] == 0
        seen = await hall.snapshot(admin)
        assert msgspec.to_builtins(seen)["units"] == ()
        assert await admin.refused("open_case", {**CASE, **IN_NORTH}) == (409, "no_city")


async def test_an_empty_server_becomes_a_city_whose_phone_moves_a_unit(database_url: str) -> None:
    async with open_hall(database_url, empty=True) as hall:
        admin = await hall.seat(Role.ADMIN, "")
        street = {"code": "320506001", "name": "北街街道"}
        assert await admin.refused("create_area", street) == (422, "area_unknown")
        assert await admin.refused("create_area", {"code": "320506", "name": "吴中"}) == (422, "place_needed")
        for code in ("3205", "32050６", "320506a01"):
            assert await admin.refused("create_area", {**street, "code": code}) == (422, "area_code")
        await admin.done("create_area", {"code": "320506", "name": "吴中", "lat_deg": 31.26, "lon_deg": 120.63})
        assert await admin.refused("create_area", {"code": "320507", "name": "x"}) == (409, "city_exists")
        first = await admin.get(routes.REFERENCE)
        corners = [[31.2, 120.6], [31.2, 120.7], [31.3, 120.7], [31.3, 120.6]]
        assert await admin.refused("create_area", {**street, "outline": corners[:2]}) == (422, "place_invalid")
        await admin.done("create_area", {**street, "outline": corners})
        assert await admin.refused("create_area", street) == (409, "already_exists")
        known = await admin.get(routes.REFERENCE, headers={"If-None-Match": first.headers["etag"]})
        assert {area["code"] for area in known.json()["areas"]} == {"320506", "320506001"}
        drawn = decode_outlines((await admin.get(routes.OUTLINES)).content)
        assert drawn.find(AreaLevel.STREET, 31.25, 120.65) == "320506001"
        unit_id = await admin.done("create_unit", {
            "callsign": "A-001", "kind": "officer", "name": "王芳", "gloss": "", "area_code": "320506001",
            "department_code": "D01",
        })  # fmt: skip
        assert await admin.refused("change_unit_status", {"status": "on_scene"}, unit_id, 1) == (
            422,
            "unit_status_unfit",
        )
        await admin.done("change_unit_status", {"status": "available"}, unit_id, 1)
        fix = {"id": "phone", "lat": 31.25, "lon": 120.65}
        assert (await hall.client.get("/gateways/osmand", params={**fix, "token": GATEWAY_TOKEN})).status_code == 200
        ((device,),) = [(await admin.get(routes.DEVICES)).json()]
        await admin.done("adopt_device", {"unit_id": unit_id}, device["id"], device["version"])
        assert (await hall.client.get("/gateways/osmand", params={**fix, "token": GATEWAY_TOKEN})).status_code == 200
        assert hall.core.positions.place(unit_id) is not None
        case_id = await admin.done("open_case", {**CASE, "lat_deg": 31.25, "lon_deg": 120.65})
        version = await admin.done("file_case", {"standard_id": "E0506-1"}, case_id, 1)
        await admin.done("dispatch_case", {"department_code": "D04", "unit_id": unit_id}, case_id, version)
        # Elsewhere in the city, where nobody has drawn anything.
        await admin.done("open_case", {**CASE, "lat_deg": 31.4, "lon_deg": 120.63})
        leader = await hall.seat(Role.LEADER, "320506")
        assert (await leader.refused("create_area", street))[0] == 403
