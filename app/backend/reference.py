"""What hardly changes: the city and its areas from the database, codes and plans from `resources`."""

from __future__ import annotations

import logging
from dataclasses import fields
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

import msgspec
from fastapi import APIRouter, Request, Response
from sqlalchemy import String, select, type_coerce
from sqlalchemy.ext.asyncio import AsyncSession

from app.api.frames import Reference
from app.api.routes import REFERENCE
from app.backend.catalogue import Catalogue, load_catalogue, load_departments, load_plan_templates, standards_digest
from app.backend.city_files import headers_of, not_modified, tag_of
from app.backend.core import TheCore
from app.backend.layers import read_layers
from app.backend.problems import responses
from app.backend.security import Viewer
from app.backend.tables import Base, SettingRow
from app.backend.tables_reference import AreaRow, CityRow
from app.domain.areas import Area, AreaLevel, covers
from app.domain.case_clocks import CaseClocks, WorkCalendar
from app.domain.categories import Category
from app.domain.duty import City, Department
from app.domain.errors import Refusal
from app.domain.plans import PlanTemplate

T = TypeVar("T")

_log = logging.getLogger(__name__)

router = APIRouter(tags=["reference"])

# Settings: the timers of cases (CaseClocks as JSON), the version of the codes, and the count of imports.
CASE_CLOCKS_SETTING = "case_clocks"
CATALOGUE_SETTING = "catalogue_version"
IMPORTS_SETTING = "city_imports"
USUAL_CATALOGUE = "2013"


def _read(kind: type[T], row: Base) -> T:
    return kind(**{field.name: getattr(row, field.name) for field in fields(kind)})  # type: ignore[arg-type]


async def setting(session: AsyncSession, name: str, usual: Any) -> Any:
    """The kept value of a setting, or the usual one."""
    row = await session.get(SettingRow, name)
    return usual if row is None else row.value


async def city(session: AsyncSession) -> City | None:
    """The hall's own city, or None before one is loaded."""
    row = await session.scalar(select(CityRow))
    return None if row is None else _read(City, row)


async def require_city(session: AsyncSession) -> City:
    """The hall's own city; Refusal `no_city` before one is loaded."""
    found = await city(session)
    if found is None:
        raise Refusal("no_city", "This server has no city yet.", 409)
    return found


async def catalogue(session: AsyncSession) -> Catalogue:
    """The codes that the city runs by."""
    return load_catalogue(await setting(session, CATALOGUE_SETTING, USUAL_CATALOGUE))


async def category(session: AsyncSession, code: str) -> Category:
    """The category of that code in the city's version; Refusal `category_unknown`."""
    codes = await catalogue(session)
    if code not in codes.by_code:
        raise Refusal("category_unknown", f"There is no category {code} in the codes of {codes.version}.")
    return codes.by_code[code]


async def recorded_category(session: AsyncSession, code: str) -> Category:
    """The category that a case was opened with: the city may have moved to newer codes since."""
    codes = await catalogue(session)
    for version in (codes, load_catalogue("2013"), load_catalogue("2026")):
        if code in version.by_code:
            return version.by_code[code]
    raise Refusal("category_unknown", f"There is no category {code}.")


def department(code: str) -> Department:
    """The department of that code; Refusal `department_unknown`."""
    for known in load_departments():
        if known.code == code:
            return known
    raise Refusal("department_unknown", f"There is no department {code}.")


def plan_template(template_id: str) -> PlanTemplate:
    """The plan template of that id; Refusal `plan_unknown`."""
    templates = load_plan_templates()
    if template_id not in templates:
        raise Refusal("plan_unknown", f"There is no plan {template_id}.", 404)
    return templates[template_id]


async def area(session: AsyncSession, code: str) -> Area | None:
    """The area of that code, or None."""
    row = await session.get(AreaRow, code)
    return None if row is None else _read(Area, row)


async def case_clocks(session: AsyncSession) -> CaseClocks:
    """The city's own timers, or the usual ones in the city's time zone."""
    kept = await setting(session, CASE_CLOCKS_SETTING, None)
    if kept is not None:
        return msgspec.convert(kept, CaseClocks)
    here = await city(session)
    return CaseClocks(calendar=WorkCalendar(time_zone=here.time_zone)) if here else CaseClocks()


async def time_zone(session: AsyncSession) -> ZoneInfo:
    """The zone in which the city counts its days."""
    return ZoneInfo((await case_clocks(session)).calendar.time_zone)


def in_sight(scope: str, code: str) -> bool:
    """True for the areas that a seat of `scope` is told of: its own, all below, and those above it by name."""
    return covers(scope, code) or covers(code, scope)


async def _areas_in_sight(session: AsyncSession, scope: str) -> tuple[Area, ...]:
    """A row whose level is none is left out and logged: it takes neither the other areas nor the rest along."""
    levels = select(AreaRow.code, type_coerce(AreaRow.level, String))
    odd = {code for code, level in await session.execute(levels) if level not in set(AreaLevel)}
    if odd:
        _log.warning("%d areas are of no level and are left out: %s", len(odd), ", ".join(sorted(odd)[:5]))
    rows = await session.scalars(select(AreaRow).where(AreaRow.level.in_(AreaLevel)).order_by(AreaRow.code))
    return tuple(_read(Area, row) for row in rows if in_sight(scope, row.code))


async def read_reference(session: AsyncSession, scope: str) -> Reference:
    """All reference data of a seat; Refusal `no_city` before a city is loaded."""
    codes = await catalogue(session)
    themes = await read_layers(session, codes)
    return Reference(
        city=await require_city(session),
        areas=await _areas_in_sight(session, scope),
        departments=load_departments(),
        categories=tuple(codes.by_code.values()),
        plan_templates=tuple(load_plan_templates().values()),
        layers=themes.layers,
        layer_sets=themes.sets,
        layer_faults=themes.faults,
    )


@router.get(REFERENCE, operation_id="read_reference", response_model=Reference, responses=responses(401, 409))
async def get_reference(core: TheCore, actor: Viewer, request: Request) -> Response:
    """What hardly changes. The ETag names it without building it: the database, its imports, the codes, the area."""
    async with core.database.session() as session:
        imports = await setting(session, IMPORTS_SETTING, 0)
        version = (await catalogue(session)).version
        etag = tag_of(core.hub.epoch, str(imports), version, standards_digest(), actor.area_code)
        if (answer := not_modified(request, etag)) is not None:
            return answer
        found = await read_reference(session, actor.area_code)
    return Response(msgspec.json.encode(found), media_type="application/json", headers=headers_of(etag))
