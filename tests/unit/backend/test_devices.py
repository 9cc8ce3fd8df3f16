"""Unknown devices are bounded, forgotten when long silent, and known again after a restart."""

from __future__ import annotations

from contextlib import aclosing
from dataclasses import replace
from datetime import timedelta

import pytest

from app.api.order_bodies import AdoptDevice
from app.backend import devices, heard
from app.backend.actors import SIMULATION, Actor
from app.backend.app import all_commands
from app.backend.clock import wall_utc
from app.backend.core import Core
from app.backend.devices import Fix, hear, put_back
from app.backend.options import ServeOptions
from app.backend.problems import TooMany
from app.domain.errors import Refusal
from tests.small_city import CITY, LAT, LON, NORTH, SmallCity


def fix(identifier: str, age: timedelta = timedelta()) -> Fix:
    at_utc = wall_utc() - age
    return Fix(
        gateway="osmand", identifier=identifier, lat_deg=LAT, lon_deg=LON, fix_utc=at_utc, heard_utc=at_utc, speed_mps=2
    )


@pytest.fixture
def few(monkeypatch: pytest.MonkeyPatch) -> int:
    monkeypatch.setattr(devices, "MAX_UNKNOWN", 3)
    return 3


async def test_made_up_devices_do_not_fill_the_disk(core: Core, few: int) -> None:
    for number in range(few):
        await hear(core, fix(str(number)))
    with pytest.raises(TooMany):
        await hear(core, fix("one more"))
    await hear(core, fix("0"))
    assert len(core.heard.all()) == few


async def test_the_longest_silent_device_makes_room(core: Core, few: int) -> None:
    await hear(core, fix("silent", timedelta(days=8)))
    for number in range(few):
        await hear(core, fix(str(number)))
    assert {device.identifier for device in core.heard.all()} == {"0", "1", "2"}


async def test_an_adopted_device_is_known_after_a_restart(core: Core, city: SmallCity, url: str) -> None:
    await hear(core, fix("phone"))
    (device,) = core.heard.all()
    await core.orders.give(
        "adopt_device", SIMULATION, AdoptDevice(unit_id=city.north_unit), thing_id=device.id, expected_version=1
    )
    assert core.positions.place(city.north_unit) is None
    await core.aclose()
    async with aclosing(await Core.open(ServeOptions(database_url=url), all_commands)) as again:
        assert again.heard.unit_ids() == {city.north_unit}
        put_back(again)
        place = again.positions.place(city.north_unit)
        assert place is not None
        assert place.lat_deg == pytest.approx(LAT)


async def test_a_phones_true_time_becomes_city_time(core: Core, city: SmallCity) -> None:
    core.clock.set(1.0, True, wall_utc() + timedelta(days=300))
    await hear(core, fix("phone"))
    (device,) = core.heard.all()
    await core.orders.give("adopt_device", SIMULATION, AdoptDevice(unit_id=city.north_unit), thing_id=device.id)
    await hear(core, fix("phone", timedelta(minutes=1)))
    heard_utc = core.positions.heard_utc(city.north_unit)
    assert heard_utc is not None
    assert timedelta(seconds=55) < core.clock.now_utc() - heard_utc < timedelta(seconds=65)


async def test_what_a_phone_buffered_does_not_take_back_its_last_place(
    core: Core, city: SmallCity, url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(heard, "KEEP_EVERY_S", 0.0)
    await hear(core, fix("phone", timedelta(minutes=2)))
    (device,) = core.heard.all()
    await core.orders.give("adopt_device", SIMULATION, AdoptDevice(unit_id=city.north_unit), thing_id=device.id)
    newest = fix("phone", timedelta(minutes=1))
    await hear(core, replace(newest, heard_utc=wall_utc()))
    await hear(core, replace(newest, lat_deg=LAT + 0.01, fix_utc=wall_utc() - timedelta(hours=1), heard_utc=wall_utc()))
    (device,) = core.heard.all()
    assert (device.last_lat_deg, device.last_heard_utc) == (LAT, newest.fix_utc)
    await core.aclose()
    async with aclosing(await Core.open(ServeOptions(database_url=url), all_commands)) as again:
        put_back(again)
        place, heard_utc = again.positions.place(city.north_unit), again.positions.heard_utc(city.north_unit)
        assert place is not None
        assert place.lat_deg == pytest.approx(LAT)
        assert heard_utc is not None
        assert abs(heard_utc - newest.fix_utc) < timedelta(seconds=1)


async def test_an_admin_has_only_the_phones_of_the_own_area(core: Core, city: SmallCity) -> None:
    for name in ("north", "south", "unknown"):
        await hear(core, fix(name))
    ids = {device.identifier: device.id for device in core.heard.all()}

    async def adopt(actor: Actor, name: str, unit_id: int) -> None:
        await core.orders.give("adopt_device", actor, AdoptDevice(unit_id=unit_id), thing_id=ids[name])

    whole, north = replace(SIMULATION, area_code=CITY), replace(SIMULATION, area_code=NORTH)
    await adopt(whole, "north", city.north_unit)
    await adopt(whole, "south", city.south_unit)
    assert {device.identifier for device in await devices.list_devices(core, whole)} == set(ids)
    assert [device.identifier for device in await devices.list_devices(core, north)] == ["north"]
    for name, unit_id in (("south", city.north_unit), ("unknown", city.north_unit), ("north", city.south_unit)):
        with pytest.raises(Refusal) as refusal:
            await adopt(north, name, unit_id)
        assert refusal.value.code == "outside_area"
    await adopt(north, "north", city.north_unit)
