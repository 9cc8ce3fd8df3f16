"""Runs the backend as a program: one process, one loop, one line on stdout when it is ready."""

from __future__ import annotations

import asyncio
import contextlib
import errno
import logging
import os
import secrets
import signal
import socket
import sys
import threading
from collections.abc import AsyncIterator, Iterator
from dataclasses import replace

import uvicorn
from sqlalchemy import func, select

from app.api.order_bodies import CreateAccount
from app.backend import audit, devices, fence_watch
from app.backend.actors import Actor
from app.backend.app import all_commands, create_app
from app.backend.core import Core
from app.backend.database import Database, database_url
from app.backend.options import AuditOptions, ServeOptions
from app.backend.past.keeper import keep_past
from app.backend.tables import AccountRow
from app.domain.duty import Role
from app.domain.errors import PlainError

log = logging.getLogger(__name__)

READY = "ZHIHUI-READY"
# Answers under way at a stop get this long.
STOP_LIMIT_S = 3
FIRST_START = Actor(account_id=0, login="first start", name="", seat="server", role=Role.ADMIN, area_code="")


def run_server(options: ServeOptions) -> int:
    """Serve until SIGTERM, SIGINT or, if asked for, the end of standard input. PlainError for a faulty start."""
    if options.gateway_token is not None and not options.gateway_token.strip():
        raise PlainError("The gateway token is empty.", "Name one with --gateway-token, or leave the option out.")
    logging.basicConfig(level=logging.INFO, format="%(asctime)s %(levelname)s %(name)s: %(message)s", stream=sys.stderr)
    # It says at every migration which of its plugins it has.
    logging.getLogger("alembic").setLevel(logging.WARNING)
    return asyncio.run(_run(options))


def verify_audit(options: AuditOptions) -> int:
    """Follow the audit chain and print what it shows; 0 if it is intact, 1 where it breaks."""
    report = asyncio.run(_verify(Database(database_url(options.database_url))))
    print(f"{report.sentence} Newest hash: {report.head_hash}", flush=True)
    return 0 if report.intact else 1


async def _verify(database: Database) -> audit.AuditReport:
    await database.connect(make=False)
    try:
        async with database.still() as session:
            return await audit.verify(session)
    finally:
        await database.close()


async def _run(options: ServeOptions) -> int:
    if options.demo_scenario is not None and options.database_url is None:
        from app.backend.simulation.living import own_database_url

        options = replace(options, database_url=own_database_url(options))
    listening = _listen(options.host, options.port)
    with contextlib.closing(listening):
        core = await Core.open(options, all_commands)
        async with contextlib.aclosing(core), _living(core):
            await _make_first_admin(core)
            server = _Server(core, options)
            with _stopping(server, options):
                await server.serve(sockets=[listening])
    return 0


@contextlib.asynccontextmanager
async def _living(core: Core) -> AsyncIterator[None]:
    """What runs beside the routes: the feed's ticks, the housekeeping and, in a demo, the city itself."""
    devices.put_back(core)
    tasks = [asyncio.create_task(core.keep_house())]
    core.hub.start()
    if core.options.demo_scenario is not None:
        from app.backend.simulation import living

        await living.prepare(core)
        tasks.append(asyncio.create_task(living.live(core)))
    tasks.append(asyncio.create_task(keep_past(core)))
    tasks.append(asyncio.create_task(fence_watch.watch(core)))
    for task in tasks:
        task.add_done_callback(_tell_of_failure)
    try:
        yield
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)


def _tell_of_failure(task: asyncio.Task[None]) -> None:
    if not task.cancelled() and (error := task.exception()) is not None:
        log.error("a part of the backend stopped", exc_info=error)


class _Server(uvicorn.Server):
    """uvicorn, which says when it is ready, ends the streams when it stops, and leaves signals to us."""

    def __init__(self, core: Core, options: ServeOptions) -> None:
        config = uvicorn.Config(
            create_app(core),
            http="h11",
            ws="none",
            lifespan="off",
            log_config=None,
            access_log=False,
            server_header=False,
            timeout_graceful_shutdown=STOP_LIMIT_S,
        )
        super().__init__(config)
        self._core = core
        self._host = options.host

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        await super().startup(sockets)
        port = sockets[0].getsockname()[1] if sockets else 0
        host = f"[{self._host}]" if ":" in self._host else self._host
        print(f"{READY} http://{host}:{port}", flush=True)

    async def shutdown(self, sockets: list[socket.socket] | None = None) -> None:
        self._core.hub.end_all()
        await super().shutdown(sockets)

    @contextlib.contextmanager
    def capture_signals(self) -> Iterator[None]:
        # uvicorn raises the signal again when it is done, which would end the process before the database is closed.
        yield


@contextlib.contextmanager
def _stopping(server: _Server, options: ServeOptions) -> Iterator[None]:
    loop = asyncio.get_running_loop()

    def stop() -> None:
        server.should_exit = True

    before = {
        number: signal.signal(number, lambda _n, _f: loop.call_soon_threadsafe(stop))
        for number in (signal.SIGTERM, signal.SIGINT)
    }
    if options.exit_with_parent:
        threading.Thread(target=_wait_for_parent, args=(loop, stop), daemon=True, name="parent watch").start()
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)


def _wait_for_parent(loop: asyncio.AbstractEventLoop, stop: object) -> None:
    """Standard input ends when the parent does, however it ended. Runs in a thread of its own: a pipe cannot be polled
    on every platform.
    """
    while os.read(0, 4096):
        pass
    with contextlib.suppress(RuntimeError):  # the loop is closed: we are stopping anyway
        loop.call_soon_threadsafe(stop)  # type: ignore[arg-type]


def _listen(host: str, port: int) -> socket.socket:
    try:
        found = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)
    except OSError as error:
        raise PlainError(f"The address {host} is not known here.", "Name one of this machine with --host.") from error
    family, kind, protocol, _name, address = found[0]
    listening = socket.socket(family, kind, protocol)
    if os.name == "posix":
        # A restart must not wait for the last run's closed connections. On Windows it would let two servers in.
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
    try:
        listening.bind(address)
        listening.listen(512)
    except OSError as error:
        listening.close()
        raise _unusable(host, port, error) from error
    return listening


def _unusable(host: str, port: int, error: OSError) -> PlainError:
    if error.errno == errno.EADDRNOTAVAIL:
        return PlainError(
            f"The address {host} is not one of this machine.",
            "Name one of its own with --host, or 0.0.0.0 for all of them.",
        )
    remedy = "Stop the program that has it, or name another port with --port."
    if error.errno == errno.EACCES:
        remedy = "Name a port from 1024 up with --port; those below belong to the system."
    return PlainError(f"Port {port} of {host} cannot be used: {(error.strerror or str(error)).lower()}.", remedy)


async def _make_first_admin(core: Core) -> None:
    async with core.database.session() as session:
        if await session.scalar(select(func.count()).select_from(AccountRow)):
            return
    password = secrets.token_urlsafe(12)
    body = CreateAccount(
        login="admin", name="admin", gloss="admin", role=Role.ADMIN, area_code="", seat="admin", password=password
    )
    await core.orders.give("create_account", FIRST_START, body)
    print(f"First start: sign in as admin with the password {password} (shown only now).", flush=True)
