"""A wall signs in by itself, whatever the server says at first, and knows when its sign-in was ended."""

from __future__ import annotations

import asyncio
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication

from app.api.answers import ServerRefusal
from app.api.errors import Unreachable
from app.api.routes import Problem
from app.domain.errors import PlainError
from app.shell import wall
from app.shell.seat import SeatParts, make_seat
from app.stores.settings import Settings
from tests.toy_backend import ACCOUNT
from tests.until import until

pytestmark = pytest.mark.usefixtures("qapp")


def refusal(status: int) -> ServerRefusal:
    problem = Problem(type="about:blank", title="", status=status, code="later", detail="Later.")
    return ServerRefusal(problem, retry_after_s=0.001)


@pytest.fixture
def seat(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> SeatParts:
    monkeypatch.setenv(wall.LOGIN, "wall")
    monkeypatch.setenv(wall.PASSWORD, "secret")
    monkeypatch.setattr(wall, "back_off_s", lambda _failures: 0.001)
    return make_seat(Settings(tmp_path / "console.ini"), "http://127.0.0.1:1")


def answers(seat: SeatParts, monkeypatch: pytest.MonkeyPatch, *said: Exception | None) -> list[Exception | None]:
    """Let sign-ins be answered in turn; what is left."""
    left = list(said)

    async def sign_in(_login: str, _password: str) -> None:
        answer = left.pop(0)
        if answer is not None:
            raise answer
        seat.stores.session.write(ACCOUNT)

    monkeypatch.setattr(seat.session, "sign_in", sign_in)
    return left


async def test_a_server_that_is_busy_or_starting_is_waited_for(
    seat: SeatParts, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = answers(seat, monkeypatch, refusal(429), Unreachable(), refusal(503), None)
    await wall._sign_in(seat, QGuiApplication.primaryScreen())
    assert left == []
    assert seat.stores.session.account == ACCOUNT


async def test_a_wrong_account_is_told_plainly(seat: SeatParts, monkeypatch: pytest.MonkeyPatch) -> None:
    answers(seat, monkeypatch, refusal(401))
    with pytest.raises(PlainError):
        await wall._sign_in(seat, QGuiApplication.primaryScreen())


async def test_it_signs_in_again_when_the_server_ended_its_sign_in(
    seat: SeatParts, monkeypatch: pytest.MonkeyPatch
) -> None:
    left = answers(seat, monkeypatch, None, None)
    shown: list[bool] = []
    keeping = asyncio.get_running_loop().create_task(
        wall._keep_signed_in(seat, QGuiApplication.primaryScreen(), lambda: shown.append(True))
    )
    await until(lambda: shown)
    seat.stores.session.write(None)
    await until(lambda: not left)
    assert seat.stores.session.account == ACCOUNT
    assert shown == [True], "the window is made once"
    keeping.cancel()
