"""A sink that remembers what the feed wrote."""

from __future__ import annotations

from collections.abc import Sequence

from app.api.frames import ClockState, Columns, Snapshot
from app.api.link import LinkReport, LinkState
from app.api.sink import Event


class MemorySink:
    """`heard` is every event in the order of writing, `frames` how many of them came together."""

    def __init__(self) -> None:
        self.reports: list[LinkReport] = []
        self.snapshots: list[Snapshot] = []
        self.heard: list[Event] = []
        self.frames: list[tuple[int, int]] = []
        self.positions: list[Columns] = []
        self.clocks: list[ClockState] = []
        self.indigestible: object = None

    @property
    def state(self) -> LinkState | None:
        return self.reports[-1].state if self.reports else None

    @property
    def seqs(self) -> list[int]:
        return [event.seq for event in self.heard]

    def write_link(self, report: LinkReport) -> None:
        self.reports.append(report)

    def write_clock(self, clock: ClockState) -> None:
        self.clocks.append(clock)

    def write_snapshot(self, snapshot: Snapshot) -> None:
        self.snapshots.append(snapshot)

    def write_frame(self, events: Sequence[Event], positions: Sequence[Columns]) -> None:
        if any(event.thing == self.indigestible for event in events):
            raise ValueError("cannot take this")
        self.heard.extend(events)
        self.positions.extend(positions)
        self.frames.append((len(events), len(positions)))
