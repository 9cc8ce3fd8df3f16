"""Steps that break things: the backend is killed, an order is given meanwhile, the map's process dies."""

from __future__ import annotations

import os
import signal

from app.domain.comms import Message
from app.domain.orders import OrderState
from app.domain.units import UnitKind
from app.shell.tour.stage import Stage
from views.frame.stale_band import StaleBand

# Both from the kill to the screen, and nothing added for the measuring: the player looks every 20 ms.
_STALE_LIMIT_S = 3.0
_RELOAD_LIMIT_S = 2.0
_WAITING = (OrderState.WAITING, OrderState.UNKNOWN)
_TEXT = "stay where you are"


async def lose_the_backend(stage: Stage) -> None:
    """STALE within three seconds, and everything that was known stays on the screen."""
    player, stores = stage.player, stage.stores
    async with player.step("backend-killed"):
        await player.press("Ctrl+1")
        known = len(stores.units.all())
        stage.stop_watching()
        os.kill(stage.backend.pid, signal.SIGKILL)
        band = stage.console.findChild(StaleBand)
        assert band is not None
        await player.until("the screens say STALE", band.isVisible, _STALE_LIMIT_S)
        player.check("units still known", len(stores.units.all()), known, len(stores.units.all()) == known)


async def order_meanwhile(stage: Stage) -> None:
    """An order given while the server is away waits in the outbox, visibly."""
    player, stores = stage.player, stage.stores
    async with player.step("order-waits"):
        unit = next(u for u in stores.units.all() if u.kind is UnitKind.OFFICER)
        await stage.command(f"message {unit.callsign} {_TEXT}")
        await player.until("the order waits", lambda: stores.outbox.waiting_count >= 1, 3)
        await player.press("Ctrl+O")
        state = stage.console.order_tray.state_shown(stores.outbox.orders()[-1])
        player.check("the list shows it as", state.value, "waiting or unknown", state in _WAITING)
    await player.press("Escape")


async def find_the_backend(stage: Stage) -> None:
    """The backend comes back: the seat resumes by itself, and the order went once."""
    player, stores = stage.player, stage.stores
    async with player.step("backend-back"):
        account = stores.session.account
        stage.watch_backend()
        await player.until("live again", stage.is_live, 30)
        await player.until("nothing waits", lambda: stores.outbox.waiting_count == 0, 10)

        def sent() -> list[Message]:
            return [message for message in stores.comms.messages() if message.text == _TEXT]

        await player.until("the order is on the feed", lambda: bool(sent()), 10)
        player.check("sent once", len(sent()), 1, len(sent()) == 1)
        player.check("nobody signed in again", "same person", "same person", stores.session.account == account)
        player.check("bad events", stores.link.bad_events, 0, stores.link.bad_events == 0)


async def lose_the_map(stage: Stage) -> None:
    """The page's process is killed; the map comes back with all its layers."""
    player = stage.player
    async with player.step("map-process-killed"):
        await stage.painted(stage.map())
        page = stage.map().page
        before, lost = page.renderProcessPid(), False

        def note() -> None:
            nonlocal lost
            lost = True

        stage.map().page_lost.connect(note)
        os.kill(before, signal.SIGKILL)
        back = stage.map().is_settled
        await player.until("lost, and back with all its layers", lambda: lost and back(), _RELOAD_LIMIT_S)
        stage.map().page_lost.disconnect(note)
        player.check("a new process", page.renderProcessPid(), "another", page.renderProcessPid() != before)
        await stage.painted(stage.map())
