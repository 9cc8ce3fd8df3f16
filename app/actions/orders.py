"""What a person does with orders that are on their way or came back."""

from __future__ import annotations

from app.actions.desk import OrderBook


class OrderActions:
    def __init__(self, book: OrderBook) -> None:
        self._book = book

    def dismiss(self, key: str) -> None:
        """Take a settled order, most often a refused one, out of sight."""
        self._book.dismiss(key)

    def withdraw(self, key: str) -> None:
        """Take back an order that was never sent; Refusal `order_sent` once it may have reached the server."""
        self._book.withdraw(key)
