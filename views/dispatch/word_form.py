"""The word that an order asks for: a note that may stay empty, or a reason that may not; held where it is grave."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from views.dispatch.offers import TERMS, Ask, Offer, offer_word
from widgets.hold_button import HoldButton
from widgets.key_cap import OrderButton
from widgets.text import label
from widgets.theme import UNIT_PX

MAX_WORDS = 200


class WordForm(QWidget):
    """`given(Offer, text)` when the order is to be sent; `given_up` on Escape. A grave order has to be held."""

    given = Signal(object, str)
    given_up = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.offer = Offer.FINISH
        self.title = label("", "strong")
        self.words = QLineEdit()
        self.words.setMaxLength(MAX_WORDS)
        self.hint = label("", "error")
        self.send_button = OrderButton(primary=True)
        self.hold_button = HoldButton(danger=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT_PX // 2)
        for part in (self.title, self.words, self.hint, self.send_button, self.hold_button):
            layout.addWidget(part)
        self.words.textChanged.connect(lambda _text: self._refresh())
        self.words.returnPressed.connect(self._entered)
        self.send_button.clicked.connect(self._give)
        self.hold_button.confirmed.connect(self._give)
        self.retranslate()

    def ask(self, offer: Offer) -> None:
        """Show the form for an order, empty, with the keyboard in it."""
        self.offer = offer
        self.words.clear()
        self.retranslate()
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.given_up.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # In the field it was `returnPressed` already; it must not go on to whatever has the keyboard next.
            if self.send_button.hasFocus():
                self._give()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        word, terms = offer_word(self.offer), TERMS[self.offer]
        needed = terms.ask is Ask.REASON
        self.title.setText(
            (self.tr("{order}: why") if needed else self.tr("{order}: a word, or none")).format(order=word)
        )
        self.words.setPlaceholderText(self.tr("Reason") if needed else self.tr("Note"))
        self.words.setAccessibleName(self.title.text())
        self.send_button.set_text(self.tr("{order} – Enter").format(order=word))
        self.hold_button.set_text(word)
        self.send_button.setVisible(not terms.hold)
        self.hold_button.setVisible(terms.hold)
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _refresh(self) -> None:
        lacks = TERMS[self.offer].ask is Ask.REASON and not self.words.text().strip()
        self._hint("")
        self.send_button.setEnabled(not lacks)
        self.hold_button.setEnabled(not lacks)

    def _hint(self, text: str) -> None:
        self.hint.setText(text)
        self.hint.setVisible(bool(text))

    def _entered(self) -> None:
        if TERMS[self.offer].ask is Ask.REASON and not self.words.text().strip():
            self._hint(self.tr("Write why; the next person reads it."))
        elif TERMS[self.offer].hold:
            # A held order is never one key: the keyboard moves onto the button that has to be held.
            self.hold_button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._give()

    def _give(self) -> None:
        self.given.emit(self.offer, self.words.text().strip())
