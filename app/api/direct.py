"""Orders that carry a secret: given to the server at once or not at all, and kept on no disk."""

from __future__ import annotations

import asyncio
import secrets
from datetime import UTC, datetime

from app.api.answers import ServerRefusal
from app.api.errors import SignedOut, Unreachable
from app.api.orders import PendingOrder
from app.api.outbox import OrderSender
from app.api.routes import Receipt
from app.domain.errors import Refusal
from app.domain.orders import OrderState

# While nobody knows whether the server took it, it is asked again with the same key after these seconds.
ASKED_AGAIN_AFTER_S = (0.5, 2.0)


async def give_directly(
    sender: OrderSender, name: str, body: dict[str, object], thing_id: int | None = None, version: int | None = None
) -> Receipt:
    """Give one order and wait for its receipt; the body is only in memory, and only as long as this takes.

    Raises a Refusal (`in_doubt` where the server may have done it but does not say so), Unreachable where the order
    surely never left, SignedOut. Once a try was in doubt, no word that is about another thing than the order ends it.
    """
    order = PendingOrder(
        key=secrets.token_urlsafe(18),
        name=name,
        body=body,
        state=OrderState.SENT,
        created_utc=datetime.now(UTC),
        thing_id=thing_id,
        version=version,
    )
    doubtful = False
    for pause_s in (0.0, *ASKED_AGAIN_AFTER_S):
        await asyncio.sleep(pause_s)
        try:
            return await sender.order(order)
        except Unreachable as fault:
            doubtful = doubtful or fault.maybe_received
            if not doubtful:
                raise
        except ServerRefusal as refusal:
            # The server, or the proxy before it, failed: that is no answer. Nor is "later" one to what went before.
            if refusal.status < 500 and not (doubtful and refusal.status == 429):
                raise
            doubtful = True
        except SignedOut:
            if not doubtful:
                raise
            break
    raise Refusal("in_doubt", "The server did not answer; whether it did this is not known.", 504)
