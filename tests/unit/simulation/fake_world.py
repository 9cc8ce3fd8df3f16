"""A backend for the simulation that is only memory: it applies orders by the domain's own rules and records them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from app.api.frames import Columns
from app.backend.catalogue import load_catalogue
from app.backend.plans import TasksHeard
from app.backend.simulation.city import City
from app.backend.simulation.life import STARTS, Life, Scenario
from app.backend.simulation.shifts import is_on_duty
from app.backend.simulation.world import Census, Change, Order
from app.domain import case_flow, plan_flow
from app.domain.case_clocks import CaseClocks
from app.domain.cases import Case
from app.domain.errors import Refusal
from app.domain.facilities import LowPoint
from app.domain.levels import Level
from app.domain.plans import PlanRun, PlanTask
from app.domain.units import Unit, UnitStatus

CLOCKS = CaseClocks()
CODES = load_catalogue("2013").by_code


@dataclass
class RecordedWorld:
    """City time is set by the test; `given` has every order with its moment, `refused` those that the rules refused."""

    city: City
    now: datetime
    units: dict[int, Unit] = field(default_factory=dict)
    cases: dict[int, Case] = field(default_factory=dict)
    low_points: dict[int, LowPoint] = field(default_factory=dict)
    runs: dict[int, PlanRun] = field(default_factory=dict)
    given: list[tuple[datetime, Order]] = field(default_factory=list)
    refused: list[tuple[Order, str]] = field(default_factory=list)
    published: list[Columns] = field(default_factory=list)
    told: list[Change] = field(default_factory=list)

    @classmethod
    def at_start(cls, city: City, scenario: Scenario, seed: int = 7) -> RecordedWorld:
        """All units as their shifts have them, no cases, dry roads."""
        now = STARTS[scenario]
        world = cls(city, now)
        for number, worker in enumerate(city.workers, 1):
            on_duty = is_on_duty(worker.shift, number, now, seed)
            world.units[number] = Unit(
                id=number, version=1, callsign=worker.callsign, kind=worker.kind, name=worker.name, gloss=worker.gloss,
                area_code=worker.area_code, department_code=worker.department_code, phone=worker.phone,
                terminal_number=worker.terminal_number, talkgroup_id=None, shift=worker.shift,
                status=UnitStatus.AVAILABLE if on_duty else UnitStatus.OFF_DUTY, status_since_utc=now,
            )  # fmt: skip
        for number, site in enumerate(city.low_points, 1):
            world.low_points[number] = LowPoint(
                id=number, version=1, kind=site.kind, name=site.name, gloss=site.gloss, lat_deg=site.lat_deg,
                lon_deg=site.lon_deg, area_code=city.grid_codes[site.grid], closing_depth_cm=site.closing_depth_cm,
                depth_cm=0.0, rising_cm_per_10min=0.0, measured_utc=now,
            )  # fmt: skip
        return world

    def now_utc(self) -> datetime:
        return self.now

    def publish(self, columns: Columns) -> None:
        self.published.append(columns)

    async def census(self) -> Census:
        return self.standing()

    def standing(self) -> Census:
        return Census(
            units=list(self.units.values()), cases=list(self.cases.values()),
            low_points=list(self.low_points.values()), plan_runs=list(self.runs.values()),
        )  # fmt: skip

    async def changes(self) -> Sequence[Change]:
        return self.heard()

    def heard(self) -> Sequence[Change]:
        told, self.told = self.told, []
        return told

    async def give(self, orders: Sequence[Order]) -> None:
        self.take(orders)

    def take(self, orders: Sequence[Order]) -> None:
        for order in orders:
            self.given.append((self.now, order))
            try:
                self._apply(order)
            except Refusal as refusal:
                self.refused.append((order, refusal.code))

    def run(self, life: Life, length: timedelta, step: timedelta, until: Callable[[], bool] | None = None) -> None:
        """Let the city live for so long, looked at every `step`."""
        end = self.now + length
        while self.now < end and not (until and until()):
            self.now += step
            life.hear(self.heard(), self.now)
            self.publish(life.positions(self.now))
            self.take(life.play(self.now))

    def named(self, *names: str) -> list[tuple[datetime, Order]]:
        """The orders of those names, with their moments."""
        return [(at, order) for at, order in self.given if order.name in names]

    def _apply(self, order: Order) -> None:
        name, body = order.name, order.body
        if name == "open_case":
            self._open(body)
        elif name == "change_unit_status":
            assert order.thing_id is not None
            self._put_unit(replace(self.units[order.thing_id], status=body.status))
        elif name == "tasks_heard":
            assert order.thing_id is not None
            self._hear_tasks(self.runs[order.thing_id], body)
        elif name in ("measure_low_point", "close_road", "open_road"):
            assert order.thing_id is not None
            self._change_low_point(self.low_points[order.thing_id], name, body)
        elif name.endswith("_case"):
            assert order.thing_id is not None
            self._move_case(self.cases[order.thing_id], name.removesuffix("_case"), body)

    def _open(self, body: Any) -> None:
        kind, number = CODES[body.category_code], len(self.cases) + 1
        stage = case_flow.first_stage(body.source)
        deadline = CLOCKS.stage_deadline(stage, self.now)
        case = Case(
            id=number, version=0, number=f"260714{number:05d}", stage=stage, stage_since_utc=self.now,
            category_code=kind.code, source=body.source, title=kind.name, title_gloss=kind.gloss, address=body.address,
            address_gloss=body.address, lat_deg=body.lat_deg, lon_deg=body.lon_deg, area_code=self.city.code,
            reported_utc=self.now, due_utc=deadline.due_utc, warn_utc=deadline.warn_utc, water=kind.water,
        )  # fmt: skip
        self.put_case(case)

    def put_case(self, case: Case) -> None:
        case = replace(case, version=case.version + 1)
        self.cases[case.id] = case
        self.told.append(Change("cases", case))

    def _put_unit(self, unit: Unit) -> None:
        unit = replace(unit, version=unit.version + 1, status_since_utc=self.now)
        self.units[unit.id] = unit
        self.told.append(Change("units", unit))

    def _move_case(self, case: Case, order: str, body: Any) -> None:
        kind = CODES[case.category_code]
        standard = case_flow.chosen_standard(kind, case.standard_id) if case.standard_id else kind.standards[0]
        match order:
            case "register":
                after = case_flow.register(case, self.now, CLOCKS)
            case "file":
                after = case_flow.file(case, kind, body.standard_id, self.now, CLOCKS)
            case "dispatch":
                after = case_flow.dispatch(case, standard, body.department_code, body.unit_id, self.now, CLOCKS)
                if body.unit_id is not None:
                    unit = self.units[body.unit_id]
                    if unit.status in (UnitStatus.OFF_DUTY, UnitStatus.BUSY) or unit.case_id is not None:
                        raise Refusal("unit_busy", "not free", 409)
                    self._put_unit(replace(unit, status=UnitStatus.EN_ROUTE, case_id=case.id))
            case "accept":
                after = case_flow.accept(case, self.now)
            case "arrive":
                after = case_flow.arrive(case, self.now)
                self._unit_of(case, UnitStatus.ON_SCENE, case.id)
            case "finish":
                after = case_flow.finish(case, self.now, CLOCKS)
                self._unit_of(case, UnitStatus.AVAILABLE, None)
                if case.assignment is not None and case.assignment.unit_id is not None:
                    self._follow_tasks(case.assignment.unit_id)
            case "verify":
                after = case_flow.verify(case, body.passed, standard, self.now, CLOCKS)
            case _:
                after = case_flow.close(case, self.now)
        self.put_case(after)

    def _unit_of(self, case: Case, status: UnitStatus, case_id: int | None) -> None:
        if case.assignment is not None and case.assignment.unit_id is not None:
            self._put_unit(replace(self.units[case.assignment.unit_id], status=status, case_id=case_id))

    def start_plan(self, tasks: tuple[PlanTask, ...]) -> None:
        """A run with these tasks is heard of."""
        self._put_run(
            PlanRun(
                id=len(self.runs) + 1, version=0, template_id="flood", level=Level.BLUE, drill=False,
                started_utc=self.now, started_by="", area_code=self.city.code, tasks=tasks,
            )
        )  # fmt: skip

    def end_plan(self, run_id: int) -> None:
        """The run ends and its units are free."""
        run = self.runs.pop(run_id)
        self.told.append(Change("plan_runs", replace(run, ended_utc=self.now)))
        for unit_id in {task.unit_id for task in run.tasks}:
            self._follow_tasks(unit_id)

    def _hear_tasks(self, run: PlanRun, body: TasksHeard) -> None:
        for word in body.heard:
            run = plan_flow.move_task(run, word.task_id, word.state, self.now)
        self._put_run(run)
        unit_of = {task.id: task.unit_id for task in run.tasks}
        for word in body.heard:
            self._follow_tasks(unit_of[word.task_id])

    def _put_run(self, run: PlanRun) -> None:
        self.runs[run.id] = run = replace(run, version=run.version + 1)
        self.told.append(Change("plan_runs", run))

    def _follow_tasks(self, unit_id: int) -> None:
        unit = self.units[unit_id]
        own = [task for run in self.runs.values() for task in run.tasks if task.unit_id == unit_id]
        status = plan_flow.status_by_tasks(unit, own)
        if status is not unit.status:
            self._put_unit(replace(unit, status=status))

    def _change_low_point(self, low_point: LowPoint, name: str, body: Any) -> None:
        if name == "measure_low_point":
            after = replace(low_point, depth_cm=body.depth_cm, measured_utc=self.now)
        else:
            after = replace(low_point, closed_utc=self.now if name == "close_road" else None)
        self.low_points[after.id] = after
        self.told.append(Change("low_points", after))
