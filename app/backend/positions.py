"""Where every unit is now, as numpy columns keyed by unit id, and where each was in the last half hour.

Positions live in memory only: they are true for a moment and last-wins. Nothing here locks or awaits; one event loop
owns it. Values are in wire units (app.api.frames.COLUMN_TYPES): 1e-7 degrees, cm/s, Unix ms of city time.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import TypeVar

import numpy as np
import numpy.typing as npt

from app.api.frames import COLUMN_TYPES, UNKNOWN_BYTE, UNKNOWN_HEADING, Columns
from app.backend.tracks import Tracks
from app.domain.areas import covers
from app.domain.positions import Place
from app.domain.units import TrackPoint

MAX_UNITS = 50_000
# Unit ids are counted by the database; a table indexed by id stays small and makes the look-up one numpy step.
MAX_UNIT_ID = 1_000_000
_FIRST_CAPACITY = 512
_VALUES = tuple(name for name in COLUMN_TYPES if name != "unit")
_UNHEARD = {"heading": UNKNOWN_HEADING, "battery": UNKNOWN_BYTE, "signal": UNKNOWN_BYTE}

Ints = npt.NDArray[np.int64]
Mask = npt.NDArray[np.bool_]
S = TypeVar("S", bound=np.generic)


class Positions:
    """Live columns. `enroll` a unit before its first position; `update` writes, `close_frame` ends a frame.

    A frame is what one tick of the hub sends; each row remembers the last frame in which it changed, so a reader
    that missed frames gets every row once, in its newest state.
    """

    def __init__(self) -> None:
        self._count = 0
        self._columns: Columns = {name: np.zeros(_FIRST_CAPACITY, dtype) for name, dtype in COLUMN_TYPES.items()}
        self._changed: Ints = np.zeros(_FIRST_CAPACITY, np.int64)
        self._row_of: npt.NDArray[np.int32] = np.full(_FIRST_CAPACITY, -1, np.int32)
        self._areas: list[str] = []
        self._masks: dict[str, Mask] = {}
        self._tracks = Tracks(_FIRST_CAPACITY)
        self._frame = 1
        self._dirty = False

    @property
    def frame(self) -> int:
        """The newest closed frame; 0 before the first."""
        return self._frame - 1

    def __len__(self) -> int:
        return self._count

    def enroll(self, unit_id: int, area_code: str) -> None:
        """Make room for a unit. A unit that is known only gets its area; ValueError past the bounds."""
        if not 0 < unit_id <= MAX_UNIT_ID:
            raise ValueError(f"unit id {unit_id} is out of range")
        if unit_id >= len(self._row_of):
            self._row_of = _grown(self._row_of, max(unit_id + 1, 2 * len(self._row_of)), -1)
        row = int(self._row_of[unit_id])
        self._masks.clear()
        if row >= 0:
            self._areas[row] = area_code
            return
        if self._count >= MAX_UNITS:
            raise ValueError(f"more than {MAX_UNITS} units")
        if self._count == len(self._changed):
            self._grow()
        row, self._count = self._count, self._count + 1
        self._areas.append(area_code)
        self._row_of[unit_id] = row
        self._columns["unit"][row] = unit_id
        for name, unknown in _UNHEARD.items():
            self._columns[name][row] = unknown

    def update(self, columns: Columns) -> int:
        """Write equally long columns, one row per fix; the number of rows taken.

        Left out: units not enrolled, and fixes older than the one known. The last row of a unit wins.
        """
        units = np.asarray(columns["unit"], np.int64)
        inside = (units > 0) & (units < len(self._row_of))
        rows = np.where(inside, self._row_of[np.where(inside, units, 0)], -1)
        fix = np.asarray(columns["fix"], np.float64)
        taken = (rows >= 0) & (fix >= np.asarray(self._columns["fix"][rows], np.float64))
        rows = rows[taken]
        if not len(rows):
            return 0
        for name in _VALUES:
            self._columns[name][rows] = np.asarray(columns[name])[taken]
        self._changed[rows] = self._frame
        self._tracks.add(rows, self._columns)
        self._dirty = True
        return len(rows)

    def close_frame(self) -> bool:
        """End the running frame if anything changed in it; True if so."""
        if not self._dirty:
            return False
        self._dirty = False
        self._frame += 1
        return True

    def changed_since(self, frame: int, scope: str) -> Columns:
        """The rows of `scope` (an area prefix, '' for all) that changed after closed frame `frame`, 0 for all heard."""
        wanted = (self._changed[: self._count] > frame) & (self._changed[: self._count] < self._frame)
        if scope:
            wanted &= self._mask(scope)
        rows = np.flatnonzero(wanted)
        return {name: values[rows] for name, values in self._columns.items()}

    def count_changed_in(self, frame: int, scope: str) -> int:
        """How many rows of `scope` changed last in that closed frame."""
        wanted = self._changed[: self._count] == frame
        return int(np.count_nonzero(wanted & self._mask(scope) if scope else wanted))

    def units_in(self, scope: str) -> frozenset[int]:
        """The ids of the enrolled units of an area prefix, heard or not."""
        return frozenset(self._columns["unit"][: self._count][self._mask(scope)].tolist())

    def place(self, unit_id: int) -> Place | None:
        """Where the unit was last heard, or None."""
        row = self._row(unit_id)
        if row is None or not self._changed[row]:
            return None
        lat, lon = self._columns["lat"][row], self._columns["lon"][row]
        return Place(lat_deg=float(lat) / 1e7, lon_deg=float(lon) / 1e7)

    def heard_utc(self, unit_id: int) -> datetime | None:
        """City time of the unit's last fix, or None."""
        row = self._row(unit_id)
        if row is None or not self._changed[row]:
            return None
        return datetime.fromtimestamp(float(self._columns["fix"][row]) / 1000, UTC)

    def track(self, unit_id: int, since_utc: datetime) -> tuple[TrackPoint, ...]:
        """The unit's past positions from `since_utc` on, oldest first; at most the last 30 minutes."""
        row = self._row(unit_id)
        return () if row is None else self._tracks.points(row, since_utc)

    def columns(self) -> Columns:
        """All units that were ever heard, as they are now; a copy."""
        rows = np.flatnonzero(self._changed[: self._count] > 0)
        return {name: values[rows] for name, values in self._columns.items()}

    def _row(self, unit_id: int) -> int | None:
        row = int(self._row_of[unit_id]) if 0 < unit_id < len(self._row_of) else -1
        return row if row >= 0 else None

    def _mask(self, scope: str) -> Mask:
        mask = self._masks.get(scope)
        if mask is None:
            mask = np.fromiter((covers(scope, area) for area in self._areas), np.bool_, self._count)
            self._masks[scope] = mask
        return mask

    def _grow(self) -> None:
        capacity = 2 * len(self._changed)
        self._columns = {name: _grown(values, capacity, 0) for name, values in self._columns.items()}
        self._changed = _grown(self._changed, capacity, 0)
        self._tracks.grow(capacity)


def _grown(values: npt.NDArray[S], capacity: int, fill: int) -> npt.NDArray[S]:
    larger: npt.NDArray[S] = np.full(capacity, fill, values.dtype)
    larger[: len(values)] = values
    return larger
