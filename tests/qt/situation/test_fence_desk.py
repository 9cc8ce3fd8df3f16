"""Fences on the real map page: drawn, given terms, made by an order; seen, changed and closed."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.alarms import Alarm, AlarmKind, Verdict
from app.domain.duty import Role
from app.domain.fences import Fence, FenceRule
from app.domain.levels import Level
from app.domain.units import UnitKind, UnitStatus
from tests.qt.situation.shown_screen import shown_screen
from tests.sample_night import LAT, LON, NOW
from tests.sample_seat import SampleSeat
from views.situation.fences.desk import FenceDesk
from views.situation.fences.fence_words import minute_of
from views.situation.screen import SituationScreen
from views.situation.selection import Selection

RING = ((LAT - 0.01, LON - 0.02), (LAT - 0.01, LON + 0.02), (LAT + 0.03, LON + 0.02), (LAT + 0.03, LON - 0.02))
ZONE = Fence(
    id=3, version=4, name="老城禁行区", gloss="Old town", rule=FenceRule.KEEP_OUT, points=RING, area_code="990106",
    level=Level.ORANGE, made_utc=NOW, made_by="渣土办", kinds=(UnitKind.MUCK_TRUCK,), from_min=420, to_min=1140,
)  # fmt: skip
ROUTE = replace(
    ZONE, id=4, name="一号线", gloss="Line 1", rule=FenceRule.ROUTE, points=RING[:3], kinds=(), unit_ids=(8,),
    level=Level.YELLOW,
)  # fmt: skip
BREACH = Alarm(
    id=90, version=1, kind=AlarmKind.FENCE_ENTERED, level=Level.RED, title="", title_gloss="", raised_utc=NOW,
    lat_deg=LAT, lon_deg=LON, area_code="990106", unit_id=8, fence_id=3,
)  # fmt: skip
ENDED = replace(
    BREACH, id=89, raised_utc=NOW - timedelta(hours=1), closed_utc=NOW - timedelta(minutes=53), verdict=Verdict.TRUE
)
Open = Callable[..., tuple[SituationScreen, SampleSeat]]


@pytest.fixture
def opened(qtbot: QtBot, tmp_path: Path) -> Open:
    def make(role: Role = Role.LEADER, **parts: Any) -> tuple[SituationScreen, SampleSeat]:
        seat = SampleSeat(None, role, **{"fences": (ZONE, ROUTE), **parts})
        screen = shown_screen(qtbot, tmp_path, seat)
        return screen, seat

    return make


def draw(desk: FenceDesk, way: str, points: tuple[tuple[float, float], ...]) -> None:
    """As the page tells it at the end of a drawing; the drawing itself has tests of its own."""
    desk.begin(way)
    finish(desk, points)


def finish(desk: FenceDesk, points: tuple[tuple[float, float], ...]) -> None:
    desk._map.page_said.emit(
        "drawn", {"kind": "polygon", "token": desk._draw._token, "points": [list(p) for p in points]}
    )


def press(button: Any) -> None:
    QTest.mouseClick(button, Qt.MouseButton.LeftButton)


def figures(screen: SituationScreen, layer: str) -> str:
    return screen.map._deliveries._channels[f"figures/{layer}"][1].decode()


def inside(seat: SampleSeat, kind: UnitKind) -> set[int]:
    found = set()
    for unit in seat.stores.units.all():
        place = seat.stores.units.position(unit.id)
        if place is None or unit.status is UnitStatus.OFF_DUTY or unit.kind is not kind:
            continue
        if LAT - 0.01 < place.lat_deg < LAT + 0.03 and abs(place.lon_deg - LON) < 0.02:
            found.add(unit.id)
    return found


def test_a_breached_fence_is_drawn_in_its_alarms_colour_and_the_others_quietly(opened: Open) -> None:
    screen, seat = opened()
    assert figures(screen, "fences").count('"second"') == 2
    seat.change("alarms", BREACH)
    drawn = figures(screen, "fences")
    assert (drawn.count('"red"'), drawn.count('"second"')) == (1, 1)
    assert "Old town" in drawn
    seat.change("alarms", replace(BREACH, closed_utc=NOW))
    assert '"red"' not in figures(screen, "fences")


def test_the_card_says_who_is_inside_and_what_became_of_its_alarms(opened: Open) -> None:
    screen, seat = opened(alarms=(BREACH, ENDED))
    screen.fences.begin("list")
    assert [line.key for line in screen.fences.panel.fences.lines()] == [3, 4], "the breached one first"
    screen.fences.panel.fences.line_chosen.emit(3)
    card = screen.fences.panel.card
    facts = {fact.name: fact.value for fact in card.facts.facts()}
    assert (facts["Holds"], facts["For"]) == ("07:00–19:00", "Muck truck")
    wanted = inside(seat, UnitKind.MUCK_TRUCK)
    assert wanted
    assert {line.key.id for line in card.units.lines()} == wanted  # type: ignore[attr-defined]
    assert card.counted.text() == f"{len(wanted)} inside now"
    assert [(line.right, line.below_right) for line in card.alarms.lines()] == [("Red", "0 s"), ("came back", "7 min")]
    assert '"accent"' in figures(screen, "fence-chosen")
    card.units.line_chosen.emit(Selection("units", 8))
    assert screen.panel.title.text().startswith(seat.stores.units.get(8).callsign)  # type: ignore[union-attr]


def test_the_form_says_that_those_who_are_inside_already_raise_no_alarm(opened: Open) -> None:
    screen, seat = opened()
    draw(screen.fences, "zone", RING)
    form = screen.fences.panel.form
    form.kind.setCurrentIndex(form.kind.findData(UnitKind.MUCK_TRUCK.value))
    form.kind.activated.emit(form.kind.currentIndex())
    count = len(inside(seat, UnitKind.MUCK_TRUCK))
    assert count
    assert form.preview.text() == f"{count} inside now"
    assert form.excused.text().startswith(f"Those {count} raise no alarm")
    finish_elsewhere = tuple((lat + 1.0, lon) for lat, lon in RING)
    form.take_points(list(finish_elsewhere))
    assert form.preview.text() == "0 inside now"
    assert form.excused.text() == ""


def test_a_drawn_zone_becomes_a_fence_by_an_order_that_waits_in_the_outbox(opened: Open) -> None:
    screen, seat = opened()
    draw(screen.fences, "zone", RING)
    form = screen.fences.panel.form
    assert form.isVisible()
    assert not form.save.isEnabled(), "a fence needs a name"
    form.kind.setCurrentIndex(form.kind.findData("officer"))
    form.kind.activated.emit(form.kind.currentIndex())
    assert form.preview.text() == f"{len(inside(seat, UnitKind.OFFICER))} inside now"
    QTest.keyClicks(form.name, "Fair")
    QTest.keyClicks(form.from_time, "8:00")
    assert not form.save.isEnabled(), "one hour alone says nothing"
    QTest.keyClicks(form.to_time, "1830")
    form.level.setCurrentIndex(form.level.findData("red"))
    form.level.activated.emit(0)
    press(form.save)
    ((name, body, thing, _version),) = seat.book.given
    assert (name, thing) == ("create_fence", None)
    assert (body["name"], body["rule"], body["level"], body["kinds"]) == ("Fair", "keep_out", "red", ("officer",))
    assert (body["from_min"], body["to_min"], body["area_code"]) == (480, 1110, "990106")
    assert body["points"] == RING
    assert screen.fences.panel.told.text().startswith("Make a fence")
    assert '"accent"' not in figures(screen, "fence-chosen")


def test_a_route_is_for_vehicles_by_their_call_signs(opened: Open) -> None:
    screen, seat = opened()
    draw(screen.fences, "route", RING[:2])
    form = screen.fences.panel.form
    QTest.keyClicks(form.name, "Line 2")
    assert not form.save.isEnabled()
    assert "vehicles" in form.fault.text()
    QTest.keyClicks(form.units, "b-001 X-9")
    assert "no such unit" in form.fault.text()
    form.units.clear()
    QTest.keyClicks(form.units, "b-001, A-008")
    form.corridor.setValue(80)
    press(form.save)
    ((_name, body, _thing, _version),) = seat.book.given
    assert (body["rule"], body["unit_ids"], body["corridor_m"]) == ("route", (1, 8), 80.0)


def test_a_border_that_crosses_itself_is_told_and_drawn_again(opened: Open) -> None:
    screen, _seat = opened()
    draw(screen.fences, "zone", (RING[0], RING[2], RING[1], RING[3]))
    form = screen.fences.panel.form
    QTest.keyClicks(form.name, "Fair")
    assert "crosses itself" in form.fault.text()
    assert not form.save.isEnabled()
    press(form.draw)
    finish(screen.fences, RING)
    assert form.save.isEnabled()
    assert form.name.text() == "Fair"


def test_a_new_zone_is_not_drawn_into_the_fence_whose_form_is_open(opened: Open) -> None:
    screen, _seat = opened()
    form = screen.fences.panel.form
    screen.fences.choose(3)
    press(screen.fences.panel.card.change)
    draw(screen.fences, "zone", RING[:3])
    assert (form._draft.id, form._draft.points) == (0, RING[:3])  # type: ignore[union-attr]
    screen.fences.begin("route")
    screen.fences.choose(3)
    press(screen.fences.panel.card.change)
    assert not screen.fences._draw.is_drawing(), "a line that was begun would take the form away"


def test_a_leader_changes_a_fence_and_closes_it_with_a_reason(opened: Open) -> None:
    screen, seat = opened()
    screen.fences.choose(4)
    card, form = screen.fences.panel.card, screen.fences.panel.form
    press(card.change)
    assert (form.units.text(), form.rule.isEnabled()) == (seat.stores.units.get(8).callsign, False)  # type: ignore[union-attr]
    form.severe_after.setValue(20)
    press(form.save)
    assert seat.book.given[0][0::2] == ("change_fence", 4)
    assert seat.book.given[0][3] == 4
    assert seat.book.given[0][1]["severe_after_min"] == 20.0
    screen.fences.choose(4)
    press(card.close_button)
    QTest.keyClick(card.reason, Qt.Key.Key_Return)
    assert len(seat.book.given) == 1, "no reason, no order"
    QTest.keyClicks(card.reason, "site closed")
    QTest.keyClick(card.reason, Qt.Key.Key_Return)
    assert seat.book.given[1][:3] == ("close_fence", {"reason": "site closed"}, 4)


def test_a_dispatcher_sees_fences_and_may_not_make_them(opened: Open) -> None:
    screen, _seat = opened(Role.DISPATCHER)
    screen.fences.choose(3)
    panel = screen.fences.panel
    assert not panel.card.change.isVisible()
    assert not panel.card.close_button.isVisible()
    screen.fences.begin("zone")
    assert "duty leader" in panel.told.text()
    assert not screen.fences._draw.is_drawing()


def test_a_fence_that_is_closed_meanwhile_leaves_the_panel(opened: Open) -> None:
    screen, seat = opened()
    screen.fences.choose(3)
    seat.change("fences", replace(ZONE, version=5, closed_utc=NOW))
    assert [line.key for line in screen.fences.panel.fences.lines()] == [4]
    assert not screen.fences.panel.card.isVisible()


@pytest.mark.parametrize(
    ("text", "minute"),
    [
        ("07:30", 450),
        ("7:30", 450),
        ("0730", 450),
        ("7：30", 450),
        ("24:00", None),
        ("7:60", None),
        ("noon", None),
        ("", None),
    ],
)
def test_times_of_day_as_people_write_them(text: str, minute: int | None) -> None:
    assert minute_of(text) == minute
