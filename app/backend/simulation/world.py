"""What the simulation asks of the backend. It is the outside world: it hears what was ordered, and lets people act.

Everything that people do goes through the same commands that the routes call, as the actor "simulation".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol

from app.api.frames import Columns
from app.domain.alarms import WeatherWarning
from app.domain.cases import Case
from app.domain.comms import Message
from app.domain.facilities import LowPoint
from app.domain.plans import PlanRun
from app.domain.units import Unit


@dataclass(frozen=True, slots=True)
class Order:
    """One command of `app.backend.nouns` by name, with its body and the thing that it is about, if any."""

    name: str
    body: Any
    thing_id: int | None = None


@dataclass(frozen=True, slots=True)
class Change:
    """What the feed said: the noun and the thing's whole state."""

    noun: str
    thing: Any


@dataclass(frozen=True, slots=True, kw_only=True)
class Census:
    """How things stand when the simulation takes over, at a first start or after a restart."""

    units: Sequence[Unit] = field(default=())
    cases: Sequence[Case] = field(default=())
    messages: Sequence[Message] = field(default=())
    plan_runs: Sequence[PlanRun] = field(default=())
    low_points: Sequence[LowPoint] = field(default=())
    warnings: Sequence[WeatherWarning] = field(default=())


class World(Protocol):
    """The backend as the simulation sees it; a test records it instead."""

    def now_utc(self) -> datetime:
        """City time; it stands while the demo is paused."""
        ...

    def publish(self, columns: Columns) -> None:
        """Positions as heard just now, in wire units."""
        ...

    def phones(self) -> frozenset[int]:
        """Units that somebody carries a real phone for: they are no part of the simulation while it is theirs."""
        ...

    async def census(self) -> Census:
        """Open cases, unread messages, running plans, all units and low points, warnings in force."""
        ...

    async def changes(self) -> Sequence[Change]:
        """What has happened since the last time it was asked, in order."""
        ...

    async def give(self, orders: Sequence[Order]) -> None:
        """Carry out orders together. One that the rules refuse (somebody was faster) leaves the others alone."""
        ...
