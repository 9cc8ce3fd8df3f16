"""The wall's numbers are those of the stores, and it says in words when they are old."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.api.link import LinkReport, LinkState
from app.domain.levels import Level
from app.domain.plans import TaskState
from app.stores.settings import Settings
from tests.sample_night import NOW, plan_run, sos
from tests.sample_seat import SampleSeat
from views.wall import WallWindow
from views.wall.day_scene import DayScene
from views.wall.flood_scene import FloodScene
from views.wall.header import WallHeader
from views.wall.sos import WallSos
from views.wall.window import DAY
from widgets.map import Mark
from widgets.stat_tile import StatTile

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
