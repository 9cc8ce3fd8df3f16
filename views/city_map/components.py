"""Components (部件) on the map: fetched when the first layer of them is switched on, cut by what the tree says."""

from __future__ import annotations

import asyncio
import logging
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
from PySide6.QtCore import QObject, Signal

from app.actions import Actions, Refusal, SignedOut, Unreachable
from app.api.cache import cache_folder
from app.domain.component_points import STATES, ComponentPoints, decode_arrived
from app.domain.layers import Layer, LayerKind
from app.stores import Stores
from views.city_map.component_file import ComponentFile, component_file
from views.city_map.shown import Drawn, ShownLayers
from widgets.map import MapView, PointCut, PointLayers

_log = logging.getLogger(__name__)

_STATES_AT_MOST = 8
_DEGREES_PER_UNIT = 1e-7
# What is further from the city than its own edge and this much is no component of it.
_MARGIN_DEG = 0.02
_TROUBLE_SIZE = 1.6


@dataclass(frozen=True)
class _Loaded:
    points: ComponentPoints
    drawn: ComponentFile
    codes: dict[str, int]
    by_code: npt.NDArray[np.int64]  # (categories, states): how many in the city


def point_size(layer: Layer) -> float:
    """Of a component's disc: those in trouble are larger."""
    return _TROUBLE_SIZE if layer.states else 1.0


