"""The risk list on the one map: graver first, drawn by level, with a card, and assessed anew by a leader."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.duty import Role
from app.domain.layers import LayerKind
from app.domain.risks import RiskMethod
from tests.qt.situation.shown_screen import shown_screen
from tests.sample_night import NOW, STREETS
from tests.sample_seat import SampleSeat
from views import words
from views.city_map import still
from views.city_map.scope import Scope
from views.situation.screen import SituationScreen

Open = Callable[..., tuple[SituationScreen, SampleSeat]]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Open:
    def open_screen(role: Role = Role.LEADER) -> tuple[SituationScreen, SampleSeat]:
        seat = SampleSeat(None, role)
        screen = shown_screen(qtbot, tmp_path, seat, page_ready=False)
        return screen, seat

    return open_screen


def said(screen: SituationScreen) -> dict[str, str]:
    return {fact.name: fact.value for fact in screen.panel.facts.facts()}


def test_the_gravest_stands_first_and_a_late_review_is_told(opened: Open) -> None:
    screen, _seat = opened()
    lines = screen.lists.risks.lines()
    assert [line.right for line in lines] == ["D 450", "D 240", "D 126", "D 45"]
    assert [line.tone for line in lines] == ["red", "orange", "yellow", "blue"]
    assert lines[2].below_right.startswith("review was due")
    assert screen.lists._risk_heading.hint.text() == "reviews late: 1"
    screen.lists.set_scope(Scope(street=STREETS[1]))
    assert [line.key for line in screen.lists.risks.lines()] == [4, 2]


def test_four_levels_four_colours_and_layers_by_level_and_kind(opened: Open) -> None:
    screen, seat = opened()

    def marks() -> list[tuple[int, str]]:
        layers = screen.shown.drawn(LayerKind.RISKS)
        return [(mark.id, mark.colour) for mark in still.risk_marks(seat.stores, Scope(), layers)]

    assert marks() == []
    screen.shown.switch(["risks/level"], True)
    assert marks() == [(1, "blue"), (2, "yellow"), (3, "orange"), (4, "red")]
    screen.shown.show_only(["risks/red"])
    assert marks() == [(4, "red")]
    screen.shown.show_only(["risks/red", f"risks/kind/{seat.stores.risks.all()[3].kind}"])
    assert marks() == [(1, "blue"), (4, "red")]


def test_the_card_says_how_the_level_came_about_and_who_answers(opened: Open) -> None:
    screen, _seat = opened()
    screen.map.mark_clicked.emit("risks", 4)
    assert screen.panel.title.text() == "Risk 4"
    facts = said(screen)
    assert facts["Level"] == "Red risk"
    assert facts["Score"] == "D = 3 × 10 × 15 = 450"
    assert facts["Responsible"] == "Li Si"
    assert facts["Review"] == str(NOW.date() + timedelta(days=30))
    screen.lists.thing_chosen.emit("risks", 2)
    assert said(screen)["Review"].endswith("late")


def test_a_leader_assesses_anew_and_sees_the_level_before_sending(opened: Open) -> None:
    screen, seat = opened()
    screen.select("risks", 1)
    screen.panel.buttons["assess"].click()
    form = screen.desk.risk_desk.form
    assert form.isVisible()
    assert (form.level.text(), form.score.text()) == ("Blue risk", "D = 1 × 3 × 15 = 45")
    form.likelihood.setCurrentIndex(form.likelihood.findData(6.0))
    form.exposure.setCurrentIndex(form.exposure.findData(6.0))
    assert form.level.text() == "Red risk"
    form.method.setCurrentIndex(form.method.findData(RiskMethod.MATRIX.value))
    assert not form.exposure.isVisible()
    assert form.likelihood.count() == 5
    form.likelihood.setCurrentIndex(4)
    form.consequence.setCurrentIndex(3)
    assert (form.level.text(), form.score.text()) == ("Red risk", "R = 5 × 4 = 20")
    form.send.click()
    (given,) = seat.book.given
    assert given[0] == "assess_risk"
    today = words.local(NOW).date()
    assert given[1] == {
        "method": "matrix",
        "likelihood": 5.0,
        "exposure": 1.0,
        "consequence": 4.0,
        "review_on": (today + timedelta(days=7)).isoformat(),
        "measures": "",
    }
    assert given[2:] == (1, 1)
    assert not form.isVisible()
    assert screen.panel.outcome.text().startswith("Assess a risk")


def test_a_dispatcher_is_told_why_not(opened: Open) -> None:
    screen, seat = opened(Role.DISPATCHER)
    screen.select("risks", 1)
    screen.panel.buttons["assess"].click()
    assert screen.panel.outcome.text() == words.problem_sentence("role_too_low")
    assert not screen.desk.risk_desk.form.isVisible()
    assert seat.book.given == []


def test_escape_and_another_selection_close_the_form(opened: Open) -> None:
    screen, _seat = opened()
    screen.select("risks", 1)
    screen.panel.buttons["assess"].click()
    QTest.keyClick(screen.desk.risk_desk.form, Qt.Key.Key_Escape)
    assert not screen.desk.risk_desk.form.isVisible()
    screen.panel.buttons["assess"].click()
    screen.select("risks", 2)
    assert not screen.desk.risk_desk.form.isVisible()
