"""The line above the terminals: which of them are listed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from PySide6.QtCore import QEvent, QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QWidget

from app.domain.areas import Area
from app.domain.units import KIND_CODES, UnitKind
from views import words
from widgets.chip import Chip, ChipRow
from widgets.choice_box import ChoiceBox
from widgets.key_cap import set_tooltip
from widgets.search_field import SearchField
from widgets.theme import TOUCH_PX, UNIT_PX, set_surface

FIND_KEY = "/"


class Listed(StrEnum):
    """The chips. WEAK and OFFLINE are of units on duty: that others are off the air is as it should be."""

    ON_DUTY = "on_duty"
    WEAK = "weak"
    OFFLINE = "offline"
    ALL = "all"


_KEYS = {Listed.ON_DUTY: "D", Listed.WEAK: "W", Listed.OFFLINE: "O", Listed.ALL: "E"}


@dataclass(frozen=True, slots=True, kw_only=True)
class RosterFilter:
    """`street` is an area code, '' for all; `text` is searched in callsign, name, phone, with pinyin."""

    listed: Listed = Listed.ON_DUTY
    kind: UnitKind | None = None
    street: str = ""
    text: str = ""


class RosterBar(QWidget):
    """`filter_changed(RosterFilter)` follows every change by hand."""

    filter_changed = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        set_surface(self, "panel", "bottom")
        self.setFixedHeight(TOUCH_PX + UNIT_PX)
        self._streets: tuple[Area, ...] = ()
        self._language = "zh"
        self._text = ""
        self.chips = ChipRow(one_of=True)
        for listed in Listed:
            self.chips.add(listed, Chip(keys=_KEYS[listed]), on=listed is Listed.ON_DUTY)
        self.kind, self.street = ChoiceBox(), ChoiceBox()
        self.words = SearchField(FIND_KEY)
        self.words.setMaxLength(40)
        self.words.setMinimumWidth(88)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(2 * UNIT_PX, 0, UNIT_PX, 0)
        layout.setSpacing(UNIT_PX)
        layout.addWidget(self.chips)
        for box in (self.kind, self.street):
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(4)
            box.currentIndexChanged.connect(self._tell)
            layout.addWidget(box)
        layout.addWidget(self.words, 1)
        self.chips.chip_toggled.connect(self._tell)
        self.words.searched.connect(self._take_text)
        self._find = QShortcut(QKeySequence(FIND_KEY), self, context=Qt.ShortcutContext.WindowShortcut)
        self._find.activated.connect(self._focus_find)
        self.retranslate()

    def filter(self) -> RosterFilter:
        on, kind = self.chips.keys_on(), self.kind.currentData()
        return RosterFilter(
            listed=on[0] if on and isinstance(on[0], Listed) else Listed.ALL,
            kind=UnitKind(kind) if kind else None,
            street=self.street.currentData() or "",
            text=self._text,
        )

    def set_counts(self, counts: Mapping[Listed, int]) -> None:
        """How many terminals each chip would list."""
        for listed in Listed:
            self.chips.chip(listed).set_count(str(counts.get(listed, 0)))

    def set_streets(self, streets: Sequence[Area], language: str) -> None:
        """The streets to choose from, named in that language; the choice stays if it can."""
        if (tuple(streets), language) != (self._streets, self._language):
            self._streets, self._language = tuple(streets), language
            self._fill_boxes()

    def show_all(self) -> None:
        """List every terminal."""
        with QSignalBlocker(self.kind), QSignalBlocker(self.street), QSignalBlocker(self.words):
            self.kind.setCurrentIndex(0)
            self.street.setCurrentIndex(0)
            self.words.clear()
        self._text = ""
        self.chips.set_on(Listed.ALL, True)
        self._tell()

    def retranslate(self) -> None:
        self._find.setWhatsThis(self.tr("Find"))
        self.words.setPlaceholderText(self.tr("Callsign, name or phone"))
        set_tooltip(self.words, self.tr("Find a terminal"), FIND_KEY)
        for listed, (word, tooltip) in {
            Listed.ON_DUTY: (self.tr("On duty"), self.tr("Terminals of units on duty")),
            Listed.WEAK: (self.tr("Weak"), self.tr("On duty with a poor signal or an emptying battery")),
            Listed.OFFLINE: (self.tr("Offline"), self.tr("On duty, but not heard for 3 minutes")),
            Listed.ALL: (self.tr("All"), self.tr("Every terminal, off duty too")),
        }.items():
            self.chips.chip(listed).set_text(word, tooltip)
        self._fill_boxes()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _fill_boxes(self) -> None:
        kinds = [(words.unit_kind_word(kind), kind.value) for kind in KIND_CODES]
        streets = [(words.named(street, self._language), street.code) for street in self._streets]
        self.kind.set_choices(kinds, self.tr("All kinds"))
        self.street.set_choices(streets, self.tr("All streets"))

    def _focus_find(self) -> None:
        self.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.words.selectAll()

    def _take_text(self, text: str) -> None:
        self._text = text
        self._tell()

    def _tell(self) -> None:
        self.filter_changed.emit(self.filter())
