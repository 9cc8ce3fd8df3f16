"""Orders: on disk before they leave, done once whatever happens, and back with a reason when refused."""

from __future__ import annotations

import os
import sqlite3
import stat
import sys
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from app.api.client import Client
from app.api.orders import PendingOrder
from app.api.outbox import SERVER_FAULTS_BORNE, Outbox
from app.api.outbox_file import OutboxFile
from app.api.routes import ANSWERS_KEPT
from app.domain.errors import Refusal
from app.domain.orders import OrderState
from tests.logwatch import LogWatch
from tests.toy_backend import ACCOUNT, PASSWORD, ToyBackend
from tests.until import until

pytestmark = pytest.mark.filterwarnings("error")


class Console:
    """One console of the account: its client, its outbox and what it was told."""

    def __init__(self, backend: ToyBackend, folder: Path) -> None:
        self.client = Client(backend.url)
        self.file = OutboxFile(backend.url, ACCOUNT.login, folder)
        self.shown: list[PendingOrder] = []
        self.settled: list[PendingOrder] = []
        self.outbox = Outbox(self.file, self.client, self._show, self.settled.append)

    def _show(self, orders: list[PendingOrder]) -> None:
        self.shown = orders

    @property
    def states(self) -> list[OrderState]:
        return [order.state for order in self.shown]

    async def begin(self) -> Console:
        await self.client.sign_in(ACCOUNT.login, PASSWORD)
        self.outbox.start()
        return self

    async def end(self) -> None:
        await self.outbox.stop()
        await self.client.close()

    async def die(self) -> None:
        """As kill -9 leaves it: nothing is told to anyone, the claim is free because the process is gone."""
        task = self.outbox._task
        assert task is not None
        task.cancel()
        await self.client.close()
        self.file.close()


@pytest.fixture
async def backend() -> AsyncIterator[ToyBackend]:
    async with ToyBackend() as backend:
        yield backend


@pytest.fixture
async def console(backend: ToyBackend, tmp_path: Path) -> AsyncIterator[Console]:
    console = await Console(backend, tmp_path).begin()
    yield console
    await console.end()


def kept_states(console: Console) -> list[str]:
    with sqlite3.connect(console.file.path) as other:
        rows = other.execute("SELECT state FROM orders ORDER BY place").fetchall()
    other.close()
    return [state for (state,) in rows]


async def test_an_order_goes_out_with_key_version_and_body(backend: ToyBackend, console: Console) -> None:
    order = console.outbox.put("urge_case", {"note": "faster"}, 17, 4)
    assert order.state is OrderState.WAITING
    await until(lambda: console.settled)
    taken = backend.orders[order.key]
    assert (taken.name, taken.thing_id, taken.if_match, taken.body) == ("urge_case", 17, '"4"', {"note": "faster"})
    assert console.settled[0].state is OrderState.ACCEPTED
    assert console.settled[0].receipt_seq == 1


async def test_an_order_is_on_disk_as_sent_before_the_server_sees_it(backend: ToyBackend, console: Console) -> None:
    backend.faults.answer_orders.clear()
    console.outbox.put("urge_case", {"note": ""}, 17, 4)
    assert kept_states(console) == ["waiting"]
    await until(lambda: backend.orders)
    assert kept_states(console) == ["sent"]
    backend.faults.answer_orders.set()
    await until(lambda: console.settled)
    assert kept_states(console) == ["accepted"]


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX modes")
async def test_only_its_owner_can_read_the_outbox(console: Console) -> None:
    console.outbox.put("urge_case", {"note": ""}, 17, 4)
    files = [path for path in console.file.path.parent.iterdir() if path.is_file()]
    assert len(files) >= 2
    assert {stat.S_IMODE(path.stat().st_mode) for path in files} == {0o600}


async def test_offline_orders_wait_and_go_out_in_order(backend: ToyBackend, console: Console) -> None:
    await backend.stop()
    keys = [console.outbox.put("urge_case", {"note": str(n)}, 10 + n, 1).key for n in range(5)]
    await until(lambda: console.outbox._tries)
    assert set(console.states) <= {OrderState.WAITING, OrderState.SENT}
    await backend.start()
    console.outbox.retry_now()
    await until(lambda: len(console.settled) == 5)
    assert list(backend.orders) == keys


async def test_a_lost_answer_is_unknown_and_asked_again_with_the_same_key(
    backend: ToyBackend, console: Console
) -> None:
    backend.faults.lose_answers = 1
    order = console.outbox.put("send_message", {"text": "go", "unit_id": 1})
    await until(lambda: OrderState.UNKNOWN in console.states)
    await until(lambda: console.settled)
    assert console.settled[0].state is OrderState.ACCEPTED
    assert list(backend.orders) == [order.key]
    assert (backend.orders[order.key].asked, len(backend.answers)) == (2, 1)


