"""The admin's room: phones adopted, accounts made, passwords set and kept from sight, units made."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from app.actions import Refusal, Unreachable
from app.api.link import LinkReport, LinkState
from app.domain.orders import OrderState
from tests.qt.admin.conftest import Desk, device
from tests.until import until


async def test_a_phone_that_waits_is_adopted_by_a_unit_that_was_searched_for(desk: Desk) -> None:
    await desk.open()
    assert desk.cells(0) == ["Waiting", "Adopted"]
    assert desk.cells(1) == ["phone-1", "phone-2"]
    assert desk.cells(3) == ["3 min", "3 min"]
    assert desk.screen.bar.chips.chip("phones")._count == "1 waiting"
    form = desk.screen.phones.form
    desk.press("Return")
    assert form.title.text() == "phone-1"
    desk.press("Ctrl+Return")
    assert "Choose the unit" in form.problem.text()
    desk.type(form.unit, "A-008")
    desk.press("Return")
    form.datum.setCurrentIndex(form.datum.findData("gcj02"))
    desk.press("Ctrl+Return")
    assert desk.orders == [("adopt_device", {"unit_id": 8, "datum": "gcj02", "replaces": None}, 1, 4)]
    assert form.done.text() == "Waiting for the server"
    assert not form.send.isEnabled()
    desk.server.devices = [replace(device(1, unit_id=8), version=5), device(2, unit_id=5)]
    asked = desk.server.asked
    desk.settle()
    await until(lambda: desk.server.asked == asked + 1 and not desk.screen.lists.asking)
    assert "Adopted" in form.done.text()
    assert desk.cells(0) == ["Adopted", "Adopted"]
    assert desk.cells(6)[0].startswith("A-008")


async def test_the_place_of_another_phone_is_taken_only_by_a_hold(desk: Desk, qtbot: QtBot) -> None:
    await desk.open()
    form = desk.screen.phones.form
    desk.press("Return")
    desk.type(form.unit, "A-005")
    desk.press("Return")
    assert "phone-2" in form.warning.text()
    assert not form.send.isVisible()
    desk.press("Ctrl+Return")
    QTest.mousePress(form.replace, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(form.replace, Qt.MouseButton.LeftButton)
    assert desk.orders == []
    with qtbot.waitSignal(form.replace.confirmed, timeout=5000):
        QTest.mousePress(form.replace, Qt.MouseButton.LeftButton)
    QTest.mouseRelease(form.replace, Qt.MouseButton.LeftButton)
    ((name, body, thing_id, _version),) = desk.orders
    assert (name, body["unit_id"], body["replaces"], thing_id) == ("adopt_device", 5, 2, 1)


async def test_a_refused_adoption_says_why_and_keeps_what_was_chosen(desk: Desk) -> None:
    await desk.open()
    form = desk.screen.phones.form
    desk.press("Return")
    desk.type(form.unit, "A-008")
    desk.press("Return", "Ctrl+Return")
    desk.settle(state=OrderState.FAILED, problem_code="version_clash", problem_sentence="", receipt_id=None)
    assert "Somebody else changed this" in form.problem.text()
    assert form.unit.unit_id == 8
    assert form.send.isEnabled()


async def test_typing_on_lets_go_of_the_unit(desk: Desk) -> None:
    await desk.open()
    form = desk.screen.phones.form
    desk.press("Return")
    desk.type(form.unit, "A-008")
    desk.press("Return")
    desk.type(form.unit.field, "9")
    desk.press("Ctrl+Return")
    assert desk.orders == []


async def test_an_account_is_made_with_a_generated_password_that_is_shown_once(desk: Desk) -> None:
    await desk.open("A")
    form = desk.screen.accounts.new
    desk.type(form.login, "wall2")
    form.role.setCurrentIndex(form.role.findData("viewer"))
    form.area.field.clear()
    desk.type(form.area.field, "990106003")
    desk.press("Return")
    desk.click(form.entry.generate)
    made = form.entry.password()
    assert len(made) == 16
    assert form.entry.first.echoMode() is QLineEdit.EchoMode.Password
    asked = desk.server.asked
    desk.press("Ctrl+Return")
    await until(lambda: bool(desk.orders) and desk.server.asked == asked + 1)
    ((name, body, thing_id, _version),) = desk.orders
    assert (name, thing_id) == ("create_account", None)
    assert (body["login"], body["role"]) == ("wall2", "viewer")
    assert (body["area_code"], body["password"]) == ("990106003", made)
    assert desk.seat.stores.outbox.orders() == []
    assert form.shown.password.text() == made
    assert form.entry.password() == ""
    desk.click(form.shown.copy)
    assert QGuiApplication.clipboard().text() == made
    desk.screen.set_active(False)
    assert not form.shown.isVisibleTo(form)
    assert form.shown.password.text() == ""


async def test_a_typed_password_must_be_long_enough_and_typed_twice_and_is_never_shown(desk: Desk) -> None:
    await desk.open("A")
    assert desk.screen.accounts.new.isVisible(), "coming into the list chooses no account to change"
    desk.press("Down", "Return")
    form = desk.screen.accounts.password
    assert form.title.text() == "wall"
    desk.type(form.entry.first, "short")
    desk.press("Ctrl+Return")
    assert "at least 8" in form.problem.text()
    desk.type(form.entry.first, "-and-longer")
    desk.type(form.entry.second, "another one")
    desk.press("Ctrl+Return")
    assert "differ" in form.problem.text()
    form.entry.second.clear()
    desk.type(form.entry.second, "short-and-longer")
    desk.press("Ctrl+Return")
    await until(lambda: bool(desk.orders))
    assert desk.orders == [("set_password", {"password": "short-and-longer"}, 2, 3)]
    await until(lambda: "new password" in form.done.text())
    assert not form.shown.isVisible()
    assert form.entry.first.text() == form.entry.second.text() == ""


async def test_a_half_typed_over_is_no_generated_password_any_more(desk: Desk) -> None:
    await desk.open("A")
    form = desk.screen.accounts.new
    desk.type(form.login, "wall2")
    desk.click(form.entry.generate)
    desk.type(form.entry.first, "x")
    desk.press("Ctrl+Return")
    assert "differ" in form.problem.text()
    assert not form.entry.generated


async def test_without_a_link_the_account_is_refused_in_words_and_nothing_waits(desk: Desk) -> None:
    await desk.open("A")
    desk.book.fault = Unreachable(maybe_received=False)
    form = desk.screen.accounts.new
    desk.type(form.login, "wall2")
    desk.click(form.entry.generate)
    desk.press("Ctrl+Return")
    await until(lambda: bool(form.problem.text()))
    assert "cannot be reached" in form.problem.text()
    assert form.entry.generated, "what was written stays"
    assert form.login.text() == "wall2"
    assert desk.seat.stores.outbox.orders() == []
    desk.book.fault = Refusal("already_exists", "no")
    desk.press("Ctrl+Return")
    await until(lambda: "already" in form.problem.text())


async def test_a_unit_is_made_in_an_area_below_the_own_one(desk: Desk) -> None:
    await desk.open("U")
    assert len(desk.cells(0)) == 60
    form = desk.screen.units.form
    desk.press("Ctrl+Return")
    assert "callsign" in form.problem.text()
    desk.type(form.callsign, "P-900")
    form.kind.setCurrentIndex(form.kind.findData("pump_truck"))
    form.area.field.clear()
    desk.type(form.area.field, "990106002")
    desk.press("Return", "Ctrl+Return")
    ((name, body, thing_id, _version),) = desk.orders
    assert (name, thing_id) == ("create_unit", None)
    assert (body["callsign"], body["kind"], body["area_code"]) == ("P-900", "pump_truck", "990106002")
    desk.settle()
    assert "P-900 is there" in form.done.text()
    assert form.callsign.text() == ""


async def test_a_server_that_is_away_is_said_and_what_was_known_stays(desk: Desk) -> None:
    await desk.open()
    assert desk.screen.bar.state.text().startswith("As of ")
    desk.server.fault = Unreachable()
    desk.press("R")
    await until(lambda: desk.screen.lists.fault is not None)
    assert "cannot be reached" in desk.screen.bar.state.text()
    assert "Shown as of" in desk.screen.bar.state.text()
    assert desk.cells(1) == ["phone-1", "phone-2"]
    desk.server.fault = None
    for state in (LinkState.OFFLINE, LinkState.LIVE):
        desk.seat.writer.write_link(LinkReport(state=state, heard_monotonic_s=0.0, lag_ms=1.0))
    await until(lambda: desk.screen.lists.fault is None)
    assert desk.screen.bar.state.text().startswith("As of ")


async def test_a_slow_answer_shows_progress_and_asking_twice_asks_again_afterwards(desk: Desk) -> None:
    await desk.open()
    asked = desk.server.asked
    desk.server.gate.clear()
    desk.press("R", "R", "R")
    await until(lambda: desk.screen.bar.progress._seen)
    desk.server.gate.set()
    await until(lambda: not desk.screen.lists.asking)
    assert desk.server.asked == asked + 2
    assert not desk.screen.bar.progress.is_running()


async def test_a_sleeping_room_listens_to_nothing(desk: Desk) -> None:
    await desk.open()
    desk.screen.set_active(False)
    asked = desk.server.asked
    for state in (LinkState.OFFLINE, LinkState.LIVE):
        desk.seat.writer.write_link(LinkReport(state=state, heard_monotonic_s=0.0, lag_ms=1.0))
    desk.seat.stores.units.units_changed.emit([1])
    assert not desk.screen.lists.asking
    assert not desk.screen._soon.isActive()
    assert desk.server.asked == asked
