"""An SOS on the wall: the octagon, who and where, across the top of the wall, until it is closed."""

from __future__ import annotations

from PySide6.QtCore import QEvent
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QWidget

from app.stores import Stores
from app.stores.settings import Settings
from views import words
from widgets.octagon import Octagon
from widgets.text import label
from widgets.theme import TOUCH_PX, UNIT_PX, theme


class WallSos(QWidget):
    """Shows the first open call and how many more there are; hidden while there is none."""

    def __init__(self, stores: Stores, settings: Settings, scale: int) -> None:
        super().__init__()
        self._stores, self._settings = stores, settings
        self.words = label("", "title", scale=scale)
        self.owner = label("", "lead", scale=scale)
        for said in (self.words, self.owner):
            said.setProperty("role", "on_red")  # in a preview by day the words of the theme are dark
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * UNIT_PX * scale, UNIT_PX * scale, 2 * UNIT_PX * scale, UNIT_PX * scale)
        row.setSpacing(2 * UNIT_PX * scale)
        row.addWidget(Octagon(TOUCH_PX * scale))
        row.addWidget(self.words)
        row.addStretch(1)
        row.addWidget(self.owner)
        self.hide()

    def refresh(self) -> None:
        # Who has waited longest for an owner comes first.
        calls = sorted(self._stores.alarms.sos(), key=lambda alarm: (bool(alarm.owner), alarm.raised_utc))
        self.setVisible(bool(calls))
        if not calls:
            return
        call = calls[0]
        age_s = (self._stores.clock.now_utc() - call.raised_utc).total_seconds()
        language = self._settings.language
        area = self._stores.reference.area(call.area_code)
        place = words.named(area, language) if area else ""
        text = f"{words.titled(call, language)}  {place}  {words.age_text(max(0.0, age_s))}"
        if len(calls) > 1:
            text = self.tr("{call}, and {count} more").format(call=text, count=len(calls) - 1)
        self.words.setText(text)
        self.owner.setText(
            self.tr("{name} has it").format(name=call.owner) if call.owner else self.tr("nobody has it yet")
        )

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.refresh()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("red_fill"))
