"""The moving positions that every contender is fed: the same units on the same circles, told by the step alone."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from widgets.map import encode_units

Floats = npt.NDArray[np.float64]

CENTRE_DEG = (30.55, 112.30)
ZOOM = 16
# What a window of 1920×1080 shows at that zoom, less a rim: all units are in view all the time.
_REACH_DEG = (0.0088, 0.0190)
_METRES_PER_DEG = 111_320.0
_SEED = 7


@dataclass(frozen=True, slots=True)
class Moment:
    """Where all are at one time: equally long columns of degrees."""

    lat_deg: Floats
    lon_deg: Floats
    heading_deg: Floats


class Fleet:
    """`count` units that all move without rest, each round a place of its own, at 10 to 25 m/s.

    `reach_deg` (lat, lon) is how far from `centre_deg` they are spread; the default fills the window at `ZOOM`.
    """

    def __init__(
        self,
        count: int,
        centre_deg: tuple[float, float] = CENTRE_DEG,
        reach_deg: tuple[float, float] = _REACH_DEG,
    ) -> None:
        draw = np.random.default_rng(_SEED)
        self.count = count
        self._lat = centre_deg[0] + draw.uniform(-reach_deg[0], reach_deg[0], count)
        self._lon = centre_deg[1] + draw.uniform(-reach_deg[1], reach_deg[1], count)
        self._radius_m = draw.uniform(40.0, 90.0, count)
        self._speed_mps = draw.uniform(10.0, 25.0, count)
        self._phase = draw.uniform(0.0, 2.0 * np.pi, count)
        self._kind = draw.integers(0, 4, count).astype(np.uint8)
        self._status = draw.integers(0, 4, count).astype(np.uint8)
        self._metres_per_lon_deg = _METRES_PER_DEG * float(np.cos(np.radians(centre_deg[0])))

    def at(self, time_s: float) -> Moment:
        """Clockwise along the circles; the heading is the circle's tangent."""
        angle = self._phase + self._speed_mps / self._radius_m * time_s
        return Moment(
            lat_deg=self._lat + self._radius_m * np.cos(angle) / _METRES_PER_DEG,
            lon_deg=self._lon + self._radius_m * np.sin(angle) / self._metres_per_lon_deg,
            heading_deg=np.degrees(angle + np.pi / 2.0) % 360.0,
        )

    def units(self, time_s: float) -> bytes:
        """The buffer of our own map's channel `units`."""
        now = self.at(time_s)
        still = np.zeros(self.count)
        return encode_units(
            ids=np.arange(1, self.count + 1),
            lat_deg=now.lat_deg,
            lon_deg=now.lon_deg,
            heading_deg=now.heading_deg,
            age_s=still,
            kind=self._kind,
            status=self._status,
            group=still,
            speed_mps=self._speed_mps,
        )

    def places(self, time_s: float) -> bytes:
        """The buffer that peers are given: n × (lat, lon, heading) as little-endian float64, in row order."""
        now = self.at(time_s)
        return np.column_stack([now.lat_deg, now.lon_deg, now.heading_deg]).astype("<f8").tobytes()
