"""What is known of the city's past: since when, with which gaps, and the moments that one looks for in it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from app.domain.levels import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class PastPiece:
    """A time without a gap, both ends in it."""

    from_utc: datetime
    to_utc: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class PastSpan:
    """What can be replayed. `pieces` hold recorded positions, oldest first, to the minute; between them nothing was
    recorded. `known_from_utc` is the first moment of which cases, alarms and units are known; None before the first.
    """

    known_from_utc: datetime | None
    now_utc: datetime
    kept_h: float
    spacing_s: float
    pieces: tuple[PastPiece, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PastMoment:
    """One event that somebody may want to see again. `seq` is its number on the feed; `level` None for a case."""

    seq: int
    at_utc: datetime
    type: str
    noun: str
    id: int
    title: str
    title_gloss: str
    level: Level | None
