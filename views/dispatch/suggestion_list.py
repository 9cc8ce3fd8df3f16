"""Who goes best: up to six units with their live state, picked by digit, in an order that holds still."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from app.actions import Suggestion
from app.domain.comms import TerminalState
from app.domain.units import VEHICLE_KINDS, UnitStatus
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from widgets.empty_state import EmptyState
from widgets.key_cap import click_by_key, draw_key_cap, set_tooltip
from widgets.text import draw_elided, label
from widgets.theme import BODY_PX, HINT_PX, TOUCH_PX, UNIT_PX, font, theme

MOST = 6
# Why a unit that was free a moment ago should not be sent now.
_NOT_FREE = frozenset({UnitStatus.OFF_DUTY, UnitStatus.BUSY})


class SuggestionRow(QAbstractButton):
    """One unit: who, how long it takes, why; the digit is a real shortcut. Checked is picked."""

    def __init__(self, digit: int) -> None:
        super().__init__()
        self._digit = str(digit)
        self._lines = ("", "", "")
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def set_lines(self, who: str, takes: str, why: str, tooltip: str) -> None:
        if (who, takes, why) != self._lines:
            self._lines = (who, takes, why)
            self.setText(who)
            self.update()
        self.setShortcut(self._digit)  # setText and hiding take it away
        set_tooltip(self, tooltip, self._digit)

    def event(self, event: QEvent) -> bool:
        return click_by_key(self, event) or super().event(event)

    def sizeHint(self) -> QSize:
        return QSize(240, TOUCH_PX + UNIT_PX // 2)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look = QPainter(self), theme()
        if self.isChecked():
            painter.fillRect(self.rect(), look.color("selection"))
            painter.fillRect(QRect(0, 0, 4, self.height()), look.color("accent"))
        elif self.underMouse():
            painter.fillRect(self.rect(), look.color("raised"))
        if self.hasFocus():
            painter.setPen(look.color("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        who, takes, why = self._lines
        top = QRect(2 * UNIT_PX, 3, self.width() - 3 * UNIT_PX, 20)
        right = draw_key_cap(painter, top.right(), self.height() // 2, self._digit) - UNIT_PX
        painter.setFont(font(BODY_PX, bold=True))
        painter.setPen(look.color("text"))
        advance = painter.fontMetrics().horizontalAdvance(takes)
        painter.drawText(QRect(right - advance, top.y(), advance, 20), int(Qt.AlignmentFlag.AlignVCenter), takes)
        draw_elided(painter, QRect(top.x(), top.y(), right - advance - UNIT_PX - top.x(), 20), who)
        painter.setFont(font(HINT_PX))
        painter.setPen(look.color("text_second"))
        draw_elided(painter, QRect(top.x(), 23, right - top.x(), 18), why)


class SuggestionList(QWidget):
    """`pick_changed()` follows every change of the picked unit. The order is kept until `offer` is called again:
    a list that sorts itself under the finger sends the wrong one.
    """

    pick_changed = Signal()

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__()
        self._stores, self._settings = stores, settings
        self._suggestions: list[Suggestion] = []
        self._picked: int | None = None
        self.title = label("", "strong")
        self.empty = EmptyState()
        self.rows = [SuggestionRow(n + 1) for n in range(MOST)]
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.title)
        layout.addSpacing(UNIT_PX // 2)
        layout.addWidget(self.empty)
        for n, row in enumerate(self.rows):
            row.clicked.connect(lambda _checked, place=n: self.pick(place))
            layout.addWidget(row)
        self.retranslate()

    def offer(self, suggestions: list[Suggestion]) -> None:
        """Take a new list; the picked unit stays picked if it is still in it."""
        self._suggestions = suggestions[:MOST]
        if self._picked is not None and all(s.unit.id != self._picked for s in self._suggestions):
            self._picked = None
            self.pick_changed.emit()
        self.refresh()

    def refresh(self) -> None:
        """Write the live state of the units anew, in the same order."""
        self.empty.setVisible(not self._suggestions)
        for n, row in enumerate(self.rows):
            row.setVisible(n < len(self._suggestions))
            if n < len(self._suggestions):
                self._write(row, self._suggestions[n])

    def picked(self) -> Suggestion | None:
        return next((s for s in self._suggestions if s.unit.id == self._picked), None)

    def pick(self, place: int) -> None:
        """Pick the unit at a place from 0; picking it again lets it go."""
        if place >= len(self._suggestions):
            return
        unit_id = self._suggestions[place].unit.id
        self._picked = None if unit_id == self._picked else unit_id
        self.refresh()
        self.pick_changed.emit()

    def clear_pick(self) -> None:
        if self._picked is not None:
            self._picked = None
            self.refresh()
            self.pick_changed.emit()

    def retranslate(self) -> None:
        self.title.setText(self.tr("Who goes best"))
        self.empty.set_text(
            self.tr("No unit that could go can be reached"),
            self.tr("Press 0 to send the case to the department alone, or call a unit on the Comms screen."),
        )
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _write(self, row: SuggestionRow, suggestion: Suggestion) -> None:
        unit = self._stores.units.get(suggestion.unit.id) or suggestion.unit
        name = words.named(unit, self._settings.language)
        takes = self.tr("about {time}").format(time=words.duration_text(max(60.0, suggestion.eta_s)))
        why = [words.unit_status_word(unit.status), words.distance_text(suggestion.distance_m)]
        if unit.status in _NOT_FREE:
            why.insert(0, self.tr("not free any more:"))
        why += [words.suggestion_reason_word(reason) for reason in suggestion.reasons]
        equipment = unit.equipment if self._settings.language == "zh" else unit.equipment_gloss
        if equipment:
            why.append(equipment)
        battery_pct = self._stores.units.battery_pct(unit.id)
        if battery_pct is not None:
            why.append(self.tr("battery {n} %").format(n=battery_pct))
        if self._stores.units.terminal_state(unit.id) is TerminalState.OFFLINE:
            why.insert(0, words.terminal_state_word(TerminalState.OFFLINE))
        why_text = " · ".join(why)
        row.setChecked(unit.id == self._picked)
        # A vehicle's name says what it is.
        who = name if unit.kind in VEHICLE_KINDS else f"{name} · {words.unit_kind_word(unit.kind)}"
        row.set_lines(f"{unit.callsign} {who}", takes, why_text, f"{unit.callsign} {name} · {why_text}")
