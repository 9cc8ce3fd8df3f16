"""10,000 units that all move, ten times a second, to five readers over real sockets: well under one core."""

from __future__ import annotations

import asyncio
import sys
import time
from contextlib import aclosing, closing
from pathlib import Path

import numpy as np

from app.api.frames import Columns
from app.backend.actors import SIMULATION
from app.backend.app import all_commands
from app.backend.core import Core
from app.backend.options import ServeOptions
from app.backend.serve import _listen, _Server
from app.backend.sign_ins import begin
from app.domain.duty import Account
from tests.small_city import found

UNITS, READERS, FRAMES = 10_000, 5, 60
# 0.06 was measured; the rest is for slower machines.
LIMIT_SHARE_OF_A_CORE = 0.4

# In a process of its own, so that its work is not counted: reads all streams and tells how many frames each got.
READER = """
import asyncio, sys
async def read(port, token, enough):
    reader, writer = await asyncio.open_connection("127.0.0.1", port, limit=2**24)
    writer.write(f"GET /v1/feed HTTP/1.1\\r\\nHost: x\\r\\nAuthorization: Bearer {token}\\r\\n\\r\\n".encode())
    frames, rest = 0, b""
    while frames < enough:
        part = await reader.read(2**20)
        if not part:
            break
        frames += (rest + part).count(b"event: positions")
        rest = part[-15:]
    writer.close()
    return frames
async def main():
    port, token, readers, enough = int(sys.argv[1]), sys.argv[2], int(sys.argv[3]), int(sys.argv[4])
    print(min(await asyncio.gather(*(read(port, token, enough) for _ in range(readers)))))
asyncio.run(main())
"""


def moved(generator: np.random.Generator, fix_ms: float) -> Columns:
    return {
        "unit": np.arange(1, UNITS + 1),
        "lat": generator.integers(305_000_000, 306_000_000, UNITS),
        "lon": generator.integers(1_122_000_000, 1_124_000_000, UNITS),
        "heading": generator.integers(0, 360, UNITS),
        "speed": generator.integers(0, 2_000, UNITS),
        "fix": np.full(UNITS, fix_ms),
        "battery": np.full(UNITS, 60),
        "signal": np.full(UNITS, 4),
    }


async def test_ten_thousand_units_to_five_readers(tmp_path: Path) -> None:
    options = ServeOptions(database_url=f"sqlite:///{tmp_path}/city.db", port=0)
    core = await Core.open(options, all_commands)
    with closing(_listen(options.host, 0)) as listening:
        async with aclosing(core):
            city = await found(core)
            for unit_id in range(1, UNITS + 1):
                core.positions.enroll(unit_id, "990106001")
            core.hub.start()
            async with core.orders.batch(SIMULATION) as batch:
                account = await batch.tx.load(Account, city.accounts["viewer"])
                sign_in_id, _ = await begin(batch.tx, account)
            server = _Server(core, options)
            serving = asyncio.create_task(server.serve(sockets=[listening]))
            readers = await asyncio.create_subprocess_exec(
                sys.executable,
                "-c",
                READER,
                str(listening.getsockname()[1]),
                core.tokens.issue(account, sign_in_id),
                str(READERS),
                str(FRAMES),
                stdout=asyncio.subprocess.PIPE,
            )
            share = await _drive(core, readers)
            told, _ = await readers.communicate()
            server.should_exit = True
            await serving
    print(f"{share:.2f} of a core")
    assert int(told) >= FRAMES
    assert share < LIMIT_SHARE_OF_A_CORE


async def _drive(core: Core, readers: asyncio.subprocess.Process) -> float:
    """Move everybody ten times a second until the readers have had enough; the share of a core that it took."""
    generator = np.random.default_rng(7)
    start_s, start_cpu_s = time.monotonic(), time.process_time()
    ended = asyncio.create_task(readers.wait())
    step = 0
    while not ended.done():
        step += 1
        core.positions.update(moved(generator, 1.8e12 + step * 100))
        await asyncio.wait([ended], timeout=max(0.0, start_s + step / 10 - time.monotonic()))
    return (time.process_time() - start_cpu_s) / (time.monotonic() - start_s)
