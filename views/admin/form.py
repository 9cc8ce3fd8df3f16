"""A form at the right of a list: title, named fields, why it was not taken, what became of it, its button."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QVBoxLayout, QWidget

from widgets.key_cap import OrderButton
from widgets.progress import ProgressLine
from widgets.text import label
from widgets.theme import UNIT_PX

LONGEST_FIELD = 64


class Form(QWidget):
    """Enter goes from field to field, `keys` or the button wishes to send: `send_requested`.

    A form of its own adds its fields in its constructor and names them in `retranslate`.
    """

    send_requested = Signal()

    def __init__(self, keys: str = "Ctrl+Return") -> None:
        super().__init__()
        self.title = label("", "lead", wrap=True)
        self.about = label("", "second", wrap=True)
        self.problem = label("", "error", wrap=True)
        self.done = label("", "body", wrap=True)
        self.progress = ProgressLine()
        self.send = OrderButton(keys=keys, primary=True)
        self._names: dict[str, QLabel] = {}
        self._focused: QWidget | None = None
        self._focused_meanwhile: QWidget | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2 * UNIT_PX, 3 * UNIT_PX // 2, 2 * UNIT_PX, UNIT_PX)
        self._column.setSpacing(UNIT_PX // 2)
        for part in (self.title, self.about, self.problem, self.progress, self.send, self.done):
            self._column.addWidget(part)
        self._column.addStretch(1)
        self.send.clicked.connect(self.send_requested)
        self.say_problem("")
        self.say_done("")

    def add_field(self, key: str, field: QWidget) -> None:
        """Put a field below the last one; `name_fields` gives it its word."""
        if isinstance(field, QLineEdit):
            field.setMaxLength(LONGEST_FIELD)
        name = self._names[key] = label("", "second")
        name.setBuddy(field)
        place = self._column.indexOf(self.problem)
        self._column.insertWidget(place, name)
        self._column.insertWidget(place + 1, field)

    def add_below(self, part: QWidget) -> None:
        """Put something below the button."""
        self._column.insertWidget(self._column.indexOf(self.done) + 1, part)

    def name_fields(self, texts: Mapping[str, str]) -> None:
        for key, text in texts.items():
            self._names[key].setText(text)
            buddy = self._names[key].buddy()
            if buddy is not None:
                (buddy.focusProxy() or buddy).setAccessibleName(text)

    def say_about(self, text: str) -> None:
        """What the form is about, above its fields."""
        self.about.setText(text)
        self.about.setVisible(bool(text))

    def say_problem(self, text: str) -> None:
        """Why it was not taken; what was written stays."""
        self.problem.setText(text)
        self.problem.setVisible(bool(text))

    def say_done(self, text: str) -> None:
        """What became of it."""
        self.done.setText(text)
        self.done.setVisible(bool(text))

    def set_busy(self, busy: bool) -> None:
        """True while the server is asked: nothing can be written then, and the focus comes back afterwards."""
        if busy:
            self._focused = self._own_focus()
        for name in self._names.values():
            if (field := name.buddy()) is not None:
                field.setEnabled(not busy)
        self.send.setEnabled(not busy)
        if busy:
            self._focused_meanwhile = QApplication.focusWidget()
            self.say_problem("")
            self.say_done("")
            self.progress.start()
        else:
            self.progress.stop()
            # Whoever has gone elsewhere meanwhile stays there.
            if self._focused is not None and QApplication.focusWidget() in (None, self._focused_meanwhile):
                self._focused.setFocus()
            self._focused = self._focused_meanwhile = None

    def retranslate(self) -> None:
        """Set every text anew."""

    def _own_focus(self) -> QWidget | None:
        focused = QApplication.focusWidget()
        return focused if focused is not None and self.isAncestorOf(focused) else None

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif isinstance(focused := self.focusWidget(), OrderButton):
            focused.click()
        else:
            self.focusNextChild()
