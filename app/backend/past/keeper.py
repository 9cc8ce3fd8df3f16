"""Keeps the past while the backend lives: looks, writes and forgets, beside everything else."""

from __future__ import annotations

import asyncio
import logging
import time
from datetime import timedelta

from sqlalchemy import delete, func, select

from app.backend.core import Core
from app.backend.past import cities
from app.backend.past.cities import moment
from app.backend.past.recorder import MINUTE_MS, WHOLE_EVERY_MS, bodies
from app.backend.tables_past import PastPositionsRow
from app.domain.past_positions import TIME_STEP_MS, decode_past, join, pick

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
                    await take_up(core)
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


async def take_up(core: Core) -> None:
    """Begin, or go on where the last run ended, in the middle of a minute. A demo's clock that was put back by a crash
    lives some minutes again: what was kept of them is let go. A wall clock that is behind what was kept is, or was,
    wrong: that is said, and nothing is let go.
    """
    await cities.keep_first(core)
    now_utc = core.clock.now_utc()
    now_ms = int(now_utc.timestamp() * 1000)
    minute_ms = now_ms // MINUTE_MS * MINUTE_MS
    async with core.orders.aside() as session:
        if core.clock.is_wall:
            newest_ms = await session.scalar(select(func.max(PastPositionsRow.minute_ms)))
            if newest_ms is not None and newest_ms > minute_ms:
                log.warning("the past is kept until %s, and it is %s: is the clock right?", moment(newest_ms), now_utc)
        else:
            await session.execute(delete(PastPositionsRow).where(PastPositionsRow.minute_ms > minute_ms))
            await cities.forget_after(session, now_ms)
        kept = await session.scalars(select(PastPositionsRow.body).where(PastPositionsRow.minute_ms == minute_ms))
        columns = join([decode_past(body)[0] for body in kept])
    lived = columns["time"] <= (now_ms - minute_ms) / TIME_STEP_MS
    core.recorder.go_on(minute_ms, pick(columns, lived))


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
    if recorder.lost_minutes:
        log.warning("%d minutes of positions could not be kept", recorder.lost_minutes)
        recorder.lost_minutes = 0


async def forget(core: Core) -> None:
    """Let go of what is older than the kept span."""
    oldest_utc = core.clock.now_utc() - timedelta(hours=core.options.history_hours)
    oldest_ms = int(oldest_utc.timestamp() * 1000)
    async with core.orders.aside() as session:
        whole_ms = oldest_ms // WHOLE_EVERY_MS * WHOLE_EVERY_MS
        await session.execute(delete(PastPositionsRow).where(PastPositionsRow.minute_ms < whole_ms))
        await cities.forget_before(session, oldest_ms)
