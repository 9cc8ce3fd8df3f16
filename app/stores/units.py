"""Units: who they are as objects, where they are as columns that map, roster and statistics share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Signal

from app.api.frames import UNKNOWN_BYTE, UNKNOWN_HEADING, Columns
from app.domain.comms import OFFLINE_AFTER_S, TerminalState, terminal_state
from app.domain.positions import Place
from app.domain.units import KIND_CODES, STATUS_CODES, Freshness, Unit, UnitKind, freshness
from app.stores.clock import ClockStore

_KIND_CODE = {kind: code for code, kind in enumerate(KIND_CODES)}
_STATUS_CODE = {status: code for code, status in enumerate(STATUS_CODES)}
_DEGREES_PER_UNIT = 1e-7
_MPS_PER_UNIT = 0.01


class UnitStore(QObject):
    """Units by id, and equally long columns in one row order (by id at a snapshot, newcomers behind).

    Columns: `ids` int32; `kind`, `status` uint8 (places in KIND_CODES, STATUS_CODES); `lat`, `lon` float64 degrees,
    NaN before the first fix; `heading` float32 degrees and `speed` float32 m/s, NaN unknown; `fix_ms` float64 Unix
    ms of city time, NaN before the first fix; `battery` uint8 percent and `signal` uint8 bars, 255 unknown. Read
    them, never write; after `units_changed` take them anew, for a newcomer makes longer ones.
    """

    units_changed = Signal(list)
    positions_changed = Signal()

    def __init__(self, clock: ClockStore) -> None:
        super().__init__()
        self._clock = clock
        self._units: dict[int, Unit] = {}
        self._row_of: dict[int, int] = {}
        self._changed: list[int] = []
        self._moved = False
        self._allocate([])

    def _allocate(self, ids: list[int]) -> None:
        rows = len(ids)
        self.ids: npt.NDArray[np.int32] = np.array(ids, dtype=np.int32)
        self.kind: npt.NDArray[np.uint8] = np.zeros(rows, dtype=np.uint8)
        self.status: npt.NDArray[np.uint8] = np.zeros(rows, dtype=np.uint8)
        self.lat: npt.NDArray[np.float64] = np.full(rows, np.nan)
        self.lon: npt.NDArray[np.float64] = np.full(rows, np.nan)
        self.heading: npt.NDArray[np.float32] = np.full(rows, np.nan, dtype=np.float32)
        self.speed: npt.NDArray[np.float32] = np.full(rows, np.nan, dtype=np.float32)
        self.fix_ms: npt.NDArray[np.float64] = np.full(rows, np.nan)
        self.battery: npt.NDArray[np.uint8] = np.full(rows, UNKNOWN_BYTE, dtype=np.uint8)
        self.signal: npt.NDArray[np.uint8] = np.full(rows, UNKNOWN_BYTE, dtype=np.uint8)
        self._row_of = {unit_id: row for row, unit_id in enumerate(ids)}
        self._by_id = np.argsort(self.ids, kind="stable")
        self._sorted_ids = self.ids[self._by_id]

    @property
    def rows(self) -> npt.NDArray[np.int32]:
        """The unit ids in row order."""
        return self.ids

    def row_of(self, unit_id: int) -> int:
        """The row of a unit in every column; KeyError for an unknown unit."""
        return self._row_of[unit_id]

    def get(self, unit_id: int) -> Unit | None:
        return self._units.get(unit_id)

    def all(self) -> list[Unit]:
        """In row order."""
        return list(self._units.values())

    def by_callsign(self, text: str) -> Unit | None:
        """The unit of exactly that callsign, case apart."""
        wanted = text.strip().casefold()
        return next((unit for unit in self._units.values() if unit.callsign.casefold() == wanted), None)

    def counts_by_kind(self) -> dict[UnitKind, int]:
        """Units of each kind, those off duty too; every kind has its number."""
        counts = Counter(unit.kind for unit in self._units.values())
        return {kind: counts[kind] for kind in KIND_CODES}

    def position(self, unit_id: int) -> Place | None:
        """The last known place, or None before the first fix."""
        row = self._row_of.get(unit_id)
        if row is None or np.isnan(self.lat[row]):
            return None
        return Place(lat_deg=float(self.lat[row]), lon_deg=float(self.lon[row]))

    def age_s(self, unit_id: int) -> float | None:
        """City seconds since the last fix, never negative; None before the first."""
        row = self._row_of.get(unit_id)
        if row is None or np.isnan(self.fix_ms[row]):
            return None
        return max(0.0, (self._clock.now_ms() - float(self.fix_ms[row])) / 1000.0)

    def ages_s(self) -> npt.NDArray[np.float64]:
        """City seconds since the last fix of every row; NaN before the first."""
        return np.maximum(0.0, (self._clock.now_ms() - self.fix_ms) / 1000.0)

    def freshness(self, unit_id: int) -> Freshness:
        """How far the position can be believed; LOST where there is none."""
        age_s = self.age_s(unit_id)
        return Freshness.LOST if age_s is None else freshness(age_s)

    def battery_pct(self, unit_id: int) -> int | None:
        """Percent, or None where it is unknown."""
        row = self._row_of.get(unit_id)
        return None if row is None else _known(self.battery[row])

    def signal_bars(self, unit_id: int) -> int | None:
        """Bars 0–5, or None where it is unknown."""
        row = self._row_of.get(unit_id)
        return None if row is None else _known(self.signal[row])

    def terminal_state(self, unit_id: int) -> TerminalState:
        """Of the unit's terminal; OFFLINE before its first word."""
        age_s = self.age_s(unit_id)
        age_or_silent_s = OFFLINE_AFTER_S + 1.0 if age_s is None else age_s
        return terminal_state(age_or_silent_s, self.battery_pct(unit_id), self.signal_bars(unit_id))

    def write(self, units: Iterable[Unit]) -> None:
        """Take new states; newcomers get rows behind the others."""
        taken = list(units)
        newcomers = [unit.id for unit in taken if unit.id not in self._row_of]
        if newcomers:
            self._grow([*self._row_of, *dict.fromkeys(newcomers)])
        for unit in taken:
            known = self._units.get(unit.id)
            if known is not None and known.version > unit.version:
                continue
            self._units[unit.id] = unit
            row = self._row_of[unit.id]
            self.kind[row] = _KIND_CODE[unit.kind]
            self.status[row] = _STATUS_CODE[unit.status]
            self._changed.append(unit.id)

    def replace(self, units: Iterable[Unit]) -> None:
        """Take a snapshot. Units that are still there keep their last position until a newer one comes."""
        taken = sorted(units, key=lambda unit: unit.id)
        there = {unit.id for unit in taken}
        self._changed.extend(unit_id for unit_id in self._units if unit_id not in there)
        self._units = {}
        self._grow([unit.id for unit in taken])
        self.write(taken)
        self._moved = True

    def _grow(self, ids: list[int]) -> None:
        before = {name: getattr(self, name) for name in _CARRIED}
        kept = [(row, self._row_of[unit_id]) for row, unit_id in enumerate(ids) if unit_id in self._row_of]
        self._allocate(ids)
        if kept:
            new, old = np.array(kept, dtype=np.intp).T
            for name, values in before.items():
                getattr(self, name)[new] = values[old]

    def write_positions(self, columns: Columns) -> None:
        """Take the columns of a positions frame; the last row of a unit wins, unknown units are passed over."""
        unit = columns["unit"]
        if not len(unit) or not len(self._sorted_ids):
            return
        place = np.minimum(np.searchsorted(self._sorted_ids, unit), len(self._sorted_ids) - 1)
        known = self._sorted_ids[place] == unit
        rows = self._by_id[place[known]]

        def column(name: str) -> npt.NDArray[np.float64]:
            values: npt.NDArray[np.float64] = columns[name][known].astype(np.float64)
            return values

        self.lat[rows] = column("lat") * _DEGREES_PER_UNIT
        self.lon[rows] = column("lon") * _DEGREES_PER_UNIT
        heading = column("heading")
        self.heading[rows] = np.where(heading == UNKNOWN_HEADING, np.nan, heading)
        self.speed[rows] = column("speed") * _MPS_PER_UNIT
        self.fix_ms[rows] = column("fix")
        self.battery[rows] = column("battery")
        self.signal[rows] = column("signal")
        self._moved = True

    def forget_positions(self) -> None:
        """As before the first fix of every unit."""
        for column in (self.lat, self.lon, self.heading, self.speed, self.fix_ms):
            column.fill(np.nan)
        self.battery.fill(UNKNOWN_BYTE)
        self.signal.fill(UNKNOWN_BYTE)
        self._moved = True

    def announce(self) -> None:
        if self._changed:
            changed, self._changed = list(dict.fromkeys(self._changed)), []
            self.units_changed.emit(changed)
        if self._moved:
            self._moved = False
            self.positions_changed.emit()


_CARRIED = ("kind", "status", "lat", "lon", "heading", "speed", "fix_ms", "battery", "signal")


def _known(value: np.uint8) -> int | None:
    return None if value == UNKNOWN_BYTE else int(value)
