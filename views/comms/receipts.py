"""What became of a message: how many have it, how many have read it, and who has not."""

from __future__ import annotations

from dataclasses import dataclass

from app.domain.comms import Message


@dataclass(frozen=True, slots=True, kw_only=True)
class ReceiptCount:
    """Counts over the units addressed. A message that was read was delivered, whatever its receipt says."""

    addressed: int
    delivered: int
    read: int
    undelivered_ids: tuple[int, ...]
    unread_ids: tuple[int, ...]


def count_receipts(message: Message) -> ReceiptCount:
    """Count the receipts of a message."""
    read = {receipt.unit_id for receipt in message.receipts if receipt.read_utc is not None}
    delivered = read | {receipt.unit_id for receipt in message.receipts if receipt.delivered_utc is not None}
    ids = [receipt.unit_id for receipt in message.receipts]
    return ReceiptCount(
        addressed=len(ids),
        delivered=len(delivered),
        read=len(read),
        undelivered_ids=tuple(unit_id for unit_id in ids if unit_id not in delivered),
        unread_ids=tuple(unit_id for unit_id in ids if unit_id in delivered and unit_id not in read),
    )
