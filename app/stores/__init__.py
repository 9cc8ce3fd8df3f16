"""What this seat knows now: one store per noun, one signal per frame. The feed is their only writer."""

from __future__ import annotations

from dataclasses import dataclass

from app.stores.alarms import AlarmStore
from app.stores.cameras import CameraStore
from app.stores.cases import CaseStore
from app.stores.clock import ClockStore
from app.stores.comms import CommsStore
from app.stores.facilities import FacilityStore
from app.stores.fences import FenceStore
from app.stores.insight import InsightStore
from app.stores.link import LinkStore
from app.stores.map_views import MapViewStore
from app.stores.outbox import OutboxStore
from app.stores.plans import PlanStore
from app.stores.reference import ReferenceStore
from app.stores.risks import RiskStore
from app.stores.search import SearchIndex
from app.stores.session import SessionStore
from app.stores.sources import SearchSources
from app.stores.streets import StreetStore
from app.stores.units import UnitStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Stores:
    """All that a screen may read."""

    link: LinkStore
    clock: ClockStore
    session: SessionStore
    reference: ReferenceStore
    units: UnitStore
    cases: CaseStore
    comms: CommsStore
    cameras: CameraStore
    facilities: FacilityStore
    alarms: AlarmStore
    plans: PlanStore
    fences: FenceStore
    risks: RiskStore
    map_views: MapViewStore
    streets: StreetStore
    outbox: OutboxStore
    insight: InsightStore
    search: SearchIndex

    @classmethod
    def empty(cls) -> Stores:
        """A seat that knows nothing yet."""
        clock, reference, cases, comms, cameras = (
            ClockStore(),
            ReferenceStore(),
            CaseStore(),
            CommsStore(),
            CameraStore(),
        )
        units, facilities = UnitStore(clock), FacilityStore(clock)
        fences, risks, streets = FenceStore(units), RiskStore(), StreetStore(reference)
        sources = SearchSources(
            reference=reference,
            units=units,
            cases=cases,
            comms=comms,
            cameras=cameras,
            facilities=facilities,
            fences=fences,
            risks=risks,
            streets=streets,
        )
        return cls(
            link=LinkStore(),
            clock=clock,
            session=SessionStore(),
            reference=reference,
            units=units,
            cases=cases,
            comms=comms,
            cameras=cameras,
            facilities=facilities,
            alarms=AlarmStore(),
            plans=PlanStore(),
            fences=fences,
            risks=risks,
            map_views=MapViewStore(),
            streets=streets,
            outbox=OutboxStore(),
            insight=InsightStore(clock, cases, units, facilities),
            search=SearchIndex(sources),
        )
