"""The line of time: a place on it is a moment, near and far, and what happened there is told."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from widgets.theme import theme
from widgets.time_line import TimeLine, TimeMark
from widgets.tokens import Tone

HOUR = 3_600.0
START = 1_784_000_000.0


@pytest.fixture
def line(qtbot: QtBot) -> TimeLine:
    made = TimeLine(lambda at_s, _step_s: f"{at_s - START:.0f}")
    qtbot.addWidget(made)
    made.resize(1016, made.height())
    made.set_span(START, START + 10 * HOUR)
    made.show()
    return made


def turn_wheel(line: TimeLine, x: float, notches: int) -> None:
    for _notch in range(abs(notches)):
        angle = QPoint(0, 120 if notches > 0 else -120)
        event = QWheelEvent(
            QPointF(x, 10), QPointF(x, 10), QPoint(), angle, Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier, Qt.ScrollPhase.NoScrollPhase, False,
        )  # fmt: skip
        line.wheelEvent(event)


def test_pressing_and_dragging_choose_times(line: TimeLine) -> None:
    chosen: list[float] = []
    line.time_chosen.connect(chosen.append)
    QTest.mousePress(line, Qt.MouseButton.LeftButton, pos=QPoint(508, 20))
    QTest.mouseMove(line, QPoint(758, 20))
    QTest.mouseRelease(line, Qt.MouseButton.LeftButton, pos=QPoint(758, 20))
    assert chosen[0] == START + 5 * HOUR
    assert chosen[-1] in (START + 5 * HOUR, START + 7.5 * HOUR)  # offscreen moves carry no button
    assert line.time_at(-50) == START
    assert line.time_at(5_000) == START + 10 * HOUR


def test_arrow_keys_step_from_where_one_stands(line: TimeLine) -> None:
    chosen: list[float] = []
    line.time_chosen.connect(chosen.append)
    QTest.keyClick(line, Qt.Key.Key_Left)
    line.set_at(START + HOUR)
    QTest.keyClick(line, Qt.Key.Key_Right)
    QTest.keyClick(line, Qt.Key.Key_PageUp)
    line.set_at(START)
    QTest.keyClick(line, Qt.Key.Key_Left)
    assert chosen == [START + 10 * HOUR - 10, START + HOUR + 10, START + HOUR - 600, START]


def test_the_wheel_looks_nearer_and_the_time_under_the_pointer_stays(line: TimeLine) -> None:
    under = line.time_at(300)
    turn_wheel(line, 300, 8)
    assert line.time_at(300) == pytest.approx(under, abs=1)
    assert line.time_at(508) - line.time_at(408) < 1_000
    line.set_span(START, START + 11 * HOUR)
    assert line.time_at(300) == pytest.approx(under, abs=1)
    line.set_at(START + 9 * HOUR)
    assert 0 < line.x_of(START + 9 * HOUR) < line.width()
    turn_wheel(line, 300, -20)
    assert (line.time_at(8), line.time_at(1008)) == (START, START + 11 * HOUR)


def test_what_happened_near_the_pointer_is_told_the_grave_first(line: TimeLine) -> None:
    marks = [TimeMark(START + HOUR, Tone.QUIET, "a case"), TimeMark(START + HOUR + 5, Tone.RED, "SOS")]
    line.set_marks([*marks, TimeMark(START + 8 * HOUR, Tone.RED, "far")])
    assert line.words_at(line.x_of(START + HOUR)).splitlines() == ["3600", "3605  SOS", "3600  a case"]
    assert line.words_at(line.x_of(START + 4 * HOUR)) == "14400"


def test_recorded_and_not_recorded_time_look_different(line: TimeLine) -> None:
    line.set_pieces([(START, START + 5 * HOUR)])
    line.set_marks([TimeMark(START + HOUR, Tone.RED, "SOS")])
    line.set_at(START + 2 * HOUR)
    picture = line.grab().toImage()
    row = [picture.pixelColor(x, 24).name() for x in range(20, 1_000)]
    recorded, rest = set(row[: 440 - 20]), set(row[540 - 20 :])
    assert theme().color("raised").name() in recorded
    assert theme().color("raised").name() not in rest
    assert theme().color("past").name() in recorded
    assert theme().mark(Tone.RED).name() in {picture.pixelColor(x, 8).name() for x in range(100, 120)}
