"""The wall's top line: what the hall is in (city and day, or the response), warnings, city time, and STALE in words."""

from __future__ import annotations

from PySide6.QtCore import QRect
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from app.domain.plans import PlanRun
from app.stores import Stores
from app.stores.link import LinkState
from app.stores.settings import Settings
from views import words
from widgets.badge import LevelBadge
from widgets.text import label
from widgets.theme import UNIT_PX, set_surface, theme

_WARNINGS_SHOWN = 3
_STRIPE_PX = 12


class WallHeader(QWidget):
    """One line for people eight metres away. A drill has the word 演练 and a striped edge."""

    def __init__(self, stores: Stores, settings: Settings, scale: int) -> None:
        super().__init__()
        self._stores, self._settings, self._scale = stores, settings, scale
        self._run: PlanRun | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        set_surface(self, "panel")
        self.title = label("", "title", scale=scale)
        self.demo = LevelBadge("", "quiet", scale=scale)
        self.since = label("", "second", scale=scale)
        self.stale = LevelBadge("", "orange", scale=scale)
        self.warnings = [LevelBadge("", "quiet", scale=scale) for _ in range(_WARNINGS_SHOWN)]
        self.time = label("", "title", scale=scale)
        self.date = label("", "second", scale=scale)
        row = QHBoxLayout(self)
        row.setContentsMargins(2 * UNIT_PX * scale, UNIT_PX * scale, 2 * UNIT_PX * scale, UNIT_PX * scale)
        row.setSpacing(2 * UNIT_PX * scale)
        row.addWidget(self.title)
        row.addWidget(self.demo)
        row.addWidget(self.since)
        row.addStretch(1)
        row.addWidget(self.stale)
        for badge in self.warnings:
            row.addWidget(badge)
        clock = QVBoxLayout()
        clock.setSpacing(0)
        clock.addWidget(self.time)
        row.addWidget(self.date)
        row.addLayout(clock)

    def refresh(self, flood: bool) -> None:
        """Bring every word up to date; `flood` asks for the response as the title."""
        now_utc, language = self._stores.clock.now_utc(), self._settings.language
        self._run = self._stores.plans.active()
        city = self._stores.reference.city
        self.title.setText(self._title(words.titled(city, language) if city else "", flood))
        self.demo.set_level(self.tr("DEMO"), "quiet")
        self.demo.setVisible(city is not None and city.demo)
        self.since.setText(self._since(now_utc.timestamp(), flood))
        issued = self._stores.alarms.warnings()
        for badge, warning in zip(self.warnings, issued[:_WARNINGS_SHOWN], strict=False):
            kind = words.warning_type_word(warning.type_code)
            badge.set_level(f"{kind} {words.level_word(warning.level)}", warning.level)
        for place, badge in enumerate(self.warnings):
            badge.setVisible(place < len(issued))
        live = self._stores.link.state is LinkState.LIVE
        self.stale.setVisible(not live)
        if not live:
            silent_s = self._stores.link.since_last_s()
            told = self.tr("Not live: data is {age} old").format(age=words.age_text(silent_s))
            self.stale.set_level(told if silent_s < float("inf") else self.tr("No data yet"), "orange")
        self.update()

    def tick(self) -> None:
        """The city's time, once it is known. Told when the console's top bar is told: two clocks in one room show the
        same second.
        """
        known, now_utc = self._stores.link.known, self._stores.clock.now_utc()
        self.time.setText(words.local_time(now_utc) if known else "")
        self.date.setText(words.local_date(now_utc) if known else "")

    def paintEvent(self, event: QPaintEvent) -> None:
        super().paintEvent(event)
        painter, thick = QPainter(self), self._scale
        edge = QRect(0, self.height() - thick, self.width(), thick)
        painter.fillRect(edge, theme().mark(self._run.level) if self._run else theme().color("line"))
        if self._run is not None and self._run.drill:
            wide = _STRIPE_PX * self._scale
            for left in range(0, self.width(), 2 * wide):
                painter.fillRect(QRect(left, 0, wide, 2 * thick), theme().color("yellow"))

    def _title(self, city: str, flood: bool) -> str:
        if self._run is None or not flood:
            return city
        return self._response(self._run)

    def _response(self, run: PlanRun) -> str:
        response = words.response_word(run.level)
        return self.tr("Drill · {response}").format(response=response) if run.drill else response

    def _since(self, now_s: float, flood: bool) -> str:
        if self._run is None:
            return ""
        minutes = int((now_s - self._run.started_utc.timestamp()) // 60)
        since = self.tr("since {time}, {minutes} min").format(
            time=words.local_minute(self._run.started_utc), minutes=minutes
        )
        return since if flood else f"{self._response(self._run)}  {since}"
