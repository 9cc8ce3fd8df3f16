"""What the fence panel says: terms, states and times in the operator's language."""

from __future__ import annotations

import re

from PySide6.QtCore import QCoreApplication

from app.domain.alarms import Alarm
from app.domain.fences import Fence, FenceRule
from app.stores import Stores
from views import words
from widgets.key_value import Fact
from widgets.tokens import Tone

_MOST_NAMES = 4


def minute_text(minute: int) -> str:
    """ "07:30" of minutes after midnight."""
    return f"{minute // 60:02d}:{minute % 60:02d}"


def minute_of(text: str) -> int | None:
    """Minutes after midnight of "7:30" or "0730", with any colon; None for what is no time of day."""
    found = re.fullmatch(r"(\d{1,2})\W?(\d{2})", text.strip())
    if found is None or int(found[1]) >= 24 or int(found[2]) >= 60:
        return None
    return int(found[1]) * 60 + int(found[2])


def hours_words(fence: Fence) -> str:
    if fence.from_min is None or fence.to_min is None:
        return QCoreApplication.translate("FenceWords", "at all times")
    return f"{minute_text(fence.from_min)}–{minute_text(fence.to_min)}"


def whom_words(fence: Fence, stores: Stores) -> str:
    """Whom a fence is for: kinds and call signs, the first of them."""
    units = [unit for unit in map(stores.units.get, fence.unit_ids) if unit is not None]
    names = [*(words.unit_kind_word(kind) for kind in fence.kinds), *(unit.callsign for unit in units)]
    if not fence.kinds and not fence.unit_ids:
        return QCoreApplication.translate("FenceWords", "all units")
    if len(names) > _MOST_NAMES:
        more = QCoreApplication.translate("FenceWords", "and {n} more").format(n=len(names) - _MOST_NAMES)
        return f"{', '.join(names[:_MOST_NAMES])} {more}"
    return ", ".join(names)


def standing_words(fence: Fence, beyond_m: float) -> str:
    """Where a unit stands to a fence: inside or outside a zone, on a route or so far off it."""
    if fence.rule is FenceRule.ROUTE:
        if beyond_m <= 0:
            return QCoreApplication.translate("FenceWords", "on the route")
        away = words.distance_text(beyond_m + fence.corridor_m)
        return QCoreApplication.translate("FenceWords", "{distance} off").format(distance=away)
    inside = (beyond_m > 0) == (fence.rule is FenceRule.KEEP_OUT)
    return (
        QCoreApplication.translate("FenceWords", "inside")
        if inside
        else QCoreApplication.translate("FenceWords", "outside")
    )


def count_words(fence: Fence, beyond: int, meant: int) -> str:
    """How many are where they may not be, and of how many."""
    if fence.rule is FenceRule.KEEP_OUT:
        return QCoreApplication.translate("FenceWords", "{n} inside now").format(n=beyond)
    if fence.rule is FenceRule.KEEP_IN:
        said = QCoreApplication.translate("FenceWords", "{n} outside now, {m} inside")
    else:
        said = QCoreApplication.translate("FenceWords", "{n} off the route now, {m} on it")
    return said.format(n=beyond, m=meant - beyond)


def excused_words(fence: Fence, beyond: int) -> str:
    """Whoever is beyond a fence when it is made or changed is excused until back once; "" where nobody is."""
    if not beyond:
        return ""
    if fence.rule is FenceRule.KEEP_OUT:
        said = QCoreApplication.translate("FenceWords", "Those {n} raise no alarm until they left and came again.")
    elif fence.rule is FenceRule.KEEP_IN:
        said = QCoreApplication.translate("FenceWords", "Those {n} raise no alarm until they came in and left again.")
    else:
        said = QCoreApplication.translate("FenceWords", "Those {n} raise no alarm until they were on the route once.")
    return said.format(n=beyond)


def alarm_words(alarm: Alarm) -> str:
    """How an alarm of a fence stands; one that nobody closed has ended by itself."""
    if alarm.closed_utc is None:
        return words.level_word(alarm.level)
    if not alarm.owner:
        return QCoreApplication.translate("FenceWords", "came back")
    return words.verdict_word(alarm.verdict) if alarm.verdict is not None else ""


def fence_facts(fence: Fence, stores: Stores, language: str) -> list[Fact]:
    """The terms of a fence."""

    level = words.level_word(fence.level)
    facts = [
        Fact(name=QCoreApplication.translate("FenceWords", "Rule"), value=words.fence_rule_word(fence.rule)),
        Fact(name=QCoreApplication.translate("FenceWords", "For"), value=whom_words(fence, stores)),
        Fact(name=QCoreApplication.translate("FenceWords", "Holds"), value=hours_words(fence)),
        Fact(name=QCoreApplication.translate("FenceWords", "Alarm"), value=level, tone=Tone(fence.level.value)),
    ]
    if fence.rule is FenceRule.ROUTE:
        corridor = words.distance_text(fence.corridor_m)
        facts.append(Fact(name=QCoreApplication.translate("FenceWords", "Corridor"), value=corridor))
    for name, minutes in (
        (QCoreApplication.translate("FenceWords", "Ends, back in"), fence.return_limit_min),
        (QCoreApplication.translate("FenceWords", "Severe after"), fence.severe_after_min),
    ):
        said = QCoreApplication.translate("FenceWords", "{n} min") if minutes else "–"
        facts.append(Fact(name=name, value=said.format(n=f"{minutes:g}")))
    area = stores.reference.area(fence.area_code)
    if area is not None:
        facts.append(Fact(name=QCoreApplication.translate("FenceWords", "Area"), value=words.named(area, language)))
    made = f"{fence.made_by} {words.local_minute(fence.made_utc)}".strip()
    facts.append(Fact(name=QCoreApplication.translate("FenceWords", "Made"), value=made))
    return facts
