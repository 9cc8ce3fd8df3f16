"""Where things are: WGS 84 degrees inside the house, other datums converted once, on entry.

GCJ-02 is the shifted datum that Chinese web and phone maps must use, BD-09 a second shift upon it; CGCS2000 equals
WGS 84 to centimetres. resources/web/map/datums.js holds the same formulas for the map page.
"""

from __future__ import annotations

import math
from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

EARTH_RADIUS_M = 6_371_008.8


class Datum(StrEnum):
    WGS84 = "wgs84"
    GCJ02 = "gcj02"


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """A point in WGS 84 degrees."""

    lat_deg: float
    lon_deg: float


def is_on_earth(lat_deg: float, lon_deg: float) -> bool:
    """True for finite degrees within ±90 / ±180."""
    return math.isfinite(lat_deg) and math.isfinite(lon_deg) and abs(lat_deg) <= 90.0 and abs(lon_deg) <= 180.0


def distance_m(a_lat: float, a_lon: float, b_lat: float, b_lon: float) -> float:
    """Great-circle distance in metres (haversine)."""
    dlat, dlon = math.radians(b_lat - a_lat), math.radians(b_lon - a_lon)
    h = (
        math.sin(dlat / 2) ** 2
        + math.cos(math.radians(a_lat)) * math.cos(math.radians(b_lat)) * math.sin(dlon / 2) ** 2
    )
    return 2 * EARTH_RADIUS_M * math.asin(min(1.0, math.sqrt(h)))


# Krasovsky 1940, the ellipsoid that the published GCJ-02 approximation is written on.
_A_M = 6_378_245.0
_E2 = 0.00669342162296594323


def _shift(lat: float, lon: float) -> tuple[float, float]:
    x, y = lon - 105.0, lat - 35.0
    wave = 20.0 * math.sin(6.0 * x * math.pi) + 20.0 * math.sin(2.0 * x * math.pi)
    dlat = -100.0 + 2.0 * x + 3.0 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * math.sqrt(abs(x))
    dlat += (wave + 20.0 * math.sin(y * math.pi) + 40.0 * math.sin(y / 3.0 * math.pi)) * 2.0 / 3.0
    dlat += (160.0 * math.sin(y / 12.0 * math.pi) + 320.0 * math.sin(y * math.pi / 30.0)) * 2.0 / 3.0
    dlon = 300.0 + x + 2.0 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * math.sqrt(abs(x))
    dlon += (wave + 20.0 * math.sin(x * math.pi) + 40.0 * math.sin(x / 3.0 * math.pi)) * 2.0 / 3.0
    dlon += (150.0 * math.sin(x / 12.0 * math.pi) + 300.0 * math.sin(x / 30.0 * math.pi)) * 2.0 / 3.0
    phi = math.radians(lat)
    magic = 1 - _E2 * math.sin(phi) ** 2
    dlat = math.degrees(dlat / (_A_M * (1 - _E2) / (magic * math.sqrt(magic))))
    dlon = math.degrees(dlon / (_A_M / math.sqrt(magic) * math.cos(phi)))
    return dlat, dlon


def _in_china(lat: float, lon: float) -> bool:
    return 0.8293 <= lat <= 55.8271 and 72.004 <= lon <= 137.8347


def gcj02_from_wgs84(lat: float, lon: float) -> tuple[float, float]:
    """WGS 84 degrees to GCJ-02 degrees; the identity outside China."""
    if not _in_china(lat, lon):
        return lat, lon
    dlat, dlon = _shift(lat, lon)
    return lat + dlat, lon + dlon


def wgs84_from_gcj02(lat: float, lon: float) -> tuple[float, float]:
    """GCJ-02 degrees to WGS 84 degrees, by fixed-point iteration to under a millimetre."""
    return _undo(gcj02_from_wgs84, lat, lon)


_BD = math.pi * 3000.0 / 180.0


def bd09_from_wgs84(lat: float, lon: float) -> tuple[float, float]:
    """WGS 84 degrees to BD-09 degrees; the identity outside China."""
    if not _in_china(lat, lon):
        return lat, lon
    y, x = gcj02_from_wgs84(lat, lon)
    radius = math.hypot(x, y) + 0.00002 * math.sin(y * _BD)
    theta = math.atan2(y, x) + 0.000003 * math.cos(x * _BD)
    return radius * math.sin(theta) + 0.006, radius * math.cos(theta) + 0.0065


def wgs84_from_bd09(lat: float, lon: float) -> tuple[float, float]:
    """BD-09 degrees to WGS 84 degrees, by fixed-point iteration to under a millimetre."""
    return _undo(bd09_from_wgs84, lat, lon)


def _undo(shift: Callable[[float, float], tuple[float, float]], lat: float, lon: float) -> tuple[float, float]:
    if not _in_china(lat, lon):
        return lat, lon
    guess_lat, guess_lon = lat, lon
    for _ in range(6):
        there_lat, there_lon = shift(guess_lat, guess_lon)
        guess_lat, guess_lon = guess_lat + lat - there_lat, guess_lon + lon - there_lon
    return guess_lat, guess_lon
