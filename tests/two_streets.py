"""A hall over a city of two sub-districts that are alike: real database, real HTTP, real feed, a clock that obeys."""

from __future__ import annotations

import asyncio
import contextlib
import json
import socket
from collections.abc import AsyncIterator, Callable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from itertools import count
from typing import Any

import httpx
import msgspec
import numpy as np
import uvicorn

from app.api import routes
from app.api.frames import Snapshot
from app.backend.actors import SIMULATION
from app.backend.app import all_commands, create_app
from app.backend.city_files import COMPONENTS_FILE, OUTLINES_FILE, keep_file
from app.backend.city_import import count_on_from_here
from app.backend.core import Core
from app.backend.options import ServeOptions
from app.backend.tables_city import CameraRow, LowPointRow, TalkgroupRow, UnitRow
from app.backend.tables_reference import AreaRow, CityRow
from app.backend.transaction import Transaction
from app.domain.areas import level_of
from app.domain.cameras import Camera
from app.domain.comms import Talkgroup
from app.domain.component_points import encode_components, sort_by_grid
from app.domain.duty import Account, Role
from app.domain.facilities import LowPoint, LowPointKind
from app.domain.outlines import encode_outlines, ring_from_degrees
from app.domain.units import Unit, UnitKind, UnitStatus
from tests.backend_server import GATEWAY_TOKEN

CITY = "990106"
NORTH, SOUTH = "990106001", "990106002"
NORTH_GRID, SOUTH_GRID = "990106001001001", "990106002001001"
# A Monday morning in the city: 10:00 in Shanghai.
MONDAY = datetime(2026, 7, 6, 2, 0, tzinfo=UTC)
IN_NORTH = {"lat_deg": 30.555, "lon_deg": 112.305}
IN_SOUTH = {"lat_deg": 30.545, "lon_deg": 112.305}
# Units: ids 1–4 in the north, 5–8 in the south, of these kinds in turn. Groups, cameras, low points: 1 north, 2 south.
OFFICER, COLLECTOR, PUMP_TRUCK, SECOND_OFFICER, SOUTH_OFFICER = 1, 2, 3, 4, 5
_KINDS = (UnitKind.OFFICER, UnitKind.COLLECTOR, UnitKind.PUMP_TRUCK, UnitKind.OFFICER)
_HALVES = {NORTH: (30.55, 30.56), SOUTH: (30.54, 30.55)}
_BINARY = "application/octet-stream"


def _square(south: float, north: float) -> list[tuple[float, float]]:
    return [(south, 112.30), (south, 112.31), (north, 112.31), (north, 112.30)]


def _unit(number: int, street: str, kind: UnitKind) -> Unit:
    return Unit(
        id=number, version=1, callsign=f"U-{number}", kind=kind, name=f"单位{number}", gloss=f"Unit {number}",
        area_code=street, department_code="D01", phone="", terminal_number=str(number),
        talkgroup_id=1 if street == NORTH else 2, status=UnitStatus.AVAILABLE, status_since_utc=MONDAY,
    )  # fmt: skip


def _units() -> list[Unit]:
    places = [(street, kind) for street in _HALVES for kind in _KINDS]
    return [_unit(number, street, kind) for number, (street, kind) in enumerate(places, 1)]


def _city_row() -> CityRow:
    return CityRow(
        code=CITY, name="小城", gloss="Small City", title="小城指挥台", title_gloss="Small City Hall",
        time_zone="Asia/Shanghai", demo=False, south_west=(30.54, 112.30), north_east=(30.56, 112.31),
    )  # fmt: skip


def _area_row(code: str, name: str, lat_deg: float) -> AreaRow:
    return AreaRow(
        code=code, level=level_of(code), name=name, gloss=f"Area {code}", lat_deg=lat_deg, lon_deg=112.305,
        responsible="", responsible_gloss="", responsible_phone="", components=2,
    )  # fmt: skip


def _camera(number: int, grid: str, lat_deg: float) -> Camera:
    return Camera(
        id=number, version=1, code=f"{number:020d}", name="", gloss="", lat_deg=lat_deg, lon_deg=112.305,
        heading_deg=0.0, field_deg=60.0, area_code=grid, online=True,
    )  # fmt: skip


