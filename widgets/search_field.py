"""A line to search in, with its glass, its key and a way to empty it."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit

from widgets.icons import pixmap
from widgets.key_cap import draw_key_cap
from widgets.theme import UNIT_PX, theme

_QUIET_MS = 120


class SearchField(QLineEdit):
    """`searched(text)` fires shortly after typing rests, and at once when emptied.

    Escape empties it and fires `escaped`; with `escape_empties` False the key is left to what lies around the field.

    Down and Up fire `stepped(+1/-1)`, so that a list beneath moves while the typing goes on.
    """

    searched = Signal(str)
    stepped = Signal(int)
    escaped = Signal()

    def __init__(self, keys: str = "", *, escape_empties: bool = True) -> None:
        super().__init__()
        self._keys, self._escape_empties = keys, escape_empties
        self.setTextMargins(3 * UNIT_PX, 0, 0, 0)
        self.setClearButtonEnabled(False)
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_QUIET_MS)
        self._rest.timeout.connect(lambda: self.searched.emit(self.text().strip()))
        self.textChanged.connect(self._changed)

    def is_typing(self) -> bool:
        """True while the text has changed and `searched` has not told it yet."""
        return self._rest.isActive()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape and self._escape_empties and self.text():
            self.clear()
            self.escaped.emit()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if event.key() == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        glass = pixmap("search", theme().color("text_second").name(), 16, self.devicePixelRatioF())
        painter.drawPixmap(UNIT_PX, (self.height() - 16) // 2, glass)
        if self._keys and not self.text() and not self.hasFocus():
            draw_key_cap(painter, self.width() - UNIT_PX, self.height() // 2, self._keys)

    def _changed(self, text: str) -> None:
        if text:
            self._rest.start()
        else:
            self._rest.stop()
            self.searched.emit("")
