"""Signing in: asked once, told in a sentence, and no password kept."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from app.actions import Refusal, Unreachable
from app.api.client import server_address
from app.domain.errors import PlainError
from app.stores.settings import Settings
from tests.logwatch import LogWatch
from tests.sample_seat import SampleSeat
from views.sign_in import SignInWindow


class Door:
    """A session whose next answer is chosen by the test."""

    def __init__(self) -> None:
        self.server_url = "http://127.0.0.1:1"
        self.answer: Exception | None = None
        self.asked: list[tuple[str, str, str]] = []

    async def sign_in(self, login: str, password: str) -> None:
        self.server_url = server_address(self.server_url)
        self.asked.append((self.server_url, login, password))
        if self.answer is not None:
            raise self.answer

    async def sign_out(self) -> None: ...

    def ask_reference(self) -> None: ...


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    made = Settings(tmp_path / "console.ini")
    made.language = "en"
    return made


@pytest.fixture
def door() -> Door:
    return Door()


@pytest.fixture
def window(qtbot: QtBot, settings: Settings, door: Door) -> SignInWindow:
    seat = SampleSeat(None)
    seat.actions.session = door
    made = SignInWindow(seat.stores, seat.actions, settings)
    qtbot.addWidget(made)
    made.show()
    made.server.setText("hall.example:8443")
    made.login.setText("li")
    made.password.setText("secret")
    return made


async def enter(window: SignInWindow) -> None:
    """Press the button and let what it began come to its end."""
    window.button.click()
    for task in list(window._orders._running):
        await task


async def test_it_asks_the_server_that_was_written(window: SignInWindow, door: Door, settings: Settings) -> None:
    await enter(window)
    assert door.asked == [("https://hall.example:8443", "li", "secret")]
    assert (settings.server_url, settings.last_login) == ("https://hall.example:8443", "li")
    assert window.error() == ""


async def test_the_password_is_kept_nowhere(window: SignInWindow, settings: Settings) -> None:
    await enter(window)
    settings.flush()
    assert window.password.text() == ""
    assert "secret" not in settings.path.read_text()


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Refusal("sign_in_failed", "wrong", 401), "wrong"),
        (Unreachable(), "cannot be reached"),
        (PlainError("no address"), "no address of a server"),
    ],
)
async def test_what_went_wrong_is_a_sentence_and_the_form_is_ready_again(
    window: SignInWindow, door: Door, settings: Settings, answer: Exception, words: str
) -> None:
    door.answer = answer
    await enter(window)
    assert words in window.error()
    assert window.button.isEnabled()
    assert settings.last_login == ""


@pytest.mark.parametrize("typed", ["http://[x", "hall:door"])
async def test_an_address_that_is_none_is_told_and_stays_to_be_mended(
    window: SignInWindow, door: Door, typed: str
) -> None:
    window.server.setText(typed)
    await enter(window)
    assert "no address of a server" in window.error()
    assert (door.asked, window.server.text()) == ([], typed)


async def test_the_form_is_ready_again_whatever_happens(
    window: SignInWindow, door: Door, expected_log: LogWatch
) -> None:
    expected_log.expect("a spawned task failed")
    door.answer = RuntimeError("nobody thought of this")
    with pytest.raises(RuntimeError):
        await enter(window)
    assert window.button.isEnabled()
    assert window.button.text() == "Sign in"


def test_an_empty_field_is_named_before_anybody_is_asked(window: SignInWindow, door: Door, qtbot: QtBot) -> None:
    window.login.clear()
    qtbot.keyClick(window.password, Qt.Key.Key_Return)
    assert door.asked == []
    assert "Fill in" in window.error()


def test_while_the_server_is_asked_the_form_waits(window: SignInWindow) -> None:
    window.set_busy(True)
    assert not window.button.isEnabled()
    assert window.button.text() == "Signing in …"
    window.show_error("no")
    assert window.button.isEnabled()