def _low_point(number: int, grid: str, lat_deg: float) -> LowPoint:
    return LowPoint(
        id=number, version=1, kind=LowPointKind.UNDERPASS, name=f"低点{number}", gloss=f"Low point {number}",
        lat_deg=lat_deg, lon_deg=112.305, area_code=grid, closing_depth_cm=25.0, depth_cm=0.0,
        rising_cm_per_10min=0.0, measured_utc=MONDAY,
    )  # fmt: skip


async def build_city(tx: Transaction) -> None:
    """Write the city; each half has four units, a group, a camera, a low point and two components."""
    session = tx.session
    session.add_all([_city_row(), _area_row(CITY, "小城", 30.55)])
    outlines = {CITY: [ring_from_degrees(_square(30.54, 30.56))]}
    for number, (street, (south, north)) in enumerate(_HALVES.items(), 1):
        middle, grid = (south + north) / 2, f"{street}001001"
        for code in (street, f"{street}001", grid):
            session.add(_area_row(code, f"{'北南'[number - 1]}{len(code)}", middle))
            outlines[code] = [ring_from_degrees(_square(south, north))]
        members = tuple(range(4 * number - 3, 4 * number + 1))
        group = Talkgroup(id=number, version=1, name=street, gloss=street, area_code=street, member_ids=members)
        session.add_all([TalkgroupRow.of(group), CameraRow.of(_camera(number, grid, middle))])
        session.add(LowPointRow.of(_low_point(number, grid, middle)))
    await session.flush()
    session.add_all(UnitRow.of(unit) for unit in _units())
    await session.flush()
    await keep_file(session, OUTLINES_FILE, _BINARY, encode_outlines(outlines))
    lat = np.array([305_550_000, 305_551_000, 305_450_000, 305_451_000], np.int32)
    kinds = np.zeros(4, np.uint8)
    grid_of = np.array([0, 0, 1, 1])
    await count_on_from_here(session)
    points = sort_by_grid(["C0137"], [NORTH_GRID, SOUTH_GRID], grid_of, lat, lat, kinds, kinds)
    await keep_file(session, COMPONENTS_FILE, _BINARY, encode_components(points))


@dataclass
class Seat:
    """A signed-in person with an HTTP client; every order gets a key of its own."""

    client: httpx.AsyncClient
    token: str
    _keys: count[int] = field(default_factory=count)

    async def get(self, path: str, **more: Any) -> httpx.Response:
        headers = {"Authorization": f"Bearer {self.token}", **more.pop("headers", {})}
        return await self.client.get(path, headers=headers, **more)

    async def order(
        self, name: str, body: Mapping[str, Any], thing_id: int | None = None, version: int | None = None, key: str = ""
    ) -> httpx.Response:
        """POST one order of api.routes.ORDERS."""
        headers = {"Authorization": f"Bearer {self.token}", "Idempotency-Key": key or f"key-{next(self._keys)}"}
        if version is not None:
            headers["If-Match"] = f'"{version}"'
        return await self.client.post(routes.ORDERS[name].path.format(id=thing_id), json=dict(body), headers=headers)

    async def done(self, name: str, body: Mapping[str, Any], thing_id: int | None = None, version: int = 0) -> int:
        """Give an order that must succeed; the version after it, or the id of what is new."""
        answer = await self.order(name, body, thing_id, version or None)
        assert answer.status_code == 200, answer.text
        receipt = answer.json()
        return int(receipt["id"] if thing_id is None else receipt["version"])

    async def refused(
        self, name: str, body: Mapping[str, Any], thing_id: int | None = None, version: int = 0
    ) -> tuple[int, str]:
        """Give an order that must be refused; its status and stable code."""
        answer = await self.order(name, body, thing_id, version or None)
        assert answer.status_code >= 400, answer.text
        return answer.status_code, answer.json()["code"]

    async def feed(self, until: Callable[[str, Any], bool], last_event_id: str = "") -> list[tuple[str, Any]]:
        """Read the live feed until an event satisfies `until`; all events read, decoded from JSON."""
        headers = {"Authorization": f"Bearer {self.token}"}
        if last_event_id:
            headers["Last-Event-ID"] = last_event_id
        events: list[tuple[str, Any]] = []
        async with asyncio.timeout(20), self.client.stream("GET", routes.FEED, headers=headers) as stream:
            assert stream.status_code == 200
            kind = ""
            async for line in stream.aiter_lines():
                if line.startswith("event: "):
                    kind = line[7:]
                elif line.startswith("data: "):
                    events.append((kind, json.loads(line[6:])))
                    if until(*events[-1]):
                        return events
        return events


