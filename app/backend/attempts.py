"""How often somebody may fail to sign in: by login and address, and by address alone. In memory, bounded."""

from __future__ import annotations

import time
from collections import deque

from app.backend.problems import TooMany

WINDOW_S = 60.0
FAILURES_PER_LOGIN = 5
FAILURES_PER_ADDRESS = 30
MAX_TRACKED = 10_000


class Attempts:
    """Failures of the last minute. An attempt counts as failed from its begin, or many at once would all be let in;
    a good password takes it back and clears its own login's failures.
    """

    def __init__(self) -> None:
        self._failures: dict[str, deque[float]] = {}

    def begin(self, login: str, address: str) -> None:
        """Count an attempt before its password is looked at. TooMany `too_many_attempts` where a limit is reached."""
        for name, limit in ((f"{address} {login}", FAILURES_PER_LOGIN), (address, FAILURES_PER_ADDRESS)):
            failures = self._recent(name)
            if len(failures) >= limit:
                wait_s = int(failures[0] + WINDOW_S - time.monotonic()) + 1
                raise TooMany("too_many_attempts", f"Too many attempts. Try again in {wait_s} s.", wait_s)

        for name in (f"{address} {login}", address):
            # Put in anew, so that the first in the table is the one that was quiet for longest.
            failures = self._failures.pop(name, deque(maxlen=FAILURES_PER_ADDRESS))
            failures.append(time.monotonic())
            self._failures[name] = failures
        while len(self._failures) > MAX_TRACKED:
            del self._failures[next(iter(self._failures))]

    def succeeded(self, login: str, address: str) -> None:
        """Take the attempt back."""
        self._failures.pop(f"{address} {login}", None)
        if failures := self._failures.get(address):
            failures.pop()

    def _recent(self, name: str) -> deque[float]:
        failures = self._failures.get(name, deque())
        while failures and failures[0] < time.monotonic() - WINDOW_S:
            failures.popleft()
        return failures
