"""Loads a city into an empty database: its areas and outlines, units, groups, cameras, low points, components.

Nothing of it is an order or an event: it is there before the first seat signs in. Whoever imports into a running
backend enrolls the units in the live positions afterwards (`Core.open` does it at every start).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import msgspec
from sqlalchemy import func, insert, select, text
from sqlalchemy.ext.asyncio import AsyncSession

from app.backend.catalogue import load_departments
from app.backend.city_files import COMPONENTS_FILE, MAP_BASE_FILE, OUTLINES_FILE, keep_file
from app.backend.layers import CityHas, keep_layers, layers_of
from app.backend.reference import IMPORTS_SETTING, catalogue, setting
from app.backend.security import hash_password
from app.backend.simulation.city import City as SimulatedCity
from app.backend.simulation.risks import place_risks
from app.backend.tables import AccountRow, Base, SettingRow
from app.backend.tables_city import CameraRow, LowPointRow, RainRow, TalkgroupRow, UnitRow
from app.backend.tables_reference import AreaRow, CityRow
from app.backend.tables_risks import RiskRow
from app.backend.transaction import ROW_OF, Transaction
from app.domain.areas import AreaLevel
from app.domain.comms import Talkgroup
from app.domain.component_points import MEDIA_TYPE as COMPONENTS_TYPE
from app.domain.component_points import encode_components, sort_by_grid
from app.domain.duty import DEMO_LOGINS, DEMO_PASSWORD, Account, City, Role
from app.domain.errors import Refusal
from app.domain.facilities import LowPoint, Rain
from app.domain.outlines import MEDIA_TYPE as OUTLINES_TYPE
from app.domain.outlines import Outlines, decode_outlines, encode_outlines
from app.domain.units import Unit, UnitStatus

HALL = Path(__file__).parents[2] / "resources" / "demo" / "hall.json"


class _Seat(msgspec.Struct):
    name: str
    gloss: str
    seat: str


class _Hall(msgspec.Struct):
    """The hall that the demo city is commanded from."""

    title: str
    title_gloss: str
    time_zone: str
    seats: dict[Role, _Seat]


async def import_city(tx: Transaction, city: SimulatedCity) -> None:
    """Write the city and the demo's accounts; units off duty, roads dry and open. Refusal `city_exists`."""
    session = tx.session
    if await session.scalar(select(func.count()).select_from(CityRow)):
        raise Refusal("city_exists", "This database has a city already.", 409)
    hall = msgspec.json.decode(HALL.read_bytes(), type=_Hall)
    await _insert(session, CityRow, [_city(city, hall)])
    await _insert(session, AreaRow, city.areas)
    groups = _talkgroups(city)
    await _insert(session, TalkgroupRow, groups)
    await _insert(session, UnitRow, _units(tx, city, {group.name: group.id for group in groups}))
    await _insert(session, CameraRow, city.cameras)
    today = tx.now_utc.astimezone(ZoneInfo(hall.time_zone)).date()
    await _insert(session, RiskRow, place_risks(city, today))
    outlines = encode_outlines(city.outlines())
    await _insert(session, LowPointRow, _low_points(tx, city, decode_outlines(outlines)))
    communities = [area.code for area in city.areas if area.level is AreaLevel.COMMUNITY]
    dry = [Rain(area_code=code, rate_mm_per_h=0.0, hour_mm=0.0) for code in communities]
    await _insert(session, RainRow, dry, measured_utc=tx.now_utc)
    await _insert(session, AccountRow, _accounts(city, hall), password_hash=await hash_password(DEMO_PASSWORD))
    await keep_file(session, OUTLINES_FILE, OUTLINES_TYPE, outlines)
    await keep_file(session, MAP_BASE_FILE, "application/json", city.map_features_json)
    await keep_file(session, COMPONENTS_FILE, COMPONENTS_TYPE, _components(city))
    has = CityHas(
        catalogue=await catalogue(session),
        departments=load_departments(),
        components={f"C{code}" for code in city.components.category_codes},
        talkgroups=tuple(groups),
        unit_departments={worker.department_code for worker in city.workers},
    )
    await keep_layers(session, layers_of(has))
    imports = await setting(session, IMPORTS_SETTING, 0)
    await session.merge(SettingRow(name=IMPORTS_SETTING, value=imports + 1))
    tx.note("city", 0, None, {"code": city.code, "seed": city.seed})
    await count_on_from_here(session)


