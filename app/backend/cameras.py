"""Cameras of the video pool: they come with the city; here one goes off line and comes back."""

from __future__ import annotations

from dataclasses import dataclass, replace

from app.backend.actors import Actor
from app.backend.orders import Command
from app.backend.transaction import Transaction
from app.domain.cameras import Camera


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraSeen:
    """What the video platform says of a camera."""

    online: bool


async def camera_seen(
    tx: Transaction, actor: Actor, camera_id: int, body: CameraSeen, version: int | None = None
) -> Camera:
    """A camera was lost or is back; nothing is said where nothing changed."""
    camera = await tx.load(Camera, camera_id, version)
    if camera.online == body.online:
        return camera
    return await tx.measure(replace(camera, online=body.online), "camera_found" if body.online else "camera_lost")


COMMANDS: dict[str, Command] = {
    "camera_seen": camera_seen,
}
