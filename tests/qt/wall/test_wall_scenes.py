"""The wall's numbers are those of the stores, and it says in words when they are old."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.api.frames import ClockState
from app.api.link import LinkReport, LinkState
from app.domain.levels import Level
from app.domain.plans import TaskState
from app.stores.settings import Settings
from tests.sample_night import NOW, plan_run, sos
from tests.sample_seat import SampleSeat
from views import words
from views.frame.bar.clock import ClockItem
from views.wall import WallWindow
from views.wall.city_map import _Veil
from views.wall.day_scene import DayScene
from views.wall.flood_scene import FloodScene, LowPointRows
from views.wall.header import WallHeader
from views.wall.screen import WallScreen
from views.wall.sos import WallSos
from views.wall.window import DAY, FLOOD
from widgets.map import Mark
from widgets.stat_tile import StatTile
from widgets.theme import theme

SCALE = 2


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(tmp_path / "console.ini")
    made.language = "en"
    return made


def numbers(tiles: list[StatTile]) -> list[str]:
    return [tile.accessibleName() for tile in tiles]


def test_the_flood_numbers_are_those_of_the_run_and_of_the_water(qtbot: QtBot, settings: Settings) -> None:
    run = plan_run(tasks=30)
    seat = SampleSeat(None, plan_runs=(run,))
    scene = FloodScene(seat.stores, settings, SCALE)
    qtbot.addWidget(scene)
    scene.refresh(stale=False)
    there = sum(task.state in (TaskState.ON_SCENE, TaskState.DONE) for task in run.tasks)
    silent = {task.unit_id for task in run.tasks if task.state in (TaskState.SENT, TaskState.DELIVERED)}
    said = numbers(scene.tiles.tiles)
    assert said[0] == f"On scene {there} / 30"
    assert said[1].startswith(f"No answer {len(silent)}")
    closed = sum(point.closed_utc is not None for point in seat.stores.facilities.low_points())
    assert str(closed) in said[2].split()


def test_a_road_over_its_limit_is_called_open_until_it_is_closed(qtbot: QtBot, settings: Settings) -> None:
    seat = SampleSeat(None)
    scene = FloodScene(seat.stores, settings, SCALE)
    qtbot.addWidget(scene)
    scene.refresh(stale=False)
    first = scene.rows.accessibleName().splitlines()[0]
    assert first == "Low point 1 32 cm closed"
    point = seat.stores.facilities.low_points()[0]
    seat.change("low_points", replace(point, closed_utc=None))
    scene.refresh(stale=False)
    said = scene.rows.accessibleName().splitlines()
    assert said[0] == "Low point 1 32 cm over, open"
    assert [line for line in said[1:] if "open" in line or "closed" in line] == []


def test_the_day_numbers_are_those_of_the_cases(qtbot: QtBot, settings: Settings) -> None:
    seat = SampleSeat(None)
    scene = DayScene(seat.stores, settings, SCALE)
    qtbot.addWidget(scene)
    scene.refresh(stale=False)
    assert numbers(scene.tiles.tiles)[0] == f"Open cases {len(seat.stores.cases.open())}"


def test_the_numbers_keep_their_room_when_a_banner_takes_some(qtbot: QtBot, settings: Settings) -> None:
    scene = DayScene(SampleSeat(None).stores, settings, SCALE)
    qtbot.addWidget(scene)
    scene.resize(700, 620)
    scene.show()
    scene.refresh(stale=False)
    wanted = scene.tiles.minimumSizeHint().height()
    scene.layout().activate()
    assert scene.tiles.height() >= wanted
    assert any(bar.isHidden() for bar in scene.bars)


def test_a_wall_that_is_not_live_says_so_and_without_data_too(qtbot: QtBot, settings: Settings) -> None:
    seat = SampleSeat(None)
    header = WallHeader(seat.stores, settings, SCALE)
    qtbot.addWidget(header)
    header.refresh(flood=False)
    assert header.stale.isHidden()
    seat.writer.write_link(LinkReport(state=LinkState.STALE, heard_monotonic_s=0.0))
    header.refresh(flood=False)
    assert "Not live" in header.stale.text()
    seat.writer.write_link(LinkReport(state=LinkState.OFFLINE))
    header.refresh(flood=False)
    assert header.stale.text() == "No data yet"


@pytest.mark.parametrize("flood", [True, False])
def test_the_header_names_the_level_and_a_drill_as_a_drill(qtbot: QtBot, settings: Settings, flood: bool) -> None:
    seat = SampleSeat(None, plan_runs=(plan_run(Level.ORANGE, drill=True),))
    header = WallHeader(seat.stores, settings, SCALE)
    qtbot.addWidget(header)
    header.refresh(flood=flood)
    said = f"{header.title.text()} {header.since.text()}"
    assert "Drill" in said
    assert "Ⅱ" in said
    assert "38 min" in said


def test_who_has_waited_longest_for_help_comes_first(qtbot: QtBot, settings: Settings) -> None:
    older = replace(sos(), id=1, title_gloss="older call", raised_utc=NOW.replace(hour=17))
    seat = SampleSeat(None, alarms=(older, replace(sos(), id=2, title_gloss="newer call")))
    row = WallSos(seat.stores, settings, SCALE)
    qtbot.addWidget(row)
    row.refresh()
    assert "older call" in row.words.text()
    assert "1 more" in row.words.text()
    seat.change("alarms", replace(older, version=2, owner="Li"))
    row.refresh()
    assert "newer call" in row.words.text()


def test_a_call_is_read_on_its_red_by_day_too(qtbot: QtBot, settings: Settings, qapp: QApplication) -> None:
    before = theme().name
    theme().set_theme("day")
    theme().apply(qapp)
    try:
        row = WallSos(SampleSeat(None, alarms=(sos(),)).stores, settings, SCALE)
        qtbot.addWidget(row)
        row.refresh()
        row.show()
        row.ensurePolished()
        for said in (row.words, row.owner):
            said.ensurePolished()
            assert said.palette().color(said.foregroundRole()) == theme().color("on_red")
    finally:
        theme().set_theme(before)


def test_a_wall_that_is_hidden_sends_nothing_to_its_map_and_then_is_up_to_date(
    qtbot: QtBot, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    seat = SampleSeat(None)
    wall = WallWindow(seat.stores, settings, DAY)
    qtbot.addWidget(wall)
    moved: list[str] = []
    drawn: dict[str, list[Mark]] = {}
    monkeypatch.setattr(wall.map.map, "publish", lambda channel, _body: moved.append(channel))
    monkeypatch.setattr(wall.map.map, "set_marks", lambda layer, marks, **_how: drawn.update({layer: marks}))
    wall.set_active(False)
    seat.change("alarms", sos())
    point = seat.stores.facilities.low_points()[-1]
    seat.change("low_points", replace(point, version=point.version + 1, depth_cm=2.0))
    seat.stores.units.positions_changed.emit()
    assert (moved, drawn) == ([], {})
    wall.set_active(True)
    assert "units" in moved
    assert [mark.id for mark in drawn["alarms"]] == [9]
    shallow = next(mark for mark in drawn["low_points"] if mark.id == point.id)
    assert shallow.label == "", "too shallow to be read from afar"
    assert any(mark.label.endswith(" cm") for mark in drawn["low_points"])
    assert "cases" not in drawn


@pytest.mark.parametrize("flood", [True, False])
def test_the_demo_city_is_called_a_demo_in_every_scene(qtbot: QtBot, settings: Settings, flood: bool) -> None:
    seat = SampleSeat(None, plan_runs=(plan_run(),))
    header = WallHeader(seat.stores, settings, SCALE)
    qtbot.addWidget(header)
    header.show()
    header.refresh(flood=flood)
    assert header.demo.isVisible()
    assert header.demo.text() == "DEMO"


@pytest.mark.parametrize("gloss", ["Mingzhu Road railway underpass", "Jianshe Avenue railway underpass no. 2"])
def test_no_name_of_a_low_point_is_cut(
    qtbot: QtBot, settings: Settings, monkeypatch: pytest.MonkeyPatch, gloss: str
) -> None:
    seat = SampleSeat(None)
    point = replace(seat.stores.facilities.low_points()[0], gloss=gloss, closed_utc=None)
    rows = LowPointRows(settings, SCALE)
    qtbot.addWidget(rows)
    rows.resize(646, 448)  # at a wall of 1920 columns
    cut: list[str] = []

    def drawn(painter: QPainter, place: QRect, text: str, *_how: object) -> None:
        if painter.fontMetrics().horizontalAdvance(text) > place.width():
            cut.append(text)

    monkeypatch.setattr("views.wall.flood_scene.draw_elided", drawn)
    rows.show_points([point], stale=False)
    rows.grab()
    assert cut == []


def test_old_depths_and_an_old_map_look_old(qtbot: QtBot, settings: Settings) -> None:
    seat = SampleSeat(None)
    wall = WallWindow(seat.stores, settings, FLOOD)
    qtbot.addWidget(wall)
    wall.resize(1920, 1080)
    wall.show()
    rows, veil = wall.panels[FLOOD].rows, wall.map.findChild(_Veil)
    live = rows.grab().toImage()
    assert not veil.isVisible()
    seat.writer.write_link(LinkReport(state=LinkState.STALE, heard_monotonic_s=0.0))
    assert veil.isVisible()
    assert veil.geometry() == wall.map.rect()
    assert rows.grab().toImage() != live


def test_its_clock_is_the_top_bars(qtbot: QtBot, settings: Settings) -> None:
    seat = SampleSeat(None)
    wall = WallWindow(seat.stores, settings, DAY)
    qtbot.addWidget(wall)
    clock = ClockItem(seat.stores, settings)
    qtbot.addWidget(clock)
    clock.show()
    for seconds in (10, 20):
        seat.stores.clock.write(ClockState(now_utc=NOW + timedelta(seconds=seconds), rate=10.0, paused=False))
        passed = NOW + timedelta(seconds=seconds + 1)
        qtbot.wait_until(lambda passed=passed: seat.stores.clock.now_utc() > passed)
        seat.change("alarms", replace(sos(), id=seconds))
        assert wall.header.time.text() == clock._time.text()


def test_it_says_no_time_before_it_knows_the_citys(qtbot: QtBot, settings: Settings) -> None:
    seat = SampleSeat(None)
    seat.writer.write_link(LinkReport(state=LinkState.SIGNED_OUT))
    wall = WallWindow(seat.stores, settings, DAY)
    qtbot.addWidget(wall)
    seat.writer.write_link(LinkReport(state=LinkState.CONNECTING))
    assert (wall.header.time.text(), wall.header.date.text()) == ("", "")
    seat.stores.clock.write(ClockState(now_utc=NOW, rate=1.0, paused=True))
    seat.writer.write_link(LinkReport(state=LinkState.LIVE))
    assert wall.header.time.text() == words.local_time(NOW)


def test_the_preview_is_of_one_theme_and_its_hint_names_the_scene(qtbot: QtBot, settings: Settings) -> None:
    seat = SampleSeat(None)
    seat.stores.link.write_server("http://hall:8080")
    settings.theme = "day"
    screen = WallScreen(seat.stores, seat.actions, settings)
    qtbot.addWidget(screen)
    screen.resize(1300, 800)
    screen.show()
    screen.set_active(True)
    assert screen.wall is not None
    assert screen.wall.map._city._theme is None, "the operator's, as the panels around it"
    for scene in (FLOOD, DAY):
        screen.chips.chip_toggled.emit(scene, True)
        screen.chips.set_on(scene, True)
        screen._show(scene)
        assert f"--scene {scene} --server http://hall:8080" in screen.hint.text()
