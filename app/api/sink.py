"""What the feed writes to. Stores take it up; the feed knows nothing of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from app.api.frames import ClockState, Columns, Snapshot
from app.api.link import LinkReport


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """One ordered event, its thing decoded to the noun's type (`frames.CHANGE_TYPES`)."""

    seq: int
    at_utc: datetime
    type: str
    noun: str
    thing: object


class FeedSink(Protocol):
    """Takes what the feed has heard, on the loop's thread; each call is one frame and makes one round of signals."""

    def write_link(self, report: LinkReport) -> None: ...

    def write_clock(self, clock: ClockState) -> None: ...

    def write_snapshot(self, snapshot: Snapshot) -> None: ...

    def write_frame(self, events: Sequence[Event], positions: Sequence[Columns]) -> None:
        """Ordered events in their order, then positions in theirs."""
        ...
