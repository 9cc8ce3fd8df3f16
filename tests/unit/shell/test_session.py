"""Signing in and out at a seat, against a real server. (On the console's own loop: tests/faults/console.)"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from pathlib import Path

import msgspec
import pytest

from app.api.errors import Unreachable
from app.api.order_bodies import CreateAccount
from app.api.routes import MAP_BASE, OUTLINES, REFERENCE
from app.domain.duty import Role
from app.domain.errors import PlainError, Refusal
from app.domain.layers import LayerKind
from app.domain.orders import OrderState
from app.domain.outlines import encode_outlines, ring_from_degrees
from app.shell import session
from app.shell.seat import SeatParts, make_seat
from app.shell.session import SeatFolders
from app.stores.link import LinkState
from app.stores.reference import Body, BodyTrouble
from app.stores.settings import Settings
from tests.logwatch import LogWatch
from tests.sample_things import GRID, case, positions, reference, unit
from tests.toy_backend import ACCOUNT, PASSWORD, ToyBackend
from tests.until import until

pytestmark = pytest.mark.usefixtures("qapp")

SQUARE = ring_from_degrees([(30.54, 112.29), (30.54, 112.31), (30.56, 112.31), (30.56, 112.29)])


@pytest.fixture
async def backend() -> AsyncIterator[ToyBackend]:
    async with ToyBackend() as backend:
        backend.bodies = {
            REFERENCE: ('"r"', msgspec.json.encode(reference(grids=2))),
            OUTLINES: ('"o"', encode_outlines({GRID: [SQUARE]})),
            MAP_BASE: ('"m"', b"features"),
        }
        backend.snapshot_parts = {"units": (unit(1),), "cases": (case(1),)}
        yield backend


@pytest.fixture
async def seat(backend: ToyBackend, tmp_path: Path) -> AsyncIterator[SeatParts]:
    folders = SeatFolders(outbox=tmp_path / "outbox", cache=tmp_path / "cache")
    seat = make_seat(Settings(tmp_path / "console.ini"), backend.url, folders)
    yield seat
    await seat.close()


async def test_a_sign_in_fills_the_stores(backend: ToyBackend, seat: SeatParts) -> None:
    await seat.session.sign_in(ACCOUNT.login, PASSWORD)
    stores = seat.stores
    assert stores.session.account == ACCOUNT
    await until(lambda: stores.link.state is LinkState.LIVE and stores.reference.map_base)
    assert [known.id for known in stores.units.all()] == [1]
    assert stores.reference.city is not None
    grid = stores.reference.grid_at(30.55, 112.30)
    assert grid is not None
    assert grid.code == GRID
    assert stores.reference.grid_at(30.57, 112.30) is None
    assert stores.link.server == backend.url


async def test_areas_that_are_asked_for_anew_are_taken_only_where_they_have_changed(
    backend: ToyBackend, seat: SeatParts
) -> None:
    await seat.session.sign_in(ACCOUNT.login, PASSWORD)
    stores = seat.stores
    await until(lambda: stores.link.state is LinkState.LIVE and stores.reference.map_base)
    await until(lambda: seat.session._reference is None or seat.session._reference.done())
    announced: list[int] = []
    stores.reference.reference_changed.connect(lambda: announced.append(len(stores.reference.all_areas())))
    known = len(stores.reference.all_areas())
    seat.actions.session.ask_reference()
    await until(lambda: seat.session._reference is None or seat.session._reference.done())
    assert announced == []
    backend.bodies[REFERENCE] = ('"r2"', msgspec.json.encode(reference(grids=3)))
    seat.actions.session.ask_reference()
    await until(lambda: announced)
    await until(lambda: seat.session._reference is None or seat.session._reference.done())
    assert announced == [len(stores.reference.all_areas())]
    assert len(stores.reference.all_areas()) > known


async def test_an_order_changes_the_screen_only_when_its_event_returns(backend: ToyBackend, seat: SeatParts) -> None:
    await seat.session.sign_in(ACCOUNT.login, PASSWORD)
    await until(lambda: seat.stores.link.state is LinkState.LIVE)
    settled: list[object] = []
    seat.actions.order_settled.connect(settled.append)
    seen = seat.stores.cases.get(1)
    assert seen is not None
    order = seat.actions.cases.urge(seen)
    assert seat.stores.outbox.waiting_count == 1
    await until(lambda: settled)
    assert seat.stores.cases.get(1) == seen, "accepted is not yet changed"
    backend.change("cases", case(1, version=2))
    await until(lambda: (now := seat.stores.cases.get(1)) is not None and now.version == 2)
    kept = seat.stores.outbox.order(order.key)
    assert kept is not None
    assert kept.state is OrderState.ACCEPTED


async def test_signing_out_forgets_the_city_but_no_waiting_order(backend: ToyBackend, seat: SeatParts) -> None:
    await seat.session.sign_in(ACCOUNT.login, PASSWORD)
    await until(lambda: seat.stores.link.state is LinkState.LIVE)
    await backend.stop()
    seat.session.put("urge_case", {"note": ""}, 1, 1)
    await seat.session.sign_out()
    stores = seat.stores
    assert stores.session.account is None
    assert stores.link.state is LinkState.SIGNED_OUT
    assert (stores.units.all(), stores.cases.all(), stores.outbox.orders()) == ([], [], [])
    with pytest.raises(Refusal):
        seat.session.put("urge_case", {"note": ""}, 1, 1)
    await backend.start()
    await seat.session.sign_in(ACCOUNT.login, PASSWORD)
    await until(lambda: len(backend.answers) == 1)


async def test_a_sign_in_that_the_server_ended_brings_the_form_back(
    backend: ToyBackend, seat: SeatParts, expected_log: LogWatch
) -> None:
    expected_log.expect("ended this seat's sign-in")
    await seat.session.sign_in(ACCOUNT.login, PASSWORD)
    await until(lambda: seat.stores.link.state is LinkState.LIVE)
    backend.faults.refuse_refresh = True
    backend.expire_tokens()
    backend.drop_readers()
    await until(lambda: seat.stores.session.account is None)


async def test_an_end_that_has_begun_is_waited_for_by_all(seat: SeatParts) -> None:
    """A sign-out under way must not wipe what the next sign-in has brought, nor be broken off by who gives up."""
    await seat.session.sign_in(ACCOUNT.login, PASSWORD)
    loop = asyncio.get_running_loop()
    first, second = (loop.create_task(seat.session.sign_out()) for _ in range(2))
    await asyncio.sleep(0)
    first.cancel()
    await second
    assert seat.stores.session.account is None
    await seat.session.sign_in(ACCOUNT.login, PASSWORD)
    leaving = loop.create_task(seat.session.sign_out())
    await asyncio.sleep(0)
    await seat.session.sign_in(ACCOUNT.login, PASSWORD)
    await leaving
    assert seat.stores.session.account == ACCOUNT


async def test_a_wrong_password_begins_nothing(seat: SeatParts, tmp_path: Path) -> None:
    with pytest.raises(Refusal):
        await seat.session.sign_in(ACCOUNT.login, "guess")
    assert seat.stores.session.account is None
    assert not (tmp_path / "outbox").exists()


async def test_an_odd_address_is_told_plainly(seat: SeatParts) -> None:
    seat.session.server_url = "http://"
    with pytest.raises(PlainError):
        await seat.session.sign_in("a", "b")


async def test_what_was_known_stays_while_the_server_is_away(backend: ToyBackend, seat: SeatParts) -> None:
    await seat.session.sign_in(ACCOUNT.login, PASSWORD)
    await until(lambda: seat.stores.link.state is LinkState.LIVE and seat.stores.reference.map_base)
    seat.stores.units.write_positions(positions([1]))
    await backend.stop()
    await until(lambda: seat.stores.link.state is LinkState.STALE)
    assert [known.id for known in seat.stores.units.all()] == [1]
    assert seat.stores.units.position(1) is not None
    assert seat.stores.session.account == ACCOUNT
    await backend.start()
    await until(lambda: seat.stores.link.state is LinkState.LIVE)
    assert backend.sign_ins == 1


async def test_a_reference_that_cannot_be_had_is_told_and_asked_for_again(
    backend: ToyBackend, seat: SeatParts, expected_log: LogWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "_AGAIN_S", 0.05)
    expected_log.expect("/v1/reference could not be taken")
    sound = backend.bodies.pop(REFERENCE)
    await seat.session.sign_in(ACCOUNT.login, PASSWORD)
    store = seat.stores.reference
    await until(lambda: store.troubles == {Body.REFERENCE: BodyTrouble.REFUSED} and store.map_base)
    assert {LayerKind.UNITS, LayerKind.CASES, LayerKind.BASE} <= {layer.kind for layer in store.layers()}
    backend.bodies[REFERENCE] = ('"cut"', sound[1][:-200])
    await until(lambda: store.troubles == {Body.REFERENCE: BodyTrouble.TORN})
    backend.bodies[REFERENCE] = sound
    await until(lambda: store.city is not None)
    assert store.troubles == {}
    assert [path for path, _status in backend.served].count(OUTLINES) <= 2, "what is there is not asked for again"


async def test_torn_outlines_are_told_and_the_former_ones_kept(
    backend: ToyBackend, seat: SeatParts, expected_log: LogWatch, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(session, "_AGAIN_S", 0.05)
    expected_log.expect("outlines could not be taken")
    await seat.session.sign_in(ACCOUNT.login, PASSWORD)
    store = seat.stores.reference
    await until(lambda: store.map_base)
    _etag, whole = backend.bodies[OUTLINES]
    backend.bodies[OUTLINES] = ('"cut"', whole[:-9])
    await seat.session.sign_out()
    await seat.session.sign_in(ACCOUNT.login, PASSWORD)
    await until(lambda: store.troubles == {Body.OUTLINES: BodyTrouble.TORN})
    assert store.outlines == whole
    backend.bodies[OUTLINES] = ('"mended"', whole)
    await until(lambda: not store.troubles)


async def test_the_next_start_needs_no_download(backend: ToyBackend, seat: SeatParts) -> None:
    await seat.session.sign_in(ACCOUNT.login, PASSWORD)
    await until(lambda: seat.stores.reference.map_base)
    await seat.session.sign_out()
    await seat.session.sign_in(ACCOUNT.login, PASSWORD)
    await until(lambda: (MAP_BASE, 304) in backend.served)
    downloads = [path for path, status in backend.served if status == 200]
    assert sorted(downloads) == sorted([REFERENCE, OUTLINES, MAP_BASE])


async def test_a_password_lies_in_no_file_and_without_a_link_its_order_is_refused(
    backend: ToyBackend, seat: SeatParts, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level("DEBUG")
    await seat.session.sign_in(ACCOUNT.login, PASSWORD)
    seat.stores.session.write(replace(ACCOUNT, role=Role.ADMIN))
    new = CreateAccount(
        login="wall", name="", gloss="", role=Role.VIEWER, area_code="", seat="W1", password="hunter22-first"
    )
    await seat.actions.accounts.create(new)
    await seat.actions.accounts.set_password(ACCOUNT, "hunter22-second")
    assert [order.body["password"] for order in backend.orders.values()] == ["hunter22-first", "hunter22-second"]
    await backend.stop()
    with pytest.raises(Unreachable):
        await seat.actions.accounts.set_password(ACCOUNT, "hunter22-third")
    assert seat.stores.outbox.orders() == []
    files = contents(tmp_path)
    assert any(path.parent.name == "outbox" for path in files)
    assert [path for path, content in files.items() if b"hunter22" in content] == []
    assert "hunter22" not in caplog.text


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}
