"""综合评价: the rates by which areas, departments and posts are judged, after CJ/T 292 as running cities apply it.

应处置 = dispatched and neither returned nor voided. 应结案 = handling finished. Every figure keeps the cases behind it
(反查), so that a number on screen can always be opened.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.cases import Case, CaseStage

_FINISHED = frozenset({CaseStage.VERIFICATION, CaseStage.CLOSING, CaseStage.CLOSED})


class Rate(StrEnum):
    """A rate is counted ÷ due; for REWORKED and OVERDUE less is better."""

    HANDLED = "handled"  # 处置率 = 处置 ÷ 应处置
    HANDLED_ON_TIME = "handled_on_time"  # 按期处置率 = 按期处置 ÷ 应处置
    OVERDUE = "overdue"  # 超期待处置率 = 超期待处置 ÷ 应处置
    CLOSED = "closed"  # 结案率 = 结案 ÷ 应结案
    CLOSED_ON_TIME = "closed_on_time"  # 按期结案率 = 按期结案 ÷ 应结案
    REWORKED = "reworked"  # 返工率 = 返工 ÷ 应结案
    VALID_REPORTS = "valid_reports"  # 有效上报率 = 有效上报 ÷ 上报
    ACCURATE_FILING = "accurate_filing"  # 准确立案率 = (立案 − 作废) ÷ 立案


@dataclass(frozen=True, slots=True, kw_only=True)
class Figure:
    """One rate with the ids behind both of its numbers. `share` is None where nothing was due."""

    rate: Rate
    counted_ids: tuple[int, ...]
    due_ids: tuple[int, ...]

    @property
    def share(self) -> float | None:
        return len(self.counted_ids) / len(self.due_ids) if self.due_ids else None


def evaluate(cases: Iterable[Case], now_utc: datetime) -> dict[Rate, Figure]:
    """All rates over the given cases as of `now_utc`; the caller chooses the area, department and period."""
    reported = list(cases)
    filed = [c for c in reported if c.standard_id is not None]
    valid = [c for c in filed if c.stage is not CaseStage.VOID]
    to_handle = [c for c in valid if c.handling_due_utc is not None]
    handled = [c for c in to_handle if c.stage in _FINISHED]
    pending = [c for c in to_handle if c.stage is CaseStage.HANDLING]
    closed = [c for c in handled if c.stage is CaseStage.CLOSED]
    return {
        Rate.HANDLED: _figure(Rate.HANDLED, handled, to_handle),
        Rate.HANDLED_ON_TIME: _figure(Rate.HANDLED_ON_TIME, (c for c in handled if c.on_time), to_handle),
        Rate.OVERDUE: _figure(Rate.OVERDUE, (c for c in pending if is_overdue(c, now_utc)), to_handle),
        Rate.CLOSED: _figure(Rate.CLOSED, closed, handled),
        Rate.CLOSED_ON_TIME: _figure(Rate.CLOSED_ON_TIME, (c for c in closed if c.on_time), handled),
        Rate.REWORKED: _figure(Rate.REWORKED, (c for c in handled if c.rework_count), handled),
        Rate.VALID_REPORTS: _figure(Rate.VALID_REPORTS, valid, reported),
        Rate.ACCURATE_FILING: _figure(Rate.ACCURATE_FILING, valid, filed),
    }


def is_overdue(case: Case, now_utc: datetime) -> bool:
    """True if the deadline of the case's present stage has passed."""
    return case.due_utc is not None and now_utc > case.due_utc


def _figure(rate: Rate, counted: Iterable[Case], due: Iterable[Case]) -> Figure:
    return Figure(rate=rate, counted_ids=tuple(c.id for c in counted), due_ids=tuple(c.id for c in due))
