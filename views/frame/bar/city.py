"""Whose hall this is."""

from __future__ import annotations

from PySide6.QtCore import SignalInstance

from app.stores import Stores
from app.stores.settings import Settings
from views.frame.bar.item import BarItem
from widgets.text import ElidedLabel
from widgets.theme import LEAD_PX


class CityItem(BarItem):
    """The hall's title, as the city gives it."""

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__(stores, settings)
        self._title = ElidedLabel(size_px=LEAD_PX, bold=True)
        self.row.addWidget(self._title)

    def sources(self) -> tuple[SignalInstance, ...]:
        return (self.stores.reference.reference_changed,)

    def refresh(self) -> None:
        city = self.stores.reference.city
        title = "" if city is None else city.title if self.settings.language == "zh" else city.title_gloss
        self._title.set_text(title or self.tr("Zhihui"))
