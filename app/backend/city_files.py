"""Bodies that are served as they are, or cut to a seat's area, with their ETag: outlines, base map, components."""

from __future__ import annotations

import asyncio
import hashlib
from collections.abc import Callable

from fastapi import Request, Response
from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncSession

from app.backend.tables import CityFileRow
from app.domain.errors import Refusal

OUTLINES_FILE = "outlines"
MAP_BASE_FILE = "map_base"
COMPONENTS_FILE = "components"
# Raised when the format of a body changes, so that no console goes on with a copy in the former one.
_FORMATS = "3"


def torn_file(name: str) -> Refusal:
    """Why a seat of a part of the city is given nothing of a file: its part cannot be found in a torn one."""
    return Refusal("city_file_torn", f"The city's {name} are kept torn: restore the database from a backup.", 500)


def tag_of(*parts: str | bytes) -> str:
    """A strong ETag, with its quotes, over parts that together name a body."""
    digest = hashlib.sha256()
    for part in parts:
        digest.update(part.encode() if isinstance(part, str) else part)
        digest.update(b"\0")
    return f'"{digest.hexdigest()[:32]}"'


def not_modified(request: Request, etag: str) -> Response | None:
    """The 304 for a reader that has this body already, else None."""
    known = request.headers.get("if-none-match", "")
    if etag not in (one.strip().removeprefix("W/") for one in known.split(",")):
        return None
    return Response(status_code=304, headers=headers_of(etag))


def headers_of(etag: str) -> dict[str, str]:
    return {"ETag": etag, "Cache-Control": "private, no-cache"}


async def keep_file(session: AsyncSession, name: str, media_type: str, body: bytes) -> None:
    """Keep a body in the place of the former one of that name."""
    await session.merge(CityFileRow(name=name, media_type=media_type, etag=tag_of(body), body=body))


async def serve_file(
    session: AsyncSession, request: Request, name: str, scope: str, cut: Callable[[bytes], bytes] | None = None
) -> Response | None:
    """The answer for a file as a seat of `scope` may have it; None where the city has no such file. `cut` works in a
    thread, because the whole city's components are megabytes.
    """
    found = await session.execute(select(CityFileRow.etag, CityFileRow.media_type).where(CityFileRow.name == name))
    row = found.one_or_none()
    if row is None:
        return None
    etag = tag_of(row.etag, scope if cut else "", _FORMATS)
    if (answer := not_modified(request, etag)) is not None:
        return answer
    body = await session.scalar(select(CityFileRow.body).where(CityFileRow.name == name)) or b""
    if cut is not None:
        body = await asyncio.to_thread(cut, body)
    return Response(body, media_type=row.media_type, headers=headers_of(etag))
