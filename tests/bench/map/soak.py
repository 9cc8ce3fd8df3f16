"""Eight hours of flood at 60×, the map shown: whether the memory of backend, console and map stays what it was."""

from __future__ import annotations

import contextlib
import statistics
import tempfile
import time
from pathlib import Path

from app.shell.embedded import SPARING
from tests.bench.map.contest import Tell
from tests.bench.map.hall_console import SPOTS_SAID
from tests.bench.map.processes import Family, memory
from tests.bench.map.program import Program, Silent
from tests.bench.map.rows import Row, measured
from tests.bench.map.stage import SOFTWARE, Stage, environment

_SPEED = 60
_HOURS = 8
_SETTLED_MIN = 10  # of city time
_EVERY_S = 10.0
_START_LIMIT_S = 180.0
_WORK = f"{_HOURS} h of flood at {_SPEED}×, the map shown"
# One sample: seconds since the map stood, then MB of the backend, the console and the map's processes.
Sample = tuple[float, float, float, float]


def soak(stage: Stage, tell: Tell) -> None:
    """Takes eight minutes and a start."""
    try:
        samples = _watch(stage)
    except Silent as fault:
        tell(Row(work=f"{_WORK}: not run", value=None, ok=False, note=str(fault)))
        return
    settled = [sample for sample in samples if sample[0] >= _SETTLED_MIN * 60 / _SPEED]
    whole = _without_waves([sum(sample[1:]) for sample in settled])
    first = whole[0]
    above = [(mb - first) / first * 100.0 for mb in whole]
    ends = f"{first:.0f} MB after {_SETTLED_MIN} min, {whole[-1]:.0f} MB at the end"
    note = f"{ends}, {min(whole):.0f} to {max(whole):.0f} MB between; the highest against the first"
    tell(measured(f"{_WORK}: memory of all processes grows", above, "%", at_most=3.0, mode=SOFTWARE, note=note, of=max))
    for place, name in enumerate(("backend", "console", "map processes"), start=1):
        values = _without_waves([sample[place] for sample in settled])
        note = f"{values[0]:.0f} MB at first, {values[-1]:.0f} MB at the end"
        tell(measured(f"{_WORK}: {name}", values, "MB", mode=SOFTWARE, note=note))
    half = whole[len(whole) // 2 :]
    quarter = max(1, len(half) // 2)
    drift = (statistics.mean(half[-quarter:]) / statistics.mean(half[:quarter]) - 1.0) * 100.0
    tell(measured(f"{_WORK}: last two hours against the two before", [drift], "%", mode=SOFTWARE))


def _without_waves(values: list[float]) -> list[float]:
    """The median of each three samples in a row: collectors of garbage make waves that are no growth."""
    return [statistics.median(values[at : at + 3]) for at in range(max(1, len(values) - 2))]


def _watch(stage: Stage) -> list[Sample]:
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="zhihui-soak-")))
        env = environment(SOFTWARE) | {"DISPLAY": stage.display}
        for kind in ("DATA", "CONFIG", "STATE"):
            env[f"XDG_{kind}_HOME"] = str(folder / kind.lower())
        words = ["--demo", "flood", "--speed", str(_SPEED), "--port", "0", "--database", f"sqlite:///{folder}/city.db"]
        server = Program({**SPARING, **env}, "main", "serve", *words)  # as the demo starts it
        stack.callback(server.end)
        url = server.says("ZHIHUI-READY", _START_LIMIT_S).strip()
        console = Program(env, "hall_console", url, "100")
        stack.callback(console.end)
        console.says(SPOTS_SAID, _START_LIMIT_S)
        families = Family(server.pid, None), Family(console.pid, None)
        began_s, samples = time.monotonic(), list[Sample]()
        while (passed_s := time.monotonic() - began_s) < _HOURS * 3600 / _SPEED:
            if not (server.is_running() and console.is_running()):
                raise Silent(f"a process ended after {passed_s:.0f} s")
            web = families[1].web_engine()
            backend, console_alone = memory(families[0].pids()), memory(families[1].pids() - web)
            samples.append((passed_s, backend.own_mb, console_alone.own_mb, memory(web).own_mb))
            time.sleep(max(0.0, began_s + len(samples) * _EVERY_S - time.monotonic()))
        return samples
