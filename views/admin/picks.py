"""Choosing a unit or an area by typing: code, name, pinyin or initials."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.domain.areas import covers
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from widgets.pick_list import Choice, PickList

_MOST = 8


class UnitPick(PickList):
    """`unit_id` is the chosen unit, None until a result is taken; typing on lets go of it."""

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__(self._look_for, _MOST)
        self._stores, self._settings = stores, settings
        self.unit_id: int | None = None
        self.picked.connect(self.choose)

    def choose(self, unit_id: int | None) -> None:
        """Take a unit, or none."""
        self.unit_id = unit_id
        self.set_text("" if unit_id is None else unit_text(self._stores, unit_id, self._settings.language))

    def _look_for(self, text: str) -> list[Choice]:
        self.unit_id = None
        ids = (
            [int(hit.id) for hit in self._stores.search.find(text, _MOST, {"units"})]
            if text.strip()
            else [unit.id for unit in self._stores.units.all()[:_MOST]]
        )
        return [Choice(text=unit_text(self._stores, one, self._settings.language), thing=one) for one in ids]


class AreaPick(PickList):
    """`code` is the chosen area, at or below this seat's own; None until a result is taken."""

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__(self._look_for, _MOST)
        self._stores, self._settings = stores, settings
        self.code: str | None = None
        self.picked.connect(self.choose)

    def choose(self, code: str | None) -> None:
        """Take an area, or none."""
        self.code = code
        self.set_text("" if code is None else area_text(self._stores, code, self._settings.language))

    def choose_own(self) -> None:
        """Take the whole area of this seat."""
        self.choose(self._own())

    def _own(self) -> str:
        account, city = self._stores.session.account, self._stores.reference.city
        own = account.area_code if account else ""
        return own or (city.code if city else "")

    def _look_for(self, text: str) -> list[Choice]:
        self.code = None
        own = self._own()
        if text.strip():
            hits = self._stores.search.find(text, 10 * _MOST, {"areas"})
            codes = [str(hit.id) for hit in hits if covers(own, str(hit.id))]
        else:
            streets = [street.code for street in self._stores.reference.streets() if covers(own, street.code)]
            codes = [own, *(code for code in streets if code != own)]
        return [Choice(text=area_text(self._stores, code, self._settings.language), thing=code) for code in codes]


def unit_text(stores: Stores, unit_id: int, language: str) -> str:
    """Callsign and name; the number of a unit that this seat does not know."""
    unit = stores.units.get(unit_id)
    return f"#{unit_id}" if unit is None else f"{unit.callsign} {words.named(unit, language)}"


def area_text(stores: Stores, code: str, language: str) -> str:
    """Name and code of an area; '' is everywhere."""
    area = stores.reference.area(code)
    if area is not None:
        return f"{words.named(area, language)} {code}"
    return code or QCoreApplication.translate("AreaPick", "The whole city")
