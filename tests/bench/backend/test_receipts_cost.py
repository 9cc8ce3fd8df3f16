"""What a broadcast to as many units as may be addressed costs until every terminal has it and every person read it."""

from __future__ import annotations

import time
from contextlib import aclosing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.api.order_bodies import SendMessage
from app.backend.actors import SIMULATION
from app.backend.app import all_commands
from app.backend.comms import ReceiptHeard, ReceiptsHeard
from app.backend.core import Core
from app.backend.options import ServeOptions
from app.backend.tables import AuditRow, EventRow
from app.domain.comms import LONGEST_TEXT, MOST_ADDRESSED
from app.domain.units import Unit
from tests.small_city import found


# One word a write is the worst case; in the demo the words of one turn come together.
@pytest.mark.parametrize("together", [1, 25])
@pytest.mark.parametrize("kind", ["sqlite", "postgresql"])
async def test_what_a_broadcasts_receipts_cost(
    request: pytest.FixtureRequest, tmp_path: Path, kind: str, together: int
) -> None:
    url = f"sqlite:///{tmp_path}/city.db" if kind == "sqlite" else request.getfixturevalue("postgres_url")
    core = await Core.open(ServeOptions(database_url=url), all_commands)
    async with aclosing(core):
        unit_ids = await _units(core)
        began_s = time.perf_counter()
        body = SendMessage(text="防" * LONGEST_TEXT, unit_ids=tuple(unit_ids))
        sent = await core.orders.give("send_message", SIMULATION, body)
        sent_s, first_seq = time.perf_counter() - began_s, core.hub.seq
        began_s, began_cpu_s = time.perf_counter(), time.process_time()
        slowest_s = 0.0
        for read in (False, True):
            for start in range(0, len(unit_ids), together):
                words = tuple(ReceiptHeard(unit_id=one, read=read) for one in unit_ids[start : start + together])
                word_s = time.perf_counter()
                await core.orders.give("receipts_heard", SIMULATION, ReceiptsHeard(heard=words), thing_id=sent.id)
                slowest_s = max(slowest_s, time.perf_counter() - word_s)
        spent_s, cpu_s = time.perf_counter() - began_s, time.process_time() - began_cpu_s
        async with core.database.session() as session:
            told = select(func.count(), func.sum(func.length(EventRow.thing))).where(EventRow.seq > first_seq)
            events, event_bytes = (await session.execute(told)).one()
            noted = func.sum(func.length(AuditRow.before) + func.length(AuditRow.after))
            audit_bytes = await session.scalar(select(noted).where(AuditRow.order == "receipts_heard"))
    writes = 2 * len(unit_ids) // together
    print(f"\n{kind}, {together} words a write: {writes} writes, sent in {sent_s * 1e3:.0f} ms")
    print(f"{spent_s * 1e3:.0f} ms, {cpu_s * 1e3:.0f} ms CPU, slowest {slowest_s * 1e3:.0f} ms")
    print(f"{events} events of {event_bytes / 1e3:.1f} kB, audit {audit_bytes / 1e3:.1f} kB")
    assert events == writes


async def _units(core: Core) -> list[int]:
    city = await found(core)
    async with core.orders.batch(SIMULATION) as batch:
        one = await batch.tx.load(Unit, city.north_unit)
        more = [replace(one, id=0, callsign=f"U-{number}") for number in range(MOST_ADDRESSED)]
        return [unit.id for unit in await batch.tx.add_all(more, None)]
