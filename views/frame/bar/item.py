"""What every item of the top bar is."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QEvent, Qt, SignalInstance
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLabel, QSizePolicy, QWidget

from app.stores import Stores
from app.stores.settings import Settings
from widgets.text import label
from widgets.theme import UNIT_PX, set_surface


class BarItem(QWidget):
    """One cell of the top bar. `sources` are the signals that it follows while it is visible, and only then.

    A subclass builds its parts, then fills them in `refresh`, which is called at once when the item is shown.
    """

    def __init__(self, stores: Stores, settings: Settings, edge: str = "right") -> None:
        super().__init__()
        self.stores = stores
        self.settings = settings
        self._following = False
        self._captions: list[QLabel] = []
        self._details: list[QLabel] = []
        self._steps = 0
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Preferred)
        set_surface(self, "panel", edge)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(2 * UNIT_PX, 0, 2 * UNIT_PX, 0)
        self.row.setSpacing(UNIT_PX)

    @abstractmethod
    def sources(self) -> tuple[SignalInstance, ...]: ...

    @abstractmethod
    def refresh(self) -> None:
        """Show what the stores say now, in the present language."""

    def caption(self) -> QLabel:
        """A quiet word that names the cell; the first to give way."""
        self._captions.append(self._quiet())
        return self._captions[-1]

    def detail(self) -> QLabel:
        """A quiet word that adds to the cell; the second to give way."""
        self._details.append(self._quiet())
        return self._details[-1]

    def give_way(self, steps: int) -> None:
        """0 shows all; 1 hides captions and narrows the margins; 2 hides details; 3 keeps only what must be seen."""
        if steps == self._steps:
            return
        self._steps = steps
        for caption in self._captions:
            caption.setVisible(steps < 1)
        for detail in self._details:
            detail.setVisible(steps < 2)
        side = self._side_px(steps)
        self.row.setContentsMargins(side, 0, side, 0)

    def width_at(self, steps: int) -> int:
        """How wide the item would be after giving way so far."""
        gone: list[QWidget] = [*(self._captions if steps >= 1 else ()), *(self._details if steps >= 2 else ())]
        movable = (*self._captions, *self._details)
        parts = self.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        shown = [part for part in parts if part not in gone and (part in movable or not part.isHidden())]
        between = self.row.spacing() * max(0, len(shown) - 1)
        width = sum(part.sizeHint().width() for part in shown) + between + 2 * self._side_px(steps) + 1
        return min(width, self.maximumWidth())

    @staticmethod
    def _side_px(steps: int) -> int:
        return 2 * UNIT_PX if steps < 1 else UNIT_PX

    def _quiet(self) -> QLabel:
        made = label("", "second")
        self.row.addWidget(made)
        return made

    def is_following(self) -> bool:
        return self._following

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if not self._following:
            self._following = True
            for signal in self.sources():
                signal.connect(self._told)
            self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        super().hideEvent(event)
        if self._following:
            self._following = False
            for signal in self.sources():
                signal.disconnect(self._told)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange and self._following:
            self.refresh()

    def _told(self) -> None:
        self.refresh()
