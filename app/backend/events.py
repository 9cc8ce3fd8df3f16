"""Ordered events: what the feed says of a change, before and after it has its number."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Self

import msgspec

from app.api.frames import Change
from app.backend.tables import EventRow


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """What the feed will say of one change; it gets its number when the transaction is committed."""

    at_utc: datetime
    type: str
    noun: str
    thing_id: int
    area_code: str
    thing: bytes


@dataclass(frozen=True, slots=True)
class Numbered:
    """An ordered event with its number, encoded once for all readers."""

    seq: int
    noun: str
    area_code: str
    data: bytes

    @classmethod
    def of(cls, seq: int, event: Event) -> Self:
        return cls(seq, event.noun, event.area_code, _change(seq, event.at_utc, event.type, event.noun, event.thing))

    @classmethod
    def of_row(cls, row: EventRow) -> Self:
        data = _change(row.seq, row.at_utc, row.type, row.noun, row.thing.encode())
        return cls(row.seq, row.noun, row.area_code, data)


def _change(seq: int, at_utc: datetime, type_: str, noun: str, thing: bytes) -> bytes:
    change = Change(seq=seq, at_utc=at_utc, type=type_, noun=noun, thing=msgspec.Raw(thing))
    return msgspec.json.encode(change)
