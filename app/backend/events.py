"""Ordered events: what the feed says of a change, before and after it has its number."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Self

import msgspec

from app.api.frames import Change
from app.backend.sight import UnitsIn, is_cut, shown
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
    """An ordered event with its number, encoded once for all readers that see the whole of it."""

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

    def data_for(self, scope: str, units_in: UnitsIn) -> bytes:
        """The event as a seat of `scope` may see it."""
        if not is_cut(scope, self.noun, self.area_code):
            return self.data
        change = _CHANGE.decode(self.data)
        thing = shown(scope, self.noun, self.area_code, bytes(change.thing), units_in)
        return msgspec.json.encode(replace(change, thing=msgspec.Raw(thing)))


_CHANGE = msgspec.json.Decoder(Change)


def _change(seq: int, at_utc: datetime, type_: str, noun: str, thing: bytes) -> bytes:
    change = Change(seq=seq, at_utc=at_utc, type=type_, noun=noun, thing=msgspec.Raw(thing))
    return msgspec.json.encode(change)
