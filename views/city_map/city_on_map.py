"""The city on a map: everything that the stores know, drawn while somebody looks at it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime

from PySide6.QtCore import QObject, SignalInstance

from app.domain.layers import LayerKind
from app.stores import Stores
from app.stores.settings import Settings
from views.city_map import overlays, still
from views.city_map.areas_on_map import AreasOnMap
from views.city_map.fence_figures import fence_figures
from views.city_map.last_told import LastTold
from views.city_map.looks import AREA_STYLES
from views.city_map.order import from_below, uppermost_rank
from views.city_map.scope import WHOLE, Scope
from views.city_map.shown import ShownLayers
from views.city_map.units_on_map import UnitsOnMap
from widgets.map import AreaStyle, Figure, MapView, Mark
from widgets.map.marks import Bounds

_LINES = (LayerKind.WARNINGS, LayerKind.FENCES, LayerKind.VIEWS, LayerKind.TRACKS)
# What the page calls a kind whose place it is told.
_PAGE_NAMES = {
    LayerKind.AREAS: "areas",
    LayerKind.COMPONENTS: "components",
    LayerKind.WARNINGS: "warnings",
    LayerKind.FENCES: "fences",
    LayerKind.VIEWS: "views",
    LayerKind.TRACKS: "track",
}


class CityOnMap(QObject):
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
        self._scope, self._theme = scope, theme
        self._units = UnitsOnMap(map_view, stores, settings, shown, scope)
        self._areas = AreasOnMap(map_view, stores, shown, styles)
        self._told = LastTold()
        self._bounds: Bounds = (0.0, 0.0, 0.0, 0.0)
        self._zoom = 0
        # From and until when the cases stay as drawn if none changes; None while none was drawn.
        self._cases_hold: tuple[datetime, datetime | None] | None = None
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
            self._units.rest()

    def show_stores(self, stores: Stores) -> None:
        """Draw other stores from now on, as a replay does."""
        active = self._active
        self.set_active(False)
        self._stores = self._units.stores = self._areas.stores = stores
        self.set_active(active)

    def set_scope(self, scope: Scope) -> None:
        """Show what `scope` lets through."""
        self._scope = self._units.scope = scope
        if self._active:
            self._show_layers()

    def refresh(self) -> None:
        """Draw all that is known now."""
        self._areas.refresh()
        self._show_track()
        self._arrange()
        self._units.refresh()
        self._refresh_still()

    def show_city(self) -> None:
        """Look at the whole city."""
        self._areas.show_city()

    def _links(self) -> tuple[tuple[SignalInstance, Callable[..., object]], ...]:
        stores = self._stores
        return (
            (stores.reference.reference_changed, self.refresh),
            (self._shown.shown_changed, self._show_layers),
            (stores.units.units_changed, self._units.take),
            (stores.units.positions_changed, self._units.move),
            (stores.cameras.cameras_changed, self._draw_cameras),
            (stores.cases.cases_changed, self._draw_cases),
            (stores.facilities.facilities_changed, self._draw_water),
            (stores.alarms.alarms_changed, self._draw_alarms),
            (stores.risks.risks_changed, self._draw_risks),
            (stores.fences.fences_changed, self._draw_fences),
            (self._map.view_changed, self._look),
            (stores.clock.second_passed, self._age_cases),
            (stores.clock.clock_changed, self._units.move),
        )

    def _on_setting(self, name: str) -> None:
        if name in ("theme", "language"):
            self._dress()
            if self._active:
                self.refresh()

    def _dress(self) -> None:
        self._map.set_theme(self._theme or self._settings.theme)
        self._map.set_language(self._settings.language)

    def _show_layers(self) -> None:
        self._areas.show_layers()
        self._show_track()
        self._arrange()
        self._units.cut()
        self._refresh_still()

    def _show_track(self) -> None:
        """A track is not drawn while its layer is off."""
        has_tracks = any(layer.kind is LayerKind.TRACKS for layer in self._shown.leaves())
        drawn = self._shown.drawn(LayerKind.TRACKS)
        strength = max((one.opacity for one in drawn), default=1.0)
        if self._told.is_news("track", (has_tracks, bool(drawn), strength)):
            self._map.set_visible("track", not has_tracks or bool(drawn))
            self._map.command("track/strength", "setTrackStrength", strength)

    def _arrange(self) -> None:
        """Marks carry their own order; what lies under them is told in one."""
        outlines = [_PAGE_NAMES[kind] for kind in from_below(self._shown, (LayerKind.AREAS, LayerKind.COMPONENTS))]
        lines = [_PAGE_NAMES[kind] for kind in from_below(self._shown, _LINES)]
        if self._told.is_news("order", (outlines, lines)):
            self._map.command("order", "setOrder", outlines, lines)

    def _marks(self, layer: str, marks: list[Mark], kind: LayerKind) -> None:
        """One layer of the page for all layers of a kind; the upper in the tree lies above the lower, and above the
        units if it is above theirs. Alarms lie above all.
        """
        drawn = self._shown.drawn(kind)
        from_zoom = min((one.layer.from_zoom for one in drawn), default=0)
        rank, units = uppermost_rank(drawn), uppermost_rank(self._shown.drawn(LayerKind.UNITS))
        alarms = kind is LayerKind.ALARMS
        order = 1 if alarms else -(rank or 0)
        above = alarms or (rank is not None and units is not None and rank < units)
        if self._told.is_news(layer, (marks, from_zoom, (order, above) if marks else ())):
            self._map.set_marks(layer, marks, from_zoom=from_zoom, order=order, above_units=above)

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
        if self._told.is_news("fences", figures):
            self._map.set_figures("fences", figures)

    def _look(self, bounds: Bounds, zoom: int) -> None:
        self._bounds, self._zoom = bounds, zoom
        self._draw_views()

    def _draw_views(self) -> None:
        """Fields of view only of cameras in sight, and only where the map is near enough to read them."""
        layers = [one for one in self._shown.drawn(LayerKind.VIEWS) if one.layer.from_zoom <= self._zoom]
        figures = overlays.camera_views(self._stores, self._scope, layers, self._bounds)
        if self._told.is_news("views", figures):
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
        if self._told.is_news("heat", heat):
            self._map.publish("heat", heat)

    def _draw_water(self) -> None:
        layers = self._shown.drawn(LayerKind.LOW_POINTS)
        self._marks("low_points", still.low_point_marks(self._stores, self._scope, layers), LayerKind.LOW_POINTS)
        self._tint()

    def _tint(self) -> None:
        fills = still.fills(self._stores, self._scope, self._shown.drawn(LayerKind.FILLS))
        if self._told.is_news("fills", fills):
            self._map.set_fills(fills)

    def _draw_alarms(self) -> None:
        layers, water = self._shown.drawn(LayerKind.ALARMS), bool(self._shown.drawn(LayerKind.LOW_POINTS))
        marks = still.alarm_marks(self._stores, layers, water_drawn=water)
        self._marks("alarms", marks, LayerKind.ALARMS)
        warned = self._shown.drawn(LayerKind.WARNINGS)
        figures: list[Figure] = still.warning_figures(self._stores, self._settings.language, warned)
        if self._told.is_news("warnings", figures):
            self._map.set_figures("warnings", figures)
        self._draw_fences()
