"""What hardly ever changes on a city's map: the base map, the outlines and names of areas, how far one may look."""

from __future__ import annotations

from dataclasses import replace

from app.domain.areas import LEVEL_DIGITS, AreaLevel
from app.domain.layers import LayerKind
from app.stores import Stores
from views.city_map.last_told import LastTold
from views.city_map.shown import ShownLayers
from widgets.map import AreaStyle, MapView
from widgets.map.marks import encode_area_names


class AreasOnMap:
    """`styles` are the area levels that can be outlined. `stores` are those that are drawn from now on."""

    def __init__(self, map_view: MapView, stores: Stores, shown: ShownLayers, styles: tuple[AreaStyle, ...]) -> None:
        self._map, self._shown, self._styles = map_view, shown, styles
        self.stores = stores
        self._told = LastTold()
        self._names: dict[str, tuple[str, str]] = {}

    def refresh(self) -> None:
        """All that is known now; a city that is new to the map is shown as a whole."""
        reference = self.stores.reference
        if reference.map_base and self._told.is_news("base", reference.map_base):
            self._map.set_base(reference.map_base)
        areas = reference.all_areas()
        if reference.outlines and self._told.is_news("outlines", (reference.outlines, len(areas))):
            # The map itself knows a grid by its number within the community.
            self._names = {area.code: (area.name, area.gloss) for area in areas if area.level is not AreaLevel.GRID}
            self._map.set_outlines(reference.outlines, self._names, self._styles_on())
            self._told.is_news("styles", self._styles_on())
        self.show_layers()
        city = reference.city
        if city is not None and self._told.is_news("city", city.code):
            (south, west), (north, east) = city.south_west, city.north_east
            self._map.limit_to((west, south, east, north))
            self.show_city()

    def show_layers(self) -> None:
        """Draw the levels and the parts of the base map whose layers are on."""
        styles = self._styles_on()
        self._map.set_visible("areas", bool(styles))
        if self._names and self._told.is_news("styles", styles):
            self._map.publish("area-names", encode_area_names(self._names, styles))
        leaves = [layer for layer in self._shown.leaves() if layer.kind is LayerKind.BASE]
        drawn = self._shown.drawn(LayerKind.BASE)
        strength = {code: 0.0 for layer in leaves for code in layer.codes}
        strength |= {code: one.opacity for one in drawn for code in one.layer.codes}
        # Pictures of a ground are one piece: as strong as the strongest part.
        pictures = max((one.opacity for one in drawn), default=1.0)
        if self._told.is_news("strength", (strength, pictures)):
            self._map.command("base/strength", "setBaseStrength", strength, pictures)

    def show_city(self) -> None:
        """Look at the whole city."""
        city = self.stores.reference.city
        if city is not None:
            (south, west), (north, east) = city.south_west, city.north_east
            self._map.fit((west, south, east, north))

    def _styles_on(self) -> tuple[AreaStyle, ...]:
        alpha = {
            LEVEL_DIGITS[AreaLevel(code)]: drawn.opacity
            for drawn in self._shown.drawn(LayerKind.AREAS)
            for code in drawn.layer.codes
        }
        return tuple(replace(style, alpha=alpha[style.digits]) for style in self._styles if style.digits in alpha)
