"""The situation screen with a real map page: what it selects, shows, narrows and orders."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QListView
from pytestqt.qtbot import QtBot

from app.api.orders import PendingOrder
from app.domain.orders import OrderState
from app.domain.positions import distance_m
from app.domain.units import STATUS_CODES, UnitKind, UnitStatus
from tests.qt.situation.shown_screen import READY_LIMIT_MS, in_page, shown_screen
from tests.sample_night import NOW
from tests.sample_seat import SampleSeat
from views.situation.choices import Sending
from views.situation.places.nearest import NearRow
from views.situation.screen import SituationScreen

Hall = tuple[SituationScreen, SampleSeat]


@pytest.fixture
def hall(qtbot: QtBot, tmp_path: Path) -> Hall:
    """An active, shown screen whose map page is ready and whose units have positions."""
    seat = SampleSeat(None)
    screen = shown_screen(qtbot, tmp_path, seat)
    return screen, seat


def values(screen: SituationScreen) -> dict[str, str]:
    return {fact.name: fact.value for fact in screen.panel.facts.facts()}


def test_the_map_shows_what_the_stores_know(qtbot: QtBot, hall: Hall) -> None:
    screen, seat = hall
    stores = seat.stores
    told = f"""(r => r.units === {len(stores.units.all())} && r.marks.cases === {len(stores.cases.open())}
        && r.marks.low_points === {len(stores.facilities.low_points())})(zhihui.report())"""
    qtbot.waitUntil(in_page(qtbot, screen, told), timeout=READY_LIMIT_MS)


def test_chips_count_and_switch_what_is_drawn(qtbot: QtBot, hall: Hall) -> None:
    screen, seat = hall
    on_duty = [u for u in seat.stores.units.all() if u.status is not UnitStatus.OFF_DUTY]
    officers = sum(u.kind is UnitKind.OFFICER for u in on_duty)
    assert screen.layers.chips.chip("officers")._count == str(officers)
    drawn = f"zhihui.report().drawn === {len(on_duty)}"
    qtbot.waitUntil(in_page(qtbot, screen, drawn), timeout=READY_LIMIT_MS)
    QTest.mouseClick(screen.layers.chips.chip("officers"), Qt.MouseButton.LeftButton)
    drawn = f"zhihui.report().drawn === {len(on_duty) - officers}"
    qtbot.waitUntil(in_page(qtbot, screen, drawn), timeout=READY_LIMIT_MS)


def test_a_status_and_a_street_narrow_lists_counts_and_map(qtbot: QtBot, hall: Hall) -> None:
    screen, seat = hall
    street = seat.stores.reference.streets()[0].code
    screen.layers.street.setCurrentIndex(screen.layers.street.findData(street))
    screen.layers.status.setCurrentIndex(screen.layers.status.findData(STATUS_CODES.index(UnitStatus.AVAILABLE)))
    screen.layers.status.activated.emit(screen.layers.status.currentIndex())
    here = [case for case in seat.stores.cases.open() if case.area_code.startswith(street)]
    assert {line.key for line in screen.lists.cases.lines()} == {case.id for case in here}
    free = sum(u.area_code == street and u.status is UnitStatus.AVAILABLE for u in seat.stores.units.all())
    assert 0 < free < len(seat.stores.units.all())
    qtbot.waitUntil(in_page(qtbot, screen, f"zhihui.report().drawn === {free}"), timeout=READY_LIMIT_MS)


def test_a_clicked_unit_shows_who_it_is_and_how_old_its_place_is(hall: Hall) -> None:
    screen, seat = hall
    unit = seat.stores.units.get(5)
    assert unit is not None
    screen.map.mark_clicked.emit("units", 5)
    assert screen.panel.title.text() == f"{unit.callsign} {unit.gloss}"
    said = values(screen)
    assert said["Position"].startswith("6 s ago")
    assert "62 %" in said[""]
    assert "4/5" in said[""]


def test_a_low_point_is_judged_by_its_own_closing_depth(hall: Hall) -> None:
    screen, seat = hall
    point = seat.stores.facilities.low_points()[0]
    screen.lists.thing_chosen.emit("low_points", point.id)
    assert values(screen)["Depth"] == f"{point.depth_cm:.0f} / {point.closing_depth_cm:.0f} cm"
    assert "closed since" in values(screen)["Road"]
    assert "closed since" in screen.lists.low_points.lines()[0].below
    seat.change("low_points", replace(point, closed_utc=None))
    seat.stores.clock.second_passed.emit()
    assert values(screen)["Road"] == screen.lists.low_points.lines()[0].below == "over the limit, open"
    assert screen.panel.gauge.isVisible()
    screen.lists.thing_chosen.emit("cases", seat.stores.cases.open()[0].id)
    assert not screen.panel.gauge.isVisible()


def test_a_selection_in_the_list_is_the_selection_on_the_map(qtbot: QtBot, hall: Hall) -> None:
    screen, seat = hall
    case = seat.stores.cases.open()[3]
    screen.lists.thing_chosen.emit("cases", case.id)
    ringed = f"(s => s && s.layer === 'cases' && s.id === {case.id})(zhihui.marks.under.selected)"
    qtbot.waitUntil(in_page(qtbot, screen, ringed), timeout=READY_LIMIT_MS)
    near = f"Math.abs(zhihui.map.getCenter().lat - {case.lat_deg}) < 1e-4 && zhihui.map.getZoom() === 17"
    qtbot.waitUntil(in_page(qtbot, screen, near), timeout=READY_LIMIT_MS)


def test_search_finds_a_unit_and_shows_it_even_if_its_layer_was_off(hall: Hall) -> None:
    screen, seat = hall
    unit = next(u for u in seat.stores.units.all() if u.kind is UnitKind.OFFICER)
    screen.layers.set_layer("officers", False)
    screen.search.start()
    QTest.keyClicks(screen.search.field, unit.callsign)
    QTest.keyClick(screen.search.field, Qt.Key.Key_Return)
    assert screen.panel.title.text().startswith(unit.callsign)
    assert screen.search.field.text() == ""
    assert screen.shown.is_on("units/officer")


def test_a_unit_is_sent_to_a_case_in_two_steps(hall: Hall) -> None:
    screen, seat = hall
    unit = next(u for u in seat.stores.units.all() if u.status is UnitStatus.AVAILABLE)
    screen.focus_thing("units", unit.id)
    screen.panel.buttons["dispatch"].click()
    row = screen.panel.offers.lines()[0]
    assert isinstance(row.key, Sending)
    screen.panel.offers.line_chosen.emit(row.key)
    assert seat.book.given == []
    assert screen.panel.send.isVisible()
    screen.panel.send.click()
    name, body, case_id, version = seat.book.given[-1]
    case = seat.stores.cases.get(row.key.case_id)
    assert case is not None
    assert (name, case_id, version) == ("dispatch_case", case.id, case.version)
    assert (body["unit_id"], body["department_code"]) == (unit.id, unit.department_code)
    assert screen.panel.outcome.text() != ""


def test_a_message_goes_to_the_selected_unit_and_its_outcome_is_told(hall: Hall) -> None:
    screen, seat = hall
    screen.focus_thing("units", 5)
    screen.panel.buttons["message"].click()
    QTest.keyClicks(screen.panel.message, "report the depth")
    QTest.keyClick(screen.panel.message, Qt.Key.Key_Return)
    name, body, _thing_id, _version = seat.book.given[-1]
    assert (name, body["unit_id"], body["text"]) == ("send_message", 5, "report the depth")
    waiting = screen.panel.outcome.text()
    refused = PendingOrder(
        key="k1", name=name, body=body, state=OrderState.FAILED, created_utc=NOW, problem_code="unit_unknown"
    )
    seat.actions.tell_settled(replace(refused, key="somebody else's"))
    assert screen.panel.outcome.text() == waiting
    seat.actions.tell_settled(refused)
    assert screen.panel.outcome.text() != waiting


def test_near_units_are_ranked_by_distance_and_lead_to_their_cards(hall: Hall) -> None:
    screen, seat = hall
    point = seat.stores.facilities.low_points()[0]
    screen.focus_thing("low_points", point.id)
    screen.panel.buttons["units"].click()
    rows = [line.key for line in screen.panel.offers.lines() if isinstance(line.key, NearRow)]
    ids = [row.selection.number for row in rows]
    away_m = []
    for unit in seat.stores.units.all():
        place = seat.stores.units.position(unit.id)
        if place is not None and unit.status is not UnitStatus.OFF_DUTY:
            away_m.append((distance_m(point.lat_deg, point.lon_deg, place.lat_deg, place.lon_deg), unit.id))
    assert ids == [unit_id for _away_m, unit_id in sorted(away_m)[: len(ids)]]
    screen.panel.offers.line_chosen.emit(rows[1])
    assert "Position" not in values(screen)  # the first choice shows the way, the second one the unit
    screen.panel.offers.line_activated.emit(rows[1])
    assert "Position" in values(screen)


def test_follow_names_what_the_button_would_do_next(qtbot: QtBot, hall: Hall) -> None:
    screen, _seat = hall
    screen.focus_thing("units", 5)
    screen.panel.buttons["follow"].click()
    qtbot.waitUntil(in_page(qtbot, screen, "zhihui.following === 5"), timeout=READY_LIMIT_MS)
    assert screen.panel.buttons["follow"].text() == "Stop following"
    screen.map.follow_held.emit(True)
    assert "held" in screen.panel.buttons["follow"].text()
    screen.focus_thing("units", 6)
    qtbot.waitUntil(in_page(qtbot, screen, "zhihui.following === null"), timeout=READY_LIMIT_MS)


def test_an_inactive_screen_does_no_work_and_catches_up_when_active(hall: Hall) -> None:
    screen, seat = hall
    screen.set_active(False)
    shown = screen.lists.cases.lines()
    case = seat.stores.cases.open()[0]
    from dataclasses import replace

    later = replace(case, version=case.version + 1, title_gloss="Something else", due_utc=NOW + timedelta(days=9))
    seat.change("cases", later)
    seat.stores.clock.second_passed.emit()
    assert screen.lists.cases.lines() is shown
    assert not screen._soon.isActive()
    screen.set_active(True)
    assert any("Something else" in line.title for line in screen.lists.cases.lines())


def test_the_gravest_low_point_comes_back_into_sight_once_nobody_holds_the_list(hall: Hall) -> None:
    screen, seat = hall
    some = seat.stores.facilities.low_points()[0]
    for n in range(30):
        seat.change("low_points", replace(some, id=100 + n, depth_cm=1.0, closed_utc=None))
    screen.lists.refresh()
    bar = screen.lists.low_points.findChild(QListView).verticalScrollBar()
    screen.select("low_points", 129)
    assert bar.value() > 0, "what is selected is in sight"
    screen.lists.refresh()
    assert bar.value() > 0
    screen.select("units", 5)
    assert bar.value() == 0
    bar.setValue(bar.maximum())
    seat.change("low_points", replace(some, id=500, depth_cm=99.0))
    screen.lists.refresh()
    assert bar.value() == 0
    assert screen.lists.low_points.lines()[0].key == 500


def test_escape_leaves_the_search_so_that_its_key_opens_it_anew(hall: Hall, qtbot: QtBot) -> None:
    screen, _seat = hall
    screen.activateWindow()
    screen.search.start()
    qtbot.waitUntil(screen.search.field.hasFocus)
    QTest.keyClicks(screen.search.field, "A-1")
    QTest.keyClick(screen.search.field, Qt.Key.Key_Escape)
    assert screen.search.field.text() == ""
    assert not screen.search.field.hasFocus()
    QTest.keyClicks(screen, "/")
    qtbot.waitUntil(screen.search.field.hasFocus)
    assert screen.search.field.text() == ""
