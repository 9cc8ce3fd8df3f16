"""Refresh tokens: exchanged once, forgiving of a lost answer, unforgiving of a copy; passwords; rate of attempts."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from datetime import timedelta

import jwt
import pytest
from fastapi import Request
from sqlalchemy import select

from app.api.order_bodies import SetPassword
from app.api.routes import SignIn
from app.backend import sessions, sign_ins
from app.backend.actors import SIMULATION
from app.backend.attempts import FAILURES_PER_ADDRESS, FAILURES_PER_LOGIN, Attempts
from app.backend.clock import wall_utc
from app.backend.core import Core
from app.backend.problems import TooMany
from app.backend.security import Tokens, hash_password, password_fits
from app.backend.tables import AccountRow, RefreshTokenRow
from app.domain.duty import Account
from app.domain.errors import Refusal
from tests.logwatch import LogWatch
from tests.small_city import PASSWORD, PASSWORD_HASH, SmallCity

Later = Callable[[timedelta], None]


async def begin(core: Core, city: SmallCity) -> tuple[str, str]:
    async with core.orders.batch(SIMULATION) as batch:
        return await sign_ins.begin(batch.tx, await batch.tx.load(Account, city.accounts["dispatcher"]))


async def exchange(core: Core, token: str) -> str | None:
    async with core.orders.batch(SIMULATION) as batch:
        exchanged = await sign_ins.exchange(batch.tx, token)
    return exchanged[2] if exchanged else None


@pytest.fixture
def later(monkeypatch: pytest.MonkeyPatch) -> Later:
    """Call it to let time pass."""
    passed = timedelta()

    def move(by: timedelta) -> None:
        nonlocal passed
        passed += by

    monkeypatch.setattr(sign_ins, "wall_utc", lambda: wall_utc() + passed)
    return move


async def test_a_token_is_exchanged_for_the_next_one(core: Core, city: SmallCity) -> None:
    _, first = await begin(core, city)
    second = await exchange(core, first)
    assert second not in (None, first)
    assert await exchange(core, second or "") is not None


async def test_a_lost_answer_does_not_sign_a_seat_out_however_late(core: Core, city: SmallCity, later: Later) -> None:
    _, first = await begin(core, city)
    await exchange(core, first)
    later(timedelta(hours=3))
    again = await exchange(core, first)
    assert again is not None
    later(timedelta(hours=1))
    assert await exchange(core, again) is not None


async def test_a_copied_token_ends_the_sign_in_for_both(core: Core, city: SmallCity, later: Later) -> None:
    _, first = await begin(core, city)
    second = await exchange(core, first)
    third = await exchange(core, second or "")
    later(timedelta(hours=1))
    assert await exchange(core, first) is None
    assert await exchange(core, third or "") is None


async def test_a_given_up_successor_is_a_copy_when_it_shows_up(core: Core, city: SmallCity, later: Later) -> None:
    _, first = await begin(core, city)
    stolen = await exchange(core, first)
    own = await exchange(core, first)
    later(timedelta(hours=1))
    assert await exchange(core, stolen or "") is None
    assert await exchange(core, own or "") is None


async def test_two_exchanges_at_the_same_moment_are_no_theft(core: Core, city: SmallCity) -> None:
    _, first = await begin(core, city)
    second, twin = await exchange(core, first), await exchange(core, first)
    assert await exchange(core, second or "") is not None
    assert await exchange(core, twin or "") is not None


async def test_tokens_run_out(core: Core, city: SmallCity, later: Later) -> None:
    _, first = await begin(core, city)
    later(sign_ins.REFRESH_LIFE + timedelta(seconds=1))
    assert await exchange(core, first) is None


async def test_only_hashes_of_tokens_are_kept(core: Core, city: SmallCity) -> None:
    _, token = await begin(core, city)
    async with core.database.session() as session:
        assert token not in (await session.scalars(select(RefreshTokenRow.hash))).all()


async def test_signing_out_ends_tokens_at_once(core: Core, city: SmallCity) -> None:
    sign_in_id, token = await begin(core, city)
    async with core.database.session() as session:
        account = (await session.get_one(AccountRow, city.accounts["dispatcher"])).thing()
    access = core.tokens.issue(account, sign_in_id)
    assert core.tokens.read(access).login == "dispatcher"
    async with core.orders.batch(SIMULATION) as batch:
        await sign_ins.end_by_token(batch.tx, token)
    with pytest.raises(Refusal) as refusal:
        core.tokens.read(access)
    assert refusal.value.status == 401
    assert await exchange(core, token) is None


async def test_a_new_password_ends_every_sign_in(core: Core, city: SmallCity) -> None:
    _, token = await begin(core, city)
    body = SetPassword(password="battery staple")
    await core.orders.give("set_password", SIMULATION, body, thing_id=city.accounts["dispatcher"])
    assert await exchange(core, token) is None
    async with core.database.session() as session:
        kept = (await session.get_one(AccountRow, city.accounts["dispatcher"])).password_hash
    assert kept.startswith("$argon2id$")
    assert await password_fits("battery staple", kept)


async def test_passwords_are_checked_and_short_ones_refused() -> None:
    assert await password_fits(PASSWORD, PASSWORD_HASH)
    assert not await password_fits("wrong", PASSWORD_HASH)
    assert not await password_fits(PASSWORD, None)
    with pytest.raises(Refusal, match="8 to 256"):
        await hash_password("short")


@pytest.mark.parametrize(
    "forged",
    [
        "rubbish",
        jwt.encode({"sub": "1", "sid": "x", "iss": "zhihui", "exp": 9e9}, "k" * 48, "HS256"),
        jwt.encode({"sub": "1", "sid": "x", "iss": "zhihui", "exp": 9e9}, None, "none"),  # type: ignore[arg-type]
        jwt.encode({"sub": "1", "sid": "x", "iss": "zhihui"}, "true key" * 8, "HS256"),
    ],
)
def test_forged_tokens_are_refused(forged: str) -> None:
    with pytest.raises(Refusal) as refusal:
        Tokens("true key" * 8).read(forged)
    assert (refusal.value.code, refusal.value.status) == ("not_signed_in", 401)


def test_an_old_token_says_that_it_ran_out() -> None:
    old = jwt.encode({"sub": "1", "sid": "x", "iss": "zhihui", "exp": 1}, "true key" * 8, "HS256")
    with pytest.raises(Refusal) as refusal:
        Tokens("true key" * 8).read(old)
    assert refusal.value.code == "token_expired"


def test_too_many_failures_wait_and_a_good_password_clears_them() -> None:
    attempts = Attempts()
    for _ in range(FAILURES_PER_LOGIN):
        attempts.begin("lin", "10.0.0.1")
    attempts.succeeded("lin", "10.0.0.1")
    for _ in range(FAILURES_PER_LOGIN):
        attempts.begin("lin", "10.0.0.1")
    with pytest.raises(TooMany) as wait:
        attempts.begin("lin", "10.0.0.1")
    assert 0 < wait.value.retry_after_s <= 61
    attempts.begin("lin", "10.0.0.2")
    for number in range(FAILURES_PER_ADDRESS):
        attempts.begin(f"guess {number}", "10.0.0.3")
    with pytest.raises(TooMany):
        attempts.begin("somebody", "10.0.0.3")


def test_good_passwords_use_nothing_up() -> None:
    attempts = Attempts()
    for number in range(2 * FAILURES_PER_ADDRESS):
        attempts.begin(f"seat {number}", "10.0.0.1")
        attempts.succeeded(f"seat {number}", "10.0.0.1")


def test_a_full_table_forgets_whoever_was_quiet_for_longest(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.backend.attempts.MAX_TRACKED", 8)
    attempts = Attempts()
    attempts.begin("old", "10.0.0.1")
    for number in range(FAILURES_PER_LOGIN):
        attempts.begin("lin", "10.0.0.2")
        attempts.begin("other", f"10.0.1.{number}")
    with pytest.raises(TooMany):
        attempts.begin("lin", "10.0.0.2")
    assert len(attempts._failures) <= 8
    assert "10.0.0.1" not in attempts._failures


def request_from(address: str) -> Request:
    return Request({"type": "http", "client": (address, 1), "headers": []})


async def test_many_guesses_at_once_are_let_in_no_more_than_one_by_one(
    core: Core, city: SmallCity, expected_log: LogWatch
) -> None:
    expected_log.expect(r"failed sign-in as 'ghost[a-z]{59}' from 10\.0\.0\.1$")
    guess = SignIn(login="ghost" * 20, password="my secret guess")
    guesses = [sessions.sign_in(core, request_from("10.0.0.1"), guess) for _ in range(3 * FAILURES_PER_LOGIN)]
    refused = await asyncio.gather(*guesses, return_exceptions=True)
    codes = [getattr(one, "code", repr(one)) for one in refused]
    assert codes.count("wrong_password") == FAILURES_PER_LOGIN, codes


async def test_an_old_password_gives_no_sign_in_after_it_was_replaced(
    core: Core,
    city: SmallCity,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
    expected_log: LogWatch,
) -> None:
    """The new one is set while the old one is being looked at."""
    expected_log.expect("failed sign-in as 'dispatcher'")

    async def fits_and_is_replaced(password: str, kept_hash: str | None) -> bool:
        body = SetPassword(password="battery staple")
        await core.orders.give("set_password", SIMULATION, body, thing_id=city.accounts["dispatcher"])
        return await password_fits(password, kept_hash)

    monkeypatch.setattr(sessions, "password_fits", fits_and_is_replaced)
    with pytest.raises(Refusal, match="wrong"):
        await sessions.sign_in(core, request_from("10.0.0.1"), SignIn(login="dispatcher", password=PASSWORD))
    assert PASSWORD not in caplog.text
