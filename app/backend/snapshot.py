"""All that a seat may see now, as one Snapshot: the first frame of a feed that cannot resume."""

from __future__ import annotations

from typing import Any

from sqlalchemy import ColumnElement, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from app.api.frames import KEPT_IN_SIGHT, Snapshot
from app.backend.actors import sees
from app.backend.areas import below
from app.backend.comms import read_messages
from app.backend.core import Core
from app.backend.orders import newest_seq
from app.backend.sight import is_cut
from app.backend.tables import ThingRow
from app.backend.tables_city import (
    AlarmRow,
    CameraRow,
    CaseRow,
    FenceRow,
    LowPointRow,
    MessageRow,
    PlanRunRow,
    RainRow,
    TalkgroupRow,
    UnitRow,
    WarningRow,
)
from app.backend.tables_map_views import MapViewRow
from app.backend.tables_risks import RiskRow
from app.domain.cases import OPEN_STAGES
from app.domain.facilities import Rain
from app.domain.plans import seen_by_units

NEWEST_MESSAGES = 1_000


async def take_snapshot(core: Core, scope: str) -> Snapshot:
    """The city as of one event number, cut to an area prefix; ended things stay in sight for a day of city time."""
    async with core.database.still() as session:
        since_utc = core.clock.now_utc() - KEPT_IN_SIGHT

        def lately(ended: InstrumentedAttribute[Any]) -> ColumnElement[bool]:
            return or_(ended.is_(None), ended >= since_utc)

        return Snapshot(
            epoch=core.hub.epoch,
            seq=await newest_seq(session),
            clock=core.clock.state(),
            units=await _seen(session, UnitRow, scope),
            talkgroups=await _seen(session, TalkgroupRow, scope, lately(TalkgroupRow.ended_utc)),
            messages=await _newest_messages(session, scope, MessageRow.sent_utc >= since_utc),
            cases=await _seen(
                session, CaseRow, scope, or_(CaseRow.stage.in_(OPEN_STAGES), CaseRow.closed_utc >= since_utc)
            ),
            cameras=await _seen(session, CameraRow, scope),
            low_points=await _seen(session, LowPointRow, scope),
            rain=await _rain(session, scope),
            alarms=await _seen(session, AlarmRow, scope, lately(AlarmRow.closed_utc)),
            warnings=await _seen(session, WarningRow, scope, lately(WarningRow.lifted_utc)),
            plan_runs=tuple(
                seen_by_units(run, core.positions.units_in(scope)) if is_cut(scope, "plan_runs", run.area_code) else run
                for run in await _seen(session, PlanRunRow, scope, lately(PlanRunRow.ended_utc))
            ),
            fences=await _seen(session, FenceRow, scope, lately(FenceRow.closed_utc)),
            risks=await _seen(session, RiskRow, scope),
            map_views=await _seen(session, MapViewRow, scope, MapViewRow.deleted_utc.is_(None)),
        )


async def _seen(session: AsyncSession, row: type[ThingRow], scope: str, *where: ColumnElement[bool]) -> tuple[Any, ...]:
    found = await session.scalars(select(row).where(*where).order_by(row.id))
    return tuple(one.thing() for one in found if sees(scope, row.NOUN, one.area_code))  # type: ignore[attr-defined]


async def _newest_messages(session: AsyncSession, scope: str, *where: ColumnElement[bool]) -> tuple[Any, ...]:
    newest = select(MessageRow).where(below(MessageRow.area_code, scope), *where).order_by(MessageRow.id.desc())
    return tuple(reversed(await read_messages(session, newest.limit(NEWEST_MESSAGES))))


async def _rain(session: AsyncSession, scope: str) -> tuple[Rain, ...]:
    rows = await session.scalars(select(RainRow).where(below(RainRow.area_code, scope)).order_by(RainRow.area_code))
    return tuple(Rain(area_code=row.area_code, rate_mm_per_h=row.rate_mm_per_h, hour_mm=row.hour_mm) for row in rows)
