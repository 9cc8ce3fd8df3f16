"""Every state has its word in both languages, and times read as they should."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import UTC, datetime
from enum import StrEnum
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from PySide6.QtCore import QCoreApplication, QTranslator

from app.actions import Reason
from app.api.link import LinkState
from app.api.routes import ORDERS
from app.domain.alarms import AlarmKind, Verdict
from app.domain.areas import AreaLevel
from app.domain.cases import AssignmentState, CaseOrder, CaseSource, CaseStage
from app.domain.comms import TerminalState
from app.domain.duty import Role
from app.domain.errors import Refusal
from app.domain.facilities import LowPointKind
from app.domain.levels import Level
from app.domain.orders import OrderState
from app.domain.plans import PlanKind, TaskState
from app.domain.units import Freshness, UnitKind, UnitStatus
from views import words

TABLES: list[tuple[type[StrEnum], Callable[[Any], str]]] = [
    (UnitKind, words.unit_kind_word),
    (UnitStatus, words.unit_status_word),
    (Freshness, words.freshness_word),
    (TerminalState, words.terminal_state_word),
    (CaseStage, words.case_stage_word),
    (CaseSource, words.case_source_word),
    (CaseOrder, words.case_order_word),
    (AssignmentState, words.assignment_state_word),
    (Level, words.level_word),
    (Level, words.response_word),
    (AlarmKind, words.alarm_kind_word),
    (Verdict, words.verdict_word),
    (PlanKind, words.plan_kind_word),
    (TaskState, words.task_state_word),
    (OrderState, words.order_state_word),
    (LinkState, words.link_state_word),
    (Role, words.role_word),
    (AreaLevel, words.area_level_word),
    (LowPointKind, words.low_point_kind_word),
    (Reason, words.suggestion_reason_word),
]


class Catalogue(QTranslator):
    """The finished translations of words.ts, without the compiler."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self._texts: dict[tuple[str, str], str] = {}
        for context in ElementTree.parse(file).getroot().iter("context"):
            name = context.findtext("name", "")
            for message in context.iter("message"):
                translation = message.find("translation")
                assert translation is not None
                if translation.get("type") is None:
                    self._texts[name, message.findtext("source", "")] = translation.text or ""

    def isEmpty(self) -> bool:
        return False

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str | None:  # type: ignore[override]
        return self._texts.get((context, source))


@pytest.fixture
def chinese(qapp: QCoreApplication, checkout: Path) -> Iterator[None]:
    catalogue = Catalogue(checkout / "i18n" / "zh_CN" / "words.ts")
    qapp.installTranslator(catalogue)
    yield
    qapp.removeTranslator(catalogue)


@pytest.mark.parametrize(("enum", "word"), TABLES, ids=lambda part: getattr(part, "__name__", ""))
def test_every_member_has_its_own_word(qapp: QCoreApplication, enum: type[StrEnum], word: Callable[[Any], str]) -> None:
    found = [word(member) for member in enum]
    assert len(set(found)) == len(found)
    assert all(text.isascii() or "Ⅰ" <= max(text) <= "Ⅳ" for text in found)


@pytest.mark.usefixtures("chinese")
@pytest.mark.parametrize(("enum", "word"), TABLES, ids=lambda part: getattr(part, "__name__", ""))
def test_every_member_has_a_chinese_word(enum: type[StrEnum], word: Callable[[Any], str]) -> None:
    assert all(any("\u4e00" <= char <= "\u9fff" for char in word(member)) for member in enum)


def test_every_order_has_a_name(qapp: QCoreApplication) -> None:
    assert all(words.order_name_word(name) != name for name in ORDERS)


@pytest.mark.usefixtures("chinese")
def test_problems_are_told_in_the_operators_language(qapp: QCoreApplication) -> None:
    assert words.fault_sentence(Refusal("role_too_low", "no")) == "您的角色无权下达此指令。"
    assert words.problem_sentence("never_seen", "So it is.") == "服务器拒绝了该请求（never_seen）：So it is."


def test_times_are_local_and_ages_are_short(qapp: QCoreApplication) -> None:
    at_utc = datetime(2026, 7, 20, 18, 52, 20, tzinfo=UTC)
    assert words.local_time(at_utc) == "02:52:20"
    assert words.local_date(at_utc) == "2026-07-21"
    assert [words.age_text(s) for s in (None, float("inf"), 0.4, 59.9, 60, 7300, 200_000)] == [
        "–",
        "–",
        "0 s",
        "59 s",
        "1 min",
        "2 h",
        "2 d",
    ]
    assert [words.duration_text(s) for s in (42, 725, 11_100, 187_200)] == ["42 s", "12 min", "3 h 05 min", "2 d 4 h"]
    ways = [words.way_time_text(s) for s in (42, 65.4, 725, 11_100)]
    assert ways == ["42 s", "1 min 05 s", "12 min 05 s", "3 h 05 min"]
    lengths = [words.distance_text(metres) for metres in (872, 999.7, 5850, 9999.9, 12_340)]
    assert lengths == ["872 m", "1.00 km", "5.85 km", "10.0 km", "12.3 km"]
    assert [words.timer_text(s) for s in (725, -42, 11_229)] == ["12:05", "-0:42", "3:07:09"]


def test_every_problem_that_a_console_can_meet_has_its_sentence(qapp: QCoreApplication, checkout: Path) -> None:
    raised: set[str] = set()
    for file in (checkout / "app").rglob("*.py"):
        if "gateways" not in file.parts:
            raised |= set(re.findall(r'(?:Refusal|TooMany)\(\s*"([a-z_]+)"', file.read_text(encoding="utf-8")))
    assert len(raised) > 40
    # Phones get these, no seat does.
    raised -= {"not_a_number", "too_many_devices"}
    assert [code for code in sorted(raised) if words.problem_sentence(code).startswith("The server refused")] == []
