"""The six figures that a duty leader looks at, from what this seat knows; each names what is behind it (反查)."""

from __future__ import annotations

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, QTimer, Signal

from app.domain.areas import LEVEL_DIGITS, AreaLevel
from app.domain.cases import OPEN_STAGES, Case, CaseStage
from app.domain.facilities import LowPoint, low_point_level
from app.domain.units import STATUS_CODES, UnitStatus
from app.stores.cases import CaseStore
from app.stores.clock import ClockStore
from app.stores.facilities import FacilityStore
from app.stores.units import UnitStore

Floats = npt.NDArray[np.float64]
_HOUR = timedelta(hours=1)
# One sample of the units' statuses a city minute, for a day.
_SAMPLE_EVERY_S = 60.0
_SAMPLES_KEPT = 1440
_ANNOUNCE_EVERY_MS = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class HourOfCases:
    """Cases reported and closed within one clock hour that starts at `start_utc`."""

    start_utc: datetime
    reported_ids: tuple[int, ...]
    closed_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StageLoad:
    """Open cases of one stage; the overdue ones are among `case_ids`."""

    stage: CaseStage
    case_ids: tuple[int, ...]
    overdue_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StreetRate:
    """按期处置率 of one street: on time ÷ due (facts by CJ/T 292); `rate` 0–1, None where nothing was due.

    Due are cases whose handling was finished, or is pending after its deadline. One that still has time counts in
    neither, so that a quiet morning does not read as failure. `late_ids` are due and not on time.
    """

    area_code: str
    rate: float | None
    on_time_ids: tuple[int, ...]
    late_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CategoryLoad:
    """Cases of one category reported in the last 24 h; the open ones are among `case_ids`."""

    category_code: str
    case_ids: tuple[int, ...]
    open_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class StatusHistory:
    """Number of units in each status over time: Unix seconds of city time, and one equally long column a status."""

    at_s: Floats
    counts: dict[UnitStatus, Floats]


@dataclass(frozen=True, slots=True, kw_only=True)
class WaterFigure:
    """Rain over the city, and the low points that have a level now (gravest first).

    `rain_at_s` Unix seconds of city time, `rate_mm_per_h` and `hour_mm` the city's means.
    `deepest_at_s`, `deepest_cm` the course of the gravest low point. The last value of each holds until now.
    """

    rain_at_s: Floats
    rate_mm_per_h: Floats
    hour_mm: Floats
    deepest: LowPoint | None
    deepest_at_s: Floats
    deepest_cm: Floats
    low_point_ids: tuple[int, ...]


