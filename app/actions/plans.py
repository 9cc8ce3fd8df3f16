"""Orders on plans: start, change level, mark a task, end."""

from __future__ import annotations

from app.actions.desk import OrderDesk
from app.api.order_bodies import ChangePlanLevel, MarkTask, Note, StartPlan
from app.api.orders import PendingOrder
from app.domain.levels import Level
from app.domain.plans import PlanRun, require_active


class PlanActions:
    def __init__(self, desk: OrderDesk) -> None:
        self._desk = desk

    def start(self, template_id: str, level: Level, drill: bool = False, note: str = "") -> PendingOrder:
        """启动预案 at a level, in earnest or as a drill (演练)."""
        body = StartPlan(template_id=template_id, level=level, drill=drill, note=note)
        return self._desk.give("start_plan", body)

    def change_level(self, run: PlanRun, level: Level, note: str = "") -> PendingOrder:
        """Raise or lower the response."""
        self._desk.require_role("change_plan_level")
        require_active(run)
        return self._desk.give("change_plan_level", ChangePlanLevel(level=level, note=note), run.id, run.version)

    def mark(self, run: PlanRun, task_id: int, done: bool = False) -> PendingOrder:
        """Mark a task as acknowledged, or done, from what the seat learnt by other ways."""
        self._desk.require_role("mark_task")
        require_active(run)
        return self._desk.give("mark_task", MarkTask(task_id=task_id, done=done), run.id, run.version)

    def end(self, run: PlanRun, note: str = "") -> PendingOrder:
        """终止响应."""
        self._desk.require_role("end_plan")
        require_active(run)
        return self._desk.give("end_plan", Note(note=note), run.id, run.version)
