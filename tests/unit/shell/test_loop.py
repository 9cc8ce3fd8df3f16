"""The loop ends every task and stream without a word, by its own stop and by signals."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

PROGRAM = """
import asyncio, os, signal, sys
from PySide6.QtWidgets import QApplication, QWidget
from app.shell.loop import Stop, run_loop

async def numbers():
    try:
        while True:
            yield 1
            await asyncio.sleep(0.01)
    finally:
        await asyncio.sleep(0)
        print("stream closed")

async def listen(heard):
    async for _ in numbers():
        heard.set()

async def hang():
    try:
        await asyncio.sleep(3600)
    finally:
        print("task ended")

async def main(stop):
    heard = asyncio.Event()
    kept = [asyncio.create_task(listen(heard)), asyncio.create_task(hang())]
    stream = numbers()
    await stream.__anext__()
    await heard.wait()
    window = QWidget()
    window.destroyed.connect(lambda: print("window gone"))
    window.show()
    window.close()
    window.deleteLater()
    END
    print("code", await stop.wait())

app = QApplication(sys.argv[:1])
print("returned", run_loop(app, main))
"""


def run(end: str, checkout: Path, tmp_path: Path) -> subprocess.CompletedProcess[str]:
    program = tmp_path / "program.py"
    program.write_text(PROGRAM.replace("END", end), encoding="utf-8")
    return subprocess.run(
        [sys.executable, str(program)],
        cwd=checkout,
        env={**os.environ, "PYTHONPATH": str(checkout), "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


@pytest.mark.parametrize(
    ("end", "code"),
    [
        ("asyncio.get_running_loop().call_later(0.05, stop.ask, 3)", 3),
        pytest.param(
            "asyncio.get_running_loop().call_later(0.05, os.kill, os.getpid(), signal.SIGTERM)",
            0,
            marks=pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals"),
        ),
        pytest.param(
            "asyncio.get_running_loop().call_later(0.05, os.kill, os.getpid(), signal.SIGINT)",
            0,
            marks=pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals"),
        ),
    ],
    ids=["stop", "SIGTERM", "SIGINT"],
)
def test_ends_quietly(end: str, code: int, checkout: Path, tmp_path: Path) -> None:
    answer = run(end, checkout, tmp_path)
    assert answer.returncode == 0, answer.stderr
    lines = answer.stdout.splitlines()
    assert f"returned {code}" == lines[-1]
    assert lines.count("stream closed") == 2
    assert {"task ended", "window gone", f"code {code}"} <= set(lines)
    noise = [line for line in answer.stderr.splitlines() if "propagateSizeHints" not in line]
    assert noise == []


def test_a_fault_in_the_program_comes_out(checkout: Path, tmp_path: Path) -> None:
    answer = run('raise LookupError("no city")', checkout, tmp_path)
    assert answer.returncode == 1
    assert "LookupError: no city" in answer.stderr
    assert "window gone" in answer.stdout
