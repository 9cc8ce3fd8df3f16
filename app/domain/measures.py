"""Lengths, areas and who is inside: plane geometry at the size of a city, from places in degrees."""

from __future__ import annotations

import math
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from app.domain.positions import EARTH_RADIUS_M, distance_m

Points = Sequence[tuple[float, float]]  # (lat, lon) in degrees


def path_length_m(points: Points) -> float:
    """Along a line of places."""
    return math.fsum(distance_m(*a, *b) for a, b in pairwise(points))


def ring_area_m2(ring: Points) -> float:
    """What a ring encloses, closed or not, on the plane that touches the earth at its first corner."""
    if len(ring) < 3:
        return 0.0
    lat0, lon0 = ring[0]
    scale = math.radians(1.0) * EARTH_RADIUS_M
    east = math.cos(math.radians(sum(lat for lat, _ in ring) / len(ring)))
    xy = [((lon - lon0) * scale * east, (lat - lat0) * scale) for lat, lon in ring]
    return abs(math.fsum(a[0] * b[1] - b[0] * a[1] for a, b in zip(xy, [*xy[1:], xy[0]], strict=True))) / 2


def inside_ring(
    lat_deg: npt.NDArray[np.float64], lon_deg: npt.NDArray[np.float64], ring: Points
) -> npt.NDArray[np.bool_]:
    """For each place whether the ring holds it, by the even-odd rule; a place that is not a number is outside."""
    inside = np.zeros(len(lat_deg), dtype=np.bool_)
    for (lat_a, lon_a), (lat_b, lon_b) in zip(ring, [*ring[1:], *ring[:1]], strict=True):
        if lat_a == lat_b:
            continue
        crossed = (lat_a > lat_deg) != (lat_b > lat_deg)
        inside ^= crossed & (lon_deg < lon_a + (lat_deg - lat_a) * (lon_b - lon_a) / (lat_b - lat_a))
    return inside & np.isfinite(lat_deg) & np.isfinite(lon_deg)
