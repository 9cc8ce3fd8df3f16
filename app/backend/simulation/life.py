"""The demo city's life: what happens up to a moment of city time. It holds no clock and waits for nothing."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime
from typing import Any, Literal

from app.api.frames import Columns
from app.backend.simulation.city import City
from app.backend.simulation.crew import Crew
from app.backend.simulation.hall import Hall, opened
from app.backend.simulation.haulage import Haulage
from app.backend.simulation.radio import Radio
from app.backend.simulation.reports import Reports
from app.backend.simulation.shifts import ZONE
from app.backend.simulation.storm import Storm
from app.backend.simulation.weather import Weather
from app.backend.simulation.world import Census, Change, Order
from app.domain.cases import AssignmentState

Scenario = Literal["day", "flood"]
# Who has arrived says so again after this, if nobody took it in.
_SAY_AGAIN_S = 45.0
# Whoever opens the demo sees a case come in before long, in a quiet minute too.
_FIRST_CALL_S = 12.0
# A weekday in the rainy season, so that every run of a seed is the same run.
STARTS: dict[Scenario, datetime] = {
    "day": datetime(2026, 7, 14, 9, 40, tzinfo=ZONE).astimezone(UTC),
    "flood": datetime(2026, 7, 15, 2, 10, tzinfo=ZONE).astimezone(UTC),
}


class Life:
    """One city in one scenario. `begin`, then `hear` and `play` in turn; `positions` at any time between."""

    def __init__(self, city: City, seed: int, scenario: Scenario) -> None:
        began_s = STARTS[scenario].timestamp()
        self._first_call_s = began_s + _FIRST_CALL_S
        self._reports = Reports(city, seed)
        self._storm = Storm(city, seed) if scenario == "flood" else None
        self._crew = Crew(city, seed, began_s if self._storm else None)
        self._haulage = Haulage(city, seed, self._crew, began_s)
        self._hall = Hall(self._crew, seed)
        self._radio = Radio(self._crew, seed)
        self._weather = (
            Weather(city, self._storm, self._crew, self._radio.is_watched, seed, began_s) if self._storm else None
        )
        self._played_s = 0.0
        self._reached: dict[int, float] = {}

    def begin(self, census: Census, now_utc: datetime) -> None:
        """Take over the city as it stands, at a first start as after a restart."""
        now_s = self._played_s = now_utc.timestamp()
        self._crew.begin(census.units, now_utc)
        self._haulage.begin(now_s)
        for low_point in census.low_points:
            self._take("low_points", low_point, now_s)
        for warning in census.warnings:
            self._take("warnings", warning, now_s)
        for run in census.plan_runs:
            self._take("plan_runs", run, now_s)
        for case in census.cases:
            self._take("cases", case, now_s)
            assignment = case.assignment
            if assignment and assignment.unit_id and assignment.state is AssignmentState.ARRIVED:
                self._crew.stand(assignment.unit_id, case.lat_deg, case.lon_deg, ("case", case.id))
        self._radio.stand()
        for message in census.messages:
            self._take("messages", message, now_s)
        if self._weather is not None:
            self._weather.resume(now_s)

    def leave_to_phones(self, unit_ids: frozenset[int]) -> None:
        """The units that carry real phones now; nobody here answers for them."""
        self._crew.leave_to_phones(unit_ids)

    def hear(self, changes: Sequence[Change], now_utc: datetime) -> None:
        """Take in what the backend says has happened."""
        for change in changes:
            self._take(change.noun, change.thing, now_utc.timestamp())

    def _take(self, noun: str, thing: Any, now_s: float) -> None:
        match noun:
            case "units":
                self._crew.hear(thing, now_s)
                self._radio.hear_unit(thing, now_s)
            case "cases":
                self._hall.hear(thing, now_s)
            case "messages":
                self._radio.hear_message(thing, now_s)
            case "plan_runs":
                self._radio.hear_run(thing, now_s)
            case "low_points":
                self._radio.low_points[thing.id] = thing
                if self._weather is not None:
                    self._weather.hear_low_point(thing)
            case "warnings" if self._weather is not None:
                self._weather.hear_warning(thing)

    def positions(self, now_utc: datetime) -> Columns:
        """Positions of all who are on the air, in wire units."""
        return self._crew.columns(now_utc)

    def play(self, now_utc: datetime) -> list[Order]:
        """The orders that fell due since the last time, in the order in which they are to be given."""
        now_s = now_utc.timestamp()
        if now_s <= self._played_s:
            return []
        self._crew.movers.advance(now_s)
        self._haulage.play(now_s)
        orders = self._weather.orders(now_s) if self._weather else []
        orders += self._crew.duty_orders(now_utc)
        if self._played_s < self._first_call_s <= now_s:
            orders.append(opened(self._reports.call_at(self._first_call_s)))
        orders += [opened(report) for report in self._reports.between(self._played_s, now_s)]
        orders += self._hall.orders(now_s)
        orders += self._arrivals(now_s)
        orders += self._radio.orders(now_s)
        self._played_s = now_s
        return orders

    def _arrivals(self, now_s: float) -> list[Order]:
        orders = []
        for unit_id, (kind, number) in self._crew.arrived():
            if kind == "haul":
                self._haulage.arrived(unit_id)
                continue
            if now_s < self._reached.get(unit_id, 0.0):
                continue
            self._reached[unit_id] = now_s + _SAY_AGAIN_S
            if kind == "task":
                self._radio.reached(number, unit_id, now_s)
            elif (order := self._hall.arrive(number)) is not None:
                orders.append(order)
        return orders
