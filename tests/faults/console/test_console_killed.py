"""kill -9 of a console, of its backend, and of both: no order lost, none done twice, nobody signs in again."""

from __future__ import annotations

import asyncio
import os
import re
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Protocol

import pytest

from tests.toy_backend import ACCOUNT, PASSWORD, ToyBackend
from tests.until import until

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")


class Server(Protocol):
    """Whatever a console signs in to."""

    @property
    def url(self) -> str: ...


class ConsoleProcess:
    """A running seat_program; `said` is every line so far."""

    def __init__(self, process: asyncio.subprocess.Process) -> None:
        self._process = process
        self.said: list[str] = []
        self._reader = asyncio.create_task(self._read())

    @classmethod
    async def start(
        cls, backend: Server, home: Path, checkout: Path, login: str = ACCOUNT.login, password: str = PASSWORD
    ) -> ConsoleProcess:
        process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.faults.console.seat_program",
            backend.url,
            login,
            password,
            str(home),
            cwd=checkout,
            env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        console = cls(process)
        await console.says("signed in")
        return console

    async def says(self, pattern: str) -> re.Match[str]:
        """Wait for a line that matches as a whole."""
        found: list[re.Match[str]] = []

        def heard() -> bool:
            found.extend(match for line in self.said if (match := re.fullmatch(pattern, line)))
            return bool(found)

        await until(heard, 20.0)
        return found[-1]

    def order(self, case_id: int) -> None:
        self.send(f"order {case_id} 1")

    def send(self, command: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(f"{command}\n".encode())

    async def kill(self) -> None:
        """kill -9."""
        self._process.kill()
        await self._process.wait()
        await self._reader

    async def quit(self) -> int:
        assert self._process.stdin is not None
        self._process.stdin.write(b"quit\n")
        code = await asyncio.wait_for(self._process.wait(), 10)
        await self._reader
        return code

    async def _read(self) -> None:
        assert self._process.stdout is not None
        while line := await self._process.stdout.readline():
            self.said.append(line.decode().rstrip())


@pytest.fixture
async def backend() -> AsyncIterator[ToyBackend]:
    async with ToyBackend() as backend:
        yield backend


async def test_a_waiting_order_survives_kill_9_of_the_console_and_is_sent_once(
    backend: ToyBackend, own_folders: Path, checkout: Path
) -> None:
    console = await ConsoleProcess.start(backend, own_folders, checkout)
    await console.says("link live")
    await backend.stop()
    console.order(17)
    key = (await console.says(r"order (\S+) waiting -"))[1]
    await console.kill()

    await backend.start()
    assert backend.orders == {}
    again = await ConsoleProcess.start(backend, own_folders, checkout)
    await again.says(rf"order {re.escape(key)} accepted -")
    assert await again.quit() == 0
    assert list(backend.orders) == [key]
    assert len(backend.answers) == 1

    third = await ConsoleProcess.start(backend, own_folders, checkout)
    await third.says("link live")
    assert await third.quit() == 0
    assert backend.orders[key].asked == 1, "it is not sent again"


async def test_an_order_under_way_at_kill_9_is_asked_again_with_its_key(
    backend: ToyBackend, own_folders: Path, checkout: Path
) -> None:
    console = await ConsoleProcess.start(backend, own_folders, checkout)
    backend.faults.answer_orders.clear()
    console.order(17)
    await until(lambda: backend.orders)
    await console.kill()
    backend.faults.answer_orders.set()
    again = await ConsoleProcess.start(backend, own_folders, checkout)
    key = (await again.says(r"order (\S+) accepted -"))[1]
    assert await again.quit() == 0
    assert list(backend.orders) == [key]
    assert len(backend.answers) == 1


async def test_a_backend_killed_and_restarted_loses_no_order_and_asks_nobody(
    backend: ToyBackend, own_folders: Path, checkout: Path
) -> None:
    console = await ConsoleProcess.start(backend, own_folders, checkout)
    await console.says("link live")
    await backend.stop()
    for case_id in (1, 2, 3):
        console.order(case_id)
    await console.says("link stale")
    backend.expire_tokens()
    await backend.start()
    await until(lambda: len(backend.answers) == 3, 20.0)
    await until(lambda: sum(line.endswith("accepted -") for line in console.said) == 3)
    assert await console.quit() == 0
    assert [order.thing_id for order in backend.orders.values()] == [1, 2, 3]
    assert (backend.sign_ins, backend.refreshes) == (1, 1)


async def test_a_refused_order_comes_back_with_its_reason_after_a_kill(
    backend: ToyBackend, own_folders: Path, checkout: Path
) -> None:
    console = await ConsoleProcess.start(backend, own_folders, checkout)
    await backend.stop()
    console.order(17)
    await console.says(r"order (\S+) waiting -")
    await console.kill()
    await backend.start()
    backend.faults.order_problem = (409, "version_clash")
    again = await ConsoleProcess.start(backend, own_folders, checkout)
    await again.says(r"order \S+ failed version_clash")
    assert await again.quit() == 0


async def test_two_consoles_on_one_machine_send_each_order_once(
    backend: ToyBackend, own_folders: Path, checkout: Path
) -> None:
    first = await ConsoleProcess.start(backend, own_folders, checkout)
    second = await ConsoleProcess.start(backend, own_folders, checkout)
    await first.says("link live")
    await second.says("link live")
    await backend.stop()
    for case_id in (1, 2, 3):
        first.order(case_id)
        second.order(10 + case_id)
    await until(lambda: sum(" waiting -" in line for line in first.said + second.said) >= 6, 20.0)
    await backend.start()
    await until(lambda: len(backend.answers) == 6, 20.0)
    assert await first.quit() == 0
    assert await second.quit() == 0
    assert sorted(order.thing_id or 0 for order in backend.orders.values()) == [1, 2, 3, 11, 12, 13]
    assert len(backend.orders) == 6
