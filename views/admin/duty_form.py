"""Putting the chosen unit on duty, or off it."""

from __future__ import annotations

from app.api.orders import PendingOrder
from app.domain.orders import OrderState
from app.domain.units import Unit, UnitStatus
from views import words
from views.admin.form import Form


class DutyForm(Form):
    """`order_key` is the order that was given last and is not answered yet, '' for none."""

    def __init__(self) -> None:
        super().__init__(keys="Ctrl+D")
        self.unit: Unit | None = None
        self.order_key = ""
        self._waiting = False
        self.retranslate()

    @property
    def on_duty(self) -> bool:
        return self.unit is not None and self.unit.status is not UnitStatus.OFF_DUTY

    def show_unit(self, unit: Unit | None) -> None:
        """Another unit, or the same as it is now."""
        before, self.unit = self.unit, unit
        if (before.id if before else None) != (unit.id if unit else None):
            self.order_key, self._waiting = "", False
            self.say_problem("")
            self.say_done("")
        self.retranslate()

    def show_order(self, order: PendingOrder | None) -> None:
        """How it stands with the order that was given."""
        self._waiting = order is not None and not order.settled
        if order is not None and self._waiting:
            self.say_problem("")
            self.say_done(words.order_state_word(order.state))
        self._enable()

    def take_settled(self, order: PendingOrder) -> None:
        """The server has answered an order of this seat; the new status comes by the feed."""
        if order.key != self.order_key:
            return
        self.order_key = ""
        self.show_order(None)
        self.say_done("")
        if order.state is OrderState.FAILED:
            self.say_problem(words.problem_sentence(order.problem_code, order.problem_sentence))

    def retranslate(self) -> None:
        unit = self.unit
        self.title.setText(self.tr("On duty or off duty") if unit is None else unit.callsign)
        if unit is None:
            self.say_about(self.tr("Choose a unit in the list to put it on duty or off it."))
        elif unit.case_id is not None:
            self.say_about(self.tr("It is on a case, and stays on duty until that is done."))
        elif self.on_duty:
            self.say_about(self.tr("It is on duty: drawn where its phone reports, and can be sent."))
        else:
            self.say_about(self.tr("It is off duty: not drawn on the map, whatever its phone reports."))
        self.send.set_text(self.tr("Take off duty") if self.on_duty else self.tr("Put on duty"))
        self._enable()

    def _enable(self) -> None:
        unit = self.unit
        free = unit is not None and (unit.case_id is None or not self.on_duty)
        self.send.setEnabled(free and not self._waiting)
