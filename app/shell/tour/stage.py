"""What the steps of a tour play on: the window, the seat behind it, and the backend that they may kill."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget

from app.shell.console import ConsoleWindows
from app.shell.embedded import EmbeddedBackend
from app.shell.seat import SeatParts
from app.shell.tour.player import Player
from app.stores import Stores
from app.stores.link import LinkState
from views.frame import MainWindow
from views.wall import WallWindow
from widgets.map.view import MapView
from widgets.theme import theme

MAP_LIMIT_S = 15.0
_FRAMES_TO_SEE = 5

W = TypeVar("W", bound=QWidget)


@dataclass(slots=True, kw_only=True)
class Stage:
    """`second_seat` is the wall's, signed in as a viewer, once a step has opened it."""

    player: Player
    seat: SeatParts
    windows: ConsoleWindows
    backend: EmbeddedBackend
    own: Path
    app: QApplication
    second_seat: SeatParts | None = None
    wall: WallWindow | None = None
    watch: asyncio.Task[None] | None = None

    @property
    def stores(self) -> Stores:
        return self.seat.stores

    @property
    def console(self) -> MainWindow:
        """The main window; AssertionError before sign-in."""
        assert isinstance(self.windows.window, MainWindow), "nobody is signed in"
        return self.windows.window

    def screen(self, name: str, kind: type[W]) -> W:
        """A screen of the rail that has been opened."""
        built = self.console.stack.built(name)
        assert isinstance(built, kind), f"the screen {name} is not open"
        return built

    def map(self) -> MapView:
        """The situation screen's map; the preview of the wall has one too."""
        screen = self.console.stack.built("situation")
        found = screen.findChild(MapView) if screen is not None else None
        assert isinstance(found, MapView), "there is no map yet"
        return found

    def is_live(self) -> bool:
        return self.stores.link.state is LinkState.LIVE

    async def painted(self, what: MapView) -> None:
        """Wait until a map has fetched all there is, its tiles are whole and it has drawn some frames since."""
        await self.player.until("map drawn", lambda: what.is_settled() and what.is_current(), MAP_LIMIT_S)
        # A page whose process dies never answers.
        async with asyncio.timeout(MAP_LIMIT_S):
            while not (seen := await _seen(what)).base:
                pass
            # What is painted is seen some frames later; a tile that is painted anew meanwhile is waited for too.
            while (now := await _seen(what)).frames < seen.frames + _FRAMES_TO_SEE or now.tiles_waiting:
                if now.tiles_waiting:
                    seen = now

    async def tiles_whole(self, what: MapView) -> None:
        """Wait until no tile of a map has anything left to paint; by then it has done all that it was told."""
        async with asyncio.timeout(MAP_LIMIT_S):
            while (await _seen(what)).tiles_waiting:
                pass

    async def command(self, text: str) -> None:
        """Type into the command line and run the first offer."""
        await self.player.press("Ctrl+K")
        await self.player.type(text)
        await self.player.press("Return")

    def watch_backend(self) -> None:
        """Start the backend again whenever it dies, as the demo does."""
        self.watch = asyncio.get_running_loop().create_task(self.backend.keep_alive(self.seat.session.retry_now))

    def stop_watching(self) -> None:
        if self.watch is not None:
            self.watch.cancel()
            self.watch = None

    def screen_height_px(self) -> int:
        return self.console.screen().size().height()

    def mount_wall(self, wall: WallWindow) -> WallWindow:
        """Show the wall full screen, in its own theme; pictures are of it from now on."""
        self.wall = wall
        theme().set_theme("wall")
        wall.setGeometry(self.console.screen().geometry())
        wall.setCursor(Qt.CursorShape.BlankCursor)
        wall.showFullScreen()
        self.player.window = wall
        return wall

    async def leave_the_wall(self) -> None:
        """Take the wall down and go back to the console."""
        self.player.window = self.console
        if self.wall is not None:
            self.wall.close()
            self.wall.deleteLater()
            self.wall = None
            theme().set_theme(self.seat.settings.theme)
        if self.second_seat is not None:
            await self.second_seat.close()
            self.second_seat = None
        if isinstance(self.windows.window, MainWindow):
            self.console.activateWindow()

    async def close(self) -> None:
        """Let go of all that steps have opened."""
        self.stop_watching()
        await self.leave_the_wall()


@dataclass(frozen=True, slots=True)
class _Seen:
    """How many frames the live layer has drawn, whether there is a base map below, and tiles not yet painted."""

    frames: int
    base: bool
    tiles_waiting: int


async def _seen(what: MapView) -> _Seen:
    """What the page says of itself; the answer comes after all that the page was told before."""
    answer: asyncio.Future[_Seen] = asyncio.get_running_loop().create_future()

    def take(report: dict[str, Any]) -> None:
        if not answer.done():
            tiles = int(report.get("tilesWaiting", 1))
            answer.set_result(_Seen(int(report.get("frames", 0)), bool(report.get("base")), tiles))

    what.report(take)
    return await answer
