"""Map views (常用视图) that seats share."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QObject, Signal

from app.domain.map_views import SharedMapView


class MapViewStore(QObject):
    map_views_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._views: dict[int, SharedMapView] = {}
        self._changed = False

    def get(self, view_id: int) -> SharedMapView | None:
        return self._views.get(view_id)

    def all(self) -> list[SharedMapView]:
        """By name; without those that were deleted."""
        return sorted(self._views.values(), key=lambda view: (view.name, view.id))

    def write(self, views: Iterable[SharedMapView]) -> None:
        """Take new states."""
        for view in views:
            self._changed = True
            if view.deleted_utc is None:
                self._views[view.id] = view
            else:
                self._views.pop(view.id, None)

    def replace(self, views: Iterable[SharedMapView]) -> None:
        """Forget what is known and take a snapshot."""
        self._views, self._changed = {}, True
        self.write(views)

    def announce(self) -> None:
        if self._changed:
            self._changed = False
            self.map_views_changed.emit()
