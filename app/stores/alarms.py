"""Alarms, and the weather office's warnings."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from PySide6.QtCore import QObject, Signal

from app.domain.alarms import Alarm, AlarmKind, WeatherWarning
from app.domain.levels import Level, gravity


class AlarmStore(QObject):
    alarms_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._alarms: dict[int, Alarm] = {}
        self._warnings: dict[int, WeatherWarning] = {}
        self._changed = False

    def get(self, alarm_id: int) -> Alarm | None:
        return self._alarms.get(alarm_id)

    def all(self) -> list[Alarm]:
        """Every alarm that this seat knows, closed ones too, newest first."""
        return sorted(self._alarms.values(), key=lambda alarm: (alarm.raised_utc, alarm.id), reverse=True)

    def open(self) -> list[Alarm]:
        """Alarms not closed yet: the gravest first, within a level the newest first."""
        return sorted((alarm for alarm in self.all() if alarm.closed_utc is None), key=lambda a: gravity(a.level))

    def unowned(self) -> list[Alarm]:
        """Open alarms that nobody has claimed."""
        return [alarm for alarm in self.open() if not alarm.owner]

    def sos(self) -> list[Alarm]:
        """Open calls for help, the unowned first, then the newest."""
        return sorted((alarm for alarm in self.open() if alarm.kind is AlarmKind.SOS), key=lambda a: bool(a.owner))

    def of_fence(self, fence_id: int) -> list[Alarm]:
        """Alarms about one fence, closed ones too, newest first."""
        return [alarm for alarm in self.all() if alarm.fence_id == fence_id]

    def fence_levels(self) -> dict[int, Level]:
        """The gravest open alarm of every fence that has one."""
        gravest_last = reversed(self.open())
        return {alarm.fence_id: alarm.level for alarm in gravest_last if alarm.fence_id is not None}

    def warnings(self) -> list[WeatherWarning]:
        """Warnings in force, the gravest first, within a level the newest first."""
        active = [warning for warning in self._warnings.values() if warning.lifted_utc is None]
        newest = sorted(active, key=lambda warning: (warning.issued_utc, warning.id), reverse=True)
        return sorted(newest, key=lambda warning: gravity(warning.level))

    def write(self, things: Iterable[Alarm | WeatherWarning]) -> None:
        """Take new states of alarms and warnings."""
        for thing in things:
            if isinstance(thing, Alarm):
                self._alarms[thing.id] = thing
            else:
                self._warnings[thing.id] = thing
            self._changed = True

    def replace(self, things: Iterable[Alarm | WeatherWarning]) -> None:
        """Forget what is known and take a snapshot."""
        self._alarms, self._warnings, self._changed = {}, {}, True
        self.write(things)

    def let_go(self, before_utc: datetime) -> None:
        """Forget alarms that were closed and warnings that were lifted before a city time."""
        alarms, warnings = self._alarms, self._warnings
        self._alarms = {i: a for i, a in alarms.items() if a.closed_utc is None or a.closed_utc >= before_utc}
        self._warnings = {i: w for i, w in warnings.items() if w.lifted_utc is None or w.lifted_utc >= before_utc}
        self._changed |= (len(self._alarms), len(self._warnings)) != (len(alarms), len(warnings))

    def announce(self) -> None:
        if self._changed:
            self._changed = False
            self.alarms_changed.emit()
