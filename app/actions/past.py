"""Questions about the kept past. All raise Unreachable, Refusal or SignedOut, as the other questions do."""

from __future__ import annotations

import asyncio
import logging
from datetime import datetime
from typing import Protocol
from urllib.parse import urlencode

from app.actions.queries import Server
from app.api.frames import PastEvents, Snapshot
from app.api.routes import PAST, PAST_CITY, PAST_EVENTS, PAST_MOMENTS, PAST_POSITIONS, UNIT_TRACK
from app.api.snapshots import read_snapshot
from app.domain.past import PastMoment, PastSpan
from app.domain.past_positions import PastColumns, decode_past
from app.domain.units import TrackPoint

_log = logging.getLogger(__name__)
_PAGE = 2_000


class PastServer(Server, Protocol):
    """Also answers with bodies that are no JSON."""

    async def fetch(self, path: str) -> bytes: ...


class PastQueries:
    """The `PastSource` of a replay (app.api.replay)."""

    def __init__(self, server: PastServer) -> None:
        self._server = server

    async def span(self) -> PastSpan:
        """Since when the past is known."""
        return await self._server.get(PAST, PastSpan)

    async def moments(self, from_utc: datetime, to_utc: datetime) -> list[PastMoment]:
        """What began between two times, oldest first."""
        span = {"from": from_utc.isoformat(), "to": to_utc.isoformat()}
        return await self._server.get(PAST_MOMENTS, list[PastMoment], **span)

    async def positions(self, from_utc: datetime, to_utc: datetime, every_s: float) -> tuple[PastColumns, int]:
        """Everybody's last place at `from_utc` and the way to `to_utc`; times in 0.1 s after the second value, Unix ms.
        ValueError for an answer that is none.
        """
        asked = urlencode({"from": from_utc.isoformat(), "to": to_utc.isoformat(), "every_s": every_s})
        body = await self._server.fetch(f"{PAST_POSITIONS}?{asked}")
        return await asyncio.to_thread(decode_past, body)

    async def track(self, unit_id: int, from_utc: datetime, to_utc: datetime) -> list[TrackPoint]:
        """Where one unit was, oldest first."""
        span = {"from": from_utc.isoformat(), "to": to_utc.isoformat()}
        return await self._server.get(UNIT_TRACK.format(id=unit_id), list[TrackPoint], **span)

    async def city(self, at_utc: datetime) -> Snapshot:
        """All things as they stood."""
        body = await self._server.fetch(f"{PAST_CITY}?{urlencode({'at': at_utc.isoformat()})}")
        snapshot, faults = await read_snapshot(body.decode())
        for noun, fault in faults:
            _log.warning("a past %s could not be read: %s", noun, fault)
        return snapshot

    async def events(self, after: int, to_utc: datetime) -> PastEvents:
        """A page of what happened after an event and not after a time."""
        return await self._server.get(PAST_EVENTS, PastEvents, after=after, to=to_utc.isoformat(), limit=_PAGE)
