"""The city's picture: everything that the stores know, drawn on a map while somebody looks at it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

import numpy as np
from PySide6.QtCore import QObject, QTimer, SignalInstance

from app.domain.areas import LEVEL_DIGITS, AreaLevel
from app.domain.layers import LayerKind
from app.domain.units import FRESHNESS_LIMITS_S
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.city_map import overlays, still
from views.city_map.cuts import units_shown
from views.city_map.fence_figures import fence_figures
from views.city_map.looks import AREA_STYLES, UNIT_COLOURS, UNIT_SHAPES
from views.city_map.scope import WHOLE, Scope
from views.city_map.shown import ShownLayers
from widgets.map import AreaStyle, Figure, MapView, Mark, encode_units
from widgets.map.marks import Bounds, encode_area_names

# Rows of the unit columns bear this group while a layer draws them, and 0 while none does.
_DRAWN = 1
# Names of a large city are much to tell: at most this often.
_NAMES_MS = 1000


class CityPicture(QObject):
    """Joins the stores to a MapView. Inactive it listens to nothing; `set_active(True)` brings the map up to date.

    Units go as columns with every position; still marks only when what they show has changed. `shown` says which layers
    are drawn. `styles` are the area levels that can be outlined; `theme` fixes the map's theme where it is not the
    operator's own.
    """

    def __init__(
        self,
        map_view: MapView,
        stores: Stores,
        settings: Settings,
        shown: ShownLayers,
        scope: Scope = WHOLE,
        *,
        styles: tuple[AreaStyle, ...] = AREA_STYLES,
        theme: str | None = None,
    ) -> None:
        super().__init__(map_view)
        self._map, self._stores, self._settings, self._shown = map_view, stores, settings, shown
        self._active = False
        self._scope, self._styles, self._theme = scope, styles, theme
        self._drawn: dict[str, object] = {}
        self._names: dict[str, tuple[str, str]] = {}
        self._bounds: Bounds = (0.0, 0.0, 0.0, 0.0)
        self._zoom = 0
        self._groups = np.zeros(0, dtype=np.uint16)
        self._unit_names: dict[int, str] = {}
        self._renamed: set[int] = set()
        self._names_rest = QTimer(self, interval=_NAMES_MS, singleShot=True)
        self._names_rest.timeout.connect(self._name_changed)
        # From and until when the cases stay as drawn if none changes; None while none was drawn.
        self._cases_hold: tuple[datetime, datetime | None] | None = None
        map_view.set_unit_style(UNIT_SHAPES, UNIT_COLOURS, FRESHNESS_LIMITS_S)
        map_view.set_filter(groups=[_DRAWN])
        settings.settings_changed.connect(self._on_setting)
        self._dress()

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
        else:
            self._names_rest.stop()

    def show_stores(self, stores: Stores) -> None:
        """Draw other stores from now on, as a replay does."""
        active = self._active
        self.set_active(False)
        self._stores = stores
        self.set_active(active)

    def set_scope(self, scope: Scope) -> None:
        """Show what `scope` lets through."""
        self._scope = scope
        if self._active:
            self._show_layers()

    def refresh(self) -> None:
        """Draw all that is known now."""
        self._take_reference()
        self._name_units([unit.id for unit in self._stores.units.all()], anew=True)
        self._filter_units()
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
            (self._shown.shown_changed, self._show_layers),
            (stores.units.units_changed, self._take_units),
            (stores.units.positions_changed, self._move_units),
            (stores.cameras.cameras_changed, self._draw_cameras),
            (stores.cases.cases_changed, self._draw_cases),
            (stores.facilities.facilities_changed, self._draw_water),
            (stores.alarms.alarms_changed, self._draw_alarms),
            (stores.risks.risks_changed, self._draw_risks),
            (stores.fences.fences_changed, self._draw_fences),
            (self._map.view_changed, self._look),
            (stores.clock.second_passed, self._age_cases),
            (stores.clock.clock_changed, self._move_units),
        )

    def _on_setting(self, name: str) -> None:
        if name in ("theme", "language"):
            self._dress()
            if self._active:
                self.refresh()

    def _dress(self) -> None:
        self._map.set_theme(self._theme or self._settings.theme)
        self._map.set_language(self._settings.language)

    def _bare_ground(self) -> None:
        """Parts of the base map whose layers are off are not drawn, nor is a track while its layer is off."""
        leaves = [layer for layer in self._shown.leaves() if layer.kind is LayerKind.BASE]
        on = {code for drawn in self._shown.drawn(LayerKind.BASE) for code in drawn.layer.codes}
        without = sorted({code for layer in leaves for code in layer.codes} - on)
        if self._changed("without", without):
            self._map.command("base/without", "setBaseWithout", without)
        has_tracks = any(layer.kind is LayerKind.TRACKS for layer in self._shown.leaves())
        self._map.set_visible("track", not has_tracks or bool(self._shown.drawn(LayerKind.TRACKS)))

    def _show_layers(self) -> None:
        self._bare_ground()
        self._filter_units()
        self._move_units()
        self._outline_areas()
        self._refresh_still()

    def _changed(self, name: str, value: object) -> bool:
        if self._drawn.get(name) == value:
            return False
        self._drawn[name] = value
        return True

    def _marks(self, layer: str, marks: list[Mark], *kinds: LayerKind, above: bool = False) -> None:
        """One layer of the page for all layers of some kinds; the upper in the tree lies above the lower."""
        drawn = self._shown.drawn(*kinds)
        from_zoom = min((one.layer.from_zoom for one in drawn), default=0)
        order = -drawn[0].rank if drawn else 0
        if self._changed(layer, (marks, from_zoom, order if marks else 0)):
            self._map.set_marks(layer, marks, from_zoom=from_zoom, order=order, above_units=above)

    def _take_reference(self) -> None:
        reference = self._stores.reference
        if reference.map_base and self._changed("base", reference.map_base):
            self._map.set_base(reference.map_base)
        areas = reference.all_areas()
        if reference.outlines and self._changed("outlines", (reference.outlines, len(areas))):
            # The map itself knows a grid by its number within the community.
            self._names = {area.code: (area.name, area.gloss) for area in areas if area.level is not AreaLevel.GRID}
            self._map.set_outlines(reference.outlines, self._names, self._styles_on())
            self._changed("styles", self._styles_on())
        self._outline_areas()
        self._bare_ground()
        city = reference.city
        if city is not None and self._changed("city", city.code):
            (south, west), (north, east) = city.south_west, city.north_east
            self._map.limit_to((west, south, east, north))
            self.show_city()

    def _styles_on(self) -> tuple[AreaStyle, ...]:
        levels = {code for drawn in self._shown.drawn(LayerKind.AREAS) for code in drawn.layer.codes}
        digits = {LEVEL_DIGITS[AreaLevel(level)] for level in levels}
        return tuple(style for style in self._styles if style.digits in digits)

    def _outline_areas(self) -> None:
        styles = self._styles_on()
        self._map.set_visible("areas", bool(styles))
        if self._names and self._changed("styles", styles):
            self._map.publish("area-names", encode_area_names(self._names, styles))

    def _take_units(self, ids: list[int]) -> None:
        self._renamed.update(ids)
        if not self._names_rest.isActive():
            self._name_changed()
        self._filter_units()
        self._move_units()

    def _name_changed(self) -> None:
        if self._renamed:
            self._name_units(list(self._renamed))
            self._names_rest.start()

    def _name_units(self, ids: list[int], *, anew: bool = False) -> None:
        """Names of some units, or of these and no others; told only if one of them reads otherwise than before."""
        units, language = self._stores.units, self._settings.language
        names = {} if anew else dict(self._unit_names)
        for unit_id in ids:
            unit = units.get(unit_id)
            if unit is None:
                names.pop(unit_id, None)
            else:
                status = words.unit_status_word(unit.status)
                names[unit_id] = f"{unit.callsign} {words.named(unit, language)}\n{status}"
        self._renamed.clear()
        if names != self._unit_names:
            self._unit_names = names
            self._map.set_unit_names(names)

    def _filter_units(self) -> None:
        scope = self._scope
        shown = units_shown(self._stores, self._shown.drawn(LayerKind.UNITS), scope.status, scope.street)
        self._groups = np.where(shown, _DRAWN, 0).astype(np.uint16)

    def _move_units(self) -> None:
        units, clock = self._stores.units, self._stores.clock
        if len(self._groups) != len(units.ids):
            return  # a newcomer's names and groups come with the same frame's `units_changed`
        now_ms = clock.now_ms()
        body = encode_units(
            ids=units.ids,
            lat_deg=units.lat,
            lon_deg=units.lon,
            heading_deg=units.heading,
            age_s=(now_ms - units.fix_ms) / 1000.0,
            kind=units.kind,
            status=units.status,
            group=self._groups,
            speed_mps=units.speed,
            now_ms=now_ms,
            rate=0.0 if clock.paused else clock.rate,
        )
        self._map.publish("units", body)

    def _refresh_still(self) -> None:
        self._draw_cameras()
        self._draw_cases()
        self._draw_water()
        self._draw_alarms()
        self._draw_risks()

    def _draw_cameras(self) -> None:
        self._draw_views()
        layers = self._shown.drawn(LayerKind.CAMERAS)
        self._marks("cameras", still.camera_marks(self._stores, self._scope, layers), LayerKind.CAMERAS)

    def _draw_risks(self) -> None:
        layers = self._shown.drawn(LayerKind.RISKS)
        self._marks("risks", still.risk_marks(self._stores, self._scope, layers), LayerKind.RISKS)

    def _draw_fences(self) -> None:
        layers = self._shown.drawn(LayerKind.FENCES)
        figures = fence_figures(self._stores, self._scope, layers, self._settings.language)
        if self._changed("fences", figures):
            self._map.set_figures("fences", figures)

    def _look(self, bounds: Bounds, zoom: int) -> None:
        self._bounds, self._zoom = bounds, zoom
        self._draw_views()

    def _draw_views(self) -> None:
        """Fields of view only of cameras in sight, and only where the map is near enough to read them."""
        layers = [one for one in self._shown.drawn(LayerKind.VIEWS) if one.layer.from_zoom <= self._zoom]
        figures = overlays.camera_views(self._stores, self._scope, layers, self._bounds)
        if self._changed("views", figures):
            self._map.set_figures("views", figures)

    def _age_cases(self) -> None:
        """Time alone changes cases only when a limit of one passes."""
        now_utc = self._stores.clock.now_utc()
        if self._cases_hold is not None:
            from_utc, until_utc = self._cases_hold
            if from_utc <= now_utc and (until_utc is None or now_utc < until_utc):
                return
        self._draw_cases()

    def _draw_cases(self) -> None:
        now_utc = self._stores.clock.now_utc()
        limits = (limit for limit in overlays.case_limits(self._stores) if limit >= now_utc)
        self._cases_hold = now_utc, min(limits, default=None)
        layers = self._shown.drawn(LayerKind.CASES)
        self._marks("cases", still.case_marks(self._stores, self._scope, layers), LayerKind.CASES)
        ended = self._shown.drawn(LayerKind.ENDED_CASES)
        marks = still.ended_case_marks(self._stores, self._scope, ended)
        self._marks("ended_cases", marks, LayerKind.ENDED_CASES)
        self._tint()
        heat = overlays.heat_body(self._stores, self._scope, self._shown.drawn(LayerKind.HEAT))
        if self._changed("heat", heat):
            self._map.publish("heat", heat)

    def _draw_water(self) -> None:
        layers = self._shown.drawn(LayerKind.LOW_POINTS)
        self._marks("low_points", still.low_point_marks(self._stores, self._scope, layers), LayerKind.LOW_POINTS)
        self._tint()

    def _tint(self) -> None:
        fills = still.fills(self._stores, self._scope, self._shown.drawn(LayerKind.FILLS))
        if self._changed("fills", fills):
            self._map.set_fills(fills)

    def _draw_alarms(self) -> None:
        layers, water = self._shown.drawn(LayerKind.ALARMS), bool(self._shown.drawn(LayerKind.LOW_POINTS))
        marks = still.alarm_marks(self._stores, layers, water_drawn=water)
        self._marks("alarms", marks, LayerKind.ALARMS, above=True)
        warned = self._shown.drawn(LayerKind.WARNINGS)
        figures: list[Figure] = still.warning_figures(self._stores, self._settings.language, warned)
        if self._changed("warnings", figures):
            self._map.set_figures("warnings", figures)
        self._draw_fences()
