"""The database: SQLite in one file, or PostgreSQL, through one async engine.

SQLite runs in WAL with synchronous=FULL: an order that was answered is on the disk, whatever happens to the machine.
"""

from __future__ import annotations

import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from platformdirs import user_data_path
from sqlalchemy import event, text
from sqlalchemy.engine import URL, make_url
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, AsyncSession, create_async_engine

from app.backend.database_faults import cannot_open
from app.domain.errors import PlainError

_DRIVERS = {
    "sqlite": "sqlite+aiosqlite",
    "sqlite+aiosqlite": "sqlite+aiosqlite",
    "postgres": "postgresql+asyncpg",
    "postgresql": "postgresql+asyncpg",
    "postgresql+asyncpg": "postgresql+asyncpg",
}
BUSY_TIMEOUT_MS = 5_000


def default_database_path() -> Path:
    """The SQLite file in the platform's own place for user data."""
    return user_data_path("zhihui", appauthor=False) / "zhihui.db"


def database_url(asked: str | None) -> URL:
    """The async URL for what was asked; PlainError for one that names no database of ours."""
    if asked is None:
        return URL.create("sqlite+aiosqlite", database=str(default_database_path()))
    try:
        url = make_url(asked)
    except (ArgumentError, ValueError):
        url = None
    if url is None or url.drivername not in _DRIVERS or not url.database or url.database == ":memory:":
        raise PlainError(
            "The database URL cannot be read.",
            "Write sqlite:///path/to/file.db or postgresql://user:password@host/name.",
        )
    return url.set(drivername=_DRIVERS[url.drivername])


class Database:
    """One open database. `session()` reads and, under the write lock of orders.py alone, writes."""

    def __init__(self, url: URL) -> None:
        self.url = url
        self._sole: sqlite3.Connection | None = None
        self._sole_connection: Any = None
        # An error's text goes to the log: names, places and hashes of passwords do not belong there.
        if url.get_backend_name() == "sqlite":
            self.engine: AsyncEngine = create_async_engine(
                url, connect_args={"timeout": BUSY_TIMEOUT_MS / 1000}, hide_parameters=True
            )
            event.listen(self.engine.sync_engine, "connect", _prepare_sqlite)
            event.listen(self.engine.sync_engine, "begin", _begin_sqlite)
        else:
            self.engine = create_async_engine(url, pool_pre_ping=True, hide_parameters=True)

    @property
    def is_sqlite(self) -> bool:
        return self._path is not None

    @property
    def _path(self) -> Path | None:
        return Path(str(self.url.database)) if self.url.get_backend_name() == "sqlite" else None

    async def connect(self, make: bool = True) -> None:
        """Make sure that the database answers; PlainError says what to mend. A missing SQLite file is made, or not."""
        if self._path is not None and make:
            _require_writable(self._path)
        elif self._path is not None and not self._path.is_file():
            raise PlainError(f"There is no database {self._path}.", "Name the right one with --database.")
        try:
            async with self.engine.connect() as connection:
                await connection.execute(text("SELECT 1"))
        except (DBAPIError, OSError) as error:
            raise cannot_open(self.url, error) from error

    async def claim(self) -> None:
        """Be the only server on this database, until closed; PlainError where another one is. kill -9 frees it."""
        if self._path is not None:
            self._sole = sqlite3.connect(f"{self._path}.lock", timeout=0, isolation_level=None)
            try:
                self._sole.execute("BEGIN EXCLUSIVE")
                free = True
            except sqlite3.OperationalError:
                free = False
        else:
            self._sole_connection = await self.engine.connect()
            free = await self._sole_connection.scalar(text("SELECT pg_try_advisory_lock(2026110106)"))
            await self._sole_connection.commit()
        if not free:
            await self.close()
            raise PlainError(
                "Another Zhihui server is already running on this database.",
                "Stop that one first, or name another database with --database.",
            )

    @asynccontextmanager
    async def session(self) -> AsyncIterator[AsyncSession]:
        """A session; what is not committed is rolled back. Things read from it stay readable afterwards."""
        async with AsyncSession(self.engine, expire_on_commit=False) as session:
            yield session

    @asynccontextmanager
    async def still(self) -> AsyncIterator[AsyncSession]:
        """A session for reading whose every query sees the same moment. SQLite's WAL gives that by itself."""
        async with self.session() as session:
            if not self.is_sqlite:
                await session.connection(execution_options={"isolation_level": "REPEATABLE READ"})
            yield session

    async def close(self) -> None:
        if self._sole_connection is not None:
            await self._sole_connection.close()
            self._sole_connection = None
        await self.engine.dispose()
        if self._sole is not None:
            self._sole.close()
            self._sole = None


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    # The driver's own transactions start too late to hold reads together; ours start at _begin_sqlite.
    connection.isolation_level = None
    cursor = connection.cursor()
    for pragma in ("journal_mode=WAL", "synchronous=FULL", "foreign_keys=ON", f"busy_timeout={BUSY_TIMEOUT_MS}"):
        cursor.execute(f"PRAGMA {pragma}")
    cursor.close()


def _begin_sqlite(connection: Any) -> None:
    connection.exec_driver_sql("BEGIN")


def _require_writable(path: Path) -> None:
    """PlainError where the file cannot be written. Only the user's own place is made; another folder has to be there,
    because a mistyped one would hold a second, empty hall.
    """
    try:
        if path.parent == default_database_path().parent:
            path.parent.mkdir(parents=True, exist_ok=True)
        with open(path, "ab"):
            pass
    except FileNotFoundError as error:
        raise PlainError(
            f"There is no folder {path.parent}.", "Make it first, or name another file with --database."
        ) from error
    except OSError as error:
        raise PlainError(
            f"The database file {path} cannot be written: {error.strerror}.",
            "Give the folder write permission, or name another file with --database.",
        ) from error
