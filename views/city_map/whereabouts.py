"""Which things lie in the city: one at (0, 0), elsewhere in the world or nowhere is neither drawn nor counted."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Protocol, TypeVar

from app.stores import Stores


class Placed(Protocol):
    """What has a place in degrees."""

    @property
    def lat_deg(self) -> float: ...
    @property
    def lon_deg(self) -> float: ...


P = TypeVar("P", bound=Placed)


def in_city(stores: Stores, things: Iterable[P]) -> list[P]:
    """The things within the city's limits, in order; all of them before the city is known."""
    city = stores.reference.city
    return list(things) if city is None else [thing for thing in things if city.holds(thing.lat_deg, thing.lon_deg)]
