"""Six numbers for eight metres: two columns of tiles that meet edge to edge."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from widgets.stat_tile import StatTile
from widgets.theme import theme
from widgets.tokens import Tone

_COUNT, _COLUMNS = 6, 2


@dataclass(frozen=True, slots=True)
class Stat:
    """One number: its name, the number, the unit or whole behind it, and its tone."""

    name: str
    number: str
    unit: str = ""
    tone: str = Tone.NONE


class SixTiles(QWidget):
    def __init__(self, scale: int) -> None:
        super().__init__()
        self._scale = scale
        self.tiles = [StatTile(scale=scale) for _ in range(_COUNT)]
        grid = QGridLayout(self)
        grid.setContentsMargins(1, 1, 1, 1)
        grid.setSpacing(max(1, scale // 2))
        for place, tile in enumerate(self.tiles):
            grid.addWidget(tile, place // _COLUMNS, place % _COLUMNS)

    def show_stats(self, stats: tuple[Stat, ...], stale: bool) -> None:
        """`stats` are six; `stale` marks every number as old."""
        for tile, stat in zip(self.tiles, stats, strict=True):
            tile.set_stat(stat.name, stat.number, stat.unit, stat.tone, stale=stale)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, line = QPainter(self), theme().color("line")
        painter.setPen(line)
        painter.drawRect(self.rect().adjusted(0, 0, -1, -1))
        for tile in self.tiles[1::2]:
            painter.drawLine(tile.x() - 1, 0, tile.x() - 1, self.height())
        for tile in self.tiles[2::2]:
            painter.drawLine(0, tile.y() - 1, self.width(), tile.y() - 1)
