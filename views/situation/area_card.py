"""The card of an area of any level: who answers for it, who and what is in it, what is open, what may go wrong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.domain.areas import LEVEL_DIGITS, Area, AreaLevel, covers
from app.domain.cases import OPEN_STAGES
from app.domain.levels import BY_GRAVITY
from app.domain.positions import Place
from app.domain.risks import risk_level
from app.domain.units import STATUS_CODES, Unit, UnitStatus
from app.stores import Stores
from views import words
from views.situation.area_words import area_title, responsible_name
from views.situation.selection import Card
from widgets.key_value import Fact
from widgets.marks import TONE_SHAPE
from widgets.tokens import Tone

_OFF_DUTY = STATUS_CODES.index(UnitStatus.OFF_DUTY)


def area_card(stores: Stores, area: Area, language: str, components: Mapping[str, int] | None) -> Card:
    """`components` counts those in the area by category, None while they are not known."""
    title, level = area_title(area, language)
    facts = [
        *_who(area, language),
        *_what(stores, area),
        *_components(stores, area, language, components),
        *_cases(stores, area),
        *_risks(stores, area),
        *_rain(stores, area),
    ]
    return Card(title=title, subtitle=level, facts=facts, place=Place(lat_deg=area.lat_deg, lon_deg=area.lon_deg))


def _who(area: Area, language: str) -> list[Fact]:
    facts = [Fact(name=QCoreApplication.translate("AreaCard", "Code"), value=area.code)]
    if area.level is AreaLevel.CITY:
        # A platform has five levels: city, district, street, community, grid. A code of 6 digits is one division.
        said = QCoreApplication.translate("AreaCard", "3 levels, no districts")
        facts.append(Fact(name=QCoreApplication.translate("AreaCard", "Below it"), value=said))
    person = responsible_name(area, language)
    nobody = QCoreApplication.translate("AreaCard", "nobody is named")
    facts.append(Fact(name=QCoreApplication.translate("AreaCard", "Responsible"), value=person or nobody))
    if area.responsible_phone:
        facts.append(Fact(name=QCoreApplication.translate("AreaCard", "Phone"), value=area.responsible_phone))
    return facts


def _what(stores: Stores, area: Area) -> list[Fact]:
    """Who is there now and who belongs there are two questions: an officer's home is a street, his way leads on."""
    inside = _on_duty_inside(stores, area)
    assigned = [unit for unit in stores.units.all() if _belongs(unit, area.code)]
    on_duty = sum(unit.status is not UnitStatus.OFF_DUTY for unit in assigned)
    cameras = [camera for camera in stores.cameras.all() if camera.area_code.startswith(area.code)]
    online = sum(camera.online for camera in cameras)
    unknown = QCoreApplication.translate("AreaCard", "not known: no outline")
    duty = QCoreApplication.translate("AreaCard", "{n} on duty of {all}").format(n=on_duty, all=len(assigned))
    seen = QCoreApplication.translate("AreaCard", "{n} online of {all}").format(n=online, all=len(cameras))
    return [
        Fact(
            name=QCoreApplication.translate("AreaCard", "Units inside now"),
            value=unknown if inside is None else str(inside),
        ),
        Fact(name=QCoreApplication.translate("AreaCard", "Units assigned"), value=duty),
        Fact(name=QCoreApplication.translate("AreaCard", "Cameras"), value=seen),
    ]


def _belongs(unit: Unit, code: str) -> bool:
    return covers(code, unit.area_code) or any(covers(code, grid) for grid in unit.beat)


def _on_duty_inside(stores: Stores, area: Area) -> int | None:
    """Units on duty whose last position is in the area; None where its outline is not known."""
    outlines, units = stores.reference.read_outlines, stores.units
    if outlines is None:
        return None
    there = np.flatnonzero((units.status != _OFF_DUTY) & ~np.isnan(units.lat))
    inside = outlines.holds(area.code, units.lat[there], units.lon[there])
    return None if inside is None else int(np.count_nonzero(inside))


def _components(stores: Stores, area: Area, language: str, counts: Mapping[str, int] | None) -> list[Fact]:
    facts = [Fact(name=QCoreApplication.translate("AreaCard", "Components"), value=f"{area.components:,}")]
    majors: Counter[str] = Counter()
    names: dict[str, str] = {}
    for code, count in (counts or {}).items():
        category = stores.reference.category(code)
        if category is not None:
            majors[category.major] += count
            names[category.major] = category.major_name if language == "zh" else category.major_gloss
    return [*facts, *(Fact(name=f"· {names[major]}", value=f"{majors[major]:,}") for major in sorted(majors))]


def _cases(stores: Stores, area: Area) -> list[Fact]:
    inside = [case for case in stores.cases.open() if case.area_code.startswith(area.code)]
    now_utc = stores.clock.now_utc()
    overdue = sum(stores.cases.timer(case, now_utc).overdue for case in inside)
    said = QCoreApplication.translate("AreaCard", "{n}, {late} overdue").format(n=len(inside), late=overdue)
    facts = [
        Fact(
            name=QCoreApplication.translate("AreaCard", "Open cases"),
            value=said if overdue else str(len(inside)),
            tone=Tone.RED if overdue else Tone.NONE,
            shape=TONE_SHAPE[Tone.RED] if overdue else "",
        )
    ]
    stages = Counter(case.stage for case in inside)
    return [
        *facts,
        *(Fact(name=f"· {words.case_stage_word(s)}", value=str(stages[s])) for s in OPEN_STAGES if stages[s]),
    ]


def _risks(stores: Stores, area: Area) -> list[Fact]:
    levels = Counter(risk_level(r.assessment) for r in stores.risks.all() if r.area_code.startswith(area.code))
    if not levels:
        return [Fact(name=QCoreApplication.translate("AreaCard", "Risks"), value="0")]
    facts = [Fact(name=QCoreApplication.translate("AreaCard", "Risks"), value=str(levels.total()))]
    for level in BY_GRAVITY:
        if levels[level]:
            name, tone = f"· {words.risk_level_word(level)}", Tone(level.value)
            facts.append(Fact(name=name, value=str(levels[level]), tone=tone, shape=TONE_SHAPE[tone]))
    return facts


def _rain(stores: Stores, area: Area) -> list[Fact]:
    """Of the area itself or the smallest around it that is measured, else the mean over what is measured inside."""
    rain = stores.facilities.rain()
    around = (rain.get(area.code[:digits]) for digits in sorted(LEVEL_DIGITS.values(), reverse=True))
    own = next((one for one in around if one is not None), None)
    inside = [own] if own is not None else [one for code, one in rain.items() if code.startswith(area.code)]
    if not inside:
        return []
    rate = sum(one.rate_mm_per_h for one in inside) / len(inside)
    hour = sum(one.hour_mm for one in inside) / len(inside)
    return [Fact(name=QCoreApplication.translate("AreaCard", "Rain"), value=f"{rate:.0f} mm/h · {hour:.0f} mm")]
