"""A city from nothing: an admin makes its areas one by one, the city first, and mends what was mistyped."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

import numpy as np
from sqlalchemy import select

from app.api.order_bodies import ChangeArea, CreateArea
from app.backend import reference
from app.backend.actors import Actor, require_covers
from app.backend.areas import outlines
from app.backend.city_files import OUTLINES_FILE, keep_file
from app.backend.orders import Command
from app.backend.reference import IMPORTS_SETTING, setting
from app.backend.tables import SettingRow
from app.backend.tables_reference import AreaRow, CityRow
from app.backend.transaction import Transaction
from app.domain.areas import Area, AreaLevel, level_of, parent_of
from app.domain.duty import City
from app.domain.errors import Refusal
from app.domain.outlines import DEGREES_PER_UNIT, MEDIA_TYPE, Outlines, Ring, encode_outlines, ring_from_degrees
from app.domain.positions import is_on_earth

TIME_ZONE = "Asia/Shanghai"
MOST_CORNERS = 5_000
# Where nothing is drawn, a city reaches so far from each place that it has, some 20 km: enough to see its units.
REACH_DEG = 0.2


async def create_area(tx: Transaction, actor: Actor, body: CreateArea) -> None:
    """A new area below one that is there; the first of all is the city. Its place is the one named, else the middle of
    its outline, else that of the area above.

    Refusals: `area_code`, `city_exists`, `already_exists`, `area_unknown` (make the one above first), `name_needed`,
    `place_needed`, `place_invalid`, `outside_area`.
    """
    level = _level(body.code)
    require_covers(actor, body.code)
    if not body.name.strip():
        raise Refusal("name_needed", "Give the area a name.")
    here = await reference.city(tx.session)
    if level is AreaLevel.CITY and here is not None and here.code != body.code:
        raise Refusal("city_exists", f"This server's city is {here.code}; it has one.", 409)
    if await reference.area(tx.session, body.code) is not None:
        raise Refusal("already_exists", f"There is an area {body.code} already.", 409)
    above = None if level is AreaLevel.CITY else await reference.area(tx.session, parent_of(body.code))
    if level is not AreaLevel.CITY and above is None:
        raise Refusal("area_unknown", f"There is no area {parent_of(body.code)}; make it first.")
    ring = _ring(body.outline)
    lat_deg, lon_deg = _place(body, ring, above)
    area = Area(
        code=body.code,
        level=level,
        name=body.name.strip(),
        gloss=body.gloss.strip() or body.name.strip(),
        lat_deg=lat_deg,
        lon_deg=lon_deg,
    )
    if level is AreaLevel.CITY:
        tx.session.add(CityRow.of(_city(area)))
    tx.session.add(AreaRow.of(area))
    if ring is not None:
        await _keep_outline(tx, area.code, ring)
    await _fit_city(tx, () if here is None else (here.south_west, here.north_east))
    await _count_import(tx)
    tx.note("areas", 0, None, _noted(area))


async def change_area(tx: Transaction, actor: Actor, body: ChangeArea) -> None:
    """Another name, place or outline for an area; its code stays, for all that lies below goes by it. With a new
    outline alone its place is the middle of that. Where anything moved, the city's bounds are drawn anew.

    Refusals: `area_code`, `area_unknown`, `name_needed`, `place_invalid`, `outside_area`.
    """
    _level(body.code)
    require_covers(actor, body.code)
    before = await reference.area(tx.session, body.code)
    if before is None:
        raise Refusal("area_unknown", f"There is no area {body.code}.")
    name = before.name if body.name is None else body.name.strip()
    if not name:
        raise Refusal("name_needed", "Give the area a name.")
    gloss = before.gloss if body.gloss is None and before.gloss != before.name else (body.gloss or "").strip() or name
    ring = _ring(body.outline or ())
    lat_deg, lon_deg = _place(body, ring, before)
    after = replace(before, name=name, gloss=gloss, lat_deg=lat_deg, lon_deg=lon_deg)
    row = await tx.session.get_one(AreaRow, body.code)
    row.name, row.gloss, row.lat_deg, row.lon_deg = name, gloss, lat_deg, lon_deg
    if body.outline is not None:
        await _keep_outline(tx, body.code, ring)
    if after.level is AreaLevel.CITY:
        await _rename_city(tx, before, after)
    if body.outline is not None or (lat_deg, lon_deg) != (before.lat_deg, before.lon_deg):
        await _fit_city(tx, ())
    await _count_import(tx)
    tx.note("areas", 0, _noted(before), _noted(after))


def _noted(area: Area) -> dict[str, str | float]:
    return {
        "code": area.code,
        "name": area.name,
        "gloss": area.gloss,
        "lat_deg": area.lat_deg,
        "lon_deg": area.lon_deg,
    }


async def _count_import(tx: Transaction) -> None:
    """Consoles ask for the city anew."""
    imports = await setting(tx.session, IMPORTS_SETTING, 0)
    await tx.session.merge(SettingRow(name=IMPORTS_SETTING, value=imports + 1))


def _level(code: str) -> AreaLevel:
    try:
        if code.isascii():
            return level_of(code)
    except ValueError:
        pass
    raise Refusal("area_code", "An area's code has 6 digits (city), 9 (street), 12 (community) or 15 (grid).")


def _ring(outline: tuple[tuple[float, float], ...]) -> Ring | None:
    """The outline in units of the outlines' file, None where there is none."""
    if not outline:
        return None
    if not 3 <= len(outline) <= MOST_CORNERS:
        raise Refusal("place_invalid", f"An outline has 3 to {MOST_CORNERS} corners.")
    if not all(is_on_earth(*corner) for corner in outline):
        raise Refusal("place_invalid", "A corner of an outline is latitude and longitude in degrees.")
    return ring_from_degrees(outline)


