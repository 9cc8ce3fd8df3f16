"""Giving a phone to a unit, with the datum that it reports in."""

from __future__ import annotations

from app.api.orders import PendingOrder
from app.api.routes import Device
from app.domain.orders import OrderState
from app.domain.positions import Datum
from app.domain.units import UnitStatus
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.admin.form import Form
from views.admin.lists import AdminLists
from views.admin.picks import UnitPick, unit_text
from views.datum_words import datum_word
from widgets.choice_box import ChoiceBox
from widgets.hold_button import HoldButton
from widgets.text import label


class AdoptForm(Form):
    """One click adopts; where the unit has another phone already, taking its place has to be held.

    `replaces` is the id of that other phone. `order_key` is the order that was given last, '' for none or once another
    phone was chosen.
    """

    def __init__(self, stores: Stores, settings: Settings, lists: AdminLists) -> None:
        super().__init__()
        self._stores, self._settings, self._lists = stores, settings, lists
        self.device: Device | None = None
        self.order_key = ""
        self.replaces: int | None = None
        self.unit = UnitPick(stores, settings)
        self.datum = ChoiceBox()
        self.warning = label("", "body", wrap=True)
        self.off_duty = label("", "second", wrap=True)
        self.replace = HoldButton()
        self.add_field("unit", self.unit)
        self.add_field("datum", self.datum)
        self.add_below(self.replace)
        self.add_below(self.warning)
        self.add_below(self.off_duty)
        self.unit.picked.connect(lambda _unit_id: self._refresh())
        self.unit.field.textEdited.connect(lambda _text: self._refresh())
        self.replace.confirmed.connect(self.send_requested)
        self.retranslate()

    def chosen_datum(self) -> Datum:
        return Datum(self.datum.currentData())

    def show_device(self, device: Device | None) -> None:
        """Another phone, or the same as it is now; what was chosen for it stays then."""
        before, self.device = self.device, device
        if device is None or before is None or device.id != before.id:
            self.order_key = ""
            self.say_problem("")
            self.say_done("")
            self.unit.choose(device.unit_id if device else None)
            self.datum.setCurrentIndex(max(0, self.datum.findData((device.datum if device else Datum.WGS84).value)))
        self._refresh()

    def show_order(self, order: PendingOrder | None) -> None:
        """How it stands with the order that was given."""
        self._enable(order)
        if order is not None and not order.settled:
            self.say_problem("")
            self.say_done(words.order_state_word(order.state))

    def take_settled(self, order: PendingOrder) -> None:
        """The server has answered an order of this seat."""
        if order.key != self.order_key:
            return
        self.order_key = ""
        self._enable(None)
        failed = order.state is OrderState.FAILED
        self.say_problem(words.problem_sentence(order.problem_code, order.problem_sentence) if failed else "")
        self.say_done("" if failed else self.tr("Adopted: from now on this phone moves its unit."))

    def retranslate(self) -> None:
        self.name_fields(
            {
                "unit": self.tr("Unit: callsign, name, phone or pinyin"),
                "datum": self.tr("Datum of its positions"),
            }
        )
        self.unit.nothing.setText(self.tr("No unit matches. Make it first, under Units."))
        self.datum.set_choices([(datum_word(datum), datum.value) for datum in Datum])
        self.replace.set_text(self.tr("Take the other phone's place"))
        self._refresh()

    def _refresh(self) -> None:
        device = self.device
        self.title.setText(self.tr("Adopt a phone") if device is None else device.identifier)
        if device is None:
            self.say_about(self.tr("Choose a phone in the list."))
        elif device.unit_id is None:
            self.say_about(self.tr("Waits to be adopted. Until then it moves nothing on the map."))
        else:
            name = unit_text(self._stores, device.unit_id, self._settings.language)
            self.say_about(self.tr("Moves {unit}. It can be given to another unit.").format(unit=name))
        self.send.set_text(self.tr("Adopt") if device is None or device.unit_id is None else self.tr("Give it"))
        unit_id = self.unit.unit_id
        others = [d for d in self._lists.phones_of(unit_id) if device is None or d.id != device.id] if unit_id else []
        self.replaces = others[0].id if others else None
        self.replace.setVisible(bool(others))
        self.send.setVisible(not others)
        if others and unit_id is not None:
            told = self.tr(
                "{unit} has the phone {phone} already. That one would be released and wait in the list again."
            )
            name = unit_text(self._stores, unit_id, self._settings.language)
            self.warning.setText(told.format(unit=name, phone=others[0].identifier))
        self.warning.setVisible(bool(others))
        self._say_off_duty()
        self._enable(self._stores.outbox.order(self.order_key))

    def _say_off_duty(self) -> None:
        unit = None if self.unit.unit_id is None else self._stores.units.get(self.unit.unit_id)
        off_duty = unit is not None and unit.status is UnitStatus.OFF_DUTY
        if unit is not None and off_duty:
            told = self.tr("{callsign} is off duty: the map draws it only once it is put on duty, under Units.")
            self.off_duty.setText(told.format(callsign=unit.callsign))
        self.off_duty.setVisible(off_duty)

    def _enable(self, order: PendingOrder | None) -> None:
        ready = self.device is not None and (order is None or order.settled)
        self.send.setEnabled(ready)
        self.replace.setEnabled(ready)
