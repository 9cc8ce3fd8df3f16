"""The catalogue of thematic layers: the shipped pattern, grown to what a city really has.

`resources/standards/layers.json` names what every city has; a row with `each` stands for one layer per category,
department or talkgroup. A city keeps the result as its own file (`LAYERS_FILE`), which it may replace by another.
"""

from __future__ import annotations

import logging
from collections.abc import Collection, Iterable
from dataclasses import dataclass, fields, replace
from functools import cache

import msgspec
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.backend.catalogue import STANDARDS, Catalogue, load_departments
from app.backend.city_files import keep_file
from app.backend.tables import CityFileRow
from app.backend.tables_city import TalkgroupRow, UnitRow
from app.domain.categories import Category, CategoryKind
from app.domain.comms import Talkgroup
from app.domain.duty import Department
from app.domain.layers import (
    NO_FAULTS,
    Layer,
    LayerFaults,
    LayerSet,
    cuts_by_known_codes,
    require_tree,
    sound_tree,
)

_log = logging.getLogger(__name__)

LAYERS_FILE = "layers"
_FIELDS = tuple(field.name for field in fields(Layer))


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerCatalogue:
    """`faults`: what of the city's own file could not be used."""

    layers: tuple[Layer, ...] = ()
    sets: tuple[LayerSet, ...] = ()
    faults: LayerFaults = NO_FAULTS


@dataclass(frozen=True, slots=True, kw_only=True)
class CityHas:
    """What layers can be made of. `components` are the codes of the minor categories that stand in the streets."""

    catalogue: Catalogue
    departments: tuple[Department, ...]
    components: Collection[str]
    talkgroups: tuple[Talkgroup, ...]
    unit_departments: Collection[str]


@dataclass(frozen=True)
class _One:
    """What a row with `each` is filled with, and the codes that the layer then cuts by."""

    code: str
    name: str
    gloss: str
    major: str = ""
    codes: tuple[str, ...] = ()


@cache
def _pattern() -> dict[str, list[dict[str, object]]]:
    pattern: dict[str, list[dict[str, object]]] = msgspec.json.decode((STANDARDS / "layers.json").read_bytes())
    return pattern


def layers_of(city: CityHas) -> LayerCatalogue:
    """The layers of a city; ValueError where the pattern is no tree."""
    each = _each(city)
    layers: list[Layer] = []
    for row in _pattern()["layers"]:
        if "each" in row:
            layers += [_filled(row, one) for one in each[str(row["each"])]]
        else:
            layers.append(msgspec.convert(row, Layer))
    kept = _without_empty_groups(layers)
    require_tree(kept)
    return LayerCatalogue(layers=tuple(kept), sets=msgspec.convert(_pattern()["sets"], tuple[LayerSet, ...]))


def _without_empty_groups(layers: list[Layer]) -> list[Layer]:
    while True:
        parents = {layer.parent for layer in layers}
        kept = [layer for layer in layers if layer.kind != "group" or layer.id in parents]
        if len(kept) == len(layers):
            return kept
        layers = kept


def _filled(row: dict[str, object], one: _One) -> Layer:
    words = {"code": one.code, "name": one.name, "gloss": one.gloss, "major": one.major}
    values = {
        name: value.format(**words) if isinstance(value, str) else value
        for name, value in row.items()
        if name in _FIELDS
    }
    if "by" in row:
        values["codes"] = one.codes or (one.code,)
    return msgspec.convert(values, Layer)


