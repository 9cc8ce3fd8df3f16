"""The words for every state and code, and how times, ages and names are written. All in the operator's language.

Each function translates when it is called, so a text is right again after a language change if it is asked for anew.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from datetime import datetime
from typing import Protocol, TypeVar
from zoneinfo import ZoneInfo

from PySide6.QtCore import QCoreApplication

from app.actions import Reason
from app.api.link import LinkState
from app.domain.alarms import Alarm, AlarmKind, Verdict
from app.domain.areas import AreaLevel
from app.domain.cases import AssignmentState, CaseOrder, CaseSource, CaseStage, short_number
from app.domain.comms import TerminalState
from app.domain.duty import Role
from app.domain.facilities import LowPointKind
from app.domain.fences import FenceRule
from app.domain.levels import NUMERALS, Level
from app.domain.orders import OrderState
from app.domain.plans import PlanKind, TaskState
from app.domain.risks import RiskKind
from app.domain.units import Freshness, UnitKind, UnitStatus
from views import word_tables as tables
from views.problem_words import fault_sentence, problem_sentence

__all__ = ["fault_sentence", "problem_sentence", "short_number"]

T = TypeVar("T")

_zone = ZoneInfo("Asia/Shanghai")


def use_time_zone(name: str) -> None:
    """Show local times in the city's zone from now on, e.g. "Asia/Shanghai"."""
    global _zone
    _zone = ZoneInfo(name)


class Named(Protocol):
    """A thing with a Chinese name and an English gloss."""

    @property
    def name(self) -> str: ...
    @property
    def gloss(self) -> str: ...


class Titled(Protocol):
    """A thing with a Chinese title and an English gloss of it."""

    @property
    def title(self) -> str: ...
    @property
    def title_gloss(self) -> str: ...


def named(thing: Named, language: str) -> str:
    """The name in the interface's language ('zh' or 'en'); the other one where it is missing."""
    return (thing.name or thing.gloss) if language == "zh" else (thing.gloss or thing.name)


def titled(thing: Titled, language: str) -> str:
    """The title in the interface's language; the other one where it is missing."""
    return (thing.title or thing.title_gloss) if language == "zh" else (thing.title_gloss or thing.title)


def local(at_utc: datetime) -> datetime:
    """The same moment in the city's zone."""
    return at_utc.astimezone(_zone)


def local_time(at_utc: datetime) -> str:
    """HH:mm:ss in the city's zone."""
    return f"{local(at_utc):%H:%M:%S}"


def local_minute(at_utc: datetime) -> str:
    """HH:mm in the city's zone."""
    return f"{local(at_utc):%H:%M}"


def local_date(at_utc: datetime) -> str:
    """ISO date in the city's zone."""
    return f"{local(at_utc):%Y-%m-%d}"


def local_date_time(at_utc: datetime) -> str:
    """ISO date and HH:mm:ss in the city's zone."""
    return f"{local(at_utc):%Y-%m-%d %H:%M:%S}"


