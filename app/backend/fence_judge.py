"""Who is beyond which fence, from the positions as they come. Columns of numpy, no database and no clock of its own.

The rule against flapping, for every unit and fence: a breach begins at the border and ends BAND_M inside it; between
the two nothing changes. Either counts only when a fix at least CONFIRM_S younger than the first one that said so says
so still, and no fix between them said otherwise; it then began with that first one. A fix is not judged that is older
than STALE_S, or that would have taken more than FASTEST_MPS to reach. Whoever is beyond a fence when it is first
judged (a start of the backend, a new or changed fence) is excused until it was back once: nobody saw it go there.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum, auto

import numpy as np
import numpy.typing as npt

from app.api.frames import Columns
from app.domain.fence_shapes import BEYOND, M_PER_DEG, WITHIN, FenceShape
from app.domain.fences import CONFIRM_S, FASTEST_MPS, STALE_S, Fence, holds_at, holds_for, is_severe
from app.domain.units import UnitKind

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]

_UNKNOWN = 2
_FIRST_CAPACITY = 512


class Turn(Enum):
    """What has happened between a unit and a fence."""

    BREACHED = auto()
    BACK = auto()
    SEVERE = auto()


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """One turn: `since_utc` is when the breach began, `at_utc` and the place are of the fix that says so."""

    turn: Turn
    fence_id: int
    unit_id: int
    since_utc: datetime
    at_utc: datetime
    lat_deg: float
    lon_deg: float


@dataclass(frozen=True, slots=True)
class _Batch:
    """Fixes that are news and can be believed, one per unit, from south to north. `place_of` tells by row where in the
    batch, or -1.
    """

    rows: Ints
    units: Ints
    lat: Floats
    lon: Floats
    fix_s: Floats
    newest_s: float
    place_of: Ints

    def verdict(self, turn: Turn, fence_id: int, row: int, since_s: float, at_s: float | None = None) -> Verdict:
        place = int(self.place_of[row])
        at_s = float(self.fix_s[place]) if at_s is None else at_s
        return Verdict(
            turn=turn,
            fence_id=fence_id,
            unit_id=int(self.units[place]),
            since_utc=datetime.fromtimestamp(since_s, UTC),
            at_utc=datetime.fromtimestamp(at_s, UTC),
            lat_deg=float(self.lat[place]),
            lon_deg=float(self.lon[place]),
        )


class _Watched:
    """One fence and where each unit stands to it, by row.

    `side` is where the row was last sure to be: BEYOND, WITHIN or unknown. `changing` holds rows that seem to have
    changed sides, with the first fix (Unix s) that said so; `breaches` those that are told of, with when they began.
    """

    def __init__(self, fence: Fence, capacity: int) -> None:
        self.fence = fence
        self.shape = FenceShape(fence)
        self.meant = np.zeros(capacity, np.bool_)
        self.side = np.full(capacity, _UNKNOWN, np.int8)
        self.changing: dict[int, float] = {}
        self.breaches: dict[int, float] = {}
        self.severe: set[int] = set()
        self.oldest_s = math.inf  # no breach that is not severe yet began before

    def grow(self, capacity: int) -> None:
        self.meant = np.concatenate([self.meant, np.zeros(capacity - len(self.meant), np.bool_)])
        self.side = np.concatenate([self.side, np.full(capacity - len(self.side), _UNKNOWN, np.int8)])

    def begin(self, row: int, since_s: float, *, severe: bool = False) -> None:
        """A breach that is told of, or was told of before a restart."""
        self.side[row] = BEYOND
        self.breaches[row] = since_s
        if severe:
            self.severe.add(row)
        self.oldest_s = min(self.oldest_s, since_s)

    def judge(self, batch: _Batch, minute: int) -> list[Verdict]:
        meant = np.flatnonzero(self.meant[batch.rows])
        if not len(meant):
            return []
        if not holds_at(self.fence, minute):
            return self._rest(batch, batch.rows[meant])
        if len(meant) == len(batch.rows):
            rows, lat, lon = batch.rows, batch.lat, batch.lon
        else:
            rows, lat, lon = batch.rows[meant], batch.lat[meant], batch.lon[meant]
        found = self.shape.verdicts_by_latitude(lat, lon)
        side = self.side[rows]
        unknown = side == _UNKNOWN
        if unknown.any():
            side[unknown] = np.where(found[unknown] == BEYOND, BEYOND, WITHIN)
            self.side[rows] = side
        # BEYOND is 1 and WITHIN is -1, so opposite sides add up to 0; so does wavering to nothing.
        changed = np.flatnonzero(found + side == 0)
        told = self._change(batch, rows[changed].tolist()) if self.changing or len(changed) else []
        return told + self._worsen(batch)

    def _change(self, batch: _Batch, changed: list[int]) -> list[Verdict]:
        """`changed` are the rows of which this batch says that they are on the other side."""
        told = []
        first_s, self.changing = self.changing, {r: t for r, t in self.changing.items() if batch.place_of[r] < 0}
        for row in changed:
            place = int(batch.place_of[row])
            fix_s = float(batch.fix_s[place])
            since_s = first_s.get(row, fix_s)
            if fix_s - since_s < CONFIRM_S:
                self.changing[row] = since_s
            elif self.side[row] == WITHIN:
                self.begin(row, since_s)
                told.append(batch.verdict(Turn.BREACHED, self.fence.id, row, since_s))
            else:
                self.side[row] = WITHIN
                self.severe.discard(row)
                if (began_s := self.breaches.pop(row, None)) is not None:
                    told.append(batch.verdict(Turn.BACK, self.fence.id, row, began_s, since_s))
        return told

    def _worsen(self, batch: _Batch) -> list[Verdict]:
        """Breaches that a fix of now still shows and that have become severe."""
        told: list[Verdict] = []
        if not is_severe(self.fence, timedelta(seconds=max(0.0, batch.newest_s - self.oldest_s))):
            return told
        mild = {row: began_s for row, began_s in self.breaches.items() if row not in self.severe}
        self.oldest_s = min(mild.values(), default=math.inf)
        for row, began_s in mild.items():
            place = int(batch.place_of[row])
            if place < 0 or row in self.changing:
                continue
            if is_severe(self.fence, timedelta(seconds=float(batch.fix_s[place]) - began_s)):
                self.severe.add(row)
                told.append(batch.verdict(Turn.SEVERE, self.fence.id, row, began_s))
        return told

    def _rest(self, batch: _Batch, rows: Ints) -> list[Verdict]:
        """Outside its hours a fence allows all; who is still there when they begin has not left in time."""
        ended = [row for row in self.breaches if batch.place_of[row] >= 0]
        told = [batch.verdict(Turn.BACK, self.fence.id, row, self.breaches.pop(row)) for row in ended]
        self.severe.difference_update(ended)
        self.side[rows] = WITHIN
        self.changing.clear()
        return told


class FenceJudge:
    """All fences in force. Tell it of fences and units, then give it positions; it says what has turned."""

    def __init__(self) -> None:
        self._fences: dict[int, _Watched] = {}
        self._units: dict[int, tuple[UnitKind, str]] = {}
        self._rows: dict[int, int] = {}
        self._row_of = np.full(_FIRST_CAPACITY, -1, np.int64)
        self._fix_s = np.zeros(_FIRST_CAPACITY)
        self._lat = np.zeros(_FIRST_CAPACITY)
        self._lon = np.zeros(_FIRST_CAPACITY)

    def strangers(self, units: Ints) -> list[int]:
        """Those of the unit ids that nobody has told of."""
        found = self._row_of[np.where(units < len(self._row_of), units, 0)] < 0
        return [int(unit_id) for unit_id in units[found]]

    def take_units(self, units: Mapping[int, tuple[UnitKind, str]]) -> None:
        """Units by id, each with its kind and area code; a unit that is not known is not judged."""
        for unit_id, (kind, area_code) in units.items():
            row = self._rows.setdefault(unit_id, len(self._rows))
            if row == len(self._fix_s):
                self._grow()
            if unit_id >= len(self._row_of):
                more = np.full(max(unit_id + 1, 2 * len(self._row_of)), -1, np.int64)
                more[: len(self._row_of)] = self._row_of
                self._row_of = more
            self._row_of[unit_id] = row
            self._units[unit_id] = kind, area_code
            for watched in self._fences.values():
                watched.meant[row] = holds_for(watched.fence, unit_id, kind, area_code)

    def take_fence(self, fence: Fence, breaches: Mapping[int, tuple[datetime, bool]]) -> None:
        """A fence as it is from now on; one that is closed is judged no more.

        `breaches` are those that have an alarm open: unit → since when, and whether it is severe already.
        """
        self._fences.pop(fence.id, None)
        if fence.closed_utc is not None:
            return
        watched = _Watched(fence, len(self._fix_s))
        for unit_id, row in self._rows.items():
            watched.meant[row] = holds_for(fence, unit_id, *self._units[unit_id])
        for unit_id, (since_utc, severe) in breaches.items():
            if (found := self._rows.get(unit_id)) is not None:
                watched.begin(found, since_utc.timestamp(), severe=severe)
        self._fences[fence.id] = watched

    def judge(self, columns: Columns, now_utc: datetime, minute: int) -> list[Verdict]:
        """What positions (in wire units, a unit once) change; `minute` is that of the local day."""
        if not self._fences:
            return []
        batch = self._believable(columns, now_utc.timestamp())
        if not len(batch.rows):
            return []
        return [verdict for watched in self._fences.values() for verdict in watched.judge(batch, minute)]

    def _believable(self, columns: Columns, now_s: float) -> _Batch:
        units = np.asarray(columns["unit"], np.int64)
        rows = self._row_of[np.where(units < len(self._row_of), units, 0)]
        fix_s = np.asarray(columns["fix"], np.float64) / 1000.0
        news = np.flatnonzero((rows >= 0) & (fix_s > self._fix_s[rows]))
        rows, fix_s, units = rows[news], fix_s[news], units[news]
        lat, lon = (np.asarray(columns[name], np.float64)[news] * 1e-7 for name in ("lat", "lon"))
        took_s, north, east = fix_s - self._fix_s[rows], lat - self._lat[rows], lon - self._lon[rows]
        shrink = math.cos(math.radians(float(lat.mean()))) if len(lat) else 1.0
        reach = FASTEST_MPS / M_PER_DEG * took_s
        first = self._fix_s[rows] == 0
        jumped = (north * north + (east * shrink) ** 2 > reach * reach) & ~first
        self._fix_s[rows], self._lat[rows], self._lon[rows] = fix_s, lat, lon
        good = np.flatnonzero(~jumped & (now_s - fix_s <= STALE_S))
        good = good[np.argsort(lat[good])]
        place_of = np.full(len(self._fix_s), -1, np.int64)
        place_of[rows[good]] = np.arange(len(good))
        newest_s = float(fix_s[good].max(initial=0.0))
        return _Batch(rows[good], units[good], lat[good], lon[good], fix_s[good], newest_s, place_of)

    def _grow(self) -> None:
        capacity = 2 * len(self._fix_s)
        for name in ("_fix_s", "_lat", "_lon"):
            before = getattr(self, name)
            setattr(self, name, np.concatenate([before, np.zeros(capacity - len(before))]))
        for watched in self._fences.values():
            watched.grow(capacity)
