"""GET /v1/feed: the one live stream of a seat. See docs/feed.md."""

from __future__ import annotations

from typing import Annotated

from fastapi import APIRouter, Header
from fastapi.responses import StreamingResponse

from app.api.frames import Snapshot
from app.api.routes import FEED
from app.backend.core import TheCore
from app.backend.problems import responses
from app.backend.security import Viewer
from app.backend.snapshot import take_snapshot

router = APIRouter(tags=["feed"])
_STREAM = {"text/event-stream": {"schema": {"type": "string"}}}
LastEventId = Annotated[str | None, Header(alias="Last-Event-ID", description='"<epoch>:<seq>" of the last event seen')]


@router.get(
    FEED,
    response_class=StreamingResponse,
    responses={200: {"content": _STREAM, "description": "Server-Sent Events"}, **responses(401, 429)},
)
async def feed(core: TheCore, actor: Viewer, last_event_id: LastEventId = None) -> StreamingResponse:
    """A resumed tail or a snapshot, then all that happens in the seat's area."""
    core.hub.refuse_if_full()

    async def snapshot(scope: str) -> Snapshot:
        return await take_snapshot(core, scope)

    stream = core.hub.stream(actor.area_code, actor.sign_in_id, last_event_id, snapshot)
    # Proxies must not hold frames back.
    headers = {"Cache-Control": "no-store", "X-Accel-Buffering": "no"}
    return StreamingResponse(stream, media_type="text/event-stream", headers=headers)
