"""Why a database cannot be opened, each cause in a sentence of its own with its remedy."""

from __future__ import annotations

import os
import socket

from sqlalchemy.engine import URL
from sqlalchemy.exc import DBAPIError

from app.domain.errors import PlainError

_SQLITE_NOTADB = "SQLITE_NOTADB"
# SQLSTATE: class 28 is invalid authorization.
_UNKNOWN_DATABASE, _NOT_LET_IN = "3D000", "28"


def cannot_open(url: URL, error: Exception) -> PlainError:
    """The plain words for what the driver raised at the first connection; no password is in them."""
    if url.get_backend_name() == "sqlite":
        return _of_sqlite(url, error)
    return _of_postgres(url, error)


def _of_sqlite(url: URL, error: Exception) -> PlainError:
    if any(getattr(cause, "sqlite_errorname", "") == _SQLITE_NOTADB for cause in _causes(error)):
        return PlainError(
            f"The file {url.database} is no SQLite database.",
            "Name another one with --database; this one is left as it is.",
        )
    return PlainError(
        f"The database file {url.database} cannot be opened: {_words(error)}.",
        "Check that you may write it and its folder, or name another file with --database.",
    )


def _of_postgres(url: URL, error: Exception) -> PlainError:
    place = f"{url.host or 'localhost'}:{url.port or 5432}"
    remedy = "Check the name and password in the database URL, and who may sign in to that server."
    for cause in _causes(error):
        state = str(getattr(cause, "sqlstate", None) or "")
        if state == _UNKNOWN_DATABASE:
            return PlainError(
                f"The PostgreSQL server {place} has no database {url.database}.", f"Make it: createdb {url.database}"
            )
        if state.startswith(_NOT_LET_IN):
            return PlainError(f"The PostgreSQL server {place} does not let {url.username} in.", remedy)
        if isinstance(cause, socket.gaierror):
            return PlainError(f"There is no host {url.host}.", "Check the host in the database URL.")
        if isinstance(cause, OSError):
            return PlainError(
                f"The PostgreSQL server {place} cannot be reached: {_reason(cause)}.",
                "Check that it runs there and that host and port in the database URL are right.",
            )
    return PlainError(f"The database {url.render_as_string()} cannot be opened: {_words(error)}.", remedy)


def _causes(error: BaseException) -> list[BaseException]:
    """The error, what the drivers have wrapped in it, and what each came from."""
    found: list[BaseException] = []
    waiting: list[BaseException | None] = [error]
    while waiting:
        one = waiting.pop(0)
        if one is not None and one not in found:
            found.append(one)
            waiting += [getattr(one, "orig", None), one.__cause__, one.__context__]
    return found


def _reason(error: OSError) -> str:
    """In the system's words, without its numbers: asyncio says "[Errno 111] Connect call failed ('::1', 1)"."""
    if isinstance(error, TimeoutError):
        return "it does not answer"
    return os.strerror(error.errno).lower() if error.errno else "nothing answers there"


def _words(error: Exception) -> str:
    cause = error.orig if isinstance(error, DBAPIError) and error.orig is not None else error
    return (str(cause).splitlines() or [type(cause).__name__])[0].rstrip(".")