class ComponentLayers(QObject):
    """`changed()` when counts, or what is wrong with the components, have changed.

    `faults` says how many of `total` were left out and why; `missing` why there are none: unreached, torn, unread (this
    machine could not prepare them), or "". Another account at the seat begins without any.
    """

    changed = Signal()

    def __init__(self, map_view: MapView, stores: Stores, actions: Actions, shown: ShownLayers) -> None:
        super().__init__(map_view)
        self._stores, self._actions, self._shown = stores, actions, shown
        self.points = PointLayers(map_view)
        self.faults: dict[str, int] = {}
        self.missing = ""
        self._loaded: _Loaded | None = None
        self._loading = False
        self._load = 0  # the newest load; an answer to an older one is thrown away
        self._count_all = self._wanted = False
        self._cut: list[str] = []
        self._by_area: dict[str, dict[str, int]] = {}
        self._in_view: dict[str, int] = {}
        self.points.counted.connect(self._counted)
        self.points.refused.connect(self._refused)
        shown.shown_changed.connect(self.follow)
        stores.reference.reference_changed.connect(self.follow)
        stores.session.session_changed.connect(self._forget)

    @property
    def total(self) -> int:
        """Components that there are, with those that did not arrive."""
        return len(self._loaded.points.lat) + self.not_arrived if self._loaded is not None else 0

    @property
    def not_arrived(self) -> int:
        """Components of which no place came, in a body that was cut short."""
        return self._loaded.points.missing if self._loaded is not None else 0

    def count_all(self, on: bool) -> None:
        """Count layers that are off, too, as long as somebody looks at their counts."""
        self._count_all = on
        self.follow()

    def counts(self) -> dict[str, tuple[int, int]]:
        """In the view and in the city, by layer; what is not counted is left out."""
        return {
            layer.id: (self._in_view.get(layer.id, 0), self._in_city(layer))
            for layer in self._shown.leaves()
            if layer.kind is LayerKind.COMPONENTS and self._loaded is not None
        }

    def counts_in(self, area_code: str) -> dict[str, int] | None:
        """How many of each category stand in an area; None, and they are fetched, while they are not here."""
        if self._loaded is None:
            self._wanted = True
            if not self.missing:  # what failed is asked again when the link is back, not with every look at a card
                self.follow()
            return None
        known = self._by_area.get(area_code)
        if known is None:
            part = self._loaded.points.within(area_code)
            counts = np.bincount(part.category, minlength=len(self._loaded.codes))
            known = {code: int(counts[place]) for code, place in self._loaded.codes.items() if counts[place]}
            self._by_area[area_code] = known
        return known

    def row(self, mark_id: int) -> tuple[str, str, str] | None:
        """Category, state and grid code of a point that was clicked on the map."""
        loaded = self._loaded
        if loaded is None or not 0 <= mark_id < len(loaded.drawn.order):
            return None
        row, points = int(loaded.drawn.order[mark_id]), loaded.points
        return points.category_of(row), STATES[points.state[row]], points.grid_of(row)

    def code(self, mark_id: int) -> str:
        """The code of a point that was clicked; "" for one that is not there any more."""
        loaded = self._loaded
        if loaded is None or not 0 <= mark_id < len(loaded.drawn.order):
            return ""
        return loaded.points.code_of(int(loaded.drawn.order[mark_id]))

    def find(self, code: str) -> int | None:
        """The point on the map of a component's own code; None, and they are fetched, while they are not here."""
        if self._loaded is None:
            self._wanted = True
            self.follow()
            return None
        row = self._loaded.points.row_of(code)
        if row is None:
            return None
        marks = np.flatnonzero(self._loaded.drawn.order == row)
        return int(marks[0]) if len(marks) else None

    def place(self, mark_id: int) -> tuple[float, float] | None:
        """(lat, lon) of a point that was clicked."""
        loaded = self._loaded
        if loaded is None or not 0 <= mark_id < len(loaded.drawn.order):
            return None
        row = int(loaded.drawn.order[mark_id])
        return float(loaded.points.lat[row]) * _DEGREES_PER_UNIT, float(loaded.points.lon[row]) * _DEGREES_PER_UNIT

    def follow(self) -> None:
        """Draw what is on; fetch the components if they are needed and not here."""
        drawn = self._shown.drawn(LayerKind.COMPONENTS)
        if self._loaded is None:
            if (
                (drawn or self._count_all or self._wanted)
                and not self._loading
                and self._stores.reference.city is not None
            ):
                self._loading, self._load = True, self._load + 1
                self._loading = self._actions.spawn(self._fetch(self._load)) is not None and self._loading
            return
        cuts, ids = [], []
        for one in reversed(drawn):
            cuts.append(self._cut_of(one, self._loaded.codes))
            ids.append(one.layer.id)
        if self._count_all:
            for layer in self._shown.leaves():
                if layer.kind is LayerKind.COMPONENTS and layer.id not in ids:
                    cuts.append(self._cut_of(Drawn(layer, 0, 0.0), self._loaded.codes, drawn=False))
                    ids.append(layer.id)
        self._cut = ids
        self.points.show(cuts)

    def _cut_of(self, one: Drawn, codes: dict[str, int], *, drawn: bool = True) -> PointCut:
        layer = one.layer
        return PointCut(
            categories=frozenset(codes[code] for code in layer.codes if code in codes) if layer.by else None,
            states=frozenset(STATES.index(state) for state in layer.states if state in STATES) or None,
            colour=layer.colour or "second",
            size=point_size(layer),
            opacity=one.opacity,
            drawn=drawn,
        )

    def _in_city(self, layer: Layer) -> int:
        assert self._loaded is not None
        rows = [self._loaded.codes[code] for code in layer.codes if code in self._loaded.codes]
        table = self._loaded.by_code if not layer.by else self._loaded.by_code[rows]
        columns = [STATES.index(state) for state in layer.states if state in STATES]
        return int(table[:, columns].sum() if columns else table.sum())

    def _forget(self) -> None:
        """What one account was given, another may not see."""
        self._load += 1
        self._loaded, self._loading, self._wanted, self.missing = None, False, False, ""
        self.faults, self._cut, self._by_area, self._in_view = {}, [], {}, {}
        self.points.clear()
        self.changed.emit()
        if self._stores.session.account is not None:
            self.follow()

    async def _fetch(self, load: int) -> None:
        city = self._stores.reference.city
        assert city is not None
        (south, west), (north, east) = city.south_west, city.north_east
        bounds = (west - _MARGIN_DEG, south - _MARGIN_DEG, east + _MARGIN_DEG, north + _MARGIN_DEG)
        loaded, missing = None, "unread"
        try:
            body = await self._actions.queries.components()
            if load != self._load:
                return
            loaded, missing = await asyncio.to_thread(_prepare, body, bounds), ""
        except (Unreachable, SignedOut, Refusal, ValueError) as fault:
            _log.info("components could not be taken: %s", fault)
            missing = "torn" if isinstance(fault, ValueError) else "unreached"
        except Exception:
            _log.exception("components could not be prepared")
        finally:
            if load == self._load:
                self._loading = False
        if load == self._load:
            self._take(loaded, missing)

    def _take(self, loaded: _Loaded | None, missing: str) -> None:
        self.missing, self._loaded = missing, loaded
        if loaded is not None:
            self.points.set_points(loaded.drawn.file, loaded.drawn.faults)
            self.follow()
        self.changed.emit()

    def _counted(self, _total: int, by_cut: list[int]) -> None:
        self._in_view = dict(zip(self._cut, by_cut, strict=False))
        self.changed.emit()

    def _refused(self, faults: dict[str, int]) -> None:
        self.faults = faults
        self.changed.emit()


def _prepare(body: bytes, bounds: tuple[float, float, float, float]) -> _Loaded:
    """Heavy for a large city, so it runs in a worker. ValueError for a body without its index."""
    points = decode_arrived(body)
    codes = {code.decode("ascii"): place for place, code in enumerate(points.categories)}
    drawn = component_file(points, bounds, cache_folder() / "points")
    key = points.category.astype(np.int64) * _STATES_AT_MOST + np.minimum(points.state, _STATES_AT_MOST - 1)
    table = np.bincount(key, minlength=len(codes) * _STATES_AT_MOST)[: len(codes) * _STATES_AT_MOST]
    return _Loaded(points, drawn, codes, table.reshape(len(codes), _STATES_AT_MOST))
