"""A line of time that one looks along and grasps: what is recorded, what happened when, and where one stands."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QBrush, QHelpEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPolygonF, QWheelEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from widgets.theme import HINT_PX, UNIT_PX, font, theme
from widgets.tokens import Tone

HEIGHT_PX = 56
_EDGE_PX = UNIT_PX
_AXIS_PX = 18
_NEAR_PX = 6
# Steps of the axis in seconds; the first that leaves room for its words is taken.
_STEPS_S = (10, 30, 60, 300, 600, 1_800, 3_600, 10_800, 21_600, 43_200, 86_400)
_WORD_PX = 64
_SHORTEST_S = 60.0
_COLUMN_PX = 3


@dataclass(frozen=True, slots=True)
class TimeMark:
    """Something that happened: Unix seconds, its tone (QUIET marks are counted, others stand out), and its words."""

    at_s: float
    tone: Tone
    text: str


class TimeLine(QWidget):
    """`time_chosen(Unix s)` for every place that is pressed or dragged to, and for arrow keys. The wheel looks nearer.

    `write_time(at_s, step_s)` gives the axis its words; `step_s` is the distance of two of them.
    """

    time_chosen = Signal(float)

    def __init__(self, write_time: Callable[[float, float], str]) -> None:
        super().__init__()
        self._write_time = write_time
        self._span = (0.0, 1.0)
        self._seen = self._span
        self._pieces: list[tuple[float, float]] = []
        self._marks: list[TimeMark] = []
        self._times: list[float] = []
        self._at_s: float | None = None
        self._offset_s = 0.0
        self.setFixedHeight(HEIGHT_PX)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_span(self, from_s: float, to_s: float, offset_s: float = 0.0) -> None:
        """The whole line; what is seen of it grows with it as long as all of it is seen. `offset_s` is how far the
        local clock is ahead of UTC, so that the axis has whole local hours.
        """
        self._offset_s = offset_s
        whole = self._seen == self._span
        self._span = (from_s, max(to_s, from_s + _SHORTEST_S))
        if whole:
            self._seen = self._span
        else:
            self._look(*self._seen)
        self.update()

    def set_pieces(self, pieces: Sequence[tuple[float, float]]) -> None:
        """The times that are recorded; all others are hatched."""
        self._pieces = list(pieces)
        self.update()

    def set_marks(self, marks: Sequence[TimeMark]) -> None:
        self._marks = sorted(marks, key=lambda mark: mark.at_s)
        self._times = [mark.at_s for mark in self._marks]
        self.update()

    def set_at(self, at_s: float | None) -> None:
        """Where one stands; None is the present, at the right end."""
        self._at_s = at_s
        if at_s is not None and self._seen != self._span and not self._seen[0] <= at_s <= self._seen[1]:
            width_s = self._seen[1] - self._seen[0]
            self._look(at_s - width_s / 4, at_s + width_s * 3 / 4)
        self.update()

    def x_of(self, at_s: float) -> float:
        """The pixel of a time, also beyond what is seen."""
        start, end = self._seen
        return _EDGE_PX + (at_s - start) / (end - start) * (self.width() - 2 * _EDGE_PX)

    def time_at(self, x: float) -> float:
        """The time under a pixel, within the line."""
        start, end = self._seen
        at_s = start + (x - _EDGE_PX) / max(1, self.width() - 2 * _EDGE_PX) * (end - start)
        return min(max(at_s, self._span[0]), self._span[1])

    def _look(self, start_s: float, end_s: float) -> None:
        """See from one time to another, moved so that it lies within the line."""
        first, last = self._span
        width_s = min(max(_SHORTEST_S, end_s - start_s), last - first)
        start_s = min(max(start_s, first), last - width_s)
        self._seen = self._span if width_s >= last - first else (start_s, start_s + width_s)
        self.update()

    # ---- hands ---------------------------------------------------------------------------------------------------
    def mousePressEvent(self, event: QMouseEvent) -> None:
        if event.button() == Qt.MouseButton.LeftButton:
            self.time_chosen.emit(self.time_at(event.position().x()))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        if event.buttons() & Qt.MouseButton.LeftButton:
            self.time_chosen.emit(self.time_at(event.position().x()))

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        self._look(*self._span)

    def wheelEvent(self, event: QWheelEvent) -> None:
        at_s = self.time_at(event.position().x())
        factor = 0.8 if event.angleDelta().y() > 0 else 1.25
        self._look(at_s + (self._seen[0] - at_s) * factor, at_s + (self._seen[1] - at_s) * factor)
        event.accept()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        steps = {Qt.Key.Key_Left: -10.0, Qt.Key.Key_Right: 10.0, Qt.Key.Key_PageUp: -600.0, Qt.Key.Key_PageDown: 600.0}
        step_s = steps.get(Qt.Key(event.key()))
        if step_s is None:
            super().keyPressEvent(event)
            return
        at_s = self._span[1] if self._at_s is None else self._at_s
        self.time_chosen.emit(min(max(at_s + step_s, self._span[0]), self._span[1]))

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QHelpEvent) and event.type() == QEvent.Type.ToolTip:
            QToolTip.showText(event.globalPos(), self.words_at(event.pos().x()), self)
            return True
        return super().event(event)

    def words_at(self, x: float) -> str:
        """The time under a pixel, and what happened near it, gravest tones first; at most six lines."""
        near = self._marks[bisect_left(self._times, self.time_at(x - _NEAR_PX)) :]
        until_s = self.time_at(x + _NEAR_PX)
        found = [mark for mark in near[:200] if mark.at_s <= until_s]
        found.sort(key=lambda mark: mark.tone is Tone.QUIET)
        lines = [self._write_time(self.time_at(x), 1.0)]
        lines += [f"{self._write_time(mark.at_s, 1.0)}  {mark.text}" for mark in found[:5]]
        return "\n".join(lines)

    # ---- looks ---------------------------------------------------------------------------------------------------
    def sizeHint(self) -> QSize:
        return QSize(600, HEIGHT_PX)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self)
        field = QRect(_EDGE_PX, 2, self.width() - 2 * _EDGE_PX, self.height() - _AXIS_PX - 2)
        look = theme()
        painter.fillRect(field, look.color("ground"))
        painter.fillRect(field, QBrush(look.color("line_strong"), Qt.BrushStyle.BDiagPattern))
        painter.setClipRect(field)
        for start_s, end_s in self._pieces:
            left, right = self.x_of(start_s), self.x_of(end_s)
            painter.fillRect(QRectF(left, field.top(), max(1.0, right - left), field.height()), look.color("raised"))
        self._paint_marks(painter, field)
        painter.setClipping(False)
        self._paint_axis(painter, field)
        painter.setPen(look.color("accent" if self.hasFocus() else "line"))
        painter.drawRect(field.adjusted(0, 0, -1, -1))
        self._paint_handle(painter, field)

    def _paint_marks(self, painter: QPainter, field: QRect) -> None:
        """Quiet marks as a low profile of how many there are; every other as a stroke of its own."""
        counts: dict[int, int] = {}
        first, last = bisect_left(self._times, self._seen[0]), bisect_left(self._times, self._seen[1])
        seen = self._marks[first:last]
        for mark in seen:
            if mark.tone is Tone.QUIET:
                column = int(self.x_of(mark.at_s)) // _COLUMN_PX
                counts[column] = counts.get(column, 0) + 1
        most = max(counts.values(), default=1)
        room = field.height() // 2
        for column, count in counts.items():
            height = max(3, round(room * count / max(4, most)))
            bar = QRect(column * _COLUMN_PX, field.bottom() - height, _COLUMN_PX - 1, height)
            painter.fillRect(bar, theme().color("text_second"))
        drawn: set[tuple[int, Tone]] = set()
        for mark in seen:
            x = int(self.x_of(mark.at_s))
            if mark.tone is not Tone.QUIET and (x, mark.tone) not in drawn:
                drawn.add((x, mark.tone))
                painter.fillRect(QRect(x - 1, field.top() + 2, 2, room - 2), theme().mark(mark.tone))

    def _paint_axis(self, painter: QPainter, field: QRect) -> None:
        width_s = self._seen[1] - self._seen[0]
        words = max(1, field.width() // _WORD_PX)
        step_s = next((step for step in _STEPS_S if width_s / step <= words), _STEPS_S[-1])
        painter.setFont(font(HINT_PX))
        at_s = ((self._seen[0] + self._offset_s) // step_s + 1) * step_s - self._offset_s
        while at_s < self._seen[1]:
            x = int(self.x_of(at_s))
            painter.setPen(theme().color("line_strong"))
            painter.drawLine(x, field.bottom() - 3, x, field.bottom() + 3)
            painter.setPen(theme().color("text_second"))
            room = QRect(x - _WORD_PX // 2, field.bottom() + 3, _WORD_PX, _AXIS_PX - 3)
            painter.drawText(room, int(Qt.AlignmentFlag.AlignCenter), self._write_time(at_s, float(step_s)))
            at_s += step_s

    def _paint_handle(self, painter: QPainter, field: QRect) -> None:
        x = self.x_of(self._seen[1] if self._at_s is None else self._at_s)
        if not field.left() - 1 <= x <= field.right() + 2:
            return
        look = theme()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(look.color("accent" if self._at_s is None else "past"))
        painter.drawRect(QRectF(x - 1, field.top(), 2, field.height()))
        half, low = 6.0, field.bottom() + 1.0
        painter.drawPolygon(QPolygonF([QPointF(x, low - 8), QPointF(x + half, low + 2), QPointF(x - half, low + 2)]))
