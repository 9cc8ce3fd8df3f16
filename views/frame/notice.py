"""A sentence over the alarm strip: what went wrong, what is kept, what to do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from widgets.key_cap import set_tooltip
from widgets.marks import TONE_SHAPE
from widgets.state_dot import StateDot
from widgets.theme import TOUCH_PX, UNIT_PX, set_surface

STAYS_MS = 12_000


class Notice(QWidget):
    """Hidden until `tell`; goes after STAYS_MS or by its button. A newer sentence replaces an older one.

    It lies over the lower edge of `below`, which keeps its size: a map would be laid out anew for every sentence.
    """

    def __init__(self, window: QWidget, below: QWidget) -> None:
        super().__init__(window)
        self._below = below
        set_surface(self, "raised", "top")
        self._words = StateDot(bold=True)
        self._close = QPushButton()
        self._close.setProperty("variant", "quiet")
        self._close.setFocusPolicy(Qt.FocusPolicy.TabFocus)  # a press takes the keyboard from nobody
        self._close.clicked.connect(self.hide)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * UNIT_PX, 0, UNIT_PX, 0)
        row.addWidget(self._words, 1, Qt.AlignmentFlag.AlignVCenter)
        row.addWidget(self._close)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(STAYS_MS)
        self._timer.timeout.connect(self.hide)
        below.installEventFilter(self)
        self.retranslate()
        self.hide()

    def tell(self, sentence: str, tone: str = "orange") -> None:
        self._words.set_state(sentence, tone, TONE_SHAPE[tone])
        self._words.setToolTip(sentence)
        self._timer.start()
        self.show()

    def text(self) -> str:
        return self._words.word()

    def retranslate(self) -> None:
        self._close.setText(self.tr("Dismiss"))
        set_tooltip(self._close, self.tr("Dismiss this notice"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self._place()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self._below and event.type() in (QEvent.Type.Resize, QEvent.Type.Move) and not self.isHidden():
            self._place()
        return super().eventFilter(watched, event)

    def _place(self) -> None:
        under = self._below.geometry()
        self.setGeometry(under.left(), under.bottom() + 1 - TOUCH_PX, under.width(), TOUCH_PX)
        self.raise_()
