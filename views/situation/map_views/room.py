"""Map views: a tool, its panel, and the way from a view to the map and back."""

from __future__ import annotations

import msgspec
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QToolButton

from app.actions import Actions
from app.api.orders import PendingOrder
from app.domain.map_views import MapLook, MapViewLayers, SharedMapView
from app.domain.orders import OrderState
from app.domain.units import STATUS_CODES
from app.stores import Stores
from app.stores.settings import Settings
from views.city_map.scope import Scope
from views.city_map.shown import ShownLayers
from views.situation.deeds import Deeds
from views.situation.layer_bar import LayerBar
from views.situation.map_views.own import OwnMapView, OwnMapViews
from views.situation.map_views.panel import MapViewsPanel
from views.situation.stage import MapStage
from widgets.icons import bind_icon
from widgets.key_cap import set_tooltip
from widgets.language_watch import LanguageWatch
from widgets.map import MapView

KEY = "W"


class MapViewsRoom(QObject):
    """Own views lie in the settings of this machine, shared ones on the server."""

    def __init__(
        self,
        stage: MapStage,
        map_view: MapView,
        stores: Stores,
        actions: Actions,
        settings: Settings,
        shown: ShownLayers,
        bar: LayerBar,
    ) -> None:
        super().__init__(stage)
        self._map, self._stores, self._actions = map_view, stores, actions
        self._shown, self._bar = shown, bar
        self._own = OwnMapViews(stores, settings)
        self._deeds = Deeds(stores, actions)
        # Orders that the server has not answered yet: names of views that are shared, and views that are deleted.
        self._sharing: dict[str, str] = {}
        self._deleting: dict[str, SharedMapView] = {}
        self.panel = MapViewsPanel()
        self.panel.hide()
        self.button = QToolButton()
        self.button.setCheckable(True)
        bind_icon(self.button, "bookmark")
        stage.add_tool(self.button)
        stage.set_side(self.panel)
        self._connect()
        LanguageWatch(self.panel, self.retranslate)
        self.retranslate()

    def _connect(self) -> None:
        panel = self.panel
        self.button.toggled.connect(self._open)
        self._deeds.told.connect(panel.tell)
        self._stores.map_views.map_views_changed.connect(self._refresh)
        self._stores.session.session_changed.connect(self._change_hands)
        self._stores.outbox.outbox_changed.connect(self._drop_withdrawn)
        self._actions.order_settled.connect(self._settled)
        panel.view_chosen.connect(self._go)
        panel.save_requested.connect(self._save)
        panel.share_requested.connect(self._share)
        panel.delete_requested.connect(self._delete)
        panel.undo.undo_requested.connect(self._undo)
        panel.closed.connect(lambda: self.button.setChecked(False))

    def look(self) -> MapLook:
        """What the map shows now."""
        lat_deg, lon_deg, zoom = self._map.looking_at
        scope = self._bar.scope()
        return MapLook(
            lat_deg=round(lat_deg, 6),
            lon_deg=round(lon_deg, 6),
            zoom=zoom,
            layers=msgspec.json.decode(self._shown.keep(), type=MapViewLayers),
            status=None if scope.status is None else STATUS_CODES[scope.status],
            street=scope.street,
        )

    def show_look(self, look: MapLook) -> None:
        """Bring the map to what a view shows; layers and streets that are gone since are left out."""
        self._shown.restore(msgspec.json.encode(look.layers))
        status = None if look.status is None else STATUS_CODES.index(look.status)
        self._bar.set_scope(Scope(status=status, street=look.street))
        self._map.fly_to(look.lat_deg, look.lon_deg, look.zoom)

    def retranslate(self) -> None:
        set_tooltip(self.button, self.tr("Map views"), KEY)
        self.button.setShortcut(KEY)

    def _open(self, on: bool) -> None:
        self.panel.setVisible(on)
        if on:
            self.panel.tell("")
            self._refresh()
            self.panel.views.setFocus()
        else:
            self._map.setFocus()

    def _refresh(self) -> None:
        if self.panel.isVisible():
            shared = self._stores.map_views.all()
            may_share = self._actions.may("save_map_view")
            self.panel.show_views(self._own.all(), shared, self._sharing.values(), may_share=may_share)

    def _change_hands(self) -> None:
        """Another account sees its own views, and takes back nothing that the former one did."""
        self._sharing.clear()
        self._deleting.clear()
        self.panel.forget()
        self._refresh()

    def _settled(self, order: PendingOrder) -> None:
        deleted = self._deleting.pop(order.key, None)
        if deleted is not None and order.state is not OrderState.FAILED:
            self._offer_undo(deleted)
        if self._sharing.pop(order.key, None) is not None:
            self._refresh()

    def _drop_withdrawn(self) -> None:
        """An order that was taken back is never answered."""
        held = {order.key for order in self._stores.outbox.orders()}
        if gone := self._sharing.keys() - held:
            self._sharing = {key: name for key, name in self._sharing.items() if key not in gone}
            self._refresh()

    def _find(self, key: object) -> OwnMapView | SharedMapView | None:
        kind, name = key if isinstance(key, tuple) else ("", "")
        return self._own.get(str(name)) if kind == "own" else self._stores.map_views.get(int(name or 0))

    def _go(self, key: object) -> None:
        view = self._find(key)
        if view is not None:
            self.show_look(view.look)

    def _save(self, name: str) -> None:
        self._own.keep(OwnMapView(name=name, look=self.look()))
        self._refresh()
        self.panel.mark(("own", name))

    def _share(self, key: object) -> None:
        view = self._find(key)
        if view is None or view.name in self._sharing.values():
            return
        pending = self._deeds.give(lambda: self._actions.map_views.save(view.name, view.look))
        if pending is not None:
            self._sharing[pending.key] = view.name
            self._refresh()

    def _delete(self, key: object) -> None:
        view = self._find(key)
        if view is None:
            return
        if isinstance(view, SharedMapView):
            pending = self._deeds.give(lambda: self._actions.map_views.delete(view))
            if pending is not None:
                self._deleting[pending.key] = view
        else:
            self._own.drop(view.name)
            self._refresh()
            self._offer_undo(view)

    def _offer_undo(self, view: OwnMapView | SharedMapView) -> None:
        self.panel.undo.offer(self.tr("Deleted: {name}").format(name=view.name), view)

    def _undo(self, view: object) -> None:
        if isinstance(view, OwnMapView):
            self._own.keep(view)
            self._refresh()
        elif isinstance(view, SharedMapView) and self._stores.map_views.get(view.id) is None:
            self._deeds.give(lambda: self._actions.map_views.save(view.name, view.look))
