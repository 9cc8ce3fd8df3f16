"""The current layer below the tree: its opacity, and why it cannot be put above or below another."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QSlider, QVBoxLayout, QWidget

from app.stores.settings import Settings
from views import words
from views.city_map.order import Storey, next_place, storeys
from views.city_map.shown import ShownLayers
from widgets.key_cap import set_tooltip
from widgets.text import ElidedLabel, label
from widgets.theme import UNIT_PX


class CurrentLayer(QWidget):
    """Shows and changes `shown`. "" is no layer."""

    def __init__(self, shown: ShownLayers, settings: Settings) -> None:
        super().__init__()
        self._shown, self._settings = shown, settings
        self._layer_id = ""
        self.current, self.percent, self.place = ElidedLabel(), label("", "second"), label("", "second", wrap=True)
        self.opacity = QSlider(Qt.Orientation.Horizontal)
        self.opacity.setRange(0, 100)
        self.opacity.setPageStep(10)
        self.percent.setFixedWidth(5 * UNIT_PX)
        row = QHBoxLayout()
        row.addWidget(self.current, 1)
        row.addWidget(self.opacity, 1)
        row.addWidget(self.percent)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT_PX)
        column.addLayout(row)
        column.addWidget(self.place)
        self.opacity.valueChanged.connect(self._set_opacity)
        self.retranslate()

    def show_layer(self, layer_id: str) -> None:
        """The current one, as it is now."""
        self._layer_id = layer_id
        layer = self._shown.layer(layer_id)
        self.opacity.setEnabled(layer is not None)
        opacity = round(100 * self._shown.opacity(layer.id)) if layer is not None else 100
        self.opacity.blockSignals(True)
        self.opacity.setValue(opacity)
        self.opacity.blockSignals(False)
        self.percent.setText(f"{opacity} %")
        named = words.named(layer, self._settings.language) if layer is not None else self.tr("No layer chosen")
        self.current.set_text(named)
        self.place.setText(self._place_words(layer.id) if layer is not None else "")
        self.place.setVisible(bool(self.place.text()))

    def retranslate(self) -> None:
        set_tooltip(self.opacity, self.tr("Opacity of the chosen layer or group"))
        self.show_layer(self._layer_id)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _place_words(self, layer_id: str) -> str:
        """Why a layer cannot be put above or below another; "" where it can."""
        if any(next_place(self._shown, layer_id, by) is not None for by in (-1, 1)):
            return ""
        found = storeys(self._shown, layer_id)
        if len(found) != 1:
            return self.tr("Nothing beside it lies at the same height.")
        match next(iter(found)):
            case Storey.ALARMS:
                return self.tr("Alarms always lie above everything.")
            case Storey.MARKS:
                return self.tr("Units lie together; move the whole group.")
            case Storey.LINES:
                return self.tr("These lie together; move the whole group.")
            case Storey.HEAT:
                return self.tr("Heat always lies under lines and marks.")
            case Storey.OUTLINES:
                return self.tr("The larger area always lies above the smaller.")
            case Storey.TINTS:
                return self.tr("A tint always lies on the base map, under all else.")
            case Storey.BASE:
                return self.tr("The base map always lies lowest.")

    def _set_opacity(self, value: int) -> None:
        if self._layer_id:
            self._shown.set_opacity(self._layer_id, value / 100)
