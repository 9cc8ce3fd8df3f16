"""Thematic layers (专题图层) of the one map: what each draws, of which things, and how; data that a city brings along.

Layers form a tree. A layer of kind GROUP holds others and draws nothing. Every other layer is a cut through one kind of
thing: those whose property `by` is one of `codes`; with an empty `by` all of them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from app.domain.areas import AreaLevel
from app.domain.fences import FenceRule
from app.domain.units import UnitKind, UnitStatus


class LayerKind(StrEnum):
    """What a layer is made of. The properties that `by` may name stand behind each."""

    GROUP = "group"
    UNITS = "units"  # kind, status, talkgroup, department
    CAMERAS = "cameras"  # state (online, offline), turnable (yes, no)
    VIEWS = "views"  # fields of view of cameras; as CAMERAS
    CASES = "cases"  # open cases: category, stage, source, department, timer (overdue, urgent), water (yes)
    ENDED_CASES = "ended_cases"  # ended in the last 24 h: category
    COMPONENTS = "components"  # category; `states` narrows to some states
    LOW_POINTS = "low_points"  # kind, level (red, orange, yellow, none)
    RISKS = "risks"  # level, kind
    ALARMS = "alarms"  # kind
    WARNINGS = "warnings"  # type
    FILLS = "fills"  # areas tinted: rain (rate, hour), cases (a level of areas)
    HEAT = "heat"  # density of cases: span (open, day), category
    AREAS = "areas"  # level
    FENCES = "fences"  # rule
    TRACKS = "tracks"
    BASE = "base"  # part (names, buildings …)


@dataclass(frozen=True, slots=True, kw_only=True)
class Layer:
    """One node of the tree; siblings stand in the order in which they are listed, the first lies on top.

    `icon` and `colour` are the map's own words (`widgets.map.Mark`); an empty colour means that state colours each
    thing. Below `from_zoom` it is not drawn, or as dots. `on` is how a new seat finds it.
    """

    id: str
    parent: str
    name: str
    gloss: str
    kind: LayerKind
    by: str = ""
    codes: tuple[str, ...] = ()
    states: tuple[str, ...] = ()
    icon: str = "dot"
    colour: str = ""
    from_zoom: int = 0
    on: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerSet:
    """A named choice for a duty (日常, 防汛 …): the layers that are on; a group's id stands for all below it."""

    id: str
    name: str
    gloss: str
    layers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class LayerFaults:
    """What of a city's own catalogue could not be used. `torn`: nothing, so the usual layers stand in for it; else
    `left_out` names the rows that no layer was made of, by id or by number (`#3`).
    """

    torn: bool = False
    left_out: tuple[str, ...] = ()


NO_FAULTS = LayerFaults()


def children_of(layers: Iterable[Layer]) -> dict[str, list[Layer]]:
    """The children of each id, in order; "" holds the top."""
    below: dict[str, list[Layer]] = {}
    for layer in layers:
        below.setdefault(layer.parent, []).append(layer)
    return below


def leaves_under(below: Mapping[str, list[Layer]], layer_id: str) -> Iterator[Layer]:
    """The layers under an id that draw something, top first; of a leaf nothing."""
    for layer in below.get(layer_id, ()):
        if layer.kind is LayerKind.GROUP:
            yield from leaves_under(below, layer.id)
        else:
            yield layer


# What a layer may be cut by where a console knows every code there is: it draws each in a way of its own.
_KNOWN_CODES: Mapping[tuple[LayerKind, str], frozenset[str]] = {
    (LayerKind.FILLS, "cases"): frozenset(AreaLevel),
    (LayerKind.UNITS, "kind"): frozenset(UnitKind),
    (LayerKind.UNITS, "status"): frozenset(UnitStatus),
    (LayerKind.CASES, "timer"): frozenset({"overdue", "urgent", ""}),
    (LayerKind.FENCES, "rule"): frozenset(FenceRule),
}


def cuts_by_known_codes(layer: Layer) -> bool:
    """False for a layer that is cut by something there is not: by an area level, a unit's kind, a fence's rule …"""
    known = frozenset(AreaLevel) if layer.kind is LayerKind.AREAS else _KNOWN_CODES.get((layer.kind, layer.by))
    return known is None or known.issuperset(layer.codes)


def sound_tree(layers: Iterable[Layer]) -> tuple[list[Layer], list[str]]:
    """As `require_tree` wants them, and the ids that were left out: what stands twice, groups that hold nothing. What
    hangs on no group before it comes to the top.
    """
    kept: dict[str, Layer] = {}
    left_out: list[str] = []
    for layer in layers:
        above = kept.get(layer.parent)
        if layer.id in kept or not layer.id:
            left_out.append(layer.id)
        elif layer.parent and (above is None or above.kind is not LayerKind.GROUP):
            kept[layer.id] = replace(layer, parent="")
        else:
            kept[layer.id] = layer
    while True:
        held = {layer.parent for layer in kept.values()}
        empty = [layer.id for layer in kept.values() if layer.kind is LayerKind.GROUP and layer.id not in held]
        if not empty:
            return list(kept.values()), left_out
        for layer_id in empty:
            del kept[layer_id]
        left_out += empty


def require_tree(layers: Iterable[Layer]) -> None:
    """ValueError for an id that stands twice, a parent that is no group before it, or a group that holds nothing."""
    kinds: dict[str, LayerKind] = {}
    held = set[str]()
    for layer in layers:
        if layer.id in kinds or not layer.id:
            raise ValueError(f"layer {layer.id!r} stands twice or has no id")
        if layer.parent and kinds.get(layer.parent) is not LayerKind.GROUP:
            raise ValueError(f"layer {layer.id!r} hangs on {layer.parent!r}, which is no group before it")
        kinds[layer.id] = layer.kind
        held.add(layer.parent)
    empty = [layer_id for layer_id, kind in kinds.items() if kind is LayerKind.GROUP and layer_id not in held]
    if empty:
        raise ValueError(f"groups without layers: {', '.join(empty)}")
