"""The real console on the bench's backend: tells where two places are on its screen, then what its main thread costs.

python -m tests.bench.map.hall_console URL UNITS. Says `SPOTS x y x y` once both places are in view, the link is
live and more than so many units are known; then
for every line on its standard input one line of JSON: the main thread's CPU since the line before.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from PySide6.QtCore import QPoint

from app.domain.duty import DEMO_LOGINS, DEMO_PASSWORD, Role
from app.shell.application import dress, make_application, make_settings
from app.shell.console import ConsoleWindows
from app.shell.loop import Stop, run_loop
from app.shell.options import Language
from app.shell.seat import make_seat
from app.shell.session import SeatFolders
from app.stores.link import LinkState
from tests.bench.map.fleet import CENTRE_DEG
from tests.bench.map.processes import thread_cpu_ms
from tests.bench.map.stage import ANSWER
from widgets.map.scheme import SchemeHandler
from widgets.map.view import MapView

SPOTS_SAID = "SPOTS "
# Over 1 km apart, so that the phone's unit jumps and does not glide; west of all others.
SPOTS_DEG = ((30.545, 112.272), (30.555, 112.262))
ZOOM = 14
_READY_S = 60.0


class OwnTime:
    """CPU time of the main thread inside our Python: everything that the loop runs, and the answers to the page.

    What is left of the thread's time is Qt's: painting, copying the page's picture to the screen, its own events.
    """

    def __init__(self) -> None:
        self.spent_ms = 0.0
        self._inside = False
        self._watch(asyncio.Handle, "_run")
        self._watch(SchemeHandler, "requestStarted")

    def _watch(self, owner: type, name: str) -> None:
        plain: Any = getattr(owner, name)

        def timed(*words: Any) -> Any:
            if self._inside:
                return plain(*words)
            self._inside = True
            began_ns = time.thread_time_ns()
            try:
                return plain(*words)
            finally:
                self.spent_ms += (time.thread_time_ns() - began_ns) / 1e6
                self._inside = False

        setattr(owner, name, timed)


async def _until(condition: Any, what: str) -> None:
    end_s = time.monotonic() + _READY_S
    while not condition():
        if time.monotonic() > end_s:
            raise TimeoutError(what)
        await asyncio.sleep(0.05)


async def _answer(view: MapView, script: str) -> Any:
    answer: asyncio.Future[Any] = asyncio.get_running_loop().create_future()
    view.page.runJavaScript(script, 0, answer.set_result)
    return json.loads(await asyncio.wait_for(answer, 10.0) or "null")


async def _spots(view: MapView) -> list[int]:
    """Where the places are on the screen: x, y, x, y."""
    found: list[int] = []
    for lat_deg, lon_deg in SPOTS_DEG:
        point = await _answer(view, f"JSON.stringify(zhihui.map.latLngToContainerPoint([{lat_deg}, {lon_deg}]))")
        place = view.mapToGlobal(QPoint(round(point["x"]), round(point["y"])))
        found += [place.x(), place.y()]
    return found


async def _report(view: MapView, own: OwnTime) -> None:
    """One answer a line, until the driver closes the pipe."""
    loop, pid = asyncio.get_running_loop(), os.getpid()
    before = (time.monotonic(), thread_cpu_ms(pid), own.spent_ms)
    while await loop.run_in_executor(None, sys.stdin.readline):
        now = (time.monotonic(), thread_cpu_ms(pid), own.spent_ms)
        took_s, thread_ms, own_ms = (late - early for late, early in zip(now, before, strict=True))
        page = await _answer(view, "JSON.stringify(zhihui.report())")
        said = {
            "seconds": took_s,
            "thread_share": thread_ms / took_s / 1000.0,
            "own_share": own_ms / took_s / 1000.0,
            "updates": page.get("updates", 0),
            "frames": page.get("frames", 0),
        }
        print(ANSWER + json.dumps(said), flush=True)
        before = now


def main() -> int:
    own = OwnTime()
    app = make_application()
    settings = make_settings(Language.CHINESE)
    dress(app, settings)

    async def run(stop: Stop) -> None:
        with tempfile.TemporaryDirectory() as folder:
            seat = make_seat(settings, sys.argv[1], SeatFolders(outbox=Path(folder), known_as="bench"))
            await seat.session.sign_in(DEMO_LOGINS[Role.LEADER], DEMO_PASSWORD)
            windows = ConsoleWindows(seat, stop)
            windows.show()
            assert windows.window is not None
            windows.window.setGeometry(windows.window.screen().geometry())
            view = windows.window.findChild(MapView)
            assert isinstance(view, MapView)
            await _until(lambda: seat.stores.link.state is LinkState.LIVE, "the link is live")
            await _until(
                lambda: len(seat.stores.units.ids) > int(sys.argv[2]) and view.is_settled(), "the map has all units"
            )
            view.fly_to(*CENTRE_DEG, ZOOM)
            await asyncio.sleep(2.0)
            print(SPOTS_SAID + " ".join(map(str, await _spots(view))), flush=True)
            await _report(view, own)
            stop.ask()
            windows.close()
            await seat.close()

    return run_loop(app, run)


if __name__ == "__main__":
    sys.exit(main())
