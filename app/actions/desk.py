"""The desk that every order passes: is somebody signed in, may the role do it, then into the outbox or, with a secret
in it, straight to the server.
"""

from __future__ import annotations

from typing import Protocol

import msgspec

from app.api.orders import PendingOrder
from app.api.routes import ORDERS, Receipt
from app.domain.duty import Account
from app.domain.errors import Refusal
from app.stores.session import SessionStore


class OrderBook(Protocol):
    """Where orders are kept until the server has answered; the outbox on disk is one."""

    def put(
        self, name: str, body: dict[str, object], thing_id: int | None = None, version: int | None = None
    ) -> PendingOrder:
        """Persist an order, then send it when the server can be reached. Raises Refusal `outbox_full` when the disk
        does not take it; then there is no order.
        """
        ...

    async def give_directly(
        self, name: str, body: dict[str, object], thing_id: int | None = None, version: int | None = None
    ) -> Receipt:
        """Send an order now and persist nothing. Raises Unreachable when it surely never left, Refusal, SignedOut."""
        ...

    def dismiss(self, key: str) -> None: ...

    def withdraw(self, key: str) -> None: ...


class OrderDesk:
    """Gives orders on behalf of whoever sits here."""

    def __init__(self, session: SessionStore, book: OrderBook) -> None:
        self._session = session
        self._book = book

    def give(self, name: str, body: object, thing_id: int | None = None, version: int | None = None) -> PendingOrder:
        """Check the role that the route needs and put the order in the outbox.

        `body` is an instance of the route's body type. Raises Refusal `not_signed_in`, `role_too_low` or
        `outbox_full`, at once and before anything is kept.
        """
        self.require_role(name)
        plain = msgspec.to_builtins(body)
        return self._book.put(name, plain, thing_id, version)

    async def give_directly(
        self, name: str, body: object, thing_id: int | None = None, version: int | None = None
    ) -> Receipt:
        """As `give`, for an order with a secret: done when this returns, else refused or Unreachable."""
        self.require_role(name)
        return await self._book.give_directly(name, msgspec.to_builtins(body), thing_id, version)

    def require_role(self, name: str) -> Account:
        """Who sits here; refuses an order that this account may not give."""
        if self._session.account is None:
            raise Refusal("not_signed_in", "Sign in first.", 401)
        if not self._session.may(ORDERS[name].role):
            raise Refusal("role_too_low", f"This order needs the role {ORDERS[name].role}.", 403)
        return self._session.account

    def may(self, name: str) -> bool:
        """True if whoever sits here may give that order."""
        return self._session.may(ORDERS[name].role)
