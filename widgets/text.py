"""Labels of the type scale, and text cut to the room it has."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from widgets.theme import BODY_PX, FIGURE_PX, HINT_PX, LEAD_PX, TITLE_PX, font, theme

_SIZES = {
    "body": BODY_PX, "strong": BODY_PX, "second": BODY_PX, "hint": HINT_PX, "error": BODY_PX,
    "lead": LEAD_PX, "title": TITLE_PX, "figure": FIGURE_PX,
}  # fmt: skip
_BOLD = {"strong", "lead", "title", "figure"}


def label(text: str = "", role: str = "body", *, wrap: bool = False, scale: int = 1) -> QLabel:
    """A label in one of the roles body, strong, second, hint, error, lead, title, figure. KeyError for another."""
    made = QLabel(text)
    made.setFont(font(_SIZES[role], bold=role in _BOLD, scale=scale))
    made.setProperty("role", role)
    made.setWordWrap(wrap)
    made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def draw_elided(
    painter: QPainter, rect: QRect, text: str, align: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft
) -> None:
    """Draw one line in the painter's own font and pen, vertically centred, with "…" where it does not fit."""
    if text:
        shown = painter.fontMetrics().elidedText(text, Qt.TextElideMode.ElideRight, rect.width())
        painter.drawText(rect, int(align | Qt.AlignmentFlag.AlignVCenter), shown)


class ElidedLabel(QWidget):
    """One line that gives way: it shrinks with its panel, ends in "…" and shows the whole text as its tooltip."""

    def __init__(self, text: str = "", *, size_px: int = BODY_PX, bold: bool = False, tone: str = "none") -> None:
        super().__init__()
        self._text = text
        self._tone = tone
        self.setFont(font(size_px, bold=bold))
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)

    def text(self) -> str:
        return self._text

    def set_text(self, text: str, tone: str = "none") -> None:
        if (text, tone) != (self._text, self._tone):
            self._text, self._tone = text, tone
            self.setToolTip(text)
            self.setAccessibleName(text)
            self.updateGeometry()
            self.update()

    def sizeHint(self) -> QSize:
        metrics = QFontMetrics(QFont(self.font()))
        return QSize(metrics.horizontalAdvance(self._text) + 2, metrics.height() + 2)

    def minimumSizeHint(self) -> QSize:
        return QSize(24, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        painter.setPen(theme().word(self._tone))
        draw_elided(painter, self.rect(), self._text)
