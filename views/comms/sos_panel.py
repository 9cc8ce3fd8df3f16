"""Open calls for help, those that nobody has first."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from app.actions import Actions
from app.stores import Stores
from app.stores.settings import Settings
from views.comms.sos_row import SosRow
from widgets.text import label
from widgets.theme import UNIT_PX, set_surface

SHOWN_AT_ONCE = 2


class SosPanel(QWidget):
    """All open calls, those that nobody has first; without one it says so in a line.

    `nearest_requested(alarm_id)` asks to write to the units near a call, `unit_requested(alarm_id)` to its own unit.
    """

    nearest_requested = Signal(int)
    unit_requested = Signal(int)

    def __init__(self, stores: Stores, actions: Actions, settings: Settings) -> None:
        super().__init__()
        set_surface(self, "panel", "bottom")
        self._stores, self._actions, self._settings = stores, actions, settings
        self.rows: list[SosRow] = []
        self.title = label("", "strong")
        self.quiet = label("", "second", wrap=True)
        inside = QWidget()
        set_surface(inside, "panel")
        self._list = QVBoxLayout(inside)
        self._list.setContentsMargins(0, 0, 0, 0)
        self._list.setSpacing(0)
        self._area = QScrollArea()
        self._area.setWidget(inside)
        self._area.setWidgetResizable(True)
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 1)
        layout.setSpacing(0)
        for part in (self.title, self.quiet):
            part.setContentsMargins(2 * UNIT_PX, UNIT_PX, 2 * UNIT_PX, UNIT_PX // 2)
            layout.addWidget(part)
        layout.addWidget(self._area)
        self.retranslate()

    def refresh(self) -> None:
        """Take the open calls anew."""
        calls = self._stores.alarms.sos()
        while len(self.rows) < len(calls):
            row = SosRow(self._stores, self._actions, self._settings, keyed=not self.rows)
            row.nearest_requested.connect(self.nearest_requested)
            row.selected.connect(self.unit_requested)
            self.rows.append(row)
            self._list.addWidget(row)
        for n, row in enumerate(self.rows):
            row.setVisible(n < len(calls))
            if n < len(calls):
                row.show_alarm(calls[n])
        # All calls are one scroll away; the conversations beneath keep their room.
        self._area.setVisible(bool(calls))
        shown = self.rows[: min(SHOWN_AT_ONCE, len(calls))]
        self._area.setFixedHeight(max(1, sum(row.sizeHint().height() for row in shown)))
        self.quiet.setVisible(not calls)
        self.title.setText(self.tr("SOS: {n} open").format(n=len(calls)) if calls else self.tr("No SOS is open"))

    def tick(self) -> None:
        """Ages."""
        for row in self.rows:
            if row.isVisibleTo(self):
                row.tick()

    def row_of(self, alarm_id: int) -> SosRow | None:
        """The row that shows a call."""
        shown = (row for row in self.rows if row.isVisibleTo(self))
        return next((row for row in shown if row.alarm is not None and row.alarm.id == alarm_id), None)

    def retranslate(self) -> None:
        self.quiet.setText(
            self.tr("A call for help from a terminal appears here, on every seat and on the wall, until it is closed.")
        )
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
