"""Map views (常用视图): where it looks, and what is drawn there."""

from __future__ import annotations

import math
from collections.abc import Collection
from dataclasses import dataclass, field
from datetime import datetime

from app.domain.errors import Refusal
from app.domain.positions import is_on_earth
from app.domain.units import UnitStatus

LONGEST_NAME = 64
# What a large city's catalogue has, and room.
_MOST_LAYERS = 2_000
_LONGEST_LAYER_ID = 128
_ZOOMS = range(1, 23)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapViewLayers:
    """The layers that are on, opacities 0..1 where they are not 1, and the order of siblings where it was changed."""

    on: tuple[str, ...] = ()
    opacity: dict[str, float] = field(default_factory=dict)
    order: dict[str, tuple[str, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class MapLook:
    """What a map view shows: the middle of the map in WGS 84 degrees, its zoom, its layers, and what narrows it.

    `status` None is everybody on duty, `street` "" the whole city.
    """

    lat_deg: float
    lon_deg: float
    zoom: int
    layers: MapViewLayers
    status: UnitStatus | None = None
    street: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SharedMapView:
    """A map view that a seat shares with its area, until `deleted_utc`. `owner_id` is the account that shared it."""

    id: int
    version: int
    name: str
    look: MapLook
    area_code: str
    owner_id: int
    made_by: str
    made_utc: datetime
    deleted_utc: datetime | None = None


def require_map_view(name: str, look: MapLook) -> None:
    """Refuse a map view that no map can show: `view_name`, `view_place`, `view_layers`."""
    if not name.strip() or len(name) > LONGEST_NAME:
        raise Refusal("view_name", f"A view needs a name of up to {LONGEST_NAME} characters.")
    if not is_on_earth(look.lat_deg, look.lon_deg) or look.zoom not in _ZOOMS:
        raise Refusal("view_place", "The view looks at no place of the map.")
    layers = look.layers
    lists: list[Collection[str]] = [layers.on, layers.opacity, layers.order, *layers.order.values()]
    short = all(len(layer_id) <= _LONGEST_LAYER_ID for ids in lists for layer_id in ids)
    strong = all(math.isfinite(value) and 0.0 <= value <= 1.0 for value in layers.opacity.values())
    if not (short and strong) or sum(map(len, lists)) > _MOST_LAYERS:
        raise Refusal("view_layers", "The layers of the view are odd.")
