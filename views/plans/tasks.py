"""The tasks of a running plan: who has which duty, how far they are, who has not answered."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.domain.plans import PlanRun, PlanTask, TaskState
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from widgets.chip import Chip, ChipRow
from widgets.columns import Column
from widgets.table import DenseTable
from widgets.theme import UNIT_PX, set_surface

_MARKS = {
    TaskState.SENT: ("waiting", "orange"),
    TaskState.DELIVERED: ("ring", "orange"),
    TaskState.ACKNOWLEDGED: ("arrow", "accent"),
    TaskState.ON_SCENE: ("disc", "accent"),
    TaskState.DONE: ("check", "quiet"),
}
_FILTERS = ("all", "silent", "late", "done")
_SILENT = frozenset({TaskState.SENT, TaskState.DELIVERED})


@dataclass(frozen=True, slots=True)
class TaskRow:
    """One task as a row; `late` is past its time and not done."""

    task: PlanTask
    callsign: str
    name: str
    duty: str
    late: bool


class TasksPanel(QWidget):
    """Table of tasks with four filters; `task_selected(PlanTask | None)` follows the current row."""

    task_selected = Signal(object)

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__()
        self._stores, self._settings = stores, settings
        self._run: PlanRun | None = None
        self._filter = "all"
        self.chips = ChipRow(one_of=True)
        for name in _FILTERS:
            self.chips.add(name, Chip(), on=name == self._filter)
        self.table = DenseTable(
            (
                Column(
                    title=lambda: self.tr("State"),
                    text=lambda row: words.task_state_word(row.task.state),
                    sort_key=lambda row: list(TaskState).index(row.task.state),
                    mark=lambda row: _MARKS[row.task.state],
                    width_px=16 * UNIT_PX,
                ),
                Column(title=lambda: self.tr("Call sign"), text=lambda row: row.callsign, width_px=11 * UNIT_PX),
                Column(title=lambda: self.tr("Name"), text=lambda row: row.name, width_px=16 * UNIT_PX),
                Column(title=lambda: self.tr("Duty"), text=lambda row: row.duty),
                Column(
                    title=lambda: self.tr("Due"),
                    text=self._due_text,
                    sort_key=lambda row: row.task.due_utc.timestamp() if row.task.due_utc else 0.0,
                    tone=lambda row: "red" if row.late else "none",
                    number=True,
                    width_px=16 * UNIT_PX,
                ),
            ),
            key_of=lambda row: row.task.id,
            row_tone=lambda row: "red" if row.late else "none",
        )
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        bar = QWidget()
        set_surface(bar, "ground", "bottom")
        row = QHBoxLayout(bar)
        row.setContentsMargins(2 * UNIT_PX, UNIT_PX, 2 * UNIT_PX, UNIT_PX)
        row.addWidget(self.chips)
        self.chips.chip_toggled.connect(lambda name, _on: self._choose(name))
        layout.addWidget(bar)
        layout.addWidget(self.table, 1)
        self.table.row_selected.connect(lambda key: self.task_selected.emit(self._task(key)))
        self.retranslate()

    def show_run(self, run: PlanRun, now_utc: datetime) -> None:
        """Show a run's tasks as of city time `now_utc`."""
        self._run = run
        rows = [self._row(task, now_utc) for task in run.tasks]
        kinds = {
            "all": rows,
            "silent": [row for row in rows if row.task.state in _SILENT],
            "late": [row for row in rows if row.late],
            "done": [row for row in rows if row.task.state is TaskState.DONE],
        }
        for name in _FILTERS:
            self.chips.chip(name).set_count(str(len(kinds[name])))
        self.table.set_rows(kinds[self._filter])

    def retranslate(self) -> None:
        self.chips.chip("all").set_text(self.tr("All"))
        self.chips.chip("silent").set_text(self.tr("No answer"))
        self.chips.chip("late").set_text(self.tr("Late"))
        self.chips.chip("done").set_text(self.tr("Done"))
        self.table.set_empty_text(self.tr("No task of this kind"), self.tr("Choose another filter above."))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            if self._run:
                self.show_run(self._run, self._stores.clock.now_utc())

    def _choose(self, name: str) -> None:
        self._filter = name
        if self._run:
            self.show_run(self._run, self._stores.clock.now_utc())

    def _row(self, task: PlanTask, now_utc: datetime) -> TaskRow:
        unit = self._stores.units.get(task.unit_id)
        template = self._stores.reference.plan_template(self._run.template_id) if self._run else None
        step = next((step for step in template.steps if step.id == task.step_id), None) if template else None
        point = self._stores.facilities.low_point(task.facility_id) if task.facility_id is not None else None
        language = self._settings.language
        duty = words.titled(step, language) if step else task.step_id
        return TaskRow(
            task,
            unit.callsign if unit else str(task.unit_id),
            words.named(unit, self._settings.language) if unit else "",
            f"{duty} · {words.named(point, language)}" if point else duty,
            task.due_utc is not None and task.due_utc < now_utc and task.state is not TaskState.DONE,
        )

    def _due_text(self, row: TaskRow) -> str:
        if row.task.state is TaskState.DONE and row.task.done_utc:
            return words.local_time(row.task.done_utc)
        if row.task.due_utc is None:
            return ""
        left_s = (row.task.due_utc - self._stores.clock.now_utc()).total_seconds()
        if left_s >= 0:
            return self.tr("{time} left").format(time=words.duration_text(left_s))
        return self.tr("{time} late").format(time=words.duration_text(-left_s))

    def _task(self, key: object) -> PlanTask | None:
        return next((task for task in self._run.tasks if task.id == key), None) if self._run else None
