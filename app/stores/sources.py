"""The stores that the search line and the figures are made from."""

from __future__ import annotations

from dataclasses import dataclass

from app.stores.cameras import CameraStore
from app.stores.cases import CaseStore
from app.stores.comms import CommsStore
from app.stores.facilities import FacilityStore
from app.stores.fences import FenceStore
from app.stores.reference import ReferenceStore
from app.stores.risks import RiskStore
from app.stores.streets import StreetStore
from app.stores.units import UnitStore


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchSources:
    """What `SearchIndex` reads. `nouns` is the order in which they are asked."""

    reference: ReferenceStore
    units: UnitStore
    cases: CaseStore
    comms: CommsStore
    cameras: CameraStore
    facilities: FacilityStore
    fences: FenceStore
    risks: RiskStore
    streets: StreetStore
    nouns: tuple[str, ...] = (
        "units",
        "cases",
        "low_points",
        "talkgroups",
        "areas",
        "cameras",
        "departments",
        "plan_templates",
        "streets",
        "landmarks",
        "fences",
        "risks",
        "layers",
    )
