"""The demo's own backend: a child process on a free loopback port, watched, started again when it dies."""

from __future__ import annotations

import asyncio
import logging
import os
import re
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future
from pathlib import Path

from app.domain.errors import PlainError
from app.shell.options import Scenario

_log = logging.getLogger(__name__)

MAIN = Path(__file__).resolve().parents[2] / "main.py"
READY_LIMIT_S = 180.0
END_LIMIT_S = 5.0
# The backend says where it listens; that line is the whole protocol between the two.
_LISTENS = re.compile(r"ZHIHUI-READY http://127\.0\.0\.1:(\d+)")
# A backend that dies again within this time of its start is not started for ever.
_TOO_SOON_S, _TRIES = 10.0, 3
_LET_GO_S = 1.0
_WORDS_KEPT = 20
# For glibc, which alone knows them: one heap for all threads, and what was taken for a moment is given back. Else what
# an hourly job once needed stays with every thread that ever did it. The environment of the console goes first.
SPARING = {"MALLOC_ARENA_MAX": "1", "MALLOC_MMAP_THRESHOLD_": "1000000", "MALLOC_TRIM_THRESHOLD_": "1000000"}


class EmbeddedBackend:
    """`main.py serve --demo …` as a child of this process.

    Started by the constructor, so that it comes up while this process still imports Qt. The child's standard input is a
    pipe from here: it ends by itself when this process does, however that comes about. `pid` is the living child's.
    Without `database_url` the city is this run's alone and ends with it.
    """

    def __init__(self, scenario: Scenario, speed: int, seed: int, database_url: str | None = None) -> None:
        self._folder: Path | None = None
        if database_url is None:
            self._folder = Path(tempfile.mkdtemp(prefix="zhihui-demo-"))
            database_url = f"sqlite:///{(self._folder / 'demo.db').as_posix()}"
        self._arguments = ["--demo", scenario.value, "--speed", str(speed), "--seed", str(seed)]
        self._arguments += ["--database", database_url]
        self._port = 0
        self._ending = False
        self._child = self._spawn()

    @property
    def pid(self) -> int:
        return self._child.process.pid

    async def ready(self) -> str:
        """The backend's address, once it listens. PlainError with the child's last words when it does not come up."""
        for attempt in range(_TRIES):
            try:
                self._port = await asyncio.wait_for(asyncio.wrap_future(self._child.port), READY_LIMIT_S)
            except TimeoutError:
                raise PlainError("The demo's backend did not start in time.", self._child.last_words()) from None
            except PlainError:
                # The backend of a demo that was killed a moment ago may still be about to let go of its database.
                if attempt == _TRIES - 1:
                    raise
                await asyncio.sleep(_LET_GO_S)
                self._child = self._spawn()
            else:
                break
        return f"http://127.0.0.1:{self._port}"

    async def keep_alive(self, on_restart: Callable[[], None]) -> None:
        """Start the child again on its old port whenever it dies; `on_restart` is called when it listens again.

        Runs until it is cancelled; raises PlainError for a backend that keeps dying at once.
        """
        short_lives = 0
        loop = asyncio.get_running_loop()
        while True:
            began_s = loop.time()
            # Shielded: giving up the watch must not cancel what the reader thread is going to tell.
            code = await asyncio.shield(asyncio.wrap_future(self._child.ended))
            if self._ending:
                return
            short_lives = short_lives + 1 if loop.time() - began_s < _TOO_SOON_S else 0
            if short_lives >= _TRIES:
                raise PlainError("The demo's backend keeps dying.", self._child.last_words())
            _log.warning("the demo's backend ended with %s and is started again", code)
            self._child = self._spawn()
            await self.ready()
            on_restart()

    def end(self) -> None:
        """End the child by its own id: first by closing its input, then by force."""
        self._ending = True
        self._child.end()
        if self._folder is not None:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _spawn(self) -> _Child:
        return _Child(
            [sys.executable, str(MAIN), "serve", "--port", str(self._port), "--exit-with-parent", *self._arguments]
        )


class _Child:
    """One life of the backend. A thread reads what it says: the port from one line, the rest into the log."""

    def __init__(self, command: list[str]) -> None:
        self.port: Future[int] = Future()
        self.ended: Future[int] = Future()
        self._words: deque[str] = deque(maxlen=_WORDS_KEPT)
        self.process = subprocess.Popen(
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            encoding="utf-8",
            errors="replace",
            cwd=MAIN.parent,
            env={**SPARING, **os.environ, "PYTHONUNBUFFERED": "1"},
            # Ctrl+C is for the console, which then ends the child; both at once would race.
            start_new_session=True,
        )
        self._reader = threading.Thread(target=self._listen, name="embedded-backend", daemon=True)
        self._reader.start()

    def last_words(self) -> str:
        said = [line for line in self._words if line]
        return f"It said: {said[-1]}" if said else ""

    def end(self) -> None:
        if self.process.stdin is not None:
            self.process.stdin.close()
        try:
            self.process.wait(END_LIMIT_S)
        except subprocess.TimeoutExpired:
            self.process.kill()
            self.process.wait()
        self._reader.join(END_LIMIT_S)

    def _listen(self) -> None:
        assert self.process.stdout is not None
        for line in self.process.stdout:
            words = line.rstrip()
            self._words.append(words)
            found = _LISTENS.search(words)
            if found and not self.port.done():
                self.port.set_result(int(found[1]))
            elif "password" not in words:
                _log.info("backend: %s", words)
        code = self.process.wait()
        if not self.port.done():
            self.port.set_exception(PlainError("The demo's backend could not start.", self.last_words()))
        self.ended.set_result(code)
