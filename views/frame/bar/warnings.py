"""The weather warnings (预警) in force."""

from __future__ import annotations

from PySide6.QtCore import SignalInstance

from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.frame.bar.item import BarItem
from widgets.badge import LevelBadge
from widgets.text import label

_SHOWN = 2
_ONE_FROM_STEP = 3


class WarningsItem(BarItem):
    """The two gravest as badges, the others as a number; all of them in the tooltip."""

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__(stores, settings)
        self._most = _SHOWN
        self._caption = self.caption()
        self._badges = [LevelBadge() for _ in range(_SHOWN)]
        for badge in self._badges:
            self.row.addWidget(badge)
        self._rest = label("", "second")
        self.row.addWidget(self._rest)

    def sources(self) -> tuple[SignalInstance, ...]:
        return (self.stores.alarms.alarms_changed,)

    def give_way(self, steps: int) -> None:
        super().give_way(steps)
        if self._most != (most := 1 if steps >= _ONE_FROM_STEP else _SHOWN):
            self._most = most
            self.refresh()

    def width_at(self, steps: int) -> int:
        second = self._badges[1]
        spared = steps >= _ONE_FROM_STEP and not second.isHidden()
        return super().width_at(steps) - (second.sizeHint().width() if spared else 0)

    def refresh(self) -> None:
        self._caption.setText(self.tr("Warnings"))
        warnings = self.stores.alarms.warnings()
        for n, badge in enumerate(self._badges):
            badge.setVisible(n < min(len(warnings), self._most))
            if n < len(warnings):
                kind = words.warning_type_word(warnings[n].type_code)
                level = words.level_word(warnings[n].level)
                badge.set_level(self.tr("{kind} {level}").format(kind=kind, level=level), warnings[n].level)
        more = len(warnings) - self._most
        rest = self.tr("no warnings") if not warnings else self.tr("+{count}").format(count=more) if more > 0 else ""
        self._rest.setText(rest)
        self._rest.setVisible(bool(rest))
        language = self.settings.language
        lines = [f"{words.local_minute(w.issued_utc)}  {words.titled(w, language)}" for w in warnings]
        self.setToolTip("\n".join(lines) or self.tr("No weather warning is in force."))
