"""What the terminals say: texts delivered and read, plan tasks acknowledged, reached and done; a few never answer."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

from app.backend.comms import MessageHeard
from app.backend.plans import TaskHeard, TasksHeard
from app.backend.simulation.chance import chance
from app.backend.simulation.crew import Crew
from app.backend.simulation.world import Order
from app.domain.comms import Message
from app.domain.facilities import LowPoint
from app.domain.plans import PlanRun, PlanTask, TaskState
from app.domain.units import UnitKind

_SILENT_SHARE = 0.07
_AGAIN_S = 20.0
# Kinds that are sent to where the water is; the others do their duty where they are.
_TO_THE_WATER = (UnitKind.PUMP_TRUCK, UnitKind.RESCUE_TRUCK, UnitKind.ENFORCEMENT_CAR)
_WATCH = "watch"


class Radio:
    """Receipts that are due, and tasks that are under way."""

    def __init__(self, crew: Crew, seed: int) -> None:
        self._crew = crew
        self._seed = seed
        self._receipts: list[tuple[float, int, int, bool]] = []
        self._known: set[tuple[int, int]] = set()
        self._runs: dict[int, PlanRun] = {}
        self._words: list[tuple[float, int, int, TaskState]] = []
        self.low_points: dict[int, LowPoint] = {}
        self._watched: dict[int, int] = {}

    def hear_message(self, message: Message, now_s: float) -> None:
        """A text has been sent: each terminal will have it in seconds, each person reads it a little later."""
        for receipt in message.receipts:
            if (message.id, receipt.unit_id) in self._known or receipt.read_utc is not None:
                continue
            self._known.add((message.id, receipt.unit_id))
            luck = chance(self._seed, message.id, receipt.unit_id, 21)
            reads = chance(self._seed, message.id, receipt.unit_id, 22) >= _SILENT_SHARE
            delivered_s = now_s + 0.8 + 3.0 * luck
            heapq.heappush(self._receipts, (delivered_s, message.id, receipt.unit_id, False))
            if reads:
                read_s = delivered_s + 4.0 + 70.0 * chance(self._seed, message.id, receipt.unit_id, 23) ** 2
                heapq.heappush(self._receipts, (read_s, message.id, receipt.unit_id, True))

    def hear_run(self, run: PlanRun, now_s: float) -> None:
        """A plan was started or has moved on: new tasks reach their units, old ones go on."""
        before = self._runs.get(run.id)
        known = {task.id: task.state for task in before.tasks} if before else {}
        self._runs[run.id] = run
        if run.ended_utc is not None:
            self._runs.pop(run.id)
            for task in run.tasks:
                if self._crew.errands.get(task.unit_id) == ("task", task.id):
                    self._crew.roam(task.unit_id, now_s)
            return
        for task in run.tasks:
            if known.get(task.id) is not task.state:
                self._follow(run, task, now_s)

    def _follow(self, run: PlanRun, task: PlanTask, now_s: float) -> None:
        luck = chance(self._seed, run.id, task.id, 31)
        match task.state:
            case TaskState.SENT:
                self._say(now_s + 0.8 + 3.0 * luck, run, task, TaskState.DELIVERED)
            case TaskState.DELIVERED:
                if chance(self._seed, run.id, task.id, 32) >= _SILENT_SHARE:
                    self._say(now_s + 5.0 + 110.0 * luck**2, run, task, TaskState.ACKNOWLEDGED)
            case TaskState.ACKNOWLEDGED:
                if not self._set_out(task, now_s):
                    self._say(now_s + 150.0 + 500.0 * luck, run, task, TaskState.ON_SCENE)
            case TaskState.ON_SCENE:
                self._say(now_s + 900.0 + 1_500.0 * luck, run, task, TaskState.DONE)
            case TaskState.DONE:
                self._crew.roam(task.unit_id, now_s)

    def _say(self, at_s: float, run: PlanRun, task: PlanTask, state: TaskState) -> None:
        heapq.heappush(self._words, (at_s, run.id, task.id, state))

    def _set_out(self, task: PlanTask, now_s: float) -> bool:
        """Watchers and trucks drive to a low point; False for those who stay where they are."""
        unit = self._crew.units.get(task.unit_id)
        goes = unit is not None and (_WATCH in task.step_id or unit.kind in _TO_THE_WATER)
        if unit is None or not goes or unit.case_id is not None or unit.id in self._crew.errands:
            return False
        site = self._site_for(unit.id)
        if site is None:
            return False
        self._crew.go(unit.id, site.lat_deg, site.lon_deg, ("task", task.id), now_s)
        return True

    def _site_for(self, unit_id: int) -> LowPoint | None:
        """The low point in the greatest need that has the fewest watchers."""
        if unit_id not in self._watched:
            taken = list(self._watched.values())
            order = sorted(
                self.low_points.values(), key=lambda p: (taken.count(p.id), -p.depth_cm / p.closing_depth_cm, p.id)
            )
            if not order:
                return None
            self._watched[unit_id] = order[0].id
        return self.low_points[self._watched[unit_id]]

    def reached(self, task_id: int, unit_id: int, now_s: float) -> None:
        """A unit has arrived where a task sent it."""
        for run in self._runs.values():
            for task in run.tasks:
                if (task.id, task.unit_id, task.state) == (task_id, unit_id, TaskState.ACKNOWLEDGED):
                    self._say(now_s, run, task, TaskState.ON_SCENE)

    def orders(self, now_s: float) -> list[Order]:
        """Receipts that are due now, and one word per plan run for all its terminals."""
        return [*self._receipt_orders(now_s), *self._task_orders(now_s)]

    def _receipt_orders(self, now_s: float) -> Sequence[Order]:
        orders = []
        while self._receipts and self._receipts[0][0] <= now_s:
            _at_s, message_id, unit_id, read = heapq.heappop(self._receipts)
            if self._crew.is_heard(unit_id, now_s):
                orders.append(Order("message_heard", MessageHeard(unit_id=unit_id, read=read), message_id))
            elif unit_id in self._crew.units:
                # Off the air: it gets the text when it comes back.
                heapq.heappush(self._receipts, (now_s + _AGAIN_S, message_id, unit_id, read))
        return orders

    def _task_orders(self, now_s: float) -> Sequence[Order]:
        heard: dict[int, dict[int, TaskState]] = {}
        while self._words and self._words[0][0] <= now_s:
            _at_s, run_id, task_id, state = heapq.heappop(self._words)
            run = self._runs.get(run_id)
            task = next((task for task in run.tasks if task.id == task_id), None) if run else None
            if task is None:
                continue
            if self._crew.is_heard(task.unit_id, now_s):
                heard.setdefault(run_id, {})[task_id] = state
            else:
                heapq.heappush(self._words, (now_s + _AGAIN_S, run_id, task_id, state))
        return [
            Order(
                "tasks_heard", TasksHeard(heard=tuple(TaskHeard(task_id=t, state=s) for t, s in words.items())), run_id
            )
            for run_id, words in heard.items()
        ]
