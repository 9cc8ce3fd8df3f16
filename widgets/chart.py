"""Charts in the theme: time lines, bars and stacked bars. Hidden they do no work; a click opens what is behind."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from widgets.chart_axes import TimeAxis, value_axis
from widgets.empty_state import EmptyState
from widgets.legend import Legend
from widgets.text import ElidedLabel
from widgets.theme import BODY_PX, HINT_PX, ROW_PX, UNIT_PX, font, set_surface, theme
from widgets.tokens import Tone

pg.setConfigOptions(antialias=True)

_DASHES = (Qt.PenStyle.SolidLine, Qt.PenStyle.DashLine, Qt.PenStyle.DotLine, Qt.PenStyle.DashDotLine)


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line over time. `times_s` are Unix seconds, ascending; `values` as long; `keys` (or none) open a point."""

    name: str
    times_s: NDArray[np.float64]
    values: NDArray[np.float64]
    tone: str = Tone.ACCENT
    keys: tuple[Hashable, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Bar:
    """One bar of one or more parts from the base up: (value, tone), in the order of the chart's part names."""

    key: Hashable
    label: str
    parts: tuple[tuple[float, str], ...]

    def total(self) -> float:
        return sum(value for value, _tone in self.parts)


class _Plot(pg.PlotWidget):
    """A plot that stands still: no panning, no menu; it hands clicks and keys to its chart."""

    def __init__(self, chart: Chart, axes: dict[str, pg.AxisItem]) -> None:
        super().__init__(None, axisItems=axes)
        self._chart = chart
        item = self.getPlotItem()
        item.hideButtons()
        item.vb.setMouseEnabled(x=False, y=False)
        item.vb.setMenuEnabled(False)
        # pyqtgraph makes this menu as a window of its own; as a child it goes when the plot goes.
        item.ctrlMenu.setParent(self, item.ctrlMenu.windowFlags())
        item.setContentsMargins(0, UNIT_PX, UNIT_PX, 0)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setFrameShape(pg.PlotWidget.Shape.NoFrame)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        super().mouseReleaseEvent(event)
        if event.button() == Qt.MouseButton.LeftButton:
            scene = self.mapToScene(event.position().toPoint())
            self._chart.open_at(self.getPlotItem().vb.mapSceneToView(scene))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._chart.key_pressed(Qt.Key(event.key())):
            super().keyPressEvent(event)


class Chart(QWidget):
    """Title, current figure at the right, legend, plot, and the sentence of an empty chart.

    `point_requested(key)` fires when a point or bar is clicked, or Left and Right chose it and Enter opens it.
    """

    point_requested = Signal(object)

    def __init__(self, axes: dict[str, pg.AxisItem]) -> None:
        super().__init__()
        self._dirty = False
        self._chosen = -1
        set_surface(self, "panel")
        self._title = ElidedLabel(size_px=BODY_PX, bold=True)
        self._figure = ElidedLabel(size_px=BODY_PX, bold=True)
        self._legend = Legend()
        self._plot = _Plot(self, axes)
        self._empty = EmptyState()
        self._body = QStackedLayout()
        self._body.addWidget(self._empty)
        self._body.addWidget(self._plot)
        head = QHBoxLayout()
        head.setContentsMargins(2 * UNIT_PX, 0, 2 * UNIT_PX, 0)
        head.setSpacing(2 * UNIT_PX)
        head.addWidget(self._title)
        head.addWidget(self._legend, 1)
        head.addWidget(self._figure)
        self._title.setFixedHeight(ROW_PX + UNIT_PX)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, UNIT_PX)
        layout.setSpacing(0)
        layout.addLayout(head)
        layout.addLayout(self._body, 1)
        # Drawing waits for the loop: a show and a resize in one turn draw once, and nothing vanishes inside an event.
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.timeout.connect(self._redraw)
        theme().theme_changed.connect(self._dress)
        self._dress()

    def set_title(self, title: str, figure: str = "", tone: str = Tone.NONE) -> None:
        """The chart's name and the number that it stands at now."""
        self._title.set_text(title)
        self._figure.set_text(figure, tone)
        self.setAccessibleName(f"{title} {figure}".strip())

    def set_empty_text(self, title: str, hint: str = "") -> None:
        self._empty.set_text(title, hint)

    def key_pressed(self, key: Qt.Key) -> bool:
        """Left and Right choose a point, Enter opens it. True if the key was used."""
        keys = self._keys()
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and keys:
            step = 1 if key == Qt.Key.Key_Right else -1
            self._chosen = len(keys) - 1 if self._chosen < 0 else min(max(0, self._chosen + step), len(keys) - 1)
            self._redraw()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and 0 <= self._chosen < len(keys):
            self.point_requested.emit(keys[self._chosen])
            return True
        return False

    def open_at(self, point: QPointF) -> None:
        """Open what is nearest to a point in data coordinates."""
        n = self._nearest(point.x())
        keys = self._keys()
        if 0 <= n < len(keys):
            self._chosen = n
            self._redraw()
            self.point_requested.emit(keys[n])

    def is_drawn(self) -> bool:
        """False while new data wait for the chart to be seen."""
        return not self._dirty

    def plot_area(self) -> QWidget:
        """The part that can be clicked."""
        return self._plot

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._redraw_if_seen()

    def _set_data(self, empty: bool) -> None:
        self._body.setCurrentWidget(self._empty if empty else self._plot)
        self._dirty = True
        self._redraw_if_seen()

    def _redraw_if_seen(self) -> None:
        if self._dirty and self.isVisible():
            self._soon.start(0)

    def _redraw(self) -> None:
        if not self.isVisible():
            return
        self._dirty = False
        self._plot.getPlotItem().clear()
        self._draw(self._plot.getPlotItem())

    def _dress(self) -> None:
        look, item = theme(), self._plot.getPlotItem()
        self._plot.setBackground(look.color("panel"))
        for name in ("bottom", "left"):
            axis = item.getAxis(name)
            axis.setPen(pg.mkPen(look.color("line_strong")))
            axis.setTextPen(pg.mkPen(look.color("text_second")))
            axis.setTickFont(font(HINT_PX))
            axis.setStyle(tickLength=0)
        self._dirty = True
        self._redraw_if_seen()

    @abstractmethod
    def _draw(self, item: pg.PlotItem) -> None: ...

    @abstractmethod
    def _keys(self) -> tuple[Hashable, ...]: ...

    @abstractmethod
    def _nearest(self, x: float) -> int: ...


