"""The units of a city on a map: where they are as columns, their names, and which of them the layers draw."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QObject, QTimer

from app.domain.layers import LayerKind
from app.domain.units import FRESHNESS_LIMITS_S
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.city_map.cuts import unit_strengths
from views.city_map.looks import UNIT_COLOURS, UNIT_SHAPES
from views.city_map.scope import Scope
from views.city_map.shown import ShownLayers
from widgets.map import MapView, encode_units

# Rows of the unit columns bear this group while no layer draws them, else a group for each strength.
_NOT_DRAWN = 0
# Names of a large city are much to tell: at most this often.
_NAMES_MS = 1000


class UnitsOnMap(QObject):
    """Every position goes, in columns; names go gathered, and only if one of them reads otherwise than before.

    `stores` and `scope` are those that are drawn from now on; nothing is drawn before somebody says so.
    """

    def __init__(self, map_view: MapView, stores: Stores, settings: Settings, shown: ShownLayers, scope: Scope) -> None:
        super().__init__(map_view)
        self._map, self._settings, self._shown = map_view, settings, shown
        self.stores, self.scope = stores, scope
        self._groups = np.zeros(0, dtype=np.uint16)
        self._names: dict[int, str] = {}
        self._renamed: set[int] = set()
        self._names_rest = QTimer(self, interval=_NAMES_MS, singleShot=True)
        self._names_rest.timeout.connect(self._name_changed)
        self._strengths: list[float] = []
        self._draw_with([1.0])

    def refresh(self) -> None:
        """All units as they are now."""
        self._name([unit.id for unit in self.stores.units.all()], anew=True)
        self.cut()

    def rest(self) -> None:
        """Tell no more names that wait to be told."""
        self._names_rest.stop()

    def take(self, ids: list[int]) -> None:
        """These units have changed, come or gone."""
        self._renamed.update(ids)
        if not self._names_rest.isActive():
            self._name_changed()
        self.cut()

    def cut(self) -> None:
        """Draw those that the layers and the scope let through."""
        scope = self.scope
        strength = unit_strengths(self.stores, self._shown.drawn(LayerKind.UNITS), scope.status, scope.street)
        found = np.unique(strength[strength > 0.0])
        self._groups = np.where(strength > 0.0, np.searchsorted(found, strength) + 1, _NOT_DRAWN).astype(np.uint16)
        if len(found):
            self._draw_with(found.tolist())
        self.move()

    def _draw_with(self, strengths: list[float]) -> None:
        """Opacities of the groups that are drawn, from the first."""
        if strengths != self._strengths:
            self._strengths = strengths
            by_group = strengths if len(strengths) == 1 else [0.0, *strengths]
            self._map.set_unit_style(UNIT_SHAPES, UNIT_COLOURS, FRESHNESS_LIMITS_S, by_group)
            self._map.set_filter(groups=range(_NOT_DRAWN + 1, len(strengths) + 1))

    def move(self) -> None:
        """All positions as they are now."""
        units, clock = self.stores.units, self.stores.clock
        if len(self._groups) != len(units.ids):
            return  # a newcomer's names and groups come with the same frame's `units_changed`
        body = encode_units(
            ids=units.ids,
            lat_deg=units.lat,
            lon_deg=units.lon,
            heading_deg=units.heading,
            age_s=units.ages_s(),
            kind=units.kind,
            status=units.status,
            group=self._groups,
            speed_mps=units.speed,
            now_ms=clock.now_ms(),
            rate=0.0 if clock.paused else clock.rate,
        )
        self._map.publish("units", body)

    def _name_changed(self) -> None:
        if self._renamed:
            self._name(list(self._renamed))
            self._names_rest.start()

    def _name(self, ids: list[int], *, anew: bool = False) -> None:
        """Names of some units, or of these and no others."""
        units, language = self.stores.units, self._settings.language
        names = {} if anew else dict(self._names)
        for unit_id in ids:
            unit = units.get(unit_id)
            if unit is None:
                names.pop(unit_id, None)
            else:
                status = words.unit_status_word(unit.status)
                names[unit_id] = f"{unit.callsign} {words.named(unit, language)}\n{status}"
        self._renamed.clear()
        if names != self._names:
            self._names = names
            self._map.set_unit_names(names)
