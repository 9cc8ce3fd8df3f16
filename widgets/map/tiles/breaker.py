"""Stops asking a source that fails, and tries again by itself."""

from __future__ import annotations

FIRST_REST_S = 5.0
LONGEST_REST_S = 120.0


class Breaker:
    """After `limit` failures in a row the source rests; each rest is twice as long as the one before.

    When a rest is over one question goes through as a trial: its success ends the trouble, its failure the next rest
    begins. Times are seconds of a monotonic clock, given by the caller.
    """

    def __init__(self, limit: int = 4, first_rest_s: float = FIRST_REST_S) -> None:
        self._limit, self._first_rest_s = limit, first_rest_s
        self._failures = 0
        self._rests = 0
        self._until_s = 0.0
        self._on_trial = False

    @property
    def is_resting(self) -> bool:
        """True from the last failure that was one too many until a trial succeeds."""
        return self._failures >= self._limit

    def rest_left_s(self, now_s: float) -> float:
        return max(0.0, self._until_s - now_s)

    def may_ask(self, now_s: float) -> bool:
        """Whether a question may go out now; at the end of a rest that is true for one of them only."""
        if not self.is_resting:
            return True
        if self._on_trial or now_s < self._until_s:
            return False
        self._on_trial = True
        return True

    def failed(self, now_s: float) -> None:
        self._failures += 1
        if self.is_resting and (self._on_trial or self._failures == self._limit):
            self._on_trial = False
            self._until_s = now_s + min(LONGEST_REST_S, self._first_rest_s * 2.0**self._rests)
            self._rests += 1

    def succeeded(self) -> None:
        self._failures = self._rests = 0
        self._on_trial = False