def age_text(age_s: float | None) -> str:
    """How old something is: "42 s", "3 min", "5 h", "2 d"; a dash for None or not finite."""
    if age_s is None or not math.isfinite(age_s):
        return "–"
    seconds = max(0, int(age_s))
    if seconds < 60:
        return QCoreApplication.translate("words", "{n} s").format(n=seconds)
    if seconds < 3600:
        return QCoreApplication.translate("words", "{n} min").format(n=seconds // 60)
    if seconds < 86400:
        return QCoreApplication.translate("words", "{n} h").format(n=seconds // 3600)
    return QCoreApplication.translate("words", "{n} d").format(n=seconds // 86400)


def duration_text(duration_s: float) -> str:
    """How long something takes: "42 s", "12 min", "3 h 05 min", "2 d 4 h"; the sign is left to the caller."""
    seconds = int(abs(duration_s))
    if seconds < 3600:
        return age_text(seconds)
    if seconds < 86400:
        return QCoreApplication.translate("words", "{h} h {m} min").format(
            h=seconds // 3600, m=f"{seconds // 60 % 60:02d}"
        )
    return QCoreApplication.translate("words", "{d} d {h} h").format(d=seconds // 86400, h=seconds // 3600 % 24)


def way_time_text(duration_s: float) -> str:
    """How long a way takes, fine enough to put ways in order: seconds below an hour, "42 s", "1 min 05 s"."""
    seconds = round(duration_s)
    if not 60 <= seconds < 3600:
        return duration_text(seconds)
    return QCoreApplication.translate("words", "{m} min {s} s").format(m=seconds // 60, s=f"{seconds % 60:02d}")


def timer_text(remaining_s: float) -> str:
    """A running timer in tabular digits: "12:05", "3:07:09", "2 d 4 h"; "-0:42" once it is overdue."""
    sign, seconds = ("-" if remaining_s < 0 else ""), int(abs(remaining_s))
    if seconds >= 86400:
        return sign + duration_text(seconds)
    if seconds >= 3600:
        return f"{sign}{seconds // 3600}:{seconds // 60 % 60:02d}:{seconds % 60:02d}"
    return f"{sign}{seconds // 60}:{seconds % 60:02d}"


def measure_words() -> dict[str, str]:
    """Lengths and areas as `distance_text` and `area_text` say them, for the map page: {m, km, m2, km2}."""
    return {
        "m": QCoreApplication.translate("words", "{n} m"),
        "km": QCoreApplication.translate("words", "{n} km"),
        "m2": QCoreApplication.translate("words", "{n} m²"),
        "km2": QCoreApplication.translate("words", "{n} km²"),
    }


def distance_text(distance_m: float) -> str:
    """Metres below a kilometre, kilometres to ten metres below ten of them, then with one digit."""
    if round(distance_m) < 1000:
        return measure_words()["m"].format(n=round(distance_m))
    digits = 2 if round(distance_m) < 10_000 else 1
    return measure_words()["km"].format(n=f"{distance_m / 1000:.{digits}f}")


def area_text(area_m2: float) -> str:
    """Square metres below a tenth of a square kilometre, then square kilometres with two digits."""
    if area_m2 < 1e5:
        return measure_words()["m2"].format(n=f"{area_m2:,.0f}")
    return measure_words()["km2"].format(n=f"{area_m2 / 1e6:.2f}")


def unit_kind_word(kind: UnitKind) -> str:
    return _word(tables.UNIT_KINDS, kind)


def unit_status_word(status: UnitStatus) -> str:
    return _word(tables.UNIT_STATUSES, status)


def shift_word(shift: str) -> str:
    """A unit's shift with its hours; a shift of another name as it is."""
    return _word(tables.SHIFTS, shift) if shift in tables.SHIFTS else shift


def freshness_word(state: Freshness) -> str:
    return _word(tables.FRESHNESS, state)


def terminal_state_word(state: TerminalState) -> str:
    return _word(tables.TERMINAL_STATES, state)


def case_stage_word(stage: CaseStage) -> str:
    return _word(tables.CASE_STAGES, stage)


def case_source_word(source: CaseSource) -> str:
    return _word(tables.CASE_SOURCES, source)


def case_order_word(order: CaseOrder) -> str:
    """The order as a command, for a button."""
    return _word(tables.CASE_ORDERS, order)


def case_entry_word(order: str) -> str:
    """The order as the course of a case names it: "file", "file_case" or "open_case"; an unknown one as it is."""
    plain = order.removesuffix("_case")
    source = tables.CASE_ENTRIES.get(plain)
    return _tr(source) if source else order


def assignment_state_word(state: AssignmentState) -> str:
    return _word(tables.ASSIGNMENT_STATES, state)


def level_word(level: Level) -> str:
    """The colour: red, orange, yellow, blue."""
    return _word(tables.LEVELS, level)


def response_word(level: Level) -> str:
    """The response of a level, with its numeral: Level Ⅰ response."""
    return QCoreApplication.translate("words", "Level {numeral} response").format(numeral=NUMERALS[level])


def alarm_kind_word(kind: AlarmKind) -> str:
    return _word(tables.ALARM_KINDS, kind)


def alarm_title(alarm: Alarm, language: str) -> str:
    """What an alarm is about. One of a fence names unit and fence, so what has happened comes first."""
    title = titled(alarm, language)
    return title if alarm.fence_id is None else f"{alarm_kind_word(alarm.kind)} {title}"


def verdict_word(verdict: Verdict) -> str:
    return _word(tables.VERDICTS, verdict)


def fence_rule_word(rule: FenceRule) -> str:
    return _word(tables.FENCE_RULES, rule)


def warning_type_word(type_code: str) -> str:
    """The kind of weather of a warning's type code 01–14."""
    source = tables.WARNING_TYPES.get(type_code)
    return _tr(source) if source else type_code


def plan_kind_word(kind: PlanKind) -> str:
    return _word(tables.PLAN_KINDS, kind)


def task_state_word(state: TaskState) -> str:
    return _word(tables.TASK_STATES, state)


def order_state_word(state: OrderState) -> str:
    return _word(tables.ORDER_STATES, state)


def order_name_word(name: str) -> str:
    """An order of `routes.ORDERS` by its name; an unknown one as it is."""
    source = tables.ORDER_NAMES.get(name)
    return _tr(source) if source else name


def link_state_word(state: LinkState) -> str:
    return _word(tables.LINK_STATES, state)


def role_word(role: Role) -> str:
    return _word(tables.ROLES, role)


def area_level_word(level: AreaLevel) -> str:
    return _word(tables.AREA_LEVELS, level)


def low_point_kind_word(kind: LowPointKind) -> str:
    return _word(tables.LOW_POINT_KINDS, kind)


def risk_kind_word(kind: RiskKind) -> str:
    return _word(tables.RISK_KINDS, kind)


def risk_level_word(level: Level) -> str:
    """红橙黄蓝 as a word, e.g. "Red risk"."""
    return _word(tables.RISK_LEVELS, level)


def suggestion_reason_word(reason: Reason) -> str:
    """Why a unit is suggested, or what speaks against it."""
    return _word(tables.SUGGESTION_REASONS, reason)


def _tr(source: object) -> str:
    return QCoreApplication.translate("words", str(source))


def _word(table: Mapping[T, object], value: T) -> str:
    return _tr(table[value])
