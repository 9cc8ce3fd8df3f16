"""A map page that dies or hangs is replaced, and the new one is told everything again and looks at the same place."""

from __future__ import annotations

import os
import signal
import time
from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.logwatch import LogWatch
from tests.qt.map import sample
from widgets.map import Figure, MapView, Mark, revival

Ask = Callable[[MapView, str], Any]
Until = Callable[[MapView, str], None]
DIED = "the map page's process has ended"
ALL_LAYERS = """(() => { const r = zhihui.report();
  return r.base && r.areas.length === 4 && r.units === 1 && r.marks.low_points === 1 && r.marks.cameras === 2; })()"""


def kill(qtbot: QtBot, view: MapView, limit_ms: int = 5000) -> None:
    with qtbot.waitSignals([view.page_lost, view.page_ready], timeout=limit_ms, order="strict"):
        os.kill(view.page.renderProcessPid(), signal.SIGKILL)


def test_a_killed_page_comes_back_with_all_layers_within_two_seconds(
    qtbot: QtBot, shown_map: MapView, ask: Ask, until: Until, expected_log: LogWatch
) -> None:
    expected_log.expect(DIED)
    shown_map.publish("units", sample.one_unit())
    shown_map.set_marks("low_points", [sample.low_point()])
    cameras = [Mark(id=i, lat=sample.LAT, lon=sample.LON + i * 0.001, icon="camera") for i in (1, 2)]
    shown_map.set_marks("cameras", cameras)
    shown_map.set_figures("warnings", [Figure(kind="area", points=[(112.29, 30.54), (112.31, 30.54), (112.3, 30.56)])])
    shown_map.set_theme("day")
    shown_map.fly_to(sample.LAT + 0.001, sample.LON, 16)
    until(shown_map, ALL_LAYERS)
    until(shown_map, "zhihui.map.getZoom() === 16")
    killed_at = time.monotonic()
    kill(qtbot, shown_map)
    until(shown_map, ALL_LAYERS)
    assert time.monotonic() - killed_at < 2.0
    assert ask(shown_map, "zhihui.map.getZoom()") == 16
    assert ask(shown_map, "document.documentElement.classList.contains('day')") is True


def test_a_page_that_hangs_is_ended_and_comes_back(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, shown_map: MapView, until: Until, expected_log: LogWatch
) -> None:
    expected_log.expect("has not answered 8 questions")
    expected_log.expect(DIED)
    monkeypatch.setattr(revival, "ASK_EVERY_MS", 100)
    shown_map.hide()
    shown_map.show()
    shown_map.set_marks("low_points", [sample.low_point()])
    until(shown_map, "zhihui.report().marks.low_points === 1")
    hung = shown_map.page.renderProcessPid()
    with qtbot.waitSignals([shown_map.page_lost, shown_map.page_ready], timeout=15_000, order="strict"):
        os.kill(hung, signal.SIGSTOP)
        shown_map.fly_to(sample.LAT + 0.002, sample.LON, 17)
    assert shown_map.page.renderProcessPid() != hung
    until(shown_map, "zhihui.report().marks.low_points === 1")
    until(shown_map, "zhihui.map.getZoom() === 17")


def test_a_page_in_an_endless_loop_comes_back(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, shown_map: MapView, expected_log: LogWatch
) -> None:
    expected_log.expect("has not answered 8 questions")
    expected_log.expect(DIED)
    monkeypatch.setattr(revival, "ASK_EVERY_MS", 100)
    shown_map.hide()
    shown_map.show()
    with qtbot.waitSignals([shown_map.page_lost, shown_map.page_ready], timeout=15_000, order="strict"):
        shown_map.page.runJavaScript("for (;;);")


def test_a_view_asked_of_a_page_that_dies_on_the_way_is_that_of_the_next(
    qtbot: QtBot, shown_map: MapView, until: Until, expected_log: LogWatch
) -> None:
    expected_log.expect(DIED)
    process = shown_map.page.renderProcessPid()
    with qtbot.waitSignals([shown_map.page_lost, shown_map.page_ready], timeout=5000, order="strict"):
        os.kill(process, signal.SIGSTOP)
        shown_map.fly_to(sample.LAT + 0.002, sample.LON, 17)
        os.kill(process, signal.SIGKILL)
    until(shown_map, "zhihui.map.getZoom() === 17")


def test_a_held_view_is_still_held_after_a_loss(
    qtbot: QtBot, shown_map: MapView, ask: Ask, until: Until, expected_log: LogWatch
) -> None:
    expected_log.expect(DIED)
    shown_map.follow(7)
    until(shown_map, "zhihui.following === 7")
    with qtbot.waitSignal(shown_map.follow_held, timeout=5000):
        ask(shown_map, "void zhihui.hold(true)")
    kill(qtbot, shown_map)
    until(shown_map, "zhihui.following === 7")
    assert ask(shown_map, "zhihui.held") is True


def test_losses_far_apart_are_no_row(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, shown_map: MapView, expected_log: LogWatch
) -> None:
    """Seven losses of one row are 12.7 s of waiting; each by itself is a tenth of a second."""
    expected_log.expect(DIED)
    monkeypatch.setattr(revival, "STEADY_S", 0.0)
    began_s = time.monotonic()
    for _ in range(7):
        kill(qtbot, shown_map)
    assert time.monotonic() - began_s < 12.7
