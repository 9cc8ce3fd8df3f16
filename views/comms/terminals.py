"""The terminals of all units: who, state, battery, signal, last heard, group, status. 10,000 rows without flicker."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np
from PySide6.QtCore import QCoreApplication

from app.domain.comms import LOW_BATTERY_PCT, WEAK_SIGNAL_BARS, TerminalState
from app.domain.units import Unit
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.comms.reach import state_codes
from widgets.columns import Column
from widgets.marks import Shape
from widgets.table import DenseTable
from widgets.tokens import Tone

translate = QCoreApplication.translate

# A live column is sorted anew this often; in between rows hold still so that they can be clicked.
SORT_EVERY_TICKS = 5
_LIVE_COLUMNS = frozenset({3, 4, 5, 6})
MARKS: dict[TerminalState, tuple[str, str]] = {
    TerminalState.ONLINE: (Shape.DISC, Tone.QUIET),
    TerminalState.WEAK: (Shape.SQUARE, Tone.YELLOW),
    TerminalState.OFFLINE: (Shape.STRUCK, Tone.QUIET),
}
_NEVER_S = float("inf")


class TerminalTable(DenseTable):
    """Rows are units, keys their ids. What changes by the second is read from the columns when a row is painted:
    call `tick` once a second, and nothing at all at 10 frames of positions a second.
    """

    def __init__(self, stores: Stores, settings: Settings) -> None:
        self._units, self._comms, self._settings = stores.units, stores.comms, settings
        self._ticks = 0
        self._codes: dict[int, int] = {}
        self._ages_s: dict[int, float] = {}
        super().__init__(self._columns(), lambda unit: unit.id)
        self.retranslate()

    def read_columns(self) -> None:
        """Take state and age of every terminal in one go, for sorting 10,000 rows without asking each."""
        ids = self._units.ids.tolist()
        ages_s = np.nan_to_num(self._units.ages_s(), nan=_NEVER_S)
        self._codes = dict(zip(ids, state_codes(self._units).tolist(), strict=True))
        self._ages_s = dict(zip(ids, ages_s.tolist(), strict=True))

    def tick(self) -> None:
        """Repaint the rows that are seen; sort anew now and then if the sorted column is a live one."""
        self._ticks += 1
        self.read_columns()
        column, descending = self.model.sorted_by()
        if column in _LIVE_COLUMNS and self._ticks % SORT_EVERY_TICKS == 0:
            self.set_sort(column, descending)
        else:
            self.view.viewport().update()

    def retranslate(self) -> None:
        self.set_empty_text(
            self.tr("No terminal matches"),
            self.tr("Units appear here as soon as their terminals are registered; widen the filter to see the others."),
        )
        super().retranslate()

    def _columns(self) -> list[Column]:
        return [
            Column(title=lambda: translate("TerminalTable", "Callsign"), text=lambda u: u.callsign, width_px=84),
            Column(title=lambda: translate("TerminalTable", "Who"), text=self._name),
            Column(
                title=lambda: translate("TerminalTable", "Kind"),
                text=lambda u: words.unit_kind_word(u.kind),
                width_px=112,
            ),
            Column(
                title=lambda: translate("TerminalTable", "Terminal"),
                text=lambda u: words.terminal_state_word(self._state(u)),
                sort_key=lambda u: self._codes.get(u.id, -1),
                tone=lambda u: Tone.YELLOW if self._state(u) is TerminalState.WEAK else Tone.QUIET,
                mark=lambda u: MARKS[self._state(u)],
                width_px=128,
            ),
            Column(
                title=lambda: translate("TerminalTable", "Battery"),
                text=lambda u: _percent(self._units.battery_pct(u.id)),
                sort_key=lambda u: _or_least(self._units.battery_pct(u.id)),
                tone=_low(lambda u: self._units.battery_pct(u.id), LOW_BATTERY_PCT),
                number=True,
                width_px=76,
            ),
            Column(
                title=lambda: translate("TerminalTable", "Signal"),
                text=lambda u: _bars(self._units.signal_bars(u.id)),
                sort_key=lambda u: _or_least(self._units.signal_bars(u.id)),
                tone=_low(lambda u: self._units.signal_bars(u.id), WEAK_SIGNAL_BARS),
                number=True,
                width_px=72,
            ),
            Column(
                title=lambda: translate("TerminalTable", "Heard"),
                text=lambda u: words.age_text(self._units.age_s(u.id)),
                sort_key=lambda u: self._ages_s.get(u.id, _NEVER_S),
                number=True,
                width_px=80,
            ),
            Column(title=lambda: translate("TerminalTable", "Talkgroup"), text=self._group, width_px=132),
            Column(
                title=lambda: translate("TerminalTable", "Status"),
                text=lambda u: words.unit_status_word(u.status),
                tone=lambda u: Tone.NONE,
                width_px=96,
            ),
        ]

    def _name(self, unit: Unit) -> str:
        return words.named(unit, self._settings.language)

    def _state(self, unit: Unit) -> TerminalState:
        return self._units.terminal_state(unit.id)

    def _group(self, unit: Unit) -> str:
        group = self._comms.talkgroup(unit.talkgroup_id) if unit.talkgroup_id is not None else None
        return words.named(group, self._settings.language) if group else ""


def _low(value: Callable[[Any], int | None], limit: int) -> Callable[[Any], str]:
    """Yellow at the limit or below it."""

    def tone(unit: Any) -> str:
        now = value(unit)
        return Tone.YELLOW if now is not None and now <= limit else Tone.QUIET

    return tone


def _percent(value: int | None) -> str:
    return "–" if value is None else f"{value} %"


def _bars(value: int | None) -> str:
    return "–" if value is None else f"{value} / 5"


def _or_least(value: int | None) -> int:
    return -1 if value is None else value
