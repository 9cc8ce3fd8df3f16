"""When a case is due: limits counted in continuous hours, working hours or days, per stage and per filing standard.

The 处置 clock starts at 派遣. Working hours, rest days, stage limits and the yellow share are a city's settings; the
defaults are those found in running systems (08–12 and 14–18; 受理 15 min, 派遣 15 min, 核实 and 核查 30 min).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from functools import cache
from zoneinfo import ZoneInfo

from app.domain.cases import CaseStage
from app.domain.categories import LimitKind, Standard

# A limit that finds no working time within this many days is a calendar without working days.
_HORIZON_DAYS = 3660


@dataclass(frozen=True, slots=True, kw_only=True)
class WorkCalendar:
    """When a city works. `hours` are spans of one local day, in order and apart.

    `holidays` are closed although a weekday; `extra_days` are open although a rest day (调休).
    """

    time_zone: str = "Asia/Shanghai"
    hours: tuple[tuple[time, time], ...] = ((time(8), time(12)), (time(14), time(18)))
    rest_weekdays: frozenset[int] = frozenset({5, 6})
    holidays: frozenset[date] = frozenset()
    extra_days: frozenset[date] = frozenset()

    def is_working_day(self, day: date) -> bool:
        """True if the city works on that local day."""
        if day in self.extra_days:
            return True
        return day.weekday() not in self.rest_weekdays and day not in self.holidays

    @property
    def day_length(self) -> timedelta:
        """Working time in one working day."""
        any_day = date(2000, 1, 1)
        spans = ((datetime.combine(any_day, opens), datetime.combine(any_day, closes)) for opens, closes in self.hours)
        return sum((closes - opens for opens, closes in spans), timedelta())

    def open_spans(self, start_utc: datetime) -> Iterator[tuple[datetime, datetime]]:
        """Working spans in UTC from `start_utc` on, the first cut to begin no earlier; ends after ten years."""
        zone = _zone(self.time_zone)
        first_day = start_utc.astimezone(zone).date()
        for offset in range(_HORIZON_DAYS):
            day = first_day + timedelta(days=offset)
            if not self.is_working_day(day):
                continue
            for opens, closes in self.hours:
                opens_utc = datetime.combine(day, opens, zone).astimezone(UTC)
                closes_utc = datetime.combine(day, closes, zone).astimezone(UTC)
                if closes_utc > start_utc:
                    yield max(opens_utc, start_utc), closes_utc

    def after_working(self, start_utc: datetime, length: timedelta) -> datetime:
        """The moment at which `length` of working time has passed; ValueError for a calendar that never opens."""
        left = length
        for opens_utc, closes_utc in self.open_spans(start_utc):
            if left <= closes_utc - opens_utc:
                return opens_utc + left
            left -= closes_utc - opens_utc
        raise ValueError("the calendar has no working time for this limit")

    def working_between(self, start_utc: datetime, end_utc: datetime) -> timedelta:
        """Working time from one moment to a later one; zero if `end_utc` is not later."""
        total = timedelta()
        for opens_utc, closes_utc in self.open_spans(start_utc):
            if opens_utc >= end_utc:
                break
            total += min(closes_utc, end_utc) - opens_utc
        return total


@cache
def _zone(name: str) -> ZoneInfo:
    return ZoneInfo(name)


@dataclass(frozen=True, slots=True, kw_only=True)
class Deadline:
    """Until when, and from when its timer is yellow."""

    due_utc: datetime
    warn_utc: datetime


# 受理 15 min, 立案 30 min (with 核实), 派遣 15 min, 核查 30 min, 结案 30 min: continuous minutes.
DEFAULT_STAGE_LIMITS_MIN: dict[CaseStage, float] = {
    CaseStage.ACCEPTANCE: 15.0,
    CaseStage.FILING: 30.0,
    CaseStage.DISPATCH: 15.0,
    CaseStage.VERIFICATION: 30.0,
    CaseStage.CLOSING: 30.0,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseClocks:
    """A city's settings for every timer of a case. `warn_share` is the share of the limit left when it turns yellow."""

    calendar: WorkCalendar = field(default_factory=WorkCalendar)
    stage_limits_min: dict[CaseStage, float] = field(default_factory=lambda: dict(DEFAULT_STAGE_LIMITS_MIN))
    warn_share: float = 0.25

    def deadline(self, start_utc: datetime, kind: LimitKind, limit: float) -> Deadline:
        """Deadline of a limit of that kind (hours or days) that starts at `start_utc`."""
        due = self._after(start_utc, kind, limit)
        return Deadline(due_utc=due, warn_utc=self._after(start_utc, kind, limit * (1.0 - self.warn_share)))

    def stage_deadline(self, stage: CaseStage, start_utc: datetime) -> Deadline:
        """Deadline of a stage that has its own limit; KeyError for 处置, which has its standard's, and ended stages."""
        return self.deadline(start_utc, LimitKind.URGENT_HOURS, self.stage_limits_min[stage] / 60.0)

    def handling_deadline(self, standard: Standard, dispatched_utc: datetime) -> Deadline:
        """Deadline of 处置 by the chosen filing standard; its clock starts at the dispatch."""
        return self.deadline(dispatched_utc, standard.limit_kind, standard.limit)

    def _after(self, start_utc: datetime, kind: LimitKind, limit: float) -> datetime:
        match kind:
            case LimitKind.URGENT_HOURS:
                return start_utc + timedelta(hours=limit)
            case LimitKind.CALENDAR_DAYS:
                return start_utc + timedelta(days=limit)
            case LimitKind.WORKING_HOURS:
                return self.calendar.after_working(start_utc, timedelta(hours=limit))
            case LimitKind.WORKING_DAYS:
                return self.calendar.after_working(start_utc, limit * self.calendar.day_length)
