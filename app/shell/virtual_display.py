"""A display of our own (Xvfb) for a Linux machine that has none: demo, tour and the window tests run on it."""

from __future__ import annotations

import os
import select
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager

from app.domain.errors import PlainError
from app.shell.display_probe import display_fault

START_LIMIT_S = 15.0
END_LIMIT_S = 5.0
# What says where Qt draws.
CHOICE = ("DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM")


class VirtualDisplay:
    """One running Xvfb. `name` is its DISPLAY, such as ":7"; the server chose the number, so none is ever taken twice.

    The server leads a session of its own: Ctrl+C reaches the program that draws on it first, which then ends it. With
    `ends_with_last_client` it also goes when that program is killed outright. Raises PlainError if it does not come up.
    """

    def __init__(self, width_px: int = 1920, height_px: int = 1080, *, ends_with_last_client: bool = False) -> None:
        program = shutil.which("Xvfb")
        if program is None:
            raise PlainError(
                "This machine has no display, and Xvfb, which makes a virtual one, is not installed.",
                "Run make setup, or install it: apt-get install xvfb",
            )
        read_end, write_end = os.pipe()
        self._complaints = tempfile.TemporaryFile()  # noqa: SIM115 - lives as long as the server
        command = [program, "-displayfd", str(write_end), "-screen", "0", f"{width_px}x{height_px}x24"]
        command += ["-nolisten", "tcp", "-terminate" if ends_with_last_client else "-noreset"]
        try:
            self._server = subprocess.Popen(
                command,
                pass_fds=(write_end,),
                stdin=subprocess.DEVNULL,
                stdout=subprocess.DEVNULL,
                stderr=self._complaints,
                start_new_session=True,
            )
        finally:
            os.close(write_end)
        with os.fdopen(read_end, "rb") as answers:
            ready, _, _ = select.select([answers], [], [], START_LIMIT_S)
            number = answers.readline().decode().strip() if ready else ""
        if not number:
            self.end()
            raise PlainError("The virtual display (Xvfb) did not start.", self._last_complaint())
        self.name = f":{number}"

    def _last_complaint(self) -> str:
        self._complaints.seek(0)
        lines = [line.strip() for line in self._complaints.read().decode(errors="replace").splitlines()]
        said = [line for line in lines if line and line != "(EE)"]
        return f"It said: {said[-1]}" if said else "Free some memory or give this machine a display, then try again."

    @property
    def process_id(self) -> int:
        return self._server.pid

    def end(self) -> None:
        """Stop the server; a second call does nothing."""
        if self._server.poll() is None:
            self._server.terminate()
            try:
                self._server.wait(END_LIMIT_S)
            except subprocess.TimeoutExpired:
                self._server.kill()
                self._server.wait()


@contextmanager
def some_display(width_px: int = 1920, height_px: int = 1080) -> Iterator[VirtualDisplay | None]:
    """Give this process a display for as long as the block runs: yields None where one answers already.

    To be entered before QApplication is made. Sets and restores what names the display, and says on stdout what it did.
    """
    fault = display_fault()
    if not fault:
        yield None
        return
    display = VirtualDisplay(width_px, height_px, ends_with_last_client=True)
    print(f"{fault} A virtual one of {width_px}×{height_px} was started as {display.name}.", flush=True)
    before = {name: os.environ.pop(name) for name in CHOICE if name in os.environ}
    os.environ["DISPLAY"] = display.name
    try:
        yield display
    finally:
        del os.environ["DISPLAY"]
        os.environ.update(before)
        display.end()
