"""The terms of a fence that is being made or changed, and who would be beyond it now."""

from __future__ import annotations

import re
from dataclasses import replace

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QLabel, QLineEdit, QSpinBox, QVBoxLayout, QWidget

from app.domain.errors import Refusal
from app.domain.fences import BAND_M, LONGEST_NAME, MINUTES_A_DAY, Fence, FenceRule, require_sound
from app.domain.levels import Level
from app.domain.units import UnitKind
from app.stores import Stores
from views import words
from views.situation.fences.fence_words import count_words, excused_words, minute_of, minute_text
from widgets.choice_box import ChoiceBox
from widgets.key_cap import OrderButton
from widgets.text import ElidedLabel, label
from widgets.theme import LEAD_PX, ROW_PX, UNIT_PX

_CORRIDOR_M = (round(2 * BAND_M), 5_000)


class FenceForm(QWidget):
    """`saved(Fence)` with what the form says, `changed(Fence)` while it is edited, `draw_requested()` for another
    shape, `cancelled()`.
    """

    saved = Signal(object)
    changed = Signal(object)
    draw_requested = Signal()
    cancelled = Signal()

    def __init__(self, stores: Stores) -> None:
        super().__init__()
        self._stores = stores
        self._draft: Fence | None = None
        self.title = ElidedLabel(size_px=LEAD_PX, bold=True)
        self.name = QLineEdit()
        self.name.setMaxLength(LONGEST_NAME)
        self.rule, self.level, self.kind = ChoiceBox(), ChoiceBox(), ChoiceBox()
        self.units = QLineEdit()
        self.corridor, self.back_within, self.severe_after = _spin(*_CORRIDOR_M), _spin(0), _spin(0)
        self.from_time, self.to_time = QLineEdit(), QLineEdit()
        fields = (
            self.name, self.rule, self.kind, self.units, self.level, self.corridor, self.back_within,
            self.severe_after, self.from_time, self.to_time,
        )  # fmt: skip
        self._names = [QLabel() for _ in fields]
        rows = QFormLayout()
        rows.setContentsMargins(0, 0, 0, 0)
        rows.setSpacing(UNIT_PX // 2)
        for name, field in zip(self._names, fields, strict=True):
            field.setFixedHeight(ROW_PX)
            name.setBuddy(field)
            rows.addRow(name, field)
        self.preview, self.fault = label("", "strong", wrap=True), label("", "second", wrap=True)
        self.excused = label("", wrap=True)
        self.save = OrderButton(primary=True, keys="Ctrl+Return")
        self.draw, self.cancel = OrderButton(), OrderButton()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(UNIT_PX)
        column.addWidget(self.title)
        column.addLayout(rows)
        column.addWidget(self.preview)
        column.addWidget(self.excused)
        column.addWidget(self.fault)
        column.addStretch(1)
        column.addWidget(self.save)
        foot = QHBoxLayout()
        foot.setSpacing(UNIT_PX)
        foot.addWidget(self.draw)
        foot.addWidget(self.cancel)
        column.addLayout(foot)
        self._connect()
        self.retranslate()

    def _connect(self) -> None:
        for line in (self.name, self.units, self.from_time, self.to_time):
            line.textEdited.connect(self._edited)
        for box in (self.rule, self.level, self.kind):
            box.activated.connect(self._edited)
        for spin in (self.corridor, self.back_within, self.severe_after):
            spin.valueChanged.connect(self._edited)
        self.save.clicked.connect(self._save)
        self.draw.clicked.connect(self.draw_requested)
        self.cancel.clicked.connect(self.cancelled)

    def ask(self, draft: Fence) -> None:
        """Begin from a fence: a new one has the id 0."""
        self._draft = None  # while the fields are filled, nothing is edited
        self.name.setText(draft.name)
        self.retranslate()
        self.rule.setCurrentIndex(self.rule.findData(draft.rule.value))
        self.rule.setEnabled(draft.id == 0 and draft.rule is not FenceRule.ROUTE)
        self.level.setCurrentIndex(self.level.findData(draft.level.value))
        self.kind.setCurrentIndex(self.kind.findData(draft.kinds[0].value if draft.kinds else ""))
        named = [unit.callsign for unit in map(self._stores.units.get, draft.unit_ids) if unit is not None]
        self.units.setText(" ".join(named))
        self.corridor.setValue(round(draft.corridor_m))
        self.back_within.setValue(round(draft.return_limit_min))
        self.severe_after.setValue(round(draft.severe_after_min))
        for line, minute in ((self.from_time, draft.from_min), (self.to_time, draft.to_min)):
            line.setText("" if minute is None else minute_text(minute))
        self._draft = draft
        route = draft.rule is FenceRule.ROUTE
        self.corridor.setVisible(route)
        self._names[5].setVisible(route)
        self.retranslate()
        self._edited()
        self.name.setFocus()

    def take_points(self, points: list[tuple[float, float]]) -> None:
        """Another shape for the same terms."""
        if self._draft is not None:
            self._draft = replace(self._draft, points=tuple(points))
            self._edited()

    def given(self) -> Fence:
        """As the form stands; Refusal for what cannot be read or judged."""
        times = [minute_of(line.text()) for line in (self.from_time, self.to_time)]
        texts = [line.text().strip() for line in (self.from_time, self.to_time)]
        if any(text and minute is None for text, minute in zip(texts, times, strict=True)):
            raise Refusal("fence_hours", "The hours of a fence are two times of day.")
        fence = self._read(times)
        require_sound(fence)
        return fence

    def _read(self, times: list[int | None]) -> Fence:
        assert self._draft is not None
        return replace(
            self._draft,
            name=self.name.text().strip(),
            rule=FenceRule(self.rule.currentData()),
            level=Level(self.level.currentData()),
            kinds=self._kinds(self.kind.currentData()),
            unit_ids=self._unit_ids(),
            corridor_m=float(self.corridor.value()),
            return_limit_min=float(self.back_within.value()),
            severe_after_min=float(self.severe_after.value()),
            from_min=times[0],
            to_min=times[1],
        )

    def refresh(self) -> None:
        """Who would be beyond it now; the same terms."""
        self._edited()

    def retranslate(self) -> None:
        new = self._draft is None or self._draft.id == 0
        self.title.set_text(self.tr("New fence") if new else self.tr("Change the fence"))
        said = (
            self.tr("Name"), self.tr("Rule"), self.tr("Kind"), self.tr("Call signs"), self.tr("Alarm"),
            self.tr("Corridor, m"), self.tr("Back within, min"), self.tr("Severe after, min"), self.tr("From"),
            self.tr("To"),
        )  # fmt: skip
        for name, text in zip(self._names, said, strict=True):
            name.setText(text)
        self.rule.set_choices([(words.fence_rule_word(rule), rule.value) for rule in FenceRule])
        self.level.set_choices([(words.level_word(level), level.value) for level in Level])
        kinds = [(words.unit_kind_word(kind), kind.value) for kind in UnitKind]
        self.kind.set_choices(kinds, every=self.tr("All, or by call sign"))
        self.units.setPlaceholderText(self.tr("Z-01 Z-02 …"))
        for line in (self.from_time, self.to_time):
            line.setPlaceholderText(self.tr("HH:mm, empty: always"))
        self.save.set_text(self.tr("Make the fence") if new else self.tr("Save the changes"))
        self.draw.set_text(self.tr("Draw again"))
        self.cancel.set_text(self.tr("Cancel"))

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
            self._edited()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_Escape:
            self.cancelled.emit()
            return
        super().keyPressEvent(event)

    def _kinds(self, chosen: str) -> tuple[UnitKind, ...]:
        """A form shows one kind; a fence for several keeps them until another is chosen."""
        assert self._draft is not None
        if self._draft.kinds and chosen == self._draft.kinds[0].value:
            return self._draft.kinds
        return (UnitKind(chosen),) if chosen else ()

    def _unit_ids(self) -> tuple[int, ...]:
        """Units by call sign; Refusal `unit_unknown` for one that nobody has."""
        found = []
        for text in re.findall(r"[\w-]+", self.units.text()):
            unit = self._stores.units.by_callsign(text)
            if unit is None:
                raise Refusal("unit_unknown", f"There is no unit {text}.")
            found.append(unit.id)
        return tuple(dict.fromkeys(found))

    def _edited(self) -> None:
        if self._draft is None:
            return
        try:
            fence = self.given()
        except Refusal as fault:
            self.fault.setText(words.fault_sentence(fault))
            self.save.setEnabled(False)
            if fault.code != "fence_name":
                self.preview.setText("")
                self.excused.setText("")
                return
            fence = self._read([None, None])  # without a name it can be seen who is inside
        else:
            self.fault.setText("")
            self.save.setEnabled(True)
        standings = self._stores.fences.standings(fence)
        beyond = sum(standing.beyond_m > 0 for standing in standings)
        self.preview.setText(count_words(fence, beyond, len(standings)))
        self.excused.setText(excused_words(fence, beyond))
        self.changed.emit(fence)

    def _save(self) -> None:
        self.saved.emit(self.given())


def _spin(least: int, most: int = MINUTES_A_DAY) -> QSpinBox:
    spin = QSpinBox()
    spin.setRange(least, most)
    return spin
