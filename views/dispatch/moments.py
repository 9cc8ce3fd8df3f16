"""Moments of a case: the time alone within today, with its day before or after."""

from __future__ import annotations

from datetime import datetime

from views import words


def moment_text(at_utc: datetime, now_utc: datetime) -> str:
    """HH:mm:ss on the local day of `now_utc`, else MM-DD HH:mm."""
    if words.local_date(at_utc) == words.local_date(now_utc):
        return words.local_time(at_utc)
    return f"{words.local(at_utc):%m-%d %H:%M}"
