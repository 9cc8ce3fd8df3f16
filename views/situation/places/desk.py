"""The pin on the one map, a road that was looked for, and the way to what is near."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QObject

from app.domain.street_map import Street
from app.stores import Stores
from app.stores.settings import Settings
from views.situation.places.spot import Spot, spot_card
from views.situation.selection import Card
from widgets.map import Figure, MapView, Mark
from widgets.map.marks import Bounds

NOUN, PIN_ID = "places", 1
_ROUTE = "route"
# A way that leaves the view is shown whole, with so much of its size around it.
_PAD = 0.15


class PlaceDesk(QObject):
    """One place at a time is pointed out; it is selected as ("places", 1)."""

    def __init__(self, map_view: MapView, stores: Stores, settings: Settings) -> None:
        super().__init__(map_view)
        self._map, self._stores, self._settings = map_view, stores, settings
        self._spot: Spot | None = None
        self._in_view: Bounds = (0.0, 0.0, 0.0, 0.0)
        map_view.view_changed.connect(self._look)

    def point_out(self, spot: Spot, street: Street | None = None) -> None:
        """Put the pin there; `street` is drawn in its whole length."""
        self._spot = spot
        lat, lon = spot.place.lat_deg, spot.place.lon_deg
        self._map.set_marks(NOUN, [Mark(id=PIN_ID, lat=lat, lon=lon, icon="pin", colour="accent")], above_units=True)
        lines = [stretch.line for stretch in street.stretches] if street is not None else []
        self._map.set_figures(NOUN, [Figure(kind="line", points=line) for line in lines])

    def card(self) -> Card | None:
        """What is known of the place that is pointed out; None without one."""
        return spot_card(self._stores, self._spot, self._settings.language) if self._spot is not None else None

    def clear(self) -> None:
        """No pin, no road."""
        if self._spot is not None:
            self._spot = None
            self._map.set_marks(NOUN, [])
            self._map.set_figures(NOUN, [])

    def show_way(self, path: Sequence[tuple[float, float]], said: str, *, by_air: bool) -> None:
        """Draw a way of (lat, lon) with what it takes, dashed by air, and look at it as a whole."""
        points = [(lon, lat) for lat, lon in path]
        self._map.set_figures(_ROUTE, [Figure(kind="line", points=points, dashed=by_air, label=said)])
        self._bring_into_view(points)

    def clear_way(self) -> None:
        """No way."""
        self._map.set_figures(_ROUTE, [])

    def _look(self, bounds: Bounds, _zoom: int) -> None:
        self._in_view = bounds

    def _bring_into_view(self, points: Sequence[tuple[float, float]]) -> None:
        lons, lats = zip(*points, strict=True)
        west, south, east, north = self._in_view
        if not (west <= min(lons) and max(lons) <= east and south <= min(lats) and max(lats) <= north):
            wide, high = (max(lons) - min(lons)) * _PAD, (max(lats) - min(lats)) * _PAD
            self._map.fit((min(lons) - wide, min(lats) - high, max(lons) + wide, max(lats) + high))
