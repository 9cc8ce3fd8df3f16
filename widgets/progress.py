"""A thin line that runs while work takes longer than a second."""

from __future__ import annotations

from PySide6.QtCore import QRect, QTimer, QVariantAnimation
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from widgets.theme import theme

SHOW_AFTER_MS = 400


class ProgressLine(QWidget):
    """`start()` shows it if the work has not stopped within SHOW_AFTER_MS; `set_share` gives it a known length.

    It keeps its 3 px at rest, so that nothing below it jumps.
    """

    def __init__(self) -> None:
        super().__init__()
        self.setFixedHeight(3)
        self._share: float | None = None
        self._seen = False
        self._delay = QTimer(self)
        self._delay.setSingleShot(True)
        self._delay.setInterval(SHOW_AFTER_MS)
        self._delay.timeout.connect(self._show)
        self._run = QVariantAnimation(self)
        self._run.setStartValue(0.0)
        self._run.setEndValue(1.0)
        self._run.setDuration(1200)
        self._run.setLoopCount(-1)
        self._run.valueChanged.connect(self.update)

    def start(self) -> None:
        self._share = None
        if not self._delay.isActive() and not self._seen:
            self._delay.start()

    def set_share(self, share: float) -> None:
        """0 to 1; shows the line at once."""
        self._share = min(1.0, max(0.0, share))
        self._show()

    def stop(self) -> None:
        self._delay.stop()
        self._run.stop()
        self._seen = False
        self._share = None
        self.update()

    def is_running(self) -> bool:
        return self._seen or self._delay.isActive()

    def paintEvent(self, event: QPaintEvent) -> None:
        if not self._seen:
            return
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme().color("line"))
        accent, width = theme().color("accent"), self.width()
        if self._share is not None:
            painter.fillRect(QRect(0, 0, round(width * self._share), self.height()), accent)
        else:
            place = float(self._run.currentValue() or 0.0)
            painter.fillRect(QRect(round(width * (place * 1.3 - 0.3)), 0, round(width * 0.3), self.height()), accent)

    def _show(self) -> None:
        self._seen = True
        if self._share is None:
            self._run.start()
        self.update()
