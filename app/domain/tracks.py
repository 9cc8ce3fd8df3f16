"""The course of one unit over some hours, made from its past positions: cleaned, measured, with its stops."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from app.domain.positions import EARTH_RADIUS_M, is_on_earth
from app.domain.units import TrackPoint

Floats = npt.NDArray[np.float64]

# Who stays within so far of a place for longer than this has stopped there. [?] usual in fleet software.
STOP_WITHIN_M, STOP_S = 30.0, 180.0
# Between two points further apart in time nobody knows the way.
GAP_S = 300.0
# Upper bounds of the speed classes standing, slow, and usual in m/s; above is fast.
SPEED_CLASSES_MPS = (0.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stop:
    """One stop: from which point to which, and how long."""

    first: int
    last: int
    lasted_s: float


@dataclass(frozen=True, slots=True)
class Track:
    """Equally long columns, oldest first: Unix seconds (ascending), WGS 84 degrees, m/s. `left_out` points of what was
    given had no place, or a time that ran backwards.
    """

    times_s: Floats
    lat_deg: Floats
    lon_deg: Floats
    speed_mps: Floats
    stops: tuple[Stop, ...]
    left_out: int

    def __len__(self) -> int:
        return len(self.times_s)

    @property
    def length_m(self) -> float:
        """Along all of its points, over gaps as the crow flies."""
        return float(_steps_m(self.lat_deg, self.lon_deg).sum())

    def gaps(self) -> npt.NDArray[np.bool_]:
        """For each point, True if nobody knows how the unit came there from the one before."""
        late: npt.NDArray[np.bool_] = np.diff(self.times_s, prepend=self.times_s[:1]) > GAP_S
        return late

    def speed_classes(self) -> npt.NDArray[np.int64]:
        """0 standing, 1 slow, 2 usual, 3 fast, for each point."""
        return np.searchsorted(SPEED_CLASSES_MPS, self.speed_mps, side="right")

    def nearest(self, time_s: float) -> int | None:
        """The point nearest in time; None for an empty track."""
        return int(np.abs(self.times_s - time_s).argmin()) if len(self) else None


def track_of(points: Sequence[TrackPoint]) -> Track:
    """Clean a track. Points without a place are left out, and as few as possible of those whose times run backwards; an
    unknown speed is that of the way from the point before.
    """
    sound = [point for point in points if is_on_earth(point.lat_deg, point.lon_deg)]
    kept = [sound[n] for n in _longest_rise([point.at_utc.timestamp() for point in sound])]
    times_s = np.array([point.at_utc.timestamp() for point in kept])
    lat = np.array([point.lat_deg for point in kept])
    lon = np.array([point.lon_deg for point in kept])
    told = np.array([point.speed_mps for point in kept])
    walked = np.zeros(len(kept))
    if len(kept) > 1:
        walked[1:] = _steps_m(lat, lon) / np.diff(times_s)
    speed = np.where(np.isfinite(told) & (told >= 0), told, walked)
    stops = _stops(times_s, lat, lon)
    return Track(times_s, lat, lon, speed, stops, len(points) - len(kept))


def _longest_rise(values: Sequence[float]) -> list[int]:
    """Places of a longest strictly rising part of a sequence (patience sorting); one point far in the future then costs
    itself and not all that follow.
    """
    tails: list[float] = []
    tail_at: list[int] = []
    before: list[int] = []
    for place, value in enumerate(values):
        if value != value:
            before.append(-1)
            continue
        length = bisect_left(tails, value)
        before.append(tail_at[length - 1] if length else -1)
        tails[length : length + 1] = [value]
        tail_at[length : length + 1] = [place]
    rise = []
    place = tail_at[-1] if tail_at else -1
    while place >= 0:
        rise.append(place)
        place = before[place]
    return rise[::-1]


def _steps_m(lat: Floats, lon: Floats) -> Floats:
    north = np.radians(np.diff(lat))
    east = np.radians(np.diff(lon)) * np.cos(np.radians(lat[1:]))
    steps: Floats = np.hypot(north, east) * EARTH_RADIUS_M
    return steps


def _stops(times_s: Floats, lat: Floats, lon: Floats) -> tuple[Stop, ...]:
    """Longest spans in which every point lies near the first one."""
    stops = []
    shrink = float(np.cos(np.radians(lat.mean()))) if len(lat) else 1.0
    first = 0
    while first < len(times_s):
        last = _last_near(first, lat, lon, shrink)
        lasted_s = float(times_s[last] - times_s[first])
        if lasted_s >= STOP_S:
            stops.append(Stop(first=first, last=last, lasted_s=lasted_s))
            first = last + 1
        else:
            first += 1
    return tuple(stops)


def _last_near(first: int, lat: Floats, lon: Floats, shrink: float) -> int:
    """The last point of those that lie near one without a break; who drives on is found out soon."""
    reach = 16
    while True:
        near = slice(first, first + reach)
        off = np.radians(np.hypot(lat[near] - lat[first], (lon[near] - lon[first]) * shrink)) * EARTH_RADIUS_M
        away = np.flatnonzero(off > STOP_WITHIN_M)
        if len(away):
            return first + int(away[0]) - 1
        if first + reach >= len(lat):
            return len(lat) - 1
        reach *= 4
