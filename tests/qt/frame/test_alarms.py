"""Alarms on the frame: the banner of a call, the strip, and Space, which claims the gravest."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.levels import Level
from tests.qt.frame.conftest import given, probe, water
from tests.sample_night import NOW, sos
from tests.sample_seat import SampleSeat
from views.frame import MainWindow


def test_the_banner_says_that_a_call_has_no_position(window: MainWindow, seat: SampleSeat) -> None:
    seat.change("alarms", replace(sos(), unit_id=None, lat_deg=None, lon_deg=None))
    assert "no position known" in window.banner.rows[0].accessibleName()


def test_an_sos_is_on_the_banner_until_the_feed_says_it_is_closed(
    window: MainWindow, seat: SampleSeat, qtbot: QtBot
) -> None:
    assert window.banner.isHidden()
    seat.change("alarms", sos())
    assert window.banner.isVisible()
    assert window.sos._sound.is_wanted()
    qtbot.mouseClick(window.banner.rows[0].claim_button, Qt.MouseButton.LeftButton)
    assert given(seat) == [("claim_alarm", 9)]
    assert window.sos._sound.is_wanted()  # only the event silences it
    seat.change("alarms", replace(sos("周强", 1), version=2))
    assert not window.sos._sound.is_wanted()
    qtbot.mouseClick(window.banner.rows[0].true_button, Qt.MouseButton.LeftButton)
    assert given(seat)[-1] == ("close_alarm", 9)
    assert window.banner.isVisible()
    seat.change("alarms", replace(sos("周强", 1), version=3, closed_utc=NOW))
    assert window.banner.isHidden()


def test_the_strip_shows_calls_first_and_counts_what_does_not_fit(window: MainWindow, seat: SampleSeat) -> None:
    for n in range(20):
        seat.change("alarms", water(100 + n, Level.RED))
    seat.change("alarms", sos())
    shown = window.strip.shown_ids()
    assert shown[0] == 9
    assert 1 < len(shown) < 21
    assert window.strip._more.text() == f"{21 - len(shown)} more"


def test_space_claims_the_gravest_unless_somebody_types(window: MainWindow, seat: SampleSeat, qtbot: QtBot) -> None:
    seat.change("alarms", water(1))
    seat.change("alarms", water(2, Level.RED))
    field = probe(window, "situation").field
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_Space)
    assert field.text() == " "
    assert given(seat) == []
    field.clearFocus()
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert given(seat) == [("claim_alarm", 2)]


def test_space_goes_on_to_the_next_while_the_first_claim_is_on_its_way(
    window: MainWindow, seat: SampleSeat, qtbot: QtBot
) -> None:
    seat.change("alarms", water(1))
    seat.change("alarms", water(2, Level.RED))
    qtbot.keyClick(window, Qt.Key.Key_Space)
    order = seat.actions.alarms.claim(water(2, Level.RED))
    seat.stores.outbox.write([order])
    qtbot.keyClick(window, Qt.Key.Key_Space)
    assert given(seat)[-1] == ("claim_alarm", 1)


def test_an_alarm_opens_what_it_is_about(window: MainWindow, seat: SampleSeat) -> None:
    seat.change("alarms", sos())
    seat.change("alarms", replace(water(5), unit_id=None, case_id=17))
    window.show_alarm(5)
    assert probe(window, "dispatch").told[-1] == ("cases", 17)
    window.show_alarm(9)
    assert probe(window, "situation").told[-1] == ("units", 42)
