"""The city's picture: everything that the stores know, drawn on a map while somebody looks at it."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from PySide6.QtCore import QObject, SignalInstance

from app.domain.areas import Area, AreaLevel
from app.domain.units import FRESHNESS_LIMITS_S
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.city_map import still
from views.city_map.looks import AREA_STYLES, UNIT_COLOURS, UNIT_SHAPES
from views.city_map.scope import WHOLE, Scope
from widgets.map import HOLLOW, AreaStyle, Figure, MapView, Mark, encode_units


class CityPicture(QObject):
    """Joins the stores to a MapView. Inactive it listens to nothing; `set_active(True)` brings the map up to date.

    Units go as columns with every position; still marks only when what they show has changed. `styles` are the area
    levels that are outlined; `theme` fixes the map's theme where it is not the operator's own.
    """

    def __init__(
        self,
        map_view: MapView,
        stores: Stores,
        settings: Settings,
        scope: Scope = WHOLE,
        *,
        styles: tuple[AreaStyle, ...] = AREA_STYLES,
        theme: str | None = None,
    ) -> None:
        super().__init__(map_view)
        self._map, self._stores, self._settings = map_view, stores, settings
        self._active = False
        self._scope, self._styles, self._theme = scope, styles, theme
        self._drawn: dict[str, object] = {}
        self._streets: dict[str, int] = {}
        self._groups = np.zeros(0, dtype=np.uint16)
        map_view.set_unit_style(UNIT_SHAPES, UNIT_COLOURS)
        settings.settings_changed.connect(self._on_setting)
        self._dress()
        self._apply_scope()

    def set_active(self, active: bool) -> None:
        if active == self._active:
            return
        self._active = active
        for signal, slot in self._links():
            if active:
                signal.connect(slot)
            else:
                signal.disconnect(slot)
        if active:
            self.refresh()

    def set_scope(self, scope: Scope) -> None:
        """Show what `scope` lets through."""
        self._scope = scope
        self._apply_scope()
        if self._active:
            self._refresh_still()

    def refresh(self) -> None:
        """Draw all that is known now."""
        self._take_reference()
        self._take_units([])
        self._move_units()
        self._refresh_still()

    def show_city(self) -> None:
        """Look at the whole city."""
        city = self._stores.reference.city
        if city is not None:
            (south, west), (north, east) = city.south_west, city.north_east
            self._map.fit((west, south, east, north))

    def _links(self) -> tuple[tuple[SignalInstance, Callable[..., object]], ...]:
        stores = self._stores
        return (
            (stores.reference.reference_changed, self.refresh),
            (stores.units.units_changed, self._take_units),
            (stores.units.positions_changed, self._move_units),
            (stores.cameras.cameras_changed, self._draw_cameras),
            (stores.cases.cases_changed, self._draw_cases),
            (stores.facilities.facilities_changed, self._draw_water),
            (stores.alarms.alarms_changed, self._draw_alarms),
            (stores.clock.second_passed, self._draw_cases),
        )

    def _on_setting(self, name: str) -> None:
        if name in ("theme", "language"):
            self._dress()
            if self._active:
                self.refresh()

    def _dress(self) -> None:
        self._map.set_theme(self._theme or self._settings.theme)
        self._map.set_language(self._settings.language)

    def _apply_scope(self) -> None:
        scope = self._scope
        groups = None if not scope.street else [self._streets.get(scope.street, 0)]
        self._map.set_filter(kinds=scope.kinds(), statuses=scope.statuses(), groups=groups)
        for layer in ("cameras", "cases", "low_points", "areas"):
            self._map.set_visible(layer, layer in scope.layers)

    def _changed(self, name: str, value: object) -> bool:
        if self._drawn.get(name) == value:
            return False
        self._drawn[name] = value
        return True

    def _marks(self, layer: str, marks: list[Mark], *, from_zoom: int = 0, order: int, above: bool = False) -> None:
        if self._changed(layer, marks):
            self._map.set_marks(layer, marks, from_zoom=from_zoom, order=order, above_units=above)

    def _take_reference(self) -> None:
        reference = self._stores.reference
        if reference.map_base and self._changed("base", reference.map_base):
            self._map.set_base(reference.map_base)
        areas = reference.all_areas()
        if reference.outlines and self._changed("outlines", (reference.outlines, len(areas))):
            names = {area.code: _map_name(area) for area in areas}
            self._map.set_outlines(reference.outlines, names, self._styles)
        self._streets = {area.code: place for place, area in enumerate(reference.streets(), start=1)}
        city = reference.city
        if city is not None and self._changed("city", city.code):
            (south, west), (north, east) = city.south_west, city.north_east
            self._map.limit_to((west, south, east, north))
            self.show_city()

    def _take_units(self, _ids: list[int]) -> None:
        units, language = self._stores.units, self._settings.language
        names = {}
        for unit in units.all():
            status = words.unit_status_word(unit.status)
            names[unit.id] = f"{unit.callsign} {words.named(unit, language)}\n{status}"
        if self._changed("unit-names", names):
            self._map.set_unit_names(names)
        rows = [self._streets.get(unit.area_code[:9], 0) for unit in units.all()]
        self._groups = np.array(rows, dtype=np.uint16)
        self._move_units()

    def _move_units(self) -> None:
        units = self._stores.units
        if len(self._groups) != len(units.ids):
            return  # a newcomer's names and groups come with the same frame's `units_changed`
        ages_s = units.ages_s()
        body = encode_units(
            ids=units.ids,
            lat_deg=units.lat,
            lon_deg=units.lon,
            heading_deg=units.heading,
            age_s=ages_s,
            kind=units.kind,
            status=units.status,
            group=self._groups,
            flags=np.where(ages_s > FRESHNESS_LIMITS_S[1], HOLLOW, 0),
        )
        self._map.publish("units", body)

    def _refresh_still(self) -> None:
        self._draw_cameras()
        self._draw_cases()
        self._draw_water()
        self._draw_alarms()

    def _draw_cameras(self) -> None:
        shown = "cameras" in self._scope.layers
        marks = still.camera_marks(self._stores, self._scope) if shown else []
        self._marks("cameras", marks, from_zoom=15, order=0)

    def _draw_cases(self) -> None:
        marks = still.case_marks(self._stores, self._scope) if "cases" in self._scope.layers else []
        self._marks("cases", marks, order=2)

    def _draw_water(self) -> None:
        self._marks("low_points", still.low_point_marks(self._stores, self._scope), order=1)
        fills = still.rain_fills(self._stores) if "rain" in self._scope.layers else {}
        if self._changed("rain", fills):
            self._map.set_fills(fills)

    def _draw_alarms(self) -> None:
        self._marks("alarms", still.alarm_marks(self._stores), order=9, above=True)
        figures: list[Figure] = still.warning_figures(self._stores, self._settings.language)
        if self._changed("warnings", figures):
            self._map.set_figures("warnings", figures)


def _map_name(area: Area) -> tuple[str, str]:
    """Name and gloss on the map; a grid is known by its number within the community."""
    return (area.code[-3:], area.code[-3:]) if area.level is AreaLevel.GRID else (area.name, area.gloss)
