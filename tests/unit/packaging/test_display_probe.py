"""A display counts where it answers, whatever the environment names."""

from __future__ import annotations

import ctypes
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from app.domain.errors import PlainError
from app.shell.display_probe import display_fault
from app.shell.virtual_display import VirtualDisplay


@pytest.fixture(scope="module")
def living() -> Iterator[str]:
    display = VirtualDisplay(320, 240)
    yield display.name
    display.end()


@pytest.mark.parametrize("environment", [{}, {"DISPLAY": ""}, {"QT_QPA_PLATFORM": "xcb", "WAYLAND_DISPLAY": "w-0"}])
def test_where_none_is_named_there_is_none(environment: dict[str, str]) -> None:
    assert "no display" in display_fault(environment, "linux")


@pytest.mark.parametrize(
    "environment",
    [
        {"DISPLAY": ":987"},
        {"DISPLAY": "not a display"},
        {"DISPLAY": ":987", "QT_QPA_PLATFORM": "wayland;xcb"},
        {"WAYLAND_DISPLAY": "wayland-0", "XDG_RUNTIME_DIR": "/nowhere"},
    ],
)
def test_a_dead_display_is_named(environment: dict[str, str]) -> None:
    dead = environment.get("DISPLAY") or environment["WAYLAND_DISPLAY"]
    assert f"{dead} does not answer" in display_fault(environment, "linux")


def test_a_living_x_display_is_one(living: str) -> None:
    assert display_fault({"DISPLAY": living}, "linux") == ""
    assert display_fault({"DISPLAY": living, "WAYLAND_DISPLAY": "wayland-0"}, "linux") == ""
    assert "does not answer" in display_fault(
        {"DISPLAY": living, "WAYLAND_DISPLAY": "w-0", "QT_QPA_PLATFORM": "wayland"}, "linux"
    )


def test_a_living_wayland_display_is_one_beside_a_dead_x_display(tmp_path: Path) -> None:
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind(str(tmp_path / "w-0"))
        compositor.listen()
        environment = {"WAYLAND_DISPLAY": "w-0", "XDG_RUNTIME_DIR": str(tmp_path), "DISPLAY": ":987"}
        assert display_fault(environment, "linux") == ""


def test_a_library_that_only_x_needs_is_missed_only_where_x_is_all_there_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def without_cursor(name: str) -> ctypes.CDLL:
        if "cursor" in name:
            raise OSError(f"{name}: cannot open shared object file")
        return real(name)

    real = ctypes.CDLL
    monkeypatch.setattr(ctypes, "CDLL", without_cursor)
    environment = {"WAYLAND_DISPLAY": "w-0", "XDG_RUNTIME_DIR": str(tmp_path), "DISPLAY": ":987"}
    with socket.socket(socket.AF_UNIX) as compositor:
        compositor.bind(str(tmp_path / "w-0"))
        compositor.listen()
        assert display_fault(environment, "linux") == ""
        with pytest.raises(PlainError, match="libxcb-cursor"):
            display_fault({**environment, "QT_QPA_PLATFORM": "xcb"}, "linux")
    with pytest.raises(PlainError, match="libxcb-cursor"):
        display_fault(environment, "linux")


@pytest.mark.parametrize(
    ("environment", "platform"),
    [
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux"),
        ({"QT_QPA_PLATFORM": "vnc:port=5"}, "linux"),
        ({}, "darwin"),
        ({}, "win32"),
    ],
)
def test_elsewhere_qt_needs_none(environment: dict[str, str], platform: str) -> None:
    assert display_fault(environment, platform) == ""
