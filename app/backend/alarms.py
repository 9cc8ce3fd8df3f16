"""Alarms: raised by the city, owned and closed by a seat; and the weather office's warnings (预警)."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sqlalchemy import select

from app.api.order_bodies import CloseAlarm, Note, RaiseSos
from app.backend import areas
from app.backend.actors import Actor
from app.backend.orders import Command
from app.backend.tables_city import AlarmRow, WarningRow
from app.backend.transaction import Transaction
from app.domain.alarms import Alarm, AlarmKind, WeatherWarning, require_closable, require_ownable
from app.domain.errors import Refusal
from app.domain.levels import Level
from app.domain.positions import Place
from app.domain.units import Unit


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseAlarm:
    """What a sensor or a person in the field reports. One of the same kind on the same thing is raised once. `place` is
    None where nobody knows it.
    """

    kind: AlarmKind
    level: Level
    title: str
    title_gloss: str
    place: Place | None
    unit_id: int | None = None
    facility_id: int | None = None
    case_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class IssueWarning:
    """A warning as the weather office sends it; `area_code` is the area that it holds for."""

    type_code: str
    level: Level
    title: str
    title_gloss: str
    area_code: str


async def raise_sos(tx: Transaction, actor: Actor, body: RaiseSos) -> Alarm:
    """An SOS of a unit: red, where it was last heard. A second press while one is open gives the open one."""
    unit = await tx.load(Unit, body.unit_id)
    wanted = RaiseAlarm(
        kind=AlarmKind.SOS,
        level=Level.RED,
        title=f"{unit.callsign} {unit.name} SOS".replace("  ", " "),
        title_gloss=f"SOS {unit.callsign} {unit.gloss}".strip(),
        place=tx.live.positions.place(unit.id),
        unit_id=unit.id,
        case_id=unit.case_id,
        note=body.note,
    )
    return await raise_once(tx, wanted, unit.area_code)


async def raise_once(tx: Transaction, body: RaiseAlarm, area_code: str) -> Alarm:
    """An alarm about something whose area is known; while one of its kind about it is open, that one."""
    about = AlarmRow.unit_id == body.unit_id if body.unit_id is not None else AlarmRow.facility_id == body.facility_id
    if body.unit_id is not None or body.facility_id is not None:
        row = await tx.session.scalar(
            select(AlarmRow).where(AlarmRow.kind == body.kind, about, AlarmRow.closed_utc.is_(None))
        )
        if row is not None:
            open_one: Alarm = row.thing()
            return open_one
    alarm = Alarm(
        id=0,
        version=1,
        kind=body.kind,
        level=body.level,
        title=body.title,
        title_gloss=body.title_gloss,
        raised_utc=tx.now_utc,
        lat_deg=body.place.lat_deg if body.place else None,
        lon_deg=body.place.lon_deg if body.place else None,
        area_code=area_code,
        unit_id=body.unit_id,
        facility_id=body.facility_id,
        case_id=body.case_id,
        note=body.note,
    )
    return await tx.add(alarm, "alarm_raised")


async def raise_alarm(tx: Transaction, actor: Actor, body: RaiseAlarm) -> Alarm:
    """An alarm of any kind at a place in the city. Refusals `place_needed`, `outside_city`."""
    if body.place is None:
        raise Refusal("place_needed", "Say where this is.")
    return await raise_once(tx, body, await areas.area_at(tx.session, body.place.lat_deg, body.place.lon_deg))


async def claim_alarm(tx: Transaction, actor: Actor, alarm_id: int, body: Note, version: int | None = None) -> Alarm:
    """The seat owns the alarm from now on; a leader may take it from who has it."""
    alarm = await tx.load(Alarm, alarm_id, version)
    require_ownable(alarm, actor.account_id, actor.role)
    owned = replace(
        alarm, owner=actor.name, owner_id=actor.account_id, owned_utc=tx.now_utc, note=body.note or alarm.note
    )
    return await tx.save(owned, "alarm_claimed")


async def close_alarm(
    tx: Transaction, actor: Actor, alarm_id: int, body: CloseAlarm, version: int | None = None
) -> Alarm:
    """The alarm ends as true or false, by who owns it."""
    alarm = await tx.load(Alarm, alarm_id, version)
    require_closable(alarm, actor.account_id)
    closed = replace(alarm, closed_utc=tx.now_utc, verdict=body.verdict, note=body.note or alarm.note)
    return await tx.save(closed, "alarm_closed")


async def issue_warning(tx: Transaction, actor: Actor, body: IssueWarning) -> WeatherWarning:
    """A new warning; one of the same type that is active for the area is lifted by it."""
    for active in await _active_warnings(tx, body.type_code, body.area_code):
        await tx.save(replace(active, lifted_utc=tx.now_utc), "warning_lifted")
    warning = WeatherWarning(
        id=0,
        version=1,
        type_code=body.type_code,
        level=body.level,
        title=body.title,
        title_gloss=body.title_gloss,
        area_code=body.area_code,
        issued_utc=tx.now_utc,
    )
    return await tx.add(warning, "warning_issued")


async def lift_warning(
    tx: Transaction, actor: Actor, warning_id: int, body: Note, version: int | None = None
) -> WeatherWarning:
    """The warning ends."""
    warning = await tx.load(WeatherWarning, warning_id, version)
    if warning.lifted_utc is not None:
        raise Refusal("warning_lifted", "This warning is lifted already.", 409)
    return await tx.save(replace(warning, lifted_utc=tx.now_utc), "warning_lifted")


async def _active_warnings(tx: Transaction, type_code: str, area_code: str) -> list[WeatherWarning]:
    rows = await tx.session.scalars(
        select(WarningRow).where(
            WarningRow.type_code == type_code, WarningRow.area_code == area_code, WarningRow.lifted_utc.is_(None)
        )
    )
    return [row.thing() for row in rows]


COMMANDS: dict[str, Command] = {
    "raise_sos": raise_sos,
    "raise_alarm": raise_alarm,
    "claim_alarm": claim_alarm,
    "close_alarm": close_alarm,
    "issue_warning": issue_warning,
    "lift_warning": lift_warning,
}
