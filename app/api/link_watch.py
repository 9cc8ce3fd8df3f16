"""Watches how long ago the server was heard, in real monotonic time, and says what state the link is in."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable

from app.api.frames import STALE_AFTER_S
from app.api.link import LinkReport, LinkState
from app.api.sink import FeedSink

# A link that was STALE this long is OFFLINE.
OFFLINE_AFTER_S = 15.0
# A loop that was itself held up looks like a silent server; then it first gets a turn to read what came meanwhile.
_HELD_UP_S = 0.5
_SECOND_LOOK_S = 0.1


class LinkWatch:
    """State machine of the link: CONNECTING → LIVE ⇄ STALE → OFFLINE, and SIGNED_OUT at the end."""

    def __init__(self, sink: FeedSink, on_live: Callable[[], None]) -> None:
        self._sink = sink
        self._on_live = on_live
        self._state = LinkState.SIGNED_OUT
        self._heard_s: float | None = None
        self._lag_ms: float | None = None
        self._skipped = 0
        self._bad_events = 0
        self._reconnects = 0
        self._knows_something = False
        self._timer: asyncio.TimerHandle | None = None
        # Words heard so far, so that the feed can tell a connection that said something from one that did not.
        self.words = 0

    def begin(self) -> None:
        self._enter(LinkState.CONNECTING)

    def heard(self) -> None:
        """The server said something, whatever it was."""
        self.words += 1
        self._heard_s = time.monotonic()
        if self._timer is None:
            self._look_in(STALE_AFTER_S)

    def up_to_date(self) -> None:
        """What this seat knows is what the server knows."""
        self._knows_something = True
        if self._state is not LinkState.LIVE:
            self._enter(LinkState.LIVE)
            self._on_live()

    def beat(self, lag_ms: float, skipped: int) -> None:
        """A heartbeat's figures; `skipped` counts anew on every connection."""
        self._lag_ms, self._skipped = lag_ms, skipped
        self._report()

    def bad_event(self) -> None:
        self._bad_events += 1
        self._report()

    def lost_connection(self) -> None:
        """The connection is gone or did not come about. Silence decides about STALE; a first failure tells OFFLINE."""
        self._reconnects += 1
        if not self._knows_something and self._state is not LinkState.OFFLINE:
            self._enter(LinkState.OFFLINE)
        else:
            self._report()

    def end(self) -> None:
        """Signed out: no more watching."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self._enter(LinkState.SIGNED_OUT)

    def _look_in(self, wait_s: float) -> None:
        due_s = time.monotonic() + wait_s
        self._timer = asyncio.get_running_loop().call_later(wait_s, self._look, due_s)

    def _look(self, due_s: float) -> None:
        self._timer = None
        now_s = time.monotonic()
        if now_s - due_s > _HELD_UP_S:
            self._look_in(_SECOND_LOOK_S)
            return
        silent_s = now_s - (self._heard_s if self._heard_s is not None else now_s)
        if silent_s < STALE_AFTER_S:
            self._look_in(STALE_AFTER_S - silent_s)
        elif silent_s < OFFLINE_AFTER_S:
            if self._state is not LinkState.STALE and self._knows_something:
                self._enter(LinkState.STALE)
            self._look_in(OFFLINE_AFTER_S - silent_s)
        else:
            self._enter(LinkState.OFFLINE)

    def _enter(self, state: LinkState) -> None:
        self._state = state
        self._report()

    def _report(self) -> None:
        self._sink.write_link(
            LinkReport(
                state=self._state,
                heard_monotonic_s=self._heard_s,
                lag_ms=self._lag_ms,
                skipped=self._skipped,
                bad_events=self._bad_events,
                reconnects=self._reconnects,
            )
        )
