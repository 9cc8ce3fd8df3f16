"""One sheet: the map with its title, time, scale, legend, sender, source, and what it must not be mistaken for."""

from __future__ import annotations

import math
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QColor, QFont, QFontMetricsF, QImage, QPainter, QPen, QPolygonF

from widgets.map.screenshot import MapScreenshot
from widgets.theme import BODY_PX, HINT_PX, LEAD_PX, UNIT_PX, font
from widgets.tokens import Tokens

_HEAD, _BAND, _ROW, _FOOT = 6.0 * UNIT_PX, 3.5 * UNIT_PX, 3.0 * UNIT_PX, 7.0 * UNIT_PX
_COLUMN = 26.0 * UNIT_PX
_EDGE = 2.0 * UNIT_PX
_BAR_AT_MOST = 16.0 * UNIT_PX


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """What stands on it, in the reader's language. `band`: words such as DEMO, DRILL or REPLAY, "" if it is real."""

    screenshot: MapScreenshot
    title: str
    time: str
    band: str
    sender: str
    credit: str
    scale_word: str  # "Scale 1 : {n}", written on paper only


def sheet_size(sheet: Sheet) -> QSizeF:
    """In pixels of the map's widget."""
    width = sheet.screenshot.image.width() / sheet.screenshot.image.devicePixelRatio()
    height = sheet.screenshot.image.height() / sheet.screenshot.image.devicePixelRatio()
    band = _BAND if sheet.band else 0.0
    return QSizeF(width + 2 * _EDGE, _HEAD + band + height + _legend_height(sheet, width) + _FOOT)


def draw_sheet(painter: QPainter, sheet: Sheet, look: Tokens, paper_px_per_metre: float = 0.0) -> None:
    """Draw in pixels of the map's widget, from (0, 0). `paper_px_per_metre`: how many of these pixels make a metre of
    paper; 0 where there is no paper and so no scale in numbers."""
    size = sheet_size(sheet)
    painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
    painter.fillRect(QRectF(QPointF(), size), QColor(look.panel))
    inner = size.width() - 2 * _EDGE
    ratio = sheet.screenshot.image.devicePixelRatio()
    height = sheet.screenshot.image.height() / ratio
    _text(painter, QRectF(_EDGE, 0, inner, _HEAD), sheet.title, look.text, LEAD_PX, bold=True)
    _text(painter, QRectF(_EDGE, 0, inner, _HEAD), sheet.time, look.text, BODY_PX, Qt.AlignmentFlag.AlignRight)
    top = _HEAD
    if sheet.band:
        _draw_band(painter, QRectF(_EDGE, top, inner, _BAND), sheet.band)
        top += _BAND
    place = QRectF(_EDGE, top, inner, height)
    painter.drawImage(place, sheet.screenshot.image)
    painter.setPen(QPen(QColor(look.line_strong), 1))
    painter.setBrush(Qt.BrushStyle.NoBrush)
    painter.drawRect(place)
    top = place.bottom()
    _draw_legend(painter, QRectF(_EDGE, top, inner, _legend_height(sheet, inner)), sheet, look)
    top += _legend_height(sheet, inner)
    _draw_scale(painter, QPointF(_EDGE, top + 3 * UNIT_PX), sheet, look, paper_px_per_metre)
    right = QRectF(_EDGE + _COLUMN, top, inner - _COLUMN, _FOOT / 2)
    _text(painter, right, sheet.sender, look.text, BODY_PX, Qt.AlignmentFlag.AlignRight)
    right.translate(0, _FOOT / 2 - UNIT_PX / 2)
    _text(painter, right, sheet.credit, look.text_second, HINT_PX, Qt.AlignmentFlag.AlignRight)


def nice_length_m(most_m: float) -> float:
    """The longest of 1, 2 or 5 times a power of ten that is not longer."""
    power = 10.0 ** math.floor(math.log10(most_m))
    return next(n * power for n in (5.0, 2.0, 1.0) if n * power <= most_m * (1 + 1e-9))


