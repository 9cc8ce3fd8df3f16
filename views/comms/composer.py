"""Where a text is written: Enter sends, Ctrl+Enter breaks the line, quick texts by key; a broadcast is previewed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QPlainTextEdit, QVBoxLayout, QWidget

from app.domain.comms import LONGEST_TEXT
from widgets.hold_button import HoldButton
from widgets.key_cap import OrderButton, set_tooltip
from widgets.text import label
from widgets.theme import UNIT_PX, set_surface


class TextBox(QPlainTextEdit):
    """`entered` on Enter; Ctrl+Enter or Shift+Enter breaks the line; Tab leaves; at most LONGEST_TEXT characters."""

    entered = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setTabChangesFocus(True)
        self.setFixedHeight(9 * UNIT_PX)
        self.textChanged.connect(self._bound)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
        elif event.modifiers() & (Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier):
            self.insertPlainText("\n")
        else:
            self.entered.emit()

    def _bound(self) -> None:
        text = self.toPlainText()
        if len(text) > LONGEST_TEXT:
            cursor_at = min(self.textCursor().position(), LONGEST_TEXT)
            self.setPlainText(text[:LONGEST_TEXT])
            cursor = self.textCursor()
            cursor.setPosition(cursor_at)
            self.setTextCursor(cursor)


class Composer(QWidget):
    """`send_requested(text)` when a text may go: at once to a few, after preview and hold to many.

    `set_preview` with words makes the next text a broadcast; '' makes it an ordinary one.
    """

    send_requested = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        set_surface(self, "panel", "top")
        self._preview = ""
        self._hold_text = ""
        self._able = True
        self._quick_texts = [""] * 4
        self.quick_buttons = [OrderButton(keys=f"Alt+{n}") for n in range(1, 5)]
        self.box = TextBox()
        self.counter = label("", "second")
        self.problem = label("", "error", wrap=True)
        self.preview = label("", "body", wrap=True)
        self.send_button = OrderButton(primary=True)
        self.hold_button = HoldButton()
        quick = QGridLayout()
        quick.setSpacing(UNIT_PX // 2)
        for n, button in enumerate(self.quick_buttons):
            quick.addWidget(button, n // 2, n % 2)
            button.clicked.connect(lambda _checked, place=n: self.put(self._quick_texts[place]))
        layout = QVBoxLayout(self)
        layout.setContentsMargins(2 * UNIT_PX, UNIT_PX, 2 * UNIT_PX, UNIT_PX)
        layout.setSpacing(UNIT_PX // 2)
        layout.addLayout(quick)
        for part in (self.box, self.counter, self.problem, self.preview, self.send_button, self.hold_button):
            layout.addWidget(part)
        self.box.entered.connect(self._entered)
        self.box.textChanged.connect(self._refresh)
        self.send_button.clicked.connect(self._entered)
        self.hold_button.confirmed.connect(self._send)
        self.retranslate()

    def set_able(self, able: bool) -> None:
        """False where nobody is chosen or the role may not write."""
        self._able = able
        self._refresh()

    def set_preview(self, preview: str, hold_text: str) -> None:
        """Words that say who gets the text, and those of the button that has to be held; '' for no broadcast."""
        if (preview, hold_text) != (self._preview, self._hold_text):
            self._preview, self._hold_text = preview, hold_text
            self._refresh()

    def put(self, text: str) -> None:
        """Write a text into the box, to be read over and sent."""
        self.box.setPlainText(text)
        cursor = self.box.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.box.setTextCursor(cursor)
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def clear(self) -> None:
        """The text has gone out."""
        self.box.clear()
        self.say_problem("")

    def say_problem(self, sentence: str) -> None:
        """Why the text was not taken; the words stay in the box."""
        self.problem.setText(sentence)
        self.problem.setVisible(bool(sentence))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.send_button.hasFocus():
            self._entered()
        else:
            super().keyPressEvent(event)

    def retranslate(self) -> None:
        self.box.setPlaceholderText(self.tr("Write a text. Enter sends, Ctrl+Enter starts a new line."))
        set_tooltip(self.box, self.tr("The text to send"))
        quick = (
            (self.tr("Report"), self.tr("Report your position and what you see.")),
            (self.tr("Call the hall"), self.tr("Call the hall at once.")),
            (self.tr("Check low points"), self.tr("The rain is getting heavier. Check the low points of your area.")),
            (self.tr("Back to beat"), self.tr("Done. Go back to your beat.")),
        )
        for button, (short, whole) in zip(self.quick_buttons, quick, strict=True):
            button.set_text(short)
            set_tooltip(button, whole, button.shortcut().toString())
        self._quick_texts = [whole for _short, whole in quick]
        self.send_button.set_text(self.tr("Send – Enter"))
        self.say_problem("")
        self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _refresh(self) -> None:
        text = self.box.toPlainText()
        ready = self._able and bool(text.strip())
        self.counter.setText(self.tr("{n} of {most} characters").format(n=len(text), most=LONGEST_TEXT))
        broadcast = bool(self._preview)
        self.preview.setText(self._preview)
        self.preview.setVisible(broadcast)
        self.hold_button.set_text(self._hold_text)
        self.hold_button.setVisible(broadcast)
        self.send_button.setVisible(not broadcast)
        self.box.setEnabled(self._able)
        for button in (self.send_button, self.hold_button):
            button.setEnabled(ready)
        for button in self.quick_buttons:
            button.setEnabled(self._able)

    def _entered(self) -> None:
        if not self._able or not self.box.toPlainText().strip():
            return
        if self._preview:
            # Many get it: one Enter only brings the keyboard to the button that has to be held.
            self.hold_button.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            self._send()

    def _send(self) -> None:
        self.send_requested.emit(self.box.toPlainText().strip())
