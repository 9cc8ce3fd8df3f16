"""Live and heavy layers together: the everyday fleet, the large one, a drag, and the click on the layer."""

from __future__ import annotations

import statistics
from typing import Any

from tests.bench.map.contest import FEED_PER_S, Tell, show
from tests.bench.map.rows import Row, measured
from tests.bench.map.stage import SOFTWARE, Stage, own_modes
from tests.bench.metropolis import POINTS

_LIMIT_S = 90.0
_MAKE_LIMIT_S = 300.0
_LOADS = 3
_ALL = "64,500 grids + 10.11 M points"


def heavy(stage: Stage, tell: Tell) -> None:
    """The rows to reach without a GPU, and the same with one where there is one."""
    made = stage.play("heavy_map", "make", mode=SOFTWARE, limit_s=_MAKE_LIMIT_S)
    if made["reason"]:
        tell(Row(work=f"{_ALL}: not run", value=None, ok=False, note=made["reason"]))
        return
    for mode in own_modes():
        _fleet(stage, mode, tell)
        _drag(stage, mode, tell)
        _click(stage, mode, tell)


def _fleet(stage: Stage, mode: str, tell: Tell) -> None:
    reach = mode == SOFTWARE
    for count, fps in ((10_000, 60.0), (50_000, 50.0)):
        work = f"{count:,} units all moving over {_ALL}"
        said = show(stage, "", "ours", count, FEED_PER_S, mode, heavy=True)
        if said["reason"]:
            tell(Row(work=f"{work}: not run", value=None, mode=mode, ok=False if reach else None, note=said["reason"]))
            continue
        # Of 60 a second one may fall just outside of a run.
        least = (59.5 if fps == 60.0 else fps) if reach else None
        frames = f"{statistics.median(said['frames_per_s']):.1f} frames/s in the page"
        longest = f"the longest {max(said['frame_max_ms']):.0f} ms"
        note = f"{frames}, {longest}; fed {FEED_PER_S}/s, drawn gliding; {said['engine']}"
        tell(measured(f"{work}: painted", said["painted_per_s"], "fps", at_least=least, mode=mode, note=note))
        most = 20.0 if reach and count == 10_000 else None
        tell(measured(f"{work}: p95 frame", said["frame_p95_ms"], "ms", at_most=most, mode=mode))
        tell(measured(f"{work}: updates shown", said["updates_per_s"], "per s", mode=mode))
        cost = [cpu / shown for cpu, shown in zip(said["cpu_ms_per_s"], said["updates_per_s"], strict=True) if shown]
        tell(measured(f"{work}: CPU per update, all processes", cost, "ms", mode=mode))


def _drag(stage: Stage, mode: str, tell: Tell) -> None:
    reach = mode == SOFTWARE
    work = f"drag over {_ALL} + 10,000 moving units"
    said = stage.play("heavy_map", "drag", mode=mode, limit_s=_LIMIT_S, picture=f"drag-{mode}")
    if said["reason"]:
        tell(Row(work=f"{work}: not run", value=None, mode=mode, ok=False if reach else None, note=said["reason"]))
        return
    moved = statistics.median(said["moved_px"])
    note = f"real pointer events for {said['dragged_s']:.1f} s; ended {moved:.0f} px from where it began"
    tell(measured(work, said["frames_per_s"], "fps", at_least=45.0 if reach else None, mode=mode, note=note))
    tell(measured(f"{work}: p95 frame", said["p95_ms"], "ms", mode=mode))
    stall = "the worst of all runs, until a second after the button was let go"
    longest = measured(
        f"{work}: longest stall",
        said["longest_ms"],
        "ms",
        at_most=60.0 if reach else None,
        mode=mode,
        note=stall,
        of=max,
    )
    tell(longest)


def _click(stage: Stage, mode: str, tell: Tell) -> None:
    reach = mode == SOFTWARE
    work = "10.11 M points from click on the layer to drawn"
    answers: list[dict[str, Any]] = []
    for run in range(_LOADS):
        picture = f"points-{mode}" if run == 0 else ""
        said = stage.play("heavy_map", "load", mode=mode, limit_s=_LIMIT_S, picture=picture)
        if said["reason"]:
            tell(Row(work=f"{work}: not run", value=None, mode=mode, ok=False if reach else None, note=said["reason"]))
            return
        answers.append(said)
    took = [said["took_ms"] / 1000.0 for said in answers]
    changed = statistics.median(said["changed"] for said in answers)
    note = f"with grids and moving units on, a fresh process each; {changed:.0%} of the pixels changed"
    tell(measured(work, took, "s", at_most=0.7 if reach else None, mode=mode, note=note))
    before = statistics.median(said["before_mb"] for said in answers)
    at_once = statistics.median(said["at_once_mb"] for said in answers)
    method = f"PSS of every web-engine process 2 s later; {before:.0f} MB before the click, {at_once:.0f} MB when drawn"
    used = [said["pss_mb"] for said in answers]
    most = 500.0 if reach else None
    tell(measured(f"{work}: memory of all map processes", used, "MB", at_most=most, mode=mode, note=method))
    each = [1e6 * (said["pss_mb"] - said["before_mb"]) / POINTS for said in answers]
    note = "what all map processes grew by with them, tiles and counts included, by the number of points"
    tell(measured(f"{work}: memory of a point", each, "bytes", at_most=45.0 if reach else None, mode=mode, note=note))
