"""Sign-in, refresh and sign-out over HTTP."""

from __future__ import annotations

import time
from typing import Any

import httpx

from app.backend.attempts import FAILURES_PER_LOGIN
from tests.backend_server import BackendServer, Seat, http


def post(server: BackendServer, path: str, body: dict[str, Any]) -> httpx.Response:
    return http.post(server.url + path, json=body)


def test_a_sign_in_gives_an_account_and_a_short_lived_token(server: BackendServer) -> None:
    seat = server.sign_in("leader")
    assert seat.tokens["expires_in_s"] == 600
    assert (seat.tokens["account"]["login"], seat.tokens["account"]["role"]) == ("leader", "leader")
    assert "hash" not in str(seat.tokens)


def test_login_and_password_are_refused_alike(server: BackendServer) -> None:
    wrong = post(server, "/v1/sessions", {"login": "viewer", "password": "wrong"})
    nobody = post(server, "/v1/sessions", {"login": "nobody\u0000", "password": "wrong"})
    assert wrong.status_code == nobody.status_code == 401
    assert wrong.json() == nobody.json()


def test_guessing_is_slowed_down(server: BackendServer) -> None:
    guess = {"login": "ghost", "password": "guess"}
    statuses = [post(server, "/v1/sessions", guess).status_code for _ in range(FAILURES_PER_LOGIN)]
    assert statuses == [401] * FAILURES_PER_LOGIN
    answer = post(server, "/v1/sessions", guess)
    assert (answer.status_code, answer.json()["code"]) == (429, "too_many_attempts")
    assert 0 < int(answer.headers["retry-after"]) <= 61
    server.sign_in("leader")


def test_a_refresh_token_is_exchanged_and_sign_out_ends_everything(server: BackendServer) -> None:
    seat = server.sign_in("dispatcher")
    answer = post(server, "/v1/sessions/refresh", {"refresh_token": seat.tokens["refresh_token"]})
    renewed = Seat(server.url, answer.json())
    assert renewed.get("/v1/reference").status_code == 200
    with http.stream("GET", f"{server.url}/v1/feed", headers=renewed.headers) as feed:
        frames = feed.iter_lines()
        assert next(frames).startswith("id: ")
        ended = post(server, "/v1/sessions/end", {"refresh_token": renewed.tokens["refresh_token"]})
        assert ended.status_code == 204
        started_s = time.monotonic()
        for _line in frames:
            assert time.monotonic() - started_s < 10, "the stream goes on after sign-out"
    assert renewed.get("/v1/reference").status_code == 401
    again = post(server, "/v1/sessions/refresh", {"refresh_token": renewed.tokens["refresh_token"]})
    assert (again.status_code, again.json()["code"]) == (401, "refresh_refused")
