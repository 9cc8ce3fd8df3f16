"""Which thematic layers are on, how strongly, which lies above which: one truth for map, chips, tree and legend."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterable, Sequence
from contextlib import suppress
from dataclasses import dataclass
from enum import Enum

from PySide6.QtCore import QObject, Signal

from app.domain.layers import Layer, LayerKind, children_of, leaves_under


class Check(Enum):
    """How much of a layer or group is on."""

    OFF = 0
    PART = 1
    ON = 2


@dataclass(frozen=True, slots=True)
class Drawn:
    """A layer that is on. `rank` counts from the top of the tree, 0 lies above all; `opacity` is 0..1."""

    layer: Layer
    rank: int
    opacity: float


class ShownLayers(QObject):
    """`shown_changed()` after anything changed: what is on, an opacity, the order, the catalogue itself.

    An id that the catalogue does not know is ignored, so that what was kept outlives a change of the catalogue.
    """

    shown_changed = Signal()

    def __init__(self, layers: Sequence[Layer] = ()) -> None:
        super().__init__()
        self._catalogue: tuple[Layer, ...] = ()
        self._below: dict[str, list[Layer]] = {}
        self._by_id: dict[str, Layer] = {}
        self._on: set[str] = set()
        self._opacity: dict[str, float] = {}
        self._order: dict[str, list[str]] = {}
        self._kept: bytes = b""
        self._drawn: tuple[Drawn, ...] | None = None
        if layers:
            self.take(layers)

    # ---- the catalogue -------------------------------------------------------------------------------------------
    def take(self, layers: Sequence[Layer]) -> None:
        """A catalogue, parents before children; what was on in the former one, or kept, stays on."""
        fresh = tuple(layers)
        if fresh == self._catalogue:
            return
        first = not self._catalogue
        known = set(self._by_id)
        self._catalogue = fresh
        self._by_id = {layer.id: layer for layer in fresh}
        self._arrange()
        leaves = [layer for layer in fresh if layer.kind is not LayerKind.GROUP]
        self._on = {leaf.id for leaf in leaves if leaf.id in self._on or (leaf.on and leaf.id not in known)}
        if first and self._kept:
            self._restore_now()
        self._changed()

    def layer(self, layer_id: str) -> Layer | None:
        return self._by_id.get(layer_id)

    def below(self, layer_id: str) -> Sequence[Layer]:
        """In the order as arranged, the first on top; "" gives the top."""
        return self._below.get(layer_id, ())

    def leaves(self, layer_id: str = "") -> list[Layer]:
        """What draws something at or under an id, top first."""
        layer = self._by_id.get(layer_id)
        if layer is not None and layer.kind is not LayerKind.GROUP:
            return [layer]
        return list(leaves_under(self._below, layer_id))

    # ---- what is on ----------------------------------------------------------------------------------------------
    def check(self, layer_id: str) -> Check:
        leaves = self.leaves(layer_id)
        on = sum(leaf.id in self._on for leaf in leaves)
        return Check.OFF if on == 0 else Check.ON if on == len(leaves) else Check.PART

    def is_on(self, layer_id: str) -> bool:
        """True if it or anything under it is drawn."""
        return self.check(layer_id) is not Check.OFF

    def switch(self, layer_ids: Iterable[str], on: bool) -> None:
        """Layers, or all that is under groups, on or off."""
        leaves = {leaf.id for layer_id in layer_ids for leaf in self.leaves(layer_id) if layer_id}
        wanted = self._on | leaves if on else self._on - leaves
        if wanted != self._on:
            self._on = wanted
            self._changed()

    def show_only(self, layer_ids: Collection[str]) -> None:
        """A saved choice: these, and everything else off."""
        wanted = {leaf.id for layer_id in layer_ids for leaf in self.leaves(layer_id) if layer_id in self._by_id}
        if wanted != self._on:
            self._on = wanted
            self._changed()

    def on(self) -> frozenset[str]:
        """The ids of what is drawn."""
        return frozenset(self._on)

    def drawn(self, *kinds: LayerKind) -> list[Drawn]:
        """What is on of these kinds, or of all, top first."""
        if self._drawn is None:
            self._drawn = tuple(
                Drawn(leaf, rank, self._whole_opacity(leaf))
                for rank, leaf in enumerate(self.leaves())
                if leaf.id in self._on
            )
        return [drawn for drawn in self._drawn if not kinds or drawn.layer.kind in kinds]

    # ---- how strongly, and in which order ------------------------------------------------------------------------
    def opacity(self, layer_id: str) -> float:
        """Its own, 0..1; a group's counts for all under it as well."""
        return self._opacity.get(layer_id, 1.0)

    def set_opacity(self, layer_id: str, opacity: float) -> None:
        bounded = min(1.0, max(0.0, opacity))
        if bounded != self.opacity(layer_id):
            self._opacity[layer_id] = bounded
            self._changed()

    def move(self, layer_id: str, place: int) -> None:
        """Put a layer at a place among its siblings; 0 is on top."""
        layer = self._by_id[layer_id]
        siblings = [one.id for one in self._below[layer.parent]]
        was = siblings.index(layer_id)
        siblings.remove(layer_id)
        siblings.insert(max(0, min(len(siblings), place)), layer_id)
        if siblings.index(layer_id) != was:
            self._order[layer.parent] = siblings
            self._arrange()
            self._changed()

    # ---- to keep -------------------------------------------------------------------------------------------------
    def keep(self) -> bytes:
        """What `restore` takes."""
        kept = {"on": sorted(self._on), "opacity": self._opacity, "order": self._order}
        return json.dumps(kept, ensure_ascii=False).encode()

    def restore(self, kept: bytes) -> None:
        """As it was kept; odd bytes change nothing. Before a catalogue came it waits for one."""
        self._kept = kept
        if kept and self._catalogue:
            self._restore_now()
            self._changed()

    def _restore_now(self) -> None:
        with suppress(ValueError, TypeError, KeyError, AttributeError):
            kept = json.loads(self._kept)
            on = {str(one) for one in kept["on"] if one in self._by_id}
            opacity = {str(one): min(1.0, max(0.0, float(value))) for one, value in kept["opacity"].items()}
            order = {str(parent): [str(one) for one in ones] for parent, ones in kept["order"].items()}
            self._on, self._opacity, self._order = on, opacity, order
            self._arrange()

    def _arrange(self) -> None:
        self._below = children_of(self._catalogue)
        for parent, order in self._order.items():
            if parent in self._below:
                place = {layer_id: n for n, layer_id in enumerate(order)}
                self._below[parent].sort(key=lambda layer: place.get(layer.id, len(place)))

    def _whole_opacity(self, leaf: Layer) -> float:
        opacity, at = self.opacity(leaf.id), leaf.parent
        while at:
            opacity *= self.opacity(at)
            at = self._by_id[at].parent
        return round(opacity, 3)

    def _changed(self) -> None:
        self._drawn = None
        self.shown_changed.emit()
