"""Steps that break things: the backend is killed, an order is given meanwhile, the map's process dies."""

from __future__ import annotations

import os
import signal

from app.domain.comms import Message
from app.domain.units import UnitKind
from app.shell.tour.stage import Stage
from app.stores.link import LinkState

_STALE_LIMIT_S = 3.5
_RELOAD_LIMIT_S = 4.0
_TEXT = "stay where you are"


async def lose_the_backend(stage: Stage) -> None:
    """STALE within three seconds, and everything that was known stays on the screen."""
    player, stores = stage.player, stage.stores
    async with player.step("backend-killed"):
        await player.press("Ctrl+1")
        known = len(stores.units.all())
        stage.stop_watching()
        os.kill(stage.backend.pid, signal.SIGKILL)
        await player.until("not live any more", lambda: stores.link.state is not LinkState.LIVE, _STALE_LIMIT_S)
        player.check("units still known", len(stores.units.all()), known, len(stores.units.all()) == known)


async def order_meanwhile(stage: Stage) -> None:
    """An order given while the server is away waits in the outbox, visibly."""
    player, stores = stage.player, stage.stores
    async with player.step("order-waits"):
        unit = next(u for u in stores.units.all() if u.kind is UnitKind.OFFICER)
        await stage.command(f"message {unit.callsign} {_TEXT}")
        await player.until("the order waits", lambda: stores.outbox.waiting_count >= 1, 3)
        await player.press("Ctrl+O")
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
        before = page.renderProcessPid()
        os.kill(before, signal.SIGKILL)
        await player.until("the page is lost", lambda: not stage.map().is_ready(), 2)
        await player.until("the map is back", lambda: stage.map().is_ready(), _RELOAD_LIMIT_S)
        player.check("a new process", page.renderProcessPid(), "another", page.renderProcessPid() != before)
        await stage.painted(stage.map())
