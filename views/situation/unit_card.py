"""What the panel says of a unit: state, place and its age, terminal, task, group, grid and who answers for it."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.comms import LOW_BATTERY_PCT, TerminalState
from app.domain.units import Freshness, Unit, UnitStatus
from app.stores import Stores
from views import words
from views.situation.area_words import grid_words
from widgets.key_value import Fact
from widgets.tokens import Tone

_STATUS_TONE = {
    UnitStatus.OFF_DUTY: Tone.QUIET,
    UnitStatus.AVAILABLE: Tone.NONE,
    UnitStatus.EN_ROUTE: Tone.ACCENT,
    UnitStatus.ON_SCENE: Tone.ACCENT,
    UnitStatus.BUSY: Tone.QUIET,
}
_FRESH_MARK = {
    Freshness.FRESH: (Tone.NONE, ""),
    Freshness.AGEING: (Tone.NONE, ""),
    Freshness.STALE: (Tone.YELLOW, "ring"),
    Freshness.LOST: (Tone.ORANGE, "struck"),
}
_TERMINAL_MARK = {TerminalState.WEAK: (Tone.YELLOW, "diamond"), TerminalState.OFFLINE: (Tone.ORANGE, "struck")}


def unit_title(unit: Unit, language: str) -> tuple[str, str]:
    """Callsign with name, and the kind."""
    return f"{unit.callsign} {words.named(unit, language)}", words.unit_kind_word(unit.kind)


def unit_facts(stores: Stores, unit: Unit, language: str) -> list[Fact]:
    """The facts of a unit card, from what this seat knows now."""
    facts = [_status_fact(stores, unit), _place_fact(stores, unit), *_terminal_facts(stores, unit)]
    group = stores.comms.talkgroup(unit.talkgroup_id) if unit.talkgroup_id is not None else None
    if group is not None:
        facts.append(Fact(name=QCoreApplication.translate("UnitCard", "Group"), value=words.named(group, language)))
    place = stores.units.position(unit.id)
    grid = stores.reference.grid_at(place.lat_deg, place.lon_deg) if place is not None else None
    if grid is not None:
        facts.append(Fact(name=QCoreApplication.translate("UnitCard", "Grid"), value=grid_words(grid, language)))
    department = stores.reference.department(unit.department_code)
    if department is not None:
        facts.append(
            Fact(name=QCoreApplication.translate("UnitCard", "Department"), value=words.named(department, language))
        )
    if unit.shift:
        facts.append(Fact(name=QCoreApplication.translate("UnitCard", "Shift"), value=words.shift_word(unit.shift)))
    gear = unit.equipment if language == "zh" else unit.equipment_gloss or unit.equipment
    if gear:
        facts.append(Fact(name=QCoreApplication.translate("UnitCard", "Carries"), value=gear))
    if unit.phone:
        facts.append(Fact(name=QCoreApplication.translate("UnitCard", "Phone"), value=unit.phone))
    return facts


def _status_fact(stores: Stores, unit: Unit) -> Fact:
    value = words.unit_status_word(unit.status)
    case = stores.cases.get(unit.case_id) if unit.case_id is not None else None
    if case is not None:
        value = QCoreApplication.translate("UnitCard", "{status}, case {number}").format(
            status=value, number=words.short_number(case.number)
        )
    tone = _STATUS_TONE[unit.status]
    shape = "arrow" if tone is Tone.ACCENT else ""
    return Fact(name=QCoreApplication.translate("UnitCard", "Status"), value=value, tone=tone, shape=shape)


def _place_fact(stores: Stores, unit: Unit) -> Fact:
    name = QCoreApplication.translate("UnitCard", "Position")
    age_s = stores.units.age_s(unit.id)
    if age_s is None:
        value = QCoreApplication.translate("UnitCard", "no position yet")
        return Fact(name=name, value=value, tone=Tone.ORANGE, shape="struck")
    fresh = stores.units.freshness(unit.id)
    tone, shape = _FRESH_MARK[fresh]
    value = QCoreApplication.translate("UnitCard", "{age} ago").format(age=words.age_text(age_s))
    if fresh is not Freshness.FRESH:
        value = f"{value} · {words.freshness_word(fresh)}"
    row = stores.units.row_of(unit.id)
    speed_kmh = float(stores.units.speed[row]) * 3.6
    if speed_kmh >= 1.0:
        value = f"{value} · {speed_kmh:.0f} km/h"
    return Fact(name=name, value=value, tone=tone, shape=shape)


def _terminal_facts(stores: Stores, unit: Unit) -> list[Fact]:
    state = stores.units.terminal_state(unit.id)
    tone, shape = _TERMINAL_MARK.get(state, (Tone.NONE, ""))
    word = words.terminal_state_word(state)
    facts = [Fact(name=QCoreApplication.translate("UnitCard", "Terminal"), value=word, tone=tone, shape=shape)]
    battery, bars = stores.units.battery_pct(unit.id), stores.units.signal_bars(unit.id)
    parts = []
    if battery is not None:
        parts.append(QCoreApplication.translate("UnitCard", "Battery {n} %").format(n=battery))
    if bars is not None:
        parts.append(QCoreApplication.translate("UnitCard", "Signal {n}/5").format(n=bars))
    low = battery is not None and battery <= LOW_BATTERY_PCT
    if parts:
        tone, shape = (Tone.YELLOW, "diamond") if low else (Tone.NONE, "")
        facts.append(Fact(name="", value=" · ".join(parts), tone=tone, shape=shape))
    return facts
