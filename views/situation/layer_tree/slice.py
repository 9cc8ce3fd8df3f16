"""Joins the layer tree to the screen: drawer, tool button and key, counts, legend, and what this machine remembers."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer, SignalInstance
from PySide6.QtWidgets import QToolButton

from app.actions import Actions
from app.domain.layers import LayerKind
from app.stores import Stores
from app.stores.settings import Settings
from views.city_map.components import ComponentLayers
from views.city_map.scope import Scope
from views.city_map.shown import ShownLayers
from views.situation.area_card import area_card
from views.situation.component_card import component_card, component_fault_word
from views.situation.layer_tree.city_files import CityFiles
from views.situation.layer_tree.counts import LayerCounts
from views.situation.layer_tree.drawer import LayerDrawer
from views.situation.layer_tree.health import LayerHealth
from views.situation.layer_tree.legend import legend_rows
from views.situation.layer_tree.misplaced import Misplaced
from views.situation.layer_tree.sets import LayerSets
from views.situation.selection import Card, Selection
from views.situation.stage import MapStage
from widgets.icons import bind_icon
from widgets.key_cap import set_tooltip
from widgets.language_watch import LanguageWatch
from widgets.map import MapView
from widgets.map.marks import Bounds

# Counts follow at most this often, and only while the drawer is open.
_COUNT_MS = 400
_SAVE_MS = 600
_SHOWN_KEY, _LEGEND_KEY = "layers-shown", "legend"


class LayerTools(QObject):
    """The layers of one map. `health` takes what other parts know to be wrong with a layer."""

    def __init__(
        self,
        stage: MapStage,
        map_view: MapView,
        stores: Stores,
        actions: Actions,
        settings: Settings,
        shown: ShownLayers,
    ) -> None:
        super().__init__(stage)
        self._map, self._stores, self._settings, self._shown = map_view, stores, settings, shown
        self._scope, self._bounds = Scope(), (-180.0, -90.0, 180.0, 90.0)
        self.health = LayerHealth(map_view, stores.clock)
        self.health.setParent(self)
        self._misplaced = Misplaced(self.health, stores)
        self._files = CityFiles(self.health, stores.reference)
        self.drawer = LayerDrawer(shown, self.health, LayerSets(stores, settings), settings)
        self.button = QToolButton()
        self.button.setCheckable(True)
        bind_icon(self.button, "stack-2")
        self._counts = LayerCounts(stores)
        self.components = ComponentLayers(map_view, stores, actions, shown)
        self._soon = QTimer(self, interval=_COUNT_MS, singleShot=True)
        self._later = QTimer(self, interval=_SAVE_MS, singleShot=True)
        self.drawer.hide()
        stage.set_drawer(self.drawer)
        stage.add_tool(self.button)
        shown.restore(settings.state(_SHOWN_KEY))
        self.drawer.legend.setChecked(settings.state(_LEGEND_KEY) == b"1")
        self._connect()
        self.drawer.installEventFilter(self)
        LanguageWatch(self.drawer, self.retranslate)
        self.retranslate()

    def set_scope(self, scope: Scope) -> None:
        """Count only what the street and status let through."""
        self._scope = scope
        self._count_soon()

    def retranslate(self) -> None:
        self.button.setShortcut("L")
        set_tooltip(self.button, self.tr("Layers"), "L")
        self.health.retranslate()
        self._misplaced.tell()
        self._files.tell()
        self._components_changed()
        self._draw_legend()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Show:
            self._count()
        return False

    def _connect(self) -> None:
        stores = self._stores
        self.button.toggled.connect(self._open)
        self.drawer.legend_switched.connect(self._switch_legend)
        self.components.changed.connect(self._components_changed)
        self._shown.shown_changed.connect(self._draw_legend)
        self._shown.shown_changed.connect(self._later.start)
        self._later.timeout.connect(lambda: self._settings.set_state(_SHOWN_KEY, self._shown.keep()))
        self._soon.timeout.connect(self._count)
        self._map.view_changed.connect(self._look)
        stores.reference.reference_changed.connect(self._count_soon)
        self._follow(stores, True)

    def show_stores(self, stores: Stores) -> None:
        """Count other stores from now on, as a replay does."""
        self._follow(self._stores, False)
        self._stores = stores
        self._counts.show_stores(stores)
        self._misplaced.show_stores(stores)
        self._follow(stores, True)
        self._count_soon()

    def _follow(self, stores: Stores, on: bool) -> None:
        links: list[tuple[SignalInstance, Callable[..., object]]] = [
            (stores.units.units_changed, self._counts.units_changed)
        ]
        links += [
            (signal, self._count_soon)
            for signal in (
                stores.units.units_changed,
                stores.cases.cases_changed,
                stores.cameras.cameras_changed,
                stores.facilities.facilities_changed,
                stores.alarms.alarms_changed,
                stores.risks.risks_changed,
                stores.clock.second_passed,
            )
        ]
        for signal, slot in links:
            if on:
                signal.connect(slot)
            else:
                signal.disconnect(slot)

    def card(self, selection: Selection) -> Card | None:
        """What is known of a component that was clicked on the map, or of an area with the components in it."""
        stores, language = self._stores, self._settings.language
        if selection.noun == "components":
            return component_card(stores, self.components, selection.number, language)
        area = stores.reference.area(str(selection.id))
        if area is None:
            return None
        return area_card(stores, area, language, self.components.counts_in(area.code))

    def reveal(self, layer_id: str) -> None:
        """Switch a layer on and show it in the tree."""
        self._shown.switch([layer_id], True)
        self.button.setChecked(True)
        self.drawer.reveal(layer_id)

    def _components_changed(self) -> None:
        parts, said = self.components, []
        if parts.missing == "unreached":
            said.append(self.tr("not fetched: the server cannot be reached"))
        elif parts.missing == "unread":
            said.append(self.tr("not shown: this machine could not prepare them"))
        elif parts.missing:
            said.append(self.tr("not shown: what came is cut short"))
        if parts.not_arrived:
            form = self.tr("cut short: {n} of {all} did not come")
            said.append(form.format(n=f"{parts.not_arrived:,}", all=f"{parts.total:,}"))
        if parts.faults:
            left_out = sum(parts.faults.values())
            reasons = [component_fault_word(fault) for fault in parts.faults]
            form = self.tr("{n} of {all} points left out or not known: {why}")
            said.append(form.format(n=f"{left_out:,}", all=f"{parts.total:,}", why=", ".join(dict.fromkeys(reasons))))
        self.health.put(LayerKind.COMPONENTS, "points", "; ".join(said))
        self._count_soon()

    def _open(self, on: bool) -> None:
        self.drawer.setVisible(on)
        self.components.count_all(on)
        if on:
            self.drawer.field.setFocus()
        else:
            self._map.setFocus()

    def _switch_legend(self, on: bool) -> None:
        self._settings.set_state(_LEGEND_KEY, b"1" if on else b"0")
        self._draw_legend()

    def _draw_legend(self) -> None:
        rows = legend_rows(self._shown, self.drawer.name_of) if self.drawer.legend.isChecked() else []
        self._map.command("legend", "setLegend", self.tr("Legend"), rows)

    def _look(self, bounds: Bounds, _zoom: int) -> None:
        self._bounds = bounds
        self._count_soon()

    def _count_soon(self) -> None:
        if self.drawer.isVisible() and not self._soon.isActive():
            self._soon.start()

    def _count(self) -> None:
        if not self.drawer.isVisible():
            return
        pairs = self._counts.count(self._shown.leaves(), self._scope, self._bounds) | self.components.counts()
        self.drawer.model.set_counts({layer_id: f"{seen:,} / {every:,}" for layer_id, (seen, every) in pairs.items()})
