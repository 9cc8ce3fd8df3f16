"""The console's own look at the wall: what its scenes show now, and how a wall is started."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.actions import Actions
from app.stores import Stores
from app.stores.settings import Settings
from views.screen import Screen
from views.wall.window import DAY, FLOOD, SCENES, WallWindow
from widgets.chip import Chip, ChipRow
from widgets.text import label
from widgets.theme import UNIT_PX, set_surface

# Half the size that a wall of 1080 lines has: this is read at a desk.
_PREVIEW_LINES = 540


class WallScreen(Screen):
    """A preview with a chip per scene. The wall itself is a program of its own, with its own viewer's sign-in."""

    def __init__(self, stores: Stores, actions: Actions, settings: Settings) -> None:
        super().__init__(stores, actions, settings)
        self.wall: WallWindow | None = None
        self.chips = ChipRow(one_of=True)
        for scene in SCENES:
            self.chips.add(scene, Chip(), on=scene == DAY)
        self.hint = label("", "second", wrap=True)
        self.hint.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        bar = QWidget()
        set_surface(bar, "ground", "bottom")
        row = QHBoxLayout(bar)
        row.setContentsMargins(2 * UNIT_PX, UNIT_PX, 2 * UNIT_PX, UNIT_PX)
        row.addWidget(self.chips)
        row.addWidget(self.hint, 1)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(bar)
        self.chips.chip_toggled.connect(lambda scene, _on: self._show(scene))
        self.retranslate()

    def title(self) -> str:
        return self.tr("Wall")

    def set_active(self, active: bool) -> None:
        if active and self.wall is None:
            scene = FLOOD if self.stores.plans.active() else DAY
            self.chips.set_on(scene, True)
            self.wall = WallWindow(self.stores, self.settings, scene, _PREVIEW_LINES, map_theme=None)
            self._column.addWidget(self.wall, 1)
            self._write_hint()
        if self.wall is not None:
            self.wall.set_active(active)

    def retranslate(self) -> None:
        self.chips.chip(DAY).set_text(self.tr("Day"))
        self.chips.chip(FLOOD).set_text(self.tr("Flood"))
        self._write_hint()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _write_hint(self) -> None:
        scene = next(iter(self.chips.keys_on()), DAY)
        told = self.tr("Preview. On the wall's machine: main.py wall --scene {scene} --server {server}")
        self.hint.setText(told.format(scene=scene, server=self.stores.link.server or "…"))

    def _show(self, scene: str) -> None:
        self._write_hint()
        if self.wall is not None:
            self.wall.show_scene(scene)
