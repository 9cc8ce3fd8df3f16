"""Axes that can be read: times in the city's zone, whole values."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

import pyqtgraph as pg

_STEPS_S = (1, 5, 15, 30, 60, 300, 600, 900, 1800, 3600, 7200, 10800, 21600, 43200, 86400)
_LABEL_ROOM_PX = 72


class TimeAxis(pg.AxisItem):
    """Unix seconds shown as HH:mm (HH:mm:ss under a minute's spacing, MM-dd from a day's)."""

    def __init__(self, utc_offset_s: int) -> None:
        super().__init__("bottom")
        self._utc_offset_s = utc_offset_s
        self.setHeight(26)

    def tickSpacing(self, low: float, high: float, size: float) -> list[tuple[float, float]]:
        fits = max(1.0, size / _LABEL_ROOM_PX)
        step = next((s for s in _STEPS_S if (high - low) / s <= fits), _STEPS_S[-1])
        return [(float(step), float(-self._utc_offset_s % step))]

    def tickStrings(self, values: Sequence[float], scale: float, spacing: float) -> list[str]:
        form = "%H:%M:%S" if spacing < 60 else "%m-%d" if spacing >= 86400 else "%H:%M"
        return [datetime.fromtimestamp(value + self._utc_offset_s, UTC).strftime(form) for value in values]


def value_axis(most: float | None = None) -> pg.AxisItem:
    """The axis at the left, wide enough for five digits. With `most`, what no value can pass (100 of a percentage), its
    ticks, in fifths, end there, whatever room the plot leaves above for numbers.
    """
    axis = pg.AxisItem("left")
    axis.setWidth(48)
    axis.setStyle(autoExpandTextSpace=False)
    if most is not None:
        axis.setTicks([[(most * fifth / 5, f"{most * fifth / 5:g}") for fifth in range(6)]])
    return axis
