"""Threads and top-level widgets that a test leaves behind fail it: the next test would meet them."""

from __future__ import annotations

import gc
import sys
import threading
from collections.abc import Iterator
from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

THREAD_END_LIMIT_S = 3.0


def _threads() -> set[threading.Thread]:
    return {thread for thread in threading.enumerate() if not thread.daemon}


def _windows() -> list[QWidget]:
    """Windows without an owner. None where the test has not brought up Qt."""
    if "PySide6.QtWidgets" not in sys.modules:
        return []
    from PySide6.QtWidgets import QApplication

    if QApplication.instance() is None:
        return []
    return [widget for widget in QApplication.topLevelWidgets() if widget.parent() is None]


def _left_windows(before: set[int]) -> list[QWidget]:
    from PySide6.QtCore import QCoreApplication, QEvent
    from shiboken6 import Shiboken

    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    return [window for window in _windows() if Shiboken.getCppPointer(window)[0] not in before]


@pytest.fixture(autouse=True)
def no_leaks() -> Iterator[None]:
    """Around every test; pytest-qt has closed the widgets that it was given by the time this looks."""
    threads_before = _threads()
    before: set[int] = set()
    if "PySide6.QtWidgets" in sys.modules:
        from shiboken6 import Shiboken

        before = {Shiboken.getCppPointer(window)[0] for window in _windows()}
    yield
    left = []
    for thread in _threads() - threads_before:
        thread.join(THREAD_END_LIMIT_S)
        if thread.is_alive():
            left.append(f"thread {thread.name}")
    if _windows():
        windows = _left_windows(before)
        if windows:
            del windows
            gc.collect()
            windows = _left_windows(before)
        left += [
            f"window {type(window).__name__} {window.objectName() or window.windowTitle()!r}" for window in windows
        ]
    if left:
        pytest.fail("This test leaves behind: " + ", ".join(left), pytrace=False)
