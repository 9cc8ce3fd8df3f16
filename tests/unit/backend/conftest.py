"""An opened backend without HTTP, on each of the two databases."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

import pytest

from app.backend.app import all_commands
from app.backend.core import Core
from app.backend.options import ServeOptions
from tests.small_city import SmallCity, found


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of an empty database."""
    if request.param == "sqlite":
        return f"sqlite:///{tmp_path}/city.db"
    return str(request.getfixturevalue("postgres_url"))


@pytest.fixture
async def core(url: str) -> AsyncIterator[Core]:
    """An opened backend on an empty database; its hub does not tick by itself."""
    opened = await Core.open(ServeOptions(database_url=url), all_commands)
    async with aclosing(opened):
        yield opened


@pytest.fixture
async def city(core: Core) -> SmallCity:
    return await found(core)
