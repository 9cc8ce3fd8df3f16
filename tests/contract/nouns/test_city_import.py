"""The demo city, loaded whole into a database of either kind, is served as it was made."""

from __future__ import annotations

import os
from pathlib import Path

import msgspec
import pytest

from app.api import routes
from app.api.frames import Reference
from app.backend.actors import SIMULATION
from app.backend.city_import import import_city
from app.backend.simulation.city import City, load_city
from app.domain.areas import AreaLevel
from app.domain.component_points import decode_components
from app.domain.duty import DEMO_LOGINS, DEMO_PASSWORD, Role
from app.domain.errors import Refusal
from app.domain.layers import LayerKind
from app.domain.outlines import decode_outlines
from tests.two_streets import Hall, Seat, open_hall


@pytest.fixture(scope="module")
def city(tmp_path_factory: pytest.TempPathFactory) -> City:
    return load_city(7, Path(os.environ.get("XDG_CACHE_HOME", str(tmp_path_factory.mktemp("city")))))


async def sign_in(hall: Hall, role: Role) -> Seat:
    body = {"login": DEMO_LOGINS[role], "password": DEMO_PASSWORD}
    answer = await hall.client.post(routes.SIGN_IN, json=body)
    assert answer.status_code == 200, answer.text
    return Seat(hall.client, answer.json()["access_token"])


async def test_the_demo_city(database_url: str, city: City) -> None:
    async with open_hall(database_url, empty=True) as hall:
        async with hall.core.orders.batch(SIMULATION) as batch:
            await import_city(batch.tx, city)
        for role in DEMO_LOGINS:
            await sign_in(hall, role)
        leader = await sign_in(hall, Role.LEADER)

        reference = msgspec.json.decode((await leader.get(routes.REFERENCE)).content, type=Reference)
        assert reference.areas == tuple(sorted(city.areas, key=lambda area: area.code))
        assert reference.city.demo
        assert sum(layer.kind is not LayerKind.GROUP for layer in reference.layers) >= 300
        groups = {str(group.id) for group in (await hall.snapshot(leader)).talkgroups}
        talked = {code for layer in reference.layers if layer.by == "talkgroup" for code in layer.codes}
        assert talked == groups
        outlines = decode_outlines((await leader.get(routes.OUTLINES)).content)
        counts = [len(outlines.level(level).codes) for level in AreaLevel]
        assert counts == [1, 9, 60, 2400]
        points = decode_components((await leader.get(routes.COMPONENTS)).content)
        assert len(points.lat) == 210_000
        assert (await leader.get(routes.MAP_BASE)).content == city.map_features_json

        seen = await hall.snapshot(leader)
        assert [unit.callsign for unit in seen.units] == [worker.callsign for worker in city.workers]
        assert seen.cameras == city.cameras
        assert [point.closing_depth_cm for point in seen.low_points] == [s.closing_depth_cm for s in city.low_points]
        assert len(seen.rain) == 60
        groups = {group.name: group for group in seen.talkgroups}
        for unit, worker in zip(seen.units, city.workers, strict=True):
            assert all(unit.id in groups[name].member_ids for name in worker.groups)
        departments = {department.code for department in reference.departments}
        assert {unit.department_code for unit in seen.units} <= departments

        with pytest.raises(Refusal, match="already"):
            async with hall.core.orders.batch(SIMULATION) as batch:
                await import_city(batch.tx, city)

        point = seen.low_points[0]
        case = {"category_code": "E0506", "source": "seat", "lat_deg": point.lat_deg, "lon_deg": point.lon_deg}
        assert await leader.done("open_case", case) == 1
        (opened,) = (await hall.snapshot(leader)).cases
        assert opened.area_code == point.area_code
        assert opened.address


async def test_new_rows_are_counted_on(database_url: str, city: City) -> None:
    async with open_hall(database_url, empty=True) as hall:
        async with hall.core.orders.batch(SIMULATION) as batch:
            await import_city(batch.tx, city)
        admin = await hall.seat(Role.ADMIN, city.code)
        body = {
            "callsign": "NEW", "kind": "officer", "name": "", "gloss": "", "area_code": city.code,
            "department_code": "D01",
        }  # fmt: skip
        assert await admin.done("create_unit", body) == len(city.workers) + 1
