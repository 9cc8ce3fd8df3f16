"""Who could go, and where to: rows that the panel offers for one selected thing."""

from __future__ import annotations

from dataclasses import dataclass

from app.actions import Actions
from app.domain.cases import ALLOWED, Case, CaseOrder, CaseStage
from app.domain.positions import distance_m
from app.domain.units import Unit, UnitKind, UnitStatus
from app.stores import Stores
from views import words
from views.situation.line_list import Line
from widgets.tokens import Tone

MOST = 6


@dataclass(frozen=True, slots=True)
class Sending:
    """The key of a row that would send a unit to a case."""

    case_id: int
    unit_id: int


def who_could_go(actions: Actions, stores: Stores, case: Case, language: str) -> list[Line]:
    """Units for a case, the best first, with the reasons."""
    lines = []
    for row in actions.cases.suggest(case, MOST):
        reasons = " · ".join(words.suggestion_reason_word(reason) for reason in row.reasons)
        lines.append(
            Line(
                key=Sending(case.id, row.unit.id),
                title=f"{row.unit.callsign} {words.named(row.unit, language)}",
                right=words.duration_text(row.eta_s),
                below=f"{words.distance_text(row.distance_m)} · {reasons}"
                if reasons
                else words.distance_text(row.distance_m),
                below_right=words.unit_status_word(row.unit.status),
            )
        )
    return lines


def can_go(unit: Unit) -> bool:
    """True if a unit may be sent to handle a case: on duty, free, and not a collector (监督 and 指挥 are apart)."""
    return unit.kind is not UnitKind.COLLECTOR and unit.status not in (UnitStatus.OFF_DUTY, UnitStatus.BUSY)


def where_to_go(stores: Stores, unit: Unit, language: str) -> list[Line]:
    """Open cases that a unit could be sent to: those that wait for dispatch first, then the nearest."""
    place = stores.units.position(unit.id)
    ranked = []
    for case in stores.cases.open():
        if case.stage not in ALLOWED[CaseOrder.DISPATCH] or case.id == unit.case_id:
            continue
        away_m = 0.0
        if place is not None:
            away_m = distance_m(place.lat_deg, place.lon_deg, case.lat_deg, case.lon_deg)
        ranked.append((case.stage is not CaseStage.DISPATCH, away_m, case.id, case))
    ranked.sort(key=lambda row: row[:3])
    now = stores.clock.now_utc()
    lines = []
    for _handled, away_m, _id, case in ranked[:MOST]:
        timer = stores.cases.timer(case, now)
        lines.append(
            Line(
                key=Sending(case.id, unit.id),
                title=f"{words.short_number(case.number)} {words.titled(case, language)}",
                right="" if place is None else words.distance_text(away_m),
                tone=Tone(timer.level.value) if timer.level is not None else Tone.NONE,
                below=case.address if language == "zh" else case.address_gloss or case.address,
                below_right=words.case_stage_word(case.stage),
            )
        )
    return lines
