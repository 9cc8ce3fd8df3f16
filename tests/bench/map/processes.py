"""What a contender costs, by the kernel's own books: CPU time and memory of a process and of all its descendants."""

from __future__ import annotations

import os
from dataclasses import dataclass
from pathlib import Path

from tests.program import descendants, words_of

_TICK_MS = 1000.0 / os.sysconf("SC_CLK_TCK")
_MB = 1e6


def cpu_ms(pid: int) -> float:
    """User and system time of one process so far; 0 for one that is gone."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) * _TICK_MS


def thread_cpu_ms(pid: int) -> float:
    """Time of a process's main thread so far, to the nanosecond."""
    return int(Path(f"/proc/{pid}/task/{pid}/schedstat").read_text().split()[0]) / 1e6


@dataclass(frozen=True, slots=True)
class Memory:
    """`pss_mb` shares each page among those who have it, so sums are true; `rss_mb` counts it once for each.

    `own_mb` is `pss_mb` without mapped files: of their pages a process has less as soon as strangers use them too.
    """

    pss_mb: float
    rss_mb: float
    own_mb: float


def memory(pids: set[int]) -> Memory:
    """Of all these processes together, in millions of bytes."""
    pss = rss = own = 0.0
    for pid in pids:
        try:
            lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
        except OSError:
            continue
        known = {line.split(":")[0]: line.split() for line in lines[1:]}
        pss += int(known["Pss"][1]) * 1024
        rss += int(known["Rss"][1]) * 1024
        own += (int(known["Pss_Anon"][1]) + int(known["Pss_Shmem"][1])) * 1024
    return Memory(pss / _MB, rss / _MB, own / _MB)


class Family:
    """A process, its descendants, and beside them the X server that serves it."""

    def __init__(self, pid: int, x_server: int | None) -> None:
        self.pid = pid
        self.x_server = x_server

    def pids(self) -> set[int]:
        return {self.pid} | descendants(self.pid)

    def web_engine(self) -> set[int]:
        """The processes of the web engine: the map's own, apart from the console."""
        return {pid for pid in descendants(self.pid) if "QtWebEngineProcess" in " ".join(words_of(pid)[:1])}

    def meter(self) -> Meter:
        """Begins to count CPU time now."""
        return Meter(self)


class Meter:
    """CPU time since it was made; a process that ended meanwhile is not counted."""

    def __init__(self, family: Family) -> None:
        self._family = family
        self._before = {pid: cpu_ms(pid) for pid in family.pids()}
        self._thread_ms = thread_cpu_ms(family.pid)
        self._x_ms = cpu_ms(family.x_server) if family.x_server else 0.0

    def all_ms(self) -> float:
        """Of all processes of the contender."""
        return sum(max(0.0, cpu_ms(pid) - self._before.get(pid, 0.0)) for pid in self._family.pids())

    def gui_thread_ms(self) -> float:
        """Of the main thread alone."""
        return thread_cpu_ms(self._family.pid) - self._thread_ms

    def x_server_ms(self) -> float:
        return cpu_ms(self._family.x_server) - self._x_ms if self._family.x_server else 0.0
