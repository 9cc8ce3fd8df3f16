"""Keeps the past while the backend lives: looks, writes and forgets, beside everything else."""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import timedelta

from sqlalchemy import delete

from app.backend.core import Core
from app.backend.past import cities
from app.backend.past.recorder import WHOLE_EVERY_MS, bodies
from app.backend.tables_past import PastPositionsRow

log = logging.getLogger(__name__)

# Wall seconds: whoever pulls the plug loses no more than this.
WRITE_EVERY_S = 5.0
FORGET_EVERY_S = 600.0
# However fast the city runs, it is not looked at more often than this.
_QUICKEST_S = 0.2
_SLOWEST_S = 1.0


async def keep_past(core: Core) -> None:
    """Runs for as long as the backend; what is not written yet is written at the end."""
    written_s = forgotten_s = time.monotonic()
    spacing = timedelta(seconds=core.options.history_spacing_s)
    begun = False
    try:
        while True:
            try:
                if not begun:
                    await cities.keep_first(core)
                    begun = True
                seen_utc, now_utc = core.recorder.sampled_utc, core.clock.now_utc()
                # A clock that was turned back is looked at, too.
                if seen_utc is None or not seen_utc <= now_utc < seen_utc + spacing:
                    core.recorder.sample(now_utc)
                if time.monotonic() - written_s >= WRITE_EVERY_S:
                    written_s = time.monotonic()
                    await write_positions(core)
                    await cities.keep_due(core)
                if time.monotonic() - forgotten_s >= FORGET_EVERY_S:
                    forgotten_s = time.monotonic()
                    await forget(core)
            except Exception:
                log.exception("the past could not be kept; it is tried again")
            pause_s = core.options.history_spacing_s / core.clock.rate
            await asyncio.sleep(min(_SLOWEST_S, max(_QUICKEST_S, pause_s)))
    finally:
        core.recorder.sample(core.clock.now_utc())
        await write_positions(core)


async def write_positions(core: Core) -> None:
    """Put what was recorded into the database."""
    recorder = core.recorder
    sampled_utc, minutes = recorder.sampled_utc, recorder.waiting()
    try:
        for minute in minutes:
            blocks = await asyncio.to_thread(bodies, minute)
            async with core.orders.aside() as session:
                for bucket, body in blocks.items():
                    await session.merge(PastPositionsRow(minute_ms=minute.start_ms, bucket=bucket, body=body))
    except BaseException:
        recorder.not_written()
        raise
    recorder.written(minutes, sampled_utc)


async def forget(core: Core) -> None:
    """Let go of what is older than the kept span."""
    oldest_utc = core.clock.now_utc() - timedelta(hours=core.options.history_hours)
    oldest_ms = int(oldest_utc.timestamp() * 1000)
    async with core.orders.aside() as session:
        whole_ms = oldest_ms // WHOLE_EVERY_MS * WHOLE_EVERY_MS
        await session.execute(delete(PastPositionsRow).where(PastPositionsRow.minute_ms < whole_ms))
        await cities.forget_before(session, oldest_ms)
