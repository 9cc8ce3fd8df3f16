"""One real server on a small city for the tests of a file."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator

import pytest

from tests.backend_server import GATEWAY_TOKEN, BackendServer, found_small_city
from tests.small_city import SmallCity


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[BackendServer, SmallCity]]:
    url = f"sqlite:///{tmp_path_factory.mktemp('city')}/city.db"
    city = asyncio.run(found_small_city(url))
    server = BackendServer(url, "--gateway-token", GATEWAY_TOKEN)
    server.start()
    yield server, city
    server.stop()


@pytest.fixture
def server(served: tuple[BackendServer, SmallCity]) -> BackendServer:
    return served[0]


@pytest.fixture
def city(served: tuple[BackendServer, SmallCity]) -> SmallCity:
    return served[1]
