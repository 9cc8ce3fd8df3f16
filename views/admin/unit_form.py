"""A new unit: callsign, kind, area, department."""

from __future__ import annotations

from PySide6.QtWidgets import QComboBox, QLineEdit

from app.api.order_bodies import CreateUnit
from app.api.orders import PendingOrder
from app.domain.orders import OrderState
from app.domain.units import KIND_CODES
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.admin.form import Form
from views.admin.picks import AreaPick
from widgets.choice_box import ChoiceBox


class NewUnitForm(Form):
    """`order_key` is the order that was given last and is not answered yet, '' for none."""

    def __init__(self, stores: Stores, settings: Settings) -> None:
        super().__init__()
        self._stores, self._settings = stores, settings
        self.order_key = ""
        self.callsign, self.name, self.gloss, self.phone = QLineEdit(), QLineEdit(), QLineEdit(), QLineEdit()
        self.kind, self.department, self.area = ChoiceBox(), ChoiceBox(), AreaPick(stores, settings)
        self.department.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        for key, field in {
            "callsign": self.callsign, "kind": self.kind, "name": self.name, "gloss": self.gloss,
            "area": self.area, "department": self.department, "phone": self.phone,
        }.items():  # fmt: skip
            self.add_field(key, field)
        self.retranslate()

    def refresh(self) -> None:
        """What the reference offers may have changed."""
        language = self._settings.language
        departments = self._stores.reference.departments()
        self.department.set_choices([(words.named(one, language), one.code) for one in departments])
        if self._stores.reference.city is None:
            self.say_about(self.tr("This server has no city yet; a unit needs an area of one."))
        else:
            self.say_about(self.tr("A new unit is off duty: choose it in the list, then put it on duty."))
            if self.area.code is None and not self.area.field.text():
                self.area.choose_own()

    def body(self) -> CreateUnit | None:
        """What was filled in; None where something is missing, and then the form says what."""
        if not self.callsign.text().strip():
            self.say_problem(words.problem_sentence("callsign_needed"))
            self.callsign.setFocus()
            return None
        if not self.area.code:
            self.say_problem(self.tr("Choose the area that the unit belongs to."))
            self.area.setFocus()
            return None
        self.say_problem("")
        return CreateUnit(
            callsign=self.callsign.text().strip(),
            kind=self.kind.currentData(),
            name=self.name.text().strip() or self.callsign.text().strip(),
            gloss=self.gloss.text().strip(),
            area_code=self.area.code,
            department_code=self.department.currentData() or "",
            phone=self.phone.text().strip(),
        )

    def show_order(self, order: PendingOrder | None) -> None:
        """How it stands with the order that was given."""
        waiting = order is not None and not order.settled
        self.send.setEnabled(not waiting)
        if order is not None and waiting:
            self.say_done(words.order_state_word(order.state))

    def take_settled(self, order: PendingOrder) -> None:
        """The server has answered an order of this seat."""
        if order.key != self.order_key:
            return
        self.order_key = ""
        self.show_order(None)
        if order.state is OrderState.FAILED:
            self.say_done("")
            self.say_problem(words.problem_sentence(order.problem_code, order.problem_sentence))
            return
        self.say_done(
            self.tr("{callsign} is there; give it a phone under Phones.").format(callsign=self.callsign.text())
        )
        for field in (self.callsign, self.name, self.gloss, self.phone):
            field.clear()

    def retranslate(self) -> None:
        self.title.setText(self.tr("New unit"))
        self.name_fields(
            {
                "callsign": self.tr("Callsign"),
                "kind": self.tr("Kind"),
                "name": self.tr("Name of the person or vehicle"),
                "gloss": self.tr("Name in English, may stay empty"),
                "area": self.tr("Area that it belongs to"),
                "department": self.tr("Department"),
                "phone": self.tr("Phone number, may stay empty"),
            }
        )
        self.area.nothing.setText(self.tr("No area of yours matches."))
        self.kind.set_choices([(words.unit_kind_word(kind), kind.value) for kind in KIND_CODES])
        self.send.set_text(self.tr("Make the unit"))
        self.refresh()
