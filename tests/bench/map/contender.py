"""One contender in a process of its own: shows its map, is fed, and prints what it cost as one line of JSON.

python -m tests.bench.map.contender NAME --units N --rate PER_S. The drawing mode is in its environment.
"""

from __future__ import annotations

import json
import os
import sys
import time
from argparse import ArgumentParser
from dataclasses import asdict, dataclass, field
from pathlib import Path

from PySide6.QtCore import Qt, QTimer
from PySide6.QtQuickWidgets import QQuickWidget
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.map.asking import ask, spin, until
from tests.bench.map.fleet import Fleet
from tests.bench.map.peer_pages import PAGES
from tests.bench.map.processes import Family, memory
from tests.bench.map.show import OurShow, PeerShow, Show
from tests.bench.map.stage import ANSWER, OUT, X_SERVER
from tests.bench.map.web_page import PeerPage, register_bench_scheme
from tests.x_screen import XScreen, likeness
from widgets.map import choose_backend, register_scheme

_WARM_UP_S = 1.5
# A run of a page that is slow goes on until it has shown some updates, or so long.
_LEAST_UPDATES, _LONGEST_RUN_S = 5, 9.0
_CHANGE_LIMIT_S = 6.0


@dataclass(slots=True, kw_only=True)
class Figures:
    """What one contender showed and cost; lists hold one value a run. `reason` says why there is nothing."""

    reason: str = ""
    engine: str = ""
    ready_s: float = 0.0
    frames_per_s: list[float] = field(default_factory=list)
    frame_p50_ms: list[float] = field(default_factory=list)
    frame_p95_ms: list[float] = field(default_factory=list)
    frame_max_ms: list[float] = field(default_factory=list)
    pictures_per_s: list[float] = field(default_factory=list)
    painted_per_s: list[float] = field(default_factory=list)
    updates_per_s: list[float] = field(default_factory=list)
    cpu_ms_per_s: list[float] = field(default_factory=list)
    gui_ms_per_s: list[float] = field(default_factory=list)
    x_ms_per_s: list[float] = field(default_factory=list)
    pss_mb: float = 0.0
    rss_mb: float = 0.0
    map_pss_mb: float = 0.0
    moved_share: float = 0.0


class _Painted:
    """How often the window really paints what the page has drawn: the page's own frames are only half the way."""

    def __init__(self) -> None:
        self.count = 0
        for widget in QApplication.allWidgets():
            if isinstance(widget, QQuickWidget):
                widget.quickWindow().afterRendering.connect(self._add)

    def _add(self) -> None:
        self.count += 1


def measure(show: Show, figures: Figures, family: Family, runs: int, run_s: float) -> None:
    """Repeated runs of the running show, in one process."""
    probe = (PAGES / "probe.js").read_text(encoding="utf-8")
    if isinstance(show, OurShow):
        show.page.runJavaScript(probe)
    spin(_WARM_UP_S)
    painted = _Painted()
    for _ in range(runs):
        # A busy page answers between two updates, so that a run of a slow one begins and ends with one.
        before = show.counts()
        show.page.runJavaScript("bench.begin()")
        meter, began_s, painted_before = family.meter(), time.monotonic(), painted.count
        spin(run_s)
        after = show.counts()
        while after[0] - before[0] < _LEAST_UPDATES and time.monotonic() - began_s < _LONGEST_RUN_S:
            spin(0.1)
            after = show.counts()
        all_ms, gui_ms, x_ms = meter.all_ms(), meter.gui_thread_ms(), meter.x_server_ms()
        took_s = time.monotonic() - began_s
        seen = ask(show.page, "bench.end()")
        intervals = sorted(seen["intervals"]) if seen else []
        if not intervals:
            intervals = [took_s * 1000.0]  # the page did not come to one frame
        figures.frames_per_s.append(1000.0 * len(intervals) / sum(intervals))
        figures.frame_p50_ms.append(intervals[len(intervals) // 2])
        figures.frame_p95_ms.append(intervals[min(len(intervals) - 1, int(len(intervals) * 0.95))])
        figures.frame_max_ms.append(intervals[-1])
        figures.updates_per_s.append((after[0] - before[0]) / took_s)
        figures.pictures_per_s.append((after[1] - before[1]) / took_s)
        figures.painted_per_s.append((painted.count - painted_before) / took_s)
        figures.cpu_ms_per_s.append(all_ms / took_s)
        figures.gui_ms_per_s.append(gui_ms / took_s)
        figures.x_ms_per_s.append(x_ms / took_s)
    used = _memory(family)
    figures.pss_mb, figures.rss_mb, figures.map_pss_mb = used


def _memory(family: Family) -> tuple[float, float, float]:
    whole = memory(family.pids())
    return whole.pss_mb, whole.rss_mb, memory(family.web_engine()).pss_mb


def look(figures: Figures, picture: Path | None, window: QWidget) -> None:
    """What a person would see: whether pixels of the display change, and a picture of it."""
    screen = XScreen(os.environ["DISPLAY"])
    before, end_s = screen.pixels(), time.monotonic() + _CHANGE_LIMIT_S
    while not figures.moved_share and time.monotonic() < end_s:
        spin(1.0)
        figures.moved_share = 1.0 - likeness(before, screen.pixels())
    screen.close()
    if picture is not None:
        picture.parent.mkdir(parents=True, exist_ok=True)
        window.screen().grabWindow(0).save(str(picture))


def main() -> int:
    parser = ArgumentParser()
    parser.add_argument("name")
    parser.add_argument("--units", type=int, required=True)
    parser.add_argument("--rate", type=float, required=True)
    parser.add_argument("--runs", type=int, default=3)
    parser.add_argument("--run-s", type=float, default=4.0)
    parser.add_argument("--ready-s", type=float, default=25.0)
    parser.add_argument("--scripts", type=Path, default=Path())
    parser.add_argument("--heavy", action="store_true")
    parser.add_argument("--webgl", action="store_true", help="ours with the WebGL engine, whatever its trial chose")
    asked = parser.parse_args()
    figures = Figures()
    choose_backend()
    register_scheme()
    register_bench_scheme()
    app = QApplication(sys.argv[:1])
    window = QWidget()
    window.setGeometry(app.primaryScreen().geometry())
    fleet = Fleet(asked.units)
    began_s = time.monotonic()
    show: Show
    if asked.name == "ours":
        show = OurShow(fleet, asked.rate, window, heavy=asked.heavy)
    else:
        show = PeerShow(asked.name, fleet, asked.rate, asked.scripts, window)
    window.show()
    timer = QTimer(window, interval=round(1000 / asked.rate), timerType=Qt.TimerType.PreciseTimer)
    timer.timeout.connect(show.feed)
    timer.start()
    if not until(lambda: show.shown() >= 2, asked.ready_s):
        complaints = show.page.complaints if isinstance(show.page, PeerPage) else []
        figures.reason = complaints[0] if complaints else f"not ready after {asked.ready_s:g} s"
    elif asked.webgl and isinstance(show, OurShow):
        figures.reason = show.force_webgl()
    if not figures.reason:
        figures.ready_s = time.monotonic() - began_s
        if isinstance(show, OurShow):
            figures.engine = show.engine()
        picture = os.environ.get(OUT)
        family = Family(os.getpid(), int(os.environ.get(X_SERVER, "0")) or None)
        measure(show, figures, family, asked.runs, asked.run_s)
        look(figures, Path(picture) if picture else None, window)
    print(ANSWER + json.dumps(asdict(figures)), flush=True)
    # The web engine's own way out is slow and, in a page that hangs, endless.
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
