"""Steps that look back: the hours before on the same map, and the present again at one key."""

from __future__ import annotations

from datetime import datetime, timedelta

from PySide6.QtCore import QPoint

from app.shell.tour.stage import Stage
from views.situation.screen import SituationScreen

# 0.19 was measured; the rest is for busy machines.
_SEEK_LIMIT_S = 2.0


async def look_back(stage: Stage) -> None:
    """Open the time slider, press on the line, play, and go to an event. Wants some minutes of city time behind it."""
    player, live = stage.player, stage.stores
    await player.press("Ctrl+1")
    screen = stage.screen("situation", SituationScreen)
    room = screen.replay
    line = room.strip.line
    async with player.step("replay"):
        await player.press("H")
        await player.until("the time slider is open", room.strip.isVisible, 1)
        await player.until("since when it is known", lambda: line.time_at(0) > 1e9, 5)
        await player.click(line, QPoint(line.width() // 3, line.height() // 3))
        await player.until("the past is on the map", lambda: room.is_past, 3)
        for _press in range(3):
            await player.press("]")
        began_utc = past_utc(screen)
        await player.press("K")
        await player.until("it plays", lambda: past_utc(screen) > began_utc + timedelta(seconds=5), 3)
        await player.press("K")
        past = screen.shown_stores
        player.check("what the map shows", "stores of the past", "not the live ones", past is not live)
        behind = (live.clock.now_utc() - past.clock.now_utc()).total_seconds()
        player.check("seconds behind the present", behind, "at least 60", behind >= 60)
        placed = sum(past.units.position(unit.id) is not None for unit in past.units.all())
        player.check("units placed in the past", placed, "at least 50", placed >= 50)
        stood_utc = past_utc(screen)
        await player.press(",")
        await player.until("the event before", lambda: past_utc(screen) < stood_utc, 3)
        half_s = (line.time_at(0) + line.time_at(line.width())) / 2
        await player.click(line, QPoint(round(line.x_of(half_s)), line.height() // 3))
        await player.until("another time", lambda: abs(past_utc(screen).timestamp() - half_s) < 60, _SEEK_LIMIT_S)
        # A past that stands still draws no further frames.
        await player.until("map drawn", stage.map().is_settled, 10)


async def back_to_the_present(stage: Stage) -> None:
    player = stage.player
    screen = stage.screen("situation", SituationScreen)
    async with player.step("replay-live-again"):
        await player.press("End")
        await player.until("the map shows the live stores", lambda: screen.shown_stores is stage.stores, 1)
        await player.press("H")
        await player.until("the time slider is closed", lambda: not screen.replay.strip.isVisible(), 1)
        await stage.painted(stage.map())


def past_utc(screen: SituationScreen) -> datetime:
    """The moment that the map shows."""
    return screen.shown_stores.clock.now_utc()