class InsightStore(QObject):
    """Figures are computed when asked for. `insight_changed` comes at most once a second, when any could differ."""

    insight_changed = Signal()

    def __init__(self, clock: ClockStore, cases: CaseStore, units: UnitStore, facilities: FacilityStore) -> None:
        super().__init__()
        self._clock, self._cases, self._units, self._facilities = clock, cases, units, facilities
        self._samples: deque[tuple[float, tuple[int, ...]]] = deque(maxlen=_SAMPLES_KEPT)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(_ANNOUNCE_EVERY_MS)
        self._timer.timeout.connect(self.insight_changed)
        cases.cases_changed.connect(self._note)
        units.units_changed.connect(self._note)
        units.positions_changed.connect(self._sample)
        facilities.facilities_changed.connect(self._note)

    def _note(self) -> None:
        self._sample()
        if not self._timer.isActive():
            self._timer.start()

    def _sample(self) -> None:
        at_s = self._now_s()
        # A clock that went back (another database) starts the course anew.
        if self._samples and at_s < self._samples[-1][0] - _SAMPLE_EVERY_S:
            self._samples.clear()
        if len(self._units.ids) and (not self._samples or at_s - self._samples[-1][0] >= _SAMPLE_EVERY_S):
            counts = np.bincount(self._units.status, minlength=len(STATUS_CODES))
            self._samples.append((at_s, tuple(int(count) for count in counts)))

    def cases_per_hour(self, hours: int = 24) -> list[HourOfCases]:
        """The last clock hours up to now, the oldest first; hours without a case are there too."""
        last = self._clock.now_utc().replace(minute=0, second=0, microsecond=0)
        starts = [last - _HOUR * back for back in range(hours - 1, -1, -1)]
        reported = _by_hour(self._cases.all(), lambda case: case.reported_utc)
        closed = _by_hour(self._cases.all(), lambda case: case.closed_utc if case.stage is CaseStage.CLOSED else None)
        return [
            HourOfCases(start_utc=at, reported_ids=tuple(reported.get(at, ())), closed_ids=tuple(closed.get(at, ())))
            for at in starts
        ]

    def open_by_stage(self) -> list[StageLoad]:
        """Every open stage in the board's order."""
        now_utc = self._clock.now_utc()
        stages = self._cases.by_stage()
        return [
            StageLoad(
                stage=stage,
                case_ids=tuple(case.id for case in stages[stage]),
                overdue_ids=tuple(case.id for case in stages[stage] if case.due_utc and case.due_utc < now_utc),
            )
            for stage in OPEN_STAGES
        ]

    def on_time_by_street(self) -> list[StreetRate]:
        """Streets that have a case, by code."""
        now_utc = self._clock.now_utc()
        on_time: dict[str, list[int]] = {}
        late: dict[str, list[int]] = {}
        for case in self._cases.all():
            street = case.area_code[: LEVEL_DIGITS[AreaLevel.STREET]]
            on_time.setdefault(street, [])
            late.setdefault(street, [])
            held = _handled_on_time(case, now_utc)
            if held is not None:
                (on_time if held else late)[street].append(case.id)
        return [
            StreetRate(
                area_code=street,
                rate=len(on_time[street]) / due if (due := len(on_time[street]) + len(late[street])) else None,
                on_time_ids=tuple(on_time[street]),
                late_ids=tuple(late[street]),
            )
            for street in sorted(on_time)
        ]

    def top_categories(self, n: int = 10) -> list[CategoryLoad]:
        """The most frequent categories of the last 24 h of city time, the most frequent first."""
        since_utc = self._clock.now_utc() - 24 * _HOUR
        groups: dict[str, list[Case]] = {}
        for case in self._cases.all():
            if case.reported_utc >= since_utc and case.stage is not CaseStage.VOID:
                groups.setdefault(case.category_code, []).append(case)
        ranked = sorted(groups.items(), key=lambda group: (-len(group[1]), group[0]))[:n]
        return [
            CategoryLoad(
                category_code=code,
                case_ids=tuple(case.id for case in cases),
                open_ids=tuple(case.id for case in cases if case.stage in OPEN_STAGES),
            )
            for code, cases in ranked
        ]

    def status_history(self) -> StatusHistory:
        """Since this seat signed in, one sample a city minute; the last one is of now."""
        rows = np.array([counts for _at, counts in self._samples], dtype=np.float64).reshape(-1, len(STATUS_CODES))
        at_s = np.array([at for at, _counts in self._samples], dtype=np.float64)
        if len(at_s) and at_s[-1] < (now_s := self._now_s()):
            counts = np.bincount(self._units.status, minlength=len(STATUS_CODES)).astype(np.float64)
            at_s, rows = np.append(at_s, now_s), np.vstack((rows, counts))
        return StatusHistory(at_s=at_s, counts={status: rows[:, code] for code, status in enumerate(STATUS_CODES)})

    def units_in(self, status: UnitStatus) -> tuple[int, ...]:
        """Ids of the units in a status now."""
        return tuple(int(i) for i in self._units.ids[self._units.status == STATUS_CODES.index(status)])

    def water(self) -> WaterFigure:
        """Rain and low point water."""
        rain_at_s, rate, hour_mm = self._until_now(*self._facilities.rain_history())
        points = self._facilities.low_points()
        deepest = points[0] if points else None
        course = self._facilities.history(deepest.id) if deepest else (np.empty(0), np.empty(0))
        at_s, depth_cm = self._until_now(*course)
        return WaterFigure(
            rain_at_s=rain_at_s,
            rate_mm_per_h=rate,
            hour_mm=hour_mm,
            deepest=deepest,
            deepest_at_s=at_s,
            deepest_cm=depth_cm,
            low_point_ids=tuple(p.id for p in points if low_point_level(p.depth_cm, p.closing_depth_cm)),
        )

    def span_s(self) -> tuple[float, float]:
        """From the first moment of any course to now, for charts over time that stand side by side."""
        figure, now_s = self.water(), self._now_s()
        firsts = [float(at_s[0]) for at_s in (figure.rain_at_s, figure.deepest_at_s) if len(at_s)]
        firsts += [at_s for at_s, _counts in list(self._samples)[:1]]
        return min(firsts, default=now_s), now_s

    def _now_s(self) -> float:
        return self._clock.now_ms() / 1000.0

    def _until_now(self, at_s: Floats, *columns: Floats) -> tuple[Floats, ...]:
        """A gauge speaks every few minutes; what it said last is what is known until it speaks again."""
        now_s = self._now_s()
        if not len(at_s) or at_s[-1] >= now_s:
            return at_s, *columns
        return np.append(at_s, now_s), *(np.append(column, column[-1]) for column in columns)


def _by_hour(cases: list[Case], moment: Callable[[Case], datetime | None]) -> dict[datetime, list[int]]:
    hours: dict[datetime, list[int]] = {}
    for case in cases:
        at_utc = moment(case)
        if at_utc is not None:
            hours.setdefault(at_utc.replace(minute=0, second=0, microsecond=0), []).append(case.id)
    return hours


def _handled_on_time(case: Case, now_utc: datetime) -> bool | None:
    """True or False once handling was due, None for a case that is void, not dispatched or still has time."""
    if case.stage is CaseStage.VOID or case.handling_due_utc is None:
        return None
    if case.on_time is not None:
        return case.on_time
    return False if case.stage is CaseStage.HANDLING and case.handling_due_utc < now_utc else None
