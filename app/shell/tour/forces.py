"""Steps with people in the field: terminals, texts, an SOS, the plan from preview to end."""

from __future__ import annotations

from app.domain.alarms import Alarm
from app.domain.units import UnitKind, UnitStatus
from app.shell.tour.stage import Stage
from views.plans import PlansScreen
from views.wall import WallWindow

_SOS_LIMIT_S = 1.0


async def see_the_terminals(stage: Stage) -> None:
    player = stage.player
    async with player.step("comms"):
        await player.press("Ctrl+3")
        await player.until("comms is open", lambda: stage.console.stack.name == "comms", 2)
        player.check("units listed", len(stage.stores.units.all()), 315, len(stage.stores.units.all()) == 315)


async def send_a_text(stage: Stage) -> None:
    player, stores = stage.player, stage.stores
    async with player.step("comms-text-receipt"):
        unit = next(u for u in stores.units.all() if u.kind is UnitKind.OFFICER and u.status is UnitStatus.AVAILABLE)
        await stage.command(f"message {unit.callsign} on my way")
        await player.until("the text is on the feed", lambda: bool(stores.comms.messages_with(unit_id=unit.id)), 5)
        await player.until(
            "its receipt",
            lambda: any(
                receipt.delivered_utc is not None
                for message in stores.comms.messages_with(unit_id=unit.id)
                for receipt in message.receipts
                if receipt.unit_id == unit.id
            ),
            20,
        )


def _call(stage: Stage, unit_id: int) -> Alarm | None:
    return next((alarm for alarm in stage.stores.alarms.sos() if alarm.unit_id == unit_id), None)


def _raise(stage: Stage) -> int:
    """An officer's terminal calls for help, by the same route that terminals take; gives the unit."""
    unit = next(u for u in stage.stores.units.all() if u.kind is UnitKind.OFFICER and _call(stage, u.id) is None)
    stage.seat.actions.alarms.raise_sos(unit.id)
    return unit.id


async def answer_an_sos(stage: Stage) -> None:
    """Space claims the call; it stays until it is closed as true."""
    player, stores, console = stage.player, stage.stores, stage.console
    async with player.step("sos"):
        await player.press("Ctrl+1")
        unit_id = _raise(stage)
        await player.until("the banner is up", console.banner.isVisible, _SOS_LIMIT_S)
        await stage.painted(stage.map())
    async with player.step("sos-claimed"):
        call = _call(stage, unit_id)
        assert call is not None
        stage.console.setFocus()
        await player.press("Space")
        await player.until("somebody owns the call", lambda: bool((c := _call(stage, unit_id)) and c.owner), 5)
        await player.until("the banner says who", lambda: _owner_on_banner(stage, call.id), 1)
        await player.until("the banner takes presses", console.bands.takes_presses, 1)
    row = next(row for row in console.banner.rows if row.call.key == call.id)
    await player.click(row.true_button)
    async with player.step("sos-closed"):
        await player.until(
            "the call is closed as true",
            lambda: (a := stores.alarms.get(call.id)) is not None and a.closed_utc is not None,
            5,
        )


async def preview_the_plan(stage: Stage) -> None:
    player = stage.player
    async with player.step("plan-preview"):
        await player.press("Ctrl+4")
        await player.until("plans is open", lambda: stage.console.stack.name == "plans", 2)
        await player.press("2")
        screen = stage.screen("plans", PlansScreen)
        await player.until("whom it would reach", lambda: screen.preview.is_complete(), 5)


async def start_the_plan(stage: Stage) -> None:
    player, stores = stage.player, stage.stores
    screen = stage.screen("plans", PlansScreen)
    async with player.step("plan-started"):
        await player.hold(screen.command.start, lambda: _running(stage))
        await player.until("the response runs", lambda: _running(stage), 10)
        await player.until(
            "first acknowledgements",
            lambda: (run := stores.plans.active()) is not None and stores.plans.progress(run).acknowledged > 0,
            60,
        )


def _owner_on_banner(stage: Stage, alarm_id: int) -> bool:
    rows = [row for row in stage.console.banner.rows if row.call.key == alarm_id]
    return any(row.isVisible() and row.call.owner and row.claim_button.isHidden() for row in rows)


def _running(stage: Stage) -> bool:
    return stage.stores.plans.active() is not None


async def sos_on_the_wall(stage: Stage) -> None:
    player = stage.player
    wall = stage.wall
    assert isinstance(wall, WallWindow)
    async with player.step("wall-sos"):
        unit_id = _raise(stage)
        assert stage.second_seat is not None
        alarms = stage.second_seat.stores.alarms
        await player.until(
            "the wall shows the call",
            lambda: wall.sos.isVisible() and any(alarm.unit_id == unit_id for alarm in alarms.sos()),
            _SOS_LIMIT_S,
        )
        await player.until("the call is on this seat too", lambda: _call(stage, unit_id) is not None, _SOS_LIMIT_S)
    await stage.leave_the_wall()


async def end_the_plan(stage: Stage) -> None:
    player = stage.player
    async with player.step("plan-ended"):
        await player.press("Ctrl+4")
        screen = stage.screen("plans", PlansScreen)
        # The wall has only just gone; a window that gets its focus back in the middle of a hold would break it off.
        await player.until("the console is in front again", stage.console.isActiveWindow, 5)
        await player.until("the order can be seen", screen.command.end.isVisible, 2)
        await player.hold(screen.command.end, lambda: not _running(stage))
        await player.until("the response has ended", lambda: not _running(stage), 5)
