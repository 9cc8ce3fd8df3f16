"""The wall as it stands in a hall: it comes up by itself, fills its screen, has no pointer, and shows an SOS."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from app.domain.duty import DEMO_LOGINS, DEMO_PASSWORD, Role
from tests.hall import Machine, appears, close_sos, officer, raise_sos, second_seat
from tests.program import Program, until
from tests.x_screen import colours, share_of, widest_row
from widgets.tokens import WALL

pytestmark = pytest.mark.window

ACCOUNT = {"ZHIHUI_WALL_LOGIN": DEMO_LOGINS[Role.VIEWER], "ZHIHUI_WALL_PASSWORD": DEMO_PASSWORD}
SOS_S = 3.0
MAP = {"top": 300, "bottom": 1000, "left": 100, "right": 1000}
PANEL = {"top": 300, "bottom": 1000, "left": 1300, "right": 1900}


@pytest.fixture(scope="module")
def server(hall: Machine) -> str:
    _, url = hall.serve(hall.home / "city.db")
    return url


@pytest.fixture(scope="module")
def wall(hall: Machine, server: str) -> Iterator[Program]:
    program = hall.run("wall", "--scene", "flood", "--server", server, "--lang", "zh", environment=ACCOUNT)
    program.until(lambda: hall.hands.title() == "智慧指挥台 大屏", 60, "the wall's title")
    program.until(lambda: colours(hall.screen.pixels(**MAP)) > 100, 30, "its map")
    yield program
    program.end()


def test_it_fills_the_screen(hall: Machine, wall: Program) -> None:
    (window,) = hall.hands.windows()
    shape = hall.hands.geometry(window)
    assert (shape["X"], shape["Y"], shape["WIDTH"], shape["HEIGHT"]) == (0, 0, 1920, 1080)
    assert colours(hall.screen.pixels(**PANEL)) > 20
    # An empty display is black; the wall has its own ground to the last corner.
    assert share_of("#000000", hall.screen.pixels()) < 0.01


@pytest.mark.parametrize(("x_px", "y_px"), [(960, 20), (500, 600), (1600, 600)])
def test_no_pointer_is_seen_wherever_it_is(hall: Machine, wall: Program, x_px: int, y_px: int) -> None:
    hall.hands.point(x_px, y_px)
    until(hall.screen.pointer_is_hidden, 5, f"no pointer at {x_px}, {y_px}")


def test_a_press_changes_nothing(hall: Machine, wall: Program) -> None:
    for place in ((500, 600), (1600, 600)):
        hall.hands.click(*place)
    hall.hands.press("ctrl+k", "Return", "F10", "ctrl+2")
    assert hall.hands.title() == "智慧指挥台 大屏"
    assert wall.is_running()


def test_an_sos_lies_across_it(hall: Machine, wall: Program, server: str) -> None:
    seat = second_seat(server)

    def shows_it() -> bool:
        return widest_row(WALL.red_fill, hall.screen.pixels(bottom=400)) > 0.6

    assert not shows_it()
    unit_id = officer(seat)["id"]
    alarms: list[int] = []

    def called() -> bool:
        if not alarms:
            alarms.append(raise_sos(seat, unit_id))
        return shows_it()

    appears(called, SOS_S, "from the call over HTTP to the wall's pixels")
    close_sos(seat, alarms[0])
    until(lambda: not shows_it(), 5, "it goes when the call is closed")


def test_a_wrong_password_is_one_plain_sentence(hall: Machine, server: str) -> None:
    wrong = {**ACCOUNT, "ZHIHUI_WALL_PASSWORD": "not-the-password"}
    program = hall.run("wall", "--scene", "day", "--server", server, "--lang", "en", environment=wrong)
    until(lambda: not program.is_running(), 60, "it ends")
    assert program.interrupt() == 2
    assert any("ZHIHUI_WALL_PASSWORD" in line for line in program.said)
    assert not any("Traceback" in line for line in program.said), program.said


def test_it_ends_by_ctrl_c(hall: Machine, wall: Program) -> None:
    """Last in this file, on purpose."""
    assert wall.interrupt() == 0, wall.said
    until(lambda: not wall.left_behind(), 10, "no process is left")
    log = hall.log("wall")
    assert "Traceback" not in log
    assert DEMO_PASSWORD not in log
