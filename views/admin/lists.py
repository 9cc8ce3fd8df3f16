"""The lists that no feed carries: phones and accounts, as the server had them when it was last asked."""

from __future__ import annotations

from datetime import UTC, datetime

from PySide6.QtCore import QObject, Signal

from app.actions import Actions, Refusal, SignedOut, Unreachable
from app.api.routes import Device
from app.domain.duty import Account


class AdminLists(QObject):
    """`lists_changed` when an answer or a fault has come; what was known before a fault stays.

    `asked_utc` is when the lists were true, None before the first answer; `fault` why the last question failed.
    """

    lists_changed = Signal()

    def __init__(self, actions: Actions) -> None:
        super().__init__()
        self._actions = actions
        self.devices: tuple[Device, ...] = ()
        self.accounts: tuple[Account, ...] = ()
        self.asked_utc: datetime | None = None
        self.fault: Exception | None = None
        self._asking = self._again = False

    @property
    def asking(self) -> bool:
        return self._asking

    def ask(self) -> None:
        """Ask now, or once more after the question that is under way."""
        if self._asking:
            self._again = True
        elif self._actions.spawn(self._ask()) is not None:
            self._asking = True

    def device(self, device_id: int) -> Device | None:
        return next((device for device in self.devices if device.id == device_id), None)

    def account(self, account_id: int) -> Account | None:
        return next((account for account in self.accounts if account.id == account_id), None)

    def phones_of(self, unit_id: int) -> list[Device]:
        """The phones that move a unit; of those outside the own area nothing is known."""
        return [device for device in self.devices if device.unit_id == unit_id]

    async def _ask(self) -> None:
        try:
            devices = await self._actions.queries.devices()
            accounts = await self._actions.queries.accounts()
            self.devices, self.accounts = tuple(devices), tuple(accounts)
            self.asked_utc, self.fault = datetime.now(UTC), None
        except (Refusal, SignedOut, Unreachable) as fault:
            self.fault = fault
        finally:
            self._asking = False
        self.lists_changed.emit()
        if self._again:
            self._again = False
            self.ask()