class LineChart(Chart):
    """Lines over time, drawn with differing dashes too, so that they can be told apart without colour.

    `utc_offset_s` is the city's offset from UTC, for the axis.
    """

    def __init__(self, *, utc_offset_s: int = 8 * 3600) -> None:
        super().__init__({"bottom": TimeAxis(utc_offset_s), "left": value_axis()})
        self._lines: tuple[Line, ...] = ()
        self._limit: tuple[float, str] | None = None

    def set_lines(self, lines: Sequence[Line], limit: tuple[float, str] | None = None) -> None:
        """Replace all lines; `limit` is (value, tone) of a horizontal line that must not be crossed."""
        self._lines = tuple(lines)
        self._limit = limit
        names = [(line.name, line.tone) for line in self._lines] if len(self._lines) > 1 else []
        self._legend.set_names(names)
        self._set_data(empty=not any(len(line.values) for line in self._lines))

    def _draw(self, item: pg.PlotItem) -> None:
        look, drawn = theme(), [line for line in self._lines if len(line.values)]
        if not drawn:
            return
        top = 0.0
        for n, line in enumerate(drawn):
            pen = pg.mkPen(look.mark(line.tone), width=2, style=_DASHES[n % len(_DASHES)])
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
        first = min(float(line.times_s[0]) for line in drawn)
        last = max(float(line.times_s[-1]) for line in drawn)
        item.setXRange(first, max(last, first + 60), padding=0.01)
        item.setYRange(0, top * 1.1 or 1.0, padding=0)

    def _keys(self) -> tuple[Hashable, ...]:
        return self._lines[0].keys if self._lines else ()

    def _nearest(self, x: float) -> int:
        if not self._lines or not len(self._lines[0].times_s):
            return -1
        return int(np.abs(self._lines[0].times_s - x).argmin())


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
