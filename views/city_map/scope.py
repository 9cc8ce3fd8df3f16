"""What the map is let to show: layers, a status, a street."""

from __future__ import annotations

from dataclasses import dataclass

from views.city_map.looks import CHIP_KINDS, ON_DUTY

UNIT_CHIPS = tuple(CHIP_KINDS)
LAYERS = (*UNIT_CHIPS, "cameras", "cases", "low_points", "rain", "areas")
DEFAULT_LAYERS = frozenset(LAYERS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Scope:
    """`status` is a status code of the unit columns, None for everybody on duty; `street` a street code, "" for all.

    `shallow_labels` writes the depth of water that has no level yet, too.
    """

    layers: frozenset[str] = DEFAULT_LAYERS
    status: int | None = None
    street: str = ""
    shallow_labels: bool = True

    def kinds(self) -> frozenset[int]:
        """Unit kinds that are shown."""
        return frozenset().union(*(CHIP_KINDS[chip] for chip in UNIT_CHIPS if chip in self.layers))

    def statuses(self) -> frozenset[int]:
        return ON_DUTY if self.status is None else frozenset({self.status})

    def covers(self, area_code: str) -> bool:
        """True if a thing of that area is shown."""
        return area_code.startswith(self.street)


WHOLE = Scope()
