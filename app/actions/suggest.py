"""Who goes best to a case: near, free, of a fitting kind, reachable, and at home there."""

from __future__ import annotations

from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.areas import LEVEL_DIGITS, AreaLevel, covers
from app.domain.cases import Case
from app.domain.comms import LOW_BATTERY_PCT, TerminalState
from app.domain.positions import Place, distance_m
from app.domain.road_graph import Reach
from app.domain.units import VEHICLE_KINDS, Freshness, Unit, UnitKind, UnitStatus
from app.stores import Stores

# Straight lines are shorter than streets by about this factor; it counts where no road is known.
_DETOUR = 1.35
# Speeds in town, m/s; a person on patrol comes by electric scooter. [?] a city's setting.
_SPEED_MPS = {UnitKind.COLLECTOR: 4.0, UnitKind.OFFICER: 4.0}
_VEHICLE_SPEED_MPS = 7.0
# Who may be sent at all: collectors report and verify, they do not handle (监督 and 指挥 are apart); muck trucks are
# not the city's own.
_NEVER_SENT = frozenset({UnitKind.COLLECTOR, UnitKind.MUCK_TRUCK})
_WATER_KINDS = frozenset({UnitKind.PUMP_TRUCK, UnitKind.RESCUE_TRUCK})
_ON_FOOT = frozenset({UnitKind.OFFICER, UnitKind.ENFORCEMENT_CAR})
_SANITATION_KINDS = frozenset({UnitKind.SWEEPER, UnitKind.BIN_TRUCK})
# Ways by road are looked for only to so many that are best by air, for each way costs.
_BY_ROAD_AT_MOST = 40
# Seconds that a reason is worth against travel time.
_FITS_S, _MISFIT_S = -300.0, 900.0
_OWN_STREET_S = -60.0
_BUSY_S, _WEAK_S, _OLD_POSITION_S = 1200.0, 180.0, 300.0
_CUT_OFF_S = 3600.0
# A way that closed roads make longer by less is not worth a word.
_DETOUR_SAID_S = 30.0


class Reason(StrEnum):
    """Why a unit stands where it does in the list; words.suggestion_reason says it."""

    KIND_FITS = "kind_fits"
    OWN_DEPARTMENT = "own_department"
    OWN_AREA = "own_area"
    ON_OTHER_CASE = "on_other_case"
    LOW_BATTERY = "low_battery"
    WEAK_SIGNAL = "weak_signal"
    OLD_POSITION = "old_position"
    DETOUR = "detour"
    CUT_OFF = "cut_off"


