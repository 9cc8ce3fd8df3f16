"""Facilities: water at low points, roads closed for it, and rain. Sensors measure; seats close and open roads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from typing import Annotated

from fastapi import APIRouter, Path, Query, Request, Response
from sqlalchemy import delete, func, select

from app.api.order_bodies import Note
from app.api.routes import COMPONENTS, DEPTH_HISTORY, RAIN_HISTORY
from app.backend import alarms, reference
from app.backend.actors import Actor
from app.backend.alarms import RaiseAlarm
from app.backend.areas import below
from app.backend.city_files import COMPONENTS_FILE, serve_file, torn_file
from app.backend.core import TheCore
from app.backend.orders import Command
from app.backend.problems import responses
from app.backend.security import Viewer
from app.backend.tables_city import AlarmRow, DepthReadingRow, LowPointRow, RainReadingRow, RainRow
from app.backend.transaction import Transaction
from app.domain.alarms import Alarm, AlarmKind, Verdict
from app.domain.areas import covers
from app.domain.component_points import MEDIA_TYPE, decode_components, encode_components, no_components
from app.domain.errors import Refusal
from app.domain.facilities import DepthSample, LowPoint, Rain, RainSample, low_point_level
from app.domain.levels import Level, gravity
from app.domain.positions import Place

router = APIRouter(tags=["facilities"])

READINGS_KEPT = timedelta(hours=72)
READINGS_EVERY = timedelta(minutes=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureLowPoint:
    """A sensor's reading."""

    depth_cm: float
    rising_cm_per_10min: float


@dataclass(frozen=True, slots=True, kw_only=True)
class MeasureRain:
    """Rain over many areas at one moment: one reading of the whole network of gauges."""

    rain: tuple[Rain, ...]


async def measure_low_point(
    tx: Transaction, actor: Actor, low_point_id: int, body: MeasureLowPoint, version: int | None = None
) -> LowPoint:
    """Take a reading. Where the water rises into orange a WATER_LEVEL alarm is raised, at its closing depth a
    ROAD_CLOSED alarm; each once, however the water trembles while one is open.
    """
    before = await tx.load(LowPoint, low_point_id, version)
    after = await tx.measure(
        replace(
            before,
            depth_cm=body.depth_cm,
            rising_cm_per_10min=body.rising_cm_per_10min,
            measured_utc=tx.now_utc,
        ),
        "low_point_measured",
    )
    kept_utc = await tx.session.scalar(
        select(func.max(DepthReadingRow.measured_utc)).where(DepthReadingRow.low_point_id == after.id)
    )
    if kept_utc is None or tx.now_utc - kept_utc >= READINGS_EVERY:
        tx.session.add(DepthReadingRow(low_point_id=after.id, measured_utc=tx.now_utc, depth_cm=after.depth_cm))
    await _alarm_if_rising(tx, before, after)
    return after


async def _alarm_if_rising(tx: Transaction, before: LowPoint, after: LowPoint) -> None:
    level = low_point_level(after.depth_cm, after.closing_depth_cm)
    was = low_point_level(before.depth_cm, before.closing_depth_cm)
    if level is None or (was is not None and gravity(was) <= gravity(level)):
        return
    depth = f"{after.depth_cm:.0f} cm"
    if level is Level.RED and after.closed_utc is None:
        await _raise(tx, after, AlarmKind.ROAD_CLOSED, level, f"{after.name} {depth}", f"{after.gloss}, {depth}")
    elif level in (Level.RED, Level.ORANGE):
        await _raise(tx, after, AlarmKind.WATER_LEVEL, level, f"{after.name} {depth}", f"{after.gloss}, {depth}")


async def close_road(
    tx: Transaction, actor: Actor, low_point_id: int, body: Note, version: int | None = None
) -> LowPoint:
    """封闭: nobody drives in. A ROAD_CLOSED alarm tells everyone, unless the water has raised it already."""
    low_point = await tx.load(LowPoint, low_point_id, version)
    if low_point.closed_utc is not None:
        raise Refusal("road_closed", "This road is closed already.", 409)
    after = await tx.save(replace(low_point, closed_utc=tx.now_utc), "road_closed")
    level = low_point_level(after.depth_cm, after.closing_depth_cm) or Level.YELLOW
    await _raise(tx, after, AlarmKind.ROAD_CLOSED, level, after.name, after.gloss, body.note)
    return after


async def open_road(
    tx: Transaction, actor: Actor, low_point_id: int, body: Note, version: int | None = None
) -> LowPoint:
    """解除封闭: the road is open, and its alarms of water end as true."""
    low_point = await tx.load(LowPoint, low_point_id, version)
    if low_point.closed_utc is None:
        raise Refusal("road_open", "This road is open already.", 409)
    after = await tx.save(replace(low_point, closed_utc=None), "road_opened")
    for alarm in await _open_alarms(tx, after.id):
        ended = replace(
            alarm,
            owner=alarm.owner or actor.name,
            owned_utc=alarm.owned_utc or tx.now_utc,
            closed_utc=tx.now_utc,
            verdict=Verdict.TRUE,
            note=body.note or alarm.note,
        )
        await tx.save(ended, "alarm_closed")
    return after


