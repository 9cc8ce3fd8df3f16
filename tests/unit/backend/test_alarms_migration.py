"""An upgrade finds the account behind the name that owned an alarm; going back, every alarm has a place again."""

from __future__ import annotations

from typing import Any

import sqlalchemy as sa
from alembic import command
from sqlalchemy import Connection, select

from app.backend.core import Core
from app.backend.migrate import alembic_config
from app.backend.tables import AccountRow
from app.backend.tables_city import AlarmRow
from app.backend.tables_reference import AreaRow
from app.domain.alarms import AlarmKind
from app.domain.areas import AreaLevel
from app.domain.duty import Role
from app.domain.levels import Level
from tests.small_city import CITY
from tests.two_streets import MONDAY

# As an alarm was before it could be without a place.
_NEW = {"owner_id"}
OLD = sa.table("alarms", *(sa.column(part.name, part.type) for part in AlarmRow.__table__.c if part.name not in _NEW))
OLD_PLACES = select(OLD.c.id, OLD.c.lat_deg, OLD.c.lon_deg).order_by(OLD.c.id)


def _alarm(number: int, owner: str, area_code: str = CITY, lat_deg: float | None = 31.25) -> dict[str, Any]:
    return {
        "id": number, "version": 3, "kind": AlarmKind.SOS, "level": Level.RED, "title": "", "title_gloss": "",
        "raised_utc": MONDAY, "lat_deg": lat_deg, "lon_deg": None if lat_deg is None else 120.65,
        "area_code": area_code, "unit_id": None, "facility_id": None, "case_id": None, "owner": owner,
        "owned_utc": MONDAY if owner else None, "closed_utc": None, "verdict": None, "note": "", "fence_id": None,
    }  # fmt: skip


def _account(number: int, name: str) -> dict[str, Any]:
    return {
        "id": number, "version": 1, "login": f"login-{number}", "name": name, "gloss": "", "role": Role.DISPATCHER,
        "area_code": CITY, "seat": "", "active": True, "password_hash": "",
    }  # fmt: skip


def _go_back(connection: Connection) -> None:
    command.downgrade(alembic_config(connection), "0008")


def _upgrade(connection: Connection) -> None:
    command.upgrade(alembic_config(connection), "head")


async def test_an_owner_is_the_account_of_that_name_and_the_first_of_two(core: Core) -> None:
    def write(connection: Connection) -> None:
        _go_back(connection)
        people = [_account(41, "Wang"), _account(42, "Lu"), _account(43, "Lu"), _account(44, "")]
        connection.execute(sa.insert(AccountRow), people)
        owners = ["Lu", "Wang", "gone", ""]
        connection.execute(sa.insert(OLD), [_alarm(number, owner) for number, owner in enumerate(owners, 1)])
        _upgrade(connection)

    async with core.database.engine.begin() as connection:
        await connection.run_sync(write)
    async with core.database.session() as session:
        alarms = (await session.scalars(select(AlarmRow).order_by(AlarmRow.id))).all()
    assert [(alarm.owner, alarm.owner_id) for alarm in alarms] == [("Lu", 42), ("Wang", 41), ("gone", None), ("", None)]
    assert {(alarm.version, alarm.lat_deg, alarm.lon_deg, alarm.owned_utc is None) for alarm in alarms[:3]} == {
        (3, 31.25, 120.65, False)
    }


async def test_an_alarm_without_a_place_goes_back_to_its_areas(core: Core) -> None:
    area = {
        "code": CITY, "level": AreaLevel.CITY, "name": "", "gloss": "", "lat_deg": 30.5, "lon_deg": 112.3,
        "responsible": "", "responsible_gloss": "", "responsible_phone": "", "components": 0,
    }  # fmt: skip

    def write_and_go_back(connection: Connection) -> list[tuple[int, float, float]]:
        connection.execute(sa.insert(AreaRow), [area])
        alarms = [_alarm(1, ""), _alarm(2, "", lat_deg=None), _alarm(3, "", "990999", lat_deg=None)]
        connection.execute(sa.insert(OLD), alarms)
        _go_back(connection)
        return [(row.id, row.lat_deg, row.lon_deg) for row in connection.execute(OLD_PLACES)]

    async with core.database.engine.begin() as connection:
        places = await connection.run_sync(write_and_go_back)
        assert places == [(1, 31.25, 120.65), (2, 30.5, 112.3), (3, 0.0, 0.0)]
        await connection.run_sync(_upgrade)
    async with core.database.session() as session:
        assert len((await session.scalars(select(AlarmRow))).all()) == 3
