"""Several units under one click: a list beside the pointer, and choosing one selects it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.units import UnitStatus
from tests.qt.situation.shown_screen import shown_screen
from tests.sample_seat import SampleSeat
from views.situation.screen import SituationScreen
from views.situation.selection import Selection

Hall = tuple[SituationScreen, SampleSeat]


@pytest.fixture
def hall(qtbot: QtBot, tmp_path: Path) -> Hall:
    seat = SampleSeat(None)
    screen = shown_screen(qtbot, tmp_path, seat, page_ready=False)
    return screen, seat


def say(screen: SituationScreen, ids: list[int], *, count: int = 0, x: float = 300.0, y: float = 200.0) -> None:
    """What the page says after a click on these; the top one is told first as the mark that was hit."""
    screen.map.mark_clicked.emit("units", ids[0])
    screen.map.page_said.emit("crowd", {"ids": ids, "count": count or len(ids), "x": x, "y": y})


def test_the_list_names_all_and_the_top_one_is_selected(hall: Hall) -> None:
    screen, seat = hall
    say(screen, [5, 2, 9])
    assert screen.crowd.isVisible()
    assert screen.crowd.title() == "3 units here"
    units = [seat.stores.units.get(unit_id) for unit_id in (5, 2, 9)]
    assert [line.title for line in screen.crowd.lines()] == [unit.callsign for unit in units if unit]
    assert screen._selection == Selection("units", 5)


def test_choosing_selects_and_the_list_stays_until_enter(qtbot: QtBot, hall: Hall) -> None:
    screen, _ = hall
    say(screen, [5, 2, 9])
    keys = screen.crowd.focusProxy()
    assert keys is not None
    view = keys.focusProxy()
    assert view is not None
    QTest.keyClick(view, Qt.Key.Key_Down)
    assert screen._selection == Selection("units", 2)
    assert screen.crowd.isVisible()
    QTest.keyClick(view, Qt.Key.Key_Down)
    QTest.keyClick(view, Qt.Key.Key_Return)
    assert screen._selection == Selection("units", 9)
    assert not screen.crowd.isVisible()


@pytest.mark.parametrize("closing", ["escape", "another mark", "a place", "a move"])
def test_what_closes_it(hall: Hall, closing: str) -> None:
    screen, _ = hall
    say(screen, [5, 2])
    if closing == "escape":
        keys = screen.crowd.focusProxy()
        assert keys is not None
        QTest.keyClick(keys, Qt.Key.Key_Escape)
    elif closing == "another mark":
        screen.map.mark_clicked.emit("units", 7)
    elif closing == "a place":
        screen.map.place_clicked.emit(30.55, 112.30)
    else:
        screen.map.view_changed.emit((112.0, 30.0, 113.0, 31.0), 15)
    assert not screen.crowd.isVisible()


def test_a_crowd_too_long_to_list_says_so(hall: Hall) -> None:
    screen, _ = hall
    say(screen, list(range(1, 51)), count=4000)
    assert screen.crowd.title() == "4000 units here, the upper 50 listed"


def test_it_keeps_up_with_the_units_and_leaves_out_who_is_gone(hall: Hall) -> None:
    screen, seat = hall
    say(screen, [1, 2, 999])
    assert [line.key for line in screen.crowd.lines()] == [1, 2]
    before = screen.crowd.lines()[0].right
    unit = seat.stores.units.get(1)
    assert unit is not None
    other = UnitStatus.BUSY if unit.status is not UnitStatus.BUSY else UnitStatus.AVAILABLE
    seat.stores.units.write([replace(unit, status=other, version=unit.version + 1)])
    seat.stores.units.announce()
    assert screen.crowd.lines()[0].right != before


@pytest.mark.parametrize("at", [(300.0, 200.0), (4000.0, 10.0), (5.0, 4000.0)])
def test_it_lies_on_the_map_and_not_on_the_pointer(hall: Hall, at: tuple[float, float]) -> None:
    screen, _ = hall
    x, y = min(at[0], screen.map.width() - 1.0), min(at[1], screen.map.height() - 1.0)
    say(screen, [5, 2, 9], x=x, y=y)
    box = screen.crowd.geometry()
    assert screen.map.rect().contains(box)
    assert not box.contains(QPoint(round(x), round(y)))
