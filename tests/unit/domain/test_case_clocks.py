"""Deadlines across nights, weekends and holidays."""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.domain.case_clocks import CaseClocks, WorkCalendar
from app.domain.cases import CaseStage
from app.domain.categories import LimitKind

LOCAL = ZoneInfo("Asia/Shanghai")
HOLIDAYS = frozenset({date(2026, 10, day) for day in range(1, 8)})
CALENDAR = WorkCalendar(holidays=HOLIDAYS, extra_days=frozenset({date(2026, 10, 10)}))
CLOCKS = CaseClocks(calendar=CALENDAR)


def local(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=LOCAL).astimezone(UTC)


def due(start: str, kind: LimitKind, limit: float) -> datetime:
    return CLOCKS.deadline(local(start), kind, limit).due_utc


def test_urgent_hours_run_through_the_night() -> None:
    assert due("2026-09-30 23:30", LimitKind.URGENT_HOURS, 2) == local("2026-10-01 01:30")


def test_working_hours_wait_for_lunch_and_night() -> None:
    assert due("2026-09-28 11:00", LimitKind.WORKING_HOURS, 2) == local("2026-09-28 15:00")
    assert due("2026-09-28 17:00", LimitKind.WORKING_HOURS, 2) == local("2026-09-29 09:00")


def test_a_limit_that_ends_at_closing_time_is_due_then() -> None:
    assert due("2026-09-28 16:00", LimitKind.WORKING_HOURS, 2) == local("2026-09-28 18:00")


def test_working_hours_skip_weekend_and_holidays() -> None:
    assert due("2026-09-30 17:00", LimitKind.WORKING_HOURS, 2) == local("2026-10-08 09:00")


def test_an_extra_working_day_counts_although_a_saturday() -> None:
    assert due("2026-10-09 17:00", LimitKind.WORKING_HOURS, 2) == local("2026-10-10 09:00")


def test_a_working_day_is_due_at_the_same_hour_of_the_next_one() -> None:
    assert due("2026-09-25 15:00", LimitKind.WORKING_DAYS, 1) == local("2026-09-28 15:00")


def test_calendar_days_count_holidays() -> None:
    assert due("2026-09-30 10:00", LimitKind.CALENDAR_DAYS, 2) == local("2026-10-02 10:00")


def test_the_timer_turns_yellow_when_a_quarter_is_left() -> None:
    deadline = CLOCKS.deadline(local("2026-09-28 11:00"), LimitKind.WORKING_HOURS, 4)
    assert deadline.warn_utc == local("2026-09-28 16:00")
    assert deadline.due_utc == local("2026-09-28 17:00")


def test_stage_limits_are_settings() -> None:
    clocks = CaseClocks(stage_limits_min={CaseStage.ACCEPTANCE: 10})
    start = local("2026-10-01 03:00")
    assert clocks.stage_deadline(CaseStage.ACCEPTANCE, start).due_utc == start + timedelta(minutes=10)


def test_a_calendar_that_never_opens_is_named_and_not_searched_for_ever() -> None:
    never = WorkCalendar(rest_weekdays=frozenset(range(7)))
    with pytest.raises(ValueError, match="no working time"):
        never.after_working(local("2026-09-28 11:00"), timedelta(hours=1))


moments = st.datetimes(datetime(2026, 9, 1), datetime(2026, 11, 1), timezones=st.just(UTC))
hours = st.floats(0.1, 60).map(lambda value: round(value, 2))


@given(moments, hours)
def test_due_equals_the_sum_of_working_time(start: datetime, limit: float) -> None:
    deadline = CLOCKS.deadline(start, LimitKind.WORKING_HOURS, limit)
    assert CALENDAR.working_between(start, deadline.due_utc) == timedelta(hours=limit)


@given(moments, hours)
def test_due_is_never_inside_closed_hours(start: datetime, limit: float) -> None:
    moment = CLOCKS.deadline(start, LimitKind.WORKING_HOURS, limit).due_utc.astimezone(LOCAL)
    assert CALENDAR.is_working_day(moment.date())
    assert any(opens <= moment.time() <= closes for opens, closes in CALENDAR.hours)


@given(moments, st.timedeltas(timedelta(0), timedelta(days=10)), hours, st.sampled_from(LimitKind))
def test_due_is_monotone_in_start_and_limit(start: datetime, later: timedelta, limit: float, kind: LimitKind) -> None:
    first = CLOCKS.deadline(start, kind, limit)
    assert first.due_utc <= CLOCKS.deadline(start + later, kind, limit).due_utc
    assert first.due_utc <= CLOCKS.deadline(start, kind, limit + 1).due_utc
    assert start < first.warn_utc < first.due_utc


def test_working_hours_are_a_setting() -> None:
    night_shift = WorkCalendar(hours=((time(20), time(23)),))
    assert night_shift.day_length == timedelta(hours=3)
    assert night_shift.after_working(local("2026-09-28 22:00"), timedelta(hours=2)) == local("2026-09-29 21:00")
