"""Facilities: low points that flood (低洼点, 下穿), rain by area, and the count of components (部件)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.levels import Level


class LowPointKind(StrEnum):
    UNDERPASS = "underpass"  # 下穿通道
    LOW_ROAD = "low_road"  # 低洼路段


@dataclass(frozen=True, slots=True, kw_only=True)
class LowPoint:
    """A place where water stands. `closing_depth_cm` is this site's own; there is no global constant.

    `rising_cm_per_10min` is negative while the water falls. `closed_utc` is when the road was closed, None if open.
    """

    id: int
    version: int
    kind: LowPointKind
    name: str
    gloss: str
    lat_deg: float
    lon_deg: float
    area_code: str
    closing_depth_cm: float
    depth_cm: float
    rising_cm_per_10min: float
    measured_utc: datetime
    closed_utc: datetime | None = None


def low_point_level(depth_cm: float, closing_depth_cm: float) -> Level | None:
    """Colour of a low point: red at its closing depth, orange from 70 %, yellow from 40 %, else none. [?] shares."""
    share = depth_cm / closing_depth_cm
    if share >= 1.0:
        return Level.RED
    if share >= 0.7:
        return Level.ORANGE
    return Level.YELLOW if share >= 0.4 else None


def is_over_and_open(point: LowPoint) -> bool:
    """超限未封: the water has reached this site's closing depth and cars still drive in."""
    return point.closed_utc is None and point.depth_cm >= point.closing_depth_cm


@dataclass(frozen=True, slots=True, kw_only=True)
class Rain:
    """Rain over one community or grid: intensity now and the sum of the last hour."""

    area_code: str
    rate_mm_per_h: float
    hour_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class RainSample:
    """The mean rain over the areas of a seat at one moment."""

    at_utc: datetime
    rate_mm_per_h: float
    hour_mm: float


@dataclass(frozen=True, slots=True, kw_only=True)
class DepthSample:
    """How deep the water stood at a low point."""

    at_utc: datetime
    depth_cm: float
