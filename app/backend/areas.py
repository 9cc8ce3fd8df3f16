"""Areas: which one holds a place, what a seat may be told of their outlines, and one area in figures."""

from __future__ import annotations

import logging

from fastapi import APIRouter, Request, Response
from sqlalchemy import ColumnElement, and_, func, or_, select
from sqlalchemy.ext.asyncio import AsyncSession
from sqlalchemy.orm import InstrumentedAttribute

from app.api.routes import AREA_SUMMARY, OUTLINES
from app.backend import reference
from app.backend.actors import CONCERNS_ALL_BELOW
from app.backend.city_files import OUTLINES_FILE, serve_file, torn_file
from app.backend.core import TheCore
from app.backend.problems import responses
from app.backend.security import Viewer
from app.backend.tables import CityFileRow
from app.backend.tables_city import AlarmRow, CameraRow, CaseRow, LowPointRow, UnitRow
from app.domain.areas import LEVEL_DIGITS, AreaLevel, AreaSummary, covers
from app.domain.cases import OPEN_STAGES
from app.domain.errors import Refusal
from app.domain.outlines import MEDIA_TYPE, Outlines, decode_outlines, encode_outlines
from app.domain.units import UnitStatus

_log = logging.getLogger(__name__)

router = APIRouter(tags=["areas"])


def below(column: InstrumentedAttribute[str], scope: str) -> ColumnElement[bool]:
    """SQL for "in this area or below it"; '' is everywhere. Codes hold digits only, so LIKE needs no escapes."""
    return column.like(f"{scope}%")


def seen_by(scope: str, noun: InstrumentedAttribute[str], column: InstrumentedAttribute[str]) -> ColumnElement[bool]:
    """SQL for app.backend.actors.sees: in this area or below, and what concerns it from above."""
    above = [scope[:digits] for digits in range(len(scope))]
    return or_(below(column, scope), and_(noun.in_(CONCERNS_ALL_BELOW), column.in_(above)))


# The outlines decoded last, by ETag: 2,400 grids are read once and not at every new case.
_decoded: dict[str, Outlines | None] = {}


async def outlines(session: AsyncSession) -> Outlines | None:
    """The city's outlines; None before a city is loaded, and where those that are kept are torn."""
    etag = await session.scalar(select(CityFileRow.etag).where(CityFileRow.name == OUTLINES_FILE))
    if etag is None:
        return None
    if etag not in _decoded:
        body = await session.scalar(select(CityFileRow.body).where(CityFileRow.name == OUTLINES_FILE))
        _decoded.clear()
        try:
            _decoded[etag] = decode_outlines(body or b"")
        except ValueError as fault:
            _log.warning("the city's outlines cannot be read, no place is known to lie in an area: %s", fault)
            _decoded[etag] = None
    return _decoded[etag]


async def area_at(session: AsyncSession, lat_deg: float, lon_deg: float) -> str:
    """Code of the smallest area that holds a place; Refusal `outside_city`. A city without an outline of
    its own has no outside.
    """
    known = await outlines(session)
    here = await reference.require_city(session)
    if known is None or not any(len(level.codes) for level in known.levels):
        return here.code
    for level in reversed(AreaLevel):
        code = known.find(level, lat_deg, lon_deg)
        if code is not None:
            return code
    if not len(known.level(AreaLevel.CITY).codes):
        return here.code
    raise Refusal("outside_city", "This place lies outside the city.")


async def address_of(session: AsyncSession, code: str) -> tuple[str, str]:
    """Name and gloss of a place that has no address: its street and community, as far as the code goes."""
    codes = [code[: LEVEL_DIGITS[level]] for level in (AreaLevel.STREET, AreaLevel.COMMUNITY)]
    named = [area for part in codes if len(part) > 6 and (area := await reference.area(session, part))]
    return "".join(area.name for area in named), ", ".join(area.gloss for area in reversed(named))


def scoped_outlines(known: Outlines, scope: str) -> bytes:
    """The outlines body of docs/areas-outlines.md with what a seat of `scope` may see."""
    areas = {}
    for level in known.levels:
        for place, raw in enumerate(level.codes):
            code = raw.decode("ascii")
            if reference.in_sight(scope, code):
                areas[code] = level.rings(place)
    return encode_outlines(areas)


async def summary(session: AsyncSession, code: str) -> AreaSummary:
    """An area in figures, counted now; Refusal `not_found` for a code that names none."""
    area = await reference.area(session, code)
    if area is None:
        raise Refusal("not_found", f"There is no area {code}.", 404)

    async def count(row: type, *where: ColumnElement[bool]) -> int:
        return await session.scalar(select(func.count()).select_from(row).where(*where)) or 0

    return AreaSummary(
        code=code,
        components=area.components,
        units=await count(UnitRow, below(UnitRow.area_code, code)),
        units_on_duty=await count(UnitRow, below(UnitRow.area_code, code), UnitRow.status != UnitStatus.OFF_DUTY),
        open_cases=await count(CaseRow, below(CaseRow.area_code, code), CaseRow.stage.in_(OPEN_STAGES)),
        cameras=await count(CameraRow, below(CameraRow.area_code, code)),
        cameras_online=await count(CameraRow, below(CameraRow.area_code, code), CameraRow.online.is_(True)),
        low_points=await count(LowPointRow, below(LowPointRow.area_code, code)),
        open_alarms=await count(AlarmRow, below(AlarmRow.area_code, code), AlarmRow.closed_utc.is_(None)),
    )


@router.get(OUTLINES, operation_id="read_outlines", response_class=Response, responses=responses(401))
async def read_outlines(core: TheCore, actor: Viewer, request: Request) -> Response:
    """The outlines that a seat may see, as docs/areas-outlines.md; a city without areas has an empty body of it."""

    def cut(body: bytes) -> bytes:
        try:
            known = decode_outlines(body)
        except ValueError as fault:
            raise torn_file(OUTLINES_FILE) from fault
        return scoped_outlines(known, actor.area_code)

    async with core.database.session() as session:
        here = await reference.city(session)
        whole = here is None or covers(actor.area_code, here.code)
        found = await serve_file(session, request, OUTLINES_FILE, actor.area_code, None if whole else cut)
    return found or Response(encode_outlines({}), media_type=MEDIA_TYPE)


@router.get(AREA_SUMMARY, operation_id="read_area_summary", responses=responses(401, 404))
async def read_summary(core: TheCore, actor: Viewer, code: str) -> AreaSummary:
    """An area in figures."""
    if not covers(actor.area_code, code):
        raise Refusal("not_found", f"There is no area {code}.", 404)
    async with core.database.session() as session:
        return await summary(session, code)
