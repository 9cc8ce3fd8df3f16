"""The nearest things to a place: by air, and by road in the order of travel time."""

from __future__ import annotations

import bisect
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from app.domain.positions import Place, distance_m
from app.domain.road_graph import FREE_SPEED_MPS, Reach, Way

T = TypeVar("T")

# Nobody is there sooner than straight on at the speed of the fastest road; a little less, for the plane of the roads
# and the sphere of the air differ by a thousandth.
_FASTEST_MPS = max(FREE_SPEED_MPS.values()) * 1.002


@dataclass(frozen=True, slots=True)
class Near(Generic[T]):
    """A thing, where it is, metres by air, and its way by road; None where no road leads or none is known."""

    thing: T
    place: Place
    air_m: float
    way: Way | None


def by_air(origin: Place, things: Iterable[tuple[T, Place]]) -> list[tuple[float, T, Place]]:
    """All things with their metres by air, the nearest first; those equally far in their own order."""
    ranked = [
        (distance_m(origin.lat_deg, origin.lon_deg, place.lat_deg, place.lon_deg), thing, place)
        for thing, place in things
    ]
    return sorted(ranked, key=lambda row: row[0])


def nearest_by_air(ranked: Sequence[tuple[float, T, Place]], reach: Reach | None, n: int) -> list[Near[T]]:
    """The first `n` of `by_air`, each with its way by road."""
    return [Near(thing, place, air_m, _way(reach, place)) for air_m, thing, place in ranked[:n]]


def nearest_by_road(ranked: Sequence[tuple[float, T, Place]], reach: Reach, n: int) -> list[Near[T]]:
    """The `n` that are soonest there by road, out of all of `by_air`; where roads reach fewer, the nearest by air
    of the others stand behind them, without a way.

    Exact: the search ends where even a straight fast road would take longer than the n-th way that was found.
    """
    found: list[tuple[float, int, Near[T]]] = []
    cut_off: list[Near[T]] = []
    for order, (air_m, thing, place) in enumerate(ranked):
        if len(found) == n and air_m / _FASTEST_MPS > found[-1][0]:
            break
        way = _way(reach, place)
        if way is None:
            if len(cut_off) < n:
                cut_off.append(Near(thing, place, air_m, None))
        else:
            bisect.insort(found, (way.seconds, order, Near(thing, place, air_m, way)))
            del found[n:]
    return [*(near for _seconds, _order, near in found), *cut_off][:n]


def _way(reach: Reach | None, place: Place) -> Way | None:
    return reach.way_to(place.lat_deg, place.lon_deg) if reach is not None else None
