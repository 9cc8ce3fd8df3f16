"""Who is inside a drawn line: a list, and what may be done with all of them at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Literal

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from app.domain.comms import LONGEST_TEXT
from app.domain.units import Unit
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.situation.line_list import Line, LineList
from views.situation.selection import Selection
from widgets.hold_button import HoldButton
from widgets.key_cap import OrderButton
from widgets.text import label
from widgets.theme import UNIT_PX, set_surface

WIDTH_PX = 36 * UNIT_PX
_NAME_LENGTH = 40
Deed = Literal["broadcast", "group"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Gathering:
    """Units that were inside when the line was drawn, in the order of the roster, and the time of that look."""

    unit_ids: tuple[int, ...]
    looked_at: str
    area_m2: float


class InsidePanel(QWidget):
    """`broadcast_requested(text)` after a hold, `group_requested(name)`, `again_requested()`, `closed()`,
    `unit_chosen(Selection)`.
    """

    broadcast_requested = Signal(str)
    group_requested = Signal(str)
    again_requested = Signal()
    closed = Signal()
    unit_chosen = Signal(object)

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__()
        self._stores, self._settings = stores, settings
        self._shown = Gathering(unit_ids=(), looked_at="", area_m2=0)
        self._may_order = True
        self._under_way: frozenset[Deed] = frozenset()
        set_surface(self, "panel", "left")
        self.setFixedWidth(WIDTH_PX)
        self.title = label("", "lead")
        self.counts = label("", "second", wrap=True)
        self.units = LineList()
        self.text = QLineEdit()
        self.text.setMaxLength(LONGEST_TEXT)
        self.broadcast = HoldButton()
        self.name = QLineEdit()
        self.name.setMaxLength(_NAME_LENGTH)
        self.group = OrderButton()
        self.told = label("", "second", wrap=True)
        self.again, self.close_button = OrderButton(), OrderButton()
        column = QVBoxLayout(self)
        column.setContentsMargins(2 * UNIT_PX, 2 * UNIT_PX, 2 * UNIT_PX, 2 * UNIT_PX)
        column.setSpacing(UNIT_PX)
        column.addWidget(self.title)
        column.addWidget(self.counts)
        column.addWidget(self.units, 1)
        for part in (self.text, self.broadcast, self.name, self.group, self.told):
            column.addWidget(part)
        foot = QHBoxLayout()
        foot.setSpacing(UNIT_PX)
        foot.addWidget(self.again)
        foot.addWidget(self.close_button)
        column.addLayout(foot)
        self.text.textChanged.connect(self._allow)
        self.name.textChanged.connect(self._allow)
        self.broadcast.confirmed.connect(lambda: self.broadcast_requested.emit(self.text.text().strip()))
        self.group.clicked.connect(lambda: self.group_requested.emit(self.name.text().strip()))
        self.again.clicked.connect(self.again_requested)
        self.close_button.clicked.connect(self.closed)
        self.units.line_chosen.connect(self.unit_chosen)
        self.retranslate()

    def show_gathering(self, shown: Gathering, suggested_name: str) -> None:
        """Show who was inside, with a name that a group of them might have."""
        self._shown = shown
        self.name.setText(suggested_name)
        self.told.setText("")
        self._fill()

    def show_stores(self, stores: Stores, is_past: bool) -> None:
        """Show units of these stores; in the past they are looked at, and nobody is called."""
        self._stores, self._may_order = stores, not is_past
        self._allow()

    def tell(self, sentence: str) -> None:
        """What became of an order."""
        self.told.setText(sentence)

    def sent(self, deed: Deed) -> None:
        """An order has gone: what it took is not to go twice, and it is not given again until it is answered."""
        (self.text if deed == "broadcast" else self.name).clear()
        self.set_under_way({*self._under_way, deed})

    def set_under_way(self, deeds: Iterable[Deed]) -> None:
        """Which orders are not answered yet."""
        self._under_way = frozenset(deeds)
        self._allow()

    def forget(self) -> None:
        """Nothing of what was typed or told before."""
        self.text.clear()
        self.name.clear()
        self.tell("")

    def retranslate(self) -> None:
        self.text.setPlaceholderText(self.tr("Text to all of them"))
        self.name.setPlaceholderText(self.tr("Name of a temporary group"))
        self.group.set_text(self.tr("Form a temporary group"))
        self.again.set_text(self.tr("Look again"))
        self.close_button.set_text(self.tr("Close"))
        self.units.set_empty_text(self.tr("Nobody is inside"), self.tr("Units on duty with a position are counted."))
        self._fill()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _fill(self) -> None:
        found = [unit for unit in map(self._stores.units.get, self._shown.unit_ids) if unit is not None]
        self.title.setText(self.tr("{n} units inside").format(n=len(found)))
        self.counts.setText(self._counted(found))
        self.units.set_lines([self._line(unit) for unit in found])
        self.broadcast.set_text(self.tr("Broadcast to {n}").format(n=len(found)))
        self._allow()

    def _counted(self, units: Sequence[Unit]) -> str:
        kinds = Counter(words.unit_kind_word(unit.kind) for unit in units)
        parts = [f"{kind}\u00a0{n}" for kind, n in kinds.most_common()]
        parts.append(f"{words.area_text(self._shown.area_m2)} · {self._shown.looked_at}")
        # A line never begins with the dot, nor with a number whose kind stands at the end of the line before.
        return "\n".join(["\u00a0· ".join(parts[:-1]), parts[-1]]) if kinds else parts[-1]

    def _line(self, unit: Unit) -> Line:
        return Line(
            key=Selection("units", unit.id),
            title=f"{unit.callsign} {words.named(unit, self._settings.language)}",
            right=words.unit_status_word(unit.status),
            below=words.unit_kind_word(unit.kind),
            below_right=words.age_text(self._stores.units.age_s(unit.id)),
        )

    def _allow(self) -> None:
        able = self._may_order and bool(self._shown.unit_ids)
        self.broadcast.setEnabled(able and "broadcast" not in self._under_way and bool(self.text.text().strip()))
        self.group.setEnabled(able and "group" not in self._under_way and bool(self.name.text().strip()))
        self.text.setEnabled(able)
        self.name.setEnabled(able)
