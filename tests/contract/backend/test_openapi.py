"""docs/openapi.json is what the backend serves."""

from __future__ import annotations

import json

from app.api.routes import ORDERS
from app.backend.app import all_commands, create_app
from app.backend.openapi import FILE, document_text
from tests.backend_server import BackendServer, http


def test_the_committed_document_is_the_served_one(server: BackendServer) -> None:
    served = http.get(f"{server.url}/openapi.json").json()
    assert FILE.read_text(encoding="utf-8") == document_text(), "run: python -m app.backend.openapi"
    assert json.loads(document_text()) == served


def test_every_order_is_described_and_can_be_carried_out() -> None:
    described = {
        operation["operationId"]
        for path in create_app().openapi()["paths"].values()
        for operation in path.values()
        if operation.get("tags") == ["orders"]
    }
    assert described == set(ORDERS)
    assert set(ORDERS) <= set(all_commands())


def test_every_refusal_is_a_problem_document() -> None:
    for path in create_app().openapi()["paths"].values():
        for operation in path.values():
            for status, answer in operation["responses"].items():
                if status.startswith("4"):
                    assert list(answer["content"]) == ["application/problem+json"]
