"""The backend as users run it: `main.py serve` in a process of its own, on a port of its own."""

from __future__ import annotations

import os
import queue
import re
import signal
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import httpx

from app.backend.app import all_commands
from app.backend.core import Core
from app.backend.options import ServeOptions
from tests.small_city import PASSWORD, SmallCity, found

MAIN = Path(__file__).resolve().parent.parent / "main.py"
START_LIMIT_S = 60.0
STOP_LIMIT_S = 30.0
GATEWAY_TOKEN = "drum"
# One for all: each new client would read all of the machine's certificates, which no test here needs.
http = httpx.Client(trust_env=False, verify=False, timeout=30)


class BackendServer:
    """One `main.py serve` process; `start` again after `kill` for a restart on the same database."""

    def __init__(self, database_url: str, *arguments: str) -> None:
        self.database_url = database_url
        self.arguments = arguments
        self.port = 0
        self.printed: list[str] = []
        self._process: subprocess.Popen[str] | None = None

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def process(self) -> subprocess.Popen[str]:
        assert self._process is not None
        return self._process

    def start(self, port: int = 0) -> None:
        """Return when the server said that it is ready; fails with what it wrote where it ends before that."""
        command = [sys.executable, str(MAIN), "serve", "--database", self.database_url, "--port", str(port)]
        self._process = subprocess.Popen(
            [*command, *self.arguments],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            env={**os.environ, "PYTHONUNBUFFERED": "1"},
        )
        lines: queue.Queue[str | None] = queue.Queue()
        threading.Thread(target=_read_lines, args=(self._process.stdout, lines), daemon=True).start()
        self._errors: list[str] = []
        threading.Thread(target=_keep, args=(self._process.stderr, self._errors), daemon=True).start()
        while True:
            line = lines.get(timeout=START_LIMIT_S)
            if line is None:
                self._process.wait(STOP_LIMIT_S)
                raise AssertionError(f"the server ended: {''.join(self._errors)}")
            self.printed.append(line)
            if ready := re.match(r"ZHIHUI-READY http://127\.0\.0\.1:(\d+)$", line):
                self.port = int(ready[1])
                return

    def kill(self) -> None:
        """kill -9."""
        self.process.kill()
        self.process.wait(STOP_LIMIT_S)

    def stop(self) -> int:
        """SIGTERM; the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        return self.process.wait(STOP_LIMIT_S)

    def sign_in(self, login: str, password: str = PASSWORD) -> Seat:
        answer = http.post(f"{self.url}/v1/sessions", json={"login": login, "password": password})
        assert answer.status_code == 200, answer.text
        return Seat(self.url, answer.json())


class Seat:
    """A signed-in account that speaks plain HTTP."""

    def __init__(self, url: str, tokens: dict[str, Any]) -> None:
        self.url = url
        self.tokens = tokens

    @property
    def headers(self) -> dict[str, str]:
        return {"Authorization": f"Bearer {self.tokens['access_token']}"}

    def get(self, path: str, **more: Any) -> httpx.Response:
        return http.get(self.url + path, headers=self.headers, **more)

    def order(self, path: str, body: Any, key: str | None = None, version: int | None = None) -> httpx.Response:
        headers = dict(self.headers)
        if key is not None:
            headers["Idempotency-Key"] = key
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        return http.post(self.url + path, json=body, headers=headers)


async def found_small_city(database_url: str) -> SmallCity:
    """Make the small city in a database that no server has open."""
    core = await Core.open(ServeOptions(database_url=database_url), all_commands)
    try:
        return await found(core)
    finally:
        await core.aclose()


def _read_lines(stream: Any, lines: queue.Queue[str | None]) -> None:
    for line in stream:
        lines.put(line.rstrip("\n"))
    lines.put(None)


def _keep(stream: Any, kept: list[str]) -> None:
    kept.extend(stream)
