"""Steps with the tools of the one map: measure, find a place, who is near by road, a fence, a track, views, paper."""

from __future__ import annotations

from PySide6.QtCore import QPoint
from PySide6.QtGui import QGuiApplication

from app.domain.fences import Fence
from app.domain.units import UnitKind, UnitStatus
from app.shell.tour.stage import Stage
from views.situation.places.nearest import NearRow
from views.situation.print.room import COPY
from views.situation.screen import SituationScreen

_ZONE = "tour zone"


async def measure_a_distance(stage: Stage) -> None:
    """Three clicks and Enter: the length stands on the map."""
    player, screen = stage.player, _situation(stage)
    async with player.step("measure"):
        screen.measure.begin("line")
        await _click_on_the_map(stage, (-0.2, 0.1), (0.0, -0.1), (0.2, 0.05))
        await player.press("Return")
        await player.until("the length is said", lambda: bool(screen.measure.said), 3)
        await stage.painted(stage.map())
    screen.measure.begin("clear")


async def find_coordinates(stage: Stage) -> None:
    """A pair of numbers is a place in three datums; Enter goes to the first."""
    player, screen = stage.player, _situation(stage)
    async with player.step("search-coordinates"):
        city = stage.stores.reference.city
        assert city is not None
        (south, west), (north, east) = city.south_west, city.north_east
        await player.press("/")
        await player.type(f"{(south + north) / 2:.4f} {(west + east) / 2:.4f}")
        await player.until("a line for each datum", lambda: len(screen.search.found.lines()) >= 3, 3)
        await player.press("Return")
        await player.until("the place is pointed out", lambda: screen.places.card() is not None, 2)
        await stage.painted(stage.map())


async def who_is_near_by_road(stage: Stage) -> None:
    """The nearest units of that place in order of time, more of them, and the way of the first."""
    player, screen = stage.player, _situation(stage)
    offers = screen.panel.offers
    async with player.step("nearest-by-road"):
        await player.press("U")
        await player.until("who is near", lambda: len(offers.lines()) == 6, 3)
        keys = [line.key for line in offers.lines()]
        by_road = sum(isinstance(key, NearRow) and key.by_road for key in keys)
        player.check("with a way by road", by_road, "at least 1", by_road >= 1)
        await player.press("N")
        await player.until("more of them", lambda: len(offers.lines()) == 12, 2)
        await player.press("Down")
        await player.until("the first is chosen", lambda: offers.current_key() is not None, 2)
        await stage.painted(stage.map())


async def draw_a_fence(stage: Stage) -> None:
    """A zone by clicks, with a name: who is inside already is told, and the server keeps it."""
    player, screen = stage.player, _situation(stage)
    panel = screen.fences.panel
    async with player.step("fence"):
        screen.fences.begin("zone")
        await _click_on_the_map(stage, (-0.15, -0.15), (0.15, -0.15), (0.1, 0.15), (-0.1, 0.15))
        await player.press("Return")
        await player.until("its terms are asked", lambda: panel.shows(panel.form), 3)
        await player.type(_ZONE)
        await player.until("it could be made", panel.form.save.isEnabled, 2)
        player.check("who is inside now", panel.form.preview.text(), "told", bool(panel.form.preview.text()))
        await stage.painted(stage.map())
    await _make_and_close(stage)


async def _make_and_close(stage: Stage) -> None:
    player = stage.player
    async with player.step("fence-made"):
        await player.press("Ctrl+Return")
        await player.until("the server has it", lambda: _zone(stage) is not None, 5)
        await stage.painted(stage.map())
    zone = _zone(stage)
    if zone is not None:  # the tour goes on without its alarms
        stage.seat.actions.fences.close(zone, _ZONE)
    _situation(stage).fences.end()


async def see_a_track(stage: Stage) -> None:
    """Where a vehicle was in the last half hour, with its speed."""
    player, screen = stage.player, _situation(stage)
    async with player.step("track"):
        truck = next(
            unit
            for unit in stage.stores.units.all()
            if unit.kind is UnitKind.SWEEPER and unit.status is not UnitStatus.OFF_DUTY
        )
        screen.select("units", truck.id, go=True)
        stage.map().setFocus()
        await player.press("T")
        await player.until("its track and speed", screen.tracks.strip.isVisible, 5)
        await stage.painted(stage.map())
    screen.tracks.end()


async def keep_a_view(stage: Stage) -> None:
    """What the map shows is kept under a name."""
    player, screen = stage.player, _situation(stage)
    panel = screen.map_views.panel
    async with player.step("map-view-kept"):
        await player.press("W")
        await player.until("the views are open", panel.isVisible, 1)
        await player.click(panel.name)
        await player.type("old town")
        await player.press("Return")
        await player.until("it is in the list", lambda: len(panel.views.lines()) == 1, 2)
    await player.click(panel.close_button)


async def see_the_base_maps(stage: Stage) -> None:
    """Where the ground of the map comes from."""
    player, screen = stage.player, _situation(stage)
    async with player.step("base-map"):
        await player.press("B")
        await player.until("the base maps", lambda: screen.base_map.dialog is not None, 2)
    if screen.base_map.dialog is not None:
        screen.base_map.dialog.close()


async def copy_the_map(stage: Stage) -> None:
    """The view as a sheet with scale, time, legend and sender, on the clipboard."""
    player, screen = stage.player, _situation(stage)
    async with player.step("map-copied"):
        stage.console.activateWindow()
        await player.until("the console is in front again", stage.console.isActiveWindow, 5)
        board = QGuiApplication.clipboard()
        board.clear()
        screen.print_room.begin(COPY)
        await player.until("the sheet is on the clipboard", lambda: not board.image().isNull(), 10)
        sheet = board.image()
        player.check("pixels of the sheet", sheet.width(), "at least 800", sheet.width() >= 800)
    screen.select("places", 0)


async def _click_on_the_map(stage: Stage, *shares: tuple[float, float]) -> None:
    """Click at places told from the middle in shares of the map's height, once the page has heard of what to draw."""
    await stage.tiles_whole(stage.map())
    middle, height = stage.map().rect().center(), stage.map().height()
    for right, down in shares:
        await stage.player.click(stage.map(), middle + QPoint(round(right * height), round(down * height)))


def _zone(stage: Stage) -> Fence | None:
    return next((fence for fence in stage.stores.fences.in_force() if fence.name == _ZONE), None)


def _situation(stage: Stage) -> SituationScreen:
    return stage.screen("situation", SituationScreen)
