"""Our own map as the console shows it: the same widget, style and theme, looking at the bench's place."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from tests.bench.map.fleet import CENTRE_DEG, ZOOM
from widgets.map import MapView

KINDS = ("arrow", "dart", "car", "truck")
STATUSES = ("accent", "blue", "yellow", "red")


def make_map(parent: QWidget, centre_deg: tuple[float, float] = CENTRE_DEG, zoom: int = ZOOM) -> MapView:
    """A map that is told all it needs to draw units."""
    view = MapView(parent, centre=centre_deg, zoom=zoom)
    view.set_theme("night")
    view.set_unit_style(KINDS, STATUSES)
    return view
