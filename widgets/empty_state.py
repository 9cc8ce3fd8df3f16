"""What an empty panel says: what would be here, and how to get it."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QVBoxLayout, QWidget

from widgets.text import label
from widgets.theme import UNIT_PX


class EmptyState(QWidget):
    """A quiet sentence in the middle, a hint below it, and an optional widget (a button) as the way out."""

    def __init__(self, title: str = "", hint: str = "", way_out: QWidget | None = None) -> None:
        super().__init__()
        self._title = label(title, "second", wrap=True)
        self._hint = label(hint, "hint", wrap=True)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(3 * UNIT_PX, 2 * UNIT_PX, 3 * UNIT_PX, 2 * UNIT_PX)
        layout.setSpacing(UNIT_PX // 2)
        layout.addStretch(2)
        for part in (self._title, self._hint):
            part.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            layout.addWidget(part)
        if way_out is not None:
            layout.addSpacing(UNIT_PX)
            layout.addWidget(way_out, alignment=Qt.AlignmentFlag.AlignHCenter)
        layout.addStretch(3)
        self.set_text(title, hint)

    def set_text(self, title: str, hint: str = "") -> None:
        self._title.setText(title)
        self._hint.setText(hint)
        self._hint.setVisible(bool(hint))
        self.setAccessibleName(f"{title} {hint}".strip())
