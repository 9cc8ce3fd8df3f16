"""The write path. Every change of the city goes through here, one at a time, each in one transaction.

A transaction holds the change, its audit entries, its numbered events and, for a seat's order, the answer by its
Idempotency-Key. What is committed is published on the feed in order, before the next write begins.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from typing import Any

from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.api.routes import Receipt
from app.backend import answered, audit
from app.backend.actors import Actor
from app.backend.clock import wall_utc
from app.backend.database import Database
from app.backend.events import Event, Numbered
from app.backend.problems import problem_of
from app.backend.security import hash_password
from app.backend.tables import EventRow, SettingRow, Thing
from app.backend.tables_past import PastCityRow
from app.backend.transaction import ROW_OF, Live, Transaction
from app.domain.errors import Refusal

# async (tx, actor, body) for what is new, async (tx, actor, id, body, expected_version) for what exists;
# gives the thing that was made or changed, or None where there is none (the clock).
Command = Callable[..., Awaitable[Thing | None]]

# A reader that was away for longer than this takes a snapshot instead.
EVENTS_KEPT = 50_000


class Batch:
    """Several orders of the backend's own in one transaction: all of them happen, or none."""

    def __init__(self, tx: Transaction, commands: Mapping[str, Command]) -> None:
        self.tx = tx
        self._commands = commands

    async def give(
        self, order: str, body: Any, thing_id: int | None = None, expected_version: int | None = None
    ) -> Thing | None:
        """Run one order in this transaction; the thing after it. A Refusal that is caught leaves no trace of it."""
        tx = self.tx
        marks = len(tx.events), len(tx.entries), len(tx.after_commit)
        try:
            async with tx.session.begin_nested():
                return await _run(self._commands[order], tx, order, body, thing_id, expected_version)
        except BaseException:
            del tx.events[marks[0] :], tx.entries[marks[1] :], tx.after_commit[marks[2] :]
            raise


async def _run(
    command: Command, tx: Transaction, order: str, body: Any, thing_id: int | None, expected_version: int | None
) -> Thing | None:
    tx.order = order
    if thing_id is None:
        return await command(tx, tx.actor, body)
    return await command(tx, tx.actor, thing_id, body, expected_version)


