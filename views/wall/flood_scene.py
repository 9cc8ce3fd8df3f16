"""The flood scene: who is there, who is silent, what is closed, how deep the water stands."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from app.domain.cases import OPEN_STAGES
from app.domain.facilities import LowPoint, is_over_and_open, low_point_level
from app.domain.plans import TaskState
from app.domain.units import UnitKind, UnitStatus
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.wall.tiles import SixTiles, Stat
from widgets.gauge_bar import paint_gauge
from widgets.text import draw_elided, label
from widgets.theme import BODY_PX, HINT_PX, ROW_PX, UNIT_PX, font, theme
from widgets.tokens import Tone

_ROWS_SHOWN = 8
_SIZES_PX = (BODY_PX, HINT_PX, 10)


class LowPointRows(QWidget):
    """The gravest low points: name and depth in words, beneath them the water against the site's own closing depth."""

    def __init__(self, settings: Settings, scale: int) -> None:
        super().__init__()
        self._settings, self._scale = settings, scale
        self._points: list[LowPoint] = []
        self._stale = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_points(self, points: list[LowPoint], stale: bool) -> None:
        """`stale` marks every depth as old, as the numbers above are."""
        self._points, self._stale = points, stale
        names = [words.named(point, self._settings.language) for point in points]
        said = [f"{name} {self._depth(point)}" for name, point in zip(names, points, strict=True)]
        self.setAccessibleName("\n".join(said))
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(30 * UNIT_PX * self._scale, ROW_PX * self._scale * 3)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, scale = QPainter(self), self._scale
        row_px, bar_px = ROW_PX * scale, UNIT_PX * scale // 2
        shown = self._points[: self.height() // row_px]
        painter.setFont(self._font_that_fits(shown))
        for place, point in enumerate(shown):
            line = QRect(0, place * row_px, self.width(), row_px - bar_px - UNIT_PX * scale // 4)
            level = None if self._stale else low_point_level(point.depth_cm, point.closing_depth_cm)
            depth = self._depth(point)
            depth_px = painter.fontMetrics().horizontalAdvance(depth) + UNIT_PX
            painter.setPen(theme().color("text_second" if self._stale else "text"))
            draw_elided(painter, line.adjusted(0, 0, -depth_px, 0), words.named(point, self._settings.language))
            painter.setPen(theme().word(level.value) if level else theme().color("text_second"))
            draw_elided(painter, line, depth, Qt.AlignmentFlag.AlignRight)
            bar = QRect(0, line.bottom(), self.width(), bar_px)
            tone = level.value if level else Tone.NONE if self._stale else Tone.QUIET
            paint_gauge(painter, bar, point.depth_cm, point.closing_depth_cm, tone)

    def _font_that_fits(self, points: list[LowPoint]) -> QFont:
        """The largest in which every name stands whole beside its depth, or the least that a wall may show."""
        texts = [f"{words.named(point, self._settings.language)}{self._depth(point)}" for point in points]
        for size_px in _SIZES_PX:
            made = font(size_px, scale=self._scale)
            made.setItalic(self._stale)
            widest = max(map(QFontMetrics(made).horizontalAdvance, texts), default=0)
            if widest + 2 * UNIT_PX <= self.width():
                break
        return made

    def _depth(self, point: LowPoint) -> str:
        depth = self.tr("{depth} cm").format(depth=round(point.depth_cm))
        if is_over_and_open(point):
            return self.tr("{depth} over, open").format(depth=depth)
        return self.tr("{depth} closed").format(depth=depth) if point.closed_utc else depth


class FloodScene(QWidget):
    """Six numbers, then the low points, the gravest first."""

    def __init__(self, stores: Stores, settings: Settings, scale: int) -> None:
        super().__init__()
        self._stores = stores
        self.tiles = SixTiles(scale)
        self.heading = label("", "title", scale=scale)
        self.rows = LowPointRows(settings, scale)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT_PX * scale)
        column.addWidget(self.tiles, 3)
        column.addWidget(self.heading)
        column.addWidget(self.rows, 3)

    def refresh(self, stale: bool) -> None:
        self.tiles.show_stats((*self._forces(), *self._water()), stale)
        points = self._stores.facilities.low_points()
        self.heading.setText(self.tr("Low points"))
        wet = [point for point in points if point.depth_cm > 0]
        self.rows.show_points((wet or points)[:_ROWS_SHOWN], stale)

    def _forces(self) -> tuple[Stat, Stat]:
        run = self._stores.plans.active()
        if run is None:
            on_duty = sum(unit.status is not UnitStatus.OFF_DUTY for unit in self._stores.units.all())
            return (
                Stat(self.tr("On duty"), str(on_duty), self.tr("units")),
                Stat(self.tr("No answer"), "–", self.tr("no response running")),
            )
        progress = self._stores.plans.progress(run)
        silent = len(progress.silent_unit_ids)
        # A task that is done was on scene; one that is only acknowledged is not.
        there = sum(task.state in (TaskState.ON_SCENE, TaskState.DONE) for task in run.tasks)
        return (
            Stat(self.tr("On scene"), str(there), f"/ {progress.total}"),
            Stat(self.tr("No answer"), str(silent), self.tr("units"), Tone.ORANGE if silent else Tone.NONE),
        )

    def _water(self) -> tuple[Stat, Stat, Stat, Stat]:
        closed = sum(point.closed_utc is not None for point in self._stores.facilities.low_points())
        wet_cases = sum(case.water for case in self._stores.cases.open() if case.stage in OPEN_STAGES)
        rain = self._stores.facilities.city_rain()
        pumps = [unit for unit in self._stores.units.all() if unit.kind is UnitKind.PUMP_TRUCK]
        working = sum(unit.status in (UnitStatus.ON_SCENE, UnitStatus.BUSY) for unit in pumps)
        return (
            Stat(self.tr("Roads closed"), str(closed), "", Tone.RED if closed else Tone.NONE),
            Stat(self.tr("Open water cases"), str(wet_cases)),
            Stat(self.tr("Rain in 1 h"), str(round(rain.hour_mm)), "mm"),
            Stat(self.tr("Pumps on scene"), str(working), f"/ {len(pumps)}"),
        )
