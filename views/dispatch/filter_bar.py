"""The line above the board: chips with counts, source, street, words to find, and board or table."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from app.domain.areas import Area
from app.domain.cases import CaseSource
from views import words
from views.dispatch.filters import CaseFilter, Quick
from widgets.chip import Chip, ChipRow
from widgets.choice_box import ChoiceBox
from widgets.key_cap import set_tooltip
from widgets.search_field import SearchField
from widgets.theme import TOUCH_PX, UNIT_PX, set_surface

_KEYS = {Quick.ALL: "E", Quick.MINE: "M", Quick.WATER: "W", Quick.OVERDUE: "O", Quick.URGED: "G"}
FIND_KEY, TABLE_KEY = "/", "T"


class FilterBar(QWidget):
    """`filter_changed(CaseFilter)` follows every change by hand; `table_requested(bool)` asks for table or board."""

    filter_changed = Signal(object)
    table_requested = Signal(bool)

    def __init__(self) -> None:
        super().__init__()
        set_surface(self, "panel", "bottom")
        self.setFixedHeight(TOUCH_PX + UNIT_PX)
        self._streets: tuple[Area, ...] = ()
        self._language = "zh"
        self._text = ""
        self.chips = ChipRow(one_of=True)
        for quick in Quick:
            self.chips.add(quick, Chip(keys=_KEYS[quick]), on=quick is Quick.ALL)
        self.source, self.street = ChoiceBox(), ChoiceBox()
        self.words = SearchField(FIND_KEY)
        self.table = Chip(keys=TABLE_KEY)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * UNIT_PX, 0, 2 * UNIT_PX, 0)
        layout.setSpacing(UNIT_PX)
        layout.addWidget(self.chips)
        for box in (self.source, self.street):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(6)
            box.currentIndexChanged.connect(self._tell)
            layout.addWidget(box)
        self.words.setMaximumWidth(240)
        self.words.setMaxLength(40)
        self.words.searched.connect(self._take_text)
        layout.addWidget(self.words, 1)
        layout.addStretch(1)
        layout.addWidget(self.table)
        self.chips.chip_toggled.connect(self._tell)
        self.table.clicked.connect(self.table_requested)
        self._find = QShortcut(QKeySequence(FIND_KEY), self, context=Qt.ShortcutContext.WindowShortcut)
        self._find.activated.connect(self._focus_find)
        self.retranslate()

    def filter(self) -> CaseFilter:
        source = self.source.currentData()
        on = self.chips.keys_on()
        return CaseFilter(
            quick=on[0] if on and isinstance(on[0], Quick) else Quick.ALL,
            source=CaseSource(source) if source else None,
            street=self.street.currentData() or "",
            text=self._text,
        )

    def set_streets(self, streets: Sequence[Area], language: str) -> None:
        """The streets to choose from, named in that language; the choice stays if it can."""
        if (tuple(streets), language) != (self._streets, self._language):
            self._streets, self._language = tuple(streets), language
            self._fill_boxes()

    def set_counts(self, counts: Mapping[Quick, int]) -> None:
        """How many cases each chip would show."""
        for quick in Quick:
            self.chips.chip(quick).set_count(str(counts.get(quick, 0)))

    def clear_filter(self) -> None:
        """Show everything again."""
        with QSignalBlocker(self.source), QSignalBlocker(self.street), QSignalBlocker(self.words):
            self.source.setCurrentIndex(0)
            self.street.setCurrentIndex(0)
            self.words.clear()
        self._text = ""
        self.chips.set_on(Quick.ALL, True)
        self._tell()

    def retranslate(self) -> None:
        self._find.setWhatsThis(self.tr("Find"))
        self.words.setPlaceholderText(self.tr("Number, title or address"))
        set_tooltip(self.words, self.tr("Find among the open cases"), FIND_KEY)
        self.table.set_text(self.tr("Table"), self.tr("Table instead of board"))
        for quick, (word, tooltip) in {
            Quick.ALL: (self.tr("All"), self.tr("Every open case")),
            Quick.MINE: (self.tr("Mine"), self.tr("Cases that this seat gave an order on")),
            Quick.WATER: (self.tr("Water"), self.tr("Cases of water and flood")),
            Quick.OVERDUE: (self.tr("Overdue"), self.tr("Cases past the deadline of their stage")),
            Quick.URGED: (self.tr("Urged"), self.tr("Cases that were urged")),
        }.items():
            self.chips.chip(quick).set_text(word, tooltip)
        self._fill_boxes()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _fill_boxes(self) -> None:
        sources = [(words.case_source_word(source), source.value) for source in CaseSource]
        streets = [(words.named(street, self._language), street.code) for street in self._streets]
        self.source.set_choices(sources, self.tr("All sources"))
        self.street.set_choices(streets, self.tr("All streets"))

    def _focus_find(self) -> None:
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def _take_text(self, text: str) -> None:
        self._text = text
        self._tell()

    def _tell(self) -> None:
        self.filter_changed.emit(self.filter())