def _columns(width: float) -> int:
    return max(1, int(width // _COLUMN))


def _legend_height(sheet: Sheet, width: float) -> float:
    return max((room.bottom() for room in _legend_rooms(sheet, width)), default=0.0)


def _legend_rooms(sheet: Sheet, width: float) -> list[QRectF]:
    """Where each row of the legend stands below the map, in columns from left to right, each line of them as high as
    the words that take most: nothing is cut off.
    """
    columns, metrics = _columns(width), QFontMetricsF(_font(HINT_PX))
    legend = sheet.screenshot.legend
    rooms, top = [], UNIT_PX + 0.0
    for first in range(0, len(legend), columns):
        line = legend[first : first + columns]
        height = max(_ROW, *(_words_height(metrics, image, words) + UNIT_PX / 2 for image, words in line))
        rooms += [QRectF(n * _COLUMN, top, _COLUMN, height) for n in range(len(line))]
        top += height
    return rooms


def _words_height(metrics: QFontMetricsF, image: QImage, words: str) -> float:
    room = QRectF(0, 0, _words_width(image), 1000)
    return metrics.boundingRect(room, int(Qt.TextFlag.TextWordWrap), words).height()


def _picture_width(image: QImage) -> float:
    """Pictures are 24 high; several things that one row names stand side by side."""
    return _ROW * image.width() / image.height()


def _words_width(image: QImage) -> float:
    return _COLUMN - _picture_width(image) - 2 * UNIT_PX


def _draw_legend(painter: QPainter, room: QRectF, sheet: Sheet, look: Tokens) -> None:
    for (image, words), at in zip(sheet.screenshot.legend, _legend_rooms(sheet, room.width()), strict=True):
        row = at.translated(room.topLeft())
        width = _picture_width(image)
        painter.drawImage(QRectF(row.left(), row.center().y() - _ROW / 2, width, _ROW), image)
        painter.setFont(_font(HINT_PX))
        painter.setPen(QColor(look.text))
        where = QRectF(row.left() + width + UNIT_PX, row.top(), _words_width(image), row.height())
        painter.drawText(where, int(Qt.AlignmentFlag.AlignVCenter | Qt.TextFlag.TextWordWrap), words)


def _draw_scale(painter: QPainter, left: QPointF, sheet: Sheet, look: Tokens, paper_px_per_metre: float) -> None:
    metres_per_px = sheet.screenshot.metres_per_px
    length_m = nice_length_m(_BAR_AT_MOST * metres_per_px)
    width = length_m / metres_per_px
    painter.setPen(QPen(QColor(look.text), 1.5))
    tick = UNIT_PX / 2
    painter.drawPolyline(
        [left + QPointF(0, -tick), left, left + QPointF(width, 0), left + QPointF(width, -tick)],
    )
    words = f"{length_m / 1000:g} km" if length_m >= 1000 else f"{length_m:g} m"
    if paper_px_per_metre:
        one_to = metres_per_px * paper_px_per_metre
        rounded = round(one_to, -max(0, int(math.log10(one_to)) - 1))
        words = f"{words}   {sheet.scale_word.format(n=f'{rounded:,.0f}')}"
    _text(painter, QRectF(left.x(), left.y() + 2, _COLUMN * 1.5, 2.5 * UNIT_PX), words, look.text, HINT_PX)


def _draw_band(painter: QPainter, room: QRectF, words: str) -> None:
    """Striped like the drill's band on screen; black on yellow survives a printer without colour."""
    painter.save()
    painter.setClipRect(room)
    painter.fillRect(room, QColor("#F2C94C"))
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor("#12161C"))
    step, x = room.height(), room.left() - room.height()
    while x < room.right():
        corners = (
            (x, room.bottom()),
            (x + step, room.top()),
            (x + 1.5 * step, room.top()),
            (x + step / 2, room.bottom()),
        )
        painter.drawPolygon(QPolygonF([QPointF(*corner) for corner in corners]))
        x += step
    written = _font(LEAD_PX, bold=True)
    width = QFontMetricsF(written).horizontalAdvance(words) + 4 * UNIT_PX
    plate = QRectF(room.center().x() - width / 2, room.top(), width, room.height())
    painter.fillRect(plate, QColor("#F2C94C"))
    painter.restore()
    _text(painter, plate, words, "#12161C", LEAD_PX, Qt.AlignmentFlag.AlignHCenter, bold=True)


def _font(size_px: int, *, bold: bool = False) -> QFont:
    """The locale's own forms ("locl") of Noto Sans CJK make digits that nobody can search or copy in a PDF of Qt 6."""
    made = font(size_px, bold=bold)
    made.setFeature(QFont.Tag("locl"), 0)
    return made


def _text(
    painter: QPainter,
    room: QRectF,
    words: str,
    colour: str,
    size_px: int,
    where: Qt.AlignmentFlag = Qt.AlignmentFlag.AlignLeft,
    *,
    bold: bool = False,
) -> None:
    painter.setFont(_font(size_px, bold=bold))
    painter.setPen(QColor(colour))
    cut = QFontMetricsF(painter.font()).elidedText(words, Qt.TextElideMode.ElideRight, room.width())
    painter.drawText(room, int(where | Qt.AlignmentFlag.AlignVCenter), cut)


def sheet_image(sheet: Sheet, look: Tokens) -> QImage:
    """The sheet as an image at the map's own sharpness."""
    ratio = sheet.screenshot.image.devicePixelRatio()
    size = sheet_size(sheet)
    image = QImage(round(size.width() * ratio), round(size.height() * ratio), QImage.Format.Format_RGB32)
    image.setDevicePixelRatio(ratio)
    painter = QPainter(image)
    draw_sheet(painter, sheet, look)
    painter.end()
    return image
