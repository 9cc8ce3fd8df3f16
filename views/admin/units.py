"""Units (单位): everybody and everything that can be sent, and new ones."""

from __future__ import annotations

from PySide6.QtCore import QCoreApplication

from app.actions import Actions, Refusal
from app.api.orders import PendingOrder
from app.domain.units import Unit
from app.stores import Stores
from app.stores.settings import Settings
from views import words
from views.admin.duty_form import DutyForm
from views.admin.page import Page
from views.admin.picks import area_text
from views.admin.unit_form import NewUnitForm
from widgets.columns import Column
from widgets.table import DenseTable

translate = QCoreApplication.translate


class UnitsPage(Page):
    """Rows are units as the feed tells them, keys their ids."""

    def __init__(self, stores: Stores, actions: Actions, settings: Settings) -> None:
        self._stores, self._actions, self._settings = stores, actions, settings
        self.duty, self.form = DutyForm(), NewUnitForm(stores, settings)
        super().__init__(DenseTable(self._columns(), lambda unit: unit.id), self.duty, self.form)
        self.table.row_selected.connect(lambda _key: self._choose())
        self.duty.send_requested.connect(self._change_duty)
        self.form.send_requested.connect(self._create)

    def refresh(self) -> None:
        self.table.set_rows(self._stores.units.all())
        self.form.refresh()
        self._choose()

    def take_orders(self) -> None:
        """The outbox has changed."""
        self.form.show_order(self._stores.outbox.order(self.form.order_key))
        self.duty.show_order(self._stores.outbox.order(self.duty.order_key))

    def take_settled(self, order: PendingOrder) -> None:
        """The server has answered an order of this seat; the new unit comes by the feed."""
        self.form.take_settled(order)
        self.duty.take_settled(order)

    def retranslate(self) -> None:
        self.table.set_empty_text(
            translate("UnitsPage", "There is no unit yet"),
            translate("UnitsPage", "Make the first one at the right; then a phone can be given to it."),
        )
        self.table.retranslate()

    def _choose(self) -> None:
        key = self.table.selected_key()
        self.duty.show_unit(self._stores.units.get(key) if isinstance(key, int) else None)

    def _change_duty(self) -> None:
        unit, units = self.duty.unit, self._actions.units
        if unit is None or not self.duty.send.isEnabled():
            return
        try:
            order = units.take_off_duty(unit) if self.duty.on_duty else units.put_on_duty(unit)
        except Refusal as refusal:
            self.duty.say_problem(words.fault_sentence(refusal))
            return
        self.duty.order_key = order.key
        self.take_orders()

    def _create(self) -> None:
        body = self.form.body()
        if body is None or not self.form.send.isEnabled():
            return
        try:
            order = self._actions.units.create(body)
        except Refusal as refusal:
            self.form.say_problem(words.fault_sentence(refusal))
            return
        self.form.order_key = order.key
        self.take_orders()

    def _columns(self) -> list[Column]:
        return [
            Column(title=lambda: translate("UnitsPage", "Callsign"), text=lambda u: u.callsign, width_px=88),
            Column(
                title=lambda: translate("UnitsPage", "Name"), text=lambda u: words.named(u, self._settings.language)
            ),
            Column(
                title=lambda: translate("UnitsPage", "Kind"),
                text=lambda u: words.unit_kind_word(u.kind),
                width_px=120,
            ),
            Column(
                title=lambda: translate("UnitsPage", "Area"),
                text=lambda u: area_text(self._stores, u.area_code, self._settings.language),
                width_px=184,
            ),
            Column(title=lambda: translate("UnitsPage", "Department"), text=self._department, width_px=168),
            Column(title=lambda: translate("UnitsPage", "Phone number"), text=lambda u: u.phone, width_px=120),
            Column(
                title=lambda: translate("UnitsPage", "Status"),
                text=lambda u: words.unit_status_word(u.status),
                width_px=88,
            ),
        ]

    def _department(self, unit: Unit) -> str:
        department = self._stores.reference.department(unit.department_code)
        return words.named(department, self._settings.language) if department else unit.department_code
