"""One line for everything: found by name, pinyin or initials, run by Enter, without a mouse."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.cases import CaseStage
from app.domain.duty import Role
from app.stores.settings import Settings
from tests.qt.frame.conftest import ROOMS_OF_PROBES, Probe, given
from tests.sample_seat import SampleSeat
from views.frame import MainWindow
from views.frame.offers import asks_for, verb_of


def type_and_run(window: MainWindow, qtbot: QtBot, text: str) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    assert window.command_line.isVisible()
    qtbot.keyClicks(window.command_line.field, text)
    qtbot.keyClick(window.command_line.field, Qt.Key.Key_Return)


def test_words_match_as_written_in_pinyin_and_by_initials() -> None:
    assert asks_for("plan", ["Plans", "预案"])
    assert asks_for("yuan", ["Plans", "预案"])
    assert asks_for("ya", ["Plans", "预案"])
    assert asks_for("预", ["Plans", "预案"])
    assert not asks_for("wall plan", ["Plans", "预案"])
    assert asks_for("", ["anything"])


def test_a_verb_is_the_first_word_in_any_of_its_spellings() -> None:
    verbs = {"dispatch": ["dispatch", "派"], "speed": ["speed"]}
    found = verb_of("派 0417 A-117", verbs)
    assert found is not None
    assert (found.name, found.words) == ("dispatch", ("0417", "A-117"))
    assert verb_of("A-117", verbs) is None
    assert verb_of("", verbs) is None


def test_enter_right_after_typing_runs_what_is_written(window: MainWindow, qtbot: QtBot) -> None:
    type_and_run(window, qtbot, "plans")
    assert window.stack.name == "plans"
    assert window.command_line.isHidden()


def test_a_unit_is_found_and_shown(window: MainWindow, qtbot: QtBot) -> None:
    type_and_run(window, qtbot, "A-002")
    built = window.stack.built("situation")
    assert isinstance(built, Probe)
    assert built.told[-1] == ("units", 2)


def test_a_case_is_dispatched_by_keyboard_alone(window: MainWindow, seat: SampleSeat, qtbot: QtBot) -> None:
    case = next(case for case in seat.stores.cases.all() if case.stage is CaseStage.DISPATCH)
    type_and_run(window, qtbot, f"dispatch {case.number} A-002")
    assert given(seat) == [("dispatch_case", case.id)]
    assert seat.book.given[0][1]["unit_id"] == 2


def test_a_message_goes_to_a_unit(window: MainWindow, seat: SampleSeat, qtbot: QtBot) -> None:
    type_and_run(window, qtbot, "message A-002 close the road now")
    assert seat.book.given[0][0] == "send_message"
    assert seat.book.given[0][1]["text"] == "close the road now"
    assert seat.book.given[0][1]["unit_id"] == 2


def test_an_order_that_the_rules_refuse_is_told(window: MainWindow, seat: SampleSeat, qtbot: QtBot) -> None:
    case = next(case for case in seat.stores.cases.all() if case.stage is CaseStage.CLOSED)
    seat.change("cases", replace(case, version=case.version + 1))
    type_and_run(window, qtbot, f"dispatch {case.number} A-002")
    assert given(seat) == []
    assert window.notice.isVisible()


def test_up_and_down_choose(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    for key in (Qt.Key.Key_Down, Qt.Key.Key_Down, Qt.Key.Key_Up, Qt.Key.Key_Return):
        qtbot.keyClick(window.command_line.field, key)
    assert window.stack.name == "dispatch"


def test_the_demos_clock_is_the_leaders_and_nobody_elses(window: MainWindow, seat: SampleSeat, qtbot: QtBot) -> None:
    type_and_run(window, qtbot, "speed 20")
    assert seat.book.given[0][1] == {"rate": 20.0, "paused": False}
    other = SampleSeat(None, role=Role.DISPATCHER)
    commands = MainWindow(other.stores, other.actions, window._settings, ROOMS_OF_PROBES)
    qtbot.addWidget(commands)
    assert not [offer for offer in commands.commands.offers("clock") if offer.icon.startswith("player")]


def test_theme_and_language_are_a_word_away(window: MainWindow, settings: Settings, qtbot: QtBot) -> None:
    type_and_run(window, qtbot, "day theme")
    type_and_run(window, qtbot, "chinese")
    assert (settings.theme, settings.language) == ("day", "zh")


def test_escape_gives_the_focus_back(window: MainWindow, qtbot: QtBot) -> None:
    built = window.stack.built("situation")
    assert isinstance(built, Probe)
    built.field.setFocus()
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClick(window.command_line.field, Qt.Key.Key_Escape)
    assert window.command_line.isHidden()
    assert built.field.hasFocus()


def test_nothing_found_says_what_to_try(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    window.command_line.field.setText("qqqqqq")
    qtbot.waitUntil(lambda: window.command_line._nothing.isVisible(), timeout=2000)


def test_escape_closes_it_whatever_is_written(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
    qtbot.keyClicks(window.command_line.field, "A-11")
    qtbot.keyClick(window.command_line.field, Qt.Key.Key_Escape)
    assert window.command_line.isHidden(), "as the hint beneath it says"


def test_pressed_twice_it_stays_open_and_takes_what_is_typed(window: MainWindow, qtbot: QtBot) -> None:
    for word in ("plans", "comms"):
        qtbot.keyClick(QApplication.focusWidget() or window, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
        qtbot.keyClicks(QApplication.focusWidget(), word)
    assert window.command_line.field.text() == "comms"
