"""The desk that every order passes: is somebody signed in, may the role do it, then into the outbox."""

from __future__ import annotations

from typing import Protocol

import msgspec

from app.api.orders import PendingOrder
from app.api.routes import ORDERS
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

    def require_role(self, name: str) -> None:
        """Refuse an order that whoever sits here may not give."""
        if self._session.account is None:
            raise Refusal("not_signed_in", "Sign in first.", 401)
        if not self._session.may(ORDERS[name].role):
            raise Refusal("role_too_low", f"This order needs the role {ORDERS[name].role}.", 403)

    def may(self, name: str) -> bool:
        """True if whoever sits here may give that order."""
        return self._session.may(ORDERS[name].role)
