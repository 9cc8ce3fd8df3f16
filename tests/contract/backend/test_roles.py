"""Every route checks its role: none is open but those named here, and none lets a lower role in."""

from __future__ import annotations

import pytest

from app.api.routes import ACCOUNTS, AUDIT_VERIFY, DEVICES, ORDERS
from app.backend.app import create_app
from app.domain.duty import Role, may
from tests.backend_server import BackendServer, Seat, http

OPEN = {
    ("get", "/v1/health"),
    ("post", "/v1/sessions"),
    ("post", "/v1/sessions/refresh"),
    ("post", "/v1/sessions/end"),
    ("get", "/gateways/osmand"),
    ("post", "/gateways/osmand"),
    ("post", "/gateways/owntracks"),
}
LEAST = {("post", route.path): route.role for route in ORDERS.values()}
LEAST |= {("get", path): Role.ADMIN for path in (ACCOUNTS, DEVICES, AUDIT_VERIFY)}

ROUTES = [(method, path) for path, operations in create_app().openapi()["paths"].items() for method in operations]
CLOSED = [route for route in ROUTES if route not in OPEN]


@pytest.fixture(scope="module")
def seats(served: tuple[BackendServer, object]) -> dict[Role, Seat]:
    return {role: served[0].sign_in(role.value) for role in Role}


def address(server: BackendServer, path: str) -> str:
    return server.url + path.format(id=1, code="990106", template_id="flood")


def test_every_order_has_a_route_and_every_other_route_only_reads() -> None:
    assert {path for method, path in ROUTES if method == "post"} == {
        *(route.path for route in ORDERS.values()),
        *(path for method, path in OPEN if method == "post"),
    }
    assert {method for method, _path in ROUTES} == {"get", "post"}


@pytest.mark.parametrize(("method", "path"), CLOSED)
def test_without_a_token_nothing_is_answered(server: BackendServer, method: str, path: str) -> None:
    for headers in ({}, {"Authorization": "Bearer rubbish"}, {"Authorization": "Basic YTpi"}):
        answer = http.request(method, address(server, path), headers=headers)
        assert (answer.status_code, answer.json()["code"]) == (401, "not_signed_in")
        assert answer.headers["content-type"] == "application/problem+json"
        assert answer.headers["www-authenticate"] == "Bearer"


@pytest.mark.parametrize(("method", "path"), CLOSED)
def test_a_lower_role_is_refused_and_the_least_role_is_let_in(
    server: BackendServer, seats: dict[Role, Seat], method: str, path: str
) -> None:
    least = LEAST.get((method, path), Role.VIEWER)
    for role, seat in seats.items():
        # A stream that is let in never ends: its headers say enough.
        with http.stream(method, address(server, path), headers=seat.headers) as answer:
            if may(role, least):
                assert answer.status_code not in (401, 500), role
                if answer.status_code == 403:
                    answer.read()
                    assert answer.json()["code"] != "role_too_low"
            else:
                answer.read()
                assert (answer.status_code, answer.json()["code"]) == (403, "role_too_low"), role
