"""Units: officers, collectors and vehicles, whoever can be seen moving and be sent."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class UnitKind(StrEnum):
    COLLECTOR = "collector"  # 信息采集员
    OFFICER = "officer"  # 执法队员
    ENFORCEMENT_CAR = "enforcement_car"  # 执法车
    SWEEPER = "sweeper"  # 洗扫车
    BIN_TRUCK = "bin_truck"  # 垃圾清运车
    PUMP_TRUCK = "pump_truck"  # 排涝泵车
    RESCUE_TRUCK = "rescue_truck"  # 抢险车
    MUCK_TRUCK = "muck_truck"  # 渣土车


VEHICLE_KINDS = frozenset(UnitKind) - {UnitKind.COLLECTOR, UnitKind.OFFICER}
# The order is the wire code of the columns: append, never reorder.
KIND_CODES: tuple[UnitKind, ...] = tuple(UnitKind)


class UnitStatus(StrEnum):
    OFF_DUTY = "off_duty"  # 下班
    AVAILABLE = "available"  # 空闲/巡查
    EN_ROUTE = "en_route"  # 前往
    ON_SCENE = "on_scene"  # 到场
    BUSY = "busy"  # 作业中, not to be sent


STATUS_CODES: tuple[UnitStatus, ...] = tuple(UnitStatus)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unit:
    """One person or vehicle. What changes every second (position, battery, signal) travels as columns.

    `area_code` is the area that the unit belongs to; `beat` the unit grids of a collector's 责任网格.
    `case_id` is the case it is sent to, or None.
    """

    id: int
    version: int
    callsign: str
    kind: UnitKind
    name: str
    gloss: str
    area_code: str
    department_code: str
    phone: str
    terminal_number: str
    talkgroup_id: int | None
    status: UnitStatus
    status_since_utc: datetime
    case_id: int | None = None
    shift: str = ""
    equipment: str = ""
    equipment_gloss: str = ""
    beat: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackPoint:
    """One past position of a unit."""

    at_utc: datetime
    lat_deg: float
    lon_deg: float
    speed_mps: float


class Freshness(StrEnum):
    """How far a position can still be believed; drawn on the mark itself."""

    FRESH = "fresh"
    AGEING = "ageing"
    STALE = "stale"
    LOST = "lost"


# Upper bounds of the age in seconds for fresh, ageing and stale; older is lost. [?] a city's setting.
FRESHNESS_LIMITS_S = (30.0, 120.0, 600.0)


def freshness(age_s: float) -> Freshness:
    """The freshness of a position of that age in seconds."""
    for limit, state in zip(FRESHNESS_LIMITS_S, Freshness, strict=False):
        if age_s <= limit:
            return state
    return Freshness.LOST
