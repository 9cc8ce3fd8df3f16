"""Whether Qt would find a display that answers. Asked first, because Qt itself ends the process where none does."""

from __future__ import annotations

import ctypes
import os
import socket
import sys
from collections.abc import Mapping
from pathlib import Path

from app.domain.errors import PlainError

# What Qt picks among where nobody asks for a platform by name (QT_QPA_PLATFORM).
_USUAL = ("xcb", "wayland")
_ANSWER_LIMIT_S = 5.0


def display_fault(environment: Mapping[str, str] | None = None, platform: str = sys.platform) -> str:
    """Why Qt would find nothing to draw on, as a sentence; '' where it finds something.

    A display that is named but does not answer is none. PlainError where the only one that is left to ask cannot
    be asked, because a library of the system is missing.
    """
    if not platform.startswith("linux"):
        return ""
    given = os.environ if environment is None else environment
    asked = [name.partition(":")[0] for name in given.get("QT_QPA_PLATFORM", "").split(";") if name]
    wanted = asked or list(_USUAL)
    if any(not name.startswith(_USUAL) for name in wanted):
        return ""
    displays = {"xcb": given.get("DISPLAY", ""), "wayland": given.get("WAYLAND_DISPLAY", "")}
    named = {kind: name for kind, name in displays.items() if name and any(one.startswith(kind) for one in wanted)}
    if not named:
        return "This machine has no display."
    # Wayland first: a library that only X needs is missed by nobody where Wayland answers.
    if "wayland" in named and _wayland_answers(named["wayland"], given.get("XDG_RUNTIME_DIR", "")):
        return ""
    if "xcb" in named and _x_answers(named["xcb"]):
        return ""
    return f"The display {next(iter(named.values()))} does not answer."


def require_display() -> None:
    """PlainError where no display answers. Not for a display of our own: that one ends with its first visitor."""
    if fault := display_fault():
        raise PlainError(fault, "Set DISPLAY to one that does, or see it without one: python main.py demo")


def _x_answers(display: str) -> bool:
    """Connect as Qt will, with the same library, so that addresses and keys (.Xauthority) are read alike."""
    try:
        xcb = ctypes.CDLL("libxcb.so.1")
        ctypes.CDLL("libxcb-cursor.so.0")
    except OSError as fault:
        raise PlainError(
            f"A system library that windows need is missing: {str(fault).partition(':')[0]}.",
            "Run make setup, or install it: apt-get install libxcb1 libxcb-cursor0",
        ) from fault
    xcb.xcb_connect.restype = ctypes.c_void_p
    xcb.xcb_connect.argtypes = [ctypes.c_char_p, ctypes.c_void_p]
    xcb.xcb_connection_has_error.argtypes = xcb.xcb_disconnect.argtypes = [ctypes.c_void_p]
    connection = xcb.xcb_connect(os.fsencode(display), None)
    answers: bool = xcb.xcb_connection_has_error(connection) == 0
    xcb.xcb_disconnect(connection)
    return answers


def _wayland_answers(display: str, runtime_folder: str) -> bool:
    with socket.socket(socket.AF_UNIX) as asking:
        asking.settimeout(_ANSWER_LIMIT_S)
        try:
            asking.connect(str(Path(runtime_folder) / display))
        except OSError:
            return False
    return True
