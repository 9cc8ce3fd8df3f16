"""What of each noun can be searched for: one entry per thing, with the texts that people know it by."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from app.domain.areas import Area
from app.domain.cameras import Camera
from app.domain.cases import Case, short_number
from app.domain.comms import Talkgroup
from app.domain.duty import Department
from app.domain.facilities import LowPoint
from app.domain.fences import Fence
from app.domain.layers import Layer, LayerKind
from app.domain.plans import PlanTemplate
from app.domain.risks import Risk
from app.domain.street_map import Landmark, Street
from app.domain.units import Unit
from app.stores.pinyin import syllables
from app.stores.sources import SearchSources

Thing = (
    Unit
    | Case
    | LowPoint
    | Talkgroup
    | Area
    | Camera
    | Department
    | PlanTemplate
    | Street
    | Landmark
    | Fence
    | Risk
    | Layer
)


class Entry:
    """One thing to be found. `lines` are its texts in lower case, `text` all of them; pinyin is spelled on demand."""

    __slots__ = ("_spelled", "id", "lat", "lines", "lon", "subtitle", "subtitle_gloss", "text", "title", "title_gloss")

    def __init__(
        self,
        thing_id: int | str,
        title: str,
        title_gloss: str,
        subtitle: str,
        subtitle_gloss: str,
        lines: Iterable[str],
        lat: float | None = None,
        lon: float | None = None,
    ) -> None:
        self.id = thing_id
        self.title, self.title_gloss = title, title_gloss
        self.subtitle, self.subtitle_gloss = subtitle, subtitle_gloss
        self.lines = tuple(line.casefold() for line in lines if line)
        self.text = "\n".join(self.lines)
        self.lat, self.lon = lat, lon
        self._spelled: tuple[str, ...] | None = None

    def spell(self) -> tuple[str, ...]:
        """The pinyin of every line that has Chinese, see `pinyin.syllables`."""
        if self._spelled is None:
            self._spelled = tuple(spelled for line in self.lines for spelled in syllables(line))
        return self._spelled


def entries_of(sources: SearchSources, noun: str, ids: Iterable[int] | None) -> Iterator[Entry]:
    """Entries of one noun; with `ids` only of those units or cases that exist."""
    for thing in _things(sources, noun, ids):
        yield _entry(sources, thing)


def _things(sources: SearchSources, noun: str, ids: Iterable[int] | None) -> Iterable[Thing]:
    match noun:
        case "units":
            if ids is None:
                return sources.units.all()
            return [unit for unit in map(sources.units.get, ids) if unit]
        case "cases":
            if ids is None:
                return sources.cases.all()
            return [case for case in map(sources.cases.get, ids) if case]
        case "low_points":
            return sources.facilities.low_points()
        case "talkgroups":
            return sources.comms.talkgroups()
        case "areas":
            return sources.reference.all_areas()
        case "cameras":
            return sources.cameras.all()
        case "departments":
            return sources.reference.departments()
        case "plan_templates":
            return sources.reference.plan_templates()
        case "streets":
            return sources.streets.streets()
        case "landmarks":
            return sources.streets.landmarks()
        case "fences":
            return sources.fences.in_force()
        case "risks":
            return sources.risks.all()
        case "layers":
            return sources.reference.layers()
    raise ValueError(f"nothing is searched under {noun!r}")


def _entry(sources: SearchSources, thing: Thing) -> Entry:
    known_by: tuple[str, ...]
    codes: tuple[str, ...]
    match thing:
        case Unit():
            name, gloss = _area_name(sources, thing.area_code)
            known_by = (thing.callsign, thing.name, thing.gloss, thing.terminal_number, thing.phone)
            called = f"{thing.callsign} {thing.name}", f"{thing.callsign} {thing.gloss}"
            return Entry(thing.id, *called, name, gloss, known_by)
        case Case():
            numbers = (thing.number, short_number(thing.number))
            known_by = (*numbers, thing.title, thing.title_gloss, thing.address, thing.address_gloss)
            numbered = f"{thing.number} {thing.title}", f"{thing.number} {thing.title_gloss}"
            place = (thing.lat_deg, thing.lon_deg)
            return Entry(thing.id, *numbered, thing.address, thing.address_gloss, known_by, *place)
        case LowPoint() | Camera():
            name, gloss = _area_name(sources, thing.area_code)
            codes = (thing.code, thing.short_code) if isinstance(thing, Camera) else ()
            known_by = (thing.name, thing.gloss, *codes)
            return Entry(thing.id, thing.name, thing.gloss, name, gloss, known_by, thing.lat_deg, thing.lon_deg)
        case Talkgroup():
            name, gloss = _area_name(sources, thing.area_code)
            return Entry(thing.id, thing.name, thing.gloss, name, gloss, (thing.name, thing.gloss))
        case Area():
            answers = (thing.responsible, thing.responsible_gloss, thing.responsible_phone)
            known_by = (thing.code, thing.name, thing.gloss, *answers)
            place = (thing.lat_deg, thing.lon_deg)
            return Entry(thing.code, thing.name, thing.gloss, thing.code, thing.code, known_by, *place)
        case Department():
            named = (thing.name, thing.gloss)
            return Entry(thing.code, thing.name, thing.gloss, thing.phone, thing.phone, (*named, thing.phone))
        case PlanTemplate():
            return Entry(thing.id, thing.name, thing.gloss, "", "", (thing.name, thing.gloss))
        case Street():
            return Entry(thing.name, thing.name, thing.gloss, "", "", (thing.name, thing.gloss))
        case Landmark():
            place = (thing.place.lat_deg, thing.place.lon_deg)
            return Entry(thing.name, thing.name, thing.gloss, "", "", (thing.name, thing.gloss), *place)
        case Fence():
            name, gloss = _area_name(sources, thing.area_code)
            lats, lons = zip(*thing.points, strict=True)
            place = (sum(lats) / len(lats), sum(lons) / len(lons))
            return Entry(thing.id, thing.name, thing.gloss, name, gloss, (thing.name, thing.gloss), *place)
        case Risk():
            answers = (thing.responsible, thing.responsible_gloss, thing.responsible_phone)
            known_by = (thing.name, thing.gloss, thing.address, thing.address_gloss, *answers)
            place = (thing.lat_deg, thing.lon_deg)
            return Entry(thing.id, thing.name, thing.gloss, thing.address, thing.address_gloss, known_by, *place)
        case Layer():
            name, gloss = _group_name(sources, thing)
            # A category's code as the card of a component shows it; a layer of many is not known by each of them.
            codes = thing.codes if len(thing.codes) == 1 and thing.kind is LayerKind.COMPONENTS else ()
            return Entry(thing.id, thing.name, thing.gloss, name, gloss, (thing.name, thing.gloss, *codes))


def _area_name(sources: SearchSources, code: str) -> tuple[str, str]:
    area = sources.reference.area(code)
    return (area.name, area.gloss) if area else (code, code)


def _group_name(sources: SearchSources, layer: Layer) -> tuple[str, str]:
    group = next((one for one in sources.reference.layers() if one.id == layer.parent), None)
    return (group.name, group.gloss) if group else ("", "")
