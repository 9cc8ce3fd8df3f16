"""Comms: terminals, talkgroups and text messages with their receipts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum


class TerminalState(StrEnum):
    ONLINE = "online"
    WEAK = "weak"  # heard, but with a poor signal or an emptying battery
    OFFLINE = "offline"


# Units of one broadcast or temporary group. Every receipt writes the message with all of its receipts.
MOST_ADDRESSED = 500
# Characters of one text message; a terminal's screen shows no more.
LONGEST_TEXT = 500
OFFLINE_AFTER_S = 180.0
WEAK_SIGNAL_BARS = 1
LOW_BATTERY_PCT = 15


def terminal_state(age_s: float, battery_pct: int | None, signal_bars: int | None) -> TerminalState:
    """State from the age of the last word in seconds, battery percent and signal bars 0–5 (None: unknown)."""
    if age_s > OFFLINE_AFTER_S:
        return TerminalState.OFFLINE
    weak_signal = signal_bars is not None and signal_bars <= WEAK_SIGNAL_BARS
    weak_battery = battery_pct is not None and battery_pct <= LOW_BATTERY_PCT
    return TerminalState.WEAK if weak_signal or weak_battery else TerminalState.ONLINE


@dataclass(frozen=True, slots=True, kw_only=True)
class Talkgroup:
    """A radio group (通话组). A unit talks in one group at a time and may be a member of several.

    A `temporary` one (临时组) was formed by a seat for one matter; once `ended_utc` is set nobody talks in it any more.
    """

    id: int
    version: int
    name: str
    gloss: str
    area_code: str
    member_ids: tuple[int, ...]
    temporary: bool = False
    ended_utc: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """What became of a message at one unit."""

    unit_id: int
    delivered_utc: datetime | None = None
    read_utc: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Message:
    """A text from a seat to one unit, to one group, or, where both are None, to the units of `receipts` (a broadcast).

    `receipts` has one row per unit addressed.
    """

    id: int
    version: int
    sender: str
    seat: str
    text: str
    sent_utc: datetime
    area_code: str
    unit_id: int | None = None
    talkgroup_id: int | None = None
    receipts: tuple[Receipt, ...] = ()
