"""Bars, and bars of several parts."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent

from widgets.chart import Chart
from widgets.chart_axes import value_axis
from widgets.theme import HINT_PX, font, theme
from widgets.tokens import Tone


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar of one or more parts from the base up: (value, tone), in the order of the chart's part names."""

    key: Hashable
    label: str
    parts: tuple[tuple[float, str], ...]

    def total(self) -> float:
        return sum(value for value, _tone in self.parts)


class BarChart(Chart):
    """Bars, one or more parts each (stacked), each with its total above; labels too long for their bar give way.

    `most` is what no bar can pass, such as 100 of a percentage: the axis then always ends there.
    """

    def __init__(self, *, most: float | None = None) -> None:
        super().__init__({"left": value_axis(most)})
        self._most = most
        self._bars: tuple[Bar, ...] = ()

    def set_bars(self, bars: Sequence[Bar], part_names: Sequence[str] = ()) -> None:
        """Replace all bars; `part_names` name the parts from the base up, for the legend."""
        self._bars = tuple(bars)
        tones = [tone for _value, tone in self._bars[0].parts] if self._bars else []
        self._legend.set_names(list(zip(part_names, tones, strict=False)))
        self._set_data(empty=not self._bars)

    def _draw(self, item: pg.PlotItem) -> None:
        if not self._bars:
            return
        look, count = theme(), len(self._bars)
        base = np.zeros(count)
        for part in range(max(len(bar.parts) for bar in self._bars)):
            heights = np.array([bar.parts[part][0] if part < len(bar.parts) else 0.0 for bar in self._bars])
            brushes = [
                pg.mkBrush(look.mark(bar.parts[part][1] if part < len(bar.parts) else Tone.NONE)) for bar in self._bars
            ]
            pens = [pg.mkPen(look.color("panel"))] * count
            item.addItem(
                pg.BarGraphItem(x=np.arange(count), y0=base, height=heights, width=0.64, brushes=brushes, pens=pens)
            )
            base = base + heights
        for n, bar in enumerate(self._bars):
            color = look.color("text" if n == self._chosen else "text_second")
            number = pg.TextItem(f"{bar.total():g}", color, anchor=(0.5, 1))
            number.setFont(font(HINT_PX, bold=n == self._chosen))
            number.setPos(n, float(base[n]))
            item.addItem(number)
        item.getAxis("bottom").setTicks([[(n, self._short(bar.label)) for n, bar in enumerate(self._bars)]])
        item.setXRange(-0.6, count - 0.4, padding=0)
        # Room above for the number of the highest bar.
        top = 1.1 * self._most if self._most is not None else 1.2 * float(base.max())
        item.setYRange(0, top or 1.0, padding=0)

    def _short(self, text: str) -> str:
        """Cut a label to its bar's share of the width."""
        room = max(20, (self.width() - 64) // max(1, len(self._bars)) - 4)
        return self.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, room)

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._dirty = True  # labels are cut to the width
        self._redraw_if_seen()

    def _keys(self) -> tuple[Hashable, ...]:
        return tuple(bar.key for bar in self._bars)

    def _nearest(self, x: float) -> int:
        n = round(x)
        return n if 0 <= n < len(self._bars) else -1
