"""A comms screen on a hall with a small and a large talkgroup, and the hands of whoever sits there."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.domain.comms import Talkgroup
from app.domain.duty import Role
from app.stores.settings import Settings
from tests.qt.dispatch.hall import Hall
from views.comms import CommsScreen

SMALL = Talkgroup(id=1, version=1, name="泵车组", gloss="Pumps", area_code="990106", member_ids=(2, 3, 4))
LARGE = Talkgroup(id=2, version=1, name="东湖组", gloss="East Lake", area_code="990106", member_ids=tuple(range(1, 31)))


class Desk:
    """The screen, the hall behind it, and the keyboard."""

    def __init__(self, screen: CommsScreen, hall: Hall, qtbot: QtBot) -> None:
        self.screen, self.hall, self.qtbot = screen, hall, qtbot

    def press(self, *keys: str) -> None:
        for key in keys:
            combination = QKeySequence(key)[0]
            focused = QApplication.focusWidget() or self.screen
            QTest.keyClick(focused, combination.key(), combination.keyboardModifiers())

    def type(self, text: str) -> None:
        QTest.keyClicks(QApplication.focusWidget(), text)

    def drawn(self) -> None:
        self.qtbot.waitUntil(lambda: not self.screen._refresh_soon.isActive())

    @property
    def orders(self) -> list[tuple[str, dict[str, object], int | None]]:
        return [(name, body, thing_id) for name, body, thing_id, _version in self.hall.book.given]

    @property
    def listed(self) -> list[int]:
        model = self.screen.roster.table.model
        return [model.row_at(row).id for row in range(model.rowCount())]


MakeDesk = Callable[..., Desk]


@pytest.fixture
def make_desk(qtbot: QtBot, tmp_path: Path) -> MakeDesk:
    def make(role: Role = Role.LEADER, **parts: Any) -> Desk:
        hall = Hall(role, **{"talkgroups": (SMALL, LARGE), **parts})
        settings = Settings(tmp_path / "console.ini")
        settings.language = "en"
        screen = CommsScreen(hall.stores, hall.actions, settings)
        qtbot.addWidget(screen)
        screen.resize(1840, 980)
        with qtbot.waitActive(screen):
            screen.show()
            screen.activateWindow()
        screen.set_active(True)
        return Desk(screen, hall, qtbot)

    return make
