"""Fences on the map: quiet lines, and a breached fence in the colour of its gravest open alarm."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace

from app.domain.fences import Fence, FenceRule
from app.stores import Stores
from views import words
from views.city_map.cuts import Picker
from views.city_map.scope import Scope
from views.city_map.shown import Drawn
from views.city_map.thing_looks import FENCE_COLOUR, fence_look
from widgets.map import Figure

FENCE_VALUES: dict[str, Callable[[Fence], str]] = {"rule": lambda fence: fence.rule}


def fence_figures(stores: Stores, scope: Scope, layers: Sequence[Drawn], language: str) -> list[Figure]:
    """All fences in force that a layer shows, the breached ones last, so that they lie on top."""
    picker = Picker(layers, FENCE_VALUES)
    if not picker:
        return []
    levels = stores.alarms.fence_levels()
    figures = []
    for fence in sorted(stores.fences.in_force(), key=lambda fence: fence.id in levels):
        near = scope.covers(fence.area_code) or scope.street.startswith(fence.area_code)
        drawn = picker.pick(fence) if near else None
        if drawn is None:
            continue
        level = levels.get(fence.id)
        figures.append(fence_figure(fence, level.value if level else FENCE_COLOUR, language, alpha=drawn.opacity))
    return figures


def fence_figure(fence: Fence, colour: str, language: str, *, alpha: float = 1.0) -> Figure:
    """One fence by its rule."""
    line = [(lon, lat) for lat, lon in fence.points]
    # The names of quiet routes would cover the map where many of them meet.
    named = fence.rule is not FenceRule.ROUTE or colour != FENCE_COLOUR
    label = words.named(fence, language) if named else ""
    return replace(fence_look(fence.rule, colour, alpha), points=line, label=label)
