"""Orders on shared map views: share one, take one away."""

from __future__ import annotations

from app.actions.desk import OrderDesk
from app.api.order_bodies import Note, SaveMapView
from app.api.orders import PendingOrder
from app.domain.map_views import MapLook, SharedMapView, require_map_view


class MapViewActions:
    def __init__(self, desk: OrderDesk) -> None:
        self._desk = desk

    def save(self, name: str, look: MapLook) -> PendingOrder:
        """Share a view with everybody in this seat's area."""
        self._desk.require_role("save_map_view")
        require_map_view(name, look)
        return self._desk.give("save_map_view", SaveMapView(name=name.strip(), look=look))

    def delete(self, view: SharedMapView) -> PendingOrder:
        """Share it no more; the server refuses who is neither its owner nor a leader."""
        self._desk.require_role("delete_map_view")
        return self._desk.give("delete_map_view", Note(), view.id, view.version)
