"""The flood scene: who is there, who is silent, what is closed, how deep the water stands."""

from __future__ import annotations

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
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
from widgets.theme import BODY_PX, ROW_PX, UNIT_PX, font, theme
from widgets.tokens import Tone

_ROWS_SHOWN = 8


class LowPointRows(QWidget):
    """The gravest low points: name, water against the site's own closing depth, depth in words."""

    def __init__(self, settings: Settings, scale: int) -> None:
        super().__init__()
        self._settings, self._scale = settings, scale
        self._points: list[LowPoint] = []
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    def show_points(self, points: list[LowPoint]) -> None:
        self._points = points
        names = [words.named(point, self._settings.language) for point in points]
        said = [f"{name} {self._depth(point)}" for name, point in zip(names, points, strict=True)]
        self.setAccessibleName("\n".join(said))
        self.update()

    def minimumSizeHint(self) -> QSize:
        return QSize(30 * UNIT_PX * self._scale, ROW_PX * self._scale * 3)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter, scale = QPainter(self), self._scale
        row_px, name_px, depth_px = ROW_PX * scale, self.width() * 37 // 100, self.width() * 36 // 100
        painter.setFont(font(BODY_PX, scale=scale))
        for place, point in enumerate(self._points[: self.height() // row_px]):
            top = place * row_px
            level = low_point_level(point.depth_cm, point.closing_depth_cm)
            tone = level.value if level else Tone.QUIET
            painter.setPen(theme().color("text"))
            draw_elided(painter, QRect(0, top, name_px - UNIT_PX, row_px), words.named(point, self._settings.language))
            bar = QRect(name_px, top + row_px // 2 - UNIT_PX * scale // 2, self.width() - name_px - depth_px, 0)
            bar.setHeight(UNIT_PX * scale)
            paint_gauge(painter, bar, point.depth_cm, point.closing_depth_cm, tone)
            painter.setPen(theme().word(tone) if level else theme().color("text_second"))
            rest = QRect(self.width() - depth_px + UNIT_PX, top, depth_px - UNIT_PX, row_px)
            draw_elided(painter, rest, self._depth(point), Qt.AlignmentFlag.AlignRight)

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
        self.rows.show_points([point for point in points if point.depth_cm > 0][:_ROWS_SHOWN] or points[:_ROWS_SHOWN])

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
