"""The cards of a board: what they say, and how one is painted."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from widgets.marks import TONE_SHAPE, draw_mark
from widgets.text import draw_elided
from widgets.theme import BODY_PX, HINT_PX, UNIT_PX, font, theme
from widgets.tokens import Tone

CARD_HEIGHT_PX = 80
_BAR_PX = 4
_MARK_PX = 10
_NARROW_PX = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """One thing on the board. `tone` is the bar at its left edge, `timer_tone` the colour of the text at its right."""

    key: int
    title: str
    timer: str = ""
    timer_tone: str = Tone.QUIET
    line_1: str = ""
    line_2: str = ""
    tone: str = Tone.NONE


@dataclass(frozen=True, slots=True, kw_only=True)
class BoardColumn:
    """A stage. `count_text` stands beside the title; it is the number of cards unless given."""

    key: str
    title: str
    cards: tuple[Card, ...] = ()
    count_text: str = ""
    empty_text: str = ""


def paint_card(painter: QPainter, rect: QRect, card: Card, *, selected: bool, focused: bool) -> None:
    """Paint one card into `rect` (CARD_HEIGHT_PX high). A graver timer carries its level's shape as well."""
    look = theme()
    painter.fillRect(rect, look.color("selection" if selected else "raised"))
    painter.setPen(look.color("accent" if focused else "line_strong" if selected else "line"))
    painter.drawRect(rect.adjusted(0, 0, -1, -1))
    painter.fillRect(QRect(rect.x(), rect.y(), _BAR_PX, rect.height()), look.mark(card.tone))

    inner = rect.adjusted(_BAR_PX + UNIT_PX, UNIT_PX, -UNIT_PX, -UNIT_PX)
    pitch = inner.height() // 3
    rows = [QRect(inner.x(), inner.y() + n * pitch, inner.width(), pitch) for n in range(3)]
    if card.timer:
        # In a narrow column the title keeps the first line for itself, and the timer stands in the last.
        row = rows[0] if rect.width() >= _NARROW_PX else rows[2]
        row.setWidth(_paint_timer(painter, row, card) - row.x())
    painter.setFont(font(BODY_PX, bold=True))
    painter.setPen(look.color("text"))
    draw_elided(painter, rows[0], card.title)
    painter.setFont(font(BODY_PX))
    painter.setPen(look.color("text_second"))
    draw_elided(painter, rows[1], card.line_1)
    painter.setFont(font(HINT_PX))
    draw_elided(painter, rows[2], card.line_2)


def _paint_timer(painter: QPainter, row: QRect, card: Card) -> int:
    """The timer at the right end of a row; returns the x that the rest of the row may reach."""
    painter.setFont(font(BODY_PX, bold=True))
    painter.setPen(theme().word(card.timer_tone))
    painter.drawText(row, int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter), card.timer)
    left = row.right() - painter.fontMetrics().horizontalAdvance(card.timer)
    if card.timer_tone in (Tone.RED, Tone.ORANGE, Tone.YELLOW):
        left -= _MARK_PX + UNIT_PX // 2
        place = QRect(left, row.center().y() - _MARK_PX // 2 + 1, _MARK_PX, _MARK_PX)
        draw_mark(painter, place.toRectF(), TONE_SHAPE[card.timer_tone], theme().mark(card.timer_tone))
    return left - UNIT_PX
