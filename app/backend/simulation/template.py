"""A demo's first minutes are the same every time, so its database is made once and copied from then on (SQLite)."""

from __future__ import annotations

import contextlib
import hashlib
import logging
import os
import sqlite3
import tempfile
from pathlib import Path

from app.backend.catalogue import standards_digest
from app.backend.city_import import HALL
from app.backend.tables import Base

log = logging.getLogger(__name__)

# What belongs to one database alone, or counts its own writes.
_OWN_TABLES = frozenset(
    {
        "settings",
        "audit",
        "events",
        "answered",
        "sign_ins",
        "refresh_tokens",
        "devices",
        "past_positions",
        "past_cities",
        "alembic_version",
    }
)
# Counts up whenever a template of before would no longer fit.
TEMPLATE_VERSION = 8


def template_path(folder: Path, scenario: str, seed: int, city_version: int) -> Path:
    """Where the template of a scenario and a seed is kept; another one for other codes, plans or seats of the hall."""
    made_from = hashlib.sha256(standards_digest().encode() + HALL.read_bytes()).hexdigest()[:8]
    return folder / f"demo-{TEMPLATE_VERSION}-{city_version}-{made_from}-{scenario}-{seed}.db"


def _tables() -> list[str]:
    """In an order in which what is referred to comes first."""
    return [table.name for table in Base.metadata.sorted_tables if table.name not in _OWN_TABLES]


def copy_from_template(database: Path, template: Path) -> bool:
    """Fill the empty tables of a database from a template; False, and nothing changed, where none fits."""
    if not template.is_file():
        return False
    try:
        with contextlib.closing(sqlite3.connect(database, timeout=10.0, isolation_level=None)) as connection:
            connection.execute("PRAGMA foreign_keys=OFF")
            connection.execute("ATTACH ? AS template", (str(template),))
            connection.execute("BEGIN IMMEDIATE")
            for table in _tables():
                columns = ", ".join(f'"{row[1]}"' for row in connection.execute(f'PRAGMA main.table_info("{table}")'))
                connection.execute(f'INSERT INTO main."{table}" ({columns}) SELECT {columns} FROM template."{table}"')
            connection.execute("COMMIT")
    except sqlite3.Error as error:
        log.warning("the demo's template %s does not fit and is made again: %s", template, error)
        return False
    return True


def write_template(database: Path, template: Path) -> None:
    """Keep a copy of a database's city as a template; a folder that cannot be written is no error."""
    try:
        template.parent.mkdir(parents=True, exist_ok=True)
        handle, part = tempfile.mkstemp(dir=template.parent, suffix=".part")
        os.close(handle)
        with contextlib.closing(sqlite3.connect(database, timeout=10.0, isolation_level=None)) as connection:
            connection.execute("ATTACH ? AS template", (part,))
            connection.execute("BEGIN")
            for table in _tables():
                connection.execute(f'CREATE TABLE template."{table}" AS SELECT * FROM main."{table}"')
            connection.execute("COMMIT")
        os.replace(part, template)
    except (OSError, sqlite3.Error) as error:
        log.warning("the demo's template could not be kept: %s", error)
