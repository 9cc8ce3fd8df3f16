"""One person's time at this seat: sign in, hear the feed, send orders, sign out. Tokens are kept in memory only."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import TypeVar

from app.api.cache import BodyCache
from app.api.client import Client
from app.api.direct import give_directly
from app.api.errors import SignedOut, Unreachable
from app.api.feed import Feed
from app.api.link import LinkState
from app.api.orders import PendingOrder
from app.api.outbox import Outbox
from app.api.outbox_file import OutboxFile
from app.api.reference_body import read_reference
from app.api.routes import DEPTH_HISTORY, MAP_BASE, OUTLINES, RAIN_HISTORY, REFERENCE, Receipt
from app.domain.errors import Refusal
from app.domain.facilities import DepthSample, RainSample
from app.stores import Stores
from app.stores.reference import Body, BodyTrouble
from app.stores.writer import StoreWriter

T = TypeVar("T")

_log = logging.getLogger(__name__)

# What could not be had is asked for again after this, then after twice that …
_AGAIN_S, _AGAIN_AT_MOST_S = 5.0, 120.0


@dataclass(frozen=True, slots=True, kw_only=True)
class SeatFolders:
    """Where a seat keeps orders and copies; None for the platform's own places.

    `known_as` names the server for the outbox where its address does not, as a demo's changes from run to run.
    """

    outbox: Path | None = None
    cache: Path | None = None
    known_as: str = ""


@dataclass(frozen=True, slots=True)
class _SignedIn:
    client: Client
    feed: Feed
    outbox: Outbox
    cache: BodyCache
    # Of each body that the stores have taken, its hash.
    taken: dict[Body, int] = field(default_factory=dict)


class Session:
    """Also the order book and the question desk of whoever sits here (`OrderBook`, `Server` and `Seat` of actions).

    `server_url` is where the next sign-in goes. Signing out forgets what the stores know, but never a waiting order.
    """

    def __init__(self, stores: Stores, server_url: str, folders: SeatFolders | None = None) -> None:
        self._stores = stores
        self._writer = StoreWriter(stores)
        self._folders = folders or SeatFolders()
        self._now: _SignedIn | None = None
        self._remembers_water = False
        self._reference: asyncio.Task[None] | None = None
        self._ask_again = asyncio.Event()
        self._ending: asyncio.Task[None] | None = None
        self._on_settled: Callable[[PendingOrder], None] = lambda _order: None
        self.server_url = server_url

    def tell_settled_to(self, on_settled: Callable[[PendingOrder], None]) -> None:
        """Who hears of every order that was answered for good."""
        self._on_settled = on_settled

    async def sign_in(self, login: str, password: str) -> None:
        """Begin at `server_url`. Refusal for a wrong pair, Unreachable where the server is away, PlainError where the
        address is none; then nothing has begun.
        """
        await self.sign_out()
        client = Client(self.server_url)
        self.server_url = client.server_url
        try:
            account = await client.sign_in(login, password)
            file = OutboxFile(self._folders.known_as or client.server_url, account.login, self._folders.outbox)
        except BaseException:
            await client.close()
            raise
        outbox = Outbox(file, client, self._stores.outbox.write, lambda order: self._on_settled(order))
        feed = Feed(client, self._writer, on_live=self._went_live, on_signed_out=self._was_signed_out)
        self._now = _SignedIn(client, feed, outbox, BodyCache(client, self._folders.cache))
        self._remembers_water = False
        self._stores.link.write_server(client.server_url)
        self._stores.session.write(account)
        self.ask_reference()
        outbox.start()
        feed.start()

    async def sign_out(self) -> None:
        """End the sign-in here, and at the server if it can be reached; an end that has begun is waited for.

        Whoever gives up waiting does not break it off.
        """
        self._begin_end()
        if self._ending is not None:
            await asyncio.shield(self._ending)

    async def close(self) -> None:
        """Sign out for the last time."""
        await self.sign_out()

    def _begin_end(self) -> None:
        if self._now is not None:
            now, self._now = self._now, None
            self._ending = asyncio.get_running_loop().create_task(self._end(now))

    async def _end(self, now: _SignedIn) -> None:
        if self._reference is not None:
            self._reference.cancel()
            await asyncio.gather(self._reference, return_exceptions=True)
        await now.feed.stop()
        await now.outbox.stop()
        with suppress(Unreachable, Refusal):
            await now.client.sign_out()
        await now.client.close()
        self._stores.outbox.write(())
        self._writer.forget()
        self._stores.session.write(None)

    def retry_now(self) -> None:
        """There is reason to think that the server is there again."""
        if self._now is not None:
            self._now.feed.retry_now()

    def put(
        self, name: str, body: dict[str, object], thing_id: int | None = None, version: int | None = None
    ) -> PendingOrder:
        """Put an order in this account's outbox."""
        if self._now is None:
            raise Refusal("not_signed_in", "Sign in first.", 401)
        return self._now.outbox.put(name, body, thing_id, version)

    async def give_directly(
        self, name: str, body: dict[str, object], thing_id: int | None = None, version: int | None = None
    ) -> Receipt:
        """Give an order with a secret, past the outbox."""
        if self._now is None:
            raise SignedOut
        return await give_directly(self._now.client, name, body, thing_id, version)

    def dismiss(self, key: str) -> None:
        if self._now is not None:
            self._now.outbox.dismiss(key)

    def withdraw(self, key: str) -> None:
        if self._now is not None:
            self._now.outbox.withdraw(key)

    async def get(self, path: str, answer: type[T], **params: str | int | float) -> T:
        """Ask the server a question."""
        if self._now is None:
            raise SignedOut
        return await self._now.client.get(path, answer, **params)

    async def fetch(self, path: str) -> bytes:
        """Ask the server for a body as it is."""
        if self._now is None:
            raise SignedOut
        return await self._now.client.fetch(path)

    async def kept(self, path: str) -> bytes:
        """A body that hardly changes: from this machine's disk where the server says that it still holds."""
        if self._now is None:
            raise SignedOut
        return await self._now.cache.fetch(path)

    def _went_live(self) -> None:
        if self._now is not None:
            self._now.outbox.retry_now()
            self.ask_reference()

    def _was_signed_out(self) -> None:
        # From within the feed's own task, which the sign-out waits for: so in a task of its own.
        self._begin_end()

    def ask_reference(self) -> None:
        """Ask for what hardly changes; a body that has not changed since it was taken is not taken again."""
        if self._now is None:
            return
        if self._reference is None or self._reference.done():
            self._reference = asyncio.get_running_loop().create_task(self._fetch(self._now))
        else:
            self._ask_again.set()

    async def _fetch(self, now: _SignedIn) -> None:
        """Until nothing is missing. A link that comes back asks at once for what is."""
        wait_s, wanted = _AGAIN_S, frozenset(Body)
        while True:
            self._ask_again.clear()
            await self._fetch_reference(now, wanted)
            if self._stores.link.state is LinkState.LIVE and not self._remembers_water:
                await self._fetch_water(now.client)
            if not self._stores.reference.troubles:
                return
            wanted = frozenset(self._stores.reference.troubles)
            with suppress(TimeoutError):
                await asyncio.wait_for(self._ask_again.wait(), wait_s)
                wanted = frozenset(Body)
            wait_s = min(2 * wait_s, _AGAIN_AT_MOST_S)

    async def _fetch_water(self, client: Client) -> None:
        """What the server remembers of rain and water, so that a seat that has just come can show their course."""
        store = self._stores.facilities
        try:
            store.write_rain_history(await client.get(RAIN_HISTORY, list[RainSample]))
            for point in store.low_points():
                if point.depth_cm > 0:
                    past = await client.get(DEPTH_HISTORY.format(id=point.id), list[DepthSample])
                    store.write_depth_history(point.id, past)
        except (Unreachable, SignedOut, Refusal) as fault:
            _log.info("the course of rain and water could not be fetched: %s", fault.sentence)
        else:
            self._remembers_water = True
        store.announce()

    async def _fetch_reference(self, now: _SignedIn, wanted: Collection[Body]) -> None:
        """Reference, outlines and base map; what cannot be had now is told by the store."""
        store = self._stores.reference
        takers: dict[str, tuple[Body, Callable[[bytes], None]]] = {
            REFERENCE: (Body.REFERENCE, lambda body: store.write(*read_reference(body))),
            OUTLINES: (Body.OUTLINES, store.write_outlines),
            MAP_BASE: (Body.MAP_BASE, store.write_map_base),
        }
        for path, (body, take) in takers.items():
            if body not in wanted:
                continue
            before, trouble = store.troubles.get(body), None
            try:
                fetched = await now.cache.fetch(path)
                if before is None and now.taken.get(body) == hash(fetched):
                    continue
                take(fetched)
                now.taken[body] = hash(fetched)
            except (Unreachable, SignedOut) as fault:
                trouble = BodyTrouble.UNREACHED
                _log.info("%s could not be fetched: %s", path, fault.sentence)
            except (Refusal, ValueError) as fault:
                trouble = BodyTrouble.REFUSED if isinstance(fault, Refusal) else BodyTrouble.TORN
                _log.log(
                    logging.INFO if trouble is before else logging.WARNING, "%s could not be taken: %s", path, fault
                )
            store.write_trouble(body, trouble)
            if trouble is None or trouble is not before:
                store.announce()
