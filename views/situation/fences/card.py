"""One fence: its terms, who is where, its alarms, and what a leader may do with it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.alarms import Alarm
from app.domain.fences import Fence, FenceRule
from app.stores import Stores
from app.stores.fences import Standing
from app.stores.settings import Settings
from views import words
from views.situation.fences.fence_words import alarm_words, count_words, fence_facts, standing_words
from views.situation.line_list import Line, LineList
from views.situation.selection import Selection
from widgets.key_cap import OrderButton
from widgets.key_value import KeyValuePanel
from widgets.text import ElidedLabel, label
from widgets.theme import LEAD_PX, UNIT_PX
from widgets.tokens import Tone

# Who stands where is a list to read, not the roster.
_MOST_UNITS, _MOST_ALARMS = 100, 30
_LONGEST_REASON = 200


class FenceCard(QWidget):
    """`back_requested()`, `change_requested()`, `close_requested(reason)`, `thing_chosen(Selection)` for a unit."""

    back_requested = Signal()
    change_requested = Signal()
    close_requested = Signal(str)
    thing_chosen = Signal(object)

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__()
        self._stores, self._settings = stores, settings
        self._fence: Fence | None = None
        self._may_order = False
        self.title = ElidedLabel(size_px=LEAD_PX, bold=True)
        self.facts = KeyValuePanel()
        self.counted = label("", "strong")
        self.units, self.alarms = LineList(), LineList()
        self.alarms_name = label("", "strong")
        self.change, self.close_button, self.back = OrderButton(), OrderButton(), OrderButton()
        self.reason = QLineEdit()
        self.reason.setMaxLength(_LONGEST_REASON)
        self.reason.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT_PX)
        column.addWidget(self.title)
        column.addWidget(self.facts)
        column.addWidget(self.counted)
        column.addWidget(self.units, 3)
        column.addWidget(self.alarms_name)
        column.addWidget(self.alarms, 2)
        column.addWidget(self.reason)
        foot = QHBoxLayout()
        foot.setSpacing(UNIT_PX)
        for button in (self.change, self.close_button, self.back):
            foot.addWidget(button)
        column.addLayout(foot)
        self.units.line_chosen.connect(self.thing_chosen)
        self.change.clicked.connect(self.change_requested)
        self.close_button.clicked.connect(self._ask_reason)
        self.reason.returnPressed.connect(self._close)
        self.back.clicked.connect(self.back_requested)
        self.retranslate()

    @property
    def fence(self) -> Fence | None:
        return self._fence

    def show_fence(self, fence: Fence, *, may_order: bool) -> None:
        """Another fence, or the same as it is now."""
        if self._fence is None or self._fence.id != fence.id:
            self.reason.hide()
            self.reason.clear()
        self._fence, self._may_order = fence, may_order
        self.refresh()

    def show_stores(self, stores: Stores) -> None:
        """Read other stores from now on, as a replay does."""
        self._stores = stores

    def refresh(self) -> None:
        """The same fence, as everybody stands now."""
        fence = self._fence
        if fence is None:
            return
        language = self._settings.language
        self.title.set_text(words.named(fence, language))
        self.facts.set_facts(fence_facts(fence, self._stores, language))
        standings = self._stores.fences.standings(fence)
        beyond = sum(standing.beyond_m > 0 for standing in standings)
        self.counted.setText(count_words(fence, beyond, len(standings)))
        if fence.rule is FenceRule.KEEP_OUT:
            standings = standings[:beyond]
        self.units.set_lines([self._unit_line(fence, standing) for standing in standings[:_MOST_UNITS]])
        found = self._stores.alarms.of_fence(fence.id)[:_MOST_ALARMS]
        self.alarms.set_lines([self._alarm_line(alarm) for alarm in found])
        for button in (self.change, self.close_button):
            button.setVisible(self._may_order)

    def retranslate(self) -> None:
        self.alarms_name.setText(self.tr("Its alarms"))
        self.units.set_empty_text(self.tr("Nobody is there"), self.tr("Units on duty with a fresh position are shown."))
        self.alarms.set_empty_text(self.tr("No alarm"), self.tr("Alarms of the last 24 hours stand here."))
        self.change.set_text(self.tr("Change"))
        self.close_button.set_text(self.tr("Close the fence"))
        self.back.set_text(self.tr("Back"))
        self.reason.setPlaceholderText(self.tr("Reason, Enter closes the fence"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _unit_line(self, fence: Fence, standing: Standing) -> Line:
        unit = self._stores.units.get(standing.unit_id)
        assert unit is not None
        return Line(
            key=Selection("units", unit.id),
            title=f"{unit.callsign} {words.named(unit, self._settings.language)}",
            right=standing_words(fence, standing.beyond_m),
            tone=fence.level.value if standing.beyond_m > 0 else Tone.NONE,
            below=words.unit_kind_word(unit.kind),
            below_right=words.age_text(self._stores.units.age_s(unit.id)),
        )

    def _alarm_line(self, alarm: Alarm) -> Line:
        until_utc = alarm.closed_utc or self._stores.clock.now_utc()
        unit = self._stores.units.get(alarm.unit_id) if alarm.unit_id is not None else None
        return Line(
            key=Selection("units", alarm.unit_id or 0),
            title=unit.callsign if unit is not None else words.titled(alarm, self._settings.language),
            right=alarm_words(alarm),
            tone=alarm.level.value if alarm.closed_utc is None else Tone.NONE,
            below=f"{words.alarm_kind_word(alarm.kind)} {words.local_minute(alarm.raised_utc)}",
            below_right=words.age_text((until_utc - alarm.raised_utc).total_seconds()),
        )

    def _ask_reason(self) -> None:
        self.reason.show()
        self.reason.setFocus()

    def _close(self) -> None:
        if self.reason.text().strip():
            self.close_requested.emit(self.reason.text().strip())
            self.reason.clear()
            self.reason.hide()
