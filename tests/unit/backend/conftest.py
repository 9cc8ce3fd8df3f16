"""An opened backend without HTTP, on each of the two databases. The tables are made once per run and copied."""

from __future__ import annotations

import asyncio
import shutil
import subprocess
from collections.abc import AsyncIterator
from contextlib import aclosing
from pathlib import Path

import pytest

from app.backend.app import all_commands
from app.backend.core import Core
from app.backend.database import Database, database_url
from app.backend.migrate import migrate
from app.backend.options import ServeOptions
from tests.postgres import PostgresServer
from tests.small_city import SmallCity, found


async def _make_tables(url: str) -> None:
    database = Database(database_url(url))
    await migrate(database)
    await database.close()


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("template") / "city.db"
    asyncio.run(_make_tables(f"sqlite:///{path}"))
    return path


class PostgresTables:
    """One PostgreSQL database for all tests: a database each would be a thousand files each."""

    def __init__(self, server: PostgresServer) -> None:
        self.url = server.new_database()
        self._server = server
        asyncio.run(_make_tables(self.url))
        self._tables = self._run("pg_dump", "--no-owner")

    def make_anew(self) -> str:
        """Drop everything, make the tables again, and return the URL."""
        self._run(
            "psql",
            "-q",
            "-v",
            "ON_ERROR_STOP=1",
            script=f"DROP SCHEMA public CASCADE; CREATE SCHEMA public;\n{self._tables}",
        )
        return self.url

    def _run(self, program: str, *arguments: str, script: str = "") -> str:
        place = ["-h", "127.0.0.1", "-p", str(self._server.port), "-U", self._server.account]
        command = [self._server.programs / program, *place, *arguments, self.url.rpartition("/")[2]]
        return subprocess.run(command, input=script, check=True, capture_output=True, text=True).stdout


@pytest.fixture(scope="session")
def postgres_tables(postgres_server: PostgresServer) -> PostgresTables:
    return PostgresTables(postgres_server)


@pytest.fixture(params=["sqlite", "postgresql"])
def url(request: pytest.FixtureRequest, tmp_path: Path) -> str:
    """The URL of a database with tables and nothing in them."""
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "city.db")
        return f"sqlite:///{tmp_path}/city.db"
    tables: PostgresTables = request.getfixturevalue("postgres_tables")
    return tables.make_anew()


@pytest.fixture
async def core(url: str) -> AsyncIterator[Core]:
    """An opened backend on an empty database; its hub does not tick by itself."""
    opened = await Core.open(ServeOptions(database_url=url), all_commands)
    async with aclosing(opened):
        yield opened


@pytest.fixture
async def city(core: Core) -> SmallCity:
    return await found(core)
