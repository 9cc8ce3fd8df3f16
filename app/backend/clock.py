"""The city clock: UTC in the city's own running. A real hall's equals wall time; the demo's runs 1–60 times as fast.

A demo's clock stands while the backend is down. After a kill it goes on from the last checkpoint and adds what it may
have run since: a seat that heard it never sees it go back.
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
# How often the city time is kept, and how long a backend that was killed may have run since: the disk can be slow.
KEPT_EVERY_S = 5.0
_RAN_ON_S = 2 * KEPT_EVERY_S


def wall_utc() -> datetime:
    """True time, for whatever concerns people and tokens and not the city."""
    return datetime.fromtimestamp(time.time(), UTC)


def require_rate(rate: float) -> None:
    if not RATES[0] <= rate <= RATES[1]:
        raise Refusal("clock_rate", "The city clock runs 1 to 60 times as fast as real time.")


def what_is_kept(city_utc: datetime, rate: float, paused: bool, *, stopped: bool = False) -> dict[str, Any]:
    """The city time of this moment as a setting, and the wall time from which it runs on unless it is `stopped`."""
    running_utc = None if stopped else wall_utc().isoformat()
    return {"city_utc": city_utc.isoformat(), "rate": rate, "paused": paused, "running_utc": running_utc}


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

    def kept(self, *, stopped: bool = False) -> dict[str, Any] | None:
        """What to remember across a restart; None for a clock that is wall time. `stopped`: it runs no further."""
        if self._anchor is None:
            return None
        return what_is_kept(self.now_utc(), self.rate, self.paused, stopped=stopped)

    def restore(self, kept: dict[str, Any] | None, newest_utc: datetime | None) -> None:
        """Go on from what was kept, but not before the newest event: city time never runs backwards."""
        if kept is None:
            return
        city_utc = datetime.fromisoformat(kept["city_utc"])
        running_utc = kept.get("running_utc")
        if running_utc is not None and not kept["paused"]:
            since_s = (wall_utc() - datetime.fromisoformat(running_utc)).total_seconds()
            city_utc += timedelta(seconds=min(max(since_s, 0.0), _RAN_ON_S) * kept["rate"])
        self.set(kept["rate"], kept["paused"], max(city_utc, newest_utc) if newest_utc else city_utc)
