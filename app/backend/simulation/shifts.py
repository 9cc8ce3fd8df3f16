"""Shifts: day 08–16, evening 16–24, night 00–08, local time; and the calling-in of those off duty in an emergency."""

from __future__ import annotations

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from app.backend.simulation.chance import chance

ZONE = ZoneInfo("Asia/Shanghai")
_BEGINS_H = {"night": 0, "day": 8, "evening": 16}
LENGTH_S = 8 * 3600.0
# People do not come and go on the stroke.
_SPREAD_S = 420.0


def shift_at(now_utc: datetime) -> str:
    """The shift that works at a moment."""
    hour = now_utc.astimezone(ZONE).hour
    return "night" if hour < 8 else ("day" if hour < 16 else "evening")


def local_hour(now_utc: datetime) -> float:
    """Local time of day in hours."""
    local = now_utc.astimezone(ZONE)
    return local.hour + local.minute / 60.0 + local.second / 3600.0


def is_on_duty(shift: str, unit_id: int, now_utc: datetime, seed: int) -> bool:
    """True if a unit of that shift works now; each comes and goes a few minutes around the change."""
    if shift == "always":
        return True
    late_s = (chance(seed, unit_id, 41) - 0.35) * _SPREAD_S
    return shift_at(now_utc - timedelta(seconds=late_s)) == shift


def shift_began(shift: str, now_utc: datetime) -> datetime:
    """When the shift that holds now (or, for 'always', the present one) began: batteries are swapped then."""
    name = shift_at(now_utc) if shift == "always" else shift
    local = now_utc.astimezone(ZONE)
    begun = local.replace(hour=_BEGINS_H[name], minute=0, second=0, microsecond=0)
    return begun if begun <= local else begun - timedelta(days=1)