class Orders:
    """Gives orders to the database. `commands` maps the names of api.routes.ORDERS to handlers."""

    def __init__(self, database: Database, live: Live, commands: Mapping[str, Command]) -> None:
        self._database = database
        self._live = live
        self._hub = live.hub
        self._commands = commands
        self._lock = asyncio.Lock()
        self._head = audit.Head(0, audit.START_HASH)
        self._unsure = True
        # The write whose commit ended in doubt, with the newest entry and event that the database then has.
        self._doubtful: tuple[Transaction, audit.Head, int] | None = None
        self._opened = False
        self._running: set[asyncio.Task[Receipt]] = set()

    async def give(
        self,
        order: str,
        actor: Actor,
        body: Any,
        *,
        thing_id: int | None = None,
        expected_version: int | None = None,
        key: str = "",
    ) -> Receipt:
        """Carry out one order to the end, even if the asker goes away. Refusals are raised; a repeated key repeats."""
        task = asyncio.ensure_future(self._give(order, actor, body, thing_id, expected_version, key))
        self._running.add(task)
        task.add_done_callback(self._running.discard)
        return await asyncio.shield(task)

    @asynccontextmanager
    async def batch(self, actor: Actor) -> AsyncIterator[Batch]:
        """Several orders, or measurements through `batch.tx`, in one transaction; committed where the block ends."""
        async with self._lock:
            await self._make_sure()
            async with self._database.session() as session:
                tx = Transaction(session, actor, self._live)
                yield Batch(tx, self._commands)
                numbered = await self._commit(tx)
            self._tell(tx, numbered)

    async def open(self) -> None:
        """Find where the last run ended; call once before anything is ordered."""
        async with self._lock:
            await self._make_sure()

    async def trim(self) -> None:
        """Forget events that no reader will resume from and that the past does not need, and answers that no outbox
        will ask for again.
        """
        async with self.aside() as session:
            needed = await session.scalar(select(func.min(PastCityRow.seq)))
            last = self._hub.seq - EVENTS_KEPT
            last = last if needed is None else min(last, needed)
            await session.execute(delete(EventRow).where(EventRow.seq <= last))
            await answered.forget_old(session)

    async def keep_setting(self, name: str, value: Any) -> None:
        """Remember something of the backend's own."""
        async with self.aside() as session:
            await session.merge(SettingRow(name=name, value=value))

    @asynccontextmanager
    async def aside(self) -> AsyncIterator[AsyncSession]:
        """A session to write what is no order, so neither audited nor told; committed where the block ends."""
        async with self._lock, self._database.session() as session:
            yield session
            await session.commit()

    async def _give(
        self, order: str, actor: Actor, body: Any, thing_id: int | None, version: int | None, key: str
    ) -> Receipt:
        asked = answered.asked(actor.account_id, key, order, thing_id, body) if key else None
        # A hash takes long on purpose: nobody else's order waits for it.
        password = getattr(body, "password", None)
        password_hash = await hash_password(password) if isinstance(password, str) else ""
        async with self._lock:
            await self._make_sure()
            async with self._database.session() as session:
                if asked and (first := await answered.first_answer(session, asked)):
                    return first
                tx = Transaction(session, actor, self._live, password_hash)
                try:
                    thing = await _run(self._commands[order], tx, order, body, thing_id, version)
                except Refusal as refusal:
                    await session.rollback()
                    if asked:
                        answered.keep(session, asked, problem_of(refusal))
                        await session.commit()
                    raise
                receipt = self._receipt(key, thing, tx)
                if asked:
                    answered.keep(session, asked, receipt)
                numbered = await self._commit(tx)
            self._tell(tx, numbered)
            return receipt

    def _receipt(self, key: str, thing: Thing | None, tx: Transaction) -> Receipt:
        """`seq` is that of the thing's own last event, or of the last event at all where it has none."""
        if thing is None:
            return Receipt(key=key, id=0, version=0, seq=self._hub.seq + len(tx.events))
        own = (ROW_OF[type(thing)].NOUN, thing.id)
        places = [place for place, event in enumerate(tx.events, start=1) if (event.noun, event.thing_id) == own]
        last = places[-1] if places else len(tx.events)
        return Receipt(key=key, id=thing.id, version=thing.version, seq=self._hub.seq + last)

    async def _commit(self, tx: Transaction) -> list[Numbered]:
        numbered = [Numbered.of(self._hub.seq + place, event) for place, event in enumerate(tx.events, start=1)]
        tx.session.add_all(_row(one.seq, event) for one, event in zip(numbered, tx.events, strict=True))
        head = await audit.append(tx.session, self._head, tx.entries, wall_utc(), tx.now_utc)
        # From here to the end nobody can tell, if interrupted, whether the database kept it.
        self._unsure, self._doubtful = True, (tx, head, self._hub.seq + len(numbered))
        await tx.session.commit()
        self._unsure, self._doubtful = False, None
        self._head = head
        return numbered

    def _tell(self, tx: Transaction, numbered: list[Numbered]) -> None:
        self._hub.publish(numbered)
        for call in tx.after_commit:
            call()

    async def _make_sure(self) -> None:
        """After a start, or a commit that ended in doubt: take what the database says, and tell what was missed."""
        if not self._unsure:
            return
        async with self._database.session() as session:
            self._head = await audit.read_head(session)
            newest = await newest_seq(session)
            if self._opened and newest > self._hub.seq:
                rows = await session.scalars(
                    select(EventRow).where(EventRow.seq > self._hub.seq).order_by(EventRow.seq)
                )
                self._hub.publish([Numbered.of_row(row) for row in rows])
            self._hub.seq = newest
        doubtful = self._doubtful
        self._unsure, self._opened, self._doubtful = False, True, None
        if doubtful is not None and (self._head, newest) == doubtful[1:]:
            for call in doubtful[0].after_commit:
                call()


async def newest_seq(session: AsyncSession) -> int:
    """The number of the newest event; 0 before the first."""
    return await session.scalar(select(func.max(EventRow.seq))) or 0


def _row(seq: int, event: Event) -> EventRow:
    return EventRow(
        seq=seq,
        at_utc=event.at_utc,
        type=event.type,
        noun=event.noun,
        area_code=event.area_code,
        thing=event.thing.decode(),
    )