def _city(city: SimulatedCity, hall: _Hall) -> City:
    south, west, north, east = city.corners_deg
    return City(
        code=city.code,
        name=city.name,
        gloss=city.gloss,
        title=city.name + hall.title,
        title_gloss=f"{city.gloss} {hall.title_gloss}",
        time_zone=hall.time_zone,
        demo=True,
        south_west=(south, west),
        north_east=(north, east),
    )


def _talkgroups(city: SimulatedCity) -> list[Talkgroup]:
    return [
        Talkgroup(
            id=number,
            version=1,
            name=group.name,
            gloss=group.gloss,
            area_code=group.area_code,
            member_ids=tuple(n for n, worker in enumerate(city.workers, 1) if group.name in worker.groups),
        )
        for number, group in enumerate(city.groups, 1)
    ]


def _units(tx: Transaction, city: SimulatedCity, group_ids: dict[str, int]) -> list[Unit]:
    return [
        Unit(
            id=number,
            version=1,
            callsign=worker.callsign,
            kind=worker.kind,
            name=worker.name,
            gloss=worker.gloss,
            area_code=worker.area_code,
            department_code=worker.department_code,
            phone=worker.phone,
            terminal_number=worker.terminal_number,
            talkgroup_id=group_ids[worker.groups[0]] if worker.groups else None,
            status=UnitStatus.OFF_DUTY,
            status_since_utc=tx.now_utc,
            shift=worker.shift,
            equipment=worker.equipment,
            equipment_gloss=worker.equipment_gloss,
            beat=worker.beat,
        )
        for number, worker in enumerate(city.workers, 1)
    ]


def _low_points(tx: Transaction, city: SimulatedCity, outlines: Outlines) -> list[LowPoint]:
    # A low point lies on a road, so between grids: it belongs to the one that a case at the same place falls in.
    return [
        LowPoint(
            id=number,
            version=1,
            kind=site.kind,
            name=site.name,
            gloss=site.gloss,
            lat_deg=site.lat_deg,
            lon_deg=site.lon_deg,
            area_code=outlines.find(AreaLevel.GRID, site.lat_deg, site.lon_deg) or city.grid_codes[site.grid],
            closing_depth_cm=site.closing_depth_cm,
            depth_cm=0.0,
            rising_cm_per_10min=0.0,
            measured_utc=tx.now_utc,
        )
        for number, site in enumerate(city.low_points, 1)
    ]


def _accounts(city: SimulatedCity, hall: _Hall) -> list[Account]:
    return [
        Account(
            id=0,
            version=1,
            login=login,
            name=hall.seats[role].name,
            gloss=hall.seats[role].gloss,
            role=role,
            area_code=city.code,
            seat=hall.seats[role].seat,
        )
        for role, login in DEMO_LOGINS.items()
    ]


def _components(city: SimulatedCity) -> bytes:
    part = city.components
    codes = [f"C{code}" for code in part.category_codes]
    points = sort_by_grid(codes, city.grid_codes, part.grid, part.lat, part.lon, part.category, part.state)
    return encode_components(points)


async def _insert(session: AsyncSession, row: type[Base], things: Sequence[Any], **more: Any) -> None:
    """Many rows in one statement; a thing with id 0 is counted by the database."""
    values = [{**_fields(thing), **more} for thing in things]
    if values:
        await session.execute(insert(row), values)


def _fields(thing: Any) -> dict[str, Any]:
    assert is_dataclass(thing)
    return {
        field.name: getattr(thing, field.name)
        for field in fields(thing)
        if not (field.name == "id" and getattr(thing, "id", 1) == 0)
    }


async def count_on_from_here(session: AsyncSession) -> None:
    """PostgreSQL's counters do not notice rows that brought their own ids; every noun's goes on after its newest."""
    if session.get_bind().dialect.name != "postgresql":
        return
    for row in ROW_OF.values():
        name = row.__tablename__
        counter = f"pg_get_serial_sequence('{name}', 'id')"
        await session.execute(text(f"SELECT setval({counter}, (SELECT coalesce(max(id), 0) + 1 FROM {name}), false)"))
