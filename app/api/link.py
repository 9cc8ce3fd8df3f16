"""How a seat stands with its server: the five states of the link, and what the feed reports of it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class LinkState(StrEnum):
    """LIVE while the feed is heard; STALE after three seconds of silence; OFFLINE when it stays away."""

    CONNECTING = "connecting"
    LIVE = "live"
    STALE = "stale"
    OFFLINE = "offline"
    SIGNED_OUT = "signed_out"


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkReport:
    """What the feed knows of the link. `heard_monotonic_s` is `time.monotonic()` at the last word, None before it.

    `lag_ms` compares the server's wall clock at sending with this one's at arrival; `skipped` counts positions that
    the server thinned away for this reader, `bad_events` those that this reader could not read.
    """

    state: LinkState
    heard_monotonic_s: float | None = None
    lag_ms: float | None = None
    skipped: int = 0
    bad_events: int = 0
    reconnects: int = 0
