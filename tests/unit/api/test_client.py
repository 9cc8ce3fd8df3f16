"""Tokens, problems and time-outs, against a real server; and the copies on disk."""

from __future__ import annotations

import asyncio
import socket
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from app.api.answers import ServerRefusal
from app.api.cache import BodyCache
from app.api.client import Client, server_address
from app.api.errors import SignedOut, Unreachable
from app.api.routes import REFERENCE
from app.domain.errors import PlainError, Refusal
from tests.toy_backend import ACCOUNT, PASSWORD, ToyBackend

BODY = b'{"city": "x"}'


@pytest.fixture
async def backend() -> AsyncIterator[ToyBackend]:
    async with ToyBackend() as backend:
        backend.bodies[REFERENCE] = ('"1"', BODY)
        yield backend


@pytest.fixture
async def client(backend: ToyBackend) -> AsyncIterator[Client]:
    client = Client(backend.url)
    await client.sign_in(ACCOUNT.login, PASSWORD)
    yield client
    await client.close()


async def test_wrong_password_is_a_refusal_with_the_servers_code(backend: ToyBackend) -> None:
    client = Client(backend.url)
    with pytest.raises(Refusal) as refused:
        await client.sign_in(ACCOUNT.login, "guess")
    assert (refused.value.code, refused.value.status) == ("wrong_password", 401)
    assert client.account is None
    await client.close()


async def test_many_requests_at_the_end_of_a_token_make_one_renewal(backend: ToyBackend, client: Client) -> None:
    backend.expire_tokens()
    answers = await asyncio.gather(*(client.get(REFERENCE, dict[str, str]) for _ in range(12)))
    assert answers == [{"city": "x"}] * 12
    assert (backend.refreshes, backend.sign_ins) == (1, 1)


async def test_a_short_lived_token_is_renewed_before_it_ends(backend: ToyBackend) -> None:
    backend.token_life_s = 0
    client = Client(backend.url)
    await client.sign_in(ACCOUNT.login, PASSWORD)
    backend.token_life_s = 900
    assert await client.get(REFERENCE, dict[str, str]) == {"city": "x"}
    assert backend.refreshes == 1
    await client.close()


async def test_a_refused_renewal_signs_out(backend: ToyBackend, client: Client) -> None:
    backend.expire_tokens()
    backend.faults.refuse_refresh = True
    with pytest.raises(SignedOut):
        await client.get(REFERENCE, dict[str, str])
    assert client.account is None


async def test_a_server_that_is_away_during_renewal_does_not_sign_out(backend: ToyBackend, client: Client) -> None:
    backend.expire_tokens()
    await backend.stop()
    with pytest.raises(Unreachable):
        await client.get(REFERENCE, dict[str, str])
    await backend.start()
    assert await client.get(REFERENCE, dict[str, str]) == {"city": "x"}
    assert backend.sign_ins == 1


async def test_nobody_listening_means_that_nothing_was_received() -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        client = Client(f"127.0.0.1:{taken.getsockname()[1]}")
        with pytest.raises(Unreachable) as away:
            await client.sign_in("a", "b")
        assert not away.value.maybe_received
        await client.close()


async def test_an_answer_that_is_none_of_ours_is_unreachable(backend: ToyBackend, client: Client) -> None:
    backend.bodies["/v1/odd"] = ('"1"', b"<html>proxy</html>")
    with pytest.raises(Unreachable):
        await client.get("/v1/odd", dict[str, str])


async def test_a_problem_document_keeps_its_code(client: Client) -> None:
    with pytest.raises(ServerRefusal) as refused:
        await client.get("/v1/nothing", dict[str, str])
    assert (refused.value.code, refused.value.status) == ("not_found", 404)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("hall:8600", "https://hall:8600"),
        ("127.0.0.1:8600/", "http://127.0.0.1:8600"),
        ("localhost:8600", "http://localhost:8600"),
        (" https://hall.example/ ", "https://hall.example"),
        ("10.0.0.7:8600", "https://10.0.0.7:8600"),
    ],
)
def test_an_address_is_made_whole(typed: str, address: str) -> None:
    assert server_address(typed) == address


@pytest.mark.parametrize(
    "typed", ["", "ftp://hall", "http://", "   ", "http://[x", "[x", "hall:door", "https://hall:door"]
)
def test_an_odd_address_is_told_plainly(typed: str) -> None:
    with pytest.raises(PlainError):
        server_address(typed)


async def test_a_body_is_downloaded_once_then_served_by_etag(
    backend: ToyBackend, client: Client, tmp_path: Path
) -> None:
    cache = BodyCache(client, tmp_path)
    assert await cache.fetch(REFERENCE) == BODY
    assert await cache.fetch(REFERENCE) == BODY
    assert backend.served == [(REFERENCE, 200), (REFERENCE, 304)]
    backend.bodies[REFERENCE] = ('"2"', b"newer")
    assert await cache.fetch(REFERENCE) == b"newer"


async def test_the_copy_stands_in_while_the_server_is_away(backend: ToyBackend, client: Client, tmp_path: Path) -> None:
    cache = BodyCache(client, tmp_path)
    await cache.fetch(REFERENCE)
    await backend.stop()
    assert await cache.fetch(REFERENCE) == BODY
    with pytest.raises(Unreachable):
        await cache.fetch("/v1/never/fetched")


async def test_a_folder_that_takes_nothing_only_costs_the_copy(
    client: Client, tmp_path: Path, expected_log: object
) -> None:
    expected_log.expect("no copy of")  # type: ignore[attr-defined]
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    assert await BodyCache(client, tmp_path / "file").fetch(REFERENCE) == BODY
