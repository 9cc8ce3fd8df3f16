"""What every chart has: title, legend, plot, in the theme. Hidden it does no work; a click opens what is behind."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Hashable

import pyqtgraph as pg
from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedLayout, QVBoxLayout, QWidget

from widgets.empty_state import EmptyState
from widgets.legend import Legend
from widgets.text import ElidedLabel
from widgets.theme import BODY_PX, HINT_PX, ROW_PX, UNIT_PX, font, set_surface, theme
from widgets.tokens import Tone

pg.setConfigOptions(antialias=True)


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

    def __init__(self, axes: dict[str, pg.AxisItem], *, legend_below: bool = False) -> None:
        """`legend_below`: names too long to stand beside the title have a line of their own."""
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
        if legend_below:
            head.addStretch(1)
        else:
            head.addWidget(self._legend, 1)
        head.addWidget(self._figure)
        self._title.setFixedHeight(ROW_PX + UNIT_PX)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, UNIT_PX)
        layout.setSpacing(0)
        layout.addLayout(head)
        if legend_below:
            self._legend.setFixedHeight(self._legend.sizeHint().height())
            self._legend.setContentsMargins(2 * UNIT_PX, 0, 2 * UNIT_PX, 0)
            layout.addWidget(self._legend)
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
