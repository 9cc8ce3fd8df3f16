"""What the backend was asked for at its start. Its own, because the backend knows nothing of the console."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class ServeOptions:
    """Where to keep the city and where to listen.

    `database_url` is a SQLAlchemy URL or None for a SQLite file in the platform's own place. `port` 0 takes a free one.
    With `demo_scenario` the backend lives the demo city; `speed` is city seconds per real second (1 to 60).
    `gateway_token` is what phones must show at /gateways; None opens them in a demo and shuts them in a real city.
    With `exit_with_parent` the backend stops when its standard input closes: a demo's child ends with its window.
    Positions are kept for `history_hours` of city time, of each unit one in `history_spacing_s`.
    """

    database_url: str | None = None
    host: str = "127.0.0.1"
    port: int = 8600
    demo_scenario: Literal["day", "flood"] | None = None
    speed: int = 1
    seed: int = 7
    gateway_token: str | None = None
    exit_with_parent: bool = False
    history_hours: float = 72.0
    history_spacing_s: float = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class AuditOptions:
    """Which database's audit chain to verify. None is the same file that `serve` would open."""

    database_url: str | None = None
