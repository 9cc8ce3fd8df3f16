"""What screens ask of one another, and what the frame says when its data has stopped."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from app.actions import Actions
from app.api.frames import ClockState
from app.api.link import LinkReport, LinkState
from app.stores import Stores
from app.stores.settings import Settings
from tests.sample_night import NOW, sos
from tests.sample_seat import SampleSeat
from views.frame import MainWindow
from views.frame.bar.link import LinkItem
from views.frame.rooms import ROOMS
from views.frame.stale_band import StaleBand
from views.screen import Screen


class Asked(Screen):
    """A screen that remembers what the frame asked of it."""

    def __init__(self, stores: Stores, actions: Actions, settings: Settings) -> None:
        super().__init__(stores, actions, settings)
        self.asked: list[object] = []

    def title(self) -> str:
        return "asked"

    def set_active(self, active: bool) -> None: ...

    def focus_thing(self, noun: str, thing_id: int) -> None:
        self.asked.append((noun, thing_id))

    def ask_place(self) -> None:
        self.asked.append("place")

    def open_new_case(self, lat_deg: float, lon_deg: float) -> None:
        self.asked.append((lat_deg, lon_deg))


@pytest.fixture
def seat() -> SampleSeat:
    return SampleSeat(None)


@pytest.fixture
def window(qtbot: QtBot, seat: SampleSeat, tmp_path: Path) -> MainWindow:
    settings = Settings(tmp_path / "console.ini")
    settings.language = "en"
    made = MainWindow(seat.stores, seat.actions, settings, tuple(replace(room, build=Asked) for room in ROOMS))
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
    return made


def asked(window: MainWindow, name: str) -> list[object]:
    built = window.stack.built(name)
    assert isinstance(built, Asked)
    return built.asked


def test_a_case_behind_a_figure_opens_on_the_board(window: MainWindow) -> None:
    screen = window.stack.open("insight")
    assert isinstance(screen, Screen)
    screen.thing_requested.emit("cases", 17)
    assert window.stack.name == "dispatch"
    assert asked(window, "dispatch") == [("cases", 17)]


def test_a_place_for_a_new_case_goes_by_the_map_and_comes_back(window: MainWindow) -> None:
    board = window.stack.open("dispatch")
    assert isinstance(board, Screen)
    board.map_pick_requested.emit()
    assert window.stack.name == "situation"
    assert asked(window, "situation") == ["place"]
    city = window.stack.built("situation")
    assert isinstance(city, Screen)
    city.case_place_chosen.emit(30.55, 112.3)
    assert window.stack.name == "dispatch"
    assert asked(window, "dispatch") == [(30.55, 112.3)]


def test_whoever_claims_an_sos_sees_the_caller(window: MainWindow, seat: SampleSeat) -> None:
    seat.change("alarms", sos())
    window.stack.open("dispatch")
    window.claim_next()
    assert window.stack.name == "situation"
    assert asked(window, "situation") == [("units", 42)]


def test_data_that_stopped_is_said_over_every_screen_and_the_clock_stands(window: MainWindow, seat: SampleSeat) -> None:
    band = window.findChild(StaleBand)
    assert isinstance(band, StaleBand)
    assert band.isHidden()
    seat.writer.write_clock(ClockState(now_utc=NOW, rate=1.0, paused=False))
    seat.writer.write_link(LinkReport(state=LinkState.STALE, heard_monotonic_s=0.0))
    assert band.isVisible()
    stood = seat.stores.clock.now_utc()
    assert seat.stores.clock.now_utc() == stood
    assert not seat.stores.clock.paused  # nobody has paused the city: it is only not heard
    seat.writer.write_link(LinkReport(state=LinkState.LIVE, heard_monotonic_s=0.0))
    assert band.isHidden()
    seat.writer.write_clock(ClockState(now_utc=NOW, rate=1.0, paused=False))
    assert seat.stores.clock.now_utc() != seat.stores.clock.now_utc()


def test_live_but_late_is_not_called_live(window: MainWindow, seat: SampleSeat) -> None:
    item = window.findChild(LinkItem)
    assert isinstance(item, LinkItem)
    seat.writer.write_link(LinkReport(state=LinkState.LIVE, heard_monotonic_s=0.0, lag_ms=4471.0))
    item.refresh()
    assert "4.5" in item._state.accessibleName()
