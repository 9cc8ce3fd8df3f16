"""What a seat of a part of the city is shown of a thing that concerns all of it.

A plan run of the whole city names every unit with its duty, its state and its place: a street sees its own tasks.
"""

from __future__ import annotations

from collections.abc import Callable, Container

import msgspec

from app.backend.tables_city import PlanRunRow
from app.domain.areas import covers
from app.domain.plans import PlanRun, seen_by_units

# Gives the ids of the units of an area; asked only where something is to be cut.
UnitsIn = Callable[[str], Container[int]]

_RUN = msgspec.json.Decoder(PlanRun)


def is_cut(scope: str, noun: str, area_code: str) -> bool:
    """True where a seat of `scope` that sees such a thing may not see the whole of it."""
    return noun == PlanRunRow.NOUN and not covers(scope, area_code)


def shown(scope: str, noun: str, area_code: str, thing: bytes, units_in: UnitsIn) -> bytes:
    """A thing's JSON as a seat of `scope` may see it."""
    if not is_cut(scope, noun, area_code):
        return thing
    return msgspec.json.encode(seen_by_units(_RUN.decode(thing), units_in(scope)))
