"""One of several choices, with the choice kept while the list behind it is written anew."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QPointF, QSignalBlocker
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QComboBox

from widgets.theme import UNIT_PX, theme

# Padding, frame and chevron.
_AROUND_PX = 5 * UNIT_PX


class ChoiceBox(QComboBox):
    """A combo box with a chevron of its own: the style sheet that gives it our frame takes the style's arrow away."""

    def set_choices(self, rows: Sequence[tuple[str, str]], every: str = "") -> None:
        """(text, data) rows; `every` is a first row with the data "" that stands for no choice. Signals nothing."""
        wanted = [(every, ""), *rows] if every else list(rows)
        if wanted == [(self.itemText(n), self.itemData(n)) for n in range(self.count())]:
            return
        with QSignalBlocker(self):
            chosen = self.currentData()
            self.clear()
            for text, data in wanted:
                self.addItem(text, data)
            self.setCurrentIndex(max(0, self.findData(chosen)))
        self.setMinimumWidth(self.fontMetrics().horizontalAdvance(every) + _AROUND_PX if every else 0)

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(theme().color("text_second"), 1.5))
        middle = QPointF(self.width() - 1.5 * UNIT_PX, self.height() / 2)
        painter.drawPolyline(
            [middle + QPointF(-4, -2), middle + QPointF(0, 2), middle + QPointF(4, -2)],
        )
