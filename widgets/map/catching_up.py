"""A map that was away shows what it showed when it left: paled, and said so, until it has drawn what is now."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QRect, Qt, QTimer
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from widgets.theme import BODY_PX, TOUCH_PX, font, theme

_VEIL = 0.6


class CatchingUp(QWidget):
    """Lies over a map. `ask(token)` has the page answer once all that it was told of is drawn; `answered(token)` takes
    that word.
    """

    def __init__(self, map_view: QWidget, ask: Callable[[int], None]) -> None:
        super().__init__(map_view)
        self._ask, self._token = ask, 0
        self._was_away = False
        # What is shown anew is told of in the same turn of the loop in which the map is seen again.
        self._soon = QTimer(self, interval=0, singleShot=True)
        self._soon.timeout.connect(lambda: self._ask(self._token))
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.retranslate()
        self.hide()

    def leave(self) -> None:
        """Nobody sees the map from now on."""
        self._was_away = True

    def come_back(self) -> None:
        """The map is seen, and told what is now."""
        if self._was_away:
            self._was_away = False
            self._token += 1
            self.show()
            self.raise_()
            self._soon.start()

    def answered(self, token: int) -> None:
        """The page has drawn what it knew of when it was asked."""
        if token == self._token:
            self.hide()

    def give_up(self) -> None:
        """The page is gone, and the old picture with it."""
        self._was_away = False
        self._soon.stop()
        self.hide()

    def retranslate(self) -> None:
        self._words = self.tr("As it was when you left; the newest is being drawn …")
        self.setAccessibleName(self._words)

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, veil = QPainter(self), QColor(theme().color("ground"))
        veil.setAlphaF(_VEIL)
        painter.fillRect(self.rect(), veil)
        line = QRect(0, (self.height() - TOUCH_PX) // 2, self.width(), TOUCH_PX)
        painter.fillRect(line, theme().color("raised"))
        painter.setFont(font(BODY_PX, bold=True))
        painter.setPen(theme().color("text"))
        painter.drawText(line, Qt.AlignmentFlag.AlignCenter, self._words)
