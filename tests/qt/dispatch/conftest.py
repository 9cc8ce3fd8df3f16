"""A dispatch screen on a hall that answers on demand."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.api.orders import PendingOrder
from app.domain.duty import Role
from app.stores.settings import Settings
from tests.qt.dispatch.hall import Hall
from views.dispatch import DispatchScreen


class Desk:
    """The screen, the hall behind it, and the dispatcher's keyboard."""

    def __init__(self, screen: DispatchScreen, hall: Hall, qtbot: QtBot) -> None:
        self.screen, self.hall, self.qtbot = screen, hall, qtbot

    def press(self, *keys: str) -> None:
        """Press keys one after the other, each where the keyboard is then."""
        for key in keys:
            combination = QKeySequence(key)[0]
            QTest.keyClick(self.focused(), combination.key(), combination.keyboardModifiers())

    def type(self, text: str) -> None:
        QTest.keyClicks(self.focused(), text)

    def answer(self) -> PendingOrder:
        """Let the server accept the order that waits, and wait until the screen has drawn what the feed brought."""
        settled = self.hall.answer()
        self.qtbot.waitUntil(lambda: not self.screen._refresh_soon.isActive())
        return settled

    def focused(self) -> Any:
        return QApplication.focusWidget() or self.screen

    def rested(self) -> None:
        """Wait until the selection has rested and units are suggested."""
        self.qtbot.waitUntil(lambda: not self.screen.panel._rest.isActive())

    @property
    def given(self) -> list[tuple[str, dict[str, object], int | None, int | None]]:
        return self.hall.book.given


MakeDesk = Callable[..., Desk]


@pytest.fixture
def make_desk(qtbot: QtBot, tmp_path: Path) -> MakeDesk:
    def make(role: Role = Role.LEADER, active: bool = True, **parts: Any) -> Desk:
        hall = Hall(role, **parts)
        settings = Settings(tmp_path / "console.ini")
        settings.language = "en"
        screen = DispatchScreen(hall.stores, hall.actions, settings)
        qtbot.addWidget(screen)
        screen.resize(1840, 980)
        with qtbot.waitActive(screen):
            screen.show()
            screen.activateWindow()
        if active:
            screen.set_active(True)
        return Desk(screen, hall, qtbot)

    return make
