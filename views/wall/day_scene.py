"""The day scene: how the city's cases run today, and who is out."""

from __future__ import annotations

from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.comms import TerminalState
from app.domain.units import UnitStatus
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.wall.tiles import SixTiles, Stat
from widgets.count_bar import CountBar
from widgets.text import label
from widgets.theme import UNIT_PX
from widgets.tokens import Tone

_CATEGORIES_SHOWN = 6


class DayScene(QWidget):
    """Six numbers, then what the last 24 hours' cases are about."""

    def __init__(self, stores: Stores, settings: Settings, scale: int) -> None:
        super().__init__()
        self._stores, self._settings = stores, settings
        self.tiles = SixTiles(scale)
        self.heading = label("", "title", scale=scale)
        self.bars = [CountBar(scale=scale, name_px=20 * UNIT_PX) for _ in range(_CATEGORIES_SHOWN)]
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self._spacing = UNIT_PX * scale
        column.setSpacing(self._spacing)
        column.addWidget(self.tiles, 3)
        column.addWidget(self.heading)
        for bar in self.bars:
            column.addWidget(bar)
        column.addStretch(1)

    def refresh(self, stale: bool) -> None:
        self.tiles.show_stats((*self._cases(), *self._people()), stale)
        self.heading.setText(self.tr("Cases of the last 24 h"))
        loads = self._stores.insight.top_categories(self._rows_that_fit())
        largest = max((len(load.case_ids) for load in loads), default=1)
        for place, bar in enumerate(self.bars):
            bar.setVisible(place < len(loads))
            if place < len(loads):
                load = loads[place]
                category = self._stores.reference.category(load.category_code)
                name = words.named(category, self._settings.language) if category else load.category_code
                bar.set_counts(name, len(load.case_ids), largest)

    def _rows_that_fit(self) -> int:
        """The numbers come first; a banner above takes its room from the list."""
        taken = self.tiles.sizeHint().height() + self.heading.sizeHint().height() + 2 * self._spacing
        room = (self.height() - taken) // (self.bars[0].sizeHint().height() + self._spacing)
        return max(0, min(_CATEGORIES_SHOWN, room))

    def _cases(self) -> tuple[Stat, Stat, Stat, Stat]:
        hours = self._stores.insight.cases_per_hour()
        loads = self._stores.insight.open_by_stage()
        opened = sum(len(load.case_ids) for load in loads)
        overdue = sum(len(load.overdue_ids) for load in loads)
        rates = self._stores.insight.on_time_by_street()
        due = sum(len(rate.on_time_ids) + len(rate.late_ids) for rate in rates)
        on_time = sum(len(rate.on_time_ids) for rate in rates)
        share = f"{100 * on_time / due:.0f}" if due else "–"
        return (
            Stat(self.tr("Open cases"), str(opened)),
            Stat(self.tr("Overdue"), str(overdue), "", Tone.RED if overdue else Tone.NONE),
            Stat(self.tr("Closed in 24 h"), str(sum(len(hour.closed_ids) for hour in hours))),
            Stat(self.tr("Handled on time"), share, "%"),
        )

    def _people(self) -> tuple[Stat, Stat]:
        units = self._stores.units.all()
        on_duty = [unit for unit in units if unit.status is not UnitStatus.OFF_DUTY]
        silent = sum(self._stores.units.terminal_state(unit.id) is TerminalState.OFFLINE for unit in on_duty)
        return (
            Stat(self.tr("On duty"), str(len(on_duty)), f"/ {len(units)}"),
            Stat(self.tr("Terminals offline"), str(silent), "", Tone.ORANGE if silent else Tone.NONE),
        )
