"""The keeper of the past beside a running backend: it looks, and what waits is written when it ends."""

from __future__ import annotations

import asyncio
from datetime import UTC, datetime, timedelta

import numpy as np
from sqlalchemy import func, select

from app.api.frames import Columns
from app.backend.core import Core
from app.backend.past.keeper import keep_past, take_up, write_positions
from app.backend.past.recorder import WAITING_MINUTES
from app.backend.tables_past import PastCityRow, PastPositionsRow
from app.domain.past_positions import decode_past
from tests.logwatch import LogWatch
from tests.small_city import SmallCity
from tests.until import until

START = datetime(2026, 7, 15, 2, 0, tzinfo=UTC)


def fixes(at_ms: float, lat_of: dict[int, int]) -> Columns:
    """One fix of each unit, in wire units."""
    count = len(lat_of)
    columns: Columns = {name: np.zeros(count, "<i8") for name in ("lon", "heading", "speed", "battery", "signal")}
    return {**columns, "unit": np.array([*lat_of]), "lat": np.array([*lat_of.values()]), "fix": np.full(count, at_ms)}


async def test_what_was_heard_is_written_when_the_backend_ends(core: Core, city: SmallCity) -> None:
    keeping = asyncio.create_task(keep_past(core))
    await until(lambda: core.recorder.sampled_utc)
    now_ms = core.clock.now_utc().timestamp() * 1000
    core.positions.update(fixes(now_ms, {city.north_unit: 305_000_000, city.south_unit: 305_100_000}))
    keeping.cancel()
    await asyncio.gather(keeping, return_exceptions=True)
    async with core.database.session() as session:
        bodies = (await session.scalars(select(PastPositionsRow.body))).all()
        whole = await session.scalar(select(func.count()).select_from(PastCityRow))
    lat = np.concatenate([decode_past(body)[0]["lat"] for body in bodies])
    assert set(lat.tolist()) == {30_500_000, 30_510_000}
    assert whole == 1
    assert not core.recorder.waiting()


async def test_a_machine_that_starts_with_a_wrong_clock_keeps_the_past(
    core: Core, city: SmallCity, expected_log: LogWatch
) -> None:
    to_come_ms = int((core.clock.now_utc() + timedelta(days=400)).timestamp() * 1000)
    async with core.orders.aside() as session:
        session.add(PastPositionsRow(minute_ms=to_come_ms, bucket=0, body=b""))
        session.add(PastCityRow(at_ms=1, seq=0, body=b""))
        session.add(PastCityRow(at_ms=to_come_ms, seq=0, body=b""))
    expected_log.expect("is the clock right")
    await take_up(core)
    async with core.database.session() as session:
        assert await session.scalar(select(func.count()).select_from(PastPositionsRow)) == 1
        assert await session.scalar(select(func.count()).select_from(PastCityRow)) == 2


async def test_a_database_that_is_away_for_long_costs_bounded_memory_and_what_is_lost_is_told(
    core: Core, city: SmallCity, expected_log: LogWatch
) -> None:
    recorder = core.recorder
    for minute in range(WAITING_MINUTES + 40):
        at_utc = START + timedelta(minutes=minute)
        core.positions.update(fixes(at_utc.timestamp() * 1000, {city.north_unit: 305_000_000}))
        recorder.sample(at_utc)
    expected_log.expect("39 minutes of positions")
    await write_positions(core)
    async with core.database.session() as session:
        kept = await session.scalar(select(func.count()).select_from(PastPositionsRow))
        oldest_ms = await session.scalar(select(func.min(PastPositionsRow.minute_ms)))
    assert kept == WAITING_MINUTES + 1
    assert oldest_ms == (START + timedelta(minutes=39)).timestamp() * 1000
