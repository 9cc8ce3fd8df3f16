"""The room is the admin's alone: rail, keys, command line and memory of the last screen offer it to nobody else."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.domain.duty import Role
from app.stores.settings import Settings
from tests.qt.frame.conftest import ROOMS_OF_PROBES
from tests.sample_seat import SampleSeat
from views.frame import MainWindow


def window_of(role: Role, settings: Settings, qtbot: QtBot) -> MainWindow:
    seat = SampleSeat(None, role=role)
    made = MainWindow(seat.stores, seat.actions, settings, ROOMS_OF_PROBES)
    qtbot.addWidget(made)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    return made


def offered(window: MainWindow, text: str) -> list[str]:
    return [offer.title for offer in window.commands.offers(text)]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(tmp_path / "console.ini")
    made.language = "en"
    return made


def test_an_admin_finds_it_on_the_rail_by_key_and_by_name(settings: Settings, qtbot: QtBot) -> None:
    window = window_of(Role.ADMIN, settings, qtbot)
    assert "Go to Admin" in offered(window, "admin")
    qtbot.keyClick(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert window.stack.name == "admin"
    assert window.rail._buttons["admin"].isChecked()


@pytest.mark.parametrize("role", [Role.VIEWER, Role.DISPATCHER, Role.LEADER])
def test_nobody_else_has_it(role: Role, settings: Settings, qtbot: QtBot) -> None:
    settings.set_state("screen", b"admin")
    window = window_of(role, settings, qtbot)
    assert window.stack.name == "situation", "nor is it opened because an admin sat here last"
    assert "admin" not in window.rail._buttons
    assert [title for title in offered(window, "admin") if "Admin" in title] == []
    qtbot.keyClick(window, Qt.Key.Key_7, Qt.KeyboardModifier.ControlModifier)
    assert window.stack.name == "situation"