@dataclass
class Hall:
    """The running backend, its clock standing until it is moved."""

    core: Core
    client: httpx.AsyncClient
    _logins: count[int] = field(default_factory=count)

    async def hears(self, name: str, body: Any, thing_id: int | None = None) -> routes.Receipt:
        """An order of the field, in process, without key or version, as the simulation gives it."""
        return await self.core.orders.give(name, SIMULATION, body, thing_id=thing_id)

    async def seat(self, role: Role = Role.LEADER, area_code: str = CITY) -> Seat:
        """A new account with a good token. Signing in has tests of its own; its password hash is made to be slow."""
        number = next(self._logins)
        login = f"seat-{number}"
        account = Account(
            id=0, version=1, login=login, name=f"{role}", gloss=login, role=role, area_code=area_code, seat=login
        )
        async with self.core.orders.batch(SIMULATION) as batch:
            account = await batch.tx.add(account, None, password_hash="")
        return Seat(self.client, self.core.tokens.issue(account, login))

    async def snapshot(self, seat: Seat) -> Snapshot:
        """What a seat sees now, by the first frame of its feed."""
        events = await seat.feed(lambda kind, _data: kind == "snapshot")
        return msgspec.convert(events[-1][1], Snapshot)

    def locate(self, unit_id: int, lat_deg: float, lon_deg: float) -> None:
        """A position of a unit, now."""
        values = {
            "unit": unit_id, "lat": round(lat_deg * 1e7), "lon": round(lon_deg * 1e7), "heading": 0, "speed": 0,
            "fix": self.core.clock.now_utc().timestamp() * 1000, "battery": 80, "signal": 4,
        }  # fmt: skip
        self.core.positions.update({name: np.array([value]) for name, value in values.items()})

    def later(self, **by: float) -> None:
        """Let city time jump forward by a timedelta's keywords."""
        self.core.clock.set(1.0, True, self.core.clock.now_utc() + timedelta(**by))


@contextlib.asynccontextmanager
async def open_hall(database_url: str, *, empty: bool = False) -> AsyncIterator[Hall]:
    """The backend on a new database, its clock standing at MONDAY, listening on a free port of loopback."""
    core = await Core.open(ServeOptions(database_url=database_url, port=0, gateway_token=GATEWAY_TOKEN), all_commands)
    async with contextlib.aclosing(core):
        core.clock.set(1.0, True, MONDAY)
        if not empty:
            async with core.orders.batch(SIMULATION) as batch:
                await build_city(batch.tx)
            for unit in _units():
                core.positions.enroll(unit.id, unit.area_code)
        core.hub.start()
        async with _serving(core) as url, httpx.AsyncClient(base_url=url, timeout=20, trust_env=False) as client:
            yield Hall(core, client)
            core.hub.end_all()


class _Quiet(uvicorn.Server):
    @contextlib.contextmanager
    def capture_signals(self):  # type: ignore[no-untyped-def]
        yield


@contextlib.asynccontextmanager
async def _serving(core: Core) -> AsyncIterator[str]:
    with socket.socket() as listening:
        listening.bind(("127.0.0.1", 0))
        # Already listening: a client that comes before the server is up waits for it.
        listening.listen()
        config = uvicorn.Config(create_app(core), lifespan="off", log_config=None, ws="none", access_log=False)
        server = _Quiet(config)
        serving = asyncio.create_task(server.serve([listening]))
        try:
            yield f"http://127.0.0.1:{listening.getsockname()[1]}"
        finally:
            server.should_exit = True
            await serving
