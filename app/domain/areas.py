"""Areas: the four levels of one city, from the city itself down to the unit grid (单元网格).

Codes are hierarchical (GB/T 30428.1): 6 digits division, +3 street (街道), +3 community (社区), +3 grid sequence,
so "own area and below" is a prefix test.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AreaLevel(StrEnum):
    CITY = "city"
    STREET = "street"
    COMMUNITY = "community"
    GRID = "grid"


LEVEL_DIGITS = {AreaLevel.CITY: 6, AreaLevel.STREET: 9, AreaLevel.COMMUNITY: 12, AreaLevel.GRID: 15}


@dataclass(frozen=True, slots=True, kw_only=True)
class Area:
    """One area without its outline; outlines travel apart, because 2,400 of them are heavy and never change.

    `responsible` is the person who answers for the area (每个网格有责任人); empty where nobody is named.
    `components` counts the 部件 registered inside.
    """

    code: str
    level: AreaLevel
    name: str
    gloss: str
    lat_deg: float
    lon_deg: float
    responsible: str = ""
    responsible_gloss: str = ""
    responsible_phone: str = ""
    components: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaSummary:
    """One area in figures, counted when it was asked for; `components` as registered."""

    code: str
    components: int
    units: int
    units_on_duty: int
    open_cases: int
    cameras: int
    cameras_online: int
    low_points: int
    open_alarms: int


def level_of(code: str) -> AreaLevel:
    """The level that a code's length names; ValueError for any other length or a non-digit."""
    for level, digits in LEVEL_DIGITS.items():
        if len(code) == digits and code.isdigit():
            return level
    raise ValueError(f"not an area code: {code!r}")


def parent_of(code: str) -> str:
    """The code one level up; the city has none and gives ''."""
    return code[:-3] if level_of(code) is not AreaLevel.CITY else ""


def covers(area_code: str, code: str) -> bool:
    """True if `code` lies in the area `area_code` or is that area ("own area and below")."""
    return code.startswith(area_code)
