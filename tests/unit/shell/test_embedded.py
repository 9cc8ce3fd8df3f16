"""The demo's backend as a child: ready by its own word, restarted on its port, gone with its parent."""

from __future__ import annotations

import asyncio
import os
import signal
import sys
from pathlib import Path

import pytest

from app.domain.errors import PlainError
from app.shell import embedded
from app.shell.embedded import EmbeddedBackend
from app.shell.options import Scenario
from tests.logwatch import LogWatch
from tests.until import until

# Speaks the child's side of the protocol: takes the port that it is given, says so, ends with its input.
CHILD = """
import os, socket, sys
arguments = sys.argv[1:]
assert arguments[0] == "serve" and "--exit-with-parent" in arguments, arguments
if "--seed" in arguments and arguments[arguments.index("--seed") + 1] == "13":
    print("the disk is full", flush=True)
    sys.exit(2)
listening = socket.socket()
listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
listening.bind(("127.0.0.1", int(arguments[arguments.index("--port") + 1])))
print("INFO starting", flush=True)
print(f"ZHIHUI-READY http://127.0.0.1:{listening.getsockname()[1]}", flush=True)
while os.read(0, 100):
    pass
"""


@pytest.fixture
def child(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    script = tmp_path / "main.py"
    script.write_text(CHILD, encoding="utf-8")
    monkeypatch.setattr(embedded, "MAIN", script)


def alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    return True


def environment_of(pid: int) -> set[str]:
    return set(Path(f"/proc/{pid}/environ").read_text(encoding="utf-8").split("\0"))


@pytest.mark.usefixtures("child")
async def test_says_where_it_listens_and_ends_when_told() -> None:
    backend = EmbeddedBackend(Scenario.DAY, 1, 7)
    address = await backend.ready()
    assert address.startswith("http://127.0.0.1:")
    pid = backend.pid
    backend.end()
    assert not alive(pid)


@pytest.mark.usefixtures("child")
@pytest.mark.skipif(sys.platform != "linux", reason="glibc")
async def test_is_sparing_with_memory_unless_the_console_was_told_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("MALLOC_ARENA_MAX", "2")
    backend = EmbeddedBackend(Scenario.DAY, 1, 7)
    await backend.ready()
    given = environment_of(backend.pid)
    backend.end()
    wanted = {**embedded.SPARING, "MALLOC_ARENA_MAX": "2"}
    assert {f"{name}={value}" for name, value in wanted.items()} <= given


@pytest.mark.usefixtures("child")
@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
async def test_is_started_again_on_its_old_port_when_it_dies(expected_log: LogWatch) -> None:
    expected_log.expect("ended with -9 and is started again")
    backend = EmbeddedBackend(Scenario.FLOOD, 10, 7)
    address = await backend.ready()
    restarts: list[str] = []
    watch = asyncio.create_task(backend.keep_alive(lambda: restarts.append("again")))
    first = backend.pid
    os.kill(first, signal.SIGKILL)
    await until(lambda: restarts)
    assert backend.pid != first
    assert await backend.ready() == address
    backend.end()
    await watch


@pytest.mark.usefixtures("child")
async def test_a_child_that_cannot_start_is_told_in_its_own_words() -> None:
    backend = EmbeddedBackend(Scenario.DAY, 1, 13)
    with pytest.raises(PlainError) as fault:
        await backend.ready()
    assert "the disk is full" in fault.value.remedy
    backend.end()


@pytest.mark.usefixtures("child")
@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
async def test_a_child_that_keeps_dying_is_given_up(expected_log: LogWatch) -> None:
    expected_log.expect("is started again")
    backend = EmbeddedBackend(Scenario.DAY, 1, 7)
    await backend.ready()

    def kill_again() -> None:
        os.kill(backend.pid, signal.SIGKILL)

    watch = asyncio.create_task(backend.keep_alive(kill_again))
    kill_again()
    with pytest.raises(PlainError, match="keeps dying"):
        await asyncio.wait_for(watch, 20)
    backend.end()
