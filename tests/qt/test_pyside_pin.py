"""PySide6 is pinned: 6.12.0 on Python 3.11 drops a reference to True with every emit and aborts (bool_dealloc)."""

from __future__ import annotations

import subprocess
import sys

import PySide6

EMITS = """
from PySide6.QtCore import QObject, Signal

class Bell(QObject):
    rung = Signal(bool)

heard = 0

def hear(on):
    global heard
    heard += on

bell = Bell()
bell.rung.connect(hear)
for _ in range(20_000):
    bell.rung.emit(True)
print(heard)
"""


def test_version_is_the_pinned_one() -> None:
    assert PySide6.__version__ == "6.11.3"


def test_twenty_thousand_bools_are_emitted_and_heard() -> None:
    """In a process of its own, so that an abort is this test's failure and not the whole run's end."""
    answer = subprocess.run([sys.executable, "-c", EMITS], capture_output=True, text=True, check=False)
    assert (answer.returncode, answer.stdout.strip()) == (0, "20000"), answer.stderr
