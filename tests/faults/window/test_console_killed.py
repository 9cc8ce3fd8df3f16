"""kill -9 of a console whose order waits: the next one sends it, once."""

from __future__ import annotations

import uuid
from pathlib import Path

import pytest

from app.domain.duty import DEMO_LOGINS, DEMO_PASSWORD, Role
from tests.hall import Machine, appears, officer, orders_on_disk, second_seat, texts
from tests.program import Program, until
from tests.x_screen import share_of
from widgets.tokens import NIGHT

pytestmark = pytest.mark.window

# Where the situation screen lists open cases, the overdue first.
CASES = {"top": 80, "bottom": 320, "left": 80, "right": 380}
MAIN = "Zhihui – command console"


def _sign_in(hall: Machine, url: str, *typed: str) -> Program:
    """A console in which everything that its form still asks for has been typed."""
    console = hall.run("console", "--server", url, "--lang", "en")
    console.until(lambda: hall.hands.title() == "Zhihui – sign in", 60, "the sign-in")
    hall.hands.take()
    for number, text in enumerate(typed):
        if number:
            hall.hands.press("Tab")
        hall.hands.type(text)
    hall.hands.press("Return")
    console.until(lambda: hall.hands.title() == MAIN, 20, "the console")
    hall.hands.take()
    return console


def test_a_waiting_order_outlives_its_console_and_is_sent_once(hall: Machine, tmp_path: Path) -> None:
    login = DEMO_LOGINS[Role.DISPATCHER]
    text = f"outlives {uuid.uuid4().hex[:8]}"
    server, url = hall.serve(tmp_path / "city.db")
    seat = second_seat(url)
    unit = officer(seat)
    console = _sign_in(hall, url, login, DEMO_PASSWORD)
    # Overdue cases come with the units, in one snapshot.
    until(lambda: share_of(NIGHT.red_text, hall.screen.pixels(**CASES)) > 0, 30, "the console knows the city")

    # All but the Enter is typed while the server is there.
    hall.hands.press("ctrl+k")
    hall.hands.type(f"message {unit['callsign']} {text}")
    server.kill()
    hall.hands.press("Return")
    appears(lambda: any(text in body for _, body in orders_on_disk(hall)), 5, "the order on disk")
    console.kill()
    until(lambda: not console.left_behind(), 10, "nothing of the killed console is left")
    assert [state for state, body in orders_on_disk(hall) if text in body] in (["waiting"], ["unknown"], ["sent"])

    port = int(url.rpartition(":")[2])
    server, url = hall.serve(tmp_path / "city.db", port)
    seat = second_seat(url)
    assert texts(seat, text) == 0
    again = _sign_in(hall, url, DEMO_PASSWORD)
    appears(lambda: texts(seat, text), 20, "the order of the killed console")
    until(lambda: not any(state in ("waiting", "unknown", "sent") for state, _ in orders_on_disk(hall)), 10, "all sent")
    assert again.interrupt() == 0, again.said

    third = _sign_in(hall, url, DEMO_PASSWORD)
    until(lambda: share_of(NIGHT.red_text, hall.screen.pixels(**CASES)) > 0, 30, "a third console at work")
    assert texts(seat, text) == 1
    assert third.interrupt() == 0, third.said
    until(lambda: not third.left_behind(), 10, "no process is left")
