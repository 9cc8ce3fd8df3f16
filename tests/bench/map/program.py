"""A program that runs beside the bench and is listened to."""

from __future__ import annotations

import json
import subprocess
import sys
import threading
import time
from queue import Empty, Queue
from typing import Any

from tests.bench.map.stage import ANSWER, ROOT
from tests.program import descendants, kill


class Silent(Exception):
    """A program did not say in time what it was to say."""


class Program:
    """A program of the bench, or main.py by the name "main": its lines as they come, and an end by its own id."""

    def __init__(self, env: dict[str, str], module: str, *words: str) -> None:
        begin = [str(ROOT / "main.py")] if module == "main" else ["-m", f"tests.bench.map.{module}"]
        self._process = subprocess.Popen(
            [sys.executable, *begin, *words],
            cwd=ROOT,
            env=env,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        self._said: Queue[str] = Queue()
        self._last = ""
        threading.Thread(target=self._read, daemon=True).start()

    def says(self, begin: str, limit_s: float) -> str:
        """The rest of the next line that begins so; Silent with its last word if none comes."""
        end_s = time.monotonic() + limit_s
        while True:
            try:
                line = self._said.get(timeout=max(0.0, end_s - time.monotonic()))
            except Empty:
                raise Silent(f"no {begin.strip()} within {limit_s:g} s; last: {self._last}") from None
            if line.startswith(begin):
                return line.removeprefix(begin)

    @property
    def pid(self) -> int:
        return self._process.pid

    def is_running(self) -> bool:
        return self._process.poll() is None

    def ask(self) -> dict[str, Any]:
        """A measuring program's answer to one line."""
        assert self._process.stdin is not None
        self._process.stdin.write("\n")
        self._process.stdin.flush()
        answer: dict[str, Any] = json.loads(self.says(ANSWER, 20.0))
        return answer

    def end(self) -> None:
        """With all that it brought along."""
        for pid in descendants(self._process.pid) | {self._process.pid}:
            kill(pid)
        self._process.wait()

    def _read(self) -> None:
        assert self._process.stdout is not None
        for line in self._process.stdout:
            if line.strip():
                self._last = line.strip()[-160:]
            self._said.put(line.rstrip("\n"))
