"""Which cases the board shows: one quick filter, and a source, a street and words that narrow it further."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.areas import covers
from app.domain.cases import Case, CaseSource, short_number


class Quick(StrEnum):
    """The chips above the board. MINE are the cases that this seat has given an order on."""

    ALL = "all"
    MINE = "mine"
    WATER = "water"
    OVERDUE = "overdue"
    URGED = "urged"


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFilter:
    """`street` is an area code, '' for every one; `text` must stand in the number, title or address."""

    quick: Quick = Quick.ALL
    source: CaseSource | None = None
    street: str = ""
    text: str = ""

    def narrows(self) -> bool:
        """True if any case could be left out."""
        return self != CaseFilter()

    def shows(self, case: Case, now_utc: datetime, mine: Collection[int]) -> bool:
        """True if the case passes every part at that city time."""
        if self.source is not None and case.source is not self.source:
            return False
        if self.street and not covers(self.street, case.area_code):
            return False
        if self.text and self.text.casefold() not in _words(case):
            return False
        return passes(case, self.quick, now_utc, mine)


def passes(case: Case, quick: Quick, now_utc: datetime, mine: Collection[int]) -> bool:
    """True if the case belongs under that chip at that city time."""
    match quick:
        case Quick.ALL:
            return True
        case Quick.MINE:
            return case.id in mine
        case Quick.WATER:
            return case.water
        case Quick.OVERDUE:
            return case.due_utc is not None and case.due_utc < now_utc
        case Quick.URGED:
            return case.urged_utc is not None


def _words(case: Case) -> str:
    numbers = f"{case.number} {short_number(case.number)}"
    return f"{numbers} {case.title} {case.title_gloss} {case.address} {case.address_gloss}".casefold()
