"""One open call for help: who, where, since when, whose; claimed, answered by the nearest, closed as true or false."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.actions import Actions, Refusal
from app.domain.alarms import Alarm, Verdict, may_take_over
from app.domain.orders import OrderState
from app.stores import Stores
from app.stores.outbox import waits
from app.stores.settings import Settings
from views import words
from views.alarm_places import place_of, place_text
from widgets.key_cap import OrderButton, set_tooltip
from widgets.octagon import Octagon
from widgets.text import ElidedLabel, label
from widgets.theme import LEAD_PX, UNIT_PX, theme

_ALARM_ORDERS = ("claim_alarm", "close_alarm")


class SosRow(QWidget):
    """One call. The first row's orders have keys, for it is the one that nobody has or the newest."""

    nearest_requested = Signal(int)
    selected = Signal(int)

    def __init__(self, stores: Stores, actions: Actions, settings: Settings, *, keyed: bool) -> None:
        super().__init__()
        self._stores, self._actions, self._settings = stores, actions, settings
        self.alarm: Alarm | None = None
        self.who = ElidedLabel(size_px=LEAD_PX, bold=True)
        self.where = label("", "body", wrap=True)
        self.owner = label("", "strong")
        self.problem = label("", "error", wrap=True)
        self.note = QLineEdit()
        self.note.setMaxLength(200)
        keys = ("Alt+C", "Alt+N", "Alt+T", "Alt+F", "Alt+S") if keyed else ("", "", "", "", "")
        self.claim_button = OrderButton(keys=keys[0], primary=True)
        self.nearest_button = OrderButton(keys=keys[1])
        self.true_button = OrderButton(keys=keys[2])
        self.false_button = OrderButton(keys=keys[3])
        self.talk_button = OrderButton(keys=keys[4])
        self._lay_out()
        self.claim_button.clicked.connect(self._claim)
        self.nearest_button.clicked.connect(self._call_nearest)
        self.talk_button.clicked.connect(self._talk)
        self.true_button.clicked.connect(lambda: self._close(Verdict.TRUE))
        self.false_button.clicked.connect(lambda: self._close(Verdict.FALSE))
        self.retranslate()

    def show_alarm(self, alarm: Alarm) -> None:
        """Follow a call; a note typed for another one goes."""
        if self.alarm is not None and alarm.id != self.alarm.id:
            self.note.clear()
            self.problem.setText("")
        self.alarm = alarm
        self.tick()

    def tick(self) -> None:
        """Age, owner, and what is under way."""
        alarm = self.alarm
        if alarm is None:
            return
        unit = self._stores.units.get(alarm.unit_id) if alarm.unit_id is not None else None
        language = self._settings.language
        name = f"{unit.callsign} {words.named(unit, language)}" if unit else words.titled(alarm, language)
        age_s = (self._stores.clock.now_utc() - alarm.raised_utc).total_seconds()
        self.who.set_text(f"{name} · {words.age_text(age_s)}")
        parts = [place_text(self._stores, alarm, language)]
        if unit is not None and unit.phone:
            parts.append(unit.phone)
        self.where.setText(" · ".join(filter(None, parts)))
        pending = self._stores.outbox.orders_on(alarm.id, *_ALARM_ORDERS)
        if pending:
            waiting = waits(pending[-1], self._stores.link.state)
            text = self.tr("{order}: waits for the connection") if waiting else self.tr("{order}: sending…")
            self.owner.setText(text.format(order=words.order_name_word(pending[-1].name)))
        elif alarm.owner:
            self.owner.setText(self.tr("{name} has it").format(name=alarm.owner))
        else:
            self.owner.setText(self.tr("Nobody has it"))
        self._show_refused(alarm)
        self._show_orders(alarm, busy=bool(pending))

    def retranslate(self) -> None:
        self.nearest_button.set_text(self.tr("Call the nearest"))
        self.talk_button.set_text(self.tr("Write to it"))
        self.true_button.set_text(self.tr("Close: true"))
        self.false_button.set_text(self.tr("Close: false alarm"))
        self.note.setPlaceholderText(self.tr("What happened, for the record"))
        set_tooltip(self.note, self.tr("Goes with the closing"))
        self.tick()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("raised"))
        unowned = self.alarm is not None and not self.alarm.owner
        painter.fillRect(QRect(0, 0, 4, self.height()), theme().mark("red" if unowned else "orange"))
        painter.fillRect(QRect(0, self.height() - 1, self.width(), 1), theme().color("line"))

    def _show_orders(self, alarm: Alarm, *, busy: bool) -> None:
        account = self._stores.session.account
        take_over = account is not None and may_take_over(alarm, account.id, account.role)
        may_claim = self._actions.may("claim_alarm") and (not alarm.owner or take_over)
        may_close = self._actions.may("close_alarm") and account is not None and alarm.owner_id == account.id
        self.claim_button.set_text(self.tr("Take over") if take_over else self.tr("Claim"))
        self.claim_button.setVisible(may_claim)
        for part in (self.true_button, self.false_button, self.note):
            part.setVisible(may_close)
        may_write = self._actions.may("send_message")
        self.nearest_button.setVisible(may_write)
        self.talk_button.setVisible(may_write and alarm.unit_id is not None)
        for button in (self.claim_button, self.true_button, self.false_button):
            button.setEnabled(not busy)
        # Nobody is near a place that is not known.
        self.nearest_button.setEnabled(place_of(self._stores, alarm) is not None)

    def _show_refused(self, alarm: Alarm) -> None:
        refused = [
            order
            for order in self._stores.outbox.orders()
            if order.thing_id == alarm.id and order.name in _ALARM_ORDERS and order.state is OrderState.FAILED
        ]
        if refused:
            self.problem.setText(words.problem_sentence(refused[-1].problem_code, refused[-1].problem_sentence))
        self.problem.setVisible(bool(self.problem.text()))

    def _call_nearest(self) -> None:
        if self.alarm is not None:
            self.nearest_requested.emit(self.alarm.id)

    def _talk(self) -> None:
        if self.alarm is not None:
            self.selected.emit(self.alarm.id)

    def _claim(self) -> None:
        self._try(self._actions.alarms.claim)

    def _close(self, verdict: Verdict) -> None:
        self._try(lambda alarm: self._actions.alarms.close(alarm, verdict, self.note.text().strip()))

    def _try(self, give: Callable[[Alarm], object]) -> None:
        if self.alarm is None:
            return
        self.problem.setText("")
        try:
            give(self.alarm)
        except Refusal as refusal:
            self.problem.setText(words.fault_sentence(refusal))
        self.tick()

    def _lay_out(self) -> None:
        text = QVBoxLayout()
        text.setSpacing(2)
        for part in (self.who, self.where, self.owner, self.problem):
            text.addWidget(part)
        top = QHBoxLayout()
        top.setSpacing(UNIT_PX + UNIT_PX // 2)
        top.addWidget(Octagon(48))
        top.addLayout(text, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(UNIT_PX // 2)
        buttons.addWidget(self.note, 1)
        for button in (
            self.claim_button, self.nearest_button, self.talk_button, self.true_button, self.false_button,
        ):  # fmt: skip
            buttons.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * UNIT_PX, UNIT_PX, 2 * UNIT_PX, UNIT_PX)
        layout.setSpacing(UNIT_PX // 2)
        layout.addLayout(top)
        layout.addLayout(buttons)
