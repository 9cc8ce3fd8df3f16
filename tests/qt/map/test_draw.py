"""Drawing on the map with real mouse and key events: what the operator drew is what the console gets."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.domain.positions import distance_m
from views import words
from widgets.map import MapDraw, MapView

Ask = Callable[[MapView, str], Any]
Until = Callable[[MapView, str], None]
LEFT = Qt.MouseButton.LeftButton


def said() -> dict[str, str]:
    """How the console says lengths and areas."""
    return {"m": "{n} 米", "km": "{n} 公里", "m2": "{n} 平方米", "km2": "{n} 平方公里"}


def surface(view: MapView) -> QWidget:
    target = view._view.focusProxy()
    assert target is not None
    return target


def at(ask: Ask, view: MapView, x: int, y: int) -> tuple[float, float]:
    lat, lon = ask(view, f"(p => [p.lat, p.lng])(zhihui.map.containerPointToLatLng([{x}, {y}]))")
    return lat, lon


def begin(until: Until, view: MapView, draw: MapDraw, kind: Any) -> None:
    draw.start(kind)
    until(view, "zhihui.captor !== null")


def click(view: MapView, until: Until, x: int, y: int, vertices: int) -> None:
    QTest.mouseMove(surface(view), QPoint(x, y))
    QTest.mouseClick(surface(view), LEFT, pos=QPoint(x, y))
    until(view, f"zhihui.captor.vertices.length === {vertices}")


def double_click(target: QWidget, x: int, y: int) -> None:
    """Two clicks 50 ms apart by their time stamps; those of QTest are too far apart for Chromium."""
    at = QPointF(x, y)
    none = Qt.MouseButton.NoButton
    for n, kind in enumerate((QEvent.Type.MouseButtonPress, QEvent.Type.MouseButtonRelease) * 2):
        held = LEFT if kind is QEvent.Type.MouseButtonPress else none
        event = QMouseEvent(kind, at, target.mapToGlobal(at), LEFT, held, Qt.KeyboardModifier.NoModifier)
        event.setTimestamp(1_000_000 + 50 * n)
        QApplication.sendEvent(target, event)


def drag(view: MapView, until: Until, points: list[tuple[int, int]]) -> None:
    """Each step waits until the page has heard of it, as a hand does."""
    QTest.mousePress(surface(view), LEFT, pos=QPoint(*points[0]))
    until(view, "zhihui.captor.pressed")
    for x, y in points[1:]:
        QTest.mouseMove(surface(view), QPoint(x, y))
        until(view, f"(p => p && Math.abs(zhihui.map.latLngToContainerPoint(p).x - {x}) < 2)(zhihui.captor.pointer)")
    QTest.mouseRelease(surface(view), LEFT, pos=QPoint(*points[-1]))


def test_a_polygon_of_clicks_ends_with_enter(qtbot: QtBot, shown_map: MapView, ask: Ask, until: Until) -> None:
    draw = MapDraw(shown_map, said)
    begin(until, shown_map, draw, "polygon")
    corners = [(300, 200), (500, 200), (500, 400)]
    for n, (x, y) in enumerate(corners, start=1):
        click(shown_map, until, x, y, n)
    until(
        shown_map,
        "/^[\\d.,]+ 平方(米|公里) · [\\d.]+ (米|公里)$/.test(document.querySelector('.zh-measure').textContent)",
    )
    with qtbot.waitSignal(draw.drawn, timeout=5000) as told:
        QTest.keyClick(surface(shown_map), Qt.Key.Key_Return)
    kind, points = told.args
    assert kind == "polygon"
    assert points == [pytest.approx(at(ask, shown_map, x, y), abs=2e-5) for x, y in corners]
    assert ask(shown_map, "zhihui.captor === null && !document.querySelector('.zh-measure')")
    assert not draw.is_drawing()


def test_backspace_takes_a_vertex_back_and_a_double_click_ends(
    qtbot: QtBot, shown_map: MapView, ask: Ask, until: Until
) -> None:
    draw = MapDraw(shown_map, said)
    begin(until, shown_map, draw, "line")
    click(shown_map, until, 300, 200, 1)
    click(shown_map, until, 700, 500, 2)
    QTest.keyClick(surface(shown_map), Qt.Key.Key_Backspace)
    until(shown_map, "zhihui.captor.vertices.length === 1")
    with qtbot.waitSignal(draw.drawn, timeout=5000) as told:
        double_click(surface(shown_map), 400, 260)
    assert told.args[1] == [pytest.approx(at(ask, shown_map, *p), abs=2e-5) for p in ((300, 200), (400, 260))]


def test_escape_gives_up_and_clicks_select_again(qtbot: QtBot, shown_map: MapView, until: Until) -> None:
    draw = MapDraw(shown_map, said)
    begin(until, shown_map, draw, "polygon")
    click(shown_map, until, 300, 200, 1)
    with qtbot.waitSignal(draw.cancelled, timeout=5000):
        QTest.keyClick(surface(shown_map), Qt.Key.Key_Escape)
    with qtbot.waitSignal(shown_map.place_clicked, timeout=5000):
        QTest.mouseClick(surface(shown_map), LEFT, pos=QPoint(300, 250))


def test_enter_with_two_corners_is_not_yet_a_polygon(qtbot: QtBot, shown_map: MapView, until: Until) -> None:
    draw = MapDraw(shown_map, said)
    begin(until, shown_map, draw, "polygon")
    click(shown_map, until, 300, 200, 1)
    click(shown_map, until, 500, 200, 2)
    QTest.keyClick(surface(shown_map), Qt.Key.Key_Return)
    click(shown_map, until, 500, 400, 3)
    assert draw.is_drawing()


def test_a_dragged_circle_is_a_ring_of_its_radius(qtbot: QtBot, shown_map: MapView, ask: Ask, until: Until) -> None:
    draw = MapDraw(shown_map, said)
    begin(until, shown_map, draw, "circle")
    centre, edge = at(ask, shown_map, 400, 300), at(ask, shown_map, 500, 300)
    with qtbot.waitSignal(draw.drawn, timeout=5000) as told:
        drag(shown_map, until, [(400, 300), (450, 300), (500, 300)])
    kind, ring = told.args
    assert kind == "circle"
    assert len(ring) == 64
    radius_m = distance_m(*centre, *edge)
    assert all(distance_m(*centre, *corner) == pytest.approx(radius_m, rel=0.01) for corner in ring)
    assert at(ask, shown_map, 400, 300) == pytest.approx(centre), "dragging a circle does not move the map"


def test_the_end_of_a_drag_selects_nothing(qtbot: QtBot, shown_map: MapView, until: Until) -> None:
    draw = MapDraw(shown_map, said)
    clicked: list[tuple[float, float]] = []
    shown_map.place_clicked.connect(lambda lat, lon: clicked.append((lat, lon)))
    begin(until, shown_map, draw, "circle")
    with qtbot.waitSignal(draw.drawn, timeout=5000):
        drag(shown_map, until, [(400, 300), (450, 300), (500, 300)])
    until(shown_map, "zhihui.captor === null")
    with qtbot.waitSignal(shown_map.place_clicked, timeout=5000):
        QTest.mouseClick(surface(shown_map), LEFT, pos=QPoint(300, 250))
    assert len(clicked) == 1, "only the click that came after the drawing"


def test_a_box_takes_two_clicks_as_well(qtbot: QtBot, shown_map: MapView, ask: Ask, until: Until) -> None:
    draw = MapDraw(shown_map, said)
    begin(until, shown_map, draw, "box")
    click(shown_map, until, 300, 200, 1)
    with qtbot.waitSignal(draw.drawn, timeout=5000) as told:
        QTest.mouseClick(surface(shown_map), LEFT, pos=QPoint(500, 400))
    corners = [(300, 200), (500, 200), (500, 400), (300, 400)]
    assert told.args[1] == [pytest.approx(at(ask, shown_map, *p), abs=2e-5) for p in corners]


def test_a_lasso_follows_the_hand(qtbot: QtBot, shown_map: MapView, ask: Ask, until: Until) -> None:
    draw = MapDraw(shown_map, said)
    begin(until, shown_map, draw, "lasso")
    way = [(300, 200), (400, 180), (500, 250), (450, 350), (350, 330)]
    with qtbot.waitSignal(draw.drawn, timeout=5000) as told:
        drag(shown_map, until, way)
    ring = told.args[1]
    assert [pytest.approx(at(ask, shown_map, *p), abs=2e-5) for p in way] == ring[: len(way)]


def test_a_second_tool_ends_the_first(qtbot: QtBot, shown_map: MapView, until: Until) -> None:
    first, second = MapDraw(shown_map, said), MapDraw(shown_map, said)
    begin(until, shown_map, first, "line")
    with qtbot.waitSignal(first.cancelled, timeout=5000):
        second.start("polygon")
    assert second.is_drawing()
    assert not first.is_drawing()


def test_a_drawing_that_is_stopped_is_not_begun_again_by_a_page_that_comes_back(
    qtbot: QtBot, shown_map: MapView, until: Until
) -> None:
    draw = MapDraw(shown_map, said)
    begin(until, shown_map, draw, "line")
    with qtbot.waitSignal(draw.cancelled, timeout=5000):
        draw.stop()
    until(shown_map, "zhihui.captor === null")
    with qtbot.waitSignal(shown_map.page_ready, timeout=15_000):
        shown_map.page.triggerAction(shown_map.page.WebAction.Reload)
    until(shown_map, "zhihui.captor === null")


@pytest.mark.parametrize("metres", [0.4, 87.5, 872.0, 999.7, 1000.0, 5850.4, 9994.0, 9999.6, 12_340.0])
def test_a_length_is_said_as_the_console_says_it(ask: Ask, shown_map: MapView, metres: float) -> None:
    units = json.dumps(words.measure_words())
    assert ask(shown_map, f"Zhihui.metresText({metres}, {units})") == words.distance_text(metres)
    assert ask(shown_map, f"Zhihui.areaText({metres * 200}, {units})") == words.area_text(metres * 200)
