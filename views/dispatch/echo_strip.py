"""What became of this seat's last order on the case: under way, waiting, or refused with what to do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.api.link import LinkState
from app.api.orders import PendingOrder
from app.domain.orders import OrderState
from views import words
from views.dispatch.case_cards import echo_text
from widgets.key_cap import OrderButton
from widgets.marks import Shape
from widgets.state_dot import StateDot
from widgets.text import label
from widgets.theme import UNIT_PX, set_surface
from widgets.tokens import Tone


class EchoStrip(QWidget):
    """Hidden when there is nothing to say. `dismiss_requested(key)` takes a refusal out of sight, `withdraw_requested`
    takes back an order that was never sent.
    """

    dismiss_requested = Signal(str)
    withdraw_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        set_surface(self, "raised", "bottom")
        self._order: PendingOrder | None = None
        self._refusal = ""
        self._link = LinkState.CONNECTING
        self.state = StateDot(bold=True)
        self.reason = label("", "body", wrap=True)
        self.button = OrderButton(keys="K")
        self.button.clicked.connect(self._press)
        top = QHBoxLayout()
        top.addWidget(self.state, 1)
        top.addWidget(self.button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * UNIT_PX, UNIT_PX, 2 * UNIT_PX, UNIT_PX)
        layout.setSpacing(UNIT_PX // 2)
        layout.addLayout(top)
        layout.addWidget(self.reason)
        self.hide()
        self.retranslate()

    def show_echo(self, order: PendingOrder | None, link: LinkState) -> None:
        """Follow an order of the outbox; None for none."""
        self._order, self._link = order, link
        if order is not None:
            self._refusal = ""
        self._write()

    def show_refusal(self, sentence: str) -> None:
        """An order that this seat refused at once; there is nothing in the outbox."""
        self._refusal = sentence
        self._write()

    def retranslate(self) -> None:
        self._write()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _write(self) -> None:
        order = self._order
        self.setVisible(order is not None or bool(self._refusal))
        if self._refusal:
            self.state.set_state(self.tr("Not given"), Tone.RED, Shape.TRIANGLE)
            self.reason.setText(self._refusal)
        elif order is not None:
            failed = order.state is OrderState.FAILED
            tone, shape = (Tone.RED, Shape.TRIANGLE) if failed else (Tone.ACCENT, Shape.WAITING)
            self.state.set_state(echo_text(order, self._link), tone, shape)
            sentence = words.problem_sentence(order.problem_code, order.problem_sentence) if failed else ""
            note = str(order.body.get("reason") or order.body.get("note") or "")
            kept = self.tr("Your words are kept: {text}").format(text=note) if failed and note else ""
            self.reason.setText("\n".join(filter(None, (sentence, kept))))
        self.reason.setVisible(bool(self.reason.text()))
        waiting = order is not None and order.state is OrderState.WAITING
        refused = bool(self._refusal) or (order is not None and order.state is OrderState.FAILED)
        self.button.setVisible(refused or waiting)
        self.button.set_text(self.tr("Understood") if refused else self.tr("Take back"))

    def _press(self) -> None:
        if self._refusal:
            self.show_refusal("")
        elif self._order is not None and self._order.state is OrderState.FAILED:
            self.dismiss_requested.emit(self._order.key)
        elif self._order is not None:
            self.withdraw_requested.emit(self._order.key)
