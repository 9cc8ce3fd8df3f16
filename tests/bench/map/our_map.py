"""Our own map as the console shows it: the same widget, style and theme, looking at the bench's place."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtWidgets import QWidget

from tests.bench.map.fleet import CENTRE_DEG, ZOOM
from tests.bench.map.stage import ROOT
from tests.bench.metropolis import Metropolis, metropolis
from views.city_map.looks import AREA_STYLES
from widgets.map import MapView, PointLayers

KINDS = ("arrow", "dart", "car", "truck")
STATUSES = ("accent", "blue", "yellow", "red")
# In the page: nothing of the still layers waits to be fetched, drawn or laid on a tile.
STILL_DRAWN = (
    "zhihui.points.n > 0 && zhihui.points.pictures.size > 0 && !zhihui.points.wanted.size && !zhihui.points.asked"
    " && !zhihui.tiles.waiting()"
)


def make_map(parent: QWidget, centre_deg: tuple[float, float] = CENTRE_DEG, zoom: int = ZOOM) -> MapView:
    """A map that is told all it needs to draw units."""
    view = MapView(parent, centre=centre_deg, zoom=zoom)
    view.set_theme("night")
    view.set_unit_style(KINDS, STATUSES)
    return view


def large_city() -> Metropolis:
    """64,500 grids and 10.11 million points; made once, which takes some ten seconds, and kept in build/."""
    return metropolis(Path(ROOT / "build" / "bench" / "metropolis"))


def add_grids(view: MapView, city: Metropolis) -> None:
    """The outlines of every grid, community and street of the large city."""
    view.set_outlines(city.outlines, {}, AREA_STYLES)


def add_points(view: MapView, city: Metropolis) -> PointLayers:
    """All components, by state, as when somebody switches on the layer."""
    layers = PointLayers(view)
    layers.set_points(city.points)
    layers.show(city.cuts)
    return layers
