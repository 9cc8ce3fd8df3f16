"""The cases behind a figure: a drawer at the right that opens any of them on the case board."""

from __future__ import annotations

from datetime import datetime

from PySide6.QtCore import QEvent, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from app.domain.cases import Case
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from widgets.columns import Column
from widgets.key_cap import set_tooltip
from widgets.table import DenseTable
from widgets.text import label
from widgets.theme import UNIT_PX, set_surface


class BehindPanel(QWidget):
    """`case_opened(id)` asks for the case board; Esc closes the drawer."""

    case_opened = Signal(int)

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__()
        self._stores, self._settings = stores, settings
        set_surface(self, "panel", "left")
        self.setFixedWidth(58 * UNIT_PX)
        self.heading = label("", "lead", wrap=True)
        self.close_button = QPushButton()
        self.close_button.clicked.connect(self.hide)
        self.table = DenseTable(
            (
                Column(title=lambda: self.tr("Number"), text=lambda case: case.number, width_px=13 * UNIT_PX),
                Column(title=lambda: self.tr("Case"), text=lambda case: words.titled(case, settings.language)),
                Column(
                    title=lambda: self.tr("Stage"),
                    text=lambda case: words.case_stage_word(case.stage),
                    width_px=10 * UNIT_PX,
                ),
                Column(
                    title=lambda: self.tr("Reported"),
                    text=lambda case: words.local_minute(case.reported_utc),
                    sort_key=lambda case: case.reported_utc,
                    number=True,
                    width_px=9 * UNIT_PX,
                ),
            ),
            key_of=lambda case: case.id,
            row_tone=self._tone,
        )
        head = QHBoxLayout()
        head.setContentsMargins(2 * UNIT_PX, UNIT_PX, UNIT_PX, UNIT_PX)
        head.addWidget(self.heading, 1)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self.table, 1)
        QShortcut(QKeySequence("Escape"), self).activated.connect(self.hide)
        self.table.row_activated.connect(lambda key: self.case_opened.emit(key))
        self.retranslate()
        self.hide()

    def show_cases(self, title: str, case_ids: tuple[int, ...]) -> None:
        """Open the drawer with these cases; those that the seat no longer knows are left out."""
        cases = [case for case_id in dict.fromkeys(case_ids) if (case := self._stores.cases.get(case_id))]
        self.heading.setText(self.tr("{title}: {count}").format(title=title, count=len(cases)))
        self.table.set_rows(cases)
        self.show()
        self.table.setFocus()

    def retranslate(self) -> None:
        self.close_button.setText(self.tr("Close"))
        set_tooltip(self.close_button, self.tr("Close the list"), "Esc")
        self.table.set_empty_text(self.tr("No case is behind this figure"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _tone(self, case: Case) -> str:
        now: datetime = self._stores.clock.now_utc()
        level = self._stores.cases.timer(case, now).level
        return level.value if level else "none"
