"""Brings a database to the tables of this version, at every start, by the alembic scripts packaged beside this file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import Connection, inspect, text

from app.backend.database import Database
from app.domain.errors import PlainError

if TYPE_CHECKING:
    from alembic.config import Config

SCRIPTS = Path(__file__).parent / "migrations"
# The newest revision; a test holds it equal to the scripts' own head.
HEAD = "0009"


async def migrate(database: Database) -> None:
    """Upgrade to HEAD; PlainError for a database that a newer version of Zhihui has written."""
    async with database.engine.connect() as connection:
        present = await connection.run_sync(_revision)
        if present == HEAD:
            return
        if present is not None and present not in known_revisions():
            raise PlainError(
                "The database was written by a newer version of Zhihui.",
                "Update this program, or name another database with --database.",
            )
        await connection.run_sync(_upgrade)
        await connection.commit()


def alembic_config(connection: Connection) -> Config:
    """What alembic's commands need; migrations/env.py takes the connection from it."""
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(SCRIPTS).replace("%", "%%"))
    config.attributes["connection"] = connection
    return config


def known_revisions() -> set[str]:
    return {path.name.partition("_")[0] for path in (SCRIPTS / "versions").glob("*.py")}


def _revision(connection: Connection) -> str | None:
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.scalar(text("SELECT version_num FROM alembic_version"))
    return revision


def _upgrade(connection: Connection) -> None:
    # Most starts find nothing to do, and alembic takes longer to import than all the rest of a start.
    from alembic import command

    command.upgrade(alembic_config(connection), "head")
