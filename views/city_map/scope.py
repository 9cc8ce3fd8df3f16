"""What narrows the map beside its layers: a status, a street; and the eight quick switches over the layers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.domain.areas import AreaLevel
from app.domain.facilities import LowPointKind
from app.domain.layers import Layer, LayerKind
from app.domain.units import VEHICLE_KINDS, UnitKind


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """`status` is a status code of the unit columns, None for everybody on duty; `street` a street code, "" for all.

    `shallow_labels` writes the depth of water that has no level yet, too.
    """

    status: int | None = None
    street: str = ""
    shallow_labels: bool = True

    def covers(self, area_code: str) -> bool:
        """True if a thing of that area is shown."""
        return area_code.startswith(self.street)


WHOLE = Scope()

# Each chip stands for the layers of a kind that cut by a property no further than these codes, whatever their ids are.
_CHIPS: dict[str, tuple[LayerKind, str, frozenset[str]]] = {
    "officers": (LayerKind.UNITS, "kind", frozenset({UnitKind.OFFICER})),
    "collectors": (LayerKind.UNITS, "kind", frozenset({UnitKind.COLLECTOR})),
    "vehicles": (LayerKind.UNITS, "kind", frozenset(VEHICLE_KINDS)),
    "cameras": (LayerKind.CAMERAS, "state", frozenset({"online", "offline"})),
    "cases": (LayerKind.CASES, "", frozenset()),
    "low_points": (LayerKind.LOW_POINTS, "kind", frozenset(LowPointKind)),
    "rain": (LayerKind.FILLS, "rain", frozenset({"rate"})),
    "areas": (LayerKind.AREAS, "level", frozenset(AreaLevel)),
}
CHIPS = tuple(_CHIPS)


def chip_layers(layers: Iterable[Layer], chip: str) -> list[str]:
    """The ids of the layers behind a chip; [] where the city has none of them."""
    kind, by, codes = _CHIPS[chip]
    return [layer.id for layer in layers if layer.kind is kind and layer.by == by and codes.issuperset(layer.codes)]


def chip_of(kind: UnitKind) -> str:
    """The chip that a unit's kind stands behind."""
    return next(chip for chip, (noun, _by, codes) in _CHIPS.items() if noun is LayerKind.UNITS and kind in codes)
