"""The plan screen: what it previews, what a hold sends, what it shows of a run."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.duty import Role
from app.domain.levels import Level
from app.domain.plans import PlanPreview, PlanPreviewRow, TaskState
from app.stores.settings import Settings
from tests.sample_night import NOW, plan_run
from tests.sample_seat import SampleSeat
from views.plans import PlansScreen


class NoServer:
    """A server that nobody asks in these tests: no loop runs, so queries are never started."""

    async def get(self, path: str, answer: type[Any], **params: Any) -> Any:
        raise AssertionError(path)


MakeScreen = Callable[..., tuple[PlansScreen, SampleSeat]]


@pytest.fixture
def make_screen(qtbot: QtBot, tmp_path: Path) -> MakeScreen:
    def make(role: Role = Role.LEADER, **parts: Any) -> tuple[PlansScreen, SampleSeat]:
        seat = SampleSeat(NoServer(), role=role, **parts)
        settings = Settings(tmp_path / "console.ini")
        settings.language = "en"
        screen = PlansScreen(seat.stores, seat.actions, settings)
        qtbot.addWidget(screen)
        screen.resize(1600, 900)
        with qtbot.waitActive(screen):
            screen.show()
        screen.set_active(True)
        return screen, seat

    return make


def preview_of(level: Level, unreachable: tuple[int, ...] = ()) -> PlanPreview:
    row = PlanPreviewRow(step_id="flood-4-watch", unit_ids=(1, 2, 3), within_min=30)
    return PlanPreview(template_id="flood", level=level, rows=(row,), unit_count=3, unreachable_unit_ids=unreachable)


def test_a_red_warning_proposes_level_one_and_its_duties_include_the_lower_ones(make_screen: MakeScreen) -> None:
    screen, seat = make_screen()
    assert screen.levels.selected is Level.RED
    duties = {screen.preview.table.model.row_at(n).step_id for n in range(screen.preview.table.model.rowCount())}
    assert duties == {step.id for step in seat.stores.reference.plan_templates()[0].steps}


def test_choosing_blue_shows_only_its_own_duties(make_screen: MakeScreen) -> None:
    screen, _seat = make_screen()
    QTest.keyClick(screen, Qt.Key.Key_4)
    assert screen.levels.selected is Level.BLUE
    levels = {screen.preview.table.model.row_at(n).level for n in range(screen.preview.table.model.rowCount())}
    assert levels == {Level.BLUE}


def test_the_preview_names_who_cannot_be_reached(make_screen: MakeScreen) -> None:
    screen, seat = make_screen()
    screen.preview.show_preview(preview_of(Level.RED, unreachable=(2,)))
    unit = seat.stores.units.get(2)
    assert unit is not None
    assert unit.callsign in screen.preview.unreachable.text()
    assert "3" in screen.preview.sentence.text()


def test_a_late_preview_of_another_level_is_passed_over(make_screen: MakeScreen) -> None:
    screen, _ = make_screen()
    before = screen.preview.sentence.text()
    screen.preview.show_preview(preview_of(Level.BLUE))
    assert screen.preview.sentence.text() == before


def test_a_short_press_starts_nothing_and_a_hold_starts_once(make_screen: MakeScreen, qtbot: QtBot) -> None:
    screen, seat = make_screen()
    button = screen.command.start
    QTest.mousePress(button, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert seat.book.given == []
    with qtbot.waitSignal(button.confirmed, timeout=5000):
        QTest.mousePress(button, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(button, Qt.MouseButton.LeftButton)
    assert [(name, body["level"], body["drill"]) for name, body, *_ in seat.book.given] == [
        ("start_plan", "red", False)
    ]


def test_the_keyboard_goes_to_the_tasks_when_the_start_button_has_gone(make_screen: MakeScreen) -> None:
    screen, seat = make_screen()
    screen.levels.select(plan_run().level)
    screen.command.start.setFocus()
    assert screen.command.start.hasFocus()
    seat.change("plan_runs", plan_run())
    assert screen.command.start.isHidden()
    assert screen.tasks.table.view.hasFocus()
    screen.command.end.setFocus()
    seat.change("plan_runs", replace(plan_run(), version=2, ended_utc=NOW))
    assert screen.levels.hasFocus()


def test_a_duty_that_nobody_has_says_so(make_screen: MakeScreen) -> None:
    screen, _seat = make_screen()
    level = screen.levels.selected
    row = PlanPreviewRow(step_id="flood-4-watch", unit_ids=(), within_min=30)
    screen.preview.show_preview(
        PlanPreview(template_id="flood", level=level, rows=(row,), unit_count=0, unreachable_unit_ids=())
    )
    assert screen.preview.table.model.row_at(0).units == "nobody on duty: nobody will be told"


def test_a_dispatcher_reads_the_preview_and_cannot_start(make_screen: MakeScreen) -> None:
    screen, _ = make_screen(role=Role.DISPATCHER)
    assert not screen.command.start.isEnabled()


def test_a_running_plan_shows_its_tasks_and_who_is_silent(make_screen: MakeScreen) -> None:
    run = plan_run(tasks=30)
    screen, _seat = make_screen(plan_runs=(run,))
    assert screen.levels.selected is Level.ORANGE
    assert screen.tasks.table.model.rowCount() == 30
    silent = {task.unit_id for task in run.tasks if task.state in (TaskState.SENT, TaskState.DELIVERED)}
    assert str(len(silent)) in screen.command.silent_title.text()
    assert not screen.command.start.isVisible()


def test_a_watch_names_its_low_point_in_the_preview_and_in_the_task(make_screen: MakeScreen) -> None:
    run = plan_run(Level.RED, tasks=2)
    watch, other = replace(run.tasks[0], facility_id=3), run.tasks[1]
    screen, seat = make_screen(plan_runs=(replace(run, tasks=(watch, other)),))
    place = seat.stores.facilities.low_point(3)
    assert place is not None
    duties = [screen.tasks.table.model.row_at(n).duty for n in range(2)]
    assert sorted(duty.endswith(f" · {place.gloss}") for duty in duties) == [False, True]
    row = PlanPreviewRow(step_id="flood-4-watch", unit_ids=(1, 2), within_min=30, facility_ids=(3, 1))
    QTest.keyClick(screen, Qt.Key.Key_4)
    screen.preview.show_preview(
        PlanPreview(template_id="flood", level=Level.BLUE, rows=(row,), unit_count=2, unreachable_unit_ids=())
    )
    unit = seat.stores.units.get(1)
    assert unit is not None
    shown = [screen.preview.table.model.row_at(n) for n in range(screen.preview.table.model.rowCount())]
    (who,) = (row.units for row in shown if row.step_id == "flood-4-watch")
    assert who.startswith(f"{unit.callsign} → {place.gloss}")


def test_marking_a_task_by_phone_names_the_task_and_the_version_seen(make_screen: MakeScreen) -> None:
    run = plan_run()
    screen, seat = make_screen(plan_runs=(run,))
    screen.tasks.table.select_key(run.tasks[0].id)
    QTest.mouseClick(screen.command.acknowledge, Qt.MouseButton.LeftButton)
    assert seat.book.given == [("mark_task", {"task_id": run.tasks[0].id, "done": False}, run.id, run.version)]


def test_the_end_of_a_run_brings_the_preview_back(make_screen: MakeScreen) -> None:
    run = plan_run()
    screen, seat = make_screen(plan_runs=(run,))
    seat.change("plan_runs", replace(run, version=5, ended_utc=run.started_utc, ended_by="周强"))
    assert screen.preview.isVisible()
    assert screen.command.start.isVisible()


def test_a_hidden_screen_does_no_work(make_screen: MakeScreen) -> None:
    run = plan_run()
    screen, seat = make_screen(plan_runs=(run,))
    screen.set_active(False)
    shown = screen.command.title.text()
    seat.change("plan_runs", replace(run, version=5, ended_utc=run.started_utc, ended_by="周强"))
    seat.stores.clock.second_passed.emit()
    assert screen.command.title.text() == shown
    screen.set_active(True)
    assert screen.command.title.text() != shown


def test_a_city_without_plans_says_so(make_screen: MakeScreen) -> None:
    screen, _seat = make_screen()
    screen.preview.show_waiting(None, Level.RED)
    assert screen.preview.table.model.rowCount() == 0
    assert screen.preview.table.empty.accessibleName()


def test_a_street_is_told_how_many_tasks_it_does_not_see(make_screen: MakeScreen) -> None:
    run = plan_run(Level.RED)
    screen, seat = make_screen(plan_runs=(replace(run, tasks_elsewhere=32),))
    assert "32 more tasks lie in other areas" in screen.command.facts.text()
    seat.change("plan_runs", replace(run, version=run.version + 1))
    assert "other areas" not in screen.command.facts.text()
