"""Where everybody was at any moment of a stretch of the past: recorded points, and straight lines between them."""

from __future__ import annotations

import numpy as np
import numpy.typing as npt

from app.api.frames import Columns
from app.domain.past_positions import TIME_STEP_MS, PastColumns

# Between two points that lie further apart in time nobody knows the way: the unit stays where it was, and ages.
LONGEST_GLIDE_MS = 60_000.0
_NEXT_LOOK_MS = 30_000.0


class Course:
    """Columns of past positions, sorted by unit and time, with the moment that their times are counted from."""

    def __init__(self, columns: PastColumns, base_ms: int) -> None:
        unit = np.asarray(columns["unit"], np.int64)
        self._columns = columns
        self._at_ms: npt.NDArray[np.float64] = base_ms + np.asarray(columns["time"], np.float64) * TIME_STEP_MS
        first = np.flatnonzero(np.append(True, unit[1:] != unit[:-1])[: len(unit)])
        self._first = first
        self._last = np.append(first[1:], len(unit)) - 1
        # One ascending key over all units, so that one binary search finds the point of each at a moment.
        self._start_ms = float(self._at_ms.min(initial=0.0)) if len(unit) else 0.0
        self._stride_ms = (float(self._at_ms.max()) if len(unit) else 0.0) - self._start_ms + 1.0
        rank = np.repeat(np.arange(len(first)), self._last - first + 1)
        self._key = rank * self._stride_ms + (self._at_ms - self._start_ms)
        self._last_look: tuple[float, npt.NDArray[np.intp]] | None = None

    @property
    def units(self) -> int:
        return len(self._first)

    def _rows(self, at_ms: float) -> npt.NDArray[np.intp]:
        """The row of each unit's last point by then; the one before its first where there is none yet."""
        row: npt.NDArray[np.intp]
        if self._last_look is None or not 0 <= at_ms - self._last_look[0] <= _NEXT_LOOK_MS:
            into_ms = min(max(at_ms - self._start_ms, -1.0), self._stride_ms - 1.0)
            wanted = np.arange(len(self._first)) * self._stride_ms + into_ms
            row = np.searchsorted(self._key, wanted, side="right") - 1
        else:
            # A little later than the last time: each unit goes on by a point or two, which costs less than a search.
            row = self._last_look[1].copy()
            while True:
                following = np.minimum(row + 1, self._last)
                passed = (following > row) & (self._at_ms[following] <= at_ms)
                if not passed.any():
                    break
                row[passed] += 1
        self._last_look = (at_ms, row)
        return row

    def at(self, at_ms: float) -> Columns:
        """Everybody who was heard by then, as columns of the live feed; `fix` is the last recorded point's, so that the
        age is true.
        """
        row = self._rows(at_ms)
        heard = row >= self._first
        row, last = row[heard], self._last[heard]
        following = np.minimum(row + 1, last)
        gap_ms = self._at_ms[following] - self._at_ms[row]
        glides = (gap_ms > 0) & (gap_ms <= LONGEST_GLIDE_MS)
        share = np.where(glides, (at_ms - self._at_ms[row]) / np.where(glides, gap_ms, 1.0), 0.0)
        columns = self._columns

        def between(name: str) -> npt.NDArray[np.float64]:
            start = np.asarray(columns[name][row], np.float64)
            way = np.asarray(columns[name][following], np.float64) - start
            place: npt.NDArray[np.float64] = (start + way * np.clip(share, 0.0, 1.0)) * 10
            return place

        return {
            "unit": np.asarray(columns["unit"][row], "<i4"),
            "lat": np.round(between("lat")).astype("<i4"),
            "lon": np.round(between("lon")).astype("<i4"),
            "heading": columns["heading"][row],
            "speed": np.minimum(np.asarray(columns["speed"][row], np.int64) * 10, 65_535).astype("<u2"),
            "fix": self._at_ms[row],
            "battery": columns["battery"][row],
            "signal": columns["signal"][row],
        }
