"""The backend killed, stopped and orphaned: no accepted order is lost, no event is doubled, nobody signs in again."""

from __future__ import annotations

import asyncio
import json
import signal
import subprocess
import sys
import threading
from collections.abc import Iterator
from typing import Any

import httpx
import pytest

from app.backend.options import AuditOptions
from app.backend.serve import verify_audit
from tests.backend_server import MAIN, STOP_LIMIT_S, BackendServer, Seat, found_small_city, http
from tests.small_city import SmallCity

ORDERS_BEFORE_THE_KILL = 25


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Any) -> str:
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/city.db"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
def city(url: str) -> SmallCity:
    return asyncio.run(found_small_city(url))


@pytest.fixture
def server(url: str, city: SmallCity) -> Iterator[BackendServer]:
    server = BackendServer(url)
    server.start()
    yield server
    server.kill()


def events(seat: Seat, after: str | None, until_seq: int) -> tuple[list[str], list[dict[str, Any]]]:
    """Names of the first frames, and the changes up to a number, as a console would read them."""
    headers = {**seat.headers, **({"Last-Event-ID": after} if after else {})}
    names: list[str] = []
    changes: list[dict[str, Any]] = []
    with http.stream("GET", f"{seat.url}/v1/feed", headers=headers) as answer:
        for line in answer.iter_lines():
            name, _, rest = line.partition(": ")
            if name == "event":
                names.append(rest)
            elif name == "data" and names[-1] == "change":
                changes.append(json.loads(rest))
                if changes[-1]["seq"] >= until_seq:
                    break
    return names, changes


def test_kill_9_loses_no_accepted_order_and_the_feed_resumes(server: BackendServer, city: SmallCity, url: str) -> None:
    seat = server.sign_in("dispatcher")
    health = seat.get("/v1/health").json()
    accepted: list[dict[str, Any]] = []
    enough = threading.Event()

    def give_until_it_dies() -> None:
        number = 0
        try:
            while True:
                number += 1
                body = {"text": f"第{number}条", "unit_id": city.north_unit}
                answer = seat.order("/v1/messages", body, key=f"order {number}")
                accepted.append(answer.json())
                if number == ORDERS_BEFORE_THE_KILL:
                    enough.set()
        except httpx.TransportError:
            enough.set()

    giving = threading.Thread(target=give_until_it_dies)
    giving.start()
    assert enough.wait(60)
    server.kill()
    giving.join(60)
    assert len(accepted) >= ORDERS_BEFORE_THE_KILL
    server.start(server.port)

    # The same token is good, the same key gives the same answer, and the order in flight is done once.
    for number, receipt in enumerate(accepted, start=1):
        body = {"text": f"第{number}条", "unit_id": city.north_unit}
        assert seat.order("/v1/messages", body, key=f"order {number}").json() == receipt
    number = len(accepted) + 1
    body = {"text": f"第{number}条", "unit_id": city.north_unit}
    last = seat.order("/v1/messages", body, key=f"order {number}").json()

    after = seat.get("/v1/health").json()
    assert after["epoch"] == health["epoch"]
    names, changes = events(seat, f"{health['epoch']}:{health['seq']}", after["seq"])
    assert names[0] == "change"
    assert [change["seq"] for change in changes] == list(range(health["seq"] + 1, after["seq"] + 1))
    texts = [change["thing"]["text"] for change in changes]
    assert texts == [f"第{n}条" for n in range(1, number + 1)]
    assert last["seq"] == after["seq"]
    server.stop()
    assert verify_audit(AuditOptions(database_url=url)) == 0


def test_sigterm_ends_streams_and_closes_in_time(server: BackendServer) -> None:
    seat = server.sign_in("viewer")
    with http.stream("GET", f"{server.url}/v1/feed", headers=seat.headers) as feed:
        lines = feed.iter_lines()
        next(lines)
        server.process.send_signal(signal.SIGTERM)
        left = list(lines)
    assert not any(line.startswith("event: resync") for line in left)
    assert server.process.wait(STOP_LIMIT_S) == 0


def test_a_child_ends_with_its_parent(tmp_path: Any) -> None:
    server = BackendServer(f"sqlite:///{tmp_path}/city.db", "--exit-with-parent")
    server.start()
    assert server.process.stdin is not None
    server.process.stdin.close()
    assert server.process.wait(STOP_LIMIT_S) == 0


def test_the_first_start_shows_an_admin_password_once_and_keeps_a_hash_only(tmp_path: Any) -> None:
    server = BackendServer(f"sqlite:///{tmp_path}/city.db")
    server.start()
    (told,) = [line for line in server.printed if "password" in line]
    password = told.split("password ")[1].split()[0]
    assert server.sign_in("admin", password).get("/v1/accounts").status_code == 200
    server.stop()
    kept = b"".join(path.read_bytes() for path in tmp_path.glob("city.db*"))
    assert password.encode() not in kept
    server.printed.clear()
    server.start()
    assert not any("password" in line for line in server.printed)
    server.stop()


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["--database", "nonsense"], "cannot be read"),
        (["--database", "sqlite:////proc/no/city.db"], "There is no folder"),
        (["--host", "203.0.113.7"], "203.0.113.7"),
    ],
)
def test_a_faulty_start_is_one_plain_sentence(tmp_path: Any, arguments: list[str], said: str) -> None:
    usual = ["--database", f"sqlite:///{tmp_path}/city.db", "--port", "0"]
    ended = subprocess.run(
        [sys.executable, str(MAIN), "serve", *usual, *arguments],
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert ended.returncode == 2
    assert said in ended.stderr
    assert "Traceback" not in ended.stderr


def test_the_command_tells_a_broken_chain(server: BackendServer, url: str, tmp_path: Any) -> None:
    if not url.startswith("sqlite"):
        pytest.skip("the chain is tampered with by sqlite3")
    import sqlite3

    server.stop()
    command = [sys.executable, str(MAIN), "verify-audit", "--database", url]
    intact = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert (intact.returncode, "intact" in intact.stdout) == (0, True)
    with sqlite3.connect(tmp_path / "city.db") as database:
        database.execute("DROP TRIGGER audit_no_update")
        database.execute("UPDATE audit SET login = 'nobody' WHERE seq = 2")
    broken = subprocess.run(command, capture_output=True, text=True, timeout=60, check=False)
    assert broken.returncode == 1
    assert "Entry 2 was altered" in broken.stdout
