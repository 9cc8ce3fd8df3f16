"""The demo city's door to the backend: `prepare` an empty database, then `live` until cancelled."""

from __future__ import annotations

import asyncio
import logging
import time
from pathlib import Path

from platformdirs import user_cache_path, user_data_path
from sqlalchemy import func, insert, select, update

from app.backend import reference
from app.backend.actors import SIMULATION
from app.backend.city_import import count_on_from_here, import_city
from app.backend.core import Core
from app.backend.options import ServeOptions
from app.backend.simulation.backend_world import BackendWorld
from app.backend.simulation.city import CITY_VERSION, City, load_city
from app.backend.simulation.haul_routes import founded_fences
from app.backend.simulation.history import recall
from app.backend.simulation.life import STARTS, Life
from app.backend.simulation.template import copy_from_template, template_path, write_template
from app.backend.simulation.world import World
from app.backend.tables_city import CaseEntryRow, CaseRow, FenceRow, UnitRow
from app.backend.tables_reference import CityRow
from app.backend.transaction import Transaction
from app.domain.units import UnitStatus

log = logging.getLogger(__name__)

# Real time: how often positions are published, and how often people act.
_MOVE_EVERY_S = 0.2
_ACT_EVERY_S = 0.5
# After a fault the city waits this long before it goes on.
_FAULT_S = 2.0


def cache_folder() -> Path:
    """Where built cities and templates are kept."""
    return user_cache_path("zhihui", appauthor=False)


def own_database_url(options: ServeOptions) -> str:
    """Where a demo is kept that was given no database: a file of its own, never the real hall's."""
    name = f"demo-{options.demo_scenario}-{options.seed}.db"
    return f"sqlite:///{(user_data_path('zhihui', appauthor=False) / name).as_posix()}"


async def prepare(core: Core, cache: Path | None = None) -> None:
    """Give an empty database the demo city and its past, and the clock its start. A database with a city is kept as it
    is, and its clock goes on from where it stood.
    """
    scenario = core.options.demo_scenario
    assert scenario is not None
    async with core.database.session() as session:
        known = bool(await session.scalar(select(func.count()).select_from(CityRow)))
    if known and not core.clock.is_wall:
        return
    core.clock.set(float(core.options.speed), True, STARTS[scenario])
    if not known:
        await _fill(core, cache or cache_folder())
        await core.enroll_units()
    core.clock.set(float(core.options.speed), False)
    await core.checkpoint()


async def _fill(core: Core, cache: Path) -> None:
    scenario, seed = core.options.demo_scenario, core.options.seed
    template = template_path(cache, str(scenario), seed, CITY_VERSION)
    database = Path(str(core.database.url.database)) if core.database.is_sqlite else None
    if database is not None and await asyncio.to_thread(copy_from_template, database, template):
        return
    city = await asyncio.to_thread(load_city, seed, cache)
    async with core.orders.batch(SIMULATION) as batch:
        await import_city(batch.tx, city)
        await _remember(batch.tx, city, seed)
        await batch.tx.session.flush()
        await count_on_from_here(batch.tx.session)
    if database is not None:
        await asyncio.to_thread(write_template, database, template)


async def _remember(tx: Transaction, city: City, seed: int) -> None:
    """Write the past into the tables; nothing of it is an event, it was there before anybody looked."""
    clocks = await reference.case_clocks(tx.session)
    past = await asyncio.to_thread(recall, city, seed, tx.now_utc, clocks)
    await tx.session.flush()
    tx.session.add_all([CaseRow.of(case) for case, _course in past.cases])
    tx.session.add_all([FenceRow.of(fence) for fence in founded_fences(city, seed, tx.now_utc)])
    await tx.session.flush()
    entries = [
        {"case_id": case.id, **{name: getattr(entry, name) for name in entry.__slots__}}
        for case, course in past.cases
        for entry in course
    ]
    if entries:
        await tx.session.execute(insert(CaseEntryRow), entries)
    for unit_id, (status, case_id) in past.units.items():
        if status is not UnitStatus.AVAILABLE:
            await tx.session.execute(
                update(UnitRow).where(UnitRow.id == unit_id).values(status=status, case_id=case_id)
            )
    free = [unit_id for unit_id, (status, _case) in past.units.items() if status is UnitStatus.AVAILABLE]
    await tx.session.execute(update(UnitRow).where(UnitRow.id.in_(free)).values(status=UnitStatus.AVAILABLE))


async def live(core: Core, cache: Path | None = None) -> None:
    """Let the city live until cancelled."""
    scenario = core.options.demo_scenario
    assert scenario is not None
    city = await asyncio.to_thread(load_city, core.options.seed, cache or cache_folder())
    life = Life(city, core.options.seed, scenario)
    world = BackendWorld(core)
    life.leave_to_phones(world.phones())
    life.begin(await world.census(), world.now_utc())
    async with asyncio.TaskGroup() as group:
        group.create_task(_move(life, world))
        group.create_task(_act(life, world))


async def _move(life: Life, world: World) -> None:
    """Publish positions; nothing is published while the city stands still."""
    last = None
    while True:
        now_utc = world.now_utc()
        if now_utc != last:
            world.publish(life.positions(now_utc))
            last = now_utc
        await asyncio.sleep(_MOVE_EVERY_S)


async def _act(life: Life, world: World) -> None:
    """Hear what was ordered, and let people act. A fault is logged and the city goes on."""
    while True:
        began_s = time.monotonic()
        try:
            now_utc = world.now_utc()
            life.leave_to_phones(world.phones())
            life.hear(await world.changes(), now_utc)
            if orders := life.play(now_utc):
                await world.give(orders)
        except Exception:
            log.exception("the demo city stumbled and goes on")
            await asyncio.sleep(_FAULT_S)
        await asyncio.sleep(max(0.02, _ACT_EVERY_S - (time.monotonic() - began_s)))
