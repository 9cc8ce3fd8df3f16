"""A city that is made by hand holds all that its areas reach, and what was mistyped in them is mended."""

from __future__ import annotations

from collections.abc import AsyncIterator

import msgspec
import pytest
import pytest_asyncio

from app.api import routes
from app.api.frames import Reference
from app.domain.areas import Area, AreaLevel
from app.domain.duty import City, Role
from app.domain.outlines import decode_outlines
from tests.two_streets import CITY, NORTH, SOUTH, Hall, Seat, open_hall

TOWN, STREET, FAR_STREET = "320506", "320506001", "320506002"
CASE = {"category_code": "E0506", "source": "seat"}
SQUARE = [[31.5, 120.6], [31.5, 120.7], [31.6, 120.7], [31.6, 120.6]]


@pytest_asyncio.fixture
async def empty(database_url: str) -> AsyncIterator[Hall]:
    async with open_hall(database_url, empty=True) as running:
        yield running


@pytest_asyncio.fixture
async def admin(empty: Hall) -> Seat:
    seat = await empty.seat(Role.ADMIN, "")
    await seat.done("create_area", {"code": TOWN, "name": "吴中", "lat_deg": 31.26, "lon_deg": 120.63})
    return seat


async def _known(seat: Seat) -> tuple[City, dict[str, Area]]:
    reference = msgspec.json.decode((await seat.get(routes.REFERENCE)).content, type=Reference)
    return reference.city, {area.code: area for area in reference.areas}


def _corners(city: City) -> list[float]:
    return [*city.south_west, *city.north_east]


async def test_the_city_grows_by_what_an_area_draws_or_stands_for(admin: Seat) -> None:
    city, _ = await _known(admin)
    assert _corners(city) == pytest.approx([31.06, 120.43, 31.46, 120.83])
    await admin.done("create_area", {"code": STREET, "name": "北街", "outline": SQUARE})
    city, _ = await _known(admin)
    assert _corners(city) == pytest.approx([31.06, 120.43, 31.6, 120.83])
    await admin.done("create_area", {"code": FAR_STREET, "name": "东街", "lat_deg": 31.2, "lon_deg": 121.0})
    city, _ = await _known(admin)
    assert _corners(city) == pytest.approx([31.0, 120.43, 31.6, 121.2])
    # What the server takes there is the city's for a console too.
    for lat_deg, lon_deg in ((31.59, 120.65), (31.1, 121.15)):
        await admin.done("open_case", {**CASE, "lat_deg": lat_deg, "lon_deg": lon_deg})
        assert city.holds(lat_deg, lon_deg)


async def test_a_city_that_is_drawn_reaches_no_farther_than_what_is_drawn(empty: Hall) -> None:
    admin = await empty.seat(Role.ADMIN, "")
    await admin.done("create_area", {"code": TOWN, "name": "吴中", "outline": SQUARE})
    await admin.done("create_area", {"code": STREET, "name": "北街"})
    assert _corners((await _known(admin))[0]) == pytest.approx([31.5, 120.6, 31.6, 120.7])


async def test_a_mistyped_city_gets_its_name_and_place(admin: Seat) -> None:
    first = (await admin.get(routes.REFERENCE)).headers["etag"]
    await admin.done("create_area", {"code": STREET, "name": "北街"})
    await admin.done("change_area", {"code": TOWN, "name": " 吴江 ", "lat_deg": 31.16, "lon_deg": 120.64})
    city, areas = await _known(admin)
    assert (city.name, city.gloss, city.title, city.title_gloss) == ("吴江",) * 4
    assert (areas[TOWN].name, areas[TOWN].lat_deg, areas[TOWN].lon_deg) == ("吴江", 31.16, 120.64)
    assert (await admin.get(routes.REFERENCE)).headers["etag"] != first
    # The street had taken over the former place; mended too, the bounds let go of it.
    await admin.done("change_area", {"code": STREET, "gloss": "North Street", "lat_deg": 31.16, "lon_deg": 120.64})
    city, areas = await _known(admin)
    assert (areas[STREET].name, areas[STREET].gloss) == ("北街", "North Street")
    assert _corners(city) == pytest.approx([30.96, 120.44, 31.36, 120.84])
    await admin.done("change_area", {"code": STREET, "name": "南街"})
    assert (await _known(admin))[1][STREET].gloss == "North Street"


async def test_an_outline_is_drawn_anew_or_taken_away(admin: Seat) -> None:
    await admin.done("create_area", {"code": STREET, "name": "北街", "outline": SQUARE})
    await admin.done("create_area", {"code": FAR_STREET, "name": "东街", "outline": SQUARE})
    moved = [[lat - 0.3, lon] for lat, lon in SQUARE]
    await admin.done("change_area", {"code": STREET, "outline": moved})
    drawn = decode_outlines((await admin.get(routes.OUTLINES)).content)
    assert drawn.find(AreaLevel.STREET, 31.25, 120.65) == STREET
    assert drawn.find(AreaLevel.STREET, 31.55, 120.65) == FAR_STREET
    city, areas = await _known(admin)
    assert (areas[STREET].lat_deg, areas[STREET].lon_deg) == pytest.approx((31.25, 120.65))
    await admin.done("change_area", {"code": FAR_STREET, "outline": [], "lat_deg": 31.26, "lon_deg": 120.63})
    drawn = decode_outlines((await admin.get(routes.OUTLINES)).content)
    assert drawn.find(AreaLevel.STREET, 31.55, 120.65) is None
    assert drawn.find(AreaLevel.STREET, 31.25, 120.65) == STREET
    city, _ = await _known(admin)
    assert _corners(city) == pytest.approx([31.06, 120.43, 31.46, 120.83])


async def test_a_change_that_makes_no_sense_changes_nothing(hall: Hall) -> None:
    admin = await hall.seat(Role.ADMIN)
    before = await _known(admin)
    for body, answer in (
        ({"code": "99"}, (422, "area_code")),
        ({"code": "990106777"}, (422, "area_unknown")),
        ({"code": NORTH, "name": "  "}, (422, "name_needed")),
        ({"code": NORTH, "lat_deg": 91.0, "lon_deg": 0.0}, (422, "place_invalid")),
        ({"code": NORTH, "outline": SQUARE[:2]}, (422, "place_invalid")),
    ):
        assert await admin.refused("change_area", body) == answer
    north = await hall.seat(Role.ADMIN, NORTH)
    for code in (SOUTH, CITY):
        assert await north.refused("change_area", {"code": code, "name": "x"}) == (403, "outside_area")
    leader = await hall.seat(Role.LEADER)
    assert (await leader.refused("change_area", {"code": NORTH, "name": "x"}))[0] == 403
    assert await _known(admin) == before
    await north.done("change_area", {"code": NORTH, "name": "北一"})
    city, areas = await _known(admin)
    assert (city, areas[NORTH].name) == (before[0], "北一")
    await north.done("change_area", {"code": NORTH, "lat_deg": 30.556, "lon_deg": 112.306})
    assert (await _known(admin))[0] == before[0]
