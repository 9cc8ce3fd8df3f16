"""Stores for the replayed past: the same classes, so that the same screens show it."""

from __future__ import annotations

from dataclasses import replace

from app.stores import Stores
from app.stores.alarms import AlarmStore
from app.stores.cameras import CameraStore
from app.stores.cases import CaseStore
from app.stores.clock import ClockStore
from app.stores.comms import CommsStore
from app.stores.facilities import FacilityStore
from app.stores.plans import PlanStore
from app.stores.units import UnitStore


def past_stores(live: Stores) -> Stores:
    """Empty stores for what happens; what hardly changes, the seat and its search stay those of `live`."""
    clock = ClockStore()
    return replace(
        live,
        clock=clock,
        units=UnitStore(clock),
        cases=CaseStore(),
        comms=CommsStore(),
        cameras=CameraStore(),
        facilities=FacilityStore(clock),
        alarms=AlarmStore(),
        plans=PlanStore(),
    )
