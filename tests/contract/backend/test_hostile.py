"""Whatever a client sends, on either database, the answer is a refusal and never an error of the server."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import fields
from typing import Any, get_type_hints

import pytest

from app.api.routes import ORDERS
from app.backend.app import create_app
from tests.backend_server import BackendServer, Seat, found_small_city, http

READS = [path for path, operations in create_app().openapi()["paths"].items() if "get" in operations and "{" in path]
PLACES = ["0", "-1", "9" * 30, "%00", "a%00b", "%ff", "x" * 3000, "1.5", "' OR 1=1 --", "..%2f..%2fetc"]
TEXTS = ["x" * 200_000, "\x00", "'; DROP TABLE cases; --", "\u202e"]
NUMBERS = [10**30, -1, 1e308, -1e308]


@pytest.fixture(scope="module", params=["sqlite", "postgresql"])
def admin(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Seat]:
    if request.param == "sqlite":
        url = f"sqlite:///{tmp_path_factory.mktemp('city')}/city.db"
    else:
        url = request.getfixturevalue("postgres_server").new_database()
    asyncio.run(found_small_city(url))
    server = BackendServer(url)
    server.start()
    yield server.sign_in("admin")
    server.stop()


@pytest.mark.parametrize("path", READS)
def test_no_address_breaks_a_question(admin: Seat, path: str) -> None:
    for place in PLACES:
        address = path.replace("{id}", place).replace("{code}", place).replace("{template_id}", place)
        for query in ("", "?minutes=-1&level=x&limit=99999999999999999999&before=x&stage=%00&category_code=%00"):
            answer = admin.get(address + query)
            assert answer.status_code < 500, (address[:80], query, answer.text)


@pytest.mark.parametrize(
    "query", ["limit=-1", "limit=" + "9" * 30, "limit=x", "offset=-5", "stage=%00", "area_code=%00"]
)
def test_no_query_breaks_the_list_of_cases(admin: Seat, query: str) -> None:
    assert admin.get(f"/v1/cases?{query}").status_code < 500


@pytest.mark.parametrize("name", list(ORDERS))
def test_no_body_breaks_an_order(admin: Seat, name: str) -> None:
    route = ORDERS[name]
    hints = get_type_hints(route.body)
    for number, value in enumerate([*TEXTS, *NUMBERS, None, [], {}, True]):
        body: dict[str, Any] = {field.name: _usual(hints[field.name]) for field in fields(route.body)}
        for field in fields(route.body):
            answer = http.post(
                admin.url + route.path.format(id=1),
                json={**body, field.name: value},
                headers={
                    **admin.headers,
                    "Idempotency-Key": f"{name} {field.name} {number}",
                    **({"If-Match": '"1"'} if route.on_existing else {}),
                },
            )
            assert answer.status_code < 500, (field.name, str(value)[:40], answer.text)


def _usual(hint: Any) -> Any:
    """Something of that type, so that only the field under test is odd."""
    if hint is str:
        return "text"
    if isinstance(hint, type) and hasattr(hint, "__members__"):
        return next(iter(hint)).value
    return {float: 1.0, bool: False}.get(hint, 1)
