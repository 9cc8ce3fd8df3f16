"""The front door as a person meets it: real processes, real faults, and the demo on a machine without a display."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QImage

START_LIMIT_S = 120.0
END_LIMIT_S = 30.0
# Colours that a console in use has at the very least: a blank or half-drawn one has a handful.
FEWEST_COLOURS = 200


@pytest.fixture
def no_display() -> dict[str, str]:
    """The environment of a machine that has none."""
    return {
        name: value
        for name, value in os.environ.items()
        if name not in {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}
    }


def _run(checkout: Path, environment: dict[str, str], *words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, checkout / "main.py", *words],
        env=environment,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=START_LIMIT_S,
        check=False,
    )


def _is_plain(answer: subprocess.CompletedProcess[str]) -> bool:
    """One line for a person, exit code 2, and no trace of Python."""
    return answer.returncode == 2 and answer.stderr.count("\n") == 1 and "Traceback" not in answer.stderr


def test_a_port_in_use_is_told_with_its_remedy(checkout: Path, no_display: dict[str, str], tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        answer = _run(checkout, no_display, "serve", "--database", f"sqlite:///{tmp_path}/city.db", "--port", port)
    assert _is_plain(answer), answer.stderr
    assert port in answer.stderr
    assert "--port" in answer.stderr


def test_a_console_without_a_display_points_to_the_demo(checkout: Path, no_display: dict[str, str]) -> None:
    answer = _run(checkout, no_display, "console")
    assert _is_plain(answer), answer.stderr
    assert "main.py demo" in answer.stderr


@pytest.fixture
def demo(checkout: Path, no_display: dict[str, str], tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """`main.py demo` started in an empty folder, ended by its id whatever happens."""
    process = subprocess.Popen(
        [sys.executable, checkout / "main.py", "demo"],
        cwd=tmp_path,
        env={**no_display, "PYTHONUNBUFFERED": "1"},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    yield process
    if process.poll() is None:
        process.kill()
        process.wait()
    assert process.stdout is not None
    process.stdout.close()


def _children(process_id: int) -> set[int]:
    """The living descendants of a process."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        try:
            fields = entry.read_text().rpartition(")")[2].split()
        except OSError:
            continue
        if fields[0] != "Z":
            parents[int(entry.parent.name)] = int(fields[1])
    found, due = set(), {process_id}
    while due:
        due = {child for child, parent in parents.items() if parent in due}
        found |= due
    return found


def _alive(process_id: int) -> bool:
    try:
        return Path(f"/proc/{process_id}/stat").read_text().rpartition(")")[2].split()[0] != "Z"
    except OSError:
        return False


def _colours(picture: Path) -> int:
    image = QImage(str(picture))
    return len({image.pixel(x, y) for x in range(0, image.width(), 3) for y in range(0, image.height(), 3)})


@pytest.mark.window
def test_a_demo_without_a_display_makes_one_and_leaves_pictures(demo: subprocess.Popen[str], tmp_path: Path) -> None:
    picture = tmp_path / "demo.png"
    limit_s = time.monotonic() + START_LIMIT_S
    watcher = _Until(demo, limit_s)
    watcher.until(lambda: picture.exists() and _colours(picture) > FEWEST_COLOURS)
    size = QImage(str(picture)).size()
    assert (size.width(), size.height()) == (1920, 1080)

    family = _children(demo.pid)
    assert family, "a display and a backend run beside the console"
    demo.send_signal(signal.SIGINT)
    said, _ = demo.communicate(timeout=END_LIMIT_S)
    assert demo.returncode == 0, said
    assert "has no display" in said
    assert "demo.png" in said
    assert "Traceback" not in said
    watcher.until(lambda: not any(_alive(child) for child in family))


class _Until:
    """Waits for a condition while the clock is watched."""

    def __init__(self, process: subprocess.Popen[str], limit_s: float) -> None:
        self._process = process
        self._limit_s = limit_s

    def until(self, condition: object) -> None:
        assert callable(condition)
        while not condition():
            if time.monotonic() > self._limit_s:
                pytest.fail("the demo did not get there in time", pytrace=False)
            try:
                self._process.wait(0.2)
            except subprocess.TimeoutExpired:
                continue
            if not condition() and self._process.returncode != 0:
                said = self._process.stdout.read() if self._process.stdout else ""
                pytest.fail(f"the demo ended with {self._process.returncode}: {said}", pytrace=False)
