"""How many alarms are open, and how many of them nobody has."""

from __future__ import annotations

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QSizePolicy

from app.stores import Stores
from app.stores.settings import Settings
from views.frame.bar.item import BarItem
from widgets.marks import Shape
from widgets.state_dot import StateDot
from widgets.text import label
from widgets.tokens import Tone


class AlarmCountItem(BarItem):
    """Unowned alarms in the colour of the gravest, then all open ones."""

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__(stores, settings, edge="")  # the last at the left: with a line, the room after it is a cell
        self._caption = self.caption()
        self._unowned = StateDot(bold=True)
        self._unowned.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)  # a state is never cut short
        self.row.addWidget(self._unowned)
        self._none = label("", "second")
        self.row.addWidget(self._none)
        self._open = self.detail()

    def sources(self) -> tuple[SignalInstance, ...]:
        return (self.stores.alarms.alarms_changed,)

    def refresh(self) -> None:
        self._caption.setText(self.tr("Alarms"))
        unowned, open_ = self.stores.alarms.unowned(), self.stores.alarms.open()
        self._unowned.setVisible(bool(unowned))
        if unowned:
            self._unowned.set_state(
                self.tr("{count} unclaimed").format(count=len(unowned)), unowned[0].level, Shape.TRIANGLE
            )
        else:
            self._unowned.set_state("", Tone.QUIET, Shape.DISC)
        self._none.setVisible(not unowned)
        self._none.setText(self.tr("none unclaimed") if open_ else self.tr("no alarms"))
        self._open.setText(self.tr("{count} alarms open").format(count=len(open_)) if open_ else "")