def _place(body: CreateArea | ChangeArea, ring: Ring | None, usual: Area | None) -> tuple[float, float]:
    """Degrees of the place that is named, else of the outline's middle, else of `usual`."""
    if body.lat_deg is not None and body.lon_deg is not None:
        if not is_on_earth(body.lat_deg, body.lon_deg):
            raise Refusal("place_invalid", "Latitude and longitude must be degrees on the earth.")
        return body.lat_deg, body.lon_deg
    if ring is not None:
        lat, lon = (ring.min(axis=0) + (ring.max(axis=0) - ring.min(axis=0)) / 2) * DEGREES_PER_UNIT
        return float(lat), float(lon)
    if usual is None:
        raise Refusal("place_needed", "Say where the city is: lat_deg and lon_deg, or an outline.")
    return usual.lat_deg, usual.lon_deg


def _city(area: Area) -> City:
    return City(
        code=area.code,
        name=area.name,
        gloss=area.gloss,
        title=area.name,
        title_gloss=area.gloss,
        time_zone=TIME_ZONE,
        demo=False,
        south_west=(area.lat_deg, area.lon_deg),
        north_east=(area.lat_deg, area.lon_deg),
    )


async def _rename_city(tx: Transaction, before: Area, after: Area) -> None:
    """A title that is only the city's name goes along."""
    city = await tx.session.get_one(CityRow, after.code)
    if city.title == before.name:
        city.title = after.name
    if city.title_gloss == before.gloss:
        city.title_gloss = after.gloss
    city.name, city.gloss = after.name, after.gloss


async def _fit_city(tx: Transaction, also: Iterable[tuple[float, float]]) -> None:
    """Draw the city's bounds around all its areas, and the places (latitude, longitude) in `also`: consoles take what
    lies beyond the bounds for none of the city's.
    """
    await tx.session.flush()
    city = await tx.session.scalar(select(CityRow))
    if city is None:
        return
    known = await outlines(tx.session)
    places = (await tx.session.execute(select(AreaRow.code, AreaRow.lat_deg, AreaRow.lon_deg))).all()
    bounds = _bounds([(code, lat_deg, lon_deg) for code, lat_deg, lon_deg in places], known, city.code)
    corners = np.round(np.array([*bounds, *also]), 7)
    (south, west), (north, east) = corners.min(axis=0).tolist(), corners.max(axis=0).tolist()
    city.south_west, city.north_east = (south, west), (north, east)


def _bounds(
    places: Iterable[tuple[str, float, float]], known: Outlines | None, city_code: str
) -> list[tuple[float, float]]:
    """Corners around all that is drawn, and around each area's place; around one that is not drawn, in a city that is
    not drawn either, with the reach.
    """
    levels = [level for level in (known.levels if known is not None else ()) if len(level.points)]
    drawn = {code.decode("ascii") for level in levels for code in level.codes}
    corners = [
        (float(lat), float(lon))
        for level in levels
        for lat, lon in (level.points.min(axis=0) * DEGREES_PER_UNIT, level.points.max(axis=0) * DEGREES_PER_UNIT)
    ]
    for code, lat_deg, lon_deg in places:
        reach = 0.0 if code in drawn or city_code in drawn else REACH_DEG
        corners += [(lat_deg - reach, lon_deg - reach), (lat_deg + reach, lon_deg + reach)]
    return corners


async def _keep_outline(tx: Transaction, code: str, ring: Ring | None) -> None:
    """Keep the outline of one area beside all others; without a ring it has none from now on."""
    known = await outlines(tx.session)
    areas = {
        raw.decode("ascii"): level.rings(place)
        for level in (known.levels if known is not None else ())
        for place, raw in enumerate(level.codes)
    }
    areas.pop(code, None)
    if ring is not None:
        areas[code] = [ring]
    await keep_file(tx.session, OUTLINES_FILE, MEDIA_TYPE, encode_outlines(areas))


COMMANDS: dict[str, Command] = {"create_area": create_area, "change_area": change_area}
