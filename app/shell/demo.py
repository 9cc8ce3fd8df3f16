"""The demo: a backend of its own as a child, and the console on it, signed in as a duty leader."""

from __future__ import annotations

import asyncio
from importlib import import_module
from pathlib import Path

from app.domain.duty import DEMO_LOGINS, DEMO_PASSWORD, Role
from app.shell.demo_place import DemoPlace
from app.shell.embedded import EmbeddedBackend
from app.shell.options import DemoOptions
from app.shell.virtual_display import some_display

PICTURE = Path("demo.png")
# A person at a terminal is told something after this.
_SILENT_S = 3.0


def run_demo(options: DemoOptions) -> int:
    """Open the demo and run until it is closed; the exit code."""
    place = DemoPlace(options.scenario, options.seed)
    backend = EmbeddedBackend(options.scenario, options.speed, options.seed, place.database_url)
    try:
        with some_display() as display:
            return _run(options, backend, place, picture=PICTURE if display is not None else None)
    finally:
        backend.end()
        place.clear()


def _run(options: DemoOptions, backend: EmbeddedBackend, place: DemoPlace, picture: Path | None) -> int:
    # Imported only now: the child comes up meanwhile.
    from app.shell.application import dress, make_application, make_settings
    from app.shell.console import ConsoleWindows
    from app.shell.logs import start_log
    from app.shell.loop import Stop, run_loop
    from app.shell.pictures import ScreenPictures
    from app.shell.seat import make_seat
    from app.shell.session import SeatFolders

    # The first screen too: the child needs longer than this process.
    import_module("views.situation.screen")
    start_log("demo")
    app = make_application()
    settings = make_settings(options.language)
    dress(app, settings)

    async def main(stop: Stop) -> None:
        address = await _ready(backend)
        seat = make_seat(settings, address, SeatFolders(outbox=place.outbox, known_as="demo"))
        watch = asyncio.get_running_loop().create_task(backend.keep_alive(seat.session.retry_now))

        def given_up(task: asyncio.Task[None]) -> None:
            if _fault(task) is not None:
                stop.ask(1)

        watch.add_done_callback(given_up)
        pictures = ScreenPictures(picture) if picture is not None else None
        try:
            await seat.session.sign_in(DEMO_LOGINS[Role.LEADER], DEMO_PASSWORD)
            windows = ConsoleWindows(seat, stop)
            windows.show()
            if pictures is not None:
                if windows.window is not None:
                    # Nobody manages windows on a display that we started, so this one takes all of it.
                    windows.window.setGeometry(windows.window.screen().geometry())
                print(f"A picture of the console is written to {picture} every 10 s until Ctrl+C.", flush=True)
                pictures.start()
            await stop.wait()
            windows.close()
        finally:
            if pictures is not None:
                pictures.stop()
            watch.cancel()
            await asyncio.gather(watch, return_exceptions=True)
            await seat.close()
        if (fault := _fault(watch)) is not None:
            raise fault

    return run_loop(app, main)


async def _ready(backend: EmbeddedBackend) -> str:
    """The backend's address; says why nothing is seen yet where that takes long."""
    patience = asyncio.get_running_loop().call_later(
        _SILENT_S, print, "The demo city is being made. The first start takes up to a minute, later ones do not."
    )
    try:
        return await backend.ready()
    finally:
        patience.cancel()


def _fault(watch: asyncio.Task[None]) -> BaseException | None:
    """Why the watch over the backend gave up, if it did."""
    return None if watch.cancelled() else watch.exception()
