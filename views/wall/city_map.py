"""The map on the wall: the city in large type; no controls and nobody at the pointer."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QBrush, QColor, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.layers import LayerKind
from app.stores import Stores
from app.stores.settings import Settings
from views.city_map.city_on_map import CityOnMap
from views.city_map.ground import CityGround
from views.city_map.scope import Scope
from views.city_map.shown import ShownLayers
from widgets.map import AreaStyle, MapView
from widgets.theme import theme

_STREETS = (AreaStyle(digits=9, from_zoom=0, name_from_zoom=0, name_to_zoom=15, width=1.5),)
# From afar only what calls for somebody can be read: no cameras, no cases, no depth that has no level.
_SCOPE = Scope(shallow_labels=False)
_VEIL = 0.55
_TOO_SMALL = (LayerKind.CAMERAS, LayerKind.CASES)


class _Veil(QWidget):
    """Lies over an old picture; the header says how old."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, ground = QPainter(self), QColor(theme().color("ground"))
        ground.setAlphaF(_VEIL)
        painter.fillRect(self.rect(), ground)
        painter.fillRect(self.rect(), QBrush(theme().color("line_strong"), Qt.BrushStyle.BDiagPattern))


class WallMap(QWidget):
    """Shows the whole city; follows the stores while it is active."""

    def __init__(self, stores: Stores, settings: Settings, scale: float, map_theme: str | None) -> None:
        super().__init__()
        self.map = MapView()
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.map)
        self.map.set_quiet(True)
        self.map.set_scale(scale)
        CityGround(self.map, settings, for_operator=False)
        self._stores, self._shown = stores, ShownLayers()
        self._city = CityOnMap(self.map, stores, settings, self._shown, _SCOPE, styles=_STREETS, theme=map_theme)
        self._veil = _Veil(self)
        stores.reference.reference_changed.connect(self._take_layers)
        self._take_layers()

    def show_stale(self, stale: bool) -> None:
        """What is drawn is no longer the city as it is: all of it pales."""
        self._veil.setVisible(stale)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._veil.setGeometry(self.rect())

    def set_active(self, active: bool) -> None:
        self._city.set_active(active)

    def _take_layers(self) -> None:
        self._shown.take([layer for layer in self._stores.reference.layers() if layer.kind not in _TOO_SMALL])
