"""City time between heartbeats: the demo's city runs faster than the wall clock, and can be paused."""

from __future__ import annotations

import time
from datetime import UTC, datetime, timedelta

from PySide6.QtCore import QMetaMethod, QObject, Qt, QTimer, Signal

from app.api.frames import ClockState

# What is shown of a time that was further off must not stand until the next second.
_PUT_RIGHT = timedelta(seconds=1)


class ClockStore(QObject):
    """`now_utc()` is city time, carried on from the last heartbeat by real monotonic time.

    Before the first heartbeat it is this machine's own time. `clock_changed` tells a new rate or a pause,
    `second_passed` comes once a wall second while anybody listens, and at once when time was put right by over one.
    """

    clock_changed = Signal()
    second_passed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._state = ClockState(now_utc=datetime.now(UTC), rate=1.0, paused=False)
        self._taken_s = time.monotonic()
        self._held_at_utc: datetime | None = None
        self._ticker = QTimer(self)
        self._ticker.setInterval(1000)
        self._ticker.setTimerType(Qt.TimerType.CoarseTimer)
        self._ticker.timeout.connect(self._tick)

    @property
    def rate(self) -> float:
        """City seconds per wall second."""
        return self._state.rate

    @property
    def paused(self) -> bool:
        return self._state.paused

    def now_utc(self) -> datetime:
        """City time now."""
        if self._held_at_utc is not None:
            return self._held_at_utc
        if self._state.paused:
            return self._state.now_utc
        return self._state.now_utc + timedelta(seconds=(time.monotonic() - self._taken_s) * self._state.rate)

    def now_ms(self) -> float:
        """City time now as Unix milliseconds, for columns."""
        return self.now_utc().timestamp() * 1000.0

    def write(self, state: ClockState) -> None:
        """Take the clock of a snapshot or heartbeat."""
        thought_utc, before = self.now_utc(), self._state
        self._state, self._taken_s, self._held_at_utc = state, time.monotonic(), None
        if (before.rate, before.paused) != (state.rate, state.paused):
            self.clock_changed.emit()
        if abs(state.now_utc - thought_utc) > _PUT_RIGHT:
            self.second_passed.emit()

    def hold(self) -> None:
        """Stand still until the next `write`: nobody knows what time it is in a city that is not heard."""
        self._held_at_utc = self._held_at_utc or self.now_utc()

    def connectNotify(self, signal: QMetaMethod) -> None:
        if signal.name() == b"second_passed" and not self._ticker.isActive():
            self._ticker.start()

    def _tick(self) -> None:
        # Asked here and not in disconnectNotify: a listener's destructor calls that with its signal mutex held, and
        # receivers() takes ours from the same small pool; where both are one mutex, the program stands still for good.
        if self.receivers("2second_passed()"):
            self.second_passed.emit()
        else:
            self._ticker.stop()
