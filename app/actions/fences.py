"""Orders on fences: make one, change its terms, close it."""

from __future__ import annotations

from dataclasses import fields
from typing import Any

from app.actions.desk import OrderDesk
from app.api.order_bodies import ChangeFence, CreateFence, Reason
from app.api.orders import PendingOrder
from app.domain.errors import Refusal
from app.domain.fences import Fence, require_sound


class FenceActions:
    def __init__(self, desk: OrderDesk) -> None:
        self._desk = desk

    def create(self, draft: Fence) -> PendingOrder:
        """Make the fence that was drawn; its id, version and maker are the server's to say."""
        self._desk.require_role("create_fence")
        require_sound(draft)
        return self._desk.give("create_fence", CreateFence(**_terms(draft, CreateFence)))

    def change(self, fence: Fence) -> PendingOrder:
        """Give a fence other terms; `fence` has them, and the id and version that were seen."""
        self._desk.require_role("change_fence")
        require_sound(fence)
        return self._desk.give("change_fence", ChangeFence(**_terms(fence, ChangeFence)), fence.id, fence.version)

    def close(self, fence: Fence, reason: str) -> PendingOrder:
        """End a fence for a reason."""
        self._desk.require_role("close_fence")
        if fence.closed_utc is not None:
            raise Refusal("fence_closed", "This fence is closed already.", 409)
        if not reason.strip():
            raise Refusal("reason_required", "Say why the fence is closed.")
        return self._desk.give("close_fence", Reason(reason=reason.strip()), fence.id, fence.version)


def _terms(fence: Fence, body: type[ChangeFence]) -> dict[str, Any]:
    return {field.name: getattr(fence, field.name) for field in fields(body)}
