"""main.py as a person runs it: a process with a terminal that is read, and the processes that it brings along."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

MAIN = Path(__file__).resolve().parent.parent / "main.py"
START_LIMIT_S = 120.0
END_LIMIT_S = 30.0
_POLL_S = 0.02


def until(condition: Callable[[], object], limit_s: float, what: str) -> float:
    """Wait for a condition; gives the seconds that it took, and fails by saying what did not come about.

    The limit is that of a machine of one's own: where programs share its cores it is stretched by so many.
    """
    began_s = time.monotonic()
    turn = threading.Event()
    while not condition():
        if time.monotonic() - began_s > limit_s * crowd():
            pytest.fail(f"not within {limit_s:g} s, {crowd():.1f} programs a core: {what}", pytrace=False)
        turn.wait(_POLL_S)
    return time.monotonic() - began_s


def crowd() -> float:
    """How many programs share each core, at least 1."""
    return max(1.0, os.getloadavg()[0] / (os.cpu_count() or 1))


class Program:
    """One run of main.py. `said` is what it wrote so far, line by line; `began_s` is monotonic.

    `end` ends it and every process that it brought along, each by its own id.
    """

    def __init__(self, environment: Mapping[str, str], *words: str, folder: Path | None = None) -> None:
        self.said: list[str] = []
        self.began_s = time.monotonic()
        self._family: dict[int, str] = {}
        self._process = subprocess.Popen(
            [sys.executable, str(MAIN), *words],
            cwd=folder,
            env={**environment, "PYTHONUNBUFFERED": "1"},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
        )
        self._reader = threading.Thread(target=self._read, daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        return self._process.pid

    @property
    def age_s(self) -> float:
        return time.monotonic() - self.began_s

    def is_running(self) -> bool:
        return self._process.poll() is None

    def family(self) -> set[int]:
        """The living descendants; those seen once are remembered for `end` and `left_behind`."""
        now = descendants(self.pid)
        self._family.update({pid: began for pid in now if (began := _began(pid))})
        return now

    def until(self, condition: Callable[[], object], limit_s: float, what: str) -> float:
        """As `until`, but gives up at once when the program has ended."""

        def holds() -> bool:
            if condition():
                return True
            if not self.is_running():
                code = self._process.returncode
                pytest.fail(f"ended with {code} before: {what}; it said {self.said}", pytrace=False)
            return False

        return until(holds, limit_s, what)

    def says(self, text: str, limit_s: float = START_LIMIT_S) -> str:
        """Wait for a line with this text; gives the line."""

        def heard() -> list[str]:
            return [line for line in self.said if text in line]

        self.until(heard, limit_s, f"says {text!r}")
        return heard()[0]

    def interrupt(self) -> int:
        """Ctrl+C; the exit code."""
        self.family()
        self._process.send_signal(signal.SIGINT)
        return self._wait()

    def kill(self) -> None:
        """kill -9, of this one process."""
        self.family()
        self._process.kill()
        self._wait()

    def left_behind(self) -> list[int]:
        """Processes of this run that still live."""
        return [pid for pid, began in self._family.items() if _began(pid) == began]

    def end(self) -> None:
        """End whatever still runs of it."""
        self.family()
        if self.is_running():
            self._process.terminate()
            try:
                self._process.wait(END_LIMIT_S)
            except subprocess.TimeoutExpired:
                self._process.kill()
        self._wait()
        for pid in self.left_behind():
            kill(pid)

    def _wait(self) -> int:
        code = self._process.wait(END_LIMIT_S)
        self._reader.join(END_LIMIT_S)
        return code

    def _read(self) -> None:
        assert self._process.stdout is not None
        with self._process.stdout as lines:
            self.said.extend(line.rstrip("\n") for line in lines)


def kill(pid: int) -> None:
    """kill -9 by id; a process that is gone already is gone."""
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def descendants(pid: int) -> set[int]:
    """Children, their children and so on; what is dead but not yet buried does not count."""
    parents = {}
    for entry in Path("/proc").glob("[0-9]*/stat"):
        fields = _stat(int(entry.parent.name))
        if fields and fields[0] != "Z":
            parents[int(entry.parent.name)] = int(fields[1])
    found: set[int] = set()
    due = {pid}
    while due:
        due = {child for child, parent in parents.items() if parent in due}
        found |= due
    return found


def words_of(pid: int) -> list[str]:
    """A process's command line; empty for one that is gone."""
    try:
        return Path(f"/proc/{pid}/cmdline").read_bytes().decode(errors="replace").rstrip("\0").split("\0")
    except OSError:
        return []


def parent_of(pid: int) -> int | None:
    fields = _stat(pid)
    return int(fields[1]) if fields else None


def listening_port(pid: int) -> int | None:
    """The TCP port that a process listens on, by the kernel's own tables."""
    try:
        sockets = {str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir()}
        table = Path(f"/proc/{pid}/net/tcp").read_text().splitlines()[1:]
    except OSError:
        return None
    for line in table:
        fields = line.split()
        if fields[3] == "0A" and f"socket:[{fields[9]}]" in sockets:
            return int(fields[1].rpartition(":")[2], 16)
    return None


def _stat(pid: int) -> list[str]:
    """Fields of /proc/<pid>/stat from the state on."""
    try:
        return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return []


def _began(pid: int) -> str:
    """When a living process began, in the kernel's ticks; tells it from a later one of the same id."""
    fields = _stat(pid)
    return "" if not fields or fields[0] == "Z" else fields[19]
