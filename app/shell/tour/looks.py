"""Steps that show how it looks: by day, in the other language, on the wall."""

from __future__ import annotations

from collections.abc import Callable

from app.domain.duty import DEMO_LOGINS, DEMO_PASSWORD, Role
from app.shell.seat import make_seat
from app.shell.session import SeatFolders
from app.shell.tour.stage import Stage
from app.stores.link import LinkState
from views.wall import WallWindow
from views.wall.window import DAY, FLOOD
from widgets.map.view import MapView

_SCREENS = {"situation": "Ctrl+1", "dispatch": "Ctrl+2", "comms": "Ctrl+3", "plans": "Ctrl+4", "insight": "Ctrl+5"}


def _is_open(stage: Stage, name: str) -> Callable[[], bool]:
    return lambda: stage.console.stack.name == name


async def by_day(stage: Stage) -> None:
    """The same screens on a light ground."""
    await stage.player.press("F9")
    for name, keys in _SCREENS.items():
        async with stage.player.step(f"day-theme-{name}"):
            await stage.player.press(keys)
            player = stage.player
            await player.until(f"{name} is open", _is_open(stage, name), 2)
            if name == "situation":
                await stage.painted(stage.map())
    await stage.player.press("F9")


async def in_the_other_language(stage: Stage) -> None:
    """Every word changes while the program runs."""
    before = stage.seat.settings.language
    await stage.player.press("F10")
    for name, keys in _SCREENS.items():
        async with stage.player.step(f"other-language-{name}"):
            player = stage.player
            await player.press(keys)
            await player.until(f"{name} is open", _is_open(stage, name), 2)
            player.check("language", stage.seat.settings.language, "changed", stage.seat.settings.language != before)
            if name == "situation":
                await stage.painted(stage.map())
    await stage.player.press("F10")


async def preview_the_wall(stage: Stage) -> None:
    async with stage.player.step("wall-preview"):
        await stage.player.press("Ctrl+6")
        await stage.player.until("the wall's screen is open", lambda: stage.console.stack.name == "wall", 2)
        screen = stage.console.stack.built("wall")
        assert screen is not None
        wall_map = screen.findChild(MapView)
        assert isinstance(wall_map, MapView)
        await stage.painted(wall_map)
    await stage.player.press("Ctrl+1")


async def _open_wall(stage: Stage, scene: str) -> WallWindow:
    seat = make_seat(stage.seat.settings, stage.seat.session.server_url, SeatFolders(outbox=stage.own / "wall"))
    stage.second_seat = seat
    await seat.session.sign_in(DEMO_LOGINS[Role.VIEWER], DEMO_PASSWORD)
    return stage.mount_wall(WallWindow(seat.stores, seat.settings, scene, stage.screen_height_px()))


async def wall_by_day(stage: Stage) -> None:
    """A second seat: the wall's own viewer, who may look and nothing else."""
    player = stage.player
    async with player.step("wall-day"):
        wall = await _open_wall(stage, DAY)
        assert stage.second_seat is not None
        stores = stage.second_seat.stores
        await player.until("the wall is live", lambda: stores.link.state is LinkState.LIVE, 5)
        await stage.painted(wall.map.map)
        account = stores.session.account
        role = account.role.value if account else ""
        player.check("the wall's role", role, "viewer", role == "viewer")


async def wall_in_the_flood(stage: Stage) -> None:
    player, wall = stage.player, stage.wall
    assert isinstance(wall, WallWindow)
    async with player.step("wall-flood"):
        wall.show_scene(FLOOD)
        await player.until("the scene has changed", lambda: not wall.is_fading(), 1)
        player.check("fade, ms", wall.fade_ms, 300, wall.fade_ms < 300)
        await stage.painted(wall.map.map)
