"""A console's seat as a process of its own, without a window: signs in, then does what its input tells it to.

Commands, one a line: `order <case id> <version>`, `share <name of a map view>`, `unshare <its id> <version>`,
`quit`. It prints what a person would see:
`signed in`, `link <state>`, `order <key> <state> <problem>`.
"""

from __future__ import annotations

import asyncio
import sys
from pathlib import Path

from PySide6.QtWidgets import QApplication

from app.api.orders import PendingOrder
from app.domain.map_views import MapLook, MapViewLayers
from app.shell.loop import Stop, run_loop
from app.shell.seat import SeatParts, make_seat
from app.stores.settings import Settings

LOOK = MapLook(lat_deg=30.55, lon_deg=112.30, zoom=14, layers=MapViewLayers())


def say(text: str) -> None:
    print(text, flush=True)


class Person:
    """Reads commands and tells what changes."""

    def __init__(self, seat: SeatParts, stop: Stop) -> None:
        self._seat = seat
        self._stop = stop
        self._told: dict[str, PendingOrder] = {}
        seat.stores.link.link_changed.connect(self._tell_link)
        seat.stores.outbox.outbox_changed.connect(self._tell_orders)
        self._state = ""

    def _tell_link(self) -> None:
        state = self._seat.stores.link.state.value
        if state != self._state:
            self._state = state
            say(f"link {state}")

    def _tell_orders(self) -> None:
        for order in self._seat.stores.outbox.orders():
            if self._told.get(order.key) != order:
                self._told[order.key] = order
                say(f"order {order.key} {order.state.value} {order.problem_code or '-'}")

    async def listen(self) -> None:
        loop = asyncio.get_running_loop()
        while line := (await loop.run_in_executor(None, sys.stdin.readline)).split():
            if line[0] == "quit":
                break
            if line[0] == "share":
                self._seat.actions.map_views.save(line[1], LOOK)
            elif line[0] == "unshare":
                self._seat.session.put("delete_map_view", {"note": ""}, int(line[1]), int(line[2]))
            else:
                self._seat.session.put("urge_case", {"note": ""}, int(line[1]), int(line[2]))
        self._stop.ask()


def main(server_url: str, login: str, password: str, folder: Path) -> int:
    app = QApplication(sys.argv[:1])
    settings = Settings(folder / "console.ini")

    async def run(stop: Stop) -> None:
        seat = make_seat(settings, server_url)
        person = Person(seat, stop)
        await seat.session.sign_in(login, password)
        say("signed in")
        listening = asyncio.get_running_loop().create_task(person.listen())
        await stop.wait()
        await listening
        await seat.close()

    return run_loop(app, run)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], sys.argv[2], sys.argv[3], Path(sys.argv[4])))
