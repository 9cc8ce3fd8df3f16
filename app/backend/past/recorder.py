"""Records positions beside the hot path: nobody who reports a position waits for it, or even knows of it.

Every few seconds the live columns are looked at once, and each unit that was heard since gets one more point in the
open minute. A minute is a block by bucket of units, so that the track of one unit reads little of the others. The
first block of every whole ten minutes begins with the last known position of every unit: who wants the city as of a
time reads at most ten minutes.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass
from datetime import datetime

import numpy as np
import numpy.typing as npt

from app.api.frames import Columns
from app.backend.positions import Positions
from app.domain.past_positions import PAST_TYPES, TIME_STEP_MS, PastColumns, by_unit, encode_past, join, pick

MINUTE_MS = 60_000
WHOLE_EVERY_MS = 600_000
UNITS_PER_BUCKET = 1_024
# While the database cannot be written, this many minutes wait; then the oldest are given up.
WAITING_MINUTES = 120
_EARLIEST = np.iinfo(np.int32).min
_LATEST = np.iinfo(np.int32).max


@dataclass(frozen=True, slots=True)
class Minute:
    """What is to be written of one minute: its start in Unix ms, and whether more of it may come."""

    start_ms: int
    columns: PastColumns
    closed: bool


class Recorder:
    """Belongs to the event loop, as Positions does. `sample` looks, `waiting` hands out, `written` lets go."""

    def __init__(self, positions: Positions) -> None:
        self._positions = positions
        self._fix_ms: npt.NDArray[np.float64] = np.full(1, -np.inf)
        self._kept: Columns = positions.columns()
        self._minute_ms: int | None = None
        self._open: list[PastColumns] = []
        self._closed: deque[Minute] = deque(maxlen=WAITING_MINUTES)
        self._dirty = False
        self.lost_minutes = 0  # given up since the last word on it
        self.sampled_utc: datetime | None = None
        self.written_utc: datetime | None = None

    def go_on(self, minute_ms: int, columns: PastColumns) -> None:
        """Before the first look: what the last run has kept of the minute that is open now."""
        self._minute_ms, self._open, self._dirty = minute_ms, [columns], True

    def sample(self, now_utc: datetime) -> int:
        """Take a point of every unit that was heard since the last look; how many. A clock that was turned back goes
        on in the minute that is open.
        """
        minute_ms = int(now_utc.timestamp() * 1000) // MINUTE_MS * MINUTE_MS
        if self._minute_ms is None or minute_ms > self._minute_ms:
            self._turn(minute_ms)
        columns = self._positions.columns()
        unit = np.asarray(columns["unit"], np.int64)
        highest = int(unit.max(initial=0))
        if highest >= len(self._fix_ms):
            self._fix_ms = np.pad(self._fix_ms, (0, highest + 1 - len(self._fix_ms)), constant_values=-np.inf)
        fresh = np.asarray(columns["fix"], np.float64) > self._fix_ms[unit]
        self._fix_ms[unit] = columns["fix"]
        self._kept = columns
        self.sampled_utc = now_utc
        found = int(np.count_nonzero(fresh))
        if found:
            self._open.append(self._past({name: values[fresh] for name, values in columns.items()}))
            self._dirty = True
        return found

    def waiting(self) -> list[Minute]:
        """Closed minutes that are not written yet, and what is known of the open one if that is more than before."""
        minutes = list(self._closed)
        if self._dirty and self._minute_ms is not None:
            minutes.append(Minute(self._minute_ms, join(self._open), False))
            self._open = [minutes[-1].columns]
        self._dirty = False
        return minutes

    def written(self, minutes: list[Minute], sampled_utc: datetime | None) -> None:
        """These are in the database; they held all that was sampled up to that city time."""
        gone = {minute.start_ms for minute in minutes if minute.closed}
        self._closed = deque((one for one in self._closed if one.start_ms not in gone), WAITING_MINUTES)
        self.written_utc = sampled_utc

    def not_written(self) -> None:
        """The database refused; the open minute is handed out again, too."""
        self._dirty = bool(self._open)

    def _turn(self, minute_ms: int) -> None:
        before, self._minute_ms = self._minute_ms, minute_ms
        if before is not None and self._open:
            if len(self._closed) == WAITING_MINUTES:
                self.lost_minutes += 1
            self._closed.append(Minute(before, join(self._open), True))
        self._open = []
        if before is not None and before // WHOLE_EVERY_MS != minute_ms // WHOLE_EVERY_MS and len(self._kept["unit"]):
            self._open.append(self._past(self._kept))

    def _past(self, columns: Columns) -> PastColumns:
        """Live columns in the steps of the kept ones, their times counted from the open minute."""
        assert self._minute_ms is not None
        time = np.round((np.asarray(columns["fix"], np.float64) - self._minute_ms) / TIME_STEP_MS)
        values = {
            **columns,
            "time": np.clip(time, _EARLIEST, _LATEST),
            "lat": np.round(np.asarray(columns["lat"], np.float64) / 10),
            "lon": np.round(np.asarray(columns["lon"], np.float64) / 10),
            "speed": np.round(np.asarray(columns["speed"], np.float64) / 10),
        }
        return {name: np.asarray(values[name]).astype(kind) for name, kind in PAST_TYPES.items()}


def bodies(minute: Minute) -> dict[int, bytes]:
    """The blocks of a minute by bucket; fit for a worker thread."""
    columns = by_unit(minute.columns)
    bucket = np.asarray(columns["unit"], np.int64) // UNITS_PER_BUCKET
    # An open minute is written again in a moment: little effort for it.
    effort = 6 if minute.closed else 1
    return {int(one): encode_past(pick(columns, bucket == one), minute.start_ms, effort) for one in np.unique(bucket)}
