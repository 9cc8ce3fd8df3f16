"""The wall: one scene, full screen on one screen, with a viewer's sign-in of its own and nobody at its keyboard."""

from __future__ import annotations

import asyncio
import logging
import os
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from app.api.client import is_loopback, server_address
from app.api.errors import Unreachable
from app.api.feed import back_off_s
from app.domain.duty import DEMO_LOGINS, DEMO_PASSWORD, Role
from app.domain.errors import PlainError, Refusal
from app.shell.application import dress, make_application, make_settings
from app.shell.display_probe import require_display
from app.shell.logs import start_log
from app.shell.loop import Stop, run_loop
from app.shell.options import WallOptions
from app.shell.seat import SeatParts, make_seat
from views.sign_in import SignInWindow
from views.wall import SCENES, WallWindow
from widgets.theme import theme

_log = logging.getLogger(__name__)

# A wall starts with its machine, so its account comes from the environment; without one it asks.
LOGIN, PASSWORD = "ZHIHUI_WALL_LOGIN", "ZHIHUI_WALL_PASSWORD"
# Too many sign-ins at once, or a server that is still starting.
_COME_BACK_LATER = frozenset({429, 503})


def run_wall(options: WallOptions) -> int:
    """Show the scene until Ctrl+C, SIGTERM or Esc; the exit code. PlainError for an unknown scene or screen.

    And where no display answers: a wall that nobody can see is none.
    """
    if options.scene not in SCENES:
        raise PlainError(f"There is no scene {options.scene!r}.", f"Name one of: {', '.join(SCENES)}.")
    require_display()
    start_log("wall")
    app = make_application()
    settings = make_settings(options.language)
    server_url = options.server_url or settings.server_url
    if not server_url:
        raise PlainError("The wall does not know its server yet.", "Name it: --server https://hall.example:8443")
    server_url = server_address(server_url)
    dress(app, settings, own_look="wall")
    theme().set_theme("wall")
    screen = _screen(options.screen)

    async def main(stop: Stop) -> None:
        seat = make_seat(settings, server_url)
        windows: list[WallWindow] = []

        def show() -> None:
            window = WallWindow(seat.stores, seat.settings, options.scene, screen.size().height())
            windows.append(window)
            window.close_requested.connect(stop.ask)
            _fill(window, screen)

        loop = asyncio.get_running_loop()
        stopped = loop.create_task(stop.wait())
        signed_in = loop.create_task(_keep_signed_in(seat, screen, show))
        try:
            await asyncio.wait((stopped, signed_in), return_when=asyncio.FIRST_COMPLETED)
            if signed_in.done():
                await signed_in
        finally:
            stopped.cancel()
            signed_in.cancel()
            await asyncio.gather(signed_in, return_exceptions=True)
            for window in windows:
                window.close()
                window.deleteLater()
            await seat.close()

    return run_loop(app, main)


def _screen(number: int | None) -> QScreen:
    screens = QGuiApplication.screens()
    if number is None:
        return screens[-1]
    if number >= len(screens):
        raise PlainError(f"This machine has {len(screens)} screens.", "Count them from 0 with --screen.")
    return screens[number]


def _fill(window: QWidget, screen: QScreen) -> None:
    window.setGeometry(screen.geometry())
    window.setCursor(Qt.CursorShape.BlankCursor)
    window.showFullScreen()


async def _keep_signed_in(seat: SeatParts, screen: QScreen, show: Callable[[], None]) -> None:
    """Sign in, show the wall, and sign in again whenever the server ends that: nobody is at the keyboard to do it."""
    await _sign_in(seat, screen)
    show()
    while True:
        await _signed_out(seat)
        await _sign_in(seat, screen)


async def _signed_out(seat: SeatParts) -> None:
    """Wait until nobody is signed in."""
    changed = asyncio.Event()
    seat.stores.session.session_changed.connect(changed.set)
    try:
        while seat.stores.session.account is not None:
            changed.clear()
            await changed.wait()
    finally:
        seat.stores.session.session_changed.disconnect(changed.set)


async def _is_demo(seat: SeatParts) -> bool:
    """A demo's viewer account is no secret, so it is tried first where the server is on this machine."""
    if not is_loopback(seat.session.server_url):
        return False
    try:
        await seat.session.sign_in(DEMO_LOGINS[Role.VIEWER], DEMO_PASSWORD)
    except (Refusal, Unreachable):
        return False
    return True


async def _sign_in(seat: SeatParts, screen: QScreen) -> None:
    """Sign in by the environment's account, for as long as the server is away again and again; else ask."""
    login, password = os.environ.get(LOGIN, ""), os.environ.get(PASSWORD, "")
    if not login and await _is_demo(seat):
        return
    failures = 0
    while login and password:
        try:
            await seat.session.sign_in(login, password)
        except Unreachable as fault:
            failures += 1
            _log.info("the wall waits for its server: %s", fault.sentence)
            await asyncio.sleep(back_off_s(failures))
        except Refusal as refusal:
            if refusal.status in _COME_BACK_LATER:
                failures += 1
                _log.info("the server asks the wall to come back later: %s", refusal.sentence)
                await asyncio.sleep(getattr(refusal, "retry_after_s", None) or back_off_s(failures))
                continue
            raise PlainError(
                f"The wall could not sign in: {refusal.sentence}", f"Mend {LOGIN} and {PASSWORD}."
            ) from refusal
        else:
            return
    signed_in = asyncio.Event()
    seat.stores.session.session_changed.connect(signed_in.set)
    form = SignInWindow(seat.stores, seat.actions, seat.settings)
    form.setGeometry(screen.availableGeometry())
    form.show()
    try:
        await signed_in.wait()
    finally:
        seat.stores.session.session_changed.disconnect(signed_in.set)
        form.close()
        form.deleteLater()
