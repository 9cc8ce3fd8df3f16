"""The console: sign-in first, then the main window, until somebody closes it."""

from __future__ import annotations

import asyncio

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QWidget

from app.shell.application import dress, make_application, make_settings
from app.shell.display_probe import require_display
from app.shell.logs import start_log
from app.shell.loop import Stop, run_loop
from app.shell.options import ConsoleOptions
from app.shell.seat import SeatParts, make_seat
from views.frame import MainWindow
from views.sign_in import SignInWindow


class ConsoleWindows(QObject):
    """Shows the sign-in while nobody is signed in, else the main window. Closing either ends it all."""

    def __init__(self, seat: SeatParts, stop: Stop) -> None:
        super().__init__()
        self._seat = seat
        self._stop = stop
        self.window: QWidget | None = None
        seat.stores.session.session_changed.connect(self.show)

    def show(self) -> None:
        """Show what fits the session now."""
        before = self.window
        seat = self._seat
        if seat.stores.session.account is None:
            self.window = SignInWindow(seat.stores, seat.actions, seat.settings)
        else:
            self.window = MainWindow(seat.stores, seat.actions, seat.settings)
        self.window.installEventFilter(self)
        self.window.show()
        self.window.activateWindow()
        if before is not None:
            before.removeEventFilter(self)
            before.close()
            before.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if watched is self.window and event.type() == QEvent.Type.Close:
            self._stop.ask()
        return False

    def close(self) -> None:
        """Take the window down."""
        self._seat.stores.session.session_changed.disconnect(self.show)
        if self.window is not None:
            self.window.removeEventFilter(self)
            self.window.close()
            self.window.deleteLater()
            self.window = None


def run_console(options: ConsoleOptions) -> int:
    """Open the console and run until it is closed; the exit code. PlainError where no display answers."""
    require_display()
    start_log("console")
    app = make_application()
    settings = make_settings(options.language)
    if options.server_url is not None:
        settings.server_url = options.server_url
    dress(app, settings)

    async def main(stop: Stop) -> None:
        seat = make_seat(settings, settings.server_url)
        windows = ConsoleWindows(seat, stop)
        windows.show()
        await stop.wait()
        windows.close()
        await seat.close()
        # What was deleted later is deleted now, while the loop still turns.
        await asyncio.sleep(0)

    return run_loop(app, main)
