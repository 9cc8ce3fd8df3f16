"""Stores for the replayed past: the same classes, so that the same screens show it."""

from __future__ import annotations

from dataclasses import fields, replace
from typing import Any

from app.stores import Stores
from app.stores.clock import ClockStore
from app.stores.facilities import FacilityStore
from app.stores.fences import FenceStore
from app.stores.units import UnitStore

# What hardly changes, the seat and its orders: the past has none of its own.
SHARED = frozenset({"link", "session", "reference", "streets", "outbox", "insight", "search"})


def past_stores(live: Stores) -> Stores:
    """Empty stores for all that a replay writes; what is SHARED stays that of `live`."""
    clock = ClockStore()
    units = UnitStore(clock)
    own: dict[str, Any] = {
        "clock": clock,
        "units": units,
        "facilities": FacilityStore(clock),
        "fences": FenceStore(units),
    }
    for field in fields(live):
        if field.name not in SHARED and field.name not in own:
            own[field.name] = type(getattr(live, field.name))()
    return replace(live, **own)
