"""Shared map views: any dispatcher shares one; its owner or a leader takes it away."""

from __future__ import annotations

from dataclasses import replace

from app.api.order_bodies import Note, SaveMapView
from app.backend.actors import Actor
from app.backend.orders import Command
from app.backend.transaction import Transaction
from app.domain.duty import Role, may
from app.domain.errors import Refusal
from app.domain.map_views import SharedMapView, require_map_view


async def save_map_view(tx: Transaction, actor: Actor, body: SaveMapView) -> SharedMapView:
    """A view for everybody in the seat's own area. Refusals: those of `require_map_view`."""
    require_map_view(body.name, body.look)
    made = SharedMapView(
        id=0,
        version=1,
        name=body.name.strip(),
        look=body.look,
        area_code=actor.area_code,
        owner_id=actor.account_id,
        made_by=actor.name,
        made_utc=tx.now_utc,
    )
    return await tx.add(made, "map_view_saved")


async def delete_map_view(
    tx: Transaction, actor: Actor, view_id: int, body: Note, version: int | None = None
) -> SharedMapView:
    """The view is shared no more. Refusals: `view_deleted`, `not_yours`."""
    view = await tx.load(SharedMapView, view_id, version)
    if view.deleted_utc is not None:
        raise Refusal("view_deleted", "This view has been deleted already.", 409)
    if view.owner_id != actor.account_id and not may(actor.role, Role.LEADER):
        raise Refusal("not_yours", "Only its owner or a leader deletes a shared view.", 403)
    return await tx.save(replace(view, deleted_utc=tx.now_utc), "map_view_deleted")


COMMANDS: dict[str, Command] = {
    "save_map_view": save_map_view,
    "delete_map_view": delete_map_view,
}
