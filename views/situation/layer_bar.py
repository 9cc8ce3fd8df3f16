"""Above the map: layers with their counts, a status, a street."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QSizePolicy, QWidget

from app.domain.areas import AreaLevel
from app.domain.layers import LayerKind
from app.domain.units import STATUS_CODES
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.city_map.cuts import unit_strengths
from views.city_map.scope import CHIPS, Scope, chip_layers
from views.city_map.shown import Drawn, ShownLayers
from views.city_map.whereabouts import in_city
from widgets.chip import Chip, ChipRow
from widgets.choice_box import ChoiceBox
from widgets.key_cap import set_tooltip
from widgets.theme import ROW_PX, UNIT_PX, set_surface

HEIGHT_PX = 5 * UNIT_PX


class LayerBar(QWidget):
    """Quick switches over the layers that are `shown`, Alt+1 … Alt+8: a chip is on while any of its layers is.

    `scope_changed(Scope)` when a person narrows by status or street.
    """

    scope_changed = Signal(object)

    def __init__(self, stores: Stores, settings: Settings, shown: ShownLayers) -> None:
        super().__init__()
        self._stores, self._settings, self._shown = stores, settings, shown
        set_surface(self, "panel", "bottom")
        self.setFixedHeight(HEIGHT_PX)
        self.chips = ChipRow()
        for place, chip in enumerate(CHIPS, start=1):
            self.chips.add(chip, Chip(keys=f"Alt+{place}"))
        self.status, self.street = ChoiceBox(), ChoiceBox()
        for box in (self.status, self.street):
            box.setFixedHeight(ROW_PX)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
            box.activated.connect(self._tell)
        row = QHBoxLayout(self)
        row.setContentsMargins(UNIT_PX, 0, UNIT_PX, 1)
        row.setSpacing(UNIT_PX)
        row.addWidget(self.chips, 1)
        row.addWidget(self.status)
        row.addWidget(self.street)
        self.chips.chip_toggled.connect(lambda chip, on: self.set_layer(str(chip), on))
        shown.shown_changed.connect(self._follow)
        self._follow()
        self.retranslate()

    def scope(self) -> Scope:
        """What is let through now."""
        return Scope(status=self.status.currentData(), street=self.street.currentData() or "")

    def set_scope(self, scope: Scope) -> None:
        """Narrow to a status and a street as a person would; a street that the city does not have is all of them."""
        self.status.setCurrentIndex(max(0, self.status.findData(scope.status)))
        self.street.setCurrentIndex(max(0, self.street.findData(scope.street)))
        self._tell()

    def set_layer(self, chip: str, on: bool) -> None:
        """Switch what stands behind a chip, e.g. because a search found something in a hidden layer."""
        self._shown.switch(self._behind(chip), on)
        self._follow()

    def _behind(self, chip: str) -> list[str]:
        return chip_layers(self._shown.leaves(), chip)

    def _follow(self) -> None:
        for chip in CHIPS:
            self.chips.set_on(chip, any(self._shown.is_on(layer) for layer in self._behind(chip)))

    def show_stores(self, stores: Stores) -> None:
        """Count other stores from now on, as a replay does."""
        self._stores = stores
        self.refresh_counts()

    def refresh_streets(self) -> None:
        """Take the streets of the city; the chosen one stays."""
        rows = [(words.named(area, self._settings.language), area.code) for area in self._stores.reference.streets()]
        self.street.set_choices(rows, self.tr("All streets"))

    def refresh_counts(self) -> None:
        """How many things stand behind each chip, within the chosen street and status."""
        stores, scope = self._stores, self.scope()
        counts = {}
        for chip in CHIPS:
            layers = [layer for name in self._behind(chip) if (layer := self._shown.layer(name)) is not None]
            if layers and layers[0].kind is LayerKind.UNITS:
                behind = [Drawn(layer, rank, 1.0) for rank, layer in enumerate(layers)]
                counts[chip] = int(np.count_nonzero(unit_strengths(stores, behind, scope.status, scope.street)))
        counts["cameras"] = sum(scope.covers(c.area_code) for c in in_city(stores, stores.cameras.all()))
        counts["cases"] = sum(scope.covers(case.area_code) for case in in_city(stores, stores.cases.open()))
        low_points = in_city(stores, stores.facilities.low_points())
        counts["low_points"] = sum(scope.covers(point.area_code) for point in low_points)
        grids = (area for area in stores.reference.outlined_areas() if area.level is AreaLevel.GRID)
        counts["areas"] = sum(scope.covers(grid.code) for grid in grids)
        for chip, count in counts.items():
            self.chips.chip(chip).set_count(f"{count:,}")
        self.chips.chip("rain").set_count(f"{stores.facilities.city_rain().rate_mm_per_h:.0f} mm/h")

    def retranslate(self) -> None:
        named = {
            "officers": self.tr("Officers"),
            "collectors": self.tr("Collectors"),
            "vehicles": self.tr("Vehicles"),
            "cameras": self.tr("Cameras"),
            "cases": self.tr("Cases"),
            "low_points": self.tr("Low points"),
            "rain": self.tr("Rain"),
            "areas": self.tr("Grids"),
        }
        for layer, name in named.items():
            self.chips.chip(layer).set_text(name, self.tr("Show or hide: {layer}").format(layer=name))
        chosen = self.status.currentData()
        self.status.clear()
        self.status.addItem(self.tr("All on duty"), None)
        for code, status in enumerate(STATUS_CODES):
            self.status.addItem(words.unit_status_word(status), code)
        self.status.setCurrentIndex(0 if chosen is None else max(0, self.status.findData(chosen)))
        set_tooltip(self.status, self.tr("Units of this status"))
        set_tooltip(self.street, self.tr("Things of this street"))
        self.refresh_streets()
        self.refresh_counts()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _tell(self) -> None:
        self.refresh_counts()
        self.scope_changed.emit(self.scope())
