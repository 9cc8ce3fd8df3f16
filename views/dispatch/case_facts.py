"""The facts of one case as its card lists them."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QCoreApplication

from app.domain.cases import Assignment, Case
from app.domain.categories import LimitKind, Standard
from app.domain.comms import TerminalState
from app.domain.positions import distance_m
from app.domain.units import Freshness, Unit
from app.stores import Stores
from views import words
from views.dispatch.case_cards import address, area_name
from views.dispatch.moments import moment_text
from widgets.key_value import Fact
from widgets.marks import Shape
from widgets.tokens import Tone

translate = QCoreApplication.translate


def case_facts(stores: Stores, case: Case, language: str) -> list[Fact]:
    """Where, from whom, by which standard, how far, and who is on it with where they are now."""
    now_utc = stores.clock.now_utc()
    grid = stores.reference.area(case.area_code)
    place = " · ".join(filter(None, (area_name(stores, case.area_code, language), case.area_code[6:])))
    reporter = " · ".join(
        filter(None, (words.case_source_word(case.source), moment_text(case.reported_utc, now_utc), case.reporter))
    )
    facts = [
        Fact(name=translate("CaseFacts", "Address"), value=address(case, language)),
        Fact(name=translate("CaseFacts", "Grid"), value=place),
        Fact(name=translate("CaseFacts", "Source"), value=reporter),
    ]
    if grid is not None and grid.responsible:
        person = grid.responsible if language == "zh" else grid.responsible_gloss or grid.responsible
        facts.insert(
            2, Fact(name=translate("CaseFacts", "Responsible"), value=f"{person} {grid.responsible_phone}".strip())
        )
    if case.description:
        facts.append(Fact(name=translate("CaseFacts", "Report"), value=case.description))
    facts += _standard_facts(stores, case, language)
    facts.append(Fact(name=translate("CaseFacts", "Stage"), value=_stage_text(case, now_utc)))
    if case.similar_to is not None:
        facts.append(_similar_fact(stores, case.similar_to, language))
    if case.urged_utc is not None:
        facts.append(
            Fact(
                name=translate("CaseFacts", "Urged"),
                value=moment_text(case.urged_utc, now_utc),
                tone=Tone.ORANGE,
                shape=Shape.DIAMOND,
            )
        )
    if case.returned_by:
        department = stores.reference.department(case.returned_by)
        name = words.named(department, language) if department else case.returned_by
        facts.append(Fact(name=translate("CaseFacts", "Returned by"), value=name, tone=Tone.YELLOW, shape=Shape.SQUARE))
    if case.assignment is not None:
        facts += _assignment_facts(stores, case, case.assignment, language)
    return facts


def limit_text(standard: Standard) -> str:
    """A standard's time limit with how it is counted, e.g. 2 紧急工作时."""
    number = f"{standard.limit:g}"
    return {
        LimitKind.URGENT_HOURS: translate("CaseFacts", "{n} h, nights too"),
        LimitKind.WORKING_HOURS: translate("CaseFacts", "{n} working hours"),
        LimitKind.WORKING_DAYS: translate("CaseFacts", "{n} working days"),
        LimitKind.CALENDAR_DAYS: translate("CaseFacts", "{n} calendar days"),
    }[standard.limit_kind].format(n=number)


def _standard_facts(stores: Stores, case: Case, language: str) -> list[Fact]:
    category = stores.reference.category(case.category_code)
    coded = f"{words.named(category, language)} {case.category_code}" if category else case.category_code
    standard = stores.reference.standard(case.standard_id) if case.standard_id else None
    if standard is None:
        return [Fact(name=translate("CaseFacts", "Category"), value=coded)]
    condition = standard.condition if language == "zh" else standard.condition_gloss or standard.condition
    return [
        Fact(name=translate("CaseFacts", "Standard"), value=f"{coded} · {limit_text(standard)}"),
        Fact(name=translate("CaseFacts", "Condition"), value=condition),
    ]


def _stage_text(case: Case, now_utc: datetime) -> str:
    since = translate("CaseFacts", "{stage} since {time}").format(
        stage=words.case_stage_word(case.stage), time=moment_text(case.stage_since_utc, now_utc)
    )
    parts = [since]
    if case.due_utc is not None:
        parts.append(translate("CaseFacts", "due {time}").format(time=moment_text(case.due_utc, now_utc)))
    if case.rework_count:
        parts.append(translate("CaseFacts", "rework {n}").format(n=case.rework_count))
    return " · ".join(parts)


def _similar_fact(stores: Stores, case_id: int, language: str) -> Fact:
    similar = stores.cases.get(case_id)
    text = (
        f"{words.short_number(similar.number)} {words.titled(similar, language)} · "
        f"{words.case_stage_word(similar.stage)}"
        if similar
        else f"#{case_id}"
    )
    return Fact(name=translate("CaseFacts", "Similar"), value=text, tone=Tone.YELLOW, shape=Shape.SQUARE)


def _assignment_facts(stores: Stores, case: Case, assignment: Assignment, language: str) -> list[Fact]:
    department = stores.reference.department(assignment.department_code)
    name = words.named(department, language) if department else assignment.department_code
    times = [
        (translate("CaseFacts", "sent"), assignment.sent_utc),
        (translate("CaseFacts", "accepted"), assignment.accepted_utc),
        (translate("CaseFacts", "on scene"), assignment.arrived_utc),
        (translate("CaseFacts", "handled"), assignment.finished_utc),
    ]
    course = " · ".join(f"{word} {words.local_minute(at_utc)}" for word, at_utc in times if at_utc is not None)
    facts = [
        Fact(name=translate("CaseFacts", "Department"), value=name),
        Fact(name=translate("CaseFacts", "Handling"), value=course),
    ]
    unit = stores.units.get(assignment.unit_id) if assignment.unit_id is not None else None
    if unit is not None:
        facts[1:1] = _unit_facts(stores, case, unit, language)
    return facts


def _unit_facts(stores: Stores, case: Case, unit: Unit, language: str) -> list[Fact]:
    """The unit with its live state, and where it is; an offline terminal is struck, an old position hollow."""
    who = f"{unit.callsign} {words.named(unit, language)} · {words.unit_status_word(unit.status)}"
    facts = [Fact(name=translate("CaseFacts", "Unit"), value=who)]
    seen = translate("CaseFacts", "seen {age} ago").format(age=words.age_text(stores.units.age_s(unit.id)))
    parts, shape = [seen], Shape.DISC
    place = stores.units.position(unit.id)
    if place is not None:
        away_m = distance_m(case.lat_deg, case.lon_deg, place.lat_deg, place.lon_deg)
        away = translate("CaseFacts", "{distance} away").format(distance=words.distance_text(away_m))
        parts.insert(0, away)
    if stores.units.terminal_state(unit.id) is TerminalState.OFFLINE:
        parts.insert(0, words.terminal_state_word(TerminalState.OFFLINE))
        shape = Shape.STRUCK
    elif stores.units.freshness(unit.id) not in (Freshness.FRESH, Freshness.AGEING):
        shape = Shape.RING
    facts.append(Fact(name=translate("CaseFacts", "Where"), value=" · ".join(parts), shape=shape))
    return facts
