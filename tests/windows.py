"""A virtual display for tests that drive main.py in a real window (marked `window`)."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from app.shell.virtual_display import VirtualDisplay


@pytest.fixture(scope="session")
def virtual_display() -> Iterator[VirtualDisplay]:
    """One Xvfb for the run, 1920×1080."""
    display = VirtualDisplay()
    yield display
    display.end()


@pytest.fixture
def window_environment(virtual_display: VirtualDisplay) -> dict[str, str]:
    """The environment for a program that shall open a real window there; the test's own folders come along."""
    environment = {
        name: value for name, value in os.environ.items() if name not in {"QT_QPA_PLATFORM", "WAYLAND_DISPLAY"}
    }
    return {**environment, "DISPLAY": virtual_display.name}