async def test_a_doubtful_order_stays_unknown_while_the_server_is_away(backend: ToyBackend, console: Console) -> None:
    backend.faults.lose_answers = 1
    console.outbox.put("send_message", {"text": "go", "unit_id": 1})
    await until(lambda: OrderState.UNKNOWN in console.states)
    await backend.stop()
    console.outbox.retry_now()
    failures = next(iter(console.outbox._tries.values()))
    await until(lambda: failures.failures >= 2)
    assert console.states == [OrderState.UNKNOWN]
    with pytest.raises(Refusal, match="may have reached"):
        console.outbox.withdraw(console.shown[0].key)


async def test_a_refused_order_comes_back_with_its_reason_and_stays_until_dismissed(
    backend: ToyBackend, console: Console, tmp_path: Path
) -> None:
    backend.faults.order_problem = (409, "version_clash")
    order = console.outbox.put("close_case", {"note": ""}, 17, 4)
    await until(lambda: console.settled)
    failed = console.shown[0]
    assert (failed.state, failed.problem_code) == (OrderState.FAILED, "version_clash")
    assert failed.problem_sentence == "It says version_clash."
    await console.end()
    later = await Console(backend, tmp_path).begin()
    assert [kept.problem_code for kept in later.shown] == ["version_clash"], "it stays visible after a restart"
    later.outbox.dismiss(order.key)
    assert later.shown == []
    assert kept_states(later) == []
    await later.end()


async def test_a_server_that_keeps_failing_over_one_order_does_not_hold_up_the_others(
    backend: ToyBackend, console: Console
) -> None:
    backend.faults.order_problem = (500, "unexpected")
    order = console.outbox.put("urge_case", {"note": ""}, 17, 4)

    def hurry_up() -> bool:
        console.outbox.retry_now()
        return bool(console.settled)

    await until(hurry_up)
    assert console.settled[0].state is OrderState.FAILED
    assert backend.orders[order.key].asked == SERVER_FAULTS_BORNE + 1


async def test_orders_on_one_thing_wait_for_each_other_others_do_not(backend: ToyBackend, console: Console) -> None:
    backend.faults.lose_answers = 1
    first = console.outbox.put("claim_alarm", {"note": ""}, 5, 1)
    await until(lambda: OrderState.UNKNOWN in console.states)
    second = console.outbox.put("close_alarm", {"verdict": "true"}, 5, 1)
    other = console.outbox.put("urge_case", {"note": ""}, 5, 1)
    await until(lambda: len(console.settled) == 3)
    settled = [order.key for order in console.settled]
    assert settled.index(first.key) < settled.index(second.key)
    assert list(backend.orders).index(other.key) < list(backend.orders).index(second.key)


async def test_a_waiting_order_can_be_withdrawn_for_good(backend: ToyBackend, console: Console) -> None:
    await backend.stop()
    order = console.outbox.put("urge_case", {"note": ""}, 17, 4)
    console.outbox.withdraw(order.key)
    assert kept_states(console) == []
    await backend.start()
    other = console.outbox.put("urge_case", {"note": ""}, 18, 4)
    await until(lambda: console.settled)
    assert list(backend.orders) == [other.key]


async def test_the_next_console_sends_what_a_dead_one_left_once(
    backend: ToyBackend, console: Console, tmp_path: Path
) -> None:
    backend.faults.answer_orders.clear()
    order = console.outbox.put("urge_case", {"note": ""}, 17, 4)
    await until(lambda: backend.orders)
    await console.die()
    next_console = await Console(backend, tmp_path).begin()
    assert next_console.states == [OrderState.UNKNOWN]
    backend.faults.answer_orders.set()
    await until(lambda: next_console.settled)
    assert (list(backend.orders), len(backend.answers)) == ([order.key], 1)
    await next_console.end()


async def test_two_consoles_of_one_account_send_every_order_once(
    backend: ToyBackend, console: Console, tmp_path: Path
) -> None:
    await backend.stop()
    for n in range(4):
        console.outbox.put("urge_case", {"note": str(n)}, n, 1)
    await backend.start()
    other = Console(backend, tmp_path)
    assert other.file.path == console.file.path
    await other.begin()
    assert other.shown == [], "the orders of a living console are its own"
    other.outbox.put("urge_case", {"note": "other"}, 9, 1)
    console.outbox.retry_now()
    other.outbox.retry_now()
    await until(lambda: len(console.settled) == 4 and len(other.settled) == 1)
    assert len(backend.orders) == 5
    assert all(taken.asked == 1 for taken in backend.orders.values())
    await other.end()


