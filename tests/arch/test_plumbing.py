"""The nets under every test hold: each of these small tests must end as its name says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

CASES = """
import asyncio
import logging
import threading

from PySide6.QtWidgets import QWidget

kept = []
stop = threading.Event()


def test_fails_on_a_warning():
    logging.getLogger("app.api").warning("late")


def test_passes_on_an_expected_warning(expected_log):
    expected_log.expect("app.api: WARNING: late")
    logging.getLogger("app.api").warning("late")


def test_fails_when_the_expected_never_comes(expected_log):
    expected_log.expect("late")


def test_fails_on_a_forgotten_window(qapp):
    kept.append(QWidget())


def test_passes_on_a_window_that_was_handed_over(qtbot):
    window = QWidget()
    qtbot.addWidget(window)
    window.show()


def test_fails_on_a_forgotten_thread():
    threading.Thread(target=stop.wait, name="forgotten").start()


def test_passes_once_that_thread_may_end():
    stop.set()


async def test_fails_on_an_error_in_a_task():
    async def broken():
        raise ValueError("nobody looks")

    task = asyncio.get_running_loop().create_task(broken())
    await asyncio.sleep(0)
    del task
"""


def test_every_net_catches_what_it_is_for(tmp_path: Path, checkout: Path) -> None:
    (tmp_path / "test_cases.py").write_text(CASES, encoding="utf-8")
    (tmp_path / "pytest.ini").write_text("[pytest]\nasyncio_mode = auto\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "tests.logwatch", "-p", "tests.leaks", "-rA", "test_cases.py"]
    answer = subprocess.run(
        [*command, "-W", "ignore", "-p", "no:cacheprovider"],
        cwd=tmp_path,
        env={"PYTHONPATH": str(checkout), "QT_QPA_PLATFORM": "offscreen", "HOME": str(tmp_path)},
        capture_output=True,
        text=True,
        check=False,
    )
    words = [line.split() for line in answer.stdout.splitlines()]
    lines = [line for line in words if len(line) > 1 and line[1].startswith("test_cases.py::")]
    ended: dict[str, set[str]] = {}
    for outcome, name, *_ in lines:
        ended.setdefault(name.partition("::")[2].partition("[")[0], set()).add(outcome)
    assert len(ended) == CASES.count("def test_"), answer.stdout + answer.stderr
    for name, outcomes in ended.items():
        caught = bool(outcomes & {"FAILED", "ERROR"})
        assert caught == name.startswith("test_fails"), f"{name}: {outcomes}\n{answer.stdout}"
