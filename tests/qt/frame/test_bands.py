"""A call for help comes over the screens: what lies under the pointer stays, and a press goes where it was meant."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from tests.sample_night import NOW, sos
from tests.sample_seat import SampleSeat
from views.frame import MainWindow
from views.frame.bands import RESTED_LOOKS

LIMIT_MS = 5000


def point_at_screen(window: MainWindow) -> None:
    screen = window.stack.built(window.stack.name)
    assert screen is not None
    QCursor.setPos(screen.mapToGlobal(QPoint(400, 300)))


def point_at_strip(window: MainWindow) -> None:
    QCursor.setPos(window.strip.mapToGlobal(QPoint(400, 20)))


def top_of_screens(window: MainWindow) -> int:
    return window.stack.mapTo(window, QPoint()).y()


def call(window: MainWindow, seat: SampleSeat, qtbot: QtBot) -> int:
    """Somebody calls; returned is the banner's height."""
    seat.change("alarms", sos())
    qtbot.waitUntil(lambda: window.bands.sheet.height() > 0, timeout=LIMIT_MS)
    return window.bands.sheet.height()


def test_a_call_moves_nothing_under_the_pointer_and_makes_room_when_it_leaves(
    window: MainWindow, seat: SampleSeat, qtbot: QtBot
) -> None:
    top = top_of_screens(window)
    point_at_screen(window)
    height = call(window, seat, qtbot)
    assert window.bands.sheet.geometry().top() == top
    assert (top_of_screens(window), window.bands.height()) == (top, 0)
    point_at_strip(window)
    qtbot.waitUntil(lambda: top_of_screens(window) == top + height, timeout=LIMIT_MS)
    point_at_screen(window)
    seat.change("alarms", replace(sos(), version=2, closed_utc=NOW))
    qtbot.waitUntil(lambda: window.bands.sheet.height() == 0, timeout=LIMIT_MS)
    assert top_of_screens(window) == top + height
    point_at_strip(window)
    qtbot.waitUntil(lambda: top_of_screens(window) == top, timeout=LIMIT_MS)


def test_with_the_pointer_elsewhere_room_is_made_at_once(window: MainWindow, seat: SampleSeat, qtbot: QtBot) -> None:
    top = top_of_screens(window)
    point_at_strip(window)
    height = call(window, seat, qtbot)
    qtbot.waitUntil(lambda: top_of_screens(window) == top + height, timeout=LIMIT_MS)


def test_a_press_on_its_way_goes_to_what_lay_there_before(window: MainWindow, seat: SampleSeat, qtbot: QtBot) -> None:
    edge = window.stack.mapTo(window, QPoint(400, 20))
    before = window.childAt(edge)
    window.bands._through.setInterval(10 * LIMIT_MS)
    QCursor.setPos(window.mapToGlobal(edge))
    call(window, seat, qtbot)
    assert window.childAt(edge) is before
    window.bands._through.start(0)
    qtbot.waitUntil(lambda: window.banner.isAncestorOf(window.childAt(edge)), timeout=LIMIT_MS)


def test_room_is_made_when_a_button_is_let_go_elsewhere(
    window: MainWindow, seat: SampleSeat, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = top_of_screens(window)
    point_at_strip(window)
    window.bands._looks.setInterval(1)
    looks: list[None] = []
    window.bands._looks.timeout.connect(lambda: looks.append(None))
    monkeypatch.setattr(QApplication, "mouseButtons", lambda: Qt.MouseButton.LeftButton)
    height = call(window, seat, qtbot)
    qtbot.waitUntil(lambda: len(looks) > 2 * RESTED_LOOKS, timeout=LIMIT_MS)
    assert top_of_screens(window) == top
    monkeypatch.undo()
    qtbot.waitUntil(lambda: top_of_screens(window) == top + height, timeout=LIMIT_MS)


def test_under_a_pointer_that_rests_room_is_made_and_given_back(
    window: MainWindow, seat: SampleSeat, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    top = top_of_screens(window)
    point_at_screen(window)
    at, moves = QCursor.pos(), [0]

    def moving() -> QPoint:
        moves[0] += 1
        return at + QPoint(moves[0] % 7, 0)

    window.bands._looks.setInterval(1)
    monkeypatch.setattr(QCursor, "pos", moving)
    height = call(window, seat, qtbot)
    qtbot.waitUntil(lambda: moves[0] > 10 * RESTED_LOOKS, timeout=LIMIT_MS)
    assert top_of_screens(window) == top
    monkeypatch.undo()
    qtbot.waitUntil(lambda: top_of_screens(window) == top + height, timeout=LIMIT_MS)
    seat.change("alarms", replace(sos(), version=2, closed_utc=NOW))
    qtbot.waitUntil(lambda: top_of_screens(window) == top, timeout=LIMIT_MS)


def test_who_claims_by_key_gets_the_covered_edge_back(window: MainWindow, seat: SampleSeat, qtbot: QtBot) -> None:
    top = top_of_screens(window)
    point_at_screen(window)
    height = call(window, seat, qtbot)
    window.claim_next()
    qtbot.waitUntil(lambda: top_of_screens(window) == top + height, timeout=LIMIT_MS)


def test_what_is_typed_into_is_not_covered(window: MainWindow, seat: SampleSeat, qtbot: QtBot) -> None:
    top = top_of_screens(window)
    point_at_screen(window)
    height = call(window, seat, qtbot)
    assert top_of_screens(window) == top
    window.command_line.open()
    qtbot.waitUntil(lambda: isinstance(QApplication.focusWidget(), QLineEdit), timeout=LIMIT_MS)
    qtbot.waitUntil(lambda: top_of_screens(window) == top + height, timeout=LIMIT_MS)
