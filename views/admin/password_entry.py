"""A password typed twice or made here, and one that was made, shown once."""

from __future__ import annotations

import secrets

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.duty import MAX_PASSWORD, MIN_PASSWORD
from widgets.key_cap import OrderButton
from widgets.text import label
from widgets.theme import UNIT_PX, set_surface

# Nothing that is misread when it is written down: no 0 O, 1 l I.
_LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789"
# 16 of 56 letters are more than 92 bits.
_LENGTH = 16


class PasswordEntry(QWidget):
    """Two hidden fields; "Generate" fills both. `generated` is True while they hold what was made here."""

    def __init__(self) -> None:
        super().__init__()
        self.first, self.second = QLineEdit(), QLineEdit()
        self.generate = OrderButton()
        self.generated = False
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT_PX // 2)
        for field in (self.first, self.second):
            field.setMaxLength(MAX_PASSWORD)
            field.setEchoMode(QLineEdit.EchoMode.Password)
            field.textEdited.connect(self._typed)
            layout.addWidget(field)
        layout.addWidget(self.generate)
        self.setFocusProxy(self.first)
        self.generate.clicked.connect(self.make)
        self.retranslate()

    def password(self) -> str:
        return self.first.text()

    def problem(self) -> str:
        """Why it cannot be taken, '' if it can."""
        if len(self.first.text()) < MIN_PASSWORD:
            return self.tr("A password has at least {n} characters.").format(n=MIN_PASSWORD)
        if self.first.text() != self.second.text():
            return self.tr("The two passwords differ.")
        return ""

    def make(self) -> None:
        """Fill in a password that nobody has to invent; it is shown once it was taken."""
        made = "".join(secrets.choice(_LETTERS) for _ in range(_LENGTH))
        self.first.setText(made)
        self.second.setText(made)
        self.generated = True

    def offer_to_generate(self, offered: bool) -> None:
        """Whether a password can be made here; one that was made is gone where it cannot."""
        self.generate.setVisible(offered)
        if self.generated and not offered:
            self.clear()

    def clear(self) -> None:
        self.first.clear()
        self.second.clear()
        self.generated = False

    def retranslate(self) -> None:
        self.first.setPlaceholderText(self.tr("Password"))
        self.second.setPlaceholderText(self.tr("The same again"))
        self.second.setAccessibleName(self.tr("The same again"))
        self.generate.set_text(self.tr("Generate one, shown once"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _typed(self, _text: str) -> None:
        # A half that was made and a half that was typed are no password that anybody knows.
        if self.generated:
            self.generated = False
            other = self.second if self.first.hasFocus() else self.first
            other.clear()


class OnceShown(QWidget):
    """A generated password in the open, until `clear`; it cannot be asked for again.

    `unseen` is True while it holds one that has not come to the screen yet.
    """

    def __init__(self) -> None:
        super().__init__()
        set_surface(self, "raised", "all")
        self.unseen = False
        self.password = label("", "lead")
        self.password.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.hint = label("", "second", wrap=True)
        self.copy = OrderButton()
        row = QHBoxLayout()
        row.addWidget(self.password, 1)
        row.addWidget(self.copy)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(UNIT_PX, UNIT_PX, UNIT_PX, UNIT_PX)
        layout.addLayout(row)
        layout.addWidget(self.hint)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.password.text()))
        self.retranslate()
        self.clear()

    def show_password(self, password: str) -> None:
        self.password.setText(password)
        self.unseen = True
        self.show()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.unseen = False

    def clear(self) -> None:
        self.unseen = False
        self.password.clear()
        self.hide()

    def retranslate(self) -> None:
        self.copy.set_text(self.tr("Copy"))
        self.hint.setText(self.tr("Shown only now: hand it over, then leave this room."))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
