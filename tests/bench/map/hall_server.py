"""The real backend with the demo city and 10,000 more units that all move; one of them has a phone of its own.

python -m tests.bench.map.hall_server --database FILE --rows N: N rows a tick of 100 ms are written to the hub, in turn.
"""

from __future__ import annotations

import asyncio
import contextlib
import sys
import time
from argparse import ArgumentParser
from datetime import UTC, datetime
from pathlib import Path

import numpy as np

from app.api.frames import Columns
from app.api.routes import Device
from app.backend.actors import SIMULATION
from app.backend.app import all_commands
from app.backend.core import Core
from app.backend.options import ServeOptions
from app.backend.past.keeper import keep_past
from app.backend.serve import _listen, _Server
from app.backend.simulation import living
from app.domain.positions import Datum
from app.domain.units import Unit, UnitKind, UnitStatus
from tests.bench.map.fleet import CENTRE_DEG, Fleet

COUNT = 10_000
PHONE = "bench-phone"
TICK_S = 0.1
# East of the two places between which the phone is sent, and within a window that shows the city.
_MIDDLE_DEG = (CENTRE_DEG[0], CENTRE_DEG[1] + 0.020)
_REACH_DEG = (0.020, 0.022)
_KINDS = (UnitKind.OFFICER, UnitKind.COLLECTOR, UnitKind.ENFORCEMENT_CAR, UnitKind.MUCK_TRUCK)


async def _enlist(core: Core) -> tuple[int, list[int]]:
    """The ids of the unit with the phone and of the others."""
    now_utc = core.clock.now_utc()
    units = [
        Unit(
            id=0,
            version=1,
            callsign=f"B{number:05d}",
            kind=_KINDS[number % len(_KINDS)],
            name=f"B{number:05d}",
            gloss=f"B{number:05d}",
            area_code="990106001",
            department_code="D01",
            phone="",
            terminal_number=f"9{number:05d}",
            talkgroup_id=None,
            status=UnitStatus.AVAILABLE,
            status_since_utc=now_utc,
        )
        for number in range(COUNT + 1)
    ]
    async with core.orders.batch(SIMULATION) as batch:
        batch.tx.order = "enlist"
        made = await batch.tx.add_all(units, None)
        device = Device(
            id=0,
            version=1,
            gateway="osmand",
            identifier=PHONE,
            datum=Datum.WGS84,
            unit_id=made[0].id,
            last_lat_deg=CENTRE_DEG[0],
            last_lon_deg=CENTRE_DEG[1],
            last_heard_utc=datetime.now(UTC),
        )
        kept = await batch.tx.add(device, None)
        batch.tx.after_commit.append(lambda: core.heard.put(kept))
    return made[0].id, [unit.id for unit in made[1:]]


async def _drive(core: Core, ids: list[int], rows: int) -> None:
    """Every unit is where the clock puts it whenever its turn comes."""
    fleet = Fleet(len(ids), _MIDDLE_DEG, _REACH_DEG)
    unit, turn, step = np.array(ids), 0, 0
    began_s = time.monotonic()
    while True:
        now = fleet.at(step * TICK_S)
        due = (np.arange(rows) + turn) % len(ids)
        turn = (turn + rows) % len(ids)
        columns: Columns = {
            "unit": unit[due],
            "lat": np.round(now.lat_deg[due] * 1e7).astype(np.int64),
            "lon": np.round(now.lon_deg[due] * 1e7).astype(np.int64),
            "heading": now.heading_deg[due].astype(np.int64),
            "speed": np.full(rows, 1500),
            "fix": np.full(rows, core.clock.now_utc().timestamp() * 1000),
            "battery": np.full(rows, 80),
            "signal": np.full(rows, 4),
        }
        core.positions.update(columns)
        step += 1
        await asyncio.sleep(max(0.0, began_s + step * TICK_S - time.monotonic()))


async def _run(database: Path, rows: int) -> None:
    options = ServeOptions(database_url=f"sqlite:///{database}", port=0, demo_scenario="day")
    core = await Core.open(options, all_commands)
    with contextlib.closing(_listen(options.host, 0)) as listening:
        async with contextlib.aclosing(core):
            await living.prepare(core)
            _phone, ids = await _enlist(core)
            core.hub.start()
            tasks = [asyncio.create_task(_drive(core, ids, rows)), asyncio.create_task(keep_past(core))]
            await _Server(core, options).serve(sockets=[listening])
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


def main() -> int:
    parser = ArgumentParser()
    parser.add_argument("--database", type=Path, required=True)
    parser.add_argument("--rows", type=int, required=True)
    asked = parser.parse_args()
    asyncio.run(_run(asked.database, asked.rows))
    return 0


if __name__ == "__main__":
    sys.exit(main())
