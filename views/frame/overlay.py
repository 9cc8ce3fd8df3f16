"""A panel over the screen, below the top bar: the command line, the keys, the orders on their way."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from widgets.theme import UNIT_PX, set_surface


class Overlay(QWidget):
    """A child of the window's centre. Escape closes it and gives the focus back."""

    closed = Signal()

    def __init__(self, centre: QWidget, width_px: int) -> None:
        super().__init__(centre)
        self._centre, self._width_px = centre, width_px
        self._before: QWidget | None = None
        set_surface(self, "raised", "all")
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(2 * UNIT_PX, 2 * UNIT_PX, 2 * UNIT_PX, 2 * UNIT_PX)
        self.column.setSpacing(UNIT_PX)
        centre.installEventFilter(self)
        self.hide()

    def open(self) -> None:
        """Show it in the upper middle and put the focus into it."""
        self._before = QApplication.focusWidget()
        self.place()
        self.show()
        self.raise_()
        self.setFocus()

    def close_over(self) -> None:
        """Hide it; the focus goes back to where it was."""
        if self.isHidden():
            return
        self.hide()
        if self._before is not None and self._before.isVisible():
            self._before.setFocus()
        self._before = None
        self.closed.emit()

    def toggle(self) -> None:
        if self.isHidden():
            self.open()
        else:
            self.close_over()

    def place(self) -> None:
        centre = self._centre
        width = min(self._width_px, centre.width() - 4 * UNIT_PX)
        height = min(self.sizeHint().height(), centre.height() - 4 * UNIT_PX)
        self.setGeometry((centre.width() - width) // 2, 2 * UNIT_PX, width, height)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.close_over()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Resize and self.isVisible():
            self.place()
        return super().eventFilter(watched, event)
