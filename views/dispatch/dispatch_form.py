"""Whom to send: the units that go best, the department, and one line that says what Enter will do."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QSignalBlocker, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from app.actions import Suggestion
from app.domain.cases import Case
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.dispatch.suggestion_list import SuggestionList
from widgets.choice_box import ChoiceBox
from widgets.key_cap import OrderButton, set_tooltip
from widgets.text import label
from widgets.theme import UNIT_PX


class DispatchForm(QWidget):
    """`dispatch_requested(department_code, unit_id or None)`. Nothing is picked at first, so one Enter too many sends
    nobody: the first Enter picks the best, the second sends.
    """

    dispatch_requested = Signal(str, object)

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__()
        self._stores, self._settings = stores, settings
        self._case: Case | None = None
        self._alone = False
        self._chosen_department = ""
        self.units = SuggestionList(stores, settings)
        self.department_label = label("", "second")
        self.department = ChoiceBox()
        self.alone_button = OrderButton(keys="0")
        self.send_button = OrderButton(keys="D", primary=True)
        row = QHBoxLayout()
        row.setSpacing(UNIT_PX)
        row.addWidget(self.department_label)
        row.addWidget(self.department, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(UNIT_PX // 2)
        layout.addWidget(self.units)
        layout.addLayout(row)
        layout.addWidget(self.send_button)
        layout.addWidget(self.alone_button)
        self.units.pick_changed.connect(self._picked)
        self.department.activated.connect(self._choose_department)
        self.alone_button.clicked.connect(self._pick_alone)
        self.send_button.clicked.connect(self.forward)
        self.retranslate()

    def set_case(self, case: Case) -> None:
        """Take a case; what was picked for another one is let go."""
        other = self._case is None or self._case.id != case.id
        self._case = case
        if other:
            self._alone, self._chosen_department = False, ""
            self.units.clear_pick()
            self.units.offer([])
        self.refresh()

    def offer(self, suggestions: list[Suggestion]) -> None:
        """Units that could go, the best first."""
        self.units.offer(suggestions)
        self.refresh()

    def clear(self) -> None:
        """Let go of what was picked."""
        self._alone, self._chosen_department = False, ""
        self.units.clear_pick()
        self.refresh()

    def has_target(self) -> bool:
        """True if `forward` would send."""
        return self._alone or self.units.picked() is not None

    def forward(self) -> None:
        """Send what is picked; if nothing is, pick the best."""
        if not self.has_target():
            if self.units.rows[0].isVisibleTo(self.units):
                self.units.pick(0)
            else:
                self._pick_alone()
            return
        picked = self.units.picked()
        self.dispatch_requested.emit(self._department_code(), picked.unit.id if picked else None)

    def set_enabled(self, enabled: bool) -> None:
        """Off while an order on the case is under way."""
        for part in (self.send_button, self.alone_button, *self.units.rows):
            part.setEnabled(enabled)

    def refresh(self) -> None:
        """Write the live state of the units and the preview anew."""
        self.units.refresh()
        self._fill_departments()
        self._write_preview()

    def retranslate(self) -> None:
        self.department_label.setText(self.tr("Department"))
        set_tooltip(self.department, self.tr("Which department handles the case"))
        self.refresh()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()

    def _department_code(self) -> str:
        """Chosen by hand, else the picked unit's, else the one that the category belongs to."""
        if self._chosen_department:
            return self._chosen_department
        picked = self.units.picked()
        if picked is not None:
            return picked.unit.department_code
        category = self._stores.reference.category(self._case.category_code) if self._case else None
        return category.department_code if category else ""

    def _fill_departments(self) -> None:
        language = self._settings.language
        rows = [(words.named(d, language), d.code) for d in self._stores.reference.departments()]
        self.department.set_choices(rows)
        with QSignalBlocker(self.department):
            self.department.setCurrentIndex(self.department.findData(self._department_code()))

    def _write_preview(self) -> None:
        picked = self.units.picked()
        department = self._stores.reference.department(self._department_code())
        to = words.named(department, self._settings.language) if department else "–"
        if picked is not None:
            who = f"{picked.unit.callsign} {words.named(picked.unit, self._settings.language)}"
            text = self.tr("Enter sends {unit} · {department}").format(unit=who, department=to)
        elif self._alone:
            text = self.tr("Enter sends it to {department} alone").format(department=to)
        else:
            text = self.tr("Pick a unit: 1–6, or Enter for the best")
        self.send_button.set_text(text)
        self.alone_button.set_text(self.tr("To the department alone"))

    def _picked(self) -> None:
        if self.units.picked() is not None:
            self._alone = False
        self.refresh()

    def _pick_alone(self) -> None:
        self.units.clear_pick()
        self._alone = True
        self.refresh()

    def _choose_department(self, place: int) -> None:
        self._chosen_department = str(self.department.itemData(place))
        self._write_preview()
