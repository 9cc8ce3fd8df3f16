"""Measuring and gathering on the real map page: what is drawn is told, and all inside are called at once."""

from __future__ import annotations

from pathlib import Path
from typing import Any, cast

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.api.orders import PendingOrder
from app.domain.orders import OrderState
from app.domain.positions import distance_m
from app.domain.units import UnitStatus
from tests.qt.situation.shown_screen import READY_LIMIT_MS, shown_screen
from tests.sample_night import NOW
from tests.sample_seat import SampleSeat
from views import words
from views.situation.screen import SituationScreen
from widgets.hold_button import HOLD_MS

Hall = tuple[SituationScreen, SampleSeat]


@pytest.fixture
def hall(qtbot: QtBot, tmp_path: Path) -> Hall:
    seat = SampleSeat(None)
    screen = shown_screen(qtbot, tmp_path, seat)
    return screen, seat


def places(seat: SampleSeat) -> dict[int, tuple[float, float]]:
    units = seat.stores.units
    found = {}
    for unit in units.all():
        place = units.position(unit.id)
        if place is not None and unit.status is not UnitStatus.OFF_DUTY:
            found[unit.id] = (place.lat_deg, place.lon_deg)
    return found


def square(centre: tuple[float, float], half_deg: float) -> list[tuple[float, float]]:
    lat, lon = centre
    return [(lat + s * half_deg, lon + e * half_deg) for s, e in ((-1, -1), (-1, 1), (1, 1), (1, -1))]


def answered(key: str, name: str) -> PendingOrder:
    return PendingOrder(key=key, name=name, body={}, state=OrderState.ACCEPTED, created_utc=NOW)


def drawn(screen: SituationScreen, kind: str, points: list[tuple[float, float]]) -> None:
    """As the page tells it at the end of a drawing; the drawing itself has tests of its own."""
    draw = screen.measure._draw if kind == "line" else screen.gather._draw
    screen.map.page_said.emit("drawn", {"kind": kind, "token": draw._token, "points": points})


def test_all_on_duty_inside_are_gathered_and_nobody_else(hall: Hall) -> None:
    screen, seat = hall
    on_map = places(seat)
    first = next(iter(on_map))
    ring = square(on_map[first], 0.004)
    wanted = {
        unit_id
        for unit_id, (lat, lon) in on_map.items()
        if abs(lat - on_map[first][0]) < 0.004 and abs(lon - on_map[first][1]) < 0.004
    }
    assert len(wanted) < len(on_map), "the ring must leave somebody out"
    screen.gather.begin("polygon")
    drawn(screen, "polygon", ring)
    assert screen.gather.panel.isVisible()
    assert {line.key.id for line in screen.gather.panel.units.lines()} == wanted  # type: ignore[attr-defined]


def test_a_broadcast_goes_once_and_only_after_a_hold(qtbot: QtBot, hall: Hall) -> None:
    screen, seat = hall
    on_map = places(seat)
    panel = screen.gather.panel
    screen.gather.begin("circle")
    drawn(screen, "circle", square(next(iter(on_map.values())), 1.0))
    assert not panel.broadcast.isEnabled()
    panel.text.setText("Leave the underpass")
    QTest.mouseClick(panel.broadcast, Qt.MouseButton.LeftButton)
    assert not seat.book.given
    QTest.mousePress(panel.broadcast, Qt.MouseButton.LeftButton)
    with qtbot.waitSignal(panel.broadcast.confirmed, timeout=4 * HOLD_MS):
        pass
    QTest.mouseRelease(panel.broadcast, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, QPoint(5, 5))
    ((name, body, _thing, _version),) = seat.book.given
    assert name == "send_message"
    assert set(cast(list[int], body["unit_ids"])) == set(on_map)
    assert not panel.broadcast.isEnabled(), "the same text must not go twice by a second hold"


def test_a_temporary_group_is_formed_of_them(hall: Hall) -> None:
    screen, seat = hall
    screen.gather.begin("box")
    drawn(screen, "box", square(next(iter(places(seat).values())), 1.0))
    screen.gather.panel.name.setText("East lake")
    screen.gather.panel.group.click()
    ((name, body, _thing, _version),) = seat.book.given
    assert (name, body["name"]) == ("form_talkgroup", "East lake")


def test_each_order_goes_once_and_leaves_the_others_field_alone(hall: Hall) -> None:
    screen, seat = hall
    panel = screen.gather.panel
    screen.gather.begin("box")
    drawn(screen, "box", square(next(iter(places(seat).values())), 1.0))
    panel.text.setText("Leave the underpass")
    panel.name.setText("East lake")
    panel.group.click()
    panel.group.click()
    assert [name for name, *_ in seat.book.given] == ["form_talkgroup"]
    assert panel.text.text() == "Leave the underpass"
    assert panel.broadcast.isEnabled()
    panel.name.setText("West lake")
    assert not panel.group.isEnabled(), "the first is not answered yet"
    seat.actions.tell_settled(answered("k1", "form_talkgroup"))
    assert panel.group.isEnabled()


def test_another_account_finds_no_ring(hall: Hall) -> None:
    screen, seat = hall
    screen.gather.begin("box")
    drawn(screen, "box", square(next(iter(places(seat).values())), 1.0))
    screen.gather.panel.text.setText("Leave the underpass")
    seat.stores.session.write(None)
    assert screen.gather.panel.isHidden()
    assert screen.gather.panel.text.text() == ""
    assert screen.gather._found == ()


def test_an_empty_ring_calls_nobody(hall: Hall) -> None:
    screen, _seat = hall
    screen.gather.begin("polygon")
    drawn(screen, "polygon", square((10.0, 10.0), 0.001))
    panel = screen.gather.panel
    panel.text.setText("x")
    assert not panel.broadcast.isEnabled()
    assert not panel.group.isEnabled()


def test_the_length_of_a_line_stands_on_the_map(qtbot: QtBot, hall: Hall) -> None:
    screen, seat = hall
    a, b = list(places(seat).values())[:2]
    screen.measure.begin("line")
    drawn(screen, "line", [a, b])
    told: list[Any] = []
    ask = "(zhihui.figures.layers.get('measure') || []).map((f) => `${f.label} ${f.label_at_end}`).join()"

    def label() -> str:
        told.clear()
        screen.map.page.runJavaScript(ask, 0, told.append)
        qtbot.waitUntil(lambda: bool(told), timeout=READY_LIMIT_MS)
        return str(told[0])

    metres = distance_m(*a, *b)
    wanted = f"{words.distance_text(metres)} true"
    qtbot.waitUntil(lambda: label() == wanted, timeout=READY_LIMIT_MS)
