"""The same against the real backend: killed in the middle, it is resumed, and every order is done once."""

from __future__ import annotations

import asyncio
import re
import sqlite3
import sys
from contextlib import closing
from pathlib import Path

import pytest

from tests.faults.console.test_console_killed import ConsoleProcess
from tests.until import until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")


class RealBackend:
    """`main.py serve` on a database of its own; the same port every time."""

    def __init__(self, checkout: Path, folder: Path) -> None:
        self._checkout = checkout
        self.database = folder / "hall.db"
        self._process: asyncio.subprocess.Process | None = None
        self.url = ""
        self.admin_password = ""

    async def start(self) -> None:
        port = self.url.rpartition(":")[2] or "0"
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "main.py",
            "serve",
            "--database",
            f"sqlite:///{self.database}",
            "--port",
            port,
            cwd=self._checkout,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.DEVNULL,
        )
        assert self._process.stdout is not None
        while line := (await asyncio.wait_for(self._process.stdout.readline(), 60)).decode():
            if shown := re.search(r"with the password (\S+)", line):
                self.admin_password = shown[1]
            if ready := re.match(r"ZHIHUI-READY (\S+)", line):
                self.url = ready[1]
                return
        raise AssertionError("the backend did not come up")

    async def kill(self) -> None:
        """kill -9."""
        assert self._process is not None
        if self._process.returncode is None:
            self._process.kill()
            await self._process.wait()


def shared_views(backend: RealBackend) -> list[tuple[str, bool]]:
    """Every map view as (name, still shared), in the order in which they were taken."""
    with closing(sqlite3.connect(backend.database)) as database:
        rows = database.execute("SELECT name, deleted_utc FROM map_views ORDER BY id").fetchall()
    return [(name, deleted_utc is None) for name, deleted_utc in rows]


async def test_no_order_is_lost_or_doubled_when_the_backend_is_killed(
    checkout: Path, tmp_path: Path, own_folders: Path
) -> None:
    backend = RealBackend(checkout, tmp_path)
    await backend.start()
    try:
        console = await ConsoleProcess.start(backend, own_folders, checkout, "admin", backend.admin_password)
        await console.says("link live")
        console.send("share before")
        await console.says(r"order \S+ accepted -")
        await backend.kill()
        console.send("share during")
        console.send("unshare 1 1")
        console.send("unshare 1 1")
        await console.says("link stale")
        await backend.start()
        await console.says(r"order \S+ failed version_clash")
        await until(lambda: sum(line.endswith(" accepted -") for line in console.said) == 3)
        await until(lambda: console.said.count("link live") == 2)
        assert await console.quit() == 0
        assert shared_views(backend) == [("before", False), ("during", True)]
        assert console.said.count("signed in") == 1
    finally:
        await backend.kill()


async def test_an_order_that_the_backend_had_accepted_survives_its_kill(
    checkout: Path, tmp_path: Path, own_folders: Path
) -> None:
    backend = RealBackend(checkout, tmp_path)
    await backend.start()
    try:
        console = await ConsoleProcess.start(backend, own_folders, checkout, "admin", backend.admin_password)
        console.send("share kept")
        await console.says(r"order \S+ accepted -")
        await backend.kill()
        await console.kill()
        await backend.start()
        assert shared_views(backend) == [("kept", True)]
    finally:
        await backend.kill()
