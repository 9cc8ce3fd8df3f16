"""kill -9 of the backend under a running demo: the window stays, an order given meanwhile is done once."""

from __future__ import annotations

import os
import signal
import uuid

import pytest

from tests.backend_server import Seat
from tests.hall import Machine, address_of, appears, backend_of, is_well, officer, orders_on_disk, second_seat, texts
from tests.program import Program, kill, until
from tests.x_screen import share_of
from widgets.tokens import NIGHT

pytestmark = pytest.mark.window

BACK_S = 30.0
MAP = {"top": 200, "bottom": 960, "left": 460, "right": 1540}
LINK = {"top": 4, "bottom": 50, "left": 1260, "right": 1420}


def _has_map(hall: Machine) -> bool:
    return share_of(NIGHT.map_water, hall.screen.pixels(**MAP)) > 0.01


@pytest.fixture(scope="module")
def demo(hall: Machine) -> Program:
    program = hall.run("demo", "--lang", "en")
    address_of(program, 120)
    program.until(hall.hands.title, 60, "its window")
    program.until(lambda: _has_map(hall), 30, "its map")
    return program


@pytest.fixture
def seat(demo: Program) -> Seat:
    return second_seat(address_of(demo, BACK_S))


def test_an_order_given_while_the_backend_is_dead_arrives_once(hall: Machine, demo: Program, seat: Seat) -> None:
    text = f"meanwhile {uuid.uuid4().hex[:8]}"
    unit = officer(seat)
    first = backend_of(demo)
    assert first is not None
    # All but the Enter is typed before, so that it falls into the seconds without a backend.
    hall.hands.press("ctrl+k")
    hall.hands.type(f"message {unit['callsign']} {text}")
    kill(first)
    hall.hands.press("Return")
    appears(lambda: any(text in body for _, body in orders_on_disk(hall)), 5, "the order on disk")
    assert not is_well(seat.url), "the backend came back before the order was given: this proves nothing"
    assert demo.is_running()

    appears(lambda: is_well(seat.url), BACK_S, "the backend on its old port again")
    assert backend_of(demo) not in (None, first)
    # The same token is good: neither this seat nor the console signs in again.
    appears(lambda: texts(seat, text) == 1, BACK_S, "the order given meanwhile")
    until(lambda: not any(state in ("waiting", "unknown", "sent") for state, _ in orders_on_disk(hall)), 10, "all sent")
    assert texts(seat, text) == 1
    assert hall.hands.title() == "Zhihui – command console"
    assert "started again" in hall.log("demo")


def test_a_silent_backend_is_told_and_the_map_stays(hall: Machine, demo: Program, seat: Seat) -> None:
    """SIGSTOP: the connection stands and nothing comes, as with a hung server."""
    backend = backend_of(demo)
    assert backend is not None
    until(lambda: share_of(NIGHT.red_text, hall.screen.pixels(**LINK)) == 0, 20, "the link is not told as stale")
    os.kill(backend, signal.SIGSTOP)
    try:
        appears(lambda: share_of(NIGHT.red_text, hall.screen.pixels(**LINK)) > 0.002, 6, "the link told as stale")
        assert _has_map(hall), "what is known stays on the screen"
    finally:
        os.kill(backend, signal.SIGCONT)
    appears(lambda: share_of(NIGHT.red_text, hall.screen.pixels(**LINK)) == 0, BACK_S, "the link is live again")


def test_it_ends_with_nothing_left(hall: Machine, demo: Program) -> None:
    """Last in this file, on purpose."""
    assert demo.interrupt() == 0, demo.said
    until(lambda: not demo.left_behind(), 10, "no process is left")
    assert "Traceback" not in hall.log("demo")
    assert not list(hall.home.rglob("demo.db")), "its city ended with it"
