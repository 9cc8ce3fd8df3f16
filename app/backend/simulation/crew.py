"""The people and vehicles in the streets: on and off duty, on their beats, on their way to where they are sent."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from app.api.frames import Columns
from app.api.order_bodies import ChangeUnitStatus
from app.backend.simulation import terminals
from app.backend.simulation.chance import chance
from app.backend.simulation.city import City
from app.backend.simulation.geography.plane import Bools, Floats, degrees_from_metres, metres_from_degrees
from app.backend.simulation.movement import Movers
from app.backend.simulation.shifts import LENGTH_S, ZONE, is_on_duty, shift_began
from app.backend.simulation.storm import CALL_IN_S
from app.backend.simulation.world import Order
from app.domain.cases import Case
from app.domain.units import VEHICLE_KINDS, Unit, UnitKind, UnitStatus

_DUTY_EVERY_S = 20.0
_SENT_WITHIN_M = 4_500.0
# They have routes of their own (haulage.py) and roam nowhere.
_HAULS = frozenset({UnitKind.MUCK_TRUCK})
_BASES = (UnitStatus.AVAILABLE, UnitStatus.OFF_DUTY)
# How long those who were called in stay, and which share of them comes at all.
_CALLED_FOR_S = 3 * 3_600.0
_CALLED_SHARE = 0.85
# Who takes up a set so long before the shift has worked on it for no time yet.
_EARLY_S = 900.0


class Crew:
    """All units by row. A unit's status comes from the backend; where it is and what it wants comes from here."""

    def __init__(self, city: City, seed: int, call_in_s: float | None = None) -> None:
        """`call_in_s`: city time (Unix s) from which those off duty are called in, None for an ordinary day."""
        self._city = city
        self._seed = seed
        self._call_in_s = call_in_s
        self.units: dict[int, Unit] = {}
        self._row: dict[int, int] = {}
        self._ids = np.zeros(0, np.int64)
        self._duty_checked_s = 0.0
        self._on_air = np.zeros(0, np.bool_)
        self.movers: Movers
        self._shifts: list[str] = []
        self._charges = np.zeros(0, np.bool_)
        # City time (Unix s) at which each one comes because of the call-in, infinite for who does not.
        self._comes_s: Floats = np.zeros(0)
        self._asked: dict[int, float] = {}
        # Unit id → what it is under way to: ("case", case id) or ("task", number).
        self.errands: dict[int, tuple[str, int]] = {}
        # Units that the hall has just picked and not yet heard of.
        self._picked: dict[int, float] = {}
        self._carry_phones: frozenset[int] = frozenset()

    def leave_to_phones(self, unit_ids: frozenset[int]) -> None:
        """These units carry real phones: nobody here moves them, answers for them or sends them from now on."""
        self._carry_phones = unit_ids

    def carries_phone(self, unit_id: int) -> bool:
        """True for a unit of flesh and blood, for whom nothing here speaks."""
        return unit_id in self._carry_phones

    def begin(self, units: Iterable[Unit], now_utc: datetime) -> None:
        """Take over the units as they stand. A unit that the city never founded (a real phone's) is left alone."""
        homes = {worker.callsign: worker for worker in self._city.workers}
        own = [unit for unit in units if unit.callsign in homes]
        self.units = {unit.id: unit for unit in own}
        self._row = {unit.id: row for row, unit in enumerate(own)}
        self._ids = np.array([unit.id for unit in own], dtype=np.int64)
        self._shifts = [homes[unit.callsign].shift for unit in own]
        self._charges = np.array([unit.kind in VEHICLE_KINDS for unit in own])
        self._comes_s = np.array([self._called_in_at(unit) for unit in own])
        places = np.array([[homes[u.callsign].home_x_m, homes[u.callsign].home_y_m] for u in own])
        offset = now_utc.astimezone(ZONE).utcoffset()
        zone_s = offset.total_seconds() if offset else 0.0
        self.movers = Movers(self._city.network, [u.kind for u in own], places, self._ids, self._seed, zone_s)
        now_s = now_utc.timestamp()
        for unit in own:
            if unit.status is not UnitStatus.OFF_DUTY and unit.kind not in _HAULS:
                # Half an hour of roaming before anyone looks, so that nobody stands at home at the start.
                self.movers.patrol(self._row[unit.id], now_s - 1_800.0)
        self.movers.advance(now_s)
        self._on_air = np.array([unit.status is not UnitStatus.OFF_DUTY for unit in own])

    def hear(self, unit: Unit, now_s: float) -> None:
        """The backend says how a unit stands."""
        row = self._row.get(unit.id)
        if row is None:
            return
        self.units[unit.id] = unit
        self._picked.pop(unit.id, None)
        self._on_air[row] = unit.status is not UnitStatus.OFF_DUTY
        if unit.case_id is None and self.errands.get(unit.id, ("", 0))[0] == "case":
            del self.errands[unit.id]
        if unit.status is UnitStatus.OFF_DUTY:
            self.errands.pop(unit.id, None)
            self.movers.park(row, now_s)
        elif unit.status is UnitStatus.AVAILABLE and unit.id not in self.errands and unit.kind not in _HAULS:
            self.movers.patrol(row, now_s)

    def go(self, unit_id: int, lat_deg: float, lon_deg: float, errand: tuple[str, int], now_s: float) -> None:
        """Send a unit by road to the node nearest to a place."""
        row = self._row.get(unit_id)
        if row is None or self.errands.get(unit_id) == errand:
            return
        self.errands[unit_id] = errand
        self.movers.send(row, self._city.network.nearest_node(*metres_from_degrees(lat_deg, lon_deg)), now_s)

    def stand(self, unit_id: int, lat_deg: float, lon_deg: float, errand: tuple[str, int]) -> None:
        """A unit that was on scene before anybody looked stands there."""
        row = self._row.get(unit_id)
        if row is not None:
            self.errands[unit_id] = errand
            self.movers.stand(row, self._city.network.nearest_node(*metres_from_degrees(lat_deg, lon_deg)))

    def roam(self, unit_id: int, now_s: float) -> None:
        """Done with an errand: back to the beat."""
        self.errands.pop(unit_id, None)
        if unit_id not in self._row or self.units[unit_id].kind in _HAULS:
            return
        if self.units[unit_id].status is UnitStatus.AVAILABLE:
            self.movers.patrol(self._row[unit_id], now_s)

    def put(self, unit_id: int, node: int) -> None:
        """A unit that was under way before anybody looked is at a node."""
        self.movers.stand(self._row[unit_id], node)

    def node_of(self, unit_id: int) -> int:
        """The node that a unit is heading for, or stands at."""
        return self.movers.node_of(self._row[unit_id])

    def arrived_s(self, unit_id: int) -> float:
        """When a unit that stands came there."""
        return self.movers.arrived_s(self._row[unit_id])

    def drive(self, unit_id: int, nodes: list[int], errand: tuple[str, int], since_s: float) -> None:
        """Send a unit by given nodes, the first of which is `node_of`; it set out at `since_s`, now or lately."""
        self.errands[unit_id] = errand
        self.movers.drive(self._row[unit_id], nodes, since_s)

    def arrived(self) -> list[tuple[int, tuple[str, int]]]:
        """(unit, errand) of all who have reached where they were sent."""
        return [
            (unit, errand)
            for unit, errand in self.errands.items()
            if unit not in self._carry_phones and self.movers.is_there(self._row[unit])
        ]

    def nearest_free(self, kinds: tuple[UnitKind, ...], case: Case, now_s: float) -> int | None:
        """The nearest unit of those kinds that is free, on the air and on no errand; it is held for a minute."""
        self._picked = {unit: until for unit, until in self._picked.items() if until > now_s}
        near = [
            (gap, unit.id)
            for unit, gap in self.gaps(*metres_from_degrees(case.lat_deg, case.lon_deg), now_s)
            if unit.kind in kinds
            and unit.status is UnitStatus.AVAILABLE
            and unit.case_id is None
            and unit.id not in self.errands
            and unit.id not in self._picked
            and gap < _SENT_WITHIN_M
        ]
        if not near:
            return None
        self._picked[min(near)[1]] = now_s + 60.0
        return min(near)[1]

    def gaps(self, x_m: float, y_m: float, now_s: float) -> list[tuple[Unit, float]]:
        """Every unit of ours that is heard, and how far it is from a place, in metres as the crow flies."""
        place, _heading, _speed = self.movers.places(now_s)
        on_air = self._on_air & terminals.heard(self._seed, self._ids, now_s)
        gap = np.hypot(place[:, 0] - x_m, place[:, 1] - y_m)
        return [
            (unit, float(gap[row]))
            for unit in self.units.values()
            if on_air[row := self._row[unit.id]] and unit.id not in self._carry_phones
        ]

    def duty_orders(self, now_utc: datetime) -> list[Order]:
        """Whoever comes or goes now says so; asked every twenty seconds of city time."""
        now_s = now_utc.timestamp()
        if now_s - self._duty_checked_s < _DUTY_EVERY_S:
            return []
        self._duty_checked_s = now_s
        orders = []
        for unit_id, unit in self.units.items():
            if unit.case_id is not None or unit.status not in _BASES or unit_id in self._carry_phones:
                continue
            if now_s < self._asked.get(unit_id, 0.0):
                continue
            wanted = UnitStatus.AVAILABLE if self._works(unit_id, now_utc) else UnitStatus.OFF_DUTY
            if unit.status is not wanted:
                self._asked[unit_id] = now_s + 60.0
                orders.append(Order("change_unit_status", ChangeUnitStatus(status=wanted), unit_id))
        return orders

    def _works(self, unit_id: int, now_utc: datetime) -> bool:
        row, now_s = self._row[unit_id], now_utc.timestamp()
        if self._call_in_s is not None and self._comes_s[row] <= now_s < self._call_in_s + _CALLED_FOR_S:
            return True
        return is_on_duty(self._shifts[row], unit_id, now_utc, self._seed)

    def _called_in_at(self, unit: Unit) -> float:
        if (
            self._call_in_s is None
            or unit.kind is UnitKind.COLLECTOR
            or chance(self._seed, unit.id, 43) >= _CALLED_SHARE
        ):
            return float("inf")
        first, last = CALL_IN_S
        return self._call_in_s + first + (last - first) * chance(self._seed, unit.id, 42)

    def is_heard(self, unit_id: int, now_s: float) -> bool:
        """True if a unit's terminal is ours to answer with, is switched on and gets through."""
        row = self._row.get(unit_id)
        if row is None or unit_id in self._carry_phones or not self._on_air[row]:
            return False
        return bool(terminals.heard(self._seed, self._ids[row : row + 1], now_s)[0])

    def columns(self, now_utc: datetime) -> Columns:
        """Positions, batteries and signals of all who are on the air, in wire units; moves everyone up to now."""
        now_s = now_utc.timestamp()
        self.movers.advance(now_s)
        place, heading, speed = self.movers.places(now_s)
        rows: Bools = self._on_air & terminals.heard(self._seed, self._ids, now_s)
        degrees = degrees_from_metres(place[rows])
        return {
            "unit": self._ids[rows].astype(np.int32),
            "lat": np.round(degrees[:, 0] * 1e7).astype(np.int32),
            "lon": np.round(degrees[:, 1] * 1e7).astype(np.int32),
            "heading": (np.round(heading[rows]) % 360).astype(np.uint16),
            "speed": np.round(speed[rows] * 100.0).astype(np.uint16),
            "fix": np.full(int(rows.sum()), round(now_s * 1_000.0), dtype=np.float64),
            "battery": self._batteries(now_utc)[rows],
            "signal": terminals.signals(self._seed, place[rows]),
        }

    def _batteries(self, now_utc: datetime) -> npt.NDArray[np.uint8]:
        """Percent by row, each from when the set was taken up: at the shift's beginning, or when called in."""
        now_s = now_utc.timestamp()
        began = {shift: shift_began(shift, now_utc).astimezone(UTC).timestamp() for shift in set(self._shifts)}
        worked_s = now_s - np.array([began[shift] for shift in self._shifts])
        worked_s[worked_s > 86_400.0 - _EARLY_S] = 0.0
        here_s = now_s - self._comes_s
        called_in = (worked_s > LENGTH_S) & (here_s >= 0.0) & (here_s < LENGTH_S)
        worked_s = np.where(called_in, here_s, worked_s)
        return terminals.batteries(self._seed, self._ids, worked_s, called_in, self._charges)
