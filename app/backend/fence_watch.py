"""Watches the fences: hands positions to the judge, and what it finds to the write path."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime
from zoneinfo import ZoneInfo

import msgspec
import numpy as np
from sqlalchemy import select
from sqlalchemy.exc import InterfaceError, OperationalError

from app.backend import reference
from app.backend.actors import Actor
from app.backend.core import Core
from app.backend.fence_judge import FenceJudge, Turn
from app.backend.fence_judge import Verdict as Judged
from app.backend.fences import Breach
from app.backend.tables import EventRow
from app.backend.tables_city import AlarmRow, FenceRow, UnitRow
from app.domain.duty import Role
from app.domain.errors import Refusal
from app.domain.fences import Fence

log = logging.getLogger(__name__)

WATCH = Actor(account_id=0, login="fences", name="fences", seat="fences", role=Role.ADMIN, area_code="")
_LOOK_EVERY_S = 0.2
# After a fault the watch waits this long before it goes on.
_FAULT_S = 2.0
_ORDERS = {Turn.BREACHED: "raise_breach", Turn.BACK: "end_breach", Turn.SEVERE: "worsen_breach"}


async def watch(core: Core) -> None:
    """Judge whatever comes in until cancelled. A fault is logged, and the watch goes on."""
    watching = FenceWatch(core)
    while True:
        try:
            await watching.look()
        except Exception:
            log.exception("the watch on the fences stumbled and goes on")
            await asyncio.sleep(_FAULT_S)
        await asyncio.sleep(_LOOK_EVERY_S)


class FenceWatch:
    """What it knows it has from the database alone: at the first look all, later what the events have changed."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._judge = FenceJudge()
        # Verdicts that are not in the database yet: the judge tells of each turn once.
        self._owed: list[Judged] = []
        self._seq: int | None = None
        self._zone = ZoneInfo("UTC")

    async def look(self) -> None:
        """Take in changed fences and new units, then judge the positions that are new since the last look."""
        await self._hear()
        columns = self._core.positions.columns()
        if strangers := self._judge.strangers(np.asarray(columns["unit"], np.int64)):
            await self._meet(strangers)
        now_utc = self._core.clock.now_utc()
        local = now_utc.astimezone(self._zone)
        self._owed += self._judge.judge(columns, now_utc, local.hour * 60 + local.minute)
        if self._owed:
            await self._act()

    async def _act(self) -> None:
        """Give what is owed. Where the database fails all of it stays owed; a verdict that is itself faulty does not
        hold up the others.
        """
        async with self._core.orders.batch(WATCH) as batch:
            await batch.tx.session.connection()
            for verdict in self._owed:
                breach = Breach(
                    unit_id=verdict.unit_id,
                    since_utc=verdict.since_utc,
                    at_utc=verdict.at_utc,
                    lat_deg=verdict.lat_deg,
                    lon_deg=verdict.lon_deg,
                )
                try:
                    await batch.give(_ORDERS[verdict.turn], breach, verdict.fence_id)
                except Refusal as refusal:
                    log.warning("a breach of fence %d was refused: %s", verdict.fence_id, refusal.code)
                except (OperationalError, InterfaceError, OSError):
                    raise
                except Exception:
                    log.exception("a breach of fence %d could not be told of", verdict.fence_id)
        self._owed.clear()

    async def _hear(self) -> None:
        newest, fences = self._core.hub.seq, dict[int, Fence]()
        if newest == self._seq:
            return
        async with self._core.database.session() as session:
            if self._seq is None:
                self._zone = await reference.time_zone(session)
                found = await session.execute(select(UnitRow.id, UnitRow.kind, UnitRow.area_code))
                self._judge.take_units({row.id: (row.kind, row.area_code) for row in found})
                rows = await session.scalars(select(FenceRow).where(FenceRow.closed_utc.is_(None)))
                fences = {row.id: row.thing() for row in rows}
            else:
                heard = EventRow.seq > self._seq, EventRow.seq <= newest, EventRow.noun == FenceRow.NOUN
                for thing in await session.scalars(select(EventRow.thing).where(*heard).order_by(EventRow.seq)):
                    fence = msgspec.json.decode(thing, type=Fence)
                    fences[fence.id] = fence
            breaches: dict[int, dict[int, tuple[datetime, bool]]] = {fence_id: {} for fence_id in fences}
            if fences:
                open_ones = select(AlarmRow).where(AlarmRow.fence_id.in_(fences), AlarmRow.closed_utc.is_(None))
                for row in await session.scalars(open_ones):
                    fence = fences[row.fence_id or 0]
                    breaches[fence.id][row.unit_id or 0] = (row.raised_utc, row.level is not fence.level)
        for fence_id, fence in fences.items():
            self._judge.take_fence(fence, breaches[fence_id])
        self._seq = newest

    async def _meet(self, unit_ids: list[int]) -> None:
        async with self._core.database.session() as session:
            found = await session.execute(
                select(UnitRow.id, UnitRow.kind, UnitRow.area_code).where(UnitRow.id.in_(unit_ids))
            )
            self._judge.take_units({row.id: (row.kind, row.area_code) for row in found})
