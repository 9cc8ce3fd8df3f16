"""An operator's hands on a virtual display: XTEST events from outside the program, by xdotool."""

from __future__ import annotations

import os
import subprocess

_LIMIT_S = 20.0
_OURS = "Zhihui|智慧"


class Hands:
    """Keyboard and pointer of one display. Without a window manager the focus follows `take`."""

    def __init__(self, display_name: str) -> None:
        self._environment = {**os.environ, "DISPLAY": display_name}

    def press(self, *keys: str) -> None:
        """Keys by their X names, such as "ctrl+k", "Return", "F10"."""
        self._do("key", *keys)

    def type(self, text: str) -> None:
        self._do("type", "--delay", "4", text)

    def point(self, x_px: int, y_px: int) -> None:
        self._do("mousemove", str(x_px), str(y_px))

    def click(self, x_px: int, y_px: int) -> None:
        self._do("mousemove", str(x_px), str(y_px), "click", "1")

    def windows(self) -> dict[str, str]:
        """Titles of the visible windows of the product, by window id."""
        found = self._do("search", "--onlyvisible", "--name", _OURS).split()
        return {window: self._do("getwindowname", window).strip() for window in found}

    def title(self) -> str:
        """Title of the one visible window; empty while there is none or more than one."""
        titles = list(self.windows().values())
        return titles[0] if len(titles) == 1 else ""

    def take(self) -> None:
        """Give the keyboard to the visible window, as a window manager would; waits until there is one."""
        self._do("search", "--sync", "--onlyvisible", "--name", _OURS, "windowfocus", "%@")

    def geometry(self, window: str) -> dict[str, int]:
        """X, Y, WIDTH and HEIGHT of a window."""
        lines = self._do("getwindowgeometry", "--shell", window).splitlines()
        return {name: int(value) for name, _, value in (line.partition("=") for line in lines)}

    def _do(self, *words: str) -> str:
        done = subprocess.run(
            ["xdotool", *words],
            env=self._environment,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            timeout=_LIMIT_S,
            check=False,
        )
        return done.stdout
