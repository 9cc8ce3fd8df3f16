"""The wall's one window: header, map, the scene's numbers. A change of scene fades; nothing can be pressed."""

from __future__ import annotations

from PySide6.QtCore import QAbstractAnimation, QEasingCurve, QEvent, QPropertyAnimation, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QGraphicsOpacityEffect, QHBoxLayout, QLayout, QVBoxLayout, QWidget

from app.stores import Stores
from app.stores.link import LinkState
from app.stores.settings import Settings
from views.wall.city_map import WallMap
from views.wall.day_scene import DayScene
from views.wall.flood_scene import FloodScene
from views.wall.header import WallHeader
from views.wall.sos import WallSos
from widgets.theme import UNIT_PX, theme

DAY, FLOOD = "day", "flood"
SCENES = (DAY, FLOOD)
_FADE_MS = 250
# Type of the scale is read at a desk; 1/60 of the height needs twice that for each 1080 lines.
_LINES_PER_SCALE = 540
# The map is written in type of 12 px, the least that a wall shows is 18.
_MAP_SCALE = 0.75
_PANEL_SHARE = (63, 37)


class WallWindow(QWidget):
    """One scene for a whole screen. `height_px` is the screen's height, which sets the size of type; `map_theme` None
    gives the map the operator's theme, for a preview among the console's screens.

    Whoever mounts it sets the theme "wall" and hears `close_requested` (Esc); no other key or pointer does anything.
    """

    close_requested = Signal()

    def __init__(
        self, stores: Stores, settings: Settings, scene: str, height_px: int = 1080, map_theme: str | None = "night"
    ) -> None:
        super().__init__()
        if scene not in SCENES:
            raise ValueError(f"no scene {scene!r}")
        self._stores, self._scene = stores, scene
        scale = max(1, round(height_px / _LINES_PER_SCALE))
        self.header = WallHeader(stores, settings, scale)
        self.sos = WallSos(stores, settings, scale)
        self.map = WallMap(stores, settings, scale * _MAP_SCALE, map_theme)
        self.panels: dict[str, DayScene | FloodScene] = {
            DAY: DayScene(stores, settings, scale),
            FLOOD: FloodScene(stores, settings, scale),
        }
        right = QWidget()
        self._right = QVBoxLayout(right)
        self._right.setContentsMargins(*(2 * UNIT_PX * scale,) * 4)
        for name, panel in self.panels.items():
            self._right.addWidget(panel)
            panel.setVisible(name == scene)
        self._shade = QGraphicsOpacityEffect(right)
        self._shade.setEnabled(False)
        right.setGraphicsEffect(self._shade)
        self._fade = QPropertyAnimation(self._shade, b"opacity", self)
        self._fade.setDuration(_FADE_MS)
        self._fade.setStartValue(0.0)
        self._fade.setEndValue(1.0)
        self._fade.setEasingCurve(QEasingCurve.Type.OutCubic)
        # An effect left on would paint through a pixmap for ever.
        self._fade.finished.connect(lambda: self._shade.setEnabled(False))
        body = QHBoxLayout()
        body.setSpacing(scale)
        body.addWidget(self.map, _PANEL_SHARE[0])
        body.addWidget(right, _PANEL_SHARE[1])
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        # The screen sets the size; words that need more room give way.
        column.setSizeConstraint(QLayout.SizeConstraint.SetNoConstraint)
        column.addWidget(self.header)
        column.addWidget(self.sos)
        column.addLayout(body, 1)
        self._active = False
        self.set_active(True)
        self.retranslate()

    @property
    def scene(self) -> str:
        return self._scene

    def set_active(self, active: bool) -> None:
        """A wall that nobody sees does no work."""
        if active == self._active:
            return
        self._active = active
        self.map.set_active(active)
        stores = self._stores
        for signal in (stores.clock.second_passed, stores.clock.clock_changed, stores.link.link_changed):
            if active:
                signal.connect(self.header.tick)
            else:
                signal.disconnect(self.header.tick)
        for signal in (
            stores.clock.second_passed,
            stores.clock.clock_changed,
            stores.alarms.alarms_changed,
            stores.plans.plans_changed,
            stores.link.link_changed,
        ):
            if active:
                signal.connect(self.refresh)
            else:
                signal.disconnect(self.refresh)
        if active:
            self.header.tick()
            self.refresh()

    def show_scene(self, scene: str) -> None:
        """Change to another scene by a fade; KeyError for one that does not exist."""
        panel = self.panels[scene]
        if scene == self._scene:
            return
        self.panels[self._scene].hide()
        self._scene = scene
        panel.show()
        self._shade.setEnabled(True)
        self._fade.start()
        self.refresh()

    @property
    def fade_ms(self) -> int:
        """How long a change of scene takes."""
        return self._fade.duration()

    def is_fading(self) -> bool:
        return self._fade.state() == QAbstractAnimation.State.Running

    def refresh(self) -> None:
        """Bring the words and numbers up to date: once a second, and at once for alarms, plans and the link."""
        stale = self._stores.link.state is not LinkState.LIVE
        self.header.refresh(flood=self._scene == FLOOD)
        self.sos.refresh()
        self.map.show_stale(stale)
        self.panels[self._scene].refresh(stale)

    def retranslate(self) -> None:
        self.setWindowTitle(self.tr("Zhihui wall"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_requested.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).fillRect(self.rect(), theme().color("ground"))
