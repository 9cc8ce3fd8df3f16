"""Starts backend and console for a tour, plays the steps, takes everything down, says what failed."""

from __future__ import annotations

import asyncio
import tempfile
from pathlib import Path

from app.domain.errors import PlainError
from app.shell.embedded import EmbeddedBackend
from app.shell.options import TourOptions
from app.shell.virtual_display import some_display

_SPEED = 1


def run_tour(options: TourOptions) -> int:
    """Play the tour into `options.out`; 0 if every check held, 1 if one failed or it was ended before its end.

    PlainError if it cannot begin.
    """
    try:
        options.out.mkdir(parents=True, exist_ok=True)
        with tempfile.TemporaryFile(dir=options.out):
            pass
    except OSError as fault:
        raise PlainError(
            f"The folder {options.out} cannot be written: {(fault.strerror or str(fault)).lower()}.",
            "Name another one with --out.",
        ) from fault
    backend = EmbeddedBackend(options.scenario, _SPEED, options.seed)
    try:
        with some_display(), tempfile.TemporaryDirectory(prefix="zhihui-tour-") as own:
            return _play(options, backend, Path(own))
    finally:
        backend.end()


def _play(options: TourOptions, backend: EmbeddedBackend, own: Path) -> int:
    # Imported only now: the child comes up meanwhile.
    from app.shell.application import dress, make_application
    from app.shell.console import ConsoleWindows
    from app.shell.logs import start_log
    from app.shell.loop import Stop, run_loop
    from app.shell.seat import make_seat
    from app.shell.session import SeatFolders
    from app.shell.tour.player import Player
    from app.shell.tour.report import Report
    from app.shell.tour.stage import Stage
    from app.shell.tour.steps import STEPS
    from app.stores.settings import Settings

    start_log("tour")
    app = make_application()
    # A tour leaves this machine's settings and outbox alone.
    settings = Settings(own / "console.ini")
    settings.language = options.language.value
    dress(app, settings)
    report = Report(options.out)

    async def main(stop: Stop) -> None:
        address = await backend.ready()
        settings.server_url = address
        folders = SeatFolders(outbox=own / "outbox")
        seat = make_seat(settings, address, folders)
        windows = ConsoleWindows(seat, stop)
        windows.show()
        assert windows.window is not None
        player = Player(windows.window, report, lambda line: print(line, flush=True))
        stage = Stage(player=player, seat=seat, windows=windows, backend=backend, own=own, app=app)

        async def play() -> None:
            for step in STEPS:
                await player.guard(step.__name__, step(stage))

        playing = asyncio.get_running_loop().create_task(play())
        stopped = asyncio.get_running_loop().create_task(stop.wait())
        try:
            await asyncio.wait((playing, stopped), return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in (playing, stopped):
                task.cancel()
            broken_off, _ = await asyncio.gather(playing, stopped, return_exceptions=True)
            await stage.close()
            windows.close()
            await seat.close()
        for name, check in report.failed:
            print(f"FAILED {name}: {check.what}: {check.value}, limit {check.limit}", flush=True)
        # Asked to stop before, by Ctrl+C or a closed window, it has shown nothing.
        stop.exit_code = 1 if report.failed or broken_off is not None else 0

    return run_loop(app, main)
