"""The plane that the city is drawn on: metres east and north of its south-west corner, and degrees at the border.

Everything in `geography` works in metres; degrees (WGS 84) appear only where a layer leaves the building.
"""

from __future__ import annotations

import math

import numpy as np
import numpy.typing as npt

Floats = npt.NDArray[np.float64]
Ints = npt.NDArray[np.int64]
Bools = npt.NDArray[np.bool_]

WIDTH_M = 9_900.0
HEIGHT_M = 6_600.0
# Land drawn around the city, so that a map does not end at the city limit.
MARGIN_M = 1_500.0
CENTRE_LAT_DEG = 30.55
CENTRE_LON_DEG = 112.30
M_PER_LAT_DEG = 110_852.0
M_PER_LON_DEG = 111_320.0 * math.cos(math.radians(CENTRE_LAT_DEG))


def degrees_from_metres(points: Floats) -> Floats:
    """(…, 2) metres east, north to (…, 2) degrees lat, lon."""
    lat = CENTRE_LAT_DEG + (points[..., 1] - HEIGHT_M / 2) / M_PER_LAT_DEG
    lon = CENTRE_LON_DEG + (points[..., 0] - WIDTH_M / 2) / M_PER_LON_DEG
    return np.stack([lat, lon], axis=-1)


def metres_from_degrees(lat_deg: float, lon_deg: float) -> tuple[float, float]:
    """Degrees to metres east and north of the city's south-west corner."""
    return (
        (lon_deg - CENTRE_LON_DEG) * M_PER_LON_DEG + WIDTH_M / 2,
        (lat_deg - CENTRE_LAT_DEG) * M_PER_LAT_DEG + HEIGHT_M / 2,
    )


def following(ring: Floats) -> Floats:
    """Every row's successor around a ring: np.roll(ring, -1, axis=0) without its cost on short rings."""
    return np.concatenate((ring[1:], ring[:1]))


def ring_area(ring: Floats) -> float:
    """Signed area in m² of a ring (n, 2): positive counter-clockwise."""
    x, y = ring[:, 0], ring[:, 1]
    return float(np.dot(x, following(y)) - np.dot(y, following(x))) / 2.0


def ring_centre(ring: Floats) -> tuple[float, float]:
    """Centre of gravity of a ring (n, 2)."""
    x, y = ring[:, 0], ring[:, 1]
    cross = x * following(y) - following(x) * y
    area6 = 3.0 * float(cross.sum())
    if abs(area6) < 1e-9:
        return float(x.mean()), float(y.mean())
    return float(((x + following(x)) * cross).sum() / area6), float(((y + following(y)) * cross).sum() / area6)


def inside_ring(points: Floats, ring: Floats) -> Bools:
    """Which of (k, 2) points lie inside a ring (n, 2), by the even-odd rule."""
    x, y = points[:, 0:1], points[:, 1:2]
    x0, y0 = ring[:, 0], ring[:, 1]
    x1, y1 = following(x0), following(y0)
    crosses = (y0 > y) != (y1 > y)
    rise = np.where(y1 == y0, 1.0, y1 - y0)
    at = x0 + (y - y0) * (x1 - x0) / rise
    inside: Bools = (np.count_nonzero(crosses & (x < at), axis=1) % 2).astype(np.bool_)
    return inside


def distance_to_path(points: Floats, path: Floats) -> Floats:
    """Distance in m of (k, 2) points to an open path (n, 2)."""
    a, d = path[:-1], np.diff(path, axis=0)
    length2 = np.maximum((d * d).sum(axis=1), 1e-9)
    best = np.full(len(points), np.inf)
    for start in range(0, len(points), 4096):
        part = points[start : start + 4096, None, :]
        t = np.clip(((part - a) * d).sum(axis=2) / length2, 0.0, 1.0)
        gap = part - (a + t[..., None] * d)
        best[start : start + 4096] = np.sqrt((gap * gap).sum(axis=2).min(axis=1))
    return best


def along(path: Floats, step_m: float) -> Floats:
    """The path (n, 2) with points about every `step_m`, its ends kept."""
    steps = np.hypot(*np.diff(path, axis=0).T)
    run = np.concatenate([[0.0], np.cumsum(steps)])
    at = np.linspace(0.0, run[-1], max(2, round(run[-1] / step_m) + 1))
    return np.stack([np.interp(at, run, path[:, 0]), np.interp(at, run, path[:, 1])], axis=1)


def offset(path: Floats, left_m: float | Floats) -> Floats:
    """The path (n, 2) shifted to its left by metres (one for all, or one per point)."""
    tangent = np.gradient(path, axis=0)
    tangent /= np.maximum(np.hypot(tangent[:, 0], tangent[:, 1]), 1e-9)[:, None]
    normal = np.stack([-tangent[:, 1], tangent[:, 0]], axis=1)
    shift = np.broadcast_to(np.asarray(left_m, dtype=np.float64), (len(path),))
    return path + normal * shift[:, None]
