"""The rail at the left: the screens, each with its icon, word and key."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QVBoxLayout, QWidget

from views.frame.rooms import Room
from widgets.icons import pixmap
from widgets.key_cap import click_by_key, set_tooltip
from widgets.text import draw_elided
from widgets.theme import HINT_PX, UNIT_PX, font, set_surface, theme

WIDTH_PX = 72
_ICON_PX = 24


class RailButton(QAbstractButton):
    """Icon above word; the open screen has a bar at its edge and bright ink."""

    def __init__(self, room: Room, keys: str) -> None:
        super().__init__()
        self.room = room
        self._keys = keys
        self.setCheckable(True)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setObjectName(f"rail_{room.name}")
        self.retranslate()

    def retranslate(self) -> None:
        self.setText(self.room.title())
        self.setShortcut(QKeySequence(self._keys))
        set_tooltip(self, self.room.title(), self._keys)

    def event(self, event: QEvent) -> bool:
        return click_by_key(self, event) or super().event(event)

    def sizeHint(self) -> QSize:
        return QSize(WIDTH_PX, 8 * UNIT_PX)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, look, on = QPainter(self), theme(), self.isChecked()
        if on or self.underMouse():
            painter.fillRect(self.rect(), look.color("raised"))
        if on:
            painter.fillRect(QRect(0, 0, 3, self.height()), look.color("accent"))
        ink = look.color("text" if on or self.underMouse() else "text_second")
        icon = pixmap(self.room.icon, ink.name(), _ICON_PX, self.devicePixelRatioF())
        painter.drawPixmap((self.width() - _ICON_PX) // 2, 10, icon)
        painter.setPen(ink)
        painter.setFont(font(HINT_PX, bold=on))
        words = QRect(2, 10 + _ICON_PX + 2, self.width() - 4, 20)
        draw_elided(painter, words, self.text(), Qt.AlignmentFlag.AlignHCenter)
        if self.hasFocus():
            painter.setPen(look.color("accent"))
            painter.drawRect(self.rect().adjusted(0, 0, -1, -1))


class Rail(QWidget):
    """`screen_requested(name)` fires for a press or Ctrl+1…9. `set_screen` marks the open one."""

    screen_requested = Signal(str)

    def __init__(self, rooms: Sequence[Room]) -> None:
        super().__init__()
        set_surface(self, "panel", "right")
        self.setFixedWidth(WIDTH_PX)
        self._buttons: dict[str, RailButton] = {}
        group = QButtonGroup(self)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, UNIT_PX, 1, 0)
        layout.setSpacing(0)
        for n, room in enumerate(rooms, start=1):
            button = RailButton(room, f"Ctrl+{n}")
            button.clicked.connect(lambda _=False, name=room.name: self.screen_requested.emit(name))
            group.addButton(button)
            layout.addWidget(button)
            self._buttons[room.name] = button
        layout.addStretch(1)

    def set_screen(self, name: str) -> None:
        self._buttons[name].setChecked(True)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            for button in self._buttons.values():
                button.retranslate()
