"""A window whose screens are probes, on a seat of its own."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.actions import Actions
from app.domain.alarms import Alarm, AlarmKind
from app.domain.levels import Level
from app.stores import Stores
from app.stores.settings import Settings
from tests.sample_night import sos
from tests.sample_seat import SampleSeat
from views.frame import MainWindow
from views.frame.rooms import ROOMS, Room
from views.screen import Screen


class Probe(Screen):
    """A screen that remembers what the frame told it."""

    def __init__(self, stores: Stores, actions: Actions, settings: Settings) -> None:
        super().__init__(stores, actions, settings)
        self.told: list[object] = []
        self.field = QLineEdit(self)

    def title(self) -> str:
        return "probe"

    def set_active(self, active: bool) -> None:
        self.told.append(active)

    def focus_thing(self, noun: str, thing_id: int) -> None:
        self.told.append((noun, thing_id))


ROOMS_OF_PROBES: tuple[Room, ...] = tuple(replace(room, build=Probe) for room in ROOMS)


def water(alarm_id: int, level: Level = Level.YELLOW, owner: str = "") -> Alarm:
    return replace(sos(owner), id=alarm_id, kind=AlarmKind.WATER_LEVEL, level=level, title=f"water {alarm_id}")


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(tmp_path / "console.ini")
    made.language = "en"
    return made


@pytest.fixture
def seat() -> SampleSeat:
    return SampleSeat(None)


@pytest.fixture
def window(qtbot: QtBot, seat: SampleSeat, settings: Settings) -> MainWindow:
    made = MainWindow(seat.stores, seat.actions, settings, ROOMS_OF_PROBES)
    qtbot.addWidget(made)
    made.resize(1366, 768)
    made.show()
    qtbot.waitActive(made)
    return made


def probe(window: MainWindow, name: str) -> Probe:
    built = window.stack.built(name)
    assert isinstance(built, Probe)
    return built


def given(seat: SampleSeat) -> list[tuple[str, int | None]]:
    return [(name, thing_id) for name, _body, thing_id, _version in seat.book.given]
