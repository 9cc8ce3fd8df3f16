"""What every route, every gateway and the simulation share: the opened backend, as one bundle."""

from __future__ import annotations

import asyncio
import logging
import secrets
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Annotated, Any

from fastapi import Depends, Request
from sqlalchemy import func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.backend.attempts import Attempts
from app.backend.clock import KEPT_EVERY_S, CityClock
from app.backend.clock import SETTING as CLOCK_SETTING
from app.backend.database import Database, database_url
from app.backend.heard import Heard
from app.backend.hub import Hub
from app.backend.migrate import migrate
from app.backend.options import ServeOptions
from app.backend.orders import Command, Orders
from app.backend.past.recorder import Recorder
from app.backend.positions import Positions
from app.backend.security import Tokens, signing_key
from app.backend.tables import DeviceRow, EventRow, SettingRow
from app.backend.tables_city import UnitRow
from app.backend.transaction import Live

log = logging.getLogger(__name__)

EPOCH_SETTING = "epoch"
TRIM_EVERY = 240  # checkpoints: every 20 minutes


@dataclass(frozen=True, kw_only=True)
class Core:
    """The opened backend. `orders` is the only way to change the city; `positions` is written by whoever hears."""

    options: ServeOptions
    database: Database
    clock: CityClock
    positions: Positions
    hub: Hub
    orders: Orders
    tokens: Tokens
    heard: Heard
    recorder: Recorder
    attempts: Attempts = field(default_factory=Attempts)

    @classmethod
    async def open(cls, options: ServeOptions, commands: Callable[[], Mapping[str, Command]]) -> Core:
        """Open and upgrade the database, and take up where the last run ended. PlainError for faults to mend."""
        database = Database(database_url(options.database_url))
        await database.connect()
        await database.claim()
        try:
            await migrate(database)
            clock, positions = CityClock(), Positions()
            hub = Hub(database, clock, positions)
            async with database.session() as session:
                hub.epoch = await _epoch(session)
                tokens = Tokens(await signing_key(session))
            heard = Heard()
            live = Live(clock=clock, positions=positions, hub=hub, tokens=tokens, heard=heard)
            orders = Orders(database, live, commands())
            await orders.open()
            async with database.session() as session:
                newest_utc = await session.scalar(select(func.max(EventRow.at_utc)))
                clock.restore(await read_setting(session, CLOCK_SETTING), newest_utc)
                for device in await session.scalars(select(DeviceRow)):
                    heard.put(device.thing())
        except BaseException:
            await database.close()
            raise
        core = cls(
            options=options,
            database=database,
            clock=clock,
            positions=positions,
            hub=hub,
            orders=orders,
            tokens=tokens,
            heard=heard,
            recorder=Recorder(positions),
        )
        await core.enroll_units()
        return core

    async def enroll_units(self) -> None:
        """Let every unit of the database be heard; the write path does it by itself for a unit that it makes."""
        async with self.database.session() as session:
            for unit_id, area_code in await session.execute(select(UnitRow.id, UnitRow.area_code)):
                self.positions.enroll(unit_id, area_code)

    async def keep_house(self) -> None:
        """Runs for as long as the backend: checkpoints the city clock, trims what nobody will ask for."""
        rounds = 0
        while True:
            await asyncio.sleep(KEPT_EVERY_S)
            rounds += 1
            try:
                await self.checkpoint()
                if rounds % TRIM_EVERY == 0:
                    await self.orders.trim()
            except Exception:
                log.exception("housekeeping failed; it is tried again")

    async def checkpoint(self, *, stopped: bool = False) -> None:
        """Remember the city time of a clock that is not wall time."""
        kept = self.clock.kept(stopped=stopped)
        if kept is not None:
            await self.orders.keep_setting(CLOCK_SETTING, kept)

    async def aclose(self) -> None:
        await self.hub.stop()
        await self.checkpoint(stopped=True)
        await self.database.close()


async def read_setting(session: AsyncSession, name: str) -> Any:
    """The kept value, or None."""
    row = await session.get(SettingRow, name)
    return row.value if row else None


async def _epoch(session: AsyncSession) -> str:
    kept = await read_setting(session, EPOCH_SETTING)
    if kept is None:
        kept = secrets.token_hex(8)
        session.add(SettingRow(name=EPOCH_SETTING, value=kept))
        await session.commit()
    return str(kept)


def _core(request: Request) -> Core:
    core: Core = request.app.state.core
    return core


# What a route asks for to reach the backend: `async def read(core: TheCore, actor: Viewer)`.
TheCore = Annotated[Core, Depends(_core)]
