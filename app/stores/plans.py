"""Plan runs and how far their tasks are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from app.domain.levels import Level, gravity
from app.domain.plans import PlanRun, TaskState

_REACHED = {state: place for place, state in enumerate(TaskState)}


@dataclass(frozen=True, slots=True, kw_only=True)
class PlanProgress:
    """How many tasks of a run got at least so far. `silent_unit_ids` have acknowledged nothing of theirs yet."""

    total: int
    delivered: int
    acknowledged: int
    on_scene: int
    done: int
    silent_unit_ids: tuple[int, ...]


class PlanStore(QObject):
    plans_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._runs: dict[int, PlanRun] = {}
        self._changed = False

    def get(self, run_id: int) -> PlanRun | None:
        return self._runs.get(run_id)

    def runs(self) -> list[PlanRun]:
        """Every run, the newest first."""
        return sorted(self._runs.values(), key=lambda run: (run.started_utc, run.id), reverse=True)

    def active(self) -> PlanRun | None:
        """The run that governs the hall: a real one before a drill, then the gravest, then the newest."""
        running = [run for run in self.runs() if run.ended_utc is None]
        return min(running, key=lambda run: (run.drill, gravity(run.level)), default=None)

    def response_level(self) -> Level | None:
        """Level of the active run."""
        run = self.active()
        return run.level if run else None

    def progress(self, run: PlanRun) -> PlanProgress:
        """Tasks counted by how far they got; a task that is done counts as delivered, acknowledged and on scene too."""
        reached = Counter(_REACHED[task.state] for task in run.tasks)

        def at_least(state: TaskState) -> int:
            return sum(count for place, count in reached.items() if place >= _REACHED[state])

        heard = {task.unit_id for task in run.tasks if _REACHED[task.state] >= _REACHED[TaskState.ACKNOWLEDGED]}
        return PlanProgress(
            total=len(run.tasks),
            delivered=at_least(TaskState.DELIVERED),
            acknowledged=at_least(TaskState.ACKNOWLEDGED),
            on_scene=at_least(TaskState.ON_SCENE),
            done=at_least(TaskState.DONE),
            silent_unit_ids=tuple(dict.fromkeys(task.unit_id for task in run.tasks if task.unit_id not in heard)),
        )

    def write(self, runs: Iterable[PlanRun]) -> None:
        """Take new states."""
        for run in runs:
            self._runs[run.id] = run
            self._changed = True

    def replace(self, runs: Iterable[PlanRun]) -> None:
        """Forget what is known and take a snapshot."""
        self._runs, self._changed = {}, True
        self.write(runs)

    def let_go(self, before_utc: datetime) -> None:
        """Forget runs that ended before a city time."""
        runs = self._runs
        self._runs = {i: run for i, run in runs.items() if run.ended_utc is None or run.ended_utc >= before_utc}
        self._changed |= len(self._runs) != len(runs)

    def announce(self) -> None:
        if self._changed:
            self._changed = False
            self.plans_changed.emit()
