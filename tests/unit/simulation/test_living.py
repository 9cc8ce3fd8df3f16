"""The demo city on the real backend: filled once, copied from then on, alive, and no other after a restart."""

from __future__ import annotations

import asyncio
import shutil
from collections import Counter
from contextlib import aclosing
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from sqlalchemy import func, select

from app.api.order_bodies import SetClock
from app.backend.actors import SIMULATION
from app.backend.app import all_commands
from app.backend.core import Core
from app.backend.events import Numbered
from app.backend.options import ServeOptions
from app.backend.simulation import living
from app.backend.simulation.backend_world import BackendWorld
from app.backend.simulation.city import City
from app.backend.tables_city import CaseEntryRow, CaseRow, UnitRow
from app.backend.tables_reference import AreaRow
from app.domain.units import UnitStatus
from tests.logwatch import LogWatch
from tests.until import until

OPTIONS = ServeOptions(demo_scenario="flood", speed=60, seed=7)


def options(folder: Path, name: str) -> ServeOptions:
    return replace(OPTIONS, database_url=f"sqlite:///{(folder / name).as_posix()}")


async def counts(core: Core) -> list[int]:
    async with core.database.session() as session:
        return [
            await session.scalar(select(func.count()).select_from(row)) or 0
            for row in (AreaRow, CaseRow, CaseEntryRow, UnitRow)
        ]


async def test_a_second_demo_is_a_copy_of_the_first(
    city: City, city_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = await Core.open(options(tmp_path, "first.db"), all_commands)
    async with aclosing(first):
        await living.prepare(first, city_folder)
        made = await counts(first)
        assert first.clock.rate == 60.0
        assert not first.clock.paused
    assert made[0] == 2_470
    assert made[3] == 315

    def never(*_args: object) -> City:
        raise AssertionError("the template was not used")

    monkeypatch.setattr(living, "load_city", never)
    second = await Core.open(options(tmp_path, "second.db"), all_commands)
    async with aclosing(second):
        await living.prepare(second, city_folder)
        assert await counts(second) == made
        assert second.hub.epoch != first.hub.epoch
        assert len(second.positions) == 315


async def test_the_city_lives_pauses_and_goes_on_after_a_restart(
    city: City, city_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    core = await Core.open(options(tmp_path, "live.db"), all_commands)
    async with aclosing(core):
        await living.prepare(core, city_folder)
        nouns: set[str] = set()
        looks = Counter[str]()
        publish, look = core.hub.publish, BackendWorld.now_utc

        def published(events: list[Numbered]) -> None:
            nouns.update(event.noun for event in events)
            publish(events)

        def looked(world: BackendWorld) -> datetime:
            looks["standing"] += core.clock.paused
            return look(world)

        monkeypatch.setattr(core.hub, "publish", published)
        monkeypatch.setattr(BackendWorld, "now_utc", looked)
        task = asyncio.create_task(living.live(core, city_folder))

        wanted = {"warnings", "rain", "cases", "units", "low_points"}
        await until(lambda: wanted <= nouns, 60.0)
        assert len(core.positions.columns()["unit"]) > 40
        await core.orders.give("set_clock", SIMULATION, SetClock(rate=60.0, paused=True))
        stood = core.clock.now_utc()
        # Whatever was under way is through after a few more looks at the clock; from then on nothing happens.
        await until(lambda: looks["standing"] > 12, 60.0)
        seq, looks["standing"] = core.hub.seq, 0
        await until(lambda: looks["standing"] > 24, 60.0)
        assert core.hub.seq == seq
        assert core.clock.now_utc() == stood
        assert core.positions.columns()["fix"].max() <= stood.timestamp() * 1000.0 + 1.0
        task.cancel()
        await asyncio.gather(task, return_exceptions=True)
        before = await counts(core)
    again = await Core.open(options(tmp_path, "live.db"), all_commands)
    async with aclosing(again):
        await living.prepare(again, city_folder)
        assert await counts(again) == before
        assert again.clock.paused
        assert again.clock.now_utc() >= stood
        async with again.database.session() as session:
            on_duty = await session.scalar(
                select(func.count()).select_from(UnitRow).where(UnitRow.status != UnitStatus.OFF_DUTY)
            )
        assert (on_duty or 0) > 40


async def test_a_template_that_does_not_fit_is_made_again(
    city: City, city_folder: Path, tmp_path: Path, expected_log: LogWatch
) -> None:
    expected_log.expect("does not fit and is made again")
    cache = tmp_path / "cache"
    shutil.copytree(city_folder, cache)
    template = living.template_path(cache, "flood", 7, living.CITY_VERSION)
    template.write_bytes(b"not a database at all" * 200)
    core = await Core.open(options(tmp_path, "a.db"), all_commands)
    async with aclosing(core):
        await living.prepare(core, cache)
        assert (await counts(core))[3] == 315
    assert template.read_bytes().startswith(b"SQLite format 3")
