"""The last half hour of every unit: a ring of points per row, one point per 10 s of city time at most."""

from __future__ import annotations

from datetime import UTC, datetime

import numpy as np
import numpy.typing as npt

from app.api.frames import Columns
from app.domain.units import TrackPoint

SPAN_S = 1_800.0
SPACING_MS = 10_000.0
POINTS = int(SPAN_S * 1000 / SPACING_MS)
_TYPES = {"fix": "<f8", "lat": "<i4", "lon": "<i4", "speed": "<u2"}


class Tracks:
    """Rings for `capacity` rows; a row is the same as in Positions."""

    def __init__(self, capacity: int) -> None:
        self._rings = {name: np.zeros((capacity, POINTS), dtype) for name, dtype in _TYPES.items()}
        self._written = np.zeros(capacity, np.int64)
        self._last_ms = np.zeros(capacity)

    def add(self, rows: npt.NDArray[np.integer], columns: Columns) -> None:
        """Keep the present values of those rows where the spacing has passed."""
        due = rows[np.asarray(columns["fix"][rows], np.float64) - self._last_ms[rows] >= SPACING_MS]
        if not len(due):
            return
        due = np.unique(due)
        slots = self._written[due] % POINTS
        for name, ring in self._rings.items():
            ring[due, slots] = columns[name][due]
        self._written[due] += 1
        self._last_ms[due] = columns["fix"][due]

    def points(self, row: int, since_utc: datetime) -> tuple[TrackPoint, ...]:
        """The row's points from `since_utc` on and within the span of its newest, oldest first."""
        written = int(self._written[row])
        order = np.arange(max(0, written - POINTS), written) % POINTS
        fix = self._rings["fix"][row, order]
        since_ms = max(since_utc.timestamp() * 1000, float(self._last_ms[row]) - SPAN_S * 1000)
        order = order[fix >= since_ms]
        return tuple(
            TrackPoint(
                at_utc=datetime.fromtimestamp(float(self._rings["fix"][row, slot]) / 1000, UTC),
                lat_deg=float(self._rings["lat"][row, slot]) / 1e7,
                lon_deg=float(self._rings["lon"][row, slot]) / 1e7,
                speed_mps=float(self._rings["speed"][row, slot]) / 100,
            )
            for slot in order
        )

    def grow(self, capacity: int) -> None:
        for name, ring in self._rings.items():
            larger = np.zeros((capacity, POINTS), ring.dtype)
            larger[: len(ring)] = ring
            self._rings[name] = larger
        for name in ("_written", "_last_ms"):
            values = getattr(self, name)
            setattr(self, name, np.concatenate([values, np.zeros(capacity - len(values), values.dtype)]))
