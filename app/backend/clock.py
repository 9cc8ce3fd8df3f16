"""The city clock: UTC in the city's own running. A real hall's equals wall time; the demo's runs 1–60 times as fast.

A demo's clock stands while the backend is down: it goes on from the last checkpoint, never before the newest event.
"""

from __future__ import annotations

import time
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any

from app.api.frames import ClockState
from app.domain.errors import Refusal

RATES = (1.0, 60.0)
SETTING = "clock"


def wall_utc() -> datetime:
    """True time, for whatever concerns people and tokens and not the city."""
    return datetime.fromtimestamp(time.time(), UTC)


def require_rate(rate: float) -> None:
    if not RATES[0] <= rate <= RATES[1]:
        raise Refusal("clock_rate", "The city clock runs 1 to 60 times as fast as real time.")


@dataclass(frozen=True, slots=True)
class _Anchor:
    city_utc: datetime
    monotonic_s: float
    rate: float
    paused: bool


class CityClock:
    """`now_utc()` is city time. Until it is set, city time is wall time at rate 1 and follows the machine's clock."""

    def __init__(self) -> None:
        self._anchor: _Anchor | None = None

    @property
    def is_wall(self) -> bool:
        return self._anchor is None

    @property
    def rate(self) -> float:
        return self._anchor.rate if self._anchor else 1.0

    @property
    def paused(self) -> bool:
        return self._anchor.paused if self._anchor else False

    def now_utc(self) -> datetime:
        if self._anchor is None:
            return wall_utc()
        if self._anchor.paused:
            return self._anchor.city_utc
        elapsed_s = (time.monotonic() - self._anchor.monotonic_s) * self._anchor.rate
        return self._anchor.city_utc + timedelta(seconds=elapsed_s)

    def state(self) -> ClockState:
        return ClockState(now_utc=self.now_utc(), rate=self.rate, paused=self.paused)

    def set(self, rate: float, paused: bool, city_utc: datetime | None = None) -> None:
        """Run at `rate` from `city_utc`, or from now; Refusal `clock_rate` outside 1–60."""
        require_rate(rate)
        self._anchor = _Anchor(city_utc or self.now_utc(), time.monotonic(), rate, paused)

    def city_from_wall(self, at_utc: datetime) -> datetime:
        """The city time of something of the real world, such as a phone's fix: as old there as it is here."""
        return self.now_utc() - (wall_utc() - at_utc)

    def kept(self) -> dict[str, Any] | None:
        """What to remember across a restart; None for a clock that is wall time."""
        if self._anchor is None:
            return None
        return {"city_utc": self.now_utc().isoformat(), "rate": self.rate, "paused": self.paused}

    def restore(self, kept: dict[str, Any] | None, newest_utc: datetime | None) -> None:
        """Go on from what was kept, but not before the newest event: city time never runs backwards."""
        if kept is None:
            return
        city_utc = datetime.fromisoformat(kept["city_utc"])
        self.set(kept["rate"], kept["paused"], max(city_utc, newest_utc) if newest_utc else city_utc)
