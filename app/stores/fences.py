"""Fences, and where the units stand to them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

import numpy as np
from PySide6.QtCore import QObject, Signal

from app.domain.fence_shapes import FenceShape
from app.domain.fences import STALE_S, Fence, holds_for
from app.domain.units import UnitStatus
from app.stores.units import UnitStore


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How far a unit is beyond a fence now, in metres; negative: so far within what is allowed."""

    unit_id: int
    beyond_m: float


class FenceStore(QObject):
    fences_changed = Signal()

    def __init__(self, units: UnitStore) -> None:
        super().__init__()
        self._units = units
        self._fences: dict[int, Fence] = {}
        self._changed = False

    def get(self, fence_id: int) -> Fence | None:
        return self._fences.get(fence_id)

    def in_force(self) -> list[Fence]:
        """Fences that are not closed, by name."""
        return sorted((f for f in self._fences.values() if f.closed_utc is None), key=lambda f: (f.name, f.id))

    def standings(self, fence: Fence) -> list[Standing]:
        """Where each unit on duty that the fence is meant for stands, the farthest beyond first; also for a fence that
        is only being drawn. A unit without a position of the last minutes is left out.
        """
        units, ages_s = self._units, self._units.ages_s()
        rows = [
            row
            for row, unit in enumerate(units.all())
            if unit.status is not UnitStatus.OFF_DUTY and holds_for(fence, unit.id, unit.kind, unit.area_code)
        ]
        near = np.array(rows, dtype=np.intp)
        near = near[~np.isnan(units.lat[near]) & (ages_s[near] <= STALE_S)]
        beyond_m = FenceShape(fence).beyond_m(units.lat[near], units.lon[near])
        order = np.argsort(-beyond_m, kind="stable")
        return [Standing(unit_id=int(units.ids[near[i]]), beyond_m=float(beyond_m[i])) for i in order]

    def write(self, fences: Iterable[Fence]) -> None:
        """Take new states."""
        for fence in fences:
            self._fences[fence.id] = fence
            self._changed = True

    def replace(self, fences: Iterable[Fence]) -> None:
        """Forget what is known and take a snapshot."""
        self._fences, self._changed = {}, True
        self.write(fences)

    def let_go(self, before_utc: datetime) -> None:
        """Forget fences that were closed before a city time."""
        fences = self._fences
        self._fences = {i: f for i, f in fences.items() if f.closed_utc is None or f.closed_utc >= before_utc}
        self._changed |= len(self._fences) != len(fences)

    def announce(self) -> None:
        if self._changed:
            self._changed = False
            self.fences_changed.emit()
