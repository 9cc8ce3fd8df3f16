"""The plan screen: levels at the left, the preview or the running tasks in the middle, orders at the right."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from app.actions import Actions, Unreachable
from app.domain.duty import Role
from app.domain.errors import Refusal
from app.domain.levels import BY_GRAVITY, Level, graver
from app.domain.plans import PlanTask, PlanTemplate
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.plans.command import CommandPanel
from views.plans.level_list import LevelList
from views.plans.preview import PreviewPanel
from views.plans.tasks import TasksPanel
from views.screen import Screen
from widgets.text import label
from widgets.theme import UNIT_PX, set_surface


class PlansScreen(Screen):
    """One plan at a time; the city's flood plan is the first. Asks for a preview whenever the level changes."""

    def __init__(self, stores: Stores, actions: Actions, settings: Settings) -> None:
        super().__init__(stores, actions, settings)
        self._active = False
        self._touched = False
        self.levels = LevelList()
        self.preview = PreviewPanel(stores, settings)
        self.tasks = TasksPanel(stores, settings)
        self.command = CommandPanel(stores, settings)
        self.name = label("", "lead", wrap=True)
        self.warnings = label("", "second", wrap=True)
        self._middle = QStackedLayout()
        self._middle.addWidget(self.preview)
        self._middle.addWidget(self.tasks)
        left = QWidget()
        left.setFixedWidth(42 * UNIT_PX)
        set_surface(left, "panel", "right")
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        head = QWidget()
        set_surface(head, "panel", "bottom")
        inside = QVBoxLayout(head)
        inside.setContentsMargins(2 * UNIT_PX, 2 * UNIT_PX, 2 * UNIT_PX, 2 * UNIT_PX)
        inside.addWidget(self.name)
        inside.addWidget(self.warnings)
        column.addWidget(head)
        column.addWidget(self.levels)
        column.addStretch(1)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(left)
        row.addLayout(self._middle, 1)
        row.addWidget(self.command)
        for place, level in enumerate(BY_GRAVITY, start=1):
            shortcut = QShortcut(QKeySequence(str(place)), self)
            shortcut.activated.connect(lambda level=level: self._choose(level))
        self.levels.level_selected.connect(self._level_chosen)
        self.tasks.task_selected.connect(self.command.show_task)
        self.command.start_requested.connect(self._start)
        self.command.level_requested.connect(self._change_level)
        self.command.end_requested.connect(self._end)
        self.command.mark_requested.connect(self._mark)
        stores.plans.plans_changed.connect(self._refresh)
        stores.alarms.alarms_changed.connect(self._refresh)
        stores.reference.reference_changed.connect(self._refresh)
        stores.session.session_changed.connect(self._refresh)
        stores.outbox.outbox_changed.connect(self._refresh)

    def title(self) -> str:
        return self.tr("Plans")

    def set_active(self, active: bool) -> None:
        if active == self._active:
            return
        self._active = active
        if active:
            self.stores.clock.second_passed.connect(self._refresh_tasks)
            self._suggest_level()
            self._refresh()
            self._ask_preview()
        else:
            self.stores.clock.second_passed.disconnect(self._refresh_tasks)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._refresh()

    def _template(self) -> PlanTemplate | None:
        run = self.stores.plans.active()
        templates = self.stores.reference.plan_templates()
        if run is not None:
            return self.stores.reference.plan_template(run.template_id)
        return templates[0] if templates else None

    def _suggest_level(self) -> None:
        """Until somebody chooses, look at what runs, else at the level that the gravest warning maps to."""
        if self._touched:
            return
        level: Level | None = self.stores.plans.response_level()
        if level is None:
            for warning in self.stores.alarms.warnings():
                level = graver(level, warning.level)
        self.levels.select(level or Level.BLUE)
        self._touched = False

    def _choose(self, level: Level) -> None:
        self.levels.select(level)
        self.levels.setFocus()

    def _level_chosen(self) -> None:
        self._touched = True
        self._refresh()
        self._ask_preview()

    def _refresh(self) -> None:
        if not self._active:
            return
        template, run = self._template(), self.stores.plans.active()
        chinese = self.settings.language == "zh"
        self.name.setText((template.name if chinese else template.gloss) if template else self.tr("No plan"))
        issued = self.stores.alarms.warnings()
        self.warnings.setText(
            self.tr("In force: {titles}").format(
                titles=(" · ").join(w.title if chinese else w.title_gloss for w in issued)
            )
            if issued
            else self.tr("No weather warning is in force.")
        )
        self.levels.set_template(template)
        self.levels.set_running(run.level if run else None)
        level = self.levels.selected
        showing_tasks = run is not None and run.level is level
        held_focus = self._focus_in_command()
        self.command.show_state(level, run, self.stores.session.may(Role.LEADER))
        self._middle.setCurrentWidget(self.tasks if showing_tasks else self.preview)
        if not showing_tasks:
            self.command.show_task(None)
        self._refresh_tasks()
        if held_focus is not None and held_focus.isHidden():
            # Qt would give the keyboard to whatever comes next in the window: the first alarm of the strip.
            (self.tasks.table if showing_tasks else self.levels).setFocus()

    def _focus_in_command(self) -> QWidget | None:
        focus = QApplication.focusWidget()
        return focus if focus is not None and self.command.isAncestorOf(focus) else None

    def _refresh_tasks(self) -> None:
        run = self.stores.plans.active()
        if run is not None:
            self.tasks.show_run(run, self.stores.clock.now_utc())

    def _ask_preview(self) -> None:
        template, level = self._template(), self.levels.selected
        self.preview.show_waiting(template, level)
        if template is not None and self._active:
            self.orders.spawn(self._fetch_preview(template.id, level))

    async def _fetch_preview(self, template_id: str, level: Level) -> None:
        try:
            self.preview.show_preview(await self.orders.queries.plan_preview(template_id, level))
        except (Unreachable, Refusal) as fault:
            if level is self.levels.selected:
                self.preview.show_fault(words.fault_sentence(fault))

    def _start(self, drill: bool) -> None:
        template = self._template()
        if template is not None:
            self._give(lambda: self.orders.plans.start(template.id, self.levels.selected, drill, ""))

    def _change_level(self) -> None:
        run = self.stores.plans.active()
        if run is not None:
            self._give(lambda: self.orders.plans.change_level(run, self.levels.selected))

    def _end(self) -> None:
        run = self.stores.plans.active()
        if run is not None:
            self._give(lambda: self.orders.plans.end(run))

    def _mark(self, task: PlanTask, done: bool) -> None:
        run = self.stores.plans.active()
        if run is not None:
            self._give(lambda: self.orders.plans.mark(run, task.id, done))

    def _give(self, order: Callable[[], object]) -> None:
        try:
            order()
            self.command.show_note("")
        except Refusal as refusal:
            self.command.show_note(words.fault_sentence(refusal))
