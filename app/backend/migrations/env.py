"""Runs the migrations on the connection that migrate.py opened."""

from __future__ import annotations

from typing import Any, Literal

from alembic import context

from app.backend import tables, tables_city, tables_past, tables_reference  # noqa: F401 - they fill the metadata
from app.backend.columns import Nested, Utc, Word


def render(kind: str, item: Any, _context: Any) -> str | Literal[False]:
    """Migrations name plain types, so that they still run when ours have changed."""
    if kind == "type" and isinstance(item, Utc):
        return "sa.DateTime(timezone=True)"
    if kind == "type" and isinstance(item, Word):
        return "sa.String(32)"
    if kind == "type" and isinstance(item, Nested):
        return "sa.JSON()"
    return False


context.configure(
    connection=context.config.attributes["connection"],
    target_metadata=tables.Base.metadata,
    render_as_batch=True,
    render_item=render,
    # SQLite takes back DDL too, once a transaction is really begun (database.py does).
    transactional_ddl=True,
)
with context.begin_transaction():
    context.run_migrations()
