"""A unit's track on the real map page, and the speed profile that points where the map points."""

from __future__ import annotations

import math
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.api.errors import Unreachable
from app.domain.units import TrackPoint
from tests.qt.situation.shown_screen import READY_LIMIT_MS, finish, in_page, shown_screen
from tests.sample_night import LAT, LON, NOW
from tests.sample_seat import SampleSeat
from views.situation.screen import SituationScreen

Hall = tuple[SituationScreen, SampleSeat, "TrackServer"]


class TrackServer:
    """Answers the question for a track, remembers how it was asked, and fails when it is told to."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, dict[str, Any]]] = []
        self.away = False
        self.points = way()

    async def get(self, path: str, answer: type[Any], **params: Any) -> Any:
        if self.away:
            raise Unreachable
        self.asked.append((path, params))
        return self.points


def way() -> list[TrackPoint]:
    """North for ten minutes, a stop of five in the middle, one point nowhere and one out of its time."""
    points = []
    for n in range(60):
        north = min(n, 20) + max(0, n - 50)
        speed = 0.0 if 20 <= n <= 50 else 8.0
        at = NOW - timedelta(seconds=10 * (60 - n))
        points.append(TrackPoint(at_utc=at, lat_deg=LAT + 7e-4 * north, lon_deg=LON, speed_mps=speed))
    points[5] = TrackPoint(at_utc=points[5].at_utc, lat_deg=math.nan, lon_deg=LON, speed_mps=8.0)
    points[8] = TrackPoint(at_utc=NOW - timedelta(hours=3), lat_deg=LAT, lon_deg=LON, speed_mps=8.0)
    return points


@pytest.fixture
def hall(qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Hall:
    server = TrackServer()
    seat = SampleSeat(server)
    monkeypatch.setattr(seat.actions, "spawn", finish)
    screen = shown_screen(qtbot, tmp_path, seat)
    return screen, seat, server


def press_track(screen: SituationScreen) -> None:
    screen.panel.buttons["track"].click()


TRACK = "zhihui.parts.find((part) => part instanceof Zhihui.Track)"


def test_the_track_is_drawn_and_says_what_was_left_out(qtbot: QtBot, hall: Hall) -> None:
    screen, _seat, server = hall
    screen.focus_thing("units", 5)
    press_track(screen)
    assert server.asked == [("/v1/units/5/track", {"minutes": 30})]
    strip = screen.tracks.strip
    assert strip.isVisible()
    assert "stops over 3 min: 1" in strip.told.text()
    assert "bad points left out: 2" in strip.told.text()
    drawn = f"(t => t && t.points.length === 58 && t.stops.length === 1 && t.stops[0][1] === '5 min')({TRACK}.track)"
    qtbot.waitUntil(in_page(qtbot, screen, drawn), timeout=READY_LIMIT_MS)
    assert screen.panel.buttons["track"].text() == "Hide the track"
    press_track(screen)
    assert not strip.isVisible()
    qtbot.waitUntil(in_page(qtbot, screen, f"{TRACK}.track === null"), timeout=READY_LIMIT_MS)


def test_a_longer_span_is_asked_of_the_kept_past(hall: Hall) -> None:
    screen, seat, server = hall
    screen.focus_thing("units", 5)
    press_track(screen)
    span = screen.tracks.strip.span
    assert [span.itemText(n) for n in range(span.count())] == ["30 min", "2 h", "8 h", "24 h"]
    span.setCurrentIndex(2)
    span.activated.emit(2)
    path, params = server.asked[-1]
    now = seat.stores.clock.now_utc()
    assert path == "/v1/units/5/track"
    assert params == {"from": (now - timedelta(hours=8)).isoformat(), "to": now.isoformat()}


def test_profile_and_map_point_at_the_same_place(qtbot: QtBot, hall: Hall) -> None:
    screen, _seat, _server = hall
    screen.focus_thing("units", 5)
    press_track(screen)
    strip = screen.tracks.strip
    qtbot.waitUntil(lambda: strip.chart.is_drawn() and strip.chart.plot_area().width() > 100, timeout=READY_LIMIT_MS)
    qtbot.waitUntil(in_page(qtbot, screen, f"{TRACK}.track !== null"), timeout=READY_LIMIT_MS)
    plot = strip.chart.plot_area()
    QTest.mouseMove(plot.viewport(), QPoint(plot.width() // 2, plot.height() // 2))  # type: ignore[attr-defined]
    qtbot.waitUntil(in_page(qtbot, screen, f"{TRACK}.pointed !== null && {TRACK}.ring"), timeout=READY_LIMIT_MS)
    assert "km/h" in strip.here.text()
    screen.map.fly_to(LAT + 7e-4 * 10, LON, 17)
    qtbot.waitUntil(in_page(qtbot, screen, "zhihui.map.getZoom() === 17"), timeout=READY_LIMIT_MS)
    middle = QPoint(screen.map.width() // 2, screen.map.height() // 2)
    target = screen.map._view.focusProxy()
    assert target is not None
    with qtbot.waitSignal(screen.tracks._line.pointed, timeout=READY_LIMIT_MS) as told:
        QTest.mouseMove(target, middle + QPoint(2, 0))
        QTest.mouseMove(target, middle)
    assert told.args[0] is not None
    assert "29 km/h" in strip.here.text()


def test_another_unit_ends_the_track_and_a_late_answer_does_not_bring_it_back(hall: Hall) -> None:
    screen, _seat, _server = hall
    screen.focus_thing("units", 5)
    press_track(screen)
    screen.focus_thing("units", 6)
    assert not screen.tracks.strip.isVisible()
    finish(screen.tracks.fetch(5, timedelta(minutes=30)))
    assert not screen.tracks.strip.isVisible()
    assert screen.panel.buttons["track"].text() == "Track and speed"


def test_a_late_answer_for_another_span_is_not_shown(hall: Hall) -> None:
    screen, _seat, server = hall
    screen.focus_thing("units", 5)
    press_track(screen)
    told = screen.tracks.strip.told.text()
    server.points = way()[:30]
    finish(screen.tracks.fetch(5, timedelta(hours=8)))
    assert screen.tracks.strip.told.text() == told


def test_another_account_sees_no_track(hall: Hall) -> None:
    screen, seat, _server = hall
    screen.focus_thing("units", 5)
    press_track(screen)
    seat.stores.session.write(None)
    assert not screen.tracks.strip.isVisible()


def test_a_server_that_is_away_is_told(hall: Hall) -> None:
    screen, _seat, server = hall
    server.away = True
    screen.focus_thing("units", 5)
    press_track(screen)
    assert "cannot be reached" in screen.panel.outcome.text()
    assert not screen.tracks.strip.isVisible()


def test_a_unit_that_nobody_heard_has_an_empty_profile_that_says_so(hall: Hall) -> None:
    screen, _seat, server = hall
    server.points = []
    screen.focus_thing("units", 5)
    press_track(screen)
    assert screen.tracks.strip.isVisible()
    assert "No way is known" in screen.tracks.strip.chart._empty.findChildren(type(screen.tracks.strip.told))[0].text()
