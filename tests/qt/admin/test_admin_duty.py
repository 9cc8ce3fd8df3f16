"""Units put on duty and off it; the phones' list says which unit the map does not draw; areas are asked for anew."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.orders import OrderState
from app.domain.units import Unit, UnitStatus
from tests.qt.admin.conftest import Desk


def unit(desk: Desk, unit_id: int) -> Unit:
    found = desk.seat.stores.units.get(unit_id)
    assert found is not None
    return found


async def test_a_unit_is_put_on_duty_and_off_it(desk: Desk) -> None:
    await desk.open("U")
    form = desk.screen.units.duty
    desk.screen.units.table.select_key(6)
    assert unit(desk, 6).status is UnitStatus.OFF_DUTY
    assert form.title.text() == unit(desk, 6).callsign
    assert "off duty" in form.about.text()
    assert form.send.text() == "Put on duty"
    desk.press("Ctrl+D")
    assert desk.orders == [("change_unit_status", {"status": "available"}, 6, 1)]
    assert not form.send.isEnabled()
    assert form.done.text() == "Waiting for the server"
    desk.settle()
    desk.seat.change("units", replace(unit(desk, 6), version=2, status=UnitStatus.AVAILABLE))
    desk.screen.units.refresh()
    assert form.send.text() == "Take off duty"
    assert form.done.text() == ""
    desk.click(form.send)
    assert desk.orders[1:] == [("change_unit_status", {"status": "off_duty"}, 6, 2)]
    desk.settle(state=OrderState.FAILED, problem_code="unit_engaged", problem_sentence="", receipt_id=None)
    assert "case" in form.problem.text()
    assert form.send.isEnabled()


async def test_a_unit_on_a_case_stays_on_duty(desk: Desk) -> None:
    await desk.open("U")
    desk.seat.change("units", replace(unit(desk, 2), version=2, case_id=4))
    desk.screen.units.table.select_key(2)
    desk.press("Ctrl+D")
    assert "on a case" in desk.screen.units.duty.about.text()
    assert desk.orders == []


@pytest.mark.parametrize(("unit_id", "told"), [(6, True), (5, False)])
async def test_the_form_of_a_phone_says_that_its_unit_is_off_duty(desk: Desk, unit_id: int, told: bool) -> None:
    await desk.open()
    form = desk.screen.phones.form
    desk.press("Return")
    assert not form.off_duty.isVisible()
    desk.type(form.unit, unit(desk, unit_id).callsign)
    desk.press("Return")
    assert form.unit.unit_id == unit_id
    assert form.off_duty.isVisible() is told
    if told:
        assert unit(desk, unit_id).callsign in form.off_duty.text()
        desk.seat.change("units", replace(unit(desk, unit_id), version=2, status=UnitStatus.AVAILABLE))
        desk.screen.phones.refresh()
        assert not form.off_duty.isVisible()


async def test_areas_are_asked_for_when_the_room_opens_and_on_refresh(desk: Desk) -> None:
    await desk.open()
    assert desk.session.reference_asked == 1
    desk.press("R")
    assert desk.session.reference_asked == 2
