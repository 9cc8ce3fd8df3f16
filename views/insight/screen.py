"""The insight screen: six charts that meet edge to edge, and the drawer with the cases behind one."""

from __future__ import annotations

from collections.abc import Hashable

from PySide6.QtCore import QEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout

from app.actions import Actions
from app.stores import Stores
from app.stores.settings import Settings
from views.insight.behind import BehindPanel
from views.insight.figures import FIGURES, Figure
from views.screen import Screen

_COLUMNS = 3


class InsightScreen(Screen):
    """Refreshes at most once a second, and only while it is seen. `thing_requested(noun, id)` opens a case."""

    def __init__(self, stores: Stores, actions: Actions, settings: Settings) -> None:
        super().__init__(stores, actions, settings)
        self._active = False
        self.figures: list[Figure] = [figure(stores, settings) for figure in FIGURES]
        self.behind = BehindPanel(stores, settings)
        grid = QGridLayout()
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setSpacing(1)
        for place, figure in enumerate(self.figures):
            grid.addWidget(figure.chart, place // _COLUMNS, place % _COLUMNS)
            figure.chart.point_requested.connect(lambda key, figure=figure: self._open(figure, key))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addLayout(grid, 1)
        row.addWidget(self.behind)
        self.behind.case_opened.connect(lambda case_id: self.thing_requested.emit("cases", case_id))
        stores.insight.insight_changed.connect(self._refresh)
        stores.reference.reference_changed.connect(self._refresh)

    def title(self) -> str:
        return self.tr("Insight")

    def set_active(self, active: bool) -> None:
        self._active = active
        if active:
            self._refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self._refresh()

    def _refresh(self) -> None:
        if self._active:
            for figure in self.figures:
                figure.refresh()

    def _open(self, figure: Figure, key: Hashable) -> None:
        title, case_ids = figure.behind(key)
        self.behind.show_cases(title, case_ids)
