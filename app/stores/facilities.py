"""Low points with their water, and rain by area, with the last hours of both."""

from __future__ import annotations

import math
from collections import deque
from collections.abc import Iterable

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Signal

from app.domain.facilities import DepthSample, LowPoint, Rain, RainSample, low_point_level
from app.domain.levels import gravity
from app.domain.positions import Place
from app.stores.clock import ClockStore

# One sample a city minute for a day.
_SAMPLE_EVERY_S = 60.0
_SAMPLES_KEPT = 1440

# Sorts behind the four levels 0–3.
_BELOW_ALL_LEVELS = 4

Floats = npt.NDArray[np.float64]


class FacilityStore(QObject):
    """Low points by id, rain by area code. Histories hold what the server remembers and what was heard here."""

    facilities_changed = Signal()

    def __init__(self, clock: ClockStore) -> None:
        super().__init__()
        self._clock = clock
        self._low_points: dict[int, LowPoint] = {}
        self._rain: dict[str, Rain] = {}
        self._depths: dict[int, deque[tuple[float, float]]] = {}
        self._rain_samples: deque[tuple[float, float, float]] = deque(maxlen=_SAMPLES_KEPT)
        self._changed = False
        self._rained = False

    def low_point(self, low_point_id: int) -> LowPoint | None:
        return self._low_points.get(low_point_id)

    def low_points(self) -> list[LowPoint]:
        """The gravest first: by colour, then by the share of the closing depth that is reached."""
        return sorted(self._low_points.values(), key=_gravest_first)

    def closed_places(self) -> tuple[Place, ...]:
        """Where roads are closed now."""
        return tuple(
            Place(lat_deg=point.lat_deg, lon_deg=point.lon_deg)
            for point in self._low_points.values()
            if point.closed_utc is not None
        )

    def rain(self) -> dict[str, Rain]:
        """Rain by area code."""
        return dict(self._rain)

    def city_rain(self) -> Rain:
        """The mean over all areas; `area_code` is empty."""
        rain = self._rain.values()
        count = max(1, len(rain))
        return Rain(
            area_code="",
            rate_mm_per_h=sum(row.rate_mm_per_h for row in rain) / count,
            hour_mm=sum(row.hour_mm for row in rain) / count,
        )

    def history(self, low_point_id: int) -> tuple[Floats, Floats]:
        """Unix seconds of city time and depth in cm, oldest first."""
        samples = np.array(self._depths.get(low_point_id, ()), dtype=np.float64).reshape(-1, 2)
        return samples[:, 0], samples[:, 1]

    def rain_history(self) -> tuple[Floats, Floats, Floats]:
        """Unix seconds of city time, the city's mean mm/h and its mean mm of the last hour, oldest first."""
        samples = np.array(self._rain_samples, dtype=np.float64).reshape(-1, 3)
        return samples[:, 0], samples[:, 1], samples[:, 2]

    def write(self, things: Iterable[LowPoint | Rain]) -> None:
        """Take new states of low points and rain."""
        for thing in things:
            if isinstance(thing, LowPoint):
                self._low_points[thing.id] = thing
                self._sample_depth(thing)
            else:
                self._rain[thing.area_code] = thing
                self._rained = True
            self._changed = True

    def replace(self, things: Iterable[LowPoint | Rain]) -> None:
        """Forget what is known and take a snapshot; the histories stay."""
        self._low_points, self._rain, self._changed = {}, {}, True
        self.write(things)

    def write_rain_history(self, samples: Iterable[RainSample]) -> None:
        """Put earlier rain (the oldest first) before what was heard here."""
        first_s = self._rain_samples[0][0] if self._rain_samples else math.inf
        earlier = [
            (at_s, sample.rate_mm_per_h, sample.hour_mm)
            for sample in samples
            if (at_s := sample.at_utc.timestamp()) < first_s
        ]
        self._rain_samples = deque([*earlier, *self._rain_samples], maxlen=_SAMPLES_KEPT)
        self._changed = True

    def write_depth_history(self, low_point_id: int, samples: Iterable[DepthSample]) -> None:
        """Put earlier depths (the oldest first) before what was heard here."""
        heard = self._depths.get(low_point_id, deque())
        first_s = heard[0][0] if heard else math.inf
        earlier = [(at_s, sample.depth_cm) for sample in samples if (at_s := sample.at_utc.timestamp()) < first_s]
        self._depths[low_point_id] = deque([*earlier, *heard], maxlen=_SAMPLES_KEPT)
        self._changed = True

    def _sample_depth(self, low_point: LowPoint) -> None:
        samples = self._depths.setdefault(low_point.id, deque(maxlen=_SAMPLES_KEPT))
        at_s = low_point.measured_utc.timestamp()
        if not samples or at_s - samples[-1][0] >= _SAMPLE_EVERY_S:
            samples.append((at_s, low_point.depth_cm))

    def announce(self) -> None:
        if self._rained:
            self._rained = False
            at_s = self._clock.now_ms() / 1000.0
            if not self._rain_samples or at_s - self._rain_samples[-1][0] >= _SAMPLE_EVERY_S:
                city = self.city_rain()
                self._rain_samples.append((at_s, city.rate_mm_per_h, city.hour_mm))
        if self._changed:
            self._changed = False
            self.facilities_changed.emit()


def _gravest_first(point: LowPoint) -> tuple[int, float, int]:
    level = low_point_level(point.depth_cm, point.closing_depth_cm)
    return (_BELOW_ALL_LEVELS if level is None else gravity(level), -point.depth_cm / point.closing_depth_cm, point.id)
