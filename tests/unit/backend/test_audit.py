"""The audit log: the database refuses to alter it, and whoever gets past that breaks the chain."""

from __future__ import annotations

from pathlib import Path

import pytest
from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from app.api.order_bodies import Note
from app.backend import audit
from app.backend.actors import SIMULATION
from app.backend.audit import AuditReport
from app.backend.core import Core
from app.backend.options import AuditOptions
from app.backend.serve import verify_audit
from app.domain.errors import PlainError
from tests.small_city import SmallCity


async def report(core: Core) -> AuditReport:
    async with core.database.session() as session:
        return await audit.verify(session)


async def change(core: Core, statement: str) -> None:
    async with core.database.session() as session:
        await session.execute(text(statement))
        await session.commit()


async def unlock(core: Core) -> None:
    """What only the owner of the database can do."""
    if core.database.is_sqlite:
        await change(core, "DROP TRIGGER audit_no_update")
        await change(core, "DROP TRIGGER audit_no_delete")
    else:
        await change(core, "DROP TRIGGER audit_append_only ON audit")


@pytest.fixture
async def logged(core: Core, city: SmallCity) -> Core:
    await core.orders.give("claim_alarm", SIMULATION, Note(), thing_id=city.alarm)
    return core


async def test_an_untouched_log_is_intact(logged: Core) -> None:
    found = await report(logged)
    assert (found.intact, found.broken_at) == (True, None)
    assert found.rows > 5


@pytest.mark.parametrize("statement", ["UPDATE audit SET login = 'x' WHERE seq = 2", "DELETE FROM audit WHERE seq = 2"])
async def test_the_database_refuses_to_alter_the_log(logged: Core, statement: str) -> None:
    with pytest.raises(DBAPIError, match="append-only"):
        await change(logged, statement)
    assert (await report(logged)).intact


@pytest.mark.parametrize(
    ("statement", "broken_at"),
    [
        ("UPDATE audit SET login = 'x' WHERE seq = 2", 2),
        ("UPDATE audit SET after = '{}' WHERE seq = 3", 3),
        ("UPDATE audit SET at_utc = '2020' WHERE seq = 3", 3),
        ("DELETE FROM audit WHERE seq = 1", 1),
        ("DELETE FROM audit WHERE seq = 4", 4),
    ],
)
async def test_tampering_breaks_the_chain_where_it_happened(logged: Core, statement: str, broken_at: int) -> None:
    await unlock(logged)
    await change(logged, statement)
    found = await report(logged)
    assert (found.intact, found.broken_at) == (False, broken_at)


async def test_a_cut_tail_shows(logged: Core) -> None:
    rows = (await report(logged)).rows
    await unlock(logged)
    await change(logged, f"DELETE FROM audit WHERE seq = {rows}")
    assert not (await report(logged)).intact


async def test_the_chain_goes_on_across_a_restart(logged: Core, city: SmallCity, url: str) -> None:
    from app.backend.app import all_commands
    from app.backend.options import ServeOptions

    await logged.aclose()
    again = await Core.open(ServeOptions(database_url=url), all_commands)
    try:
        await again.orders.give("close_road", SIMULATION, Note(), thing_id=city.low_point)
        assert (await report(again)).intact
    finally:
        await again.aclose()


def test_verifying_a_database_that_is_not_there_makes_none(tmp_path: Path) -> None:
    with pytest.raises(PlainError, match="no database"):
        verify_audit(AuditOptions(database_url=f"sqlite:///{tmp_path}/none.db"))
    assert list(tmp_path.glob("*.db")) == []
