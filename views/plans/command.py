"""The right side of the plan screen: how far a run has come, who is silent, and the orders with their gestures."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QCheckBox, QVBoxLayout, QWidget

from app.domain.levels import NUMERALS, Level, gravity
from app.domain.plans import PlanRun, PlanTask, TaskState
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from widgets.count_bar import CountBar
from widgets.hold_button import HoldButton
from widgets.key_cap import OrderButton
from widgets.text import label
from widgets.theme import UNIT_PX, set_surface

_SHOWN_SILENT = 12


class CommandPanel(QWidget):
    """Starting needs a hold, because it calls out hundreds; marking a task by phone is one click.

    Signals: `start_requested(drill)`, `level_requested`, `end_requested`, `mark_requested(PlanTask, done)`.
    """

    start_requested = Signal(bool)
    level_requested = Signal()
    end_requested = Signal()
    mark_requested = Signal(object, bool)

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__()
        self._stores, self._settings = stores, settings
        self._level = Level.BLUE
        self._run: PlanRun | None = None
        self._task: PlanTask | None = None
        self._may_command = False
        set_surface(self, "panel", "left")
        self.setFixedWidth(45 * UNIT_PX)
        self.title = label("", "lead", wrap=True)
        self.facts = label("", "second", wrap=True)
        self.start = HoldButton()
        self.drill = QCheckBox()
        self.change = HoldButton()
        self.acknowledge = OrderButton()
        self.done = OrderButton()
        self.end = HoldButton(danger=True)
        self.note = label("", "error", wrap=True)
        self.bars = [CountBar(name_px=14 * UNIT_PX) for _ in range(4)]
        self.silent_title = label("", "strong")
        self.silent = label("", "second", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * UNIT_PX, 2 * UNIT_PX, 2 * UNIT_PX, 2 * UNIT_PX)
        layout.setSpacing(UNIT_PX)
        part: QWidget
        for part in (self.title, self.facts, self.drill, self.start, self.change):
            layout.addWidget(part)
        for bar in self.bars:
            layout.addWidget(bar)
        for part in (self.silent_title, self.silent, self.acknowledge, self.done, self.note):
            layout.addWidget(part)
        layout.addStretch(1)
        layout.addWidget(self.end)
        self.start.confirmed.connect(lambda: self.start_requested.emit(self.drill.isChecked()))
        self.change.confirmed.connect(self.level_requested)
        self.end.confirmed.connect(self.end_requested)
        self.acknowledge.clicked.connect(lambda: self._mark(False))
        self.done.clicked.connect(lambda: self._mark(True))
        self.retranslate()

    def show_state(self, level: Level, run: PlanRun | None, may_command: bool) -> None:
        """`level` is the chosen one, `run` the active run or None."""
        self._level, self._run, self._may_command = level, run, may_command
        self._refresh()

    def show_task(self, task: PlanTask | None) -> None:
        self._task = task
        self._refresh()

    def show_note(self, sentence: str) -> None:
        """A refusal or a wait, in words; '' clears it."""
        self.note.setText(sentence)

    def retranslate(self) -> None:
        self.drill.setText(self.tr("Drill: practise without a real response"))
        self.acknowledge.set_text(self.tr("Answered by phone"))
        self.done.set_text(self.tr("Done, as reported by phone"))
        self.end.set_text(self.tr("End the response"))
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _mark(self, done: bool) -> None:
        if self._task is not None:
            self.mark_requested.emit(self._task, done)

    def _refresh(self) -> None:
        run, numeral = self._run, NUMERALS[self._level]
        running = run is not None
        self.start.set_text(self.tr("Start response {numeral}").format(numeral=numeral))
        self.change.set_text(self.tr("Change to response {numeral}").format(numeral=numeral))
        self.start.setVisible(not running)
        self.drill.setVisible(not running)
        self.change.setVisible(run is not None and run.level is not self._level)
        self.end.setVisible(running)
        part: QWidget
        for part in (self.start, self.drill, self.change, self.end):
            part.setEnabled(self._may_command)
        for part in (self.acknowledge, self.done):
            part.setVisible(running and self._task is not None)
        if self._task is not None:
            self.acknowledge.setEnabled(self._task.state in (TaskState.SENT, TaskState.DELIVERED))
            self.done.setEnabled(self._task.state is not TaskState.DONE)
        for bar in self.bars:
            bar.setVisible(running)
        self.silent_title.setVisible(running)
        self.silent.setVisible(running)
        if run is None:
            self.title.setText(self.tr("No response is running"))
            hint = (
                self.tr("Choose a level, read the preview, then hold the button.")
                if self._may_command
                else self.tr("A duty leader starts a response; you can read the preview.")
            )
            self.facts.setText("\n".join(filter(None, (self._proposal(None), hint, self._last_run()))))
        else:
            self._show_run(run)

    def _proposal(self, running: Level | None) -> str:
        """The response that the gravest warning maps to, where nothing as grave runs."""
        issued = [warning.level for warning in self._stores.alarms.warnings()]
        if not issued or (running is not None and gravity(running) <= gravity(issued[0])):
            return ""
        told = self.tr("A {level} warning is in force: response {numeral} is proposed.")
        return told.format(level=words.level_word(issued[0]), numeral=NUMERALS[issued[0]])

    def _last_run(self) -> str:
        """How the newest response went, for who has just ended it."""
        run = next((run for run in self._stores.plans.runs() if run.ended_utc is not None), None)
        if run is None or run.ended_utc is None:
            return ""
        progress = self._stores.plans.progress(run)
        told = self.tr("Last: response {numeral}, ended {time} by {name} after {length}; {there} of {total} on scene.")
        return told.format(
            numeral=NUMERALS[run.level],
            time=words.local_time(run.ended_utc),
            name=run.ended_by,
            length=words.duration_text((run.ended_utc - run.started_utc).total_seconds()),
            there=progress.on_scene,
            total=progress.total,
        )

    def _show_run(self, run: PlanRun) -> None:
        numeral = NUMERALS[run.level]
        title = self.tr("Drill {numeral} is running") if run.drill else self.tr("Response {numeral} is running")
        self.title.setText(title.format(numeral=numeral))
        started = self.tr("Started {time} by {name}")
        started = started.format(time=words.local_time(run.started_utc), name=run.started_by)
        elsewhere = self.tr("{count} more tasks lie in other areas").format(count=run.tasks_elsewhere)
        facts = (started, elsewhere if run.tasks_elsewhere else "", self._proposal(run.level))
        self.facts.setText("\n".join(filter(None, facts)))
        progress = self._stores.plans.progress(run)
        rows = (
            (self.tr("Delivered"), progress.delivered, "quiet"),
            (self.tr("Acknowledged"), progress.acknowledged, "quiet"),
            (self.tr("On scene"), progress.on_scene, "accent"),
            (self.tr("Done"), progress.done, "accent"),
        )
        for bar, (name, count, tone) in zip(self.bars, rows, strict=True):
            bar.set_counts(name, count, progress.total, tone)
        silent = progress.silent_unit_ids
        self.silent_title.setText(self.tr("No answer: {count}").format(count=len(silent)))
        units = [unit for unit_id in silent[:_SHOWN_SILENT] if (unit := self._stores.units.get(unit_id))]
        names = "\n".join(
            f"{unit.callsign}  {words.named(unit, self._settings.language)}  {unit.phone}" for unit in units
        )
        more = len(silent) - len(units)
        self.silent.setText(names + (self.tr("\nand {count} more").format(count=more) if more else ""))
