"""What only the admin and the demo's leader do: the clock, devices, accounts, units."""

from __future__ import annotations

from app.actions.desk import OrderDesk
from app.api.order_bodies import AdoptDevice, ChangeUnitStatus, CreateAccount, CreateUnit, SetClock, SetPassword
from app.api.orders import PendingOrder
from app.api.routes import Device, Receipt
from app.domain.duty import Account
from app.domain.errors import Refusal
from app.domain.positions import Datum
from app.domain.units import Unit, UnitStatus

SLOWEST, FASTEST = 1.0, 60.0


class ClockActions:
    """Demo only: the server refuses it in a real hall."""

    def __init__(self, desk: OrderDesk) -> None:
        self._desk = desk

    def set(self, rate: float, paused: bool) -> PendingOrder:
        """City seconds per wall second, 1–60, and whether the city stands."""
        if not SLOWEST <= rate <= FASTEST:
            raise Refusal("rate_invalid", "The city runs between 1 and 60 times as fast as the wall clock.")
        return self._desk.give("set_clock", SetClock(rate=rate, paused=paused))


class DeviceActions:
    def __init__(self, desk: OrderDesk) -> None:
        self._desk = desk

    def adopt(
        self, device: Device, unit_id: int, datum: Datum = Datum.WGS84, replaces: int | None = None
    ) -> PendingOrder:
        """Give a phone to a unit; from then on it moves the unit, in place of the device `replaces` if it has one."""
        body = AdoptDevice(unit_id=unit_id, datum=datum, replaces=replaces)
        return self._desk.give("adopt_device", body, device.id, device.version)


class AccountActions:
    """Both orders carry a password, so they never wait: given while the server answers, or not at all."""

    def __init__(self, desk: OrderDesk) -> None:
        self._desk = desk

    async def create(self, account: CreateAccount) -> Receipt:
        return await self._desk.give_directly("create_account", account)

    async def set_password(self, account: Account, password: str) -> Receipt:
        """A new password; whoever is signed in with the account is signed out."""
        body = SetPassword(password=password)
        return await self._desk.give_directly("set_password", body, account.id, account.version)


class UnitActions:
    def __init__(self, desk: OrderDesk) -> None:
        self._desk = desk

    def create(self, unit: CreateUnit) -> PendingOrder:
        return self._desk.give("create_unit", unit)

    def put_on_duty(self, unit: Unit) -> PendingOrder:
        """From then on it is drawn where its phone reports, and can be sent."""
        return self._change_status(unit, UnitStatus.AVAILABLE)

    def take_off_duty(self, unit: Unit) -> PendingOrder:
        """The server refuses it while a case holds the unit."""
        return self._change_status(unit, UnitStatus.OFF_DUTY)

    def _change_status(self, unit: Unit, status: UnitStatus) -> PendingOrder:
        return self._desk.give("change_unit_status", ChangeUnitStatus(status=status), unit.id, unit.version)
