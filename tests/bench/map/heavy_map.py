"""Our map with 64,500 grids, 10.11 million points and 10,000 moving units, in a process of its own.

python -m tests.bench.map.heavy_map make | load | drag. `load` times one click on the layer, `drag` drags by X events.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import QApplication, QWidget

from tests.bench.map.asking import ask, spin, until
from tests.bench.map.fleet import CENTRE_DEG, Fleet
from tests.bench.map.our_map import STILL_DRAWN, add_grids, add_points, large_city, make_map
from tests.bench.map.peer_pages import PAGES
from tests.bench.map.processes import Family, memory
from tests.bench.map.stage import ANSWER, OUT
from tests.x_screen import XScreen, likeness
from widgets.map import MapView, choose_backend, register_scheme

ZOOM = 14
COUNT, RATE_PER_S = 10_000, 10
RUNS = 3
_READY_S, _DRAWN_S = 30.0, 30.0
# A little more than the window shows: three of four are in view when a drag begins.
_REACH_DEG = (0.045, 0.10)
_STEP_S = 0.008
_AFTER_S = 1.0

# Remembers, in milliseconds of the wall clock, when the frame was out in which all of the still layers was drawn.
_WATCH = f"""
window.benchDrawn = 0;
(function look() {{
  requestAnimationFrame(() => {{
    if (!({STILL_DRAWN})) {{ look(); return; }}
    const channel = new MessageChannel();
    channel.port1.onmessage = () => {{ window.benchDrawn = performance.timeOrigin + performance.now(); }};
    channel.port2.postMessage(0);
  }});
}})();
"""


class _Shown:
    """The map in its window, with grids and fed units, come to rest."""

    def __init__(self) -> None:
        self.city = large_city()
        self.window = QWidget()
        self.window.setGeometry(QApplication.primaryScreen().geometry())
        self.map: MapView = make_map(self.window, CENTRE_DEG, ZOOM)
        self.map.setGeometry(self.window.rect())
        add_grids(self.map, self.city)
        self._fleet, self._step = Fleet(COUNT, CENTRE_DEG, _REACH_DEG), 0
        self.window.show()
        self._timer = QTimer(self.window, interval=round(1000 / RATE_PER_S), timerType=Qt.TimerType.PreciseTimer)
        self._timer.timeout.connect(self._feed)
        self._timer.start()
        if not until(self._rests, _READY_S):
            raise TimeoutError(f"the grids are not drawn after {_READY_S:g} s")
        spin(1.0)

    def _feed(self) -> None:
        self._step += 1
        self.map.publish("units", self._fleet.units(self._step / RATE_PER_S))

    def _rests(self) -> bool:
        said = ask(self.map.page, "JSON.stringify(window.zhihui ? zhihui.report() : {})") or {}
        return bool(sum(said.get("areas", [])) and said.get("units") and not said.get("tilesWaiting", 1))

    def is_drawn(self) -> bool:
        return bool(ask(self.map.page, f"JSON.stringify({STILL_DRAWN})"))

    def click(self) -> float | None:
        """Switches the points on; milliseconds until they are drawn, or None."""
        began_ms = time.time() * 1000.0
        self._layers = add_points(self.map, self.city)
        self.map.page.runJavaScript(_WATCH)
        drawn = until(lambda: bool(ask(self.map.page, "JSON.stringify(window.benchDrawn)")), _DRAWN_S)
        return float(ask(self.map.page, "JSON.stringify(window.benchDrawn)")) - began_ms if drawn else None


def _load(shown: _Shown) -> dict[str, Any]:
    family = Family(os.getpid(), None)
    before_mb = memory(family.web_engine()).pss_mb
    screen = XScreen(os.environ["DISPLAY"])
    empty = screen.pixels()
    took_ms = shown.click()
    if took_ms is None:
        return {"reason": f"the points are not drawn after {_DRAWN_S:g} s"}
    at_once = memory(family.web_engine())
    spin(2.0)
    changed = 1.0 - likeness(empty, screen.pixels())
    screen.close()
    _keep_picture(shown.window)
    said = {"reason": "", "took_ms": took_ms, "before_mb": before_mb, "at_once_mb": at_once.pss_mb, "changed": changed}
    return said | {"pss_mb": memory(family.web_engine()).pss_mb, "rss_mb": memory(family.web_engine()).rss_mb}


def _drag(shown: _Shown) -> dict[str, Any]:
    if shown.click() is None:
        return {"reason": f"the points are not drawn after {_DRAWN_S:g} s"}
    shown.map.page.runJavaScript((PAGES / "probe.js").read_text(encoding="utf-8"))
    spin(2.0)
    said: dict[str, Any] = {"reason": "", "frames_per_s": [], "longest_ms": [], "p95_ms": [], "moved_px": []}
    for run in range(RUNS):
        # Each run begins in the dense middle, with all of it drawn.
        shown.map.fly_to(*CENTRE_DEG, ZOOM)
        spin(0.5)
        if not until(shown.is_drawn, _DRAWN_S):
            return {"reason": f"the middle is not drawn after {_DRAWN_S:g} s"}
        spin(1.0)
        corner = "JSON.stringify(zhihui.map.getPixelBounds().min)"
        before = ask(shown.map.page, corner)
        shown.map.page.runJavaScript("bench.begin()")
        began_s = time.monotonic()
        hand = subprocess.Popen(["xdotool", *_path(run)], stdin=subprocess.DEVNULL)
        until(lambda hand=hand: hand.poll() is not None, 20.0)  # type: ignore[misc]  # bound at once
        dragged_s = time.monotonic() - began_s
        during = ask(shown.map.page, "JSON.stringify(bench.intervals)") or []
        spin(_AFTER_S)
        whole = sorted((ask(shown.map.page, "bench.end()") or {"intervals": []})["intervals"])
        after = ask(shown.map.page, corner)
        if not during or not whole:
            return {"reason": "the page came to no frame while it was dragged"}
        said["frames_per_s"].append(1000.0 * len(during) / sum(during))
        said["p95_ms"].append(whole[int(len(whole) * 0.95)])
        said["longest_ms"].append(whole[-1])
        said["moved_px"].append(abs(after["x"] - before["x"]) + abs(after["y"] - before["y"]))
        said["dragged_s"] = dragged_s
    _keep_picture(shown.window)
    return said


def _path(run: int) -> list[str]:
    """xdotool's words for one drag of some seconds: west and east again, and on to fresh ground, at 900 px/s."""
    x, y = 1650, 300 + 60 * run
    words = ["mousemove", str(x), str(y), "mousedown", "1"]
    for dx, dy, steps in ((-8, 2, 180), (8, 1, 90), (-7, -3, 100), (0, 5, 60)):
        for _ in range(steps):
            x, y = x + dx, y + dy
            words += ["mousemove", str(x), str(y), "sleep", str(_STEP_S)]
    return [*words, "sleep", "0.15", "mouseup", "1"]


def _keep_picture(window: QWidget) -> None:
    picture = os.environ.get(OUT)
    if picture:
        Path(picture).parent.mkdir(parents=True, exist_ok=True)
        window.screen().grabWindow(0).save(picture)


def main() -> int:
    if sys.argv[1] == "make":
        large_city()
        print(ANSWER + json.dumps({"reason": ""}), flush=True)
        return 0
    choose_backend()
    register_scheme()
    _app = QApplication(sys.argv[:1])
    shown = _Shown()
    said = _load(shown) if sys.argv[1] == "load" else _drag(shown)
    print(ANSWER + json.dumps(said), flush=True)
    os._exit(0)


if __name__ == "__main__":
    sys.exit(main())
