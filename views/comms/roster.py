"""All terminals with their filters: the left part of the comms screen."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.areas import covers
from app.domain.comms import TerminalState
from app.domain.units import Unit
from app.stores import Stores
from app.stores.settings import Settings
from views.comms.reach import STATE_CODES, on_duty, state_codes
from views.comms.roster_bar import Listed, RosterBar, RosterFilter
from views.comms.terminals import TerminalTable

_MOST_FOUND = 10_000


class Roster(QWidget):
    """`unit_selected(unit_id)` when a person moves to a unit, `unit_activated(unit_id)` on Enter or a double click."""

    unit_selected = Signal(int)
    unit_activated = Signal(int)

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__()
        self._stores, self._settings = stores, settings
        self._listed_ids: list[int] = []
        self.bar = RosterBar()
        self.table = TerminalTable(stores, settings)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        layout.addWidget(self.bar)
        layout.addWidget(self.table, 1)
        self.bar.filter_changed.connect(lambda _filter: self.refresh())
        self.table.row_selected.connect(self._selected)
        # A click on the chosen unit turns to it again after a group was chosen.
        self.table.view.clicked.connect(lambda _index: self._selected(self.table.selected_key()))
        self.table.row_activated.connect(lambda unit_id: self.unit_activated.emit(unit_id))

    def refresh(self) -> None:
        """List anew what the filter lets through."""
        self.bar.set_streets(self._stores.reference.streets(), self._settings.language)
        self.bar.set_counts(self._counts())
        self.table.read_columns()
        units = self._listed(self.bar.filter())
        self._listed_ids = [unit.id for unit in units]
        self.table.set_rows(units)

    def tick(self) -> None:
        """Once a second: counts, and the rows that are seen; the list itself only if it has become another."""
        self.bar.set_counts(self._counts())
        units = self._listed(self.bar.filter())
        if [unit.id for unit in units] != self._listed_ids:
            self._listed_ids = [unit.id for unit in units]
            self.table.set_rows(units)
        else:
            self.table.tick()

    def select(self, unit_id: int) -> None:
        """Select and show a unit, even if the filter would hide it."""
        if not self.table.select_key(unit_id) and self._stores.units.get(unit_id) is not None:
            self.bar.show_all()
            self.table.select_key(unit_id)

    def _selected(self, key: object) -> None:
        if isinstance(key, int):
            self.unit_selected.emit(key)

    def _counts(self) -> dict[Listed, int]:
        units = self._stores.units
        codes, duty = state_codes(units), on_duty(units)
        return {
            Listed.ON_DUTY: int(duty.sum()),
            Listed.WEAK: int((duty & (codes == STATE_CODES.index(TerminalState.WEAK))).sum()),
            Listed.OFFLINE: int((duty & (codes == STATE_CODES.index(TerminalState.OFFLINE))).sum()),
            Listed.ALL: len(codes),
        }

    def _listed(self, chosen: RosterFilter) -> list[Unit]:
        units = self._stores.units
        wanted = np.ones(len(units.ids), dtype=bool) if chosen.listed is Listed.ALL else on_duty(units)
        if chosen.listed is Listed.WEAK:
            wanted &= state_codes(units) == STATE_CODES.index(TerminalState.WEAK)
        elif chosen.listed is Listed.OFFLINE:
            wanted &= state_codes(units) == STATE_CODES.index(TerminalState.OFFLINE)
        ids = units.ids[wanted].tolist()
        if chosen.text:
            found = {hit.id for hit in self._stores.search.find(chosen.text, _MOST_FOUND, {"units"})}
            ids = [unit_id for unit_id in ids if unit_id in found]
        listed = [unit for unit in map(units.get, ids) if unit is not None]
        if chosen.kind is not None:
            listed = [unit for unit in listed if unit.kind is chosen.kind]
        if chosen.street:
            listed = [unit for unit in listed if covers(chosen.street, unit.area_code)]
        return listed
