"""Alarms, and the weather office's warnings (预警).

An alarm is raised by the city (SOS, water, a lost terminal) and stays until someone owns it and closes it as true
or false. A warning is issued and lifted by the weather office; it is not a response (应急响应), which the hall starts.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.duty import Role, may
from app.domain.errors import Refusal
from app.domain.levels import Level
from app.domain.positions import Place


class AlarmKind(StrEnum):
    SOS = "sos"
    WATER_LEVEL = "water_level"
    ROAD_CLOSED = "road_closed"
    STUCK_VEHICLE = "stuck_vehicle"
    EQUIPMENT = "equipment"
    FENCE_ENTERED = "fence_entered"  # 闯入围栏
    FENCE_LEFT = "fence_left"  # 离开围栏
    OFF_ROUTE = "off_route"  # 偏离线路


class Verdict(StrEnum):
    TRUE = "true"
    FALSE = "false"


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """One alarm; open until `closed_utc`. `owner` is the name of who owns it, '' while nobody does, `owner_id` that
    account. Degrees are None where nobody knows the place: an SOS of a terminal that was never located.
    """

    id: int
    version: int
    kind: AlarmKind
    level: Level
    title: str
    title_gloss: str
    raised_utc: datetime
    lat_deg: float | None
    lon_deg: float | None
    area_code: str
    unit_id: int | None = None
    facility_id: int | None = None
    case_id: int | None = None
    owner: str = ""
    owned_utc: datetime | None = None
    closed_utc: datetime | None = None
    verdict: Verdict | None = None
    note: str = ""
    fence_id: int | None = None
    owner_id: int | None = None

    @property
    def place(self) -> Place | None:
        """Where it was raised, as far as that is known."""
        if self.lat_deg is None or self.lon_deg is None:
            return None
        return Place(lat_deg=self.lat_deg, lon_deg=self.lon_deg)


@dataclass(frozen=True, slots=True, kw_only=True)
class WeatherWarning:
    """A weather warning. `type_code`: 01台风 02暴雨 03暴雪 04寒潮 05大风 … 14道路结冰 (CMA)."""

    id: int
    version: int
    type_code: str
    level: Level
    title: str
    title_gloss: str
    area_code: str
    issued_utc: datetime
    lifted_utc: datetime | None = None


def may_take_over(alarm: Alarm, account_id: int, role: Role) -> bool:
    """True for a leader and above where somebody else owns the alarm."""
    return bool(alarm.owner) and alarm.owner_id != account_id and may(role, Role.LEADER)


def require_ownable(alarm: Alarm, account_id: int, role: Role) -> None:
    """Refuse to own an alarm that is closed or owned already; a leader may take it from somebody else."""
    if alarm.closed_utc is not None:
        raise Refusal("alarm_closed", "This alarm is closed.", 409)
    if alarm.owner and not may_take_over(alarm, account_id, role):
        raise Refusal("alarm_owned", f"{alarm.owner} owns this alarm already.", 409)


def require_closable(alarm: Alarm, account_id: int) -> None:
    """Refuse to close an alarm that is closed, that nobody owns yet, or that somebody else owns."""
    if alarm.closed_utc is not None:
        raise Refusal("alarm_closed", "This alarm is closed.", 409)
    if not alarm.owner:
        raise Refusal("alarm_unowned", "Claim the alarm before you close it.", 409)
    if alarm.owner_id != account_id:
        raise Refusal("alarm_not_yours", "Only who owns this alarm may close it; a leader may take it over first.", 403)
