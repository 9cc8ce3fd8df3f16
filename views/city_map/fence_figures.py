"""Fences on the map: quiet lines, and a breached fence in the colour of its gravest open alarm."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from app.domain.fences import Fence, FenceRule
from app.stores import Stores
from views import words
from views.city_map.cuts import Picker
from views.city_map.scope import Scope
from views.city_map.shown import Drawn
from widgets.map import Figure

FENCE_VALUES: dict[str, Callable[[Fence], str]] = {"rule": lambda fence: fence.rule}
_QUIET = "second"
_QUIET_FILL, _LOUD_FILL = 0.04, 0.1


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
        figures.append(fence_figure(fence, level.value if level else _QUIET, language, alpha=drawn.opacity))
    return figures


def fence_figure(fence: Fence, colour: str, language: str, *, alpha: float = 1.0) -> Figure:
    """One fence; a route is dotted, a zone to stay in dashed, a zone to keep out of has a whole line."""
    line = [(lon, lat) for lat, lon in fence.points]
    name, quiet = words.named(fence, language), colour == _QUIET
    if fence.rule is FenceRule.ROUTE:
        # The names of quiet routes would cover the map where many of them meet.
        label = "" if quiet else name
        return Figure(kind="line", points=line, colour=colour, dashed=True, label=label, alpha=alpha)
    fill = _QUIET_FILL if quiet else _LOUD_FILL
    dashed = fence.rule is FenceRule.KEEP_IN
    return Figure(kind="area", points=line, colour=colour, dashed=dashed, fill=fill, label=name, alpha=alpha)
