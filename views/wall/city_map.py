"""The map on the wall: the city's picture in large type; no controls and nobody at the pointer."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.stores import Stores
from app.stores.settings import Settings
from views.city_map.picture import CityPicture
from views.city_map.scope import DEFAULT_LAYERS, Scope
from widgets.map import AreaStyle, MapView

_STREETS = (AreaStyle(digits=9, from_zoom=0, name_from_zoom=0, name_to_zoom=15, width=1.5),)
# From afar only what calls for somebody can be read: no cameras, no cases, no depth that has no level.
_SCOPE = Scope(layers=DEFAULT_LAYERS - {"cameras", "cases"}, shallow_labels=False)


class WallMap(QWidget):
    """Shows the whole city; follows the stores while it is active."""

    def __init__(self, stores: Stores, settings: Settings, scale: float) -> None:
        super().__init__()
        self.map = MapView()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.map)
        self.map.set_quiet(True)
        self.map.set_scale(scale)
        self._picture = CityPicture(self.map, stores, settings, _SCOPE, styles=_STREETS, theme="night")

    def set_active(self, active: bool) -> None:
        self._picture.set_active(active)
