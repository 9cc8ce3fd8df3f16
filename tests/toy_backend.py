"""A small real backend for console tests: sign-in, orders, reference, and a feed that a test can make misbehave.

It speaks the routes and frames of app.api over a real socket (uvicorn, in the test's own loop), keeps an ordered event
log like the real one, and answers every Idempotency-Key once. It knows nothing of the city's rules.
"""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

import msgspec
import uvicorn
from starlette.applications import Starlette
from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response, StreamingResponse
from starlette.routing import Route

from app.api import frames, routes
from app.domain.duty import Account, Role
from app.domain.facilities import Rain

NOW = datetime(2026, 7, 20, 12, 0, tzinfo=UTC)
ACCOUNT = Account(
    id=1, version=1, login="dispatcher", name="程派遣", gloss="Cheng", role=Role.LEADER, area_code="990106", seat="D1"
)
PASSWORD = "correct horse"


@dataclass
class TakenOrder:
    """One order as it arrived: how often it was asked, and done at most once."""

    name: str
    key: str
    thing_id: int | None
    if_match: str | None
    body: Any
    asked: int = 1


class Reader:
    """One open stream. `queue` holds what waits for it; None ends it."""

    def __init__(self, last_event_id: str | None) -> None:
        self.last_event_id = last_event_id
        self.queue: asyncio.Queue[bytes | None] = asyncio.Queue()


@dataclass
class Faults:
    """How it misbehaves. `answer_orders` or `heartbeats` cleared: it hangs. `order_problem` is (status, code)."""

    answer_orders: asyncio.Event = field(default_factory=asyncio.Event)
    heartbeats: asyncio.Event = field(default_factory=asyncio.Event)
    order_problem: tuple[int, str] | None = None
    lose_answers: int = 0
    refuse_refresh: bool = False
    refresh_status: int = 0

    def __post_init__(self) -> None:
        self.answer_orders.set()
        self.heartbeats.set()


