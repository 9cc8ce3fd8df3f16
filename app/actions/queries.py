"""Questions straight to the server, for what the feed does not carry. All raise Unreachable when it is away, Refusal
when it says no, SignedOut when the seat's tokens have ended.
"""

from __future__ import annotations

from datetime import datetime
from typing import Protocol, TypeVar

from app.api import routes
from app.domain.areas import AreaSummary
from app.domain.cases import Case, CaseEntry
from app.domain.duty import Account
from app.domain.facilities import DepthSample, RainSample
from app.domain.levels import Level
from app.domain.plans import PlanPreview
from app.domain.units import TrackPoint

T = TypeVar("T")


class Server(Protocol):
    """Answers a GET, decoded to a type, or as a body that may be kept on disk; the session is one."""

    async def get(self, path: str, answer: type[T], **params: str | int | float) -> T: ...

    async def kept(self, path: str) -> bytes: ...


class Queries:
    def __init__(self, server: Server) -> None:
        self._server = server

    async def case_history(self, case_id: int) -> list[CaseEntry]:
        """The course of a case, the oldest entry first."""
        return await self._server.get(routes.CASE_HISTORY.format(id=case_id), list[CaseEntry])

    async def unit_track(self, unit_id: int, minutes: int = 30) -> list[TrackPoint]:
        """Where a unit was in the last minutes of city time, the oldest point first."""
        return await self._server.get(routes.UNIT_TRACK.format(id=unit_id), list[TrackPoint], minutes=minutes)

    async def area_summary(self, code: str) -> AreaSummary:
        """An area in figures, as the server has them."""
        return await self._server.get(routes.AREA_SUMMARY.format(code=code), AreaSummary)

    async def rain_history(self, hours: int = 24) -> list[RainSample]:
        """The mean rain over this seat's area in the last hours of city time, the oldest first."""
        return await self._server.get(routes.RAIN_HISTORY, list[RainSample], hours=hours)

    async def depth_history(self, low_point_id: int, hours: int = 24) -> list[DepthSample]:
        """The depth at a low point in the last hours of city time, the oldest first."""
        path = routes.DEPTH_HISTORY.format(id=low_point_id)
        return await self._server.get(path, list[DepthSample], hours=hours)

    async def components(self) -> bytes:
        """All components (部件) of this seat's area, as docs/components.md; kept on this machine."""
        return await self._server.kept(routes.COMPONENTS)

    async def plan_preview(self, template_id: str, level: Level) -> PlanPreview:
        """What a plan would do if it started now."""
        path = routes.PLAN_PREVIEW.format(template_id=template_id)
        return await self._server.get(path, PlanPreview, level=level.value)

    async def closed_cases(
        self, since_utc: datetime | None = None, area_code: str = "", limit: int = 200
    ) -> list[Case]:
        """Cases that ended, the newest first; also those older than the day that the feed carries."""
        params: dict[str, str | int | float] = {"ended": "true", "limit": limit}
        if since_utc is not None:
            params["since"] = since_utc.isoformat()
        if area_code:
            params["area"] = area_code
        return await self._server.get(routes.CASES, list[Case], **params)

    async def devices(self) -> list[routes.Device]:
        """Phones that report through the gateways, unknown ones too."""
        return await self._server.get(routes.DEVICES, list[routes.Device])

    async def accounts(self) -> list[Account]:
        return await self._server.get(routes.ACCOUNTS, list[Account])
