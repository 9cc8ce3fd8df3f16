"""Orders as a console gives them: keys, versions, and every refusal a problem document with a code."""

from __future__ import annotations

import json
from typing import Any

import httpx
import pytest

from tests.backend_server import BackendServer, Seat, http
from tests.small_city import SmallCity


@pytest.fixture(scope="module")
def seat(served: tuple[BackendServer, SmallCity]) -> Seat:
    return served[0].sign_in("dispatcher")


def code(answer: httpx.Response) -> tuple[int, str]:
    assert answer.headers["content-type"] == "application/problem+json"
    problem = answer.json()
    assert (problem["status"], problem["type"]) == (answer.status_code, f"urn:zhihui:problem:{problem['code']}")
    assert problem["detail"].strip().endswith((".", '>".'))
    return answer.status_code, problem["code"]


def test_a_receipt_names_thing_version_and_event(seat: Seat, city: SmallCity) -> None:
    answer = seat.order("/v1/messages", {"text": "你好", "unit_id": city.north_unit}, key="m1")
    receipt = answer.json()
    assert (answer.status_code, receipt["key"], receipt["version"]) == (200, "m1", 1)
    assert receipt["seq"] == seat.get("/v1/health").json()["seq"]
    again = seat.order("/v1/messages", {"text": "你好", "unit_id": city.north_unit}, key="m1")
    assert again.json() == receipt
    other = seat.order("/v1/messages", {"text": "再见", "unit_id": city.north_unit}, key="m1")
    assert code(other) == (422, "key_reused")


@pytest.mark.parametrize("key", [None, "", "x" * 129])
def test_an_order_needs_a_key(seat: Seat, city: SmallCity, key: str | None) -> None:
    assert code(seat.order("/v1/messages", {"text": "x", "unit_id": city.north_unit}, key=key)) == (400, "key_required")


def test_a_thing_that_exists_needs_the_version_that_was_seen(seat: Seat, city: SmallCity) -> None:
    path = f"/v1/alarms/{city.alarm}/claim"
    assert code(seat.order(path, {}, key="a1")) == (428, "version_required")
    assert seat.order(path, {}, key="a1", version=1).json()["version"] == 2
    stale = seat.order(f"/v1/alarms/{city.alarm}/close", {"verdict": "false"}, key="a2", version=1)
    assert code(stale) == (409, "version_clash")
    assert (stale.json()["current"]["version"], stale.json()["current"]["owner"]) == (2, "dispatcher")


@pytest.mark.parametrize(
    ("body", "refusal"),
    [
        (b"{", (422, "invalid_request")),
        (b"[]", (422, "invalid_request")),
        (b'{"text": "x"', (422, "invalid_request")),
        (b'{"text": 7, "unit_id": 1}', (422, "invalid_request")),
        (b'{"text": "a\\u0000b", "unit_id": 1}', (422, "bad_text")),
        (b'{"text": "a\\ud800b", "unit_id": 1}', (422, "bad_text")),
        (b'{"text": "x", "unit_id": 999999}', (404, "not_found")),
        (b'{"text": "' + b"x" * 300_000 + b'", "unit_id": 1}', (413, "body_too_large")),
    ],
)
def test_bad_bodies_are_refused(server: BackendServer, seat: Seat, body: bytes, refusal: tuple[int, str]) -> None:
    headers = {**seat.headers, "Idempotency-Key": str(hash(body)), "Content-Type": "application/json"}
    answer = http.post(f"{server.url}/v1/messages", content=body, headers=headers)
    assert code(answer) == refusal


def test_a_body_that_hides_its_length_is_counted(server: BackendServer, seat: Seat) -> None:
    headers = {**seat.headers, "Idempotency-Key": "chunks", "Content-Type": "application/json"}

    def chunks() -> Any:
        yield from (b" " * 65536 for _ in range(8))

    answer = http.post(f"{server.url}/v1/messages", content=chunks(), headers=headers)
    assert code(answer) == (413, "body_too_large")


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_a_place_that_is_no_number_is_refused(server: BackendServer, seat: Seat, number: str) -> None:
    body = f'{{"category_code": "E0101", "source": "seat", "lat_deg": {number}, "lon_deg": 112.3}}'
    headers = {**seat.headers, "Idempotency-Key": f"case {number}", "Content-Type": "application/json"}
    answer = http.post(f"{server.url}/v1/cases", content=body.encode(), headers=headers)
    assert code(answer) == (422, "not_a_number")


@pytest.mark.parametrize("thing_id", ["0", "-1", "9999999999999999999999", "x"])
def test_ids_that_no_thing_has_are_refused(seat: Seat, thing_id: str) -> None:
    answer = seat.order(f"/v1/alarms/{thing_id}/claim", {}, key=f"id {thing_id}", version=1)
    assert code(answer)[0] in (404, 422)


def test_another_streets_thing_is_outside(server: BackendServer, city: SmallCity) -> None:
    north = server.sign_in("north")
    answer = north.order(f"/v1/facilities/low-points/{city.low_point}/close", {}, key="far", version=1)
    assert code(answer) == (403, "outside_area")


def test_unknown_paths_and_methods_are_problems_too(server: BackendServer, seat: Seat) -> None:
    assert code(seat.get("/v1/nothing")) == (404, "not_found")
    assert code(seat.get("/v1/messages")) == (405, "method_not_allowed")


def test_a_new_account_can_sign_in_and_its_login_is_taken(server: BackendServer) -> None:
    admin = server.sign_in("admin")
    body = {
        "login": "wang",
        "name": "王",
        "gloss": "Wang",
        "role": "viewer",
        "area_code": "990106001",
        "seat": "seat 9",
        "password": "a long password",
    }
    assert admin.order("/v1/accounts", body, key="acc1").status_code == 200
    assert server.sign_in("wang", "a long password").tokens["account"]["area_code"] == "990106001"
    assert code(admin.order("/v1/accounts", body, key="acc2")) == (409, "already_exists")
    assert code(admin.order("/v1/accounts", {**body, "area_code": ""}, key="acc3")) == (403, "outside_area")
    assert "password" not in json.dumps(admin.get("/v1/accounts").json())
