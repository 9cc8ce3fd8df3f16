"""Brings a database to the tables of this version, at every start, by the alembic scripts packaged beside this file."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from sqlalchemy import Connection

from app.backend.database import Database
from app.domain.errors import PlainError

SCRIPTS = Path(__file__).parent / "migrations"
# The newest revision; a test holds it equal to the scripts' own head.
HEAD = "0001"


def alembic_config(connection: Connection) -> Config:
    config = Config()
    config.set_main_option("script_location", str(SCRIPTS))
    config.attributes["connection"] = connection
    return config


async def migrate(database: Database) -> None:
    """Upgrade to HEAD; PlainError for a database that a newer version of Zhihui has written."""
    async with database.engine.connect() as connection:
        present = await connection.run_sync(lambda sync: MigrationContext.configure(sync).get_current_heads())
        if present == (HEAD,):
            return
        if any(revision not in known_revisions() for revision in present):
            raise PlainError(
                "The database was written by a newer version of Zhihui.",
                "Update this program, or name another database with --database.",
            )
        await connection.run_sync(lambda sync: command.upgrade(alembic_config(sync), "head"))
        await connection.commit()


def known_revisions() -> set[str]:
    return {path.name.partition("_")[0] for path in (SCRIPTS / "versions").glob("*.py")}
