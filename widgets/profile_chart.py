"""A profile over time that follows the pointer: what it points at can be shown elsewhere, and the other way round."""

from __future__ import annotations

from collections.abc import Sequence

import pyqtgraph as pg
from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent

from widgets.line_chart import Line, LineChart
from widgets.theme import theme


class ProfileChart(LineChart):
    """A line chart with spans that stand out, such as stops. `pointed(float | None)`: the time under the pointer."""

    pointed = Signal(object)

    def __init__(self, *, utc_offset_s: int = 8 * 3600) -> None:
        super().__init__(utc_offset_s=utc_offset_s)
        self._spans: tuple[tuple[float, float], ...] = ()
        self._cursor_s: float | None = None
        self._cursor = pg.InfiniteLine(0, 90)
        self._plot.setMouseTracking(True)
        self._plot.viewport().setMouseTracking(True)
        self._plot.viewport().installEventFilter(self)

    def set_profile(self, line: Line, spans: Sequence[tuple[float, float]] = ()) -> None:
        """Another profile; `spans` are (from, to) in Unix seconds."""
        self._spans = tuple(spans)
        self._cursor_s = None
        self.set_lines([line])

    def point_at(self, time_s: float | None) -> None:
        """Stand the cursor at a time; None takes it away."""
        self._cursor_s = time_s
        if time_s is not None:
            self._cursor.setValue(time_s)
        self._cursor.setVisible(time_s is not None)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.MouseMove and isinstance(event, QMouseEvent) and self._lines:
            scene = self._plot.mapToScene(event.position().toPoint())
            time_s = float(self._plot.getPlotItem().vb.mapSceneToView(scene).x())
            self.point_at(time_s)
            self.pointed.emit(time_s)
        elif event.type() == QEvent.Type.Leave:
            self.point_at(None)
            self.pointed.emit(None)
        return False

    def _draw(self, item: pg.PlotItem) -> None:
        look = theme()
        shade, edge = pg.mkBrush(look.color("raised")), pg.mkPen(None)
        for span in self._spans:
            item.addItem(pg.LinearRegionItem(span, movable=False, brush=shade, pen=edge))
        super()._draw(item)
        self._cursor.setPen(pg.mkPen(look.color("accent"), width=1, style=Qt.PenStyle.SolidLine))
        item.addItem(self._cursor)
        self.point_at(self._cursor_s)
