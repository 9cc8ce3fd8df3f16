"""The shapes of the states. Colour is never alone: each tone has its shape, stale is hollow, offline is struck."""

from __future__ import annotations

from enum import StrEnum
from functools import lru_cache
from math import cos, pi, sin

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap, QPolygonF

from widgets.tokens import Tone


class Shape(StrEnum):
    """DISC to DIAMOND are filled; RING is stale, STRUCK is offline, OCTAGON is kept for SOS."""

    DISC = "disc"
    SQUARE = "square"
    TRIANGLE = "triangle"
    DIAMOND = "diamond"
    ARROW = "arrow"
    RING = "ring"
    STRUCK = "struck"
    OCTAGON = "octagon"
    CHECK = "check"
    WAITING = "waiting"


# The graver, the more corners point at you.
TONE_SHAPE: dict[str, Shape] = {
    Tone.RED: Shape.TRIANGLE,
    Tone.ORANGE: Shape.DIAMOND,
    Tone.YELLOW: Shape.SQUARE,
    Tone.BLUE: Shape.DISC,
    Tone.ACCENT: Shape.ARROW,
    Tone.QUIET: Shape.DISC,
    Tone.STRONG: Shape.DISC,
    Tone.NONE: Shape.RING,
}


def polygon(shape: str, rect: QRectF) -> QPolygonF:
    """The outline of a cornered shape inside `rect`. Raises KeyError for a round one."""
    if shape == Shape.OCTAGON:
        centre, radius = rect.center(), min(rect.width(), rect.height()) / 2 / cos(pi / 8)
        turns = [pi / 8 + n * pi / 4 for n in range(8)]
        return QPolygonF([QPointF(centre.x() + radius * cos(t), centre.y() + radius * sin(t)) for t in turns])
    unit = {
        Shape.SQUARE: [(0.08, 0.08), (0.92, 0.08), (0.92, 0.92), (0.08, 0.92)],
        Shape.TRIANGLE: [(0.5, 0.02), (1.0, 0.94), (0.0, 0.94)],
        Shape.DIAMOND: [(0.5, 0.0), (1.0, 0.5), (0.5, 1.0), (0.0, 0.5)],
        Shape.ARROW: [(0.5, 0.0), (0.95, 1.0), (0.5, 0.76), (0.05, 1.0)],
    }[Shape(shape)]
    return QPolygonF([QPointF(rect.x() + x * rect.width(), rect.y() + y * rect.height()) for x, y in unit])


def draw_mark(painter: QPainter, rect: QRectF, shape: str, color: QColor) -> None:
    """Paint one shape into `rect` (square, 8 px or more)."""
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    line = QPen(color, max(1.5, rect.width() / 7))
    line.setCapStyle(Qt.PenCapStyle.RoundCap)
    if shape in (Shape.RING, Shape.STRUCK, Shape.CHECK, Shape.WAITING):
        inner = rect.adjusted(1, 1, -1, -1)
        painter.setPen(line)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if shape == Shape.CHECK:
            x, y, w, h = inner.x(), inner.y(), inner.width(), inner.height()
            painter.drawPolyline(
                [QPointF(x, y + h * 0.55), QPointF(x + w * 0.38, y + h * 0.9), QPointF(x + w, y + h * 0.15)]
            )
        else:
            painter.drawEllipse(inner)
        if shape == Shape.STRUCK:
            painter.drawLine(rect.bottomLeft(), rect.topRight())
        if shape == Shape.WAITING:
            centre = inner.center()
            painter.drawPolyline([QPointF(centre.x(), inner.y() + 2), centre, QPointF(inner.right() - 2, centre.y())])
    else:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(color)
        if shape == Shape.DISC:
            painter.drawEllipse(rect.adjusted(0.5, 0.5, -0.5, -0.5))
        else:
            painter.drawPolygon(polygon(shape, rect))
    painter.restore()


@lru_cache(maxsize=256)
def mark_pixmap(shape: str, color_hex: str, size_px: int = 10, dpr: float = 2.0) -> QPixmap:
    """A mark as a picture, for table cells. Transparent around it."""
    made = QPixmap(round(size_px * dpr), round(size_px * dpr))
    made.setDevicePixelRatio(dpr)
    made.fill(Qt.GlobalColor.transparent)
    painter = QPainter(made)
    draw_mark(painter, QRectF(0, 0, size_px, size_px), shape, QColor(color_hex))
    painter.end()
    return made
