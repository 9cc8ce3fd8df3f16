"""Tells whoever gives texts to a widget from outside that the language has changed."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QTimer
from PySide6.QtWidgets import QWidget


class LanguageWatch(QObject):
    """Calls `then` a turn of the loop after the change, when the widget and its parts have their own new texts.

    For rooms that are no widgets; a widget has `changeEvent`. It belongs to the widget and ends with it.
    """

    def __init__(self, widget: QWidget, then: Callable[[], None]) -> None:
        super().__init__(widget)
        self._then = then
        widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.LanguageChange:
            QTimer.singleShot(0, self, self._then)
        return False
