"""The orders that may be given on a case now, as buttons with their keys; none for who may only look."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QGridLayout, QWidget

from views.dispatch.offers import TERMS, Offer, offer_word
from widgets.key_cap import OrderButton
from widgets.theme import UNIT_PX


class OrderPad(QWidget):
    """`offer_requested(Offer)` when a button or its key is pressed. The order of buttons never changes."""

    offer_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._shown: tuple[Offer, ...] = ()
        self.buttons = {offer: OrderButton(keys=terms.keys, primary=terms.forward) for offer, terms in TERMS.items()}
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(UNIT_PX // 2)
        for offer, button in self.buttons.items():
            button.clicked.connect(lambda _checked, o=offer: self.offer_requested.emit(o))
            button.setParent(self)  # unplaced, it would be a window of its own
            button.hide()
        self.retranslate()

    def show_offers(self, offers: Sequence[Offer], enabled: bool) -> None:
        """Show these orders; disabled while an earlier one is under way."""
        for button in self.buttons.values():
            button.setEnabled(enabled)
        if tuple(offers) == self._shown:
            return
        self._shown = tuple(offers)
        for button in self.buttons.values():
            self._grid.removeWidget(button)
            button.hide()
        row = column = 0
        for offer in offers:
            forward = TERMS[offer].forward
            self._grid.addWidget(self.buttons[offer], row, column, 1, 2 if forward else 1)
            self.buttons[offer].show()
            column = 0 if forward or column else 1
            row += column == 0
        self.setVisible(bool(offers))

    def first_button(self) -> OrderButton | None:
        """The first order shown."""
        return self.buttons[self._shown[0]] if self._shown else None

    def retranslate(self) -> None:
        for offer, button in self.buttons.items():
            button.set_text(offer_word(offer))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
