"""Duty: who sits where, with which role, and what a role may do."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """Each role may do all that the ones before it may."""

    VIEWER = "viewer"  # 大屏
    DISPATCHER = "dispatcher"  # 派遣员, 受理员
    LEADER = "leader"  # 值班领导
    ADMIN = "admin"


_RANK = {role: rank for rank, role in enumerate(Role)}


def may(role: Role, needed: Role) -> bool:
    """True if `role` includes what `needed` may do."""
    return _RANK[role] >= _RANK[needed]


# In characters.
MIN_PASSWORD = 8
MAX_PASSWORD = 256

# The demo city's own accounts. They exist in a demo database and in no other, so their password is no secret.
DEMO_LOGINS = {Role.LEADER: "leader", Role.DISPATCHER: "dispatcher", Role.VIEWER: "wall"}
DEMO_PASSWORD = "yunchuan-demo"


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """A person who may sign in. The password's hash never leaves the database."""

    id: int
    version: int
    login: str
    name: str
    gloss: str
    role: Role
    area_code: str
    seat: str
    active: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class Department:
    """责任单位: whom a case can be dispatched to."""

    code: str
    name: str
    gloss: str
    phone: str = ""


# A city's edge is its own, and what stands on it may lie a little beyond.
_LIMIT_DEG = 0.02


@dataclass(frozen=True, slots=True, kw_only=True)
class City:
    """The hall's own city and its settings that every console shows."""

    code: str
    name: str
    gloss: str
    title: str
    title_gloss: str
    time_zone: str
    demo: bool
    south_west: tuple[float, float]
    north_east: tuple[float, float]

    @property
    def limits_deg(self) -> tuple[float, float, float, float]:
        """West, south, east, north: what lies beyond belongs to no city, whatever is said of it."""
        (south, west), (north, east) = self.south_west, self.north_east
        return west - _LIMIT_DEG, south - _LIMIT_DEG, east + _LIMIT_DEG, north + _LIMIT_DEG

    def holds(self, lat_deg: float, lon_deg: float) -> bool:
        """True within the limits; what is no number is nowhere."""
        west, south, east, north = self.limits_deg
        return west <= lon_deg <= east and south <= lat_deg <= north
