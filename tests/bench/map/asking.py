"""Waiting for Qt and for the page, in a bench program that has no loop of its own."""

from __future__ import annotations

import json
import time
from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtWebEngineCore import QWebEnginePage

_ASK_LIMIT_S = 10.0


def spin(seconds: float) -> None:
    """Lets Qt work for so long."""
    loop = QEventLoop()
    timer = QTimer(timerType=Qt.TimerType.PreciseTimer, singleShot=True)
    timer.timeout.connect(loop.quit)
    timer.start(round(seconds * 1000))
    loop.exec()


def ask(page: QWebEnginePage, script: str) -> Any:
    """The answer of the page to a script that gives JSON; None if it gives none in time."""
    loop, answers = QEventLoop(), list[Any]()

    def take(text: Any) -> None:
        answers.append(text)
        loop.quit()

    page.runJavaScript(script, 0, take)
    timer = QTimer(singleShot=True)
    timer.timeout.connect(loop.quit)
    timer.start(round(_ASK_LIMIT_S * 1000))
    if not answers:
        loop.exec()
    return json.loads(answers[0]) if answers and isinstance(answers[0], str) and answers[0] else None


def until(condition: Callable[[], bool], limit_s: float) -> bool:
    """Lets Qt work until the condition holds; False if it does not in time."""
    end_s = time.monotonic() + limit_s
    while not condition():
        if time.monotonic() > end_s:
            return False
        spin(0.1)
    return True
