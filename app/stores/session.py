"""Who sits here."""

from __future__ import annotations

from PySide6.QtCore import QObject, Signal

from app.domain.duty import Account, Role, may


class SessionStore(QObject):
    """The signed-in account, or None."""

    session_changed = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._account: Account | None = None

    @property
    def account(self) -> Account | None:
        return self._account

    def may(self, role: Role) -> bool:
        """True if whoever sits here has that role or a higher one; nobody may anything."""
        return self._account is not None and may(self._account.role, role)

    def write(self, account: Account | None) -> None:
        """A person signed in, or out (None)."""
        if account != self._account:
            self._account = account
            self.session_changed.emit()
