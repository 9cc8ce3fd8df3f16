"""Lines over time."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import Qt

from widgets.chart import Chart
from widgets.chart_axes import TimeAxis, value_axis
from widgets.theme import theme
from widgets.tokens import Tone

_DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)


def _dash(n: int) -> Qt.PenStyle:
    return _DASHES[n % len(_DASHES)]


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line over time. `times_s` are Unix seconds, ascending; `values` as long; `keys` (or none) open a point."""

    name: str
    times_s: NDArray[np.float64]
    values: NDArray[np.float64]
    tone: str = Tone.ACCENT
    keys: tuple[Hashable, ...] = ()


class LineChart(Chart):
    """Lines over time, drawn with differing dashes too, so that they can be told apart without colour.

    `utc_offset_s` is the city's offset from UTC, for the axis.
    """

    def __init__(self, *, utc_offset_s: int = 8 * 3600) -> None:
        super().__init__({"bottom": TimeAxis(utc_offset_s), "left": value_axis()}, legend_below=True)
        self._lines: tuple[Line, ...] = ()
        self._limit: tuple[float, str] | None = None
        self._span_s: tuple[float, float] | None = None

    def set_lines(
        self,
        lines: Sequence[Line],
        limit: tuple[float, str] | None = None,
        span_s: tuple[float, float] | None = None,
    ) -> None:
        """Replace all lines; `limit` is (value, tone) of a horizontal line that must not be crossed, `span_s` the first
        and last moment of the axis where it is not that of the lines.
        """
        self._lines = tuple(lines)
        self._limit, self._span_s = limit, span_s
        names = [(line.name, line.tone) for line in self._lines] if len(self._lines) > 1 else []
        self._legend.set_names(names, [_dash(n) for n in range(len(names))])
        self._set_data(empty=not any(len(line.values) for line in self._lines))

    def _draw(self, item: pg.PlotItem) -> None:
        look, drawn = theme(), [line for line in self._lines if len(line.values)]
        if not drawn:
            return
        top = 0.0
        for n, line in enumerate(self._lines):
            if not len(line.values):
                continue
            pen = pg.mkPen(look.mark(line.tone), width=2, style=_dash(n))
            item.addItem(pg.PlotCurveItem(line.times_s, line.values, pen=pen, connect="finite"))
            if len(line.values) == 1:  # a curve through one point is nothing to see
                item.addItem(pg.ScatterPlotItem(line.times_s, line.values, size=8, pen=pen, brush=pen.color()))
            top = max(top, float(np.nanmax(line.values)))
        if self._limit is not None:
            pen = pg.mkPen(look.mark(self._limit[1]), width=1, style=Qt.PenStyle.DashLine)
            item.addItem(pg.InfiniteLine(self._limit[0], 0, pen))
            top = max(top, self._limit[0])
        if 0 <= self._chosen < len(drawn[0].times_s):
            item.addItem(pg.InfiniteLine(float(drawn[0].times_s[self._chosen]), 90, pg.mkPen(look.color("accent"))))
        first, last = self._span_s or (
            min(float(line.times_s[0]) for line in drawn),
            max(float(line.times_s[-1]) for line in drawn),
        )
        item.setXRange(first, max(last, first + 60), padding=0.01)
        item.setYRange(0, top * 1.1 or 1.0, padding=0)

    def _keys(self) -> tuple[Hashable, ...]:
        return self._lines[0].keys if self._lines else ()

    def _nearest(self, x: float) -> int:
        if not self._lines or not len(self._lines[0].times_s):
            return -1
        return int(np.abs(self._lines[0].times_s - x).argmin())
