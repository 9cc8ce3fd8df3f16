"""From layers to things: which of the layers that are on draws a thing, by the properties that layers cut by."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from datetime import datetime
from typing import Generic, TypeVar

import numpy as np
import numpy.typing as npt

from app.domain.alarms import Alarm, WeatherWarning
from app.domain.cameras import Camera
from app.domain.cases import Case
from app.domain.facilities import LowPoint, low_point_level
from app.domain.risks import Risk, risk_level
from app.domain.units import KIND_CODES, STATUS_CODES, UnitStatus
from app.stores import Stores
from views.city_map.shown import Drawn

T = TypeVar("T")


class Picker(Generic[T]):
    """Finds for each thing the uppermost layer that shows it. `values` gives a thing's value of each property."""

    def __init__(self, drawn: Iterable[Drawn], values: Mapping[str, Callable[[T], str]]) -> None:
        self._all: Drawn | None = None
        self._by: dict[str, dict[str, Drawn]] = {}
        self._values = values
        for one in sorted(drawn, key=lambda one: one.rank):
            if not one.layer.by:
                self._all = self._all or one
            elif one.layer.by in values:
                for code in one.layer.codes:
                    self._by.setdefault(one.layer.by, {}).setdefault(code, one)

    def __bool__(self) -> bool:
        return self._all is not None or bool(self._by)

    def pick(self, thing: T) -> Drawn | None:
        """The uppermost layer that shows it, or None."""
        best = self._all
        for by, layers in self._by.items():
            found = layers.get(self._values[by](thing))
            if found is not None and (best is None or found.rank < best.rank):
                best = found
        return best


def yes_no(value: bool) -> str:
    """The codes of a property that a thing has or has not."""
    return "yes" if value else "no"


CAMERA_VALUES: dict[str, Callable[[Camera], str]] = {
    "state": lambda camera: "online" if camera.online else "offline",
    "turnable": lambda camera: yes_no(camera.turnable),
}
ALARM_VALUES: dict[str, Callable[[Alarm], str]] = {"kind": lambda alarm: alarm.kind}
WARNING_VALUES: dict[str, Callable[[WeatherWarning], str]] = {"type": lambda warning: warning.type_code}


RISK_VALUES: dict[str, Callable[[Risk], str]] = {
    "level": lambda risk: risk_level(risk.assessment),
    "kind": lambda risk: risk.kind,
}


def _depth_level(point: LowPoint) -> str:
    return low_point_level(point.depth_cm, point.closing_depth_cm) or "none"


LOW_POINT_VALUES: dict[str, Callable[[LowPoint], str]] = {"kind": lambda point: point.kind, "level": _depth_level}


def case_values(stores: Stores, now_utc: datetime) -> dict[str, Callable[[Case], str]]:
    """What a case is cut by, at a moment of city time."""

    def timer(case: Case) -> str:
        found = stores.cases.timer(case, now_utc)
        return "overdue" if found.overdue else "urgent" if found.level is not None else ""

    return {
        "category": lambda case: case.category_code,
        "stage": lambda case: case.stage,
        "source": lambda case: case.source,
        "department": lambda case: case.assignment.department_code if case.assignment is not None else "",
        "water": lambda case: yes_no(case.water),
        "timer": timer,
    }


def unit_strengths(stores: Stores, drawn: Iterable[Drawn], status: int | None, street: str) -> npt.NDArray[np.float64]:
    """How strongly each row of the unit columns is drawn: the opacity of the uppermost layer that shows it, 0 where
    none does.

    Layers by kind, group or department mean those on duty, or of `status` where one is chosen; layers by status mean
    what they say. A street narrows all of them.
    """
    units = stores.units
    on_duty = units.status != STATUS_CODES.index(UnitStatus.OFF_DUTY) if status is None else units.status == status
    strengths = np.zeros(len(units.ids))
    layers = sorted(drawn, key=lambda one: -one.rank)
    named = any(one.layer.by in ("talkgroup", "department") for one in layers)
    everybody = units.all() if named else []
    groups = np.array([str(unit.talkgroup_id) for unit in everybody], dtype=np.str_)
    departments = np.array([unit.department_code for unit in everybody], dtype=np.str_)
    for one in layers:
        codes = list(one.layer.codes)
        if one.layer.by == "kind":
            wanted = np.isin(units.kind, [n for n, kind in enumerate(KIND_CODES) if kind in codes]) & on_duty
        elif one.layer.by == "status":
            wanted = np.isin(units.status, [n for n, known in enumerate(STATUS_CODES) if known in codes])
            wanted = wanted if status is None else wanted & on_duty
        elif one.layer.by == "talkgroup":
            wanted = np.isin(groups, codes) & on_duty
        elif one.layer.by == "department":
            wanted = np.isin(departments, codes) & on_duty
        else:
            continue
        strengths[wanted] = one.opacity
    if street:
        strengths[[not unit.area_code.startswith(street) for unit in units.all()]] = 0.0
    return strengths
