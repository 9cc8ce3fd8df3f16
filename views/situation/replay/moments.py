"""What one looks for in the past: cases, alarms, warnings, plans and closed roads, each at the time it began."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from datetime import datetime, timedelta

from app.domain.past import PastMoment
from views import words
from widgets.time_line import TimeMark
from widgets.tokens import Tone

# Whoever stands on a moment does not step to it again.
_MARGIN = timedelta(seconds=0.5)


class Moments:
    """Known moments, oldest first."""

    def __init__(self, moments: Sequence[PastMoment] = ()) -> None:
        self._moments = sorted(moments, key=lambda one: (one.at_utc, one.seq))
        self._times = [one.at_utc for one in self._moments]

    def beside(self, at_utc: datetime, by: int) -> PastMoment | None:
        """The next one after a time, or with -1 the last one before it; None where there is none."""
        if by > 0:
            place = bisect_right(self._times, at_utc + _MARGIN)
        else:
            place = bisect_left(self._times, at_utc - _MARGIN) - 1
        return self._moments[place] if 0 <= place < len(self._moments) else None

    def marks(self, language: str) -> list[TimeMark]:
        """As they stand on the line of time."""
        return [TimeMark(one.at_utc.timestamp(), _tone(one), words.titled(one, language)) for one in self._moments]


def moment_words(moment: PastMoment, language: str) -> str:
    """When it began, and what it is."""
    return f"{words.local_time(moment.at_utc)} {words.titled(moment, language)}"


def _tone(moment: PastMoment) -> Tone:
    """A case is one of many; a closed road is as grave as its alarm."""
    if moment.noun == "low_points":
        return Tone.RED
    return Tone(moment.level.value) if moment.level is not None else Tone.QUIET