class ToyBackend:
    """`async with ToyBackend()` listens on `url`. What it knows survives `stop` and `start`, as a database would."""

    def __init__(self, heartbeat_s: float = 0.1, token_life_s: int = 900) -> None:
        self.heartbeat_s = heartbeat_s
        self.token_life_s = token_life_s
        self.epoch = "toy"
        self.seq = 0
        self.log: list[tuple[int, bytes]] = []
        self.snapshot_parts: dict[str, tuple[Any, ...]] = {}
        self.orders: dict[str, TakenOrder] = {}
        self.answers: dict[str, bytes] = {}
        self.bodies: dict[str, tuple[str, bytes]] = {}
        self.served: list[tuple[str, int]] = []
        self.readers: list[Reader] = []
        self.connections: list[str | None] = []
        self.snapshots_sent = 0
        self.refreshes = 0
        self.sign_ins = 0
        self.faults = Faults()
        self._tokens: dict[str, float] = {}
        self._refresh_tokens: set[str] = set()
        self._made = 0
        self._port = 0
        self._server: uvicorn.Server | None = None
        self._tasks: list[asyncio.Task[None]] = []

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    async def __aenter__(self) -> ToyBackend:
        await self.start()
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.stop()

    async def start(self) -> None:
        """Listen, on the port of the last run if there was one."""
        listening = socket.socket()
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(("127.0.0.1", self._port))
        listening.listen(64)
        self._port = listening.getsockname()[1]
        config = uvicorn.Config(
            self._app(), log_config=None, access_log=False, lifespan="off", timeout_graceful_shutdown=1, http="h11"
        )
        self._server = _QuietServer(config)
        loop = asyncio.get_running_loop()
        self._tasks = [loop.create_task(self._server.serve([listening])), loop.create_task(self._beat())]

    async def stop(self) -> None:
        """Go away at once, as a killed process does: streams break off."""
        if self._server is None:
            return
        self.drop_readers()
        self._server.should_exit = self._server.force_exit = True
        self._tasks[1].cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        self._server = None

    def drop_readers(self) -> None:
        """End every stream."""
        for reader in self.readers:
            reader.queue.put_nowait(None)

    def change(self, noun: str, thing: Any, type_: str = "thing_changed") -> int:
        """One ordered event to every reader and into the log; its number."""
        self.seq += 1
        change = frames.Change(
            seq=self.seq, at_utc=NOW, type=type_, noun=noun, thing=msgspec.Raw(msgspec.json.encode(thing))
        )
        return self.say_ordered(msgspec.json.encode(change))

    def bad_change(self, data: bytes) -> int:
        """An ordered event with a body that is none."""
        self.seq += 1
        return self.say_ordered(data)

    def say_ordered(self, data: bytes) -> int:
        sse = _sse(frames.CHANGE, data, frames.event_id(self.epoch, self.seq))
        self.log.append((self.seq, sse))
        self.say(sse)
        return self.seq

    def say(self, sse: bytes) -> None:
        """Bytes to every reader, as they are."""
        for reader in self.readers:
            reader.queue.put_nowait(sse)

    def say_event(self, event: str, data: bytes) -> None:
        self.say(_sse(event, data, None))

    def expire_tokens(self) -> None:
        """Every access token has run out; refresh tokens hold."""
        self._tokens.clear()

    def unanswered(self) -> list[TakenOrder]:
        return [order for key, order in self.orders.items() if key not in self.answers]

    async def _beat(self) -> None:
        while True:
            await asyncio.sleep(self.heartbeat_s)
            if self.faults.heartbeats.is_set():
                beat = frames.Heartbeat(clock=self._clock(), seq=self.seq, skipped=0, sent_ms=time.time() * 1000.0)
                self.say_event(frames.HEARTBEAT, msgspec.json.encode(beat))

    def _clock(self) -> frames.ClockState:
        return frames.ClockState(now_utc=NOW, rate=1.0, paused=False)

    def _app(self) -> Starlette:
        orders = [
            Route(route.path, self._order_handler(name), methods=["POST"]) for name, route in routes.ORDERS.items()
        ]
        return Starlette(
            routes=[
                Route(routes.SIGN_IN, self._sign_in, methods=["POST"]),
                Route(routes.REFRESH, self._refresh, methods=["POST"]),
                Route(routes.SIGN_OUT, self._sign_out, methods=["POST"]),
                Route(routes.FEED, self._feed),
                *orders,
                Route("/{path:path}", self._body),
            ]
        )

    async def _sign_in(self, request: Request) -> Response:
        asked = msgspec.json.decode(await request.body(), type=routes.SignIn)
        if (asked.login, asked.password) != (ACCOUNT.login, PASSWORD):
            return _problem(401, "wrong_password")
        self.sign_ins += 1
        return self._new_tokens()

    async def _refresh(self, request: Request) -> Response:
        asked = msgspec.json.decode(await request.body(), type=routes.Refresh)
        if self.faults.refresh_status:
            return _problem(self.faults.refresh_status, "renewal_failed")
        if self.faults.refuse_refresh or asked.refresh_token not in self._refresh_tokens:
            return _problem(401, "refresh_refused")
        self._refresh_tokens.discard(asked.refresh_token)
        self.refreshes += 1
        return self._new_tokens()

    async def _sign_out(self, request: Request) -> Response:
        asked = msgspec.json.decode(await request.body(), type=routes.Refresh)
        self._refresh_tokens.discard(asked.refresh_token)
        return Response(status_code=204)

    def _new_tokens(self) -> Response:
        self._made += 1
        access, refresh = f"access-{self._made}", f"refresh-{self._made}"
        self._tokens[access] = time.monotonic() + self.token_life_s
        self._refresh_tokens.add(refresh)
        return _json(
            routes.Tokens(access_token=access, refresh_token=refresh, expires_in_s=self.token_life_s, account=ACCOUNT)
        )

    def _known(self, request: Request) -> bool:
        token = request.headers.get("Authorization", "").removeprefix("Bearer ")
        return self._tokens.get(token, 0.0) > time.monotonic()

    async def _body(self, request: Request) -> Response:
        if not self._known(request):
            return _problem(401, "token_expired")
        found = self.bodies.get(request.url.path)
        if found is None:
            self.served.append((request.url.path, 404))
            return _problem(404, "not_found")
        etag, body = found
        status = 304 if request.headers.get("If-None-Match") == etag else 200
        self.served.append((request.url.path, status))
        return Response(b"" if status == 304 else body, status, {"ETag": etag})

    def _order_handler(self, name: str) -> Any:
        async def handle(request: Request) -> Response:
            if not self._known(request):
                return _problem(401, "token_expired")
            key = request.headers["Idempotency-Key"]
            thing_id = int(request.path_params["id"]) if "id" in request.path_params else None
            if key in self.orders:
                self.orders[key].asked += 1
            else:
                try:
                    body = msgspec.json.decode(await request.body())
                except ClientDisconnect:
                    return Response(status_code=400)
                self.orders[key] = TakenOrder(name, key, thing_id, request.headers.get("If-Match"), body)
            await self.faults.answer_orders.wait()
            return self._answer(name, key, thing_id)

        return handle

    def _answer(self, name: str, key: str, thing_id: int | None) -> Response:
        if self.faults.order_problem is not None:
            return _problem(*self.faults.order_problem)
        if key not in self.answers:
            # Every order makes an event, or a reader would rightly miss one.
            seq = self.change("rain", Rain(area_code="order", rate_mm_per_h=0.0, hour_mm=0.0), "order_done")
            receipt = routes.Receipt(key=key, id=thing_id or 100 + len(self.answers), version=2, seq=seq)
            self.answers[key] = msgspec.json.encode(receipt)
        if self.faults.lose_answers > 0:
            # Done, but the answer gets lost on its way.
            self.faults.lose_answers -= 1
            return Response(b"", 502)
        return Response(self.answers[key], media_type="application/json")

    async def _feed(self, request: Request) -> Response:
        if not self._known(request):
            return _problem(401, "token_expired")
        last = request.headers.get("Last-Event-ID")
        self.connections.append(last)
        return StreamingResponse(self._stream(last), media_type="text/event-stream")

    async def _stream(self, last: str | None) -> AsyncIterator[bytes]:
        reader = Reader(last)
        resumed = frames.parse_event_id(last) if last else None
        if resumed is not None and resumed[0] == self.epoch:
            head = b"".join(sse for seq, sse in self.log if seq > resumed[1])
        else:
            head = self._snapshot()
        self.readers.append(reader)
        try:
            if head:
                yield head
            while (sse := await reader.queue.get()) is not None:
                yield sse
        finally:
            self.readers.remove(reader)

    def _snapshot(self) -> bytes:
        self.snapshots_sent += 1
        parts: Mapping[str, tuple[Any, ...]] = {
            **dict.fromkeys(frames.NOUN_TYPES, ()),
            **self.snapshot_parts,
        }
        snapshot = frames.Snapshot(epoch=self.epoch, seq=self.seq, clock=self._clock(), **parts)
        return _sse(frames.SNAPSHOT, msgspec.json.encode(snapshot), frames.event_id(self.epoch, self.seq))


class _QuietServer(uvicorn.Server):
    def install_signal_handlers(self) -> None: ...

    def capture_signals(self) -> Any:
        import contextlib

        return contextlib.nullcontext()


def _sse(event: str, data: bytes, event_id: str | None) -> bytes:
    head = f"id: {event_id}\n" if event_id else ""
    return f"{head}event: {event}\ndata: ".encode() + data + b"\n\n"


def _json(thing: Any) -> Response:
    return Response(msgspec.json.encode(thing), media_type="application/json")


def _problem(status: int, code: str) -> Response:
    problem = routes.Problem(type="about:blank", title=code, status=status, code=code, detail=f"It says {code}.")
    return Response(msgspec.json.encode(problem), status, media_type="application/problem+json")


__all__ = ["ACCOUNT", "NOW", "PASSWORD", "ToyBackend"]
