"""The contest: every contender at every size, and what ours costs beside the others."""

from __future__ import annotations

import statistics
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from tests.bench.map.peer_pages import PEERS
from tests.bench.map.rows import Row, measured
from tests.bench.map.stage import SOFTWARE, WEBGL, Stage

SIZES = (1_000, 10_000, 50_000)
EVERYDAY = 10_000
FEED_PER_S, FLOOD_PER_S = 10, 60
_LIMIT_S = 120.0
_RUNS, _RUN_S = 3, 3.0
# The everyday size waits longer: the ratios are made of it.
_READY_S, _EVERYDAY_READY_S = 30.0, 60.0

Tell = Callable[[Row], None]
# CPU ms for one update shown, by contender, mode and rate; what the ratios are made of.
Costs = dict[tuple[str, str, int], list[float]]


def contenders(only: set[str]) -> Iterable[tuple[str, str, str]]:
    """(name, title, mode) in the order in which they are shown."""
    for peer in PEERS.values():
        if not only or peer.name in only:
            yield peer.name, peer.title, WEBGL if peer.needs_webgl else SOFTWARE
    if not only or "ours" in only:
        yield "ours", "ours", SOFTWARE
        yield "ours", "ours", WEBGL


def contest(stage: Stage, scripts: Path | str, only: set[str], tell: Tell) -> None:
    """All rows of the contest; `scripts` is where the peers' scripts are, or why there are none."""
    costs: Costs = {}
    for name, title, mode in contenders(only):
        if name != "ours" and isinstance(scripts, str):
            tell(Row(work=f"{title}: not run", value=None, mode=mode, note=scripts))
            continue
        for count in SIZES:
            said = show(stage, scripts, name, count, FEED_PER_S, mode)
            _tell_figures(f"{title}, {count:,} units, fed {FEED_PER_S}/s", said, mode, tell)
            if said["reason"]:
                break
            if count == EVERYDAY:
                costs[name, mode, FEED_PER_S] = _per_update(said)
                flood = show(stage, scripts, name, count, FLOOD_PER_S, mode)
                _tell_flood(f"{title}, {count:,} units, fed as fast as it takes them", flood, mode, tell)
                costs[name, mode, FLOOD_PER_S] = _per_update(flood)
    _tell_ratios(costs, {(name, mode) for name, _title, mode in contenders(only)}, tell)


def show(
    stage: Stage, scripts: Path | str, name: str, count: int, rate: int, mode: str, *, heavy: bool = False
) -> dict[str, Any]:
    """What a contender says of itself after its runs; `reason` if there is nothing to say."""
    ready_s = _EVERYDAY_READY_S if count == EVERYDAY else _READY_S
    words = ["--units", str(count), "--rate", str(rate), "--scripts", str(scripts)]
    words += ["--runs", str(_RUNS), "--run-s", str(_RUN_S), "--ready-s", str(ready_s)]
    words += ["--heavy"] if heavy else []
    words += ["--webgl"] if name == "ours" and mode == WEBGL else []
    picture = f"{name}{'-heavy' if heavy else ''}-{mode}-{count}" if rate == FEED_PER_S else ""
    said = stage.play("contender", name, *words, mode=mode, limit_s=_LIMIT_S, picture=picture)
    if not said["reason"] and not said["moved_share"]:
        said["reason"] = "the page says that it draws, but no pixel of the display changes"
    return said


def _per_update(said: dict[str, Any]) -> list[float]:
    if said["reason"]:
        return []
    pairs = zip(said["cpu_ms_per_s"], said["updates_per_s"], strict=True)
    return [cpu_ms / updates for cpu_ms, updates in pairs if updates > 0]


def _per_picture(said: dict[str, Any]) -> list[float]:
    pairs = zip(said["cpu_ms_per_s"], said["pictures_per_s"], strict=True)
    return [cpu_ms / pictures for cpu_ms, pictures in pairs if pictures > 0]


def _tell_figures(what: str, said: dict[str, Any], mode: str, tell: Tell) -> None:
    if said["reason"]:
        tell(Row(work=f"{what}: not run", value=None, mode=mode, note=said["reason"]))
        return
    worst_ms = max(said["frame_max_ms"])
    painted = statistics.median(said["painted_per_s"])
    spread = f"p50 {statistics.median(said['frame_p50_ms']):.1f} ms, longest {worst_ms:.0f} ms; painted {painted:.1f}/s"
    note = "; ".join(filter(None, (spread, said["engine"])))
    tell(measured(f"{what}: frames", said["frames_per_s"], "fps", mode=mode, note=note))
    tell(measured(f"{what}: p95 frame", said["frame_p95_ms"], "ms", mode=mode))
    tell(measured(f"{what}: updates shown", said["updates_per_s"], "per s", mode=mode))
    x_note = f"and {statistics.median(said['x_ms_per_s']):.0f} ms/s of the X server"
    tell(measured(f"{what}: CPU per update, all processes", _per_update(said), "ms", mode=mode, note=x_note))
    tell(measured(f"{what}: CPU per moving picture", _per_picture(said), "ms", mode=mode))
    resident = f"RSS {said['rss_mb']:.0f} MB, web engine alone {said['map_pss_mb']:.0f} MB PSS"
    tell(measured(f"{what}: memory, PSS", [said["pss_mb"]], "MB", mode=mode, note=resident))


def _tell_flood(what: str, said: dict[str, Any], mode: str, tell: Tell) -> None:
    if said["reason"]:
        tell(Row(work=f"{what}: not run", value=None, mode=mode, note=said["reason"]))
        return
    tell(measured(f"{what}: updates shown", said["updates_per_s"], "per s", mode=mode))
    tell(measured(f"{what}: CPU per update, all processes", _per_update(said), "ms", mode=mode))
    tell(measured(f"{what}: CPU per moving picture", _per_picture(said), "ms", mode=mode))


def _tell_ratios(costs: Costs, asked: set[tuple[str, str]], tell: Tell) -> None:
    for mode in (SOFTWARE, WEBGL):
        for peer, at_least in (("folium", 100.0), ("realtime", None), ("circles", 5.0), ("maplibre", None)):
            theirs_mode = WEBGL if PEERS[peer].needs_webgl else SOFTWARE
            if {("ours", mode), (peer, theirs_mode)} <= asked:
                target = at_least if mode == SOFTWARE else None
                _tell_ratio(costs, peer, theirs_mode, mode, target, tell)


def _tell_ratio(costs: Costs, peer: str, theirs_mode: str, mode: str, at_least: float | None, tell: Tell) -> None:
    work = f"CPU per update, {PEERS[peer].title} : ours, {EVERYDAY:,} units"
    for rate in (FLOOD_PER_S, FEED_PER_S):
        flood = rate == FLOOD_PER_S
        what = work if flood else f"{work}, fed {FEED_PER_S}/s"
        ours = costs.get(("ours", mode, rate))
        # Who does not keep up with ten updates a second is flooded by them.
        theirs = costs.get((peer, theirs_mode, rate)) or costs.get((peer, theirs_mode, FEED_PER_S))
        if not ours or not theirs:
            who = "ours" if not ours else PEERS[peer].title
            tell(Row(work=f"{what}: not had", value=None, mode=mode, note=f"{who} did not come so far"))
            continue
        own = statistics.median(ours)
        note = "both fed as fast as they take it, so an update is one picture of all"
        if not flood:
            note = "between two updates ours draws five more pictures, others stand still"
        ratios = [cost / own for cost in theirs]
        tell(measured(what, ratios, "times", at_least=at_least if flood else None, mode=mode, note=note))
