"""Hold to confirm: a serious order leaves only after the finger has stayed on it."""

from __future__ import annotations

from PySide6.QtCore import QAbstractAnimation, QEvent, QRect, Qt, QVariantAnimation, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent

from widgets.key_cap import OrderButton
from widgets.theme import BODY_PX, font, theme

HOLD_MS = 1200
_KEYS = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class HoldButton(OrderButton):
    """Press, or hold Space or Enter, for HOLD_MS. `confirmed` fires once, at the end; `cancelled` when let go early.

    A bar grows across the button while it is held; afterwards the words say that it was too short. It never
    fires `clicked`. Losing focus, being hidden or disabled cancels too.
    """

    confirmed = Signal()
    cancelled = Signal()

    def __init__(self, text: str = "", *, danger: bool = False) -> None:
        super().__init__(text, primary=not danger, danger=danger)
        self._too_short = False
        self._progress = QVariantAnimation(self)
        self._progress.setStartValue(0.0)
        self._progress.setEndValue(1.0)
        self._progress.setDuration(HOLD_MS)
        self._progress.valueChanged.connect(self.update)
        self._progress.finished.connect(self._finish)
        self.retranslate()

    def is_holding(self) -> bool:
        return self._progress.state() == QAbstractAnimation.State.Running

    def set_text(self, text: str) -> None:
        super().set_text(text)
        self.retranslate()

    def retranslate(self) -> None:
        self.setToolTip(self.tr("Hold the mouse button, Space or Enter for {seconds} s").format(seconds=HOLD_MS / 1000))
        self.update()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        elif event.type() == QEvent.Type.EnabledChange and not self.isEnabled():
            self._cancel()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._start()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if not self.rect().contains(event.position().toPoint()):
            self._cancel()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self._cancel()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _KEYS:
            super().keyPressEvent(event)
        elif not event.isAutoRepeat():
            self._start()

    def keyReleaseEvent(self, event: QKeyEvent) -> None:
        if event.key() not in _KEYS:
            super().keyReleaseEvent(event)
        elif not event.isAutoRepeat():
            self._cancel()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self._cancel()
        self._too_short = False

    def event(self, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Hide:
            self._cancel()
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        self._paint_ground(painter)
        text = self.text()
        if self.is_holding():
            done = float(self._progress.currentValue())
            bar = QRect(1, 1, round((self.width() - 2) * done), self.height() - 2)
            if self._danger:
                painter.fillRect(self.rect().adjusted(1, 1, -1, -1), theme().color("red_fill").darker(140))
            painter.fillRect(bar, theme().color("selection" if not self._danger else "red_fill"))
            text = self.tr("{order} – keep holding").format(order=self.text())
        elif self._too_short:
            text = self.tr("{order} – too short, nothing sent").format(order=self.text())
        else:
            text = self.tr("{order} – hold").format(order=self.text())
        if self.is_holding() and self._danger:
            self._paint_words_on_fill(painter, text)
        else:
            self._paint_words(painter, text)

    def _paint_words_on_fill(self, painter: QPainter, text: str) -> None:
        painter.setFont(font(BODY_PX, bold=True))
        painter.setPen(theme().color("on_red"))
        painter.drawText(self.rect().adjusted(12, 0, -8, 0), int(Qt.AlignmentFlag.AlignVCenter), text)

    def _start(self) -> None:
        if self.isEnabled() and not self.is_holding():
            self._too_short = False
            self.setDown(True)
            self._progress.start()
            self.update()

    def _cancel(self) -> None:
        if self.is_holding():
            self._progress.stop()
            self.setDown(False)
            self._too_short = True
            self.update()
            self.cancelled.emit()

    def _finish(self) -> None:
        self.setDown(False)
        self.update()
        self.confirmed.emit()
