"""What an admin may do, and where: accounts, passwords and units of the own area and below, and of no other."""

from __future__ import annotations

from typing import Any

import pytest

from app.api import routes
from app.domain.duty import Role
from tests.logwatch import LogWatch
from tests.two_streets import CITY, NORTH, SOUTH, Hall, Seat

PASSWORD = "hunter22-and-more"


def account(login: str, role: Role, area_code: str) -> dict[str, Any]:
    return {
        "login": login, "name": login, "gloss": "", "role": role, "area_code": area_code, "seat": "W1",
        "password": PASSWORD,
    }  # fmt: skip


def unit(callsign: str, area_code: str) -> dict[str, Any]:
    return {
        "callsign": callsign, "kind": "officer", "name": "某人", "gloss": "", "area_code": area_code,
        "department_code": "D01",
    }  # fmt: skip


async def versions(seat: Seat) -> dict[str, tuple[int, int]]:
    """Login → (id, version) of every account that a seat is told of."""
    return {one["login"]: (one["id"], one["version"]) for one in (await seat.get(routes.ACCOUNTS)).json()}


async def test_an_admin_of_one_street_rules_its_accounts_and_no_others(hall: Hall) -> None:
    city, north = await hall.seat(Role.ADMIN, CITY), await hall.seat(Role.ADMIN, NORTH)
    await city.done("create_account", account("of-the-city", Role.ADMIN, CITY))
    await city.done("create_account", account("south-wall", Role.VIEWER, SOUTH))
    await city.done("create_account", account("north-wall", Role.VIEWER, NORTH))
    everyone = await versions(city)
    assert {"of-the-city", "south-wall"}.isdisjoint(await versions(north))
    for login in ("of-the-city", "south-wall", "seat-0"):
        thing_id, version = everyone[login]
        refused = await north.refused("set_password", {"password": "taken over by north"}, thing_id, version)
        assert refused == (403, "outside_area"), login
    await north.done("set_password", {"password": "a new one for north"}, *everyone["north-wall"])
    for area_code in (CITY, SOUTH, ""):
        refused = await north.refused("create_account", account("spy", Role.VIEWER, area_code))
        assert refused == (403, "outside_area"), area_code
    await north.done("create_account", account("north-desk", Role.DISPATCHER, NORTH))
    assert (await versions(city))["of-the-city"] == everyone["of-the-city"]


async def test_a_new_account_signs_in_and_a_new_password_ends_its_sign_ins(hall: Hall, expected_log: LogWatch) -> None:
    expected_log.expect("failed sign-in as 'wall'")
    admin = await hall.seat(Role.ADMIN)
    made = await admin.done("create_account", account("wall", Role.VIEWER, CITY))
    pair = {"login": "wall", "password": PASSWORD}
    wall = (await hall.client.post(routes.SIGN_IN, json=pair)).json()
    await admin.done("set_password", {"password": "quite another one"}, made, 1)
    renewed = await hall.client.post(routes.REFRESH, json={"refresh_token": wall["refresh_token"]})
    assert renewed.status_code == 401
    assert (await hall.client.post(routes.SIGN_IN, json=pair)).json()["code"] == "wrong_password"
    again = await hall.client.post(routes.SIGN_IN, json={**pair, "password": "quite another one"})
    assert again.status_code == 200


async def test_an_account_for_an_area_that_is_not_there_is_refused(hall: Hall) -> None:
    admin = await hall.seat(Role.ADMIN)
    for area_code in (f"{CITY}009", f"{CITY}x"):
        refused = await admin.refused("create_account", account("lost", Role.VIEWER, area_code))
        assert refused == (422, "area_unknown")


@pytest.mark.parametrize("callsign", ["", "  "])
async def test_a_unit_needs_a_callsign(hall: Hall, callsign: str) -> None:
    admin = await hall.seat(Role.ADMIN)
    assert await admin.refused("create_unit", unit(callsign, NORTH)) == (422, "callsign_needed")


async def test_a_new_unit_belongs_to_the_own_area(hall: Hall) -> None:
    north = await hall.seat(Role.ADMIN, NORTH)
    assert await north.refused("create_unit", unit("Stray", SOUTH)) == (403, "outside_area")
    made = await north.done("create_unit", unit(" Fresh ", NORTH))
    (fresh,) = [one for one in (await hall.snapshot(north)).units if one.id == made]
    assert fresh.callsign == "Fresh"
