"""What was just done, with a way back for a few seconds: one click with undo for what harms nothing."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QVariantAnimation, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from widgets.key_cap import set_tooltip
from widgets.text import ElidedLabel
from widgets.theme import TOUCH_PX, UNIT_PX, set_surface, theme

UNDO_MS = 8000


class UndoBar(QWidget):
    """Hidden until `offer`. `undo_requested(token)` fires if the button (Ctrl+Z) is used in time; then it is gone."""

    undo_requested = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self._token: object = None
        set_surface(self, "raised", "top")
        self.setFixedHeight(TOUCH_PX)
        self._words = ElidedLabel()
        self._button = QPushButton()
        self._button.clicked.connect(self._undo)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * UNIT_PX, 0, UNIT_PX, 0)
        layout.addWidget(self._words, 1)
        layout.addWidget(self._button)
        self._left = QVariantAnimation(self)
        self._left.setStartValue(1.0)
        self._left.setEndValue(0.0)
        self._left.setDuration(UNDO_MS)
        self._left.valueChanged.connect(self.update)
        self._left.finished.connect(self.hide)
        self.hide()
        self.retranslate()

    def offer(self, done: str, token: object) -> None:
        """Say what was done; a newer offer replaces an older one."""
        self._token = token
        self._words.set_text(done)
        self._left.stop()
        self._left.start()
        self.show()

    def retranslate(self) -> None:
        self._button.setText(self.tr("Undo"))
        self._button.setShortcut("Ctrl+Z")
        set_tooltip(self._button, self.tr("Undo"), "Ctrl+Z")

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        left = float(self._left.currentValue() or 0.0)
        painter = QPainter(self)
        painter.fillRect(QRect(0, self.height() - 2, round(self.width() * left), 2), theme().color("accent"))

    def _undo(self) -> None:
        self._left.stop()
        self.hide()
        self.undo_requested.emit(self._token)
