"""The map views that an account has saved on this machine."""

from __future__ import annotations

from dataclasses import dataclass

import msgspec

from app.domain.map_views import MapLook
from app.stores import Stores
from app.stores.settings import Settings

_KEY = "map-views"


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnMapView:
    """One view; its name is its own among an account's."""

    name: str
    look: MapLook


class OwnMapViews:
    """Kept in the machine's settings, by login. What is kept and cannot be read is as if there were none."""

    def __init__(self, stores: Stores, settings: Settings) -> None:
        self._stores, self._settings = stores, settings

    def all(self) -> list[OwnMapView]:
        """By name."""
        kept = self._settings.state(self._key())
        try:
            return msgspec.json.decode(kept, type=list[OwnMapView]) if kept else []
        except msgspec.DecodeError:
            return []

    def get(self, name: str) -> OwnMapView | None:
        return next((view for view in self.all() if view.name == name), None)

    def keep(self, view: OwnMapView) -> None:
        """Save it in the place of one of that name."""
        self._write([*(one for one in self.all() if one.name != view.name), view])

    def drop(self, name: str) -> None:
        self._write([one for one in self.all() if one.name != name])

    def _write(self, views: list[OwnMapView]) -> None:
        ordered = sorted(views, key=lambda view: view.name)
        self._settings.set_state(self._key(), msgspec.json.encode(ordered))

    def _key(self) -> str:
        account = self._stores.session.account
        return f"{_KEY}/{account.login if account is not None else ''}"
