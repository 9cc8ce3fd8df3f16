"""A seat for screen tests: the real stores, written through the feed's own door with the night of `tests.sample_night`.

Only the outermost edge is faked: `FakeBook` keeps orders in a list instead of on disk, and a test gives what answers
queries.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from app.actions import Actions
from app.api.frames import Reference
from app.api.link import LinkReport, LinkState
from app.api.orders import PendingOrder
from app.api.routes import Receipt
from app.api.sink import Event
from app.backend.catalogue import load_catalogue, load_departments, load_plan_templates
from app.domain.duty import Account, Role
from app.domain.orders import OrderState
from app.stores import Stores
from app.stores.writer import StoreWriter
from tests.sample_night import LAT, LON, NOW, areas, city, layer_catalogue, snapshot


class FakeBook:
    """An outbox that only remembers."""

    def __init__(self) -> None:
        self.given: list[tuple[str, dict[str, object], int | None, int | None]] = []

    def put(
        self, name: str, body: dict[str, object], thing_id: int | None = None, version: int | None = None
    ) -> PendingOrder:
        self.given.append((name, body, thing_id, version))
        return PendingOrder(
            key=f"k{len(self.given)}",
            name=name,
            thing_id=thing_id,
            version=version,
            body=body,
            state=OrderState.WAITING,
            created_utc=NOW,
        )

    async def give_directly(
        self, name: str, body: dict[str, object], thing_id: int | None = None, version: int | None = None
    ) -> Receipt:
        self.given.append((name, body, thing_id, version))
        return Receipt(key=f"k{len(self.given)}", id=thing_id or 77, version=1, seq=1)

    def dismiss(self, key: str) -> None: ...

    def withdraw(self, key: str) -> None: ...


class FakeSession:
    async def sign_in(self, login: str, password: str) -> None: ...

    async def sign_out(self) -> None: ...

    def ask_reference(self) -> None: ...


class SampleSeat:
    """Stores that know the night, actions that write into `book`."""

    def __init__(self, server: Any, role: Role = Role.LEADER, **parts: Any) -> None:
        self.stores = Stores.empty()
        self.writer = StoreWriter(self.stores)
        self.book = FakeBook()
        self.actions = Actions(self.stores, self.book, server, FakeSession())
        self.stores.session.write(
            Account(
                id=1,
                version=1,
                login="leader",
                name="周强",
                gloss="Zhou Qiang",
                role=role,
                area_code="990106",
                seat="01",
            )
        )
        self.stores.reference.write(
            Reference(
                city=city(),
                areas=areas(),
                departments=load_departments(),
                categories=tuple(load_catalogue("2013").by_code.values()),
                plan_templates=tuple(load_plan_templates().values()),
                layers=layer_catalogue().layers,
                layer_sets=layer_catalogue().sets,
            )
        )
        self.stores.reference.announce()
        self.writer.write_link(LinkReport(state=LinkState.LIVE, heard_monotonic_s=0.0, lag_ms=84.0))
        self.writer.write_snapshot(snapshot(**parts))
        count = len(self.stores.units.ids)
        if count:
            angle = np.arange(count) * 0.7
            self.writer.write_frame(
                (),
                (
                    {
                        "unit": self.stores.units.ids.copy(),
                        "lat": ((LAT + 0.02 * np.sin(angle)) * 1e7).astype("<i4"),
                        "lon": ((LON + 0.03 * np.cos(angle)) * 1e7).astype("<i4"),
                        "heading": (angle * 57 % 360).astype("<u2"),
                        "speed": np.full(count, 500, "<u2"),
                        "fix": np.full(count, NOW.timestamp() * 1000 - 6000),
                        "battery": np.full(count, 62, "u1"),
                        "signal": np.full(count, 4, "u1"),
                    },
                ),
            )

    def change(self, noun: str, thing: object) -> None:
        """One ordered event, as the feed would bring it."""
        self.writer.write_frame((Event(seq=1, at_utc=NOW, type="test_changed", noun=noun, thing=thing),), ())
