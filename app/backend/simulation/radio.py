"""What the terminals say: texts delivered and read, plan tasks acknowledged, reached and done; a few never answer."""

from __future__ import annotations

import heapq
from collections.abc import Sequence

from app.backend.comms import ReceiptHeard, ReceiptsHeard
from app.backend.plans import TaskHeard, TasksHeard
from app.backend.simulation.chance import chance
from app.backend.simulation.crew import Crew
from app.backend.simulation.world import Order
from app.domain.comms import Message
from app.domain.facilities import LowPoint
from app.domain.plans import PlanRun, PlanTask, TaskState
from app.domain.units import Unit, UnitKind, UnitStatus

_SILENT_SHARE = 0.07
_AGAIN_S = 20.0
# Nobody leaves a low point while so much water stands there; asked again after a while.
_DRY_CM = 1.0
_LOOKED_AGAIN_S = 120.0
# Kinds that go to where the water is; of the others, who has a task without a place does it where it is.
_TO_THE_WATER = (UnitKind.PUMP_TRUCK, UnitKind.RESCUE_TRUCK, UnitKind.ENFORCEMENT_CAR)
_HOLDING = (TaskState.ACKNOWLEDGED, TaskState.ON_SCENE)


class Radio:
    """Receipts that are due, and tasks that are under way."""

    def __init__(self, crew: Crew, seed: int) -> None:
        self._crew = crew
        self._seed = seed
        self._receipts: list[tuple[float, int, int, bool]] = []
        # Ids rise as texts are sent: who takes over the city may hear of the last ones twice.
        self._newest_text = 0
        self._runs: dict[int, PlanRun] = {}
        self._words: list[tuple[float, int, int, TaskState]] = []
        self.low_points: dict[int, LowPoint] = {}
        # Unit id → the low point that a truck has chosen.
        self._chosen: dict[int, int] = {}

    def hear_message(self, message: Message, now_s: float) -> None:
        """A text has been sent: each terminal will have it in seconds, each person reads it a little later."""
        if message.id <= self._newest_text:
            return
        self._newest_text = message.id
        for receipt in message.receipts:
            if receipt.read_utc is not None:
                continue
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
                self._release(task, now_s)
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
                if self._site_of(task) is None:
                    self._say(now_s + 150.0 + 500.0 * luck, run, task, TaskState.ON_SCENE)
                else:
                    self._set_out(task, now_s)
            case TaskState.ON_SCENE:
                self._say(now_s + 900.0 + 1_500.0 * luck, run, task, TaskState.DONE)
            case TaskState.DONE:
                self._release(task, now_s)

    def _say(self, at_s: float, run: PlanRun, task: PlanTask, state: TaskState) -> None:
        heapq.heappush(self._words, (at_s, run.id, task.id, state))

    def hear_unit(self, unit: Unit, now_s: float) -> None:
        """How a unit stands: who is done with a case or another task goes (back) to where a task wants it."""
        if unit.status in (UnitStatus.EN_ROUTE, UnitStatus.ON_SCENE) and unit.id not in self._crew.errands:
            for run in self._runs.values():
                for task in run.tasks:
                    if task.unit_id == unit.id and task.state in _HOLDING:
                        self._set_out(task, now_s)

    def _release(self, task: PlanTask, now_s: float) -> None:
        """A task sends its unit nowhere any more; another one may."""
        if self._crew.errands.get(task.unit_id) == ("task", task.id):
            self._crew.roam(task.unit_id, now_s)
            self.hear_unit(self._crew.units[task.unit_id], now_s)

    def stand(self) -> None:
        """Whoever was on scene of a task before anybody looked stands there."""
        for run in self._runs.values():
            for task in run.tasks:
                if task.state is TaskState.ON_SCENE and self._is_free(task.unit_id) and (site := self._site_of(task)):
                    self._crew.stand(task.unit_id, site.lat_deg, site.lon_deg, ("task", task.id))

    def is_watched(self, low_point_id: int) -> bool:
        """True while somebody whom a plan sent there is on scene at a low point."""
        return any(
            task.facility_id == low_point_id and task.state is TaskState.ON_SCENE
            for run in self._runs.values()
            for task in run.tasks
        )

    def _set_out(self, task: PlanTask, now_s: float) -> None:
        """On its way, unless a case or another task comes first: then it goes when it is free."""
        site = self._site_of(task)
        if site is not None and self._is_free(task.unit_id):
            self._crew.go(task.unit_id, site.lat_deg, site.lon_deg, ("task", task.id), now_s)

    def _has_water(self, task: PlanTask) -> bool:
        point = self.low_points.get(task.facility_id) if task.facility_id is not None else None
        return point is not None and (point.depth_cm >= _DRY_CM or point.closed_utc is not None)

    def _is_free(self, unit_id: int) -> bool:
        unit = self._crew.units.get(unit_id)
        return unit is not None and unit.case_id is None and unit_id not in self._crew.errands

    def _site_of(self, task: PlanTask) -> LowPoint | None:
        """Where a task sends its unit: to its own low point, or where trucks choose to go; None for who stays."""
        if task.facility_id is not None:
            return self.low_points.get(task.facility_id)
        unit = self._crew.units.get(task.unit_id)
        return self._site_for(unit.id) if unit is not None and unit.kind in _TO_THE_WATER else None

    def _site_for(self, unit_id: int) -> LowPoint | None:
        """The low point in the greatest need that the fewest trucks have chosen."""
        if unit_id not in self._chosen:
            taken = list(self._chosen.values())
            order = sorted(
                self.low_points.values(), key=lambda p: (taken.count(p.id), -p.depth_cm / p.closing_depth_cm, p.id)
            )
            if not order:
                return None
            self._chosen[unit_id] = order[0].id
        return self.low_points[self._chosen[unit_id]]

    def reached(self, task_id: int, unit_id: int, now_s: float) -> None:
        """A unit has arrived where a task sent it."""
        for run in self._runs.values():
            for task in run.tasks:
                if (task.id, task.unit_id, task.state) == (task_id, unit_id, TaskState.ACKNOWLEDGED):
                    self._say(now_s, run, task, TaskState.ON_SCENE)

    def orders(self, now_s: float) -> list[Order]:
        """What is due now: one word per text and one per plan run for all their terminals."""
        return [*self._receipt_orders(now_s), *self._task_orders(now_s)]

    def _receipt_orders(self, now_s: float) -> Sequence[Order]:
        heard: dict[int, list[ReceiptHeard]] = {}
        while self._receipts and self._receipts[0][0] <= now_s:
            _at_s, message_id, unit_id, read = heapq.heappop(self._receipts)
            if self._crew.is_heard(unit_id, now_s):
                heard.setdefault(message_id, []).append(ReceiptHeard(unit_id=unit_id, read=read))
            elif unit_id in self._crew.units:
                # Off the air: it gets the text when it comes back.
                heapq.heappush(self._receipts, (now_s + _AGAIN_S, message_id, unit_id, read))
        return [Order("receipts_heard", ReceiptsHeard(heard=tuple(words)), text) for text, words in heard.items()]

    def _task_orders(self, now_s: float) -> Sequence[Order]:
        heard: dict[int, dict[int, TaskState]] = {}
        while self._words and self._words[0][0] <= now_s:
            _at_s, run_id, task_id, state = heapq.heappop(self._words)
            run = self._runs.get(run_id)
            task = next((task for task in run.tasks if task.id == task_id), None) if run else None
            if task is None:
                continue
            if state is TaskState.DONE and self._has_water(task):
                heapq.heappush(self._words, (now_s + _LOOKED_AGAIN_S, run_id, task_id, state))
            elif self._crew.is_heard(task.unit_id, now_s):
                heard.setdefault(run_id, {})[task_id] = state
            else:
                heapq.heappush(self._words, (now_s + _AGAIN_S, run_id, task_id, state))
        return [
            Order(
                "tasks_heard", TasksHeard(heard=tuple(TaskHeard(task_id=t, state=s) for t, s in words.items())), run_id
            )
            for run_id, words in heard.items()
        ]
