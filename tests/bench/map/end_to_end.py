"""From the backend to the pixel, and what the main thread pays: real backend, gateway, feed and window."""

from __future__ import annotations

import contextlib
import random
import statistics
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx

from tests.bench.map.contest import Tell
from tests.bench.map.hall_console import SPOTS_DEG, SPOTS_SAID
from tests.bench.map.hall_server import COUNT, PHONE
from tests.bench.map.program import Program, Silent
from tests.bench.map.rows import Row, measured
from tests.bench.map.stage import SOFTWARE, Stage, environment
from tests.x_screen import Pixels, XScreen, likeness

_READY = "ZHIHUI-READY"
_START_LIMIT_S = 120.0
_RUNS, _JUMPS, _SHARE_S = 3, 25, 8.0
_BOX_PX = 12
_JUMP_LIMIT_S = 3.0
_LOOK_EVERY_S = 0.002


@contextlib.contextmanager
def hall(stage: Stage, rows: int) -> Iterator[tuple[str, Program, list[int]]]:
    """A backend that takes so many rows a tick and a console on it; the address, the console, where the spots are."""
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="zhihui-bench-")))
        env = environment(SOFTWARE) | {"DISPLAY": stage.display}
        for kind in ("DATA", "CONFIG", "STATE"):
            env[f"XDG_{kind}_HOME"] = str(folder / kind.lower())
        server = Program(env, "hall_server", "--database", str(folder / "city.db"), "--rows", str(rows))
        stack.callback(server.end)
        url = server.says(_READY, _START_LIMIT_S).strip()
        console = Program(env, "hall_console", url, str(COUNT))
        stack.callback(console.end)
        spots = [int(word) for word in console.says(SPOTS_SAID, _START_LIMIT_S).split()]
        yield url, console, spots


def end_to_end(stage: Stage, tell: Tell) -> None:
    """The rows of both measurements; a program that fails gives a row that says so."""
    try:
        with hall(stage, COUNT // 10) as (url, _console, spots):
            _tell_delays(stage, url, spots, tell)
    except Silent as fault:
        tell(Row(work="position received by the backend to pixel: not run", value=None, ok=False, note=str(fault)))
    try:
        with hall(stage, COUNT) as (_url, console, _spots):
            _tell_share(console, tell)
    except Silent as fault:
        tell(Row(work="the GUI thread's share: not run", value=None, ok=False, note=str(fault)))


def _tell_delays(stage: Stage, url: str, spots: list[int], tell: Tell) -> None:
    screen = XScreen(stage.display)
    p95_ms, p50_ms, lost = [], [], 0
    draw = random.Random(7)
    with httpx.Client(base_url=url, trust_env=False) as phone:
        _send(phone, 0)
        time.sleep(2.0)
        place = 0
        for _ in range(_RUNS):
            delays_ms = []
            for _ in range(_JUMPS):
                place = 1 - place
                # The phase to the hub's tick and to the page's frame is a matter of chance.
                time.sleep(0.7 + draw.random() * 0.2)
                delay_ms = _jump(phone, screen, place, spots)
                if delay_ms is None:
                    lost += 1
                else:
                    delays_ms.append(delay_ms)
            if delays_ms:
                delays_ms.sort()
                p95_ms.append(delays_ms[int(len(delays_ms) * 0.95)])
                p50_ms.append(statistics.median(delays_ms))
    screen.close()
    note = (
        f"HTTP gateway to a changed pixel of the display, {_RUNS} × {_JUMPS} jumps, {lost} not seen; 1,000 rows a tick"
    )
    work = "position received by the backend to pixel, at 10,000 a second"
    tell(measured(f"{work}: p95", p95_ms, "ms", at_most=300.0, mode=SOFTWARE, note=note))
    tell(measured(f"{work}: p50", p50_ms, "ms", mode=SOFTWARE))


def _send(phone: httpx.Client, place: int) -> None:
    lat_deg, lon_deg = SPOTS_DEG[place]
    phone.get("/gateways/osmand", params={"id": PHONE, "lat": lat_deg, "lon": lon_deg, "timestamp": time.time()})


def _box(screen: XScreen, place: int, spots: list[int]) -> Pixels:
    x, y = spots[2 * place], spots[2 * place + 1]
    return screen.pixels(y - _BOX_PX, y + _BOX_PX, x - _BOX_PX, x + _BOX_PX)


def _jump(phone: httpx.Client, screen: XScreen, place: int, spots: list[int]) -> float | None:
    """Milliseconds from the sending of a position to the first change at its place on the screen."""
    empty = _box(screen, place, spots)
    began_s = time.monotonic()
    sending = threading.Thread(target=_send, args=(phone, place))
    sending.start()
    seen_s = None
    while seen_s is None and time.monotonic() - began_s < _JUMP_LIMIT_S:
        time.sleep(_LOOK_EVERY_S)
        if likeness(empty, _box(screen, place, spots)) < 0.95:
            seen_s = time.monotonic()
    sending.join()
    return None if seen_s is None else (seen_s - began_s) * 1000.0


def _tell_share(console: Program, tell: Tell) -> None:
    console.ask()
    time.sleep(2.0)
    console.ask()
    own, thread, updates = [], [], []
    before: dict[str, Any] = {"updates": 0}
    for _ in range(_RUNS):
        time.sleep(_SHARE_S)
        said = console.ask()
        own.append(said["own_share"] * 100.0)
        thread.append(said["thread_share"] * 100.0)
        updates.append((said["updates"] - before["updates"]) / said["seconds"])
        before = said
    work = "GUI thread's share of a core at 10,000 units, 10 updates a second"
    note = "feed, stores, columns and the answers to the page; CPU time of the main thread inside our Python"
    tell(measured(f"{work}: our work", own, "%", at_most=5.0, mode=SOFTWARE, note=note))
    whole = "with Qt's own: it copies the page's picture to the window 60 times a second, without a GPU in this thread"
    tell(measured(f"{work}: whole thread", thread, "%", mode=SOFTWARE, note=whole))
    tell(measured(f"{work}: updates that the page took", updates[1:], "per s", mode=SOFTWARE))
