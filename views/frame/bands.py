"""Bands across the top of every screen: drill, old data, calls for help. Nothing moves under the pointer for them."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, QTimer
from PySide6.QtGui import QCursor, QMoveEvent, QResizeEvent
from PySide6.QtWidgets import (
    QAbstractSpinBox,
    QApplication,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QVBoxLayout,
    QWidget,
)

from views.frame.overlay import Overlay
from widgets.theme import set_surface

# A press that was on its way when a band came is meant for what lay there before.
LETS_THROUGH_MS = 500
# A pointer that has rested for so many looks is in the middle of nothing: room may be made or given back under it.
LOOK_MS, RESTED_LOOKS = 500, 4
_TYPED_INTO = (Overlay, QLineEdit, QPlainTextEdit, QTextEdit, QAbstractSpinBox)


class Bands(QWidget):
    """The room that the bands stand in: in the window's column, right above `below`, which holds the screens.

    A band that comes lies over the top edge of `below` while the pointer is there. Room is made once the pointer has
    left or has rested for two seconds, at once for who types into what would be covered, and by `settle`. A band that
    goes gives its room back in the same way.
    """

    def __init__(self, window: QWidget, bands: Sequence[QWidget], below: QWidget) -> None:
        super().__init__(window)
        set_surface(self, "panel")
        self.setFixedHeight(0)
        self._below = below
        self.sheet = QWidget(window)
        self.sheet.setGeometry(0, 0, 0, 0)
        column = QVBoxLayout(self.sheet)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        for band in bands:
            column.addWidget(band)
        self._through = QTimer(self, singleShot=True, interval=LETS_THROUGH_MS)
        self._through.timeout.connect(self._stop)
        self._looks = QTimer(self, interval=LOOK_MS)
        self._looks.timeout.connect(self._look)
        self._seen_at, self._rested = QPoint(), 0
        self.sheet.installEventFilter(self)
        below.installEventFilter(self)
        application = QApplication.instance()
        if isinstance(application, QApplication):
            application.focusChanged.connect(self._place)

    def settle(self) -> None:
        """Give the bands the room that they need, whatever is under the pointer."""
        self._looks.stop()
        self.setFixedHeight(self.sheet.sizeHint().height())

    def takes_presses(self) -> bool:
        """False in the first moment of a band: a press is then meant for what lay there before."""
        return not self._through.isActive()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        # The sheet asks for a layout when a band comes, goes or grows.
        if event.type() == (QEvent.Type.LayoutRequest if watched is self.sheet else QEvent.Type.Leave):
            self._place()
        return super().eventFilter(watched, event)

    def moveEvent(self, event: QMoveEvent) -> None:
        super().moveEvent(event)
        self._place()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        was_px, wanted_px = self.sheet.height(), self.sheet.sizeHint().height()
        self.sheet.setGeometry(0, self.y(), self.width(), wanted_px)
        self.sheet.raise_()
        if wanted_px == self.height():
            return
        if wanted_px > was_px:
            self.sheet.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            self._through.start()
        if self._types_below() or not self._points_below():
            self.settle()
        elif not self._looks.isActive():
            self._seen_at, self._rested = QCursor.pos(), 0
            self._looks.start()

    def _look(self) -> None:
        at, held = QCursor.pos(), QApplication.mouseButtons() != Qt.MouseButton.NoButton
        self._rested = 0 if held or at != self._seen_at else self._rested + 1
        self._seen_at = at
        if self._rested >= RESTED_LOOKS:
            self.settle()

    def _stop(self) -> None:
        self.sheet.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents, False)
        self._place()

    def _points_below(self) -> bool:
        """Is the pointer on the screens, or was it pressed there and is still held?"""
        if QApplication.mouseButtons() != Qt.MouseButton.NoButton:
            return True
        at = self._below.mapFromGlobal(QCursor.pos())
        on_band = self.sheet.rect().contains(self.sheet.mapFromGlobal(QCursor.pos()))
        return self._below.rect().contains(at) and (self._through.isActive() or not on_band)

    def _types_below(self) -> bool:
        """Has something that the bands cover the focus, and is it typed into?"""
        at: QWidget | None = QApplication.focusWidget()
        while at is not None and at is not self._below:
            if isinstance(at, _TYPED_INTO):
                return self.sheet.geometry().intersects(QRect(at.mapTo(self.window(), QPoint()), at.size()))
            at = at.parentWidget()
        return False
