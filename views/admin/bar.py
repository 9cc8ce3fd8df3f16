"""The line above the lists: which list, how many, how old, and asking anew."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from views import words
from views.admin.lists import AdminLists
from widgets.chip import Chip, ChipRow
from widgets.key_cap import OrderButton
from widgets.progress import ProgressLine
from widgets.text import ElidedLabel
from widgets.theme import TOUCH_PX, UNIT_PX, set_surface


class Listed(StrEnum):
    """The pages of the room."""

    PHONES = "phones"
    ACCOUNTS = "accounts"
    UNITS = "units"


_KEYS = {Listed.PHONES: "P", Listed.ACCOUNTS: "A", Listed.UNITS: "U"}


class AdminBar(QWidget):
    """`page_requested(Listed)` for a chip, `refresh_requested` for the button."""

    page_requested = Signal(object)
    refresh_requested = Signal()

    def __init__(self, lists: AdminLists) -> None:
        super().__init__()
        set_surface(self, "panel", "bottom")
        self._lists = lists
        self.chips = ChipRow(one_of=True)
        for listed in Listed:
            self.chips.add(listed, Chip(keys=_KEYS[listed]), on=listed is Listed.PHONES)
        self.state = ElidedLabel()
        self.refresh_button = OrderButton(keys="R")
        self.progress = ProgressLine()
        row = QHBoxLayout()
        row.setContentsMargins(2 * UNIT_PX, UNIT_PX // 2, UNIT_PX, 0)
        row.setSpacing(2 * UNIT_PX)
        row.addWidget(self.chips)
        row.addStretch(1)
        row.addWidget(self.state)
        row.addWidget(self.refresh_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 1)
        column.setSpacing(1)
        column.addLayout(row)
        column.addWidget(self.progress)
        self.setFixedHeight(TOUCH_PX + UNIT_PX + 1)
        self.chips.chip_toggled.connect(lambda listed, _on: self.page_requested.emit(listed))
        self.refresh_button.clicked.connect(self.refresh_requested)
        self.retranslate()

    def set_counts(self, counts: Mapping[Listed, str]) -> None:
        for listed, count in counts.items():
            self.chips.chip(listed).set_count(count)

    def show_state(self) -> None:
        """Whether the server is asked, how old the lists are, and why they are not younger."""
        lists = self._lists
        if lists.asking:
            self.progress.start()
        else:
            self.progress.stop()
        at = words.local_time(lists.asked_utc) if lists.asked_utc else ""
        if lists.fault is not None:
            why = words.fault_sentence(lists.fault)
            text = self.tr("{why} Shown as of {time}.").format(why=why, time=at) if at else why
            self.state.set_text(text, "yellow")
        elif at:
            self.state.set_text(self.tr("As of {time}").format(time=at), "quiet")
        else:
            self.state.set_text(self.tr("Asking the server…") if lists.asking else "", "quiet")

    def retranslate(self) -> None:
        self.chips.chip(Listed.PHONES).set_text(self.tr("Phones"), self.tr("Phones that report, and whose they are"))
        self.chips.chip(Listed.ACCOUNTS).set_text(self.tr("Accounts"), self.tr("Who may sign in"))
        self.chips.chip(Listed.UNITS).set_text(self.tr("Units"), self.tr("People and vehicles that can be sent"))
        self.refresh_button.set_text(self.tr("Refresh"))
        self.show_state()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
