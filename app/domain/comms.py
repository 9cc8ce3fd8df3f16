"""Comms: terminals, talkgroups and text messages with their receipts."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum


class TerminalState(StrEnum):
    ONLINE = "online"
    WEAK = "weak"  # heard, but with a poor signal or an emptying battery
    OFFLINE = "offline"


# Units of one broadcast or temporary group.
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


@dataclass(frozen=True, slots=True, kw_only=True)
class MessageReceipts:
    """Those receipts of one message that changed in one moment, each as it is now.

    `id` is the message's and `version` its version after them, because a message counts its receipts' changes.
    """

    id: int
    version: int
    area_code: str
    receipts: tuple[Receipt, ...]

    def put_into(self, message: Message) -> Message:
        """The message as it is after them; what it knows already changes nothing."""
        if self.version <= message.version:
            return message
        now = {receipt.unit_id: receipt for receipt in self.receipts}
        receipts = tuple(now.get(receipt.unit_id, receipt) for receipt in message.receipts)
        return replace(message, version=self.version, receipts=receipts)
