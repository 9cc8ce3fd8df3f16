"""A city of two sub-districts, small enough to know by heart, on a real backend: database, HTTP and feed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

from argon2 import PasswordHasher

from app.backend.actors import SIMULATION
from app.backend.core import Core
from app.backend.tables_reference import AreaRow, CityRow
from app.domain.alarms import Alarm, AlarmKind
from app.domain.areas import Area, AreaLevel
from app.domain.cases import Case, CaseSource, CaseStage
from app.domain.duty import Account, City, Role
from app.domain.facilities import LowPoint, LowPointKind
from app.domain.levels import Level
from app.domain.plans import PlanRun
from app.domain.units import Unit, UnitKind, UnitStatus

CITY, NORTH, SOUTH = "990106", "990106001", "990106002"
PASSWORD = "correct horse"
# A true argon2 hash, but a cheap one: tests sign in many times.
PASSWORD_HASH = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1).hash(PASSWORD)
LAT, LON = 30.55, 112.30


@dataclass(frozen=True)
class SmallCity:
    """The ids of what was made; `north_` and `south_` lie in those streets."""

    north_unit: int
    south_unit: int
    case: int
    alarm: int
    low_point: int
    plan_run: int
    accounts: dict[str, int]


async def found(core: Core) -> SmallCity:
    """Make the city in one transaction. Accounts: viewer, dispatcher, leader, admin, and north (a dispatcher there)."""
    async with core.orders.batch(SIMULATION) as batch:
        tx = batch.tx
        tx.order = "found_city"
        city = City(
            code=CITY,
            name="云川市",
            gloss="Yunchuan",
            title="",
            title_gloss="",
            time_zone="Asia/Shanghai",
            demo=False,
            south_west=(30.5, 112.2),
            north_east=(30.6, 112.4),
        )
        tx.session.add(CityRow.of(city))
        for code, level in ((CITY, AreaLevel.CITY), (NORTH, AreaLevel.STREET), (SOUTH, AreaLevel.STREET)):
            area = Area(code=code, level=level, name=code, gloss=code, lat_deg=LAT, lon_deg=LON)
            tx.session.add(AreaRow.of(area))
        await tx.session.flush()
        north, south = await tx.add(_unit(core, 1, NORTH), None), await tx.add(_unit(core, 2, SOUTH), None)
        case = await tx.add(_case(core), "case_opened")
        alarm = await tx.add(_alarm(core), "alarm_raised")
        low_point = await tx.add(_low_point(core), "low_point_made")
        run = await tx.add(_run(core), "plan_started")
        accounts = {}
        for login, role, area_code in (
            ("viewer", Role.VIEWER, CITY),
            ("dispatcher", Role.DISPATCHER, CITY),
            ("leader", Role.LEADER, CITY),
            ("admin", Role.ADMIN, CITY),
            ("north", Role.DISPATCHER, NORTH),
        ):
            made = await tx.add(_account(login, role, area_code), None, password_hash=PASSWORD_HASH)
            accounts[login] = made.id
    return SmallCity(north.id, south.id, case.id, alarm.id, low_point.id, run.id, accounts)


def _account(login: str, role: Role, area_code: str) -> Account:
    return Account(
        id=0, version=1, login=login, name=login, gloss=login, role=role, area_code=area_code, seat=f"seat {login}"
    )


def _unit(core: Core, number: int, area_code: str) -> Unit:
    return Unit(
        id=0,
        version=1,
        callsign=f"云川{number:02d}",
        kind=UnitKind.OFFICER,
        name="某人",
        gloss="Somebody",
        area_code=area_code,
        department_code="D01",
        phone="",
        terminal_number=str(number),
        talkgroup_id=None,
        status=UnitStatus.AVAILABLE,
        status_since_utc=core.clock.now_utc(),
    )


def _case(core: Core) -> Case:
    now_utc = core.clock.now_utc()
    return Case(
        id=0,
        version=1,
        number="26112100001",
        stage=CaseStage.ACCEPTANCE,
        stage_since_utc=now_utc,
        category_code="E0101",
        source=CaseSource.CITIZEN,
        title="",
        title_gloss="",
        address="",
        address_gloss="",
        lat_deg=LAT,
        lon_deg=LON,
        area_code=NORTH,
        reported_utc=now_utc,
        due_utc=now_utc + timedelta(minutes=15),
        warn_utc=None,
    )


def _alarm(core: Core) -> Alarm:
    return Alarm(
        id=0,
        version=1,
        kind=AlarmKind.EQUIPMENT,
        level=Level.YELLOW,
        title="",
        title_gloss="",
        raised_utc=core.clock.now_utc(),
        lat_deg=LAT,
        lon_deg=LON,
        area_code=NORTH,
    )


def _low_point(core: Core) -> LowPoint:
    return LowPoint(
        id=0,
        version=1,
        kind=LowPointKind.UNDERPASS,
        name="",
        gloss="",
        lat_deg=LAT,
        lon_deg=LON,
        area_code=SOUTH,
        closing_depth_cm=27.0,
        depth_cm=0.0,
        rising_cm_per_10min=0.0,
        measured_utc=core.clock.now_utc(),
    )


def _run(core: Core) -> PlanRun:
    return PlanRun(
        id=0,
        version=1,
        template_id="flood",
        level=Level.BLUE,
        drill=True,
        started_utc=core.clock.now_utc(),
        started_by="leader",
        area_code=CITY,
    )
