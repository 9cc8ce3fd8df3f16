"""A hall for window tests: a machine of its own to run main.py on, and a second seat that watches over HTTP."""

from __future__ import annotations

import json
import os
import sqlite3
import uuid
from collections.abc import Callable, Iterator, Mapping
from contextlib import ExitStack, closing, contextmanager, suppress
from pathlib import Path
from typing import Any

import httpx
import numpy as np
from PySide6.QtGui import QImage

from app.domain.duty import DEMO_LOGINS, DEMO_PASSWORD, Role
from app.shell.virtual_display import VirtualDisplay
from tests.backend_server import Seat
from tests.keyboard import Hands
from tests.program import Program, listening_port, parent_of, until, words_of
from tests.x_screen import Pixels, XScreen

_SILENT_S = 10.0
_DISPLAY = {"DISPLAY", "WAYLAND_DISPLAY", "QT_QPA_PLATFORM"}


class Machine:
    """Own home folders, and a display with eyes and hands unless `blind`; programs started here end with it."""

    def __init__(self, home: Path, cache: Path, stack: ExitStack, *, blind: bool = False) -> None:
        home.mkdir(parents=True, exist_ok=True)
        self.home = home
        self._stack = stack
        self.environment = {name: value for name, value in os.environ.items() if name not in _DISPLAY} | {
            "HOME": str(home),
            "XDG_CONFIG_HOME": str(home / ".config"),
            "XDG_DATA_HOME": str(home / ".local/share"),
            "XDG_STATE_HOME": str(home / ".local/state"),
            "XDG_CACHE_HOME": str(cache),
        }
        if not blind:
            display = VirtualDisplay()
            stack.callback(display.end)
            self.screen = XScreen(display.name)
            stack.callback(self.screen.close)
            self.hands = Hands(display.name)
            self.environment["DISPLAY"] = display.name

    def run(self, *words: str, environment: Mapping[str, str] | None = None, folder: Path | None = None) -> Program:
        program = Program({**self.environment, **(environment or {})}, *words, folder=folder or self.home)
        self._stack.callback(program.end)
        return program

    def serve(self, database: Path, port: int = 0) -> tuple[Program, str]:
        """A hall's server that lives the demo city, once it listens; its address."""
        program = self.run("serve", "--demo", "day", "--database", f"sqlite:///{database}", "--port", str(port))
        return program, program.says("ZHIHUI-READY").split()[1]

    def log(self, name: str) -> str:
        """What a program wrote into its log file."""
        files = list(self.home.rglob(f"{name}.log"))
        return files[0].read_text(encoding="utf-8") if files else ""


@contextmanager
def machine(home: Path, cache: Path, *, blind: bool = False) -> Iterator[Machine]:
    with ExitStack() as stack:
        yield Machine(home, cache, stack, blind=blind)


def backend_of(program: Program) -> int | None:
    """The id of a demo's or tour's own backend."""
    return next((pid for pid in program.family() if "serve" in words_of(pid)), None)


def map_processes(program: Program) -> set[int]:
    """The ids of the processes that draw map pages: the engine's zygote forks them off itself, under its own name."""
    web = {pid for pid in program.family() if "--type=zygote" in words_of(pid)}
    return {pid for pid in web if parent_of(pid) in web}


def address_of(program: Program, limit_s: float) -> str:
    """Where a demo's backend listens."""
    port: list[int] = []

    def listens() -> bool:
        pid = backend_of(program)
        found = listening_port(pid) if pid is not None else None
        port[:] = [found] if found else []
        return bool(port) and is_well(f"http://127.0.0.1:{port[0]}")

    program.until(listens, limit_s, "its backend listens")
    return f"http://127.0.0.1:{port[0]}"


def is_well(url: str) -> bool:
    with suppress(httpx.TransportError):
        return httpx.get(f"{url}/v1/health", timeout=_SILENT_S, trust_env=False).status_code == 200
    return False


def second_seat(url: str, role: Role = Role.DISPATCHER) -> Seat:
    """Somebody else in the demo's hall, signed in over HTTP."""
    body = {"login": DEMO_LOGINS[role], "password": DEMO_PASSWORD}
    answer = httpx.post(f"{url}/v1/sessions", json=body, timeout=_SILENT_S, trust_env=False)
    assert answer.status_code == 200, answer.text
    return Seat(url, answer.json())


def frames(seat: Seat) -> Iterator[tuple[str, dict[str, Any]]]:
    """The live feed from its snapshot on: (event, data). Fails when the server is silent."""
    with httpx.stream("GET", f"{seat.url}/v1/feed", headers=seat.headers, timeout=_SILENT_S, trust_env=False) as answer:
        event = ""
        for line in answer.iter_lines():
            name, _, rest = line.partition(": ")
            if name == "event":
                event = rest
            elif name == "data":
                yield event, json.loads(rest)


def snapshot(seat: Seat) -> dict[str, Any]:
    """All that the server tells a seat that comes now."""
    stream = frames(seat)
    try:
        event, data = next(stream)
    finally:
        stream.close()  # type: ignore[attr-defined]
    assert event == "snapshot"
    return data


def officer(seat: Seat, number: int = 0) -> dict[str, Any]:
    """One of the officers on duty."""
    known = [unit for unit in snapshot(seat)["units"] if unit["kind"] == "officer" and unit["status"] != "off_duty"]
    found: dict[str, Any] = known[number]
    return found


def texts(seat: Seat, text: str) -> int:
    """How often a message stands in the server's own list."""
    return sum(message["text"] == text for message in snapshot(seat)["messages"])


def raise_sos(seat: Seat, unit_id: int) -> int:
    """A call for help from a unit's terminal; the alarm's id."""
    answer = seat.order("/v1/alarms/sos", {"unit_id": unit_id}, key=str(uuid.uuid4()))
    assert answer.status_code < 300, answer.text
    return int(answer.json()["id"])


def close_sos(seat: Seat, alarm_id: int) -> None:
    """Own the call and close it as a false one."""
    for verb, body in (("claim", {}), ("close", {"verdict": "false"})):
        (alarm,) = (alarm for alarm in snapshot(seat)["alarms"] if alarm["id"] == alarm_id)
        answer = seat.order(f"/v1/alarms/{alarm_id}/{verb}", body, key=str(uuid.uuid4()), version=alarm["version"])
        assert answer.status_code < 300, answer.text


def picture(file: Path) -> Pixels:
    """The pixels of a picture on disk; no rows where there is none that can be read."""
    image = QImage(str(file)).convertToFormat(QImage.Format.Format_RGB888)
    if image.isNull():
        return np.empty((0, 0, 3), np.uint8)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    # The image's memory goes with the image.
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def orders_on_disk(hall: Machine) -> list[tuple[str, str]]:
    """(state, body) of every order in the outboxes of this machine, read from outside the console."""
    found: list[tuple[str, str]] = []
    for file in hall.home.rglob("outbox*/*.sqlite"):
        with suppress(sqlite3.OperationalError), closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as box:
            found += box.execute("SELECT state, body FROM orders ORDER BY place").fetchall()
    return found


def appears(condition: Callable[[], object], limit_s: float, what: str) -> float:
    """As `until`, and prints what it took, for whoever reads the run."""
    took_s = until(condition, limit_s, what)
    print(f"{what}: {took_s:.2f} s")
    return took_s
