"""A shown map with the sample place, and questions to its page."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from tests.qt.map import sample
from widgets.map import MapView

READY_LIMIT_MS = 15_000


@pytest.fixture
def shown_map(qtbot: QtBot) -> MapView:
    """A ready map of 800 × 600 with base, outlines and unit style, looking at the centre at zoom 15."""
    view = MapView(centre=(sample.LAT, sample.LON), zoom=15)
    qtbot.addWidget(view)
    view.resize(800, 600)
    view.set_base(sample.base())
    view.set_outlines(sample.outlines(), sample.names(), sample.STYLES)
    view.set_unit_style(["arrow", "dart", "car"], ["third", "text", "accent", "blue"], (30.0, 120.0, 600.0))
    with qtbot.waitSignal(view.page_ready, timeout=READY_LIMIT_MS):
        view.show()
    return view


@pytest.fixture
def ask(qtbot: QtBot) -> Callable[[MapView, str], Any]:
    """Evaluates one expression in the page and returns its value."""

    def evaluate(view: MapView, expression: str) -> Any:
        answers: list[Any] = []
        view.page.runJavaScript(f"JSON.stringify(({expression}) ?? null)", 0, answers.append)
        qtbot.waitUntil(lambda: bool(answers), timeout=READY_LIMIT_MS)
        return json.loads(answers[0] or "null")

    return evaluate


@pytest.fixture
def until(qtbot: QtBot, ask: Callable[[MapView, str], Any]) -> Callable[[MapView, str], None]:
    """Waits until an expression is true in the page."""

    def wait(view: MapView, expression: str) -> None:
        qtbot.waitUntil(lambda: bool(ask(view, f"Boolean({expression})")), timeout=READY_LIMIT_MS)

    return wait
