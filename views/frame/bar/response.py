"""The emergency response (应急响应) that governs the hall."""

from __future__ import annotations

from PySide6.QtCore import SignalInstance

from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.frame.bar.item import BarItem
from widgets.badge import LevelBadge
from widgets.text import label


class ResponseItem(BarItem):
    """Its level, when it began and for how long it has run; "none" in quiet times."""

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__(stores, settings)
        self._caption = self.caption()
        self._badge = LevelBadge()
        self._none = label("", "second")
        self.row.addWidget(self._badge)
        self.row.addWidget(self._none)
        self._since = self.detail()

    def sources(self) -> tuple[SignalInstance, ...]:
        return (self.stores.plans.plans_changed, self.stores.clock.second_passed)

    def give_way(self, steps: int) -> None:
        super().give_way(steps)
        self._name_none()

    def refresh(self) -> None:
        self._caption.setText(self.tr("Response"))
        run = self.stores.plans.active()
        self._badge.setVisible(run is not None)
        self._none.setVisible(run is None)
        self._name_none()
        if run is None:
            self._since.setText("")
            return
        self._badge.set_level(words.response_word(run.level), run.level)
        lasted_s = (self.stores.clock.now_utc() - run.started_utc).total_seconds()
        since = self.tr("since {time}, {lasted}")
        self._since.setText(
            since.format(time=words.local_minute(run.started_utc), lasted=words.duration_text(max(0.0, lasted_s)))
        )

    def _name_none(self) -> None:
        """Said once: the caption names it already, as long as there is room for the caption."""
        self._none.setText(self.tr("no response") if self._caption.isHidden() else self.tr("not started"))
