"""A machine without a display gets one, which goes when it is no longer wanted."""

from __future__ import annotations

import os
import select
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from app.domain.errors import PlainError
from app.shell import virtual_display
from app.shell.virtual_display import CHOICE, VirtualDisplay, some_display

DRAWS_AND_DIES = """
import os, signal
from app.shell.virtual_display import some_display
with some_display() as display:
    from PySide6.QtWidgets import QApplication
    QApplication([])
    print(display.process_id, flush=True)
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_two_displays_have_two_numbers_and_both_end() -> None:
    first, second = VirtualDisplay(320, 240), VirtualDisplay(320, 240)
    try:
        assert first.name != second.name
    finally:
        first.end()
        second.end()
    for ended in (first, second):
        with pytest.raises(ProcessLookupError):
            os.kill(ended.process_id, 0)


@pytest.mark.parametrize(
    ("environment", "said"),
    [({}, "has no display"), ({"DISPLAY": ":987", "QT_QPA_PLATFORM": "xcb"}, ":987 does not answer")],
)
def test_the_block_has_a_display_and_says_so(
    environment: dict[str, str], said: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for name in CHOICE:
        monkeypatch.delenv(name, raising=False)
    for name, value in environment.items():
        monkeypatch.setenv(name, value)
    with some_display(320, 240) as display:
        assert display is not None
        assert {name: os.environ[name] for name in CHOICE if name in os.environ} == {"DISPLAY": display.name}
        assert said in capsys.readouterr().out
    assert {name: os.environ[name] for name in CHOICE if name in os.environ} == environment


def test_a_program_killed_outright_takes_its_display_along(checkout: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if name not in {"DISPLAY", "QT_QPA_PLATFORM"}}
    answer = subprocess.run(
        [sys.executable, "-c", DRAWS_AND_DIES],
        cwd=checkout,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert answer.returncode == -signal.SIGKILL, answer.stderr
    server = int(answer.stdout.split()[-1])
    descriptor = _watch(server)
    if descriptor is not None:
        assert _ends(descriptor)


def _watch(process_id: int) -> int | None:
    """A descriptor that becomes readable when the process ends; None if it has."""
    try:
        return os.pidfd_open(process_id)
    except ProcessLookupError:
        return None


def _ends(descriptor: int) -> bool:
    ready, _, _ = select.select([descriptor], [], [], 10)
    os.close(descriptor)
    return bool(ready)


def test_without_xvfb_the_remedy_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(virtual_display.shutil, "which", lambda _name: None)
    with pytest.raises(PlainError) as refused:
        VirtualDisplay()
    assert "Xvfb" in refused.value.sentence
    assert "apt-get install xvfb" in refused.value.remedy


def test_an_xvfb_that_ends_at_once_is_quoted(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    broken = tmp_path / "Xvfb"
    broken.write_text("#!/bin/sh\necho 'cannot allocate the screen' >&2\nexit 1\n", encoding="utf-8")
    broken.chmod(0o755)
    monkeypatch.setattr(virtual_display.shutil, "which", lambda _name: str(broken))
    with pytest.raises(PlainError) as refused:
        VirtualDisplay()
    assert "cannot allocate the screen" in refused.value.remedy
