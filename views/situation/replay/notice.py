"""A plate that says of a panel beside the map that it shows the past."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from widgets.theme import BODY_PX, UNIT_PX, font, theme


class PastNotice(QLabel):
    """Hidden until something past is shown. Bears the colour that nothing of the present has."""

    def __init__(self) -> None:
        super().__init__()
        self.setFont(font(BODY_PX, bold=True))
        self.setWordWrap(True)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setContentsMargins(UNIT_PX, UNIT_PX // 2, UNIT_PX, UNIT_PX // 2)
        self.hide()
        self._dress()
        theme().theme_changed.connect(self._dress)

    def _dress(self) -> None:
        look = theme()
        self.setStyleSheet(f"background: {look.color('past').name()}; color: {look.color('on_past').name()}")
