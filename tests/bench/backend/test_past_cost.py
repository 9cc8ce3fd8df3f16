"""What the kept past costs: bytes for a unit and hour, CPU beside the ingestion, and how long a look back takes.

Units drive 8 m/s with turns, noise of a phone's GPS (2 m) and a fix of their own moment; a fifth of them stands.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import aclosing
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

import numpy as np
import pytest
from sqlalchemy import func, select

from app.api.frames import Columns
from app.api.past_course import Course
from app.backend.app import all_commands
from app.backend.core import Core
from app.backend.options import ServeOptions
from app.backend.past import keeper
from app.backend.past.positions import positions_between, track
from app.backend.tables_past import PastPositionsRow
from app.domain.past_positions import decode_past

START = datetime(2026, 7, 15, 2, 0, tzinfo=UTC)
MINUTES = 12
METRE_E7 = 90.0  # 1e-7 degrees, roughly


class Traffic:
    """Everybody's columns at a second."""

    def __init__(self, units: int) -> None:
        self.units = units
        self._chance = np.random.default_rng(3)
        self._lat = self._chance.integers(305_000_000, 306_000_000, units).astype(np.float64)
        self._lon = self._chance.integers(1_122_000_000, 1_124_000_000, units).astype(np.float64)
        self._heading = self._chance.integers(0, 360, units).astype(np.float64)
        self._moves = self._chance.random(units) > 0.2
        self._own_ms = self._chance.integers(0, 1_000, units)

    def after(self, second: int, step_s: int) -> Columns:
        turns = self._chance.random(self.units) < 0.1
        self._heading = np.where(turns, self._heading + self._chance.normal(0, 60, self.units), self._heading) % 360
        way = np.where(self._moves, 8.0 * step_s * METRE_E7, 0.0)
        self._lat += way * np.cos(np.radians(self._heading))
        self._lon += way * np.sin(np.radians(self._heading))
        noise = np.where(self._moves, 2.0 * METRE_E7, 0.0)
        fix_ms = START.timestamp() * 1000 + second * 1000 - self._own_ms
        speed = np.where(self._moves, self._chance.normal(800, 150, self.units), 0.0)
        return {
            "unit": np.arange(1, self.units + 1),
            "lat": self._lat + self._chance.normal(0, 1, self.units) * noise,
            "lon": self._lon + self._chance.normal(0, 1, self.units) * noise,
            "heading": np.where(self._moves, self._heading, 0).astype(np.int64),
            "speed": np.clip(speed, 0, 5_000).astype(np.int64),
            "fix": fix_ms,
            "battery": np.full(self.units, 60),
            "signal": np.full(self.units, 4),
        }


@pytest.mark.parametrize("spacing_s", [10, 30])
@pytest.mark.parametrize("units", [315, 10_000, 50_000])
async def test_what_the_past_costs(tmp_path: Path, units: int, spacing_s: int) -> None:
    options = ServeOptions(database_url=f"sqlite:///{tmp_path}/city.db", history_spacing_s=float(spacing_s))
    core = await Core.open(options, all_commands)
    async with aclosing(core):
        for unit_id in range(1, units + 1):
            core.positions.enroll(unit_id, "990106001")
        traffic = Traffic(units)
        ingest, sample, write = Cost(), Cost(), Cost()
        for second in range(0, MINUTES * 60, spacing_s):
            columns = traffic.after(second, spacing_s)
            ingest.take(partial(core.positions.update, columns))
            now_utc = START + timedelta(seconds=second)
            sample.take(partial(core.recorder.sample, now_utc))
            if second % 60 == 0:
                began_s = time.process_time()
                await keeper.write_positions(core)
                write.add(time.process_time() - began_s)
        await keeper.write_positions(core)
        async with core.database.session() as session:
            kept = select(func.sum(func.length(PastPositionsRow.body)))
            # Ten minutes with their whole one; the last are still open and packed with less effort.
            body = await session.scalar(kept.where(PastPositionsRow.minute_ms < (START.timestamp() + 600) * 1000)) or 0
            ids = np.arange(1, units + 1, dtype=np.uint32)
            began_s = time.perf_counter()
            answer = await positions_between(
                session, START + timedelta(minutes=7), START + timedelta(minutes=12), 0.0, ids
            )
            read_s = time.perf_counter() - began_s
            began_s = time.perf_counter()
            course = Course(*decode_past(answer))
            unpack_s = time.perf_counter() - began_s
            began_s = time.perf_counter()
            for frame in range(20):
                place = course.at((START.timestamp() + 500 + frame) * 1000)
            frame_s = (time.perf_counter() - began_s) / 20
            began_s = time.perf_counter()
            points = await track(session, 5, START, START + timedelta(minutes=12), 0.0)
            track_s = time.perf_counter() - began_s
    hour = body * 6 / units
    print(f"\n{units} units every {spacing_s} s")
    print(f"{hour:.0f} bytes a unit and hour, {hour * units * 72 / 1e9:.2f} GB in 72 h")
    print(f"CPU: update {ingest.mean_ms:.2f} ms, look {sample.mean_ms:.2f} ms, write {write.mean_ms:.0f} ms a minute")
    print(f"seek {read_s * 1e3:.0f} ms, {len(answer) / 1e6:.2f} MB, unpacked in {unpack_s * 1e3:.0f} ms")
    print(f"frame {frame_s * 1e3:.2f} ms, track {track_s * 1e3:.0f} ms")
    assert len(place["unit"]) == units
    # The first fix is from before the start.
    assert len(points) == MINUTES * 60 // spacing_s - 1
    # Looking at everybody once in a while must stay small against what the positions themselves cost.
    assert sample.mean_ms / spacing_s < 1.0


class Cost:
    """CPU seconds of one kind of work."""

    def __init__(self) -> None:
        self._spent_s: list[float] = []

    def take(self, work: Callable[[], object]) -> None:
        began_s = time.process_time()
        work()
        self.add(time.process_time() - began_s)

    def add(self, spent_s: float) -> None:
        self._spent_s.append(spent_s)

    @property
    def mean_ms(self) -> float:
        return 1000 * sum(self._spent_s) / max(1, len(self._spent_s))
