"""Which layer can lie above which. The map is built in storeys, and layers change places only within one: what is drawn
into the opaque ground cannot come to lie on marks, and a call for help is never covered.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from enum import Enum

from app.domain.layers import LayerKind
from views.city_map.shown import Drawn, ShownLayers


class Storey(Enum):
    """From the top down."""

    ALARMS = "alarms"
    MARKS = "marks"  # units and all still marks
    LINES = "lines"  # zones, routes, tracks, fields of view
    HEAT = "heat"
    OUTLINES = "outlines"  # outlines of areas, and components
    TINTS = "tints"
    BASE = "base"


STOREY_OF = {
    LayerKind.ALARMS: Storey.ALARMS,
    **dict.fromkeys(
        (
            LayerKind.UNITS,
            LayerKind.CASES,
            LayerKind.ENDED_CASES,
            LayerKind.LOW_POINTS,
            LayerKind.RISKS,
            LayerKind.CAMERAS,
        ),
        Storey.MARKS,
    ),
    **dict.fromkeys((LayerKind.WARNINGS, LayerKind.FENCES, LayerKind.VIEWS, LayerKind.TRACKS), Storey.LINES),
    LayerKind.HEAT: Storey.HEAT,
    **dict.fromkeys((LayerKind.AREAS, LayerKind.COMPONENTS), Storey.OUTLINES),
    LayerKind.FILLS: Storey.TINTS,
    LayerKind.BASE: Storey.BASE,
}
# Kinds whose own layers lie upon each other as the tree says. Units lie as they come, the gravest fence on top, the
# larger area above the smaller, and heat is one raster.
_SORTED = frozenset(
    {
        LayerKind.ALARMS,
        LayerKind.CASES,
        LayerKind.ENDED_CASES,
        LayerKind.LOW_POINTS,
        LayerKind.RISKS,
        LayerKind.CAMERAS,
        LayerKind.WARNINGS,
        LayerKind.COMPONENTS,
        LayerKind.FILLS,
    }
)


def storeys(shown: ShownLayers, layer_id: str) -> frozenset[Storey]:
    """Where a layer, or what is under a group, lies."""
    return frozenset(STOREY_OF[kind] for kind in _kinds(shown, layer_id))


def changes(shown: ShownLayers, one_id: str, other_id: str) -> bool:
    """Whether it can be seen which of two siblings lies above the other."""
    ones, others = _kinds(shown, one_id), _kinds(shown, other_id)
    return any(
        STOREY_OF[one] is STOREY_OF[other] and (one is not other or one in _SORTED) for one in ones for other in others
    )


def next_place(shown: ShownLayers, layer_id: str, by: int) -> int | None:
    """The place among its siblings where a layer goes by one step up (-1) or down (1): past the next one that it can be
    seen above or below of; None where there is none.
    """
    siblings = _siblings(shown, layer_id)
    place = siblings.index(layer_id) + by
    while 0 <= place < len(siblings):
        if changes(shown, layer_id, siblings[place]):
            return place
        place += by
    return None


def can_move(shown: ShownLayers, layer_id: str, place: int) -> bool:
    """Whether anything on the map changes when a layer is put at a place among its siblings."""
    siblings = _siblings(shown, layer_id)
    was = siblings.index(layer_id)
    passed = siblings[place:was] if place < was else siblings[was + 1 : place + 1]
    return any(changes(shown, layer_id, other) for other in passed)


def uppermost_rank(drawn: Collection[Drawn]) -> int | None:
    """A kind lies as its uppermost layer that is on; None where none is."""
    return min((one.rank for one in drawn), default=None)


def from_below(shown: ShownLayers, kinds: Sequence[LayerKind]) -> list[LayerKind]:
    """Kinds of which a layer is on, the lowest first."""
    ranks = {kind: rank for kind in kinds if (rank := uppermost_rank(shown.drawn(kind))) is not None}
    return sorted(ranks, key=lambda kind: -ranks[kind])


def _kinds(shown: ShownLayers, layer_id: str) -> frozenset[LayerKind]:
    return frozenset(leaf.kind for leaf in shown.leaves(layer_id))


def _siblings(shown: ShownLayers, layer_id: str) -> list[str]:
    layer = shown.layer(layer_id)
    return [one.id for one in shown.below(layer.parent)] if layer is not None else []
