"""Talkgroups with how many of their members can be reached, and the members of the chosen one."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtCore import QCoreApplication, QEvent, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.domain.comms import Talkgroup, TerminalState
from app.domain.units import Unit, UnitStatus
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.comms.reach import reachable
from views.comms.terminals import MARKS
from widgets.columns import Column
from widgets.table import DenseTable
from widgets.text import label
from widgets.theme import TOUCH_PX, UNIT_PX, set_surface
from widgets.tokens import Tone

translate = QCoreApplication.translate


@dataclass(frozen=True, slots=True, kw_only=True)
class _GroupRow:
    group: Talkgroup
    reachable: int
    on_duty: int


class Groups(QWidget):
    """`group_selected(talkgroup_id)` and `unit_selected(unit_id)` when a person moves to one."""

    group_selected = Signal(int)
    unit_selected = Signal(int)

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__()
        set_surface(self, "panel", "left")
        self._stores, self._settings = stores, settings
        self._rows: list[_GroupRow] = []
        self.groups_title, self.members_title = label("", "strong"), label("", "strong")
        self.groups = DenseTable(self._group_columns(), lambda row: row.group.id)
        self.members = DenseTable(self._member_columns(), lambda unit: unit.id)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(1, 0, 0, 0)
        layout.setSpacing(0)
        for title, table, stretch in (
            (self.groups_title, self.groups, 3),
            (self.members_title, self.members, 4),
        ):
            title.setFixedHeight(TOUCH_PX + UNIT_PX)
            title.setContentsMargins(2 * UNIT_PX, 0, UNIT_PX, 0)
            layout.addWidget(title)
            layout.addWidget(table, stretch)
        self.groups.row_selected.connect(self._group_selected)
        # A click on the chosen group turns to it again after a unit was chosen elsewhere.
        self.groups.view.clicked.connect(lambda _index: self._group_selected(self.groups.selected_key()))
        self.members.row_selected.connect(lambda key: self.unit_selected.emit(key) if isinstance(key, int) else None)
        self.retranslate()

    def refresh(self) -> None:
        """Take groups and members anew."""
        rows = [self._row(group) for group in self._stores.comms.talkgroups()]
        if rows != self._rows:
            self._rows = rows
            self.groups.set_rows(rows)
        self._write_members()

    def tick(self) -> None:
        """Once a second: who can be reached."""
        self.refresh()
        self.members.view.viewport().update()

    def select(self, talkgroup_id: int) -> None:
        self.groups.select_key(talkgroup_id)

    def retranslate(self) -> None:
        self.groups_title.setText(self.tr("Talkgroups"))
        self.groups.set_empty_text(
            self.tr("No talkgroup yet"), self.tr("Groups of this area appear here; the administrator sets them up.")
        )
        self.members.set_empty_text(
            self.tr("No group is chosen"), self.tr("Choose a group above to see its members and write to all of them.")
        )
        for table in (self.groups, self.members):
            table.retranslate()
        self._write_members()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _row(self, group: Talkgroup) -> _GroupRow:
        there, silent = self._on_duty(group)
        return _GroupRow(group=group, reachable=there, on_duty=there + silent)

    def _on_duty(self, group: Talkgroup) -> tuple[int, int]:
        """Members on duty that can be heard, and those that cannot: who is off duty is off the air by right."""
        units = [unit for unit in map(self._stores.units.get, group.member_ids) if unit]
        on_duty = (unit.id for unit in units if unit.status is not UnitStatus.OFF_DUTY)
        there, silent = reachable(self._stores.units, on_duty)
        return len(there), len(silent)

    def _write_members(self) -> None:
        key = self.groups.selected_key()
        group = self._stores.comms.talkgroup(key) if isinstance(key, int) else None
        units = [unit for unit in map(self._stores.units.get, group.member_ids) if unit] if group else []
        self.members.set_rows(units)
        if group is None:
            self.members_title.setText(self.tr("Members"))
            return
        there, silent = self._on_duty(group)
        self.members_title.setText(
            self.tr("{group}: {there} of {all} on duty can be reached").format(
                group=words.named(group, self._settings.language), there=there, all=there + silent
            )
        )

    def _group_selected(self, key: object) -> None:
        self._write_members()
        if isinstance(key, int):
            self.group_selected.emit(key)

    def _group_columns(self) -> list[Column]:
        return [
            Column(
                title=lambda: translate("Groups", "Group"),
                text=lambda row: words.named(row.group, self._settings.language),
            ),
            Column(
                title=lambda: translate("Groups", "Reachable on duty"),
                text=lambda row: f"{row.reachable} / {row.on_duty}",
                sort_key=lambda row: row.reachable,
                tone=lambda row: Tone.YELLOW if row.reachable * 2 < row.on_duty else Tone.NONE,
                number=True,
                width_px=136,
            ),
        ]

    def _member_columns(self) -> list[Column]:
        def state(unit: Unit) -> TerminalState:
            return self._stores.units.terminal_state(unit.id)

        return [
            Column(title=lambda: translate("Groups", "Callsign"), text=lambda u: u.callsign, width_px=80),
            Column(title=lambda: translate("Groups", "Who"), text=lambda u: words.named(u, self._settings.language)),
            Column(
                title=lambda: translate("Groups", "Terminal"),
                text=lambda u: words.terminal_state_word(state(u)),
                sort_key=lambda u: state(u).value,
                mark=lambda u: MARKS[state(u)],
                tone=lambda u: Tone.YELLOW if state(u) is TerminalState.WEAK else Tone.QUIET,
                width_px=128,
            ),
        ]