async def test_a_living_console_takes_over_from_one_that_died(
    backend: ToyBackend, console: Console, tmp_path: Path
) -> None:
    other = await Console(backend, tmp_path).begin()
    await backend.stop()
    order = other.outbox.put("urge_case", {"note": ""}, 17, 4)
    await other.die()
    await backend.start()
    console.outbox.retry_now()
    await until(lambda: console.settled)
    assert console.settled[0].key == order.key


async def test_a_full_disk_refuses_plainly_and_pretends_nothing(
    backend: ToyBackend, console: Console, expected_log: LogWatch
) -> None:
    expected_log.expect("the outbox cannot be written")
    await backend.stop()
    pages = console.file._db.execute("PRAGMA page_count").fetchone()[0]
    console.file._db.execute(f"PRAGMA max_page_count = {pages}")

    def put_until_full() -> None:
        for n in range(100):
            console.outbox.put("send_message", {"text": "x" * 4000, "unit_id": n})

    with pytest.raises(Refusal) as refused:
        put_until_full()
    assert refused.value.code == "outbox_full"
    assert len(console.outbox.orders()) == len(kept_states(console)), "what is shown is what is kept"


async def test_a_body_with_a_password_is_never_taken(console: Console) -> None:
    for name in ("set_password", "create_account"):
        with pytest.raises(ValueError, match="secret"):
            console.outbox.put(name, {"password": "hunter2"}, 3, 1)
    assert console.outbox.orders() == []
    assert kept_states(console) == []


@pytest.mark.parametrize("state", [OrderState.WAITING, OrderState.SENT, OrderState.UNKNOWN, OrderState.FAILED])
async def test_a_password_that_a_former_version_left_is_wiped_and_not_sent(
    backend: ToyBackend, tmp_path: Path, state: OrderState, expected_log: LogWatch
) -> None:
    expected_log.expect("2 orders with a secret of a former version were removed")
    earlier = Console(backend, tmp_path)
    left = earlier.outbox.put("urge_case", {"note": ""}, 17, 4)
    for number, name in enumerate(("set_password", "create_account"), 1):
        body: dict[str, object] = {"password": f"hunter{number}-of-old"}
        earlier.file.add(replace(left, key=f"old-{number}", name=name, body=body, state=state, thing_id=number))
    await earlier.end()
    console = await Console(backend, tmp_path).begin()
    assert [order.name for order in console.outbox.orders()] == ["urge_case"]
    for path in (console.file.path, console.file.path.with_name(f"{console.file.path.name}-wal")):
        assert b"-of-old" not in path.read_bytes()
    await until(lambda: console.settled)
    assert [order.name for order in backend.orders.values()] == ["urge_case"]
    await console.end()


async def test_a_broken_outbox_file_is_put_aside(backend: ToyBackend, tmp_path: Path, expected_log: LogWatch) -> None:
    expected_log.expect("could not be read")
    file = OutboxFile(backend.url, ACCOUNT.login, tmp_path)
    file.close()
    file.path.write_bytes(b"this is no database" * 100)
    console = await Console(backend, tmp_path).begin()
    console.outbox.put("urge_case", {"note": ""}, 17, 4)
    await until(lambda: console.settled)
    await console.end()
    assert sum(".broken-" in name for name in os.listdir(tmp_path)) == 1


async def test_an_order_of_an_ended_sign_in_waits(backend: ToyBackend, console: Console) -> None:
    backend.expire_tokens()
    backend.faults.refuse_refresh = True
    console.outbox.put("urge_case", {"note": ""}, 17, 4)
    await until(lambda: any(attempt.failures for attempt in console.outbox._tries.values()))
    assert console.states == [OrderState.WAITING]


@pytest.mark.parametrize(
    ("state", "age", "sent"),
    [
        (OrderState.UNKNOWN, ANSWERS_KEPT, False),
        (OrderState.SENT, ANSWERS_KEPT, False),
        (OrderState.UNKNOWN, timedelta(days=6), True),
        (OrderState.WAITING, timedelta(hours=25), False),
        (OrderState.WAITING, timedelta(hours=23), True),
    ],
)
async def test_an_order_that_is_too_old_is_not_sent_any_more(
    backend: ToyBackend, tmp_path: Path, state: OrderState, age: timedelta, sent: bool
) -> None:
    """The server has forgotten its key by then, and would do it twice."""
    earlier = Console(backend, tmp_path)
    left = earlier.outbox.put("urge_case", {"note": ""}, 17, 4)
    earlier.file.remove(left.key)
    earlier.file.add(replace(left, state=state, created_utc=left.created_utc - age))
    await earlier.end()
    console = await Console(backend, tmp_path).begin()
    await until(lambda: console.settled)
    assert bool(backend.orders) is sent
    settled = console.settled[0]
    assert (settled.state, settled.problem_code) == (
        (OrderState.ACCEPTED, None) if sent else (OrderState.FAILED, "too_old")
    )
    await console.end()
