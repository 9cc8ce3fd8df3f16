"""A generated password reaches whoever made it, whatever happens meanwhile; nobody locks himself out."""

from __future__ import annotations

import pytest

from app.actions import Refusal
from tests.qt.admin.conftest import Desk
from tests.until import until


async def send_generated(desk: Desk) -> str:
    """A new password for another account is under way; returns it."""
    await desk.open("A")
    desk.press("Down", "Return")
    form = desk.screen.accounts.password
    assert form.title.text() == "wall"
    desk.book.gate.clear()
    desk.click(form.entry.generate)
    made = form.entry.password()
    desk.press("Ctrl+Return")
    await until(lambda: bool(desk.orders))
    assert desk.orders[0][1] == {"password": made}
    return made


async def test_for_the_own_account_nothing_is_generated(desk: Desk) -> None:
    await desk.open("A")
    form = desk.screen.accounts.password
    desk.press("Down", "Return")
    assert form.entry.generate.isVisible()
    desk.click(form.entry.generate)
    assert form.entry.generated
    desk.screen.accounts.table.select_key(1)
    assert "your own" in form.about.text()
    assert not form.entry.generate.isVisible()
    assert form.entry.password() == ""
    desk.press("Ctrl+Return")
    assert desk.orders == []
    desk.type(form.entry.first, "typed-and-known")
    desk.type(form.entry.second, "typed-and-known")
    desk.press("Ctrl+Return")
    await until(lambda: bool(desk.orders))
    assert desk.orders == [("set_password", {"password": "typed-and-known"}, 1, 3)]


async def test_while_the_server_is_asked_nothing_else_is_chosen_or_written(desk: Desk) -> None:
    made = await send_generated(desk)
    page = desk.screen.accounts
    form = page.password
    parts = (page.table, page.which, form.entry.first, form.entry.second, form.entry.generate)
    assert [part.isEnabled() for part in parts] == [False] * len(parts)
    desk.press("x", "N", "Ctrl+Return")
    assert form.isVisible()
    desk.book.gate.set()
    await until(lambda: form.shown.isVisible())
    assert form.shown.password.text() == made
    assert len(desk.orders) == 1
    assert all(part.isEnabled() for part in parts)


async def test_what_is_shown_is_what_was_sent(desk: Desk) -> None:
    """Even where the fields hold something else by then."""
    made = await send_generated(desk)
    form = desk.screen.accounts.password
    form.entry.make()
    desk.book.gate.set()
    await until(lambda: form.shown.isVisible())
    assert form.shown.password.text() == made


async def test_a_generated_password_outlives_leaving_the_room_until_it_was_seen(desk: Desk) -> None:
    made = await send_generated(desk)
    form = desk.screen.accounts.password
    desk.screen.set_active(False)
    desk.screen.hide()
    assert form.entry.password() == ""
    desk.book.gate.set()
    await until(lambda: form.shown.password.text() == made)
    desk.screen.set_active(True)
    desk.screen.set_active(False)
    assert form.shown.password.text() == made, "it has not come to the screen yet"
    desk.screen.show()
    desk.screen.set_active(True)
    assert form.shown.isVisible()
    desk.screen.set_active(False)
    assert form.shown.password.text() == ""


async def test_a_generated_password_that_may_have_been_taken_is_shown_as_well(desk: Desk) -> None:
    await desk.open("A")
    desk.press("Down", "Return")
    form = desk.screen.accounts.password
    desk.book.fault = Refusal("in_doubt", "", 504)
    desk.click(form.entry.generate)
    made = form.entry.password()
    desk.press("Ctrl+Return")
    await until(lambda: form.shown.isVisible())
    assert form.shown.password.text() == made
    assert form.problem.text()


@pytest.mark.parametrize("elsewhere", [False, True])
async def test_the_focus_comes_back_unless_it_has_gone_elsewhere(desk: Desk, elsewhere: bool) -> None:
    await send_generated(desk)
    form = desk.screen.accounts.password
    generate, refresh = form.entry.generate, desk.screen.bar.refresh_button
    assert not generate.hasFocus()
    if elsewhere:
        refresh.setFocus()
    desk.book.gate.set()
    await until(lambda: form.shown.isVisible())
    assert generate.hasFocus() is not elsewhere