_WORTH_S = {
    Reason.KIND_FITS: _FITS_S,
    Reason.OWN_DEPARTMENT: _FITS_S,
    Reason.OWN_AREA: _OWN_STREET_S,
    Reason.ON_OTHER_CASE: _BUSY_S,
    Reason.LOW_BATTERY: _WEAK_S,
    Reason.WEAK_SIGNAL: _WEAK_S,
    Reason.OLD_POSITION: _OLD_POSITION_S,
    Reason.DETOUR: 0.0,  # its time is in the travel time
    Reason.CUT_OFF: _CUT_OFF_S,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    """A unit that could go: metres by road past nothing that is closed (in a straight line where no road is known or
    none is open), seconds at its own speed, and what speaks for and against it.
    """

    unit: Unit
    distance_m: float
    eta_s: float
    reasons: tuple[Reason, ...]


def suggest_units(stores: Stores, case: Case, n: int) -> list[Suggestion]:
    """The best first: travel time, shifted by what speaks for and against. Nobody off duty, lost or out of reach.

    Travel time is by road for those that would be the best by air, `_BY_ROAD_AT_MOST` of them or n.
    """
    fitting = _kinds_for(stores, case)
    by_air = [found for unit in stores.units.all() if (found := _consider(stores, case, unit, fitting)) is not None]
    by_air.sort(key=_rank)
    nearest = by_air[: max(n, _BY_ROAD_AT_MOST)]
    here = Place(lat_deg=case.lat_deg, lon_deg=case.lon_deg)
    reach = stores.streets.reach_from(here, stores.facilities.closed_places())
    if reach is not None:
        nearest = sorted((_by_road(stores, reach, suggestion) for suggestion in nearest), key=_rank)
    return nearest[:n]


def _rank(suggestion: Suggestion) -> tuple[float, int]:
    worth_s = sum(_WORTH_S[reason] for reason in suggestion.reasons)
    if Reason.KIND_FITS not in suggestion.reasons:
        worth_s += _MISFIT_S
    return suggestion.eta_s + worth_s, suggestion.unit.id


def _by_road(stores: Stores, reach: Reach, suggestion: Suggestion) -> Suggestion:
    """The same unit with its way by road; where there is none it stands behind those that can drive there."""
    place = stores.units.position(suggestion.unit.id)
    way = reach.way_to(place.lat_deg, place.lon_deg) if place is not None else None
    if way is None:
        return replace(suggestion, reasons=(*suggestion.reasons, Reason.CUT_OFF))
    said = (Reason.DETOUR,) if way.detour_s >= _DETOUR_SAID_S else ()
    eta_s = way.metres / _speed_mps(suggestion.unit)
    return replace(suggestion, distance_m=way.metres, eta_s=eta_s, reasons=(*suggestion.reasons, *said))


def _speed_mps(unit: Unit) -> float:
    return _SPEED_MPS.get(unit.kind, _VEHICLE_SPEED_MPS)


def _consider(stores: Stores, case: Case, unit: Unit, fitting: frozenset[UnitKind]) -> Suggestion | None:
    """A unit that may be sent, with its way by air."""
    if unit.kind in _NEVER_SENT or unit.status in (UnitStatus.OFF_DUTY, UnitStatus.BUSY):
        return None
    place, fresh = stores.units.position(unit.id), stores.units.freshness(unit.id)
    terminal = stores.units.terminal_state(unit.id)
    if place is None or fresh is Freshness.LOST or terminal is TerminalState.OFFLINE:
        return None
    away_m = distance_m(case.lat_deg, case.lon_deg, place.lat_deg, place.lon_deg)
    reasons: list[Reason] = []
    if unit.kind in fitting:
        reasons.append(Reason.KIND_FITS)
    category = stores.reference.category(case.category_code)
    if category is not None and category.department_code == unit.department_code:
        reasons.append(Reason.OWN_DEPARTMENT)
    street = unit.area_code[: LEVEL_DIGITS[AreaLevel.STREET]]
    if len(street) == LEVEL_DIGITS[AreaLevel.STREET] and covers(street, case.area_code):
        reasons.append(Reason.OWN_AREA)
    if unit.case_id is not None and unit.case_id != case.id:
        reasons.append(Reason.ON_OTHER_CASE)
    battery_pct = stores.units.battery_pct(unit.id)
    if battery_pct is not None and battery_pct <= LOW_BATTERY_PCT:
        reasons.append(Reason.LOW_BATTERY)
    elif terminal is TerminalState.WEAK:
        reasons.append(Reason.WEAK_SIGNAL)
    if fresh is Freshness.STALE:
        reasons.append(Reason.OLD_POSITION)
    eta_s = away_m * _DETOUR / _speed_mps(unit)
    return Suggestion(unit=unit, distance_m=away_m, eta_s=eta_s, reasons=tuple(reasons))


def _kinds_for(stores: Stores, case: Case) -> frozenset[UnitKind]:
    """Kinds that can do something about a case: pumps for water, brooms for dirt, officers for the rest."""
    category = stores.reference.category(case.category_code)
    if case.water or (category is not None and category.water):
        return _WATER_KINDS
    if category is not None and category.department_code in _departments_of(stores, _SANITATION_KINDS):
        return _SANITATION_KINDS
    return _ON_FOOT


def _departments_of(stores: Stores, kinds: frozenset[UnitKind]) -> frozenset[str]:
    return frozenset(unit.department_code for unit in stores.units.all() if unit.kind in kinds & VEHICLE_KINDS)
