"""A situation screen on a seat, shown and active, as its tests begin."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from app.stores.settings import Settings
from tests.sample_seat import SampleSeat
from views.situation.screen import SituationScreen

READY_LIMIT_MS = 15_000


def shown_screen(qtbot: QtBot, folder: Path, seat: SampleSeat, *, page_ready: bool = True) -> SituationScreen:
    """In English, its settings in a folder; `page_ready`: only once the map page runs."""
    settings = Settings(folder / "console.ini")
    settings.language = "en"
    screen = SituationScreen(seat.stores, seat.actions, settings)
    qtbot.addWidget(screen)
    screen.resize(1600, 900)
    screen.set_active(True)
    if page_ready:
        with qtbot.waitSignal(screen.map.page_ready, timeout=READY_LIMIT_MS):
            screen.show()
    else:
        screen.show()
    return screen


def in_page(qtbot: QtBot, screen: SituationScreen, expression: str) -> Callable[[], bool]:
    """A condition for waitUntil: the expression is true in the map page."""

    def holds() -> bool:
        answers: list[Any] = []
        screen.map.page.runJavaScript(f"Boolean({expression})", 0, answers.append)
        qtbot.waitUntil(lambda: bool(answers), timeout=READY_LIMIT_MS)
        return bool(answers[0])

    return holds


def finish(coroutine: Coroutine[Any, Any, None]) -> None:
    """Run a coroutine that never has to wait; pytest-qt's waits and a running loop do not go together."""
    with pytest.raises(StopIteration):
        coroutine.send(None)
