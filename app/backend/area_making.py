"""A city from nothing: an admin makes its areas one by one, the city first, where no import brings them all."""

from __future__ import annotations

from app.api.order_bodies import CreateArea
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
from app.domain.outlines import DEGREES_PER_UNIT, MEDIA_TYPE, Ring, encode_outlines, ring_from_degrees
from app.domain.positions import is_on_earth

TIME_ZONE = "Asia/Shanghai"
MOST_CORNERS = 5_000
# A city without an outline reaches so far from its middle, some 20 km: enough to see its units, and moved by an import.
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
    ring = _ring(body)
    lat_deg, lon_deg = _middle(body, ring, above)
    area = Area(
        code=body.code,
        level=level,
        name=body.name.strip(),
        gloss=body.gloss.strip() or body.name.strip(),
        lat_deg=lat_deg,
        lon_deg=lon_deg,
    )
    if level is AreaLevel.CITY:
        tx.session.add(CityRow.of(_city(area, ring)))
    tx.session.add(AreaRow.of(area))
    if ring is not None:
        await _keep_outline(tx, area.code, ring)
    imports = await setting(tx.session, IMPORTS_SETTING, 0)
    await tx.session.merge(SettingRow(name=IMPORTS_SETTING, value=imports + 1))
    tx.note("areas", 0, None, {"code": area.code, "name": area.name, "lat_deg": lat_deg, "lon_deg": lon_deg})


def _level(code: str) -> AreaLevel:
    try:
        if code.isascii():
            return level_of(code)
    except ValueError:
        pass
    raise Refusal("area_code", "An area's code has 6 digits (city), 9 (street), 12 (community) or 15 (grid).")


def _ring(body: CreateArea) -> Ring | None:
    """The outline in units of the outlines' file, None where there is none."""
    if not body.outline:
        return None
    if not 3 <= len(body.outline) <= MOST_CORNERS:
        raise Refusal("place_invalid", f"An outline has 3 to {MOST_CORNERS} corners.")
    if not all(is_on_earth(*corner) for corner in body.outline):
        raise Refusal("place_invalid", "A corner of an outline is latitude and longitude in degrees.")
    return ring_from_degrees(body.outline)


def _middle(body: CreateArea, ring: Ring | None, above: Area | None) -> tuple[float, float]:
    if body.lat_deg is not None and body.lon_deg is not None:
        if not is_on_earth(body.lat_deg, body.lon_deg):
            raise Refusal("place_invalid", "Latitude and longitude must be degrees on the earth.")
        return body.lat_deg, body.lon_deg
    if ring is not None:
        lat, lon = (ring.min(axis=0) + (ring.max(axis=0) - ring.min(axis=0)) / 2) * DEGREES_PER_UNIT
        return float(lat), float(lon)
    if above is None:
        raise Refusal("place_needed", "Say where the city is: lat_deg and lon_deg, or an outline.")
    return above.lat_deg, above.lon_deg


def _city(area: Area, ring: Ring | None) -> City:
    south, west = area.lat_deg - REACH_DEG, area.lon_deg - REACH_DEG
    north, east = area.lat_deg + REACH_DEG, area.lon_deg + REACH_DEG
    if ring is not None:
        (south, west), (north, east) = (ring.min(axis=0) * DEGREES_PER_UNIT, ring.max(axis=0) * DEGREES_PER_UNIT)
    return City(
        code=area.code,
        name=area.name,
        gloss=area.gloss,
        title=area.name,
        title_gloss=area.gloss,
        time_zone=TIME_ZONE,
        demo=False,
        south_west=(float(south), float(west)),
        north_east=(float(north), float(east)),
    )


async def _keep_outline(tx: Transaction, code: str, ring: Ring) -> None:
    known = await outlines(tx.session)
    areas = {
        raw.decode("ascii"): level.rings(place)
        for level in (known.levels if known is not None else ())
        for place, raw in enumerate(level.codes)
    }
    await keep_file(tx.session, OUTLINES_FILE, MEDIA_TYPE, encode_outlines({**areas, code: [ring]}))


COMMANDS: dict[str, Command] = {"create_area": create_area}
