"""Fences (电子围栏): zones that some may not enter or leave, and approved routes (线路) that trucks keep to.

A fence is judged by the backend on every position. Being where one may not be is a breach, and raises an alarm.
渣土 practice [city]: off the approved route by more than 50 m raises an alarm, back within 10 min ends it, 15 min or
more is severe. All of these are settings of the fence.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from app.domain.areas import covers
from app.domain.errors import Refusal
from app.domain.levels import BY_GRAVITY, Level, gravity
from app.domain.positions import is_on_earth
from app.domain.units import UnitKind

Floats = npt.NDArray[np.float64]

MOST_POINTS = 1_000
LONGEST_NAME = 64
MINUTES_A_DAY = 1_440
# Between a breach and its end: who wavers on the border is neither in nor out anew.
BAND_M = 10.0
# A change of sides counts once a fix that is at least so much younger than the first one still says so.
CONFIRM_S = 10.0
# An older fix is no news of where a unit is: FRESHNESS_LIMITS_S calls it stale.
STALE_S = 120.0
# A unit that seems to have gone faster has jumped; that fix is not judged.
FASTEST_MPS = 60.0


class FenceRule(StrEnum):
    KEEP_OUT = "keep_out"  # 禁入: a zone that the units may not enter
    KEEP_IN = "keep_in"  # 禁出: a zone that the units may not leave
    ROUTE = "route"  # 线路: a line that the units keep to


@dataclass(frozen=True, slots=True, kw_only=True)
class Fence:
    """One fence, in force until `closed_utc`.

    `points` are (lat, lon) in WGS 84 degrees: the ring of a zone, not closed by a repeated point, or the vertices of a
    route. It holds for units of `kinds` and for those in `unit_ids`, for all where both are empty; but never for units
    of another area than `area_code` and what lies below it. `corridor_m` is how far a unit may be from a route. A
    breach that ends within `return_limit_min` ends its alarm, too; one that lasts `severe_after_min` is severe; 0 is
    never. `from_min` and `to_min` are minutes of the local day between which it holds, over midnight too; both None is
    always. `level` is that of its alarms.
    """

    id: int
    version: int
    name: str
    gloss: str
    rule: FenceRule
    points: tuple[tuple[float, float], ...]
    area_code: str
    level: Level
    made_utc: datetime
    made_by: str
    kinds: tuple[UnitKind, ...] = ()
    unit_ids: tuple[int, ...] = ()
    corridor_m: float = 50.0
    return_limit_min: float = 10.0
    severe_after_min: float = 15.0
    from_min: int | None = None
    to_min: int | None = None
    closed_utc: datetime | None = None
    closed_by: str = ""
    reason: str = ""


def holds_for(fence: Fence, unit_id: int, kind: UnitKind, area_code: str) -> bool:
    """True if the fence is meant for that unit; `area_code` is the unit's own. A street's fence says nothing of the
    units of other streets, which its seats do not see.
    """
    if not covers(fence.area_code, area_code):
        return False
    return (not fence.kinds and not fence.unit_ids) or kind in fence.kinds or unit_id in fence.unit_ids


def holds_at(fence: Fence, minute: int) -> bool:
    """True if the fence holds at that minute of the local day; its last minute is no longer part of it."""
    if fence.from_min is None or fence.to_min is None:
        return True
    if fence.from_min <= fence.to_min:
        return fence.from_min <= minute < fence.to_min
    return minute >= fence.from_min or minute < fence.to_min


def ends_by_itself(fence: Fence, lasted: timedelta) -> bool:
    """True if a breach that lasted so long takes its alarm with it."""
    return lasted <= timedelta(minutes=fence.return_limit_min)


def is_severe(fence: Fence, lasted: timedelta) -> bool:
    """True if a breach that lasts so long is severe."""
    return fence.severe_after_min > 0 and lasted >= timedelta(minutes=fence.severe_after_min)


def severe_level(level: Level) -> Level:
    """One level graver; red stays red."""
    return BY_GRAVITY[max(0, gravity(level) - 1)]


def require_sound(fence: Fence) -> None:
    """Refuse a fence that cannot be judged.

    Refusals: `fence_name`, `fence_points` (too few, too many, no places), `fence_crossed` (a ring that crosses itself),
    `fence_units` (a route without trucks), `fence_limits`, `fence_hours`.
    """
    if not fence.name.strip() or len(fence.name) > LONGEST_NAME:
        raise Refusal("fence_name", f"A fence needs a name of up to {LONGEST_NAME} characters.")
    least = 2 if fence.rule is FenceRule.ROUTE else 3
    if not least <= len(set(fence.points)) or len(fence.points) > MOST_POINTS:
        raise Refusal("fence_points", f"A fence has {least} to {MOST_POINTS} points.")
    if not all(is_on_earth(lat, lon) and abs(lat) < 85.0 for lat, lon in fence.points):
        raise Refusal("fence_points", "A point of the fence is no place on the map.")
    if fence.rule is not FenceRule.ROUTE and _crosses_itself(fence.points):
        raise Refusal("fence_crossed", "The border of a zone must not cross itself.")
    if fence.rule is FenceRule.ROUTE and not fence.kinds and not fence.unit_ids:
        raise Refusal("fence_units", "Say which vehicles the route is for.")
    # Written so that NaN fails, too.
    limits = 2 * BAND_M <= fence.corridor_m <= 5_000.0
    if not (limits and 0 <= fence.return_limit_min <= MINUTES_A_DAY and 0 <= fence.severe_after_min <= MINUTES_A_DAY):
        raise Refusal("fence_limits", f"The corridor is {2 * BAND_M:.0f} to 5000 m, the times 0 to 1440 min.")
    hours = (fence.from_min, fence.to_min)
    if hours != (None, None) and not all(m is not None and 0 <= m < MINUTES_A_DAY for m in hours):
        raise Refusal("fence_hours", "The hours of a fence are two times of day.")


def _crosses_itself(points: Sequence[tuple[float, float]]) -> bool:
    """True if two edges of the ring that are not neighbours cross."""
    ring = np.array(points)
    start, along = ring, np.roll(ring, -1, axis=0) - ring
    count = len(ring)
    for i in range(count - 2):
        others = slice(i + 2, count - (i == 0))
        a, b = _turn(start[i], along[i], start[others]), _turn(start[i], along[i], (start + along)[others])
        c, d = _turn(start[others], along[others], start[i]), _turn(start[others], along[others], start[i] + along[i])
        if np.any((a * b < 0) & (c * d < 0)):
            return True
    return False


def _turn(start: Floats, along: Floats, points: Floats) -> Floats:
    """On which side of a line points lie: the sign of the cross product."""
    off = points - start
    turn: Floats = along[..., 0] * off[..., 1] - along[..., 1] * off[..., 0]
    return turn
