"""The right part of the comms screen: whom it is about, what was said with its receipts, and where to write."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.actions import Actions, Refusal
from app.api.orders import PendingOrder
from app.domain.orders import OrderState
from app.domain.positions import distance_m
from app.domain.units import Unit
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.alarm_places import place_of
from views.comms.addressee import Addressee, is_broadcast, member_ids
from views.comms.composer import Composer
from views.comms.message_log import MessageLog
from views.comms.reach import reachable
from views.comms.terminals import MARKS
from widgets.hold_button import HoldButton
from widgets.key_cap import OrderButton
from widgets.state_dot import StateDot
from widgets.text import ElidedLabel, label
from widgets.theme import LEAD_PX, UNIT_PX, set_surface

_NAMED = 8


class Conversation(QWidget):
    """Follows one addressee; gives its texts and the SOS on behalf itself."""

    def __init__(self, stores: Stores, actions: Actions, settings: Settings) -> None:
        super().__init__()
        set_surface(self, "panel", "left")
        self._stores, self._actions, self._settings = stores, actions, settings
        self.to = Addressee()
        self._sos_asked = False
        self.title = ElidedLabel(size_px=LEAD_PX, bold=True)
        self.state = StateDot()
        self.detail = label("", "second", wrap=True)
        # Calm until it is wanted: a quiet button first, then the red one that has to be held.
        self.sos_ask_button = OrderButton(keys="Alt+R")
        self.sos_button = HoldButton(danger=True)
        self.end_button = OrderButton()
        self.log = MessageLog(stores, settings)
        self.composer = Composer()
        head = QWidget()
        set_surface(head, "panel", "bottom")
        column = QVBoxLayout(head)
        column.setContentsMargins(2 * UNIT_PX, UNIT_PX, 2 * UNIT_PX, UNIT_PX)
        column.setSpacing(UNIT_PX // 2)
        line = QHBoxLayout()
        line.addWidget(self.title, 1)
        line.addWidget(self.state)
        column.addLayout(line)
        column.addWidget(self.detail)
        column.addWidget(self.sos_ask_button)
        column.addWidget(self.sos_button)
        column.addWidget(self.end_button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(head)
        layout.addWidget(self.log, 1)
        layout.addWidget(self.composer)
        self.composer.send_requested.connect(self._send)
        self.sos_ask_button.clicked.connect(self._ask_for_sos)
        self.sos_button.confirmed.connect(self._raise_sos)
        self.end_button.clicked.connect(self._end_group)
        self.retranslate()

    def talk_to(self, to: Addressee, text: str = "") -> None:
        """Turn to somebody else; `text` is put into the box, to be read over. A draft stays with whom it was for."""
        if to != self.to:
            self.to = to
            self._sos_asked = False
            self.composer.clear()
        if text:
            self.composer.put(text)
        self.refresh()

    def refresh(self) -> None:
        """Write head, messages and preview anew."""
        self._write_head()
        to, comms = self.to, self._stores.comms
        if to.unit_id is not None or to.talkgroup_id is not None:
            messages = comms.messages_with(unit_id=to.unit_id, talkgroup_id=to.talkgroup_id)
        else:
            messages = []
        self.log.show_messages(messages, [o for o in self._stores.outbox.orders() if self._concerns(o)])
        self.composer.set_able(bool(member_ids(self._stores, to)) and self._actions.may("send_message"))
        self.composer.set_preview(*self._preview())

    def tick(self) -> None:
        """Once a second: state and age of the unit, and who could be reached."""
        self._write_head()
        self.composer.set_preview(*self._preview())

    def retranslate(self) -> None:
        self.sos_ask_button.set_text(self.tr("Raise SOS on behalf"))
        self.sos_button.set_text(self.tr("Raise SOS for this unit"))
        self.end_button.set_text(self.tr("End this temporary group"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _write_head(self) -> None:
        unit = self._stores.units.get(self.to.unit_id) if self.to.unit_id is not None else None
        group = self._stores.comms.talkgroup(self.to.talkgroup_id) if self.to.talkgroup_id is not None else None
        self.state.setVisible(unit is not None)
        open_calls = {alarm.unit_id for alarm in self._stores.alarms.sos()}
        may_raise = unit is not None and self._actions.may("raise_sos") and unit.id not in open_calls
        self.sos_ask_button.setVisible(may_raise and not self._sos_asked)
        self.sos_button.setVisible(may_raise and self._sos_asked)
        self.end_button.setVisible(group is not None and group.temporary and self._actions.may("end_talkgroup"))
        if unit is not None:
            self.title.set_text(f"{unit.callsign} {words.named(unit, self._settings.language)}")
            state = self._stores.units.terminal_state(unit.id)
            shape, tone = MARKS[state]
            self.state.set_state(words.terminal_state_word(state), tone, shape)
            self.detail.setText(self._unit_detail(unit))
        elif group is not None:
            there, silent = reachable(self._stores.units, member_ids(self._stores, self.to))
            self.title.set_text(words.named(group, self._settings.language))
            self.detail.setText(
                self.tr("{all} units, {there} can be reached").format(all=len(there) + len(silent), there=len(there))
            )
        elif self.to.nearest_ids:
            self.title.set_text(self.tr("The {n} units nearest to the SOS").format(n=len(self.to.nearest_ids)))
            self.detail.setText(self._names(list(self.to.nearest_ids)))
        else:
            self.title.set_text(self.tr("Nobody is chosen"))
            self.detail.setText(self.tr("Choose a terminal at the left, or a talkgroup in the middle."))

    def _unit_detail(self, unit: Unit) -> str:
        units = self._stores.units
        battery, bars = units.battery_pct(unit.id), units.signal_bars(unit.id)
        parts = [
            words.unit_kind_word(unit.kind),
            words.unit_status_word(unit.status),
            self.tr("heard {age} ago").format(age=words.age_text(units.age_s(unit.id))),
            "" if battery is None else self.tr("battery {n} %").format(n=battery),
            "" if bars is None else self.tr("signal {n} of 5").format(n=bars),
            unit.phone,
        ]
        case = self._stores.cases.get(unit.case_id) if unit.case_id is not None else None
        if case is not None:
            parts.append(self.tr("on case {number}").format(number=case.number))
        return " · ".join(filter(None, parts))

    def _preview(self) -> tuple[str, str]:
        """What a broadcast would do, and the words to hold; empty for an ordinary text."""
        if not is_broadcast(self._stores, self.to):
            return "", ""
        ids = member_ids(self._stores, self.to)
        there, silent = reachable(self._stores.units, ids)
        text = self.tr("Goes to {all} units: {there} get it now").format(all=len(ids), there=len(there))
        if silent:
            later = self.tr("{n} when they are heard again: {units}")
            text = f"{text}, {later.format(n=len(silent), units=self._names(silent))}"
        return text, self.tr("Send to {n} units").format(n=len(ids))

    def _names(self, unit_ids: list[int]) -> str:
        alarm = self._stores.alarms.get(self.to.alarm_id) if self.to.alarm_id is not None else None
        help_at = place_of(self._stores, alarm) if alarm is not None else None
        names = []
        for unit in (self._stores.units.get(unit_id) for unit_id in unit_ids[:_NAMED]):
            if unit is None:
                continue
            place = self._stores.units.position(unit.id)
            away = ""
            if help_at is not None and place is not None:
                metres = distance_m(help_at.lat_deg, help_at.lon_deg, place.lat_deg, place.lon_deg)
                away = f" {words.distance_text(metres)}"
            names.append(f"{unit.callsign}{away}")
        more = len(unit_ids) - _NAMED
        text = ", ".join(names)
        return text if more <= 0 else self.tr("{units} and {n} more").format(units=text, n=more)

    def _concerns(self, order: PendingOrder) -> bool:
        """True for a text to this addressee that the server has not taken, or has refused."""
        if order.name != "send_message" or (order.settled and order.state is not OrderState.FAILED):
            return False
        unit_id, talkgroup_id = order.body.get("unit_id"), order.body.get("talkgroup_id")
        if talkgroup_id is not None:
            return talkgroup_id == self.to.talkgroup_id
        return unit_id == self.to.unit_id or unit_id in self.to.nearest_ids

    def _send(self, text: str) -> None:
        try:
            if self.to.nearest_ids:
                for unit_id in self.to.nearest_ids:
                    self._actions.comms.send(text, unit_id=unit_id)
            else:
                self._actions.comms.send(text, unit_id=self.to.unit_id, talkgroup_id=self.to.talkgroup_id)
        except Refusal as refusal:
            self.composer.say_problem(words.fault_sentence(refusal))
            return
        self.composer.clear()
        self.refresh()

    def _ask_for_sos(self) -> None:
        self._sos_asked = True
        self._write_head()
        self.sos_button.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def _end_group(self) -> None:
        group = self._stores.comms.talkgroup(self.to.talkgroup_id) if self.to.talkgroup_id is not None else None
        if group is None:
            return
        try:
            self._actions.comms.end_group(group)
        except Refusal as refusal:
            self.composer.say_problem(words.fault_sentence(refusal))

    def _raise_sos(self) -> None:
        self._sos_asked = False
        if self.to.unit_id is None:
            return
        try:
            self._actions.alarms.raise_sos(self.to.unit_id)
        except Refusal as refusal:
            self.composer.say_problem(words.fault_sentence(refusal))
