"""Cases that this seat knows: the open ones, and those that ended within the last day."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from app.domain.cases import OPEN_STAGES, Case, CaseStage
from app.domain.levels import Level


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseTimer:
    """The timer of a case's stage: seconds left (negative once overdue, None without a limit) and its colour.

    `level` is None while there is time, yellow from the warning on, red once overdue.
    """

    remaining_s: float | None
    level: Level | None
    overdue: bool


class CaseStore(QObject):
    """Cases by id; `cases_changed` carries the ids of one frame."""

    cases_changed = Signal(list)

    def __init__(self) -> None:
        super().__init__()
        self._cases: dict[int, Case] = {}
        self._open: dict[int, Case] = {}
        self._changed: list[int] = []
        self._epoch = ""

    @property
    def epoch(self) -> str:
        """Names the database that the ids are of; "" before the first snapshot."""
        return self._epoch

    def get(self, case_id: int) -> Case | None:
        return self._cases.get(case_id)

    def all(self) -> list[Case]:
        return list(self._cases.values())

    def open(self) -> list[Case]:
        """Cases that still want something, the earliest deadline first."""
        return sorted(self._open.values(), key=_urgency)

    def by_stage(self) -> dict[CaseStage, list[Case]]:
        """Open cases in the board's columns, the earliest deadline first; every open stage has its list."""
        stages: dict[CaseStage, list[Case]] = {stage: [] for stage in OPEN_STAGES}
        for case in self.open():
            stages[case.stage].append(case)
        return stages

    def of_unit(self, unit_id: int) -> list[Case]:
        """Open cases that a unit was sent to."""
        return [
            case for case in self._open.values() if case.assignment is not None and case.assignment.unit_id == unit_id
        ]

    def timer(self, case: Case, now: datetime) -> CaseTimer:
        """The timer at a city time."""
        if case.due_utc is None:
            return CaseTimer(remaining_s=None, level=None, overdue=False)
        remaining_s = (case.due_utc - now).total_seconds()
        if remaining_s < 0:
            return CaseTimer(remaining_s=remaining_s, level=Level.RED, overdue=True)
        warned = case.warn_utc is not None and now >= case.warn_utc
        return CaseTimer(remaining_s=remaining_s, level=Level.YELLOW if warned else None, overdue=False)

    def write(self, cases: Iterable[Case]) -> None:
        """Take new states; an older version than the known one is passed over."""
        for case in cases:
            known = self._cases.get(case.id)
            if known is not None and known.version > case.version:
                continue
            self._cases[case.id] = case
            if case.stage in (CaseStage.CLOSED, CaseStage.VOID):
                self._open.pop(case.id, None)
            else:
                self._open[case.id] = case
            self._changed.append(case.id)

    def replace(self, cases: Iterable[Case], epoch: str = "") -> None:
        """Forget what is known and take a snapshot; the ids of both are told as changed."""
        self._epoch = epoch
        self._changed.extend(self._cases)
        self._cases, self._open = {}, {}
        self.write(cases)

    def let_go(self, before_utc: datetime) -> None:
        """Forget cases that ended before a city time."""
        ended = [case for case in self._cases.values() if case.closed_utc is not None and case.closed_utc < before_utc]
        for case in ended:
            del self._cases[case.id]
            self._changed.append(case.id)

    def announce(self) -> None:
        if self._changed:
            changed, self._changed = list(dict.fromkeys(self._changed)), []
            self.cases_changed.emit(changed)


def _urgency(case: Case) -> tuple[bool, datetime, int]:
    return (case.due_utc is None, case.due_utc or case.reported_utc, case.id)