async def _raise(
    tx: Transaction, low_point: LowPoint, kind: AlarmKind, level: Level, title: str, gloss: str, note: str = ""
) -> None:
    wanted = RaiseAlarm(
        kind=kind,
        level=level,
        title=title,
        title_gloss=gloss,
        place=Place(lat_deg=low_point.lat_deg, lon_deg=low_point.lon_deg),
        facility_id=low_point.id,
        note=note,
    )
    await alarms.raise_once(tx, wanted, low_point.area_code)


async def _open_alarms(tx: Transaction, low_point_id: int) -> Sequence[Alarm]:
    rows = await tx.session.scalars(
        select(AlarmRow).where(
            AlarmRow.facility_id == low_point_id,
            AlarmRow.kind.in_((AlarmKind.ROAD_CLOSED, AlarmKind.WATER_LEVEL)),
            AlarmRow.closed_utc.is_(None),
        )
    )
    return [row.thing() for row in rows]


async def measure_rain(tx: Transaction, actor: Actor, body: MeasureRain) -> None:
    """Take a reading of the gauges; only areas whose rain changed are told of on the feed."""
    known = {row.area_code: row for row in await tx.session.scalars(select(RainRow))}
    kept_utc = await tx.session.scalar(select(func.max(RainReadingRow.measured_utc)))
    for rain in body.rain:
        row = known.get(rain.area_code)
        if row is None:
            row = RainRow(area_code=rain.area_code)
            tx.session.add(row)
        elif (row.rate_mm_per_h, row.hour_mm) == (rain.rate_mm_per_h, rain.hour_mm):
            row.measured_utc = tx.now_utc
            continue
        row.rate_mm_per_h, row.hour_mm, row.measured_utc = rain.rate_mm_per_h, rain.hour_mm, tx.now_utc
        tx.emit("rain_measured", "rain", rain, rain.area_code)
    if kept_utc is None or tx.now_utc - kept_utc >= READINGS_EVERY:
        await _keep_rain(tx, body.rain)


async def _keep_rain(tx: Transaction, rain: Sequence[Rain]) -> None:
    tx.session.add_all(
        RainReadingRow(
            area_code=one.area_code,
            measured_utc=tx.now_utc,
            rate_mm_per_h=one.rate_mm_per_h,
            hour_mm=one.hour_mm,
        )
        for one in rain
    )
    oldest = tx.now_utc - READINGS_KEPT
    await tx.session.execute(delete(RainReadingRow).where(RainReadingRow.measured_utc < oldest))
    await tx.session.execute(delete(DepthReadingRow).where(DepthReadingRow.measured_utc < oldest))


COMMANDS: dict[str, Command] = {
    "close_road": close_road,
    "open_road": open_road,
    "measure_low_point": measure_low_point,
    "measure_rain": measure_rain,
}

Hours = Annotated[int, Query(ge=1, le=72)]


@router.get(COMPONENTS, operation_id="read_components", response_class=Response, responses=responses(401))
async def read_components(core: TheCore, actor: Viewer, request: Request) -> Response:
    """The components of the seat's own area, as docs/components.md."""

    def cut(body: bytes) -> bytes:
        try:
            known = decode_components(body)
        except ValueError as fault:
            raise torn_file(COMPONENTS_FILE) from fault
        return encode_components(known.within(actor.area_code))

    async with core.database.session() as session:
        here = await reference.city(session)
        whole = here is None or covers(actor.area_code, here.code)
        found = await serve_file(session, request, COMPONENTS_FILE, actor.area_code, None if whole else cut)
    return found or Response(encode_components(no_components()), media_type=MEDIA_TYPE)


@router.get(RAIN_HISTORY, operation_id="read_rain_history", responses=responses(401))
async def read_rain_history(core: TheCore, actor: Viewer, hours: Hours = 24) -> tuple[RainSample, ...]:
    """The mean rain over the seat's area in the last hours of city time, the oldest first."""
    wanted = (
        select(RainReadingRow.measured_utc, func.avg(RainReadingRow.rate_mm_per_h), func.avg(RainReadingRow.hour_mm))
        .where(
            below(RainReadingRow.area_code, actor.area_code),
            RainReadingRow.measured_utc >= core.clock.now_utc() - timedelta(hours=hours),
        )
        .group_by(RainReadingRow.measured_utc)
        .order_by(RainReadingRow.measured_utc)
    )
    async with core.database.session() as session:
        rows = await session.execute(wanted)
        return tuple(RainSample(at_utc=at, rate_mm_per_h=rate, hour_mm=hour) for at, rate, hour in rows)


@router.get(DEPTH_HISTORY, operation_id="read_depth_history", responses=responses(401, 404))
async def read_depth_history(
    core: TheCore,
    actor: Viewer,
    low_point_id: Annotated[int, Path(alias="id", ge=1, le=2**31 - 1)],
    hours: Hours = 24,
) -> tuple[DepthSample, ...]:
    """The depth at a low point in the last hours of city time, the oldest first."""
    async with core.database.session() as session:
        low_point = await session.get(LowPointRow, low_point_id)
        if low_point is None or not covers(actor.area_code, low_point.area_code):
            raise Refusal("not_found", f"There is no low point {low_point_id}.", 404)
        rows = await session.scalars(
            select(DepthReadingRow)
            .where(
                DepthReadingRow.low_point_id == low_point_id,
                DepthReadingRow.measured_utc >= core.clock.now_utc() - timedelta(hours=hours),
            )
            .order_by(DepthReadingRow.measured_utc)
        )
        return tuple(DepthSample(at_utc=row.measured_utc, depth_cm=row.depth_cm) for row in rows)
