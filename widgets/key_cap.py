"""Buttons that show their key, and tooltips that name it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QKeySequence, QPainter, QPaintEvent, QShortcutEvent
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from widgets.text import draw_elided
from widgets.theme import BODY_PX, HINT_PX, TOUCH_PX, UNIT_PX, font, theme


def set_tooltip(widget: QWidget, text: str, keys: str = "") -> None:
    """A tooltip with the shortcut in brackets; also what a screen reader says."""
    shown = QKeySequence(keys).toString(QKeySequence.SequenceFormat.NativeText) or keys
    widget.setToolTip(f"{text} ({shown})" if shown else text)
    widget.setAccessibleName(text)


def draw_key_cap(painter: QPainter, right: int, middle: int, keys: str) -> int:
    """Draw a framed key that ends at x `right`, centred on y `middle`; returns its left edge."""
    painter.setFont(font(HINT_PX))
    width = painter.fontMetrics().horizontalAdvance(keys) + 12
    rect = QRect(right - width, middle - 10, width, 20)
    painter.setPen(theme().color("line_strong"))
    painter.drawRect(rect.adjusted(0, 0, -1, -1))
    painter.setPen(theme().color("text_second"))
    painter.drawText(rect, int(Qt.AlignmentFlag.AlignCenter), keys)
    return rect.left()


def click_by_key(button: QAbstractButton, event: QEvent) -> bool:
    """Click at once when the event is the button's own shortcut; True if it was.

    QAbstractButton itself would wait 100 ms (animateClick), which is all the time that a press may take to answer.
    """
    if not isinstance(event, QShortcutEvent) or not button.isEnabled():
        return False
    button.click()
    return True


class OrderButton(QAbstractButton):
    """A wide button: the order at the left, its key in a frame at the right. `primary` is drawn in the accent.

    `keys` is a key sequence such as "D" or "Ctrl+Return"; it is a real shortcut as long as the button is visible.
    """

    def __init__(self, text: str = "", keys: str = "", *, primary: bool = False, danger: bool = False) -> None:
        super().__init__()
        self._primary, self._danger, self._keys = primary, danger, keys
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.set_text(text)

    def set_text(self, text: str) -> None:
        self.setText(text)
        if self._keys:
            self.setShortcut(QKeySequence(self._keys))  # setText clears it
        set_tooltip(self, text, self._keys)
        self.updateGeometry()
        self.update()

    def set_primary(self, primary: bool) -> None:
        self._primary = primary
        self.update()

    def event(self, event: QEvent) -> bool:
        return click_by_key(self, event) or super().event(event)

    def sizeHint(self) -> QSize:
        text = QFontMetrics(font(BODY_PX, bold=self._primary)).horizontalAdvance(self.text())
        keys = QFontMetrics(font(HINT_PX)).horizontalAdvance(self._keys) + 28 if self._keys else 0
        return QSize(text + keys + 3 * UNIT_PX, TOUCH_PX)

    def minimumSizeHint(self) -> QSize:
        return QSize(96, TOUCH_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_ground(painter)
        self._paint_words(painter, self.text())

    def _tone(self) -> str:
        return "red" if self._danger else "accent" if self._primary else "none"

    def _paint_ground(self, painter: QPainter) -> None:
        look = theme()
        pressed = self.isDown() and self.isEnabled()
        ground = "line_strong" if pressed else "line" if self.underMouse() and self.isEnabled() else "raised"
        painter.fillRect(self.rect(), look.color(ground if self.isEnabled() else "panel"))
        edge = look.mark(self._tone()) if self.isEnabled() else look.color("line")
        if self.hasFocus():
            edge = look.color("accent")
        painter.setPen(edge)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        if self.hasFocus():
            painter.drawRect(self.rect().adjusted(1, 1, -2, -2))

    def _paint_words(self, painter: QPainter, text: str) -> None:
        right = self.width() - UNIT_PX
        if self._keys:
            right = draw_key_cap(painter, right, self.height() // 2, self._keys)
        painter.setFont(font(BODY_PX, bold=self._primary))
        painter.setPen(theme().word(self._tone()) if self.isEnabled() else theme().color("text_third"))
        room = right - UNIT_PX - UNIT_PX * 3 // 2
        draw_elided(painter, QRect(UNIT_PX * 3 // 2, 0, room, self.height()), text)
