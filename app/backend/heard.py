"""Devices as the gateways know them: who was heard, when and where last. In memory, ahead of the database."""

from __future__ import annotations

import time
from dataclasses import replace

from app.api.routes import Device

# Unknown devices that are listed for adoption; nobody fills the disk with made-up names.
MAX_UNKNOWN = 500
# A device's row is brought up to date this often at most.
KEEP_EVERY_S = 60.0


class Heard:
    """Every device, by gateway and identifier."""

    def __init__(self) -> None:
        self._devices: dict[tuple[str, str], Device] = {}
        self._kept_s: dict[int, float] = {}

    def find(self, gateway: str, identifier: str) -> Device | None:
        return self._devices.get((gateway, identifier))

    def put(self, device: Device) -> None:
        """A device that was made, adopted or released; where it was heard last stays what is known here."""
        known = self.find(device.gateway, device.identifier)
        if known is not None and known.last_heard_utc > device.last_heard_utc:
            device = replace(
                device,
                last_lat_deg=known.last_lat_deg,
                last_lon_deg=known.last_lon_deg,
                last_heard_utc=known.last_heard_utc,
            )
        self._devices[device.gateway, device.identifier] = device

    def forget(self, device: Device) -> None:
        self._devices.pop((device.gateway, device.identifier), None)
        self._kept_s.pop(device.id, None)

    def all(self) -> tuple[Device, ...]:
        return tuple(self._devices.values())

    def unknown(self) -> tuple[Device, ...]:
        return tuple(device for device in self._devices.values() if device.unit_id is None)

    def unit_ids(self) -> frozenset[int]:
        """Units that a real device moves; the simulation leaves them alone."""
        return frozenset(device.unit_id for device in self._devices.values() if device.unit_id is not None)

    def due_to_be_kept(self, device: Device) -> bool:
        """True once in KEEP_EVERY_S for a device."""
        now_s = time.monotonic()
        if now_s - self._kept_s.get(device.id, -KEEP_EVERY_S) < KEEP_EVERY_S:
            return False
        self._kept_s[device.id] = now_s
        return True
