"""The console against a hall's server: who sits here is asked by keyboard, refused in words, and remembered by name."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.domain.duty import DEMO_PASSWORD
from tests.hall import Machine, appears, is_well
from tests.program import Program, until
from tests.x_screen import colours, share_of
from widgets.tokens import NIGHT

pytestmark = pytest.mark.window

SIGN_IN, SIGN_IN_ZH = "Zhihui – sign in", "智慧指挥台 – 登录"
MAIN, MAIN_ZH = "Zhihui – command console", "智慧指挥台"


@pytest.fixture(scope="module")
def server(hall: Machine) -> str:
    """The address of a server that lives the demo city."""
    _, url = hall.serve(hall.home / "city.db")
    return url


@pytest.fixture
def console(hall: Machine, server: str) -> Iterator[Program]:
    """A console in English at its sign-in."""
    program = hall.run("console", "--server", server, "--lang", "en")
    program.until(lambda: hall.hands.title() == SIGN_IN, 60, "the sign-in's title")
    hall.hands.take()
    yield program
    program.end()


def _fill_in(hall: Machine, login: str, password: str) -> None:
    """From the focus on login where there is none yet, else on the password with the login before it."""
    hall.hands.type(login)
    hall.hands.press("Tab")
    hall.hands.type(password)
    hall.hands.press("Return")


def _words_in_red(hall: Machine) -> float:
    return share_of(NIGHT.red_text, hall.screen.pixels()) * 1e6


def test_a_wrong_password_is_told_and_a_right_one_opens_the_console(hall: Machine, console: Program) -> None:
    assert _words_in_red(hall) == 0
    _fill_in(hall, "dispatcher", "not-the-password")
    console.until(lambda: _words_in_red(hall) > 50, 10, "a sentence in the colour of faults")
    assert hall.hands.title() == SIGN_IN
    # The form waits for the next attempt: what is typed now goes into the password.
    hall.hands.type(DEMO_PASSWORD)
    hall.hands.press("Return")
    took_s = console.until(lambda: hall.hands.title() == MAIN, 15, "the console's title")
    print(f"from Enter to the console: {took_s:.2f} s")
    console.until(lambda: colours(hall.screen.pixels()) > 200, 15, "something to see")
    assert DEMO_PASSWORD not in hall.log("console")
    assert console.interrupt() == 0, console.said
    until(lambda: not console.left_behind(), 10, "no process is left")


def test_the_next_console_knows_server_and_login_but_no_password(hall: Machine, server: str) -> None:
    """After the sign-in above: language, server and login are this machine's own."""
    program = hall.run("console", "--lang", "zh")
    program.until(lambda: hall.hands.title() == SIGN_IN_ZH, 60, "the sign-in's title in Chinese")
    hall.hands.take()
    hall.hands.type(DEMO_PASSWORD)
    hall.hands.press("Return")
    program.until(lambda: hall.hands.title() == MAIN_ZH, 15, "the console's title in Chinese")
    kept = b"".join(file.read_bytes() for file in hall.home.rglob("*") if file.is_file() and "city.db" not in file.name)
    assert DEMO_PASSWORD.encode() not in kept
    program.end()


def test_a_server_that_is_away_is_said_in_words(hall: Machine) -> None:
    program = hall.run("console", "--server", "http://127.0.0.1:9", "--lang", "en")
    program.until(lambda: hall.hands.title() == SIGN_IN, 60, "the sign-in")
    assert not is_well("http://127.0.0.1:9")
    hall.hands.take()
    hall.hands.type("whatever-it-is")
    hall.hands.press("Return")
    appears(lambda: _words_in_red(hall) > 50, 20, "the sentence that the server is away")
    assert program.is_running()
    program.end()
