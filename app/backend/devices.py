"""Devices: phones that report through a gateway. An unknown one is listed until an admin gives it to a unit."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime, timedelta

import numpy as np
from fastapi import APIRouter
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.api.frames import UNKNOWN_BYTE, UNKNOWN_HEADING
from app.api.order_bodies import AdoptDevice
from app.api.routes import DEVICES, Device
from app.backend import reference
from app.backend.actors import GATEWAY, Actor
from app.backend.areas import below
from app.backend.core import Core, TheCore
from app.backend.heard import MAX_UNKNOWN
from app.backend.orders import Command
from app.backend.problems import TooMany, responses
from app.backend.security import Admin
from app.backend.tables import DeviceRow
from app.backend.tables_city import UnitRow
from app.backend.transaction import Transaction
from app.domain.areas import covers
from app.domain.errors import Refusal
from app.domain.positions import Datum, wgs84_from_gcj02
from app.domain.units import Unit

router = APIRouter(tags=["devices"])

# An unknown device that was silent for so long makes room for another one.
FORGET_UNKNOWN_AFTER = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fix:
    """One position as a device sent it, checked: in the device's own datum and in wall time."""

    gateway: str
    identifier: str
    lat_deg: float
    lon_deg: float
    fix_utc: datetime
    heard_utc: datetime
    speed_mps: float = 0.0
    heading_deg: float | None = None
    battery_pct: float | None = None

    @property
    def true_utc(self) -> datetime:
        """When the device was there: a fast clock does not put it into the future."""
        return min(self.fix_utc, self.heard_utc)


async def hear(core: Core, fix: Fix) -> None:
    """Take a device's word: its unit moves on the map; without a unit it is listed and nothing else.

    A phone that was out of reach sends what it buffered, in any order: the newest fix stays the device's last place.
    """
    device = core.heard.find(fix.gateway, fix.identifier)
    if device is None:
        device = await _list_unknown(core, fix)
    lat_deg, lon_deg = fix.lat_deg, fix.lon_deg
    if device.datum is Datum.GCJ02:
        lat_deg, lon_deg = wgs84_from_gcj02(lat_deg, lon_deg)
    if device.unit_id is not None:
        _move(core, device.unit_id, replace(fix, lat_deg=lat_deg, lon_deg=lon_deg))
    if fix.true_utc < device.last_heard_utc:
        return
    device = replace(device, last_lat_deg=lat_deg, last_lon_deg=lon_deg, last_heard_utc=fix.true_utc)
    core.heard.put(device)
    if core.heard.due_to_be_kept(device):
        async with core.orders.batch(GATEWAY) as batch:
            row = await batch.tx.session.get_one(DeviceRow, device.id)
            row.last_lat_deg, row.last_lon_deg = lat_deg, lon_deg
            row.last_heard_utc = fix.true_utc


def put_back(core: Core) -> None:
    """After a start: a unit with a device stands where the device was last heard, and is as old."""
    for device in core.heard.all():
        if device.unit_id is not None:
            last = Fix(
                gateway=device.gateway,
                identifier=device.identifier,
                lat_deg=device.last_lat_deg,
                lon_deg=device.last_lon_deg,
                fix_utc=device.last_heard_utc,
                heard_utc=device.last_heard_utc,
            )
            _move(core, device.unit_id, last)


def _move(core: Core, unit_id: int, fix: Fix) -> None:
    """`fix` is in WGS 84."""
    fix_ms = core.clock.city_from_wall(fix.true_utc).timestamp() * 1000
    heading = UNKNOWN_HEADING if fix.heading_deg is None else round(fix.heading_deg) % 360
    battery = UNKNOWN_BYTE if fix.battery_pct is None else round(fix.battery_pct)
    core.positions.update(
        {
            "unit": np.array([unit_id]),
            "lat": np.array([round(fix.lat_deg * 1e7)]),
            "lon": np.array([round(fix.lon_deg * 1e7)]),
            "heading": np.array([heading]),
            "speed": np.array([round(fix.speed_mps * 100)]),
            "fix": np.array([fix_ms]),
            "battery": np.array([battery]),
            "signal": np.array([UNKNOWN_BYTE]),
        }
    )


