"""The demo city on PostgreSQL: what it seeds by name must not stand in the way of what comes after."""

from __future__ import annotations

from app.domain.duty import DEMO_LOGINS, DEMO_PASSWORD, Role
from tests.backend_server import BackendServer


def test_a_seeded_city_takes_new_cases_and_texts(postgres_url: str) -> None:
    server = BackendServer(postgres_url, "--demo", "day")
    server.start()
    try:
        leader = server.sign_in(DEMO_LOGINS[Role.LEADER], DEMO_PASSWORD)
        seeded = {case["id"] for case in leader.get("/v1/cases").json()}
        assert seeded
        body = {"category_code": "E0506", "source": "seat", "lat_deg": 30.55, "lon_deg": 112.30}
        opened = leader.order("/v1/cases", body, key="first-case")
        assert opened.status_code < 300, opened.text
        assert opened.json()["id"] not in seeded
        told = leader.order("/v1/messages", {"text": "on my way", "unit_id": 1}, key="first-text")
        assert told.status_code < 300, told.text
    finally:
        assert server.stop() == 0
