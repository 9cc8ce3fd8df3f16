"""The real backend as the simulation's World: hears the feed's events, acts through the one write path."""

from __future__ import annotations

import logging
from collections.abc import Sequence
from datetime import datetime, timedelta

import msgspec
import numpy as np
from sqlalchemy import select

from app.api.frames import NOUN_TYPES, Columns
from app.backend.actors import SIMULATION
from app.backend.comms import read_messages
from app.backend.core import Core
from app.backend.simulation.world import Census, Change, Order
from app.backend.tables import EventRow
from app.backend.tables_city import CaseRow, LowPointRow, MessageRow, PlanRunRow, UnitRow, WarningRow
from app.domain.cases import OPEN_STAGES
from app.domain.errors import Refusal

log = logging.getLogger(__name__)

_NOUNS = ("units", "cases", "messages", "plan_runs", "low_points", "warnings")
# One transaction holds the write lock: a seat's order must not wait behind many of the city's.
_TOGETHER = 8
# Texts that nobody has read by now are not read any more.
_UNREAD_FOR = timedelta(minutes=30)


class BackendWorld:
    """Reads through sessions of its own; writes only through `core.orders`."""

    def __init__(self, core: Core) -> None:
        self._core = core
        self._seq = core.hub.seq

    def now_utc(self) -> datetime:
        return self._core.clock.now_utc()

    def phones(self) -> frozenset[int]:
        return self._core.heard.unit_ids()

    def publish(self, columns: Columns) -> None:
        real = self.phones()
        if real:
            # Somebody carries a real phone for this unit: it is where the phone is.
            own = ~np.isin(columns["unit"], list(real))
            columns = {name: values[own] for name, values in columns.items()}
        self._core.positions.update(columns)

    async def census(self) -> Census:
        self._seq = self._core.hub.seq
        async with self._core.database.still() as session:
            units = await session.scalars(select(UnitRow).order_by(UnitRow.id))
            cases = await session.scalars(select(CaseRow).where(CaseRow.stage.in_(OPEN_STAGES)).order_by(CaseRow.id))
            runs = await session.scalars(select(PlanRunRow).where(PlanRunRow.ended_utc.is_(None)))
            messages = await read_messages(
                session,
                select(MessageRow).where(MessageRow.sent_utc > self.now_utc() - _UNREAD_FOR).order_by(MessageRow.id),
            )
            low_points = await session.scalars(select(LowPointRow).order_by(LowPointRow.id))
            warnings = await session.scalars(select(WarningRow).where(WarningRow.lifted_utc.is_(None)))
            return Census(
                units=[row.thing() for row in units],
                cases=[row.thing() for row in cases],
                messages=messages,
                plan_runs=[row.thing() for row in runs],
                low_points=[row.thing() for row in low_points],
                warnings=[row.thing() for row in warnings],
            )

    async def changes(self) -> Sequence[Change]:
        newest = self._core.hub.seq
        if newest == self._seq:
            return ()
        async with self._core.database.session() as session:
            rows = await session.execute(
                select(EventRow.noun, EventRow.thing)
                .where(EventRow.seq > self._seq, EventRow.seq <= newest, EventRow.noun.in_(_NOUNS))
                .order_by(EventRow.seq)
            )
            found = [Change(noun, msgspec.json.decode(thing, type=NOUN_TYPES[noun])) for noun, thing in rows]
        self._seq = newest
        return found

    async def give(self, orders: Sequence[Order]) -> None:
        for start in range(0, len(orders), _TOGETHER):
            async with self._core.orders.batch(SIMULATION) as batch:
                for order in orders[start : start + _TOGETHER]:
                    try:
                        await batch.give(order.name, order.body, order.thing_id)
                    except Refusal as refusal:
                        # Somebody was faster, or the place is not in the city: life goes on.
                        log.debug("%s on %s was refused: %s", order.name, order.thing_id, refusal.code)