async def _list_unknown(core: Core, fix: Fix) -> Device:
    async with core.orders.batch(GATEWAY) as batch:
        # Two words of one new device may wait for the write lock together.
        device = core.heard.find(fix.gateway, fix.identifier)
        if device is not None:
            return device
        batch.tx.order = "list_device"
        await _make_room(core, batch.tx, fix.heard_utc)
        made = await batch.tx.add(
            Device(
                id=0,
                version=1,
                gateway=fix.gateway,
                identifier=fix.identifier,
                datum=Datum.WGS84,
                unit_id=None,
                last_lat_deg=fix.lat_deg,
                last_lon_deg=fix.lon_deg,
                last_heard_utc=fix.true_utc,
            ),
            None,
        )
        batch.tx.after_commit.append(lambda: core.heard.put(made))
    return made


async def _make_room(core: Core, tx: Transaction, now_utc: datetime) -> None:
    unknown = core.heard.unknown()
    if len(unknown) < MAX_UNKNOWN:
        return
    oldest = min(unknown, key=lambda device: device.last_heard_utc)
    if now_utc - oldest.last_heard_utc < FORGET_UNKNOWN_AFTER:
        raise TooMany("too_many_devices", "Too many unknown devices wait to be adopted.", 3600)
    await tx.session.delete(await tx.session.get_one(DeviceRow, oldest.id))
    tx.note("devices", oldest.id, oldest, None)
    tx.after_commit.append(lambda: core.heard.forget(oldest))


async def _in_area(session: AsyncSession, actor: Actor) -> Callable[[Device], bool]:
    """Tells which devices concern an admin: those of units in the area; unknown ones only whoever has the whole city,
    because nobody knows yet whose they are.
    """
    here = await reference.city(session)
    whole = covers(actor.area_code, here.code if here else "")
    units = await session.scalars(select(UnitRow.id).where(below(UnitRow.area_code, actor.area_code)))
    known = frozenset(units.all())
    return lambda device: whole if device.unit_id is None else device.unit_id in known


async def adopt_device(
    tx: Transaction, actor: Actor, device_id: int, body: AdoptDevice, expected_version: int | None
) -> Device:
    """Give a device to a unit, with the datum that it reports in. The unit's present device is released, if it is the
    one that the order names to be replaced: nobody loses a phone unsaid.

    Nobody takes a phone from a unit outside the own area. Refusals `outside_area`, `unit_has_device`.
    """
    device = await tx.load(Device, device_id)
    if not (await _in_area(tx.session, actor))(device):
        raise Refusal("outside_area", "This lies outside your area.", 403)
    device = await tx.load(Device, device_id, expected_version)
    unit = await tx.load(Unit, body.unit_id)
    former = (
        await tx.session.scalars(select(DeviceRow).where(DeviceRow.unit_id == body.unit_id, DeviceRow.id != device_id))
    ).all()
    for row in former:
        if row.id != body.replaces:
            raise Refusal(
                "unit_has_device",
                f"{unit.callsign} has the phone {row.identifier} (device {row.id}) already. "
                f"Say that this one replaces it, or choose another unit.",
                409,
            )
        _remember(tx, await tx.save(replace(row.thing(), unit_id=None), None))
    return _remember(tx, await tx.save(replace(device, unit_id=body.unit_id, datum=body.datum), None))


def _remember(tx: Transaction, device: Device) -> Device:
    tx.after_commit.append(lambda: tx.live.heard.put(device))
    return device


COMMANDS: dict[str, Command] = {"adopt_device": adopt_device}


@router.get(DEVICES, response_model=tuple[Device, ...], responses=responses(401, 403))
async def list_devices(core: TheCore, actor: Admin) -> tuple[Device, ...]:
    """The devices of the admin's area, those that wait to be adopted first, then by when they were last heard."""
    async with core.database.session() as session:
        in_area = await _in_area(session, actor)
    return tuple(
        sorted(filter(in_area, core.heard.all()), key=lambda d: (d.unit_id is not None, -d.last_heard_utc.timestamp()))
    )
