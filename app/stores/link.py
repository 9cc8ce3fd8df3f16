"""The link to the server as screens see it."""

from __future__ import annotations

import math
import time

from PySide6.QtCore import QObject, Signal

from app.api.link import LinkReport, LinkState

__all__ = ["LinkState", "LinkStore"]


class LinkStore(QObject):
    """State, lag and losses of the live feed. `server` is the address shown to people."""

    link_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.server = ""
        self._known = False
        self._report = LinkReport(state=LinkState.SIGNED_OUT)

    @property
    def state(self) -> LinkState:
        return self._report.state

    @property
    def known(self) -> bool:
        """True once the server has said what is since the sign-in; before that the stores are empty, not the city."""
        return self._known

    @property
    def lag_ms(self) -> float | None:
        """Milliseconds from sending to arrival by both wall clocks; None before the first heartbeat."""
        return self._report.lag_ms

    @property
    def skipped(self) -> int:
        """Positions that the server thinned away for this seat since it connected."""
        return self._report.skipped

    @property
    def bad_events(self) -> int:
        """Events that could not be read since the start; each is in the log."""
        return self._report.bad_events

    @property
    def reconnects(self) -> int:
        """How often the feed had to come back since sign-in."""
        return self._report.reconnects

    def since_last_s(self) -> float:
        """Real seconds since the server was last heard; infinite before the first word."""
        heard = self._report.heard_monotonic_s
        return math.inf if heard is None else time.monotonic() - heard

    def write(self, report: LinkReport) -> None:
        """Take the feed's report; signals only what a person could see change."""
        before, self._report = self._report, report
        self._known = report.state is LinkState.LIVE or (self._known and report.state is not LinkState.SIGNED_OUT)
        shown = (before.state, before.lag_ms, before.skipped, before.bad_events)
        if shown != (report.state, report.lag_ms, report.skipped, report.bad_events):
            self.link_changed.emit()

    def write_server(self, server: str) -> None:
        """Name the server that this seat talks to."""
        self.server = server
        self.link_changed.emit()