def _each(city: CityHas) -> dict[str, list[_One]]:
    categories = list(city.catalogue.by_code.values())
    events = [c for c in categories if c.kind is CategoryKind.EVENT]
    components = [c for c in categories if c.kind is CategoryKind.COMPONENT]
    present = [c for c in components if c.code in city.components]
    known = {department.code: department for department in city.departments}
    return {
        "event_majors": _majors(events),
        "event_minors": [_One(c.code, c.name, c.gloss, c.major) for c in events],
        "component_majors": _majors(present),
        "component_minors": [_One(c.code, c.name, c.gloss, c.major) for c in present],
        "component_major_cases": _majors(components),
        "departments": [_One(d.code, d.name, d.gloss) for d in city.departments],
        "unit_departments": [
            _One(d.code, d.name, d.gloss) for d in city.departments if d.code in city.unit_departments
        ],
        "component_departments": [
            _One(code, known[code].name, known[code].gloss, codes=tuple(c.code for c in mine))
            for code in sorted({c.department_code for c in present} & known.keys())
            for mine in [[c for c in present if c.department_code == code]]
        ],
        "talkgroups": [_One(str(group.id), group.name, group.gloss) for group in city.talkgroups],
    }


def _majors(categories: Iterable[Category]) -> list[_One]:
    """Majors in order, each with the codes of its minors."""
    found: dict[str, list[Category]] = {}
    for category in categories:
        found.setdefault(category.major, []).append(category)
    return [
        _One(major, ones[0].major_name, ones[0].major_gloss, codes=tuple(c.code for c in ones))
        for major, ones in sorted(found.items())
    ]


class _Named(msgspec.Struct):
    id: str


class _Rows(msgspec.Struct):
    layers: list[msgspec.Raw] = []
    sets: list[msgspec.Raw] = []


def decode_layers(body: bytes) -> LayerCatalogue:
    """A city's own file, row by row: `faults` names what no layer was made of. ValueError where nothing can be used."""
    rows = msgspec.json.decode(body, type=_Rows)
    layers: list[Layer] = []
    left_out: list[str] = []
    for number, raw in enumerate(rows.layers, start=1):
        try:
            layer = msgspec.json.decode(raw, type=Layer)
        except msgspec.ValidationError:
            left_out.append(_id_of(raw) or f"#{number}")
            continue
        if cuts_by_known_codes(layer):
            layers.append(layer)
        else:
            left_out.append(layer.id)
    kept, not_in_tree = sound_tree(layers)
    if not kept:
        raise ValueError("no row of it is a layer")
    sets = []
    for number, raw in enumerate(rows.sets, start=1):
        try:
            sets.append(msgspec.json.decode(raw, type=LayerSet))
        except msgspec.ValidationError:
            left_out.append(f"sets #{number}")
    return LayerCatalogue(layers=tuple(kept), sets=tuple(sets), faults=LayerFaults(left_out=(*left_out, *not_in_tree)))


def _id_of(raw: msgspec.Raw) -> str:
    try:
        return msgspec.json.decode(raw, type=_Named).id
    except msgspec.ValidationError:
        return ""


async def keep_layers(session: AsyncSession, catalogue: LayerCatalogue) -> None:
    """Keep the city's layers in the place of the former ones."""
    kept = {"layers": catalogue.layers, "sets": catalogue.sets}
    await keep_file(session, LAYERS_FILE, "application/json", msgspec.json.encode(kept))


async def read_layers(session: AsyncSession, codes: Catalogue) -> LayerCatalogue:
    """The city's layers; those of its codes alone where it brought none, or none that can be read."""
    body = await session.scalar(select(CityFileRow.body).where(CityFileRow.name == LAYERS_FILE))
    if not body:
        return await _usual_layers(session, codes)
    try:
        return decode_layers(body)
    except ValueError as fault:  # msgspec's DecodeError is one
        _log.warning("the city's own layers cannot be read, the usual ones stand in: %s", fault)
    return replace(await _usual_layers(session, codes), faults=LayerFaults(torn=True))


async def _usual_layers(session: AsyncSession, codes: Catalogue) -> LayerCatalogue:
    groups = await session.scalars(select(TalkgroupRow).order_by(TalkgroupRow.id))
    departments = await session.scalars(select(UnitRow.department_code).distinct())
    has = CityHas(
        catalogue=codes,
        departments=load_departments(),
        components=set(codes.by_code),
        talkgroups=tuple(row.thing() for row in groups),
        unit_departments=set(departments),
    )
    return layers_of(has)
