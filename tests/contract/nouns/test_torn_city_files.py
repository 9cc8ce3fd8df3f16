"""What a city keeps as files may be torn or odd: every other answer stays whole, and what is missing is said."""

from __future__ import annotations

import msgspec
import pytest
from sqlalchemy import select, text

from app.api import routes
from app.api.frames import Reference
from app.backend import areas
from app.backend.city_files import COMPONENTS_FILE, OUTLINES_FILE, keep_file
from app.backend.layers import LAYERS_FILE
from app.backend.tables import CityFileRow
from app.domain.component_points import decode_arrived
from app.domain.duty import Role
from app.domain.layers import LayerFaults, LayerKind
from tests.logwatch import LogWatch
from tests.two_streets import IN_NORTH, NORTH, Hall, Seat

_LAYER = {"id": "cases", "parent": "", "name": "案卷", "gloss": "Cases", "kind": "cases"}


async def keep(hall: Hall, name: str, body: bytes) -> None:
    async with hall.core.database.session() as session, session.begin():
        await keep_file(session, name, "application/octet-stream", body)


async def kept(hall: Hall, name: str) -> bytes:
    async with hall.core.database.session() as session:
        return await session.scalar(select(CityFileRow.body).where(CityFileRow.name == name)) or b""


async def reference_of(seat: Seat) -> Reference:
    answer = await seat.get(routes.REFERENCE)
    assert answer.status_code == 200
    return msgspec.json.decode(answer.content, type=Reference)


async def test_an_odd_row_of_the_layers_is_left_out_and_named(hall: Hall, leader: Seat) -> None:
    rows = [_LAYER, {**_LAYER, "id": "mars", "kind": "martian"}]
    await keep(hall, LAYERS_FILE, msgspec.json.encode({"layers": rows, "sets": []}))
    found = await reference_of(leader)
    assert [layer.id for layer in found.layers] == ["cases"]
    assert found.layer_faults == LayerFaults(left_out=("mars",))


async def test_a_torn_catalogue_of_layers_gives_the_usual_ones(
    hall: Hall, leader: Seat, expected_log: LogWatch
) -> None:
    expected_log.expect("own layers cannot be read")
    whole = msgspec.json.encode({"layers": [_LAYER] * 40, "sets": []})
    await keep(hall, LAYERS_FILE, whole[: len(whole) // 2])
    found = await reference_of(leader)
    assert found.layer_faults == LayerFaults(torn=True)
    assert {LayerKind.UNITS, LayerKind.CASES, LayerKind.AREAS, LayerKind.BASE} <= {one.kind for one in found.layers}


async def test_an_area_of_no_level_is_left_out_and_the_rest_stands(
    hall: Hall, leader: Seat, expected_log: LogWatch
) -> None:
    expected_log.expect(f"1 areas are of no level and are left out: {NORTH}$")
    before = {area.code for area in (await reference_of(leader)).areas}
    async with hall.core.database.session() as session, session.begin():
        await session.execute(text("update areas set level = 'moon' where code = :code"), {"code": NORTH})
    assert {area.code for area in (await reference_of(leader)).areas} == before - {NORTH}


async def test_with_torn_outlines_cases_are_still_opened_and_a_street_is_told(
    hall: Hall, leader: Seat, expected_log: LogWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(areas, "_decoded", {})  # as in a server that has just started
    expected_log.expect("outlines cannot be read")
    await keep(hall, OUTLINES_FILE, (await kept(hall, OUTLINES_FILE))[:-30])
    assert (await leader.get(routes.OUTLINES)).status_code == 200
    north = await hall.seat(Role.VIEWER, NORTH)
    answer = await north.get(routes.OUTLINES)
    assert (answer.status_code, answer.json()["code"]) == (500, "city_file_torn")
    await leader.done("open_case", {"category_code": "E0506", "source": "seat", **IN_NORTH})


async def test_torn_components_reach_the_whole_city_as_far_as_they_go(hall: Hall, leader: Seat) -> None:
    whole = await kept(hall, COMPONENTS_FILE)
    await keep(hall, COMPONENTS_FILE, whole[: len(whole) - 4 * 4 - 8])
    points = decode_arrived((await leader.get(routes.COMPONENTS)).content)
    assert (len(points.lat), points.missing) == (3, 1)
    north = await hall.seat(Role.VIEWER, NORTH)
    answer = await north.get(routes.COMPONENTS)
    assert (answer.status_code, answer.json()["code"]) == (500, "city_file_torn")
