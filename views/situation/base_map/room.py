"""Joins the base map to the situation screen: the ground, a tool button with its dialog, a line in the layers."""

from __future__ import annotations

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QToolButton

from app.domain.layers import LayerKind
from app.stores import Stores
from app.stores.settings import Settings
from views.city_map.ground import CityGround
from views.situation.base_map.dialog import BaseMapDialog
from views.situation.base_map.source_words import trouble_words
from views.situation.layer_tree.health import LayerHealth
from views.situation.stage import MapStage
from widgets.icons import bind_icon
from widgets.key_cap import set_tooltip
from widgets.language_watch import LanguageWatch
from widgets.map import MapView

_KEY = "B"


class BaseMapRoom(QObject):
    """The ground of one map, and the operator's way to another one."""

    def __init__(
        self, stage: MapStage, map_view: MapView, stores: Stores, settings: Settings, health: LayerHealth
    ) -> None:
        super().__init__(stage)
        self._stage, self._stores, self._settings, self._health = stage, stores, settings, health
        self.ground = CityGround(map_view, settings, for_operator=True)
        self.dialog: BaseMapDialog | None = None
        self.button = QToolButton()
        bind_icon(self.button, "map")
        stage.add_tool(self.button)
        self.button.clicked.connect(self.open)
        LanguageWatch(self.button, self.retranslate)
        self.ground.trouble_changed.connect(self._tell)
        self.retranslate()

    def open(self) -> None:
        """Show the dialog; a second press brings it to the front."""
        if self.dialog is None:
            self.dialog = BaseMapDialog(self._settings.tile_sources, self._stage, self._centre())
            self.dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            self.dialog.destroyed.connect(self._forget_dialog)
            self._tell()
            self.dialog.open()
        self.dialog.raise_()
        self.dialog.activateWindow()

    def retranslate(self) -> None:
        self.button.setShortcut(_KEY)
        set_tooltip(self.button, self.tr("Base map"), _KEY)
        self._tell()

    def _tell(self) -> None:
        trouble = self.ground.trouble
        said = self.tr("The source {trouble}").format(trouble=trouble_words(trouble)) if trouble is not None else ""
        self._health.put(LayerKind.BASE, "ground", said)
        if self.dialog is not None:
            kept = self.tr("What is missing is drawn from the server's features; the source is asked again by itself.")
            self.dialog.tell(f"{said}. {kept}" if said else "")

    def _centre(self) -> tuple[float, float]:
        city = self._stores.reference.city
        if city is None:
            return 30.55, 112.30
        (south, west), (north, east) = city.south_west, city.north_east
        return (south + north) / 2, (west + east) / 2

    def _forget_dialog(self) -> None:
        self.dialog = None
