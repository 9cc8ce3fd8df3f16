"""make bench-map: prints the table and writes build/bench-map.json. See docs/bench-map.md."""

from __future__ import annotations

import contextlib
import os
import sys
import time
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path

from app.shell.virtual_display import VirtualDisplay
from tests.bench.map.cold import cold_start
from tests.bench.map.contest import Tell, contest
from tests.bench.map.end_to_end import end_to_end
from tests.bench.map.heavy import heavy
from tests.bench.map.machine import machine_rows
from tests.bench.map.npm import NoScripts, peer_scripts
from tests.bench.map.peer_pages import PEERS
from tests.bench.map.rows import HEAD, Row, as_line, write
from tests.bench.map.soak import soak
from tests.bench.map.stage import ROOT, Stage

BUILD = ROOT / "build" / "bench"
RESULT = ROOT / "build" / "bench-map.json"
_PARTS: dict[str, Callable[[Stage, Tell], None]] = {
    "heavy": heavy,
    "hall": end_to_end,
    "cold": cold_start,
    "soak": soak,
}


def main() -> int:
    parser = ArgumentParser(prog="make bench-map")
    parser.add_argument("--only", default="", help=f"of: ours, {', '.join([*PEERS, *_PARTS])}")
    parser.add_argument("--no-soak", action="store_true", help="without the eight minutes of the soak")
    parser.add_argument("--out", type=Path, default=RESULT)
    asked = parser.parse_args()
    only = {word for word in asked.only.split(",") if word}
    unknown = only - {"ours", *PEERS, *_PARTS}
    if unknown:
        parser.error(f"unknown: {', '.join(sorted(unknown))}")
    rows: list[Row] = []

    def tell(row: Row) -> None:
        rows.append(row)
        print(as_line(row), flush=True)
        # Kept as it grows: whoever stops the run has what was measured until then.
        write(rows, asked.out)

    began_s = time.monotonic()
    print(HEAD, flush=True)
    for row in machine_rows():
        tell(row)
    with contextlib.closing(_Display()) as display:
        stage = Stage(display.name, display.process_id, BUILD)
        if not only or only & {"ours", *PEERS}:
            contest(stage, _scripts(), only, tell)
        for name, part in _PARTS.items():
            if name in only or not (only or (name == "soak" and asked.no_soak)):
                part(stage, tell)
    missed = [row.work for row in rows if row.ok is False]
    print(f"{time.monotonic() - began_s:.0f} s; {len(missed)} missed; written to {asked.out}", flush=True)
    return 0


class _Display:
    """A display of our own, so that every run has the same window; a headless machine's as well as a desktop's."""

    def __init__(self) -> None:
        self._display = VirtualDisplay()
        self.name, self.process_id = self._display.name, self._display.process_id

    def close(self) -> None:
        self._display.end()


def _scripts() -> Path | str:
    try:
        return peer_scripts(BUILD / "npm")
    except NoScripts as fault:
        return str(fault)


if __name__ == "__main__":
    os.environ.pop("WAYLAND_DISPLAY", None)
    sys.exit(main())
