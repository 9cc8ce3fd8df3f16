"""What a seat may ask of the past: always cut to its own area and below, as the live feed is."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Annotated

import msgspec
import numpy as np
from fastapi import APIRouter, Query, Response
from sqlalchemy import func, select

from app.api.frames import Change, PastEvents
from app.api.routes import PAST, PAST_CITY, PAST_EVENTS, PAST_MOMENTS, PAST_POSITIONS
from app.backend.actors import sees
from app.backend.areas import below, seen_by
from app.backend.core import TheCore
from app.backend.past import cities
from app.backend.past.cities import moment
from app.backend.past.positions import pieces, positions_between, require_order, require_zone
from app.backend.problems import responses
from app.backend.security import Viewer
from app.backend.sight import shown
from app.backend.tables import EventRow
from app.backend.tables_city import UnitRow
from app.backend.tables_past import PastCityRow
from app.domain.errors import Refusal
from app.domain.levels import Level
from app.domain.past import PastMoment, PastSpan
from app.domain.past_positions import MEDIA_TYPE

router = APIRouter(tags=["past"])

LONGEST_SPAN = timedelta(hours=2)
NEWEST_MOMENTS = 5_000
# Events that somebody looks for when he goes back, each the beginning of something.
MOMENT_TYPES = ("case_opened", "alarm_raised", "warning_issued", "plan_started", "road_closed")

From = Annotated[datetime, Query(alias="from", description="City time with its zone")]
To = Annotated[datetime, Query(alias="to", description="City time with its zone")]


class _Marked(msgspec.Struct):
    """What a mark on the time line says of a thing."""

    id: int
    title: str = ""
    title_gloss: str = ""
    name: str = ""
    gloss: str = ""
    template_id: str = ""
    level: Level | None = None


_MARKED = msgspec.json.Decoder(_Marked)


@router.get(PAST, operation_id="read_past", responses=responses(401))
async def read_past(core: TheCore, _actor: Viewer) -> PastSpan:
    """Since when the past is known, and with which gaps."""
    async with core.database.session() as session:
        oldest_ms = await session.scalar(select(func.min(PastCityRow.at_ms)))
        recorded = await pieces(session, core.recorder.written_utc)
    now_utc = core.clock.now_utc()
    known_utc = None
    if oldest_ms is not None:
        known_utc = max(moment(oldest_ms), now_utc - timedelta(hours=core.options.history_hours))
    return PastSpan(
        known_from_utc=known_utc,
        now_utc=now_utc,
        kept_h=core.options.history_hours,
        spacing_s=core.options.history_spacing_s,
        pieces=recorded,
    )


@router.get(PAST_MOMENTS, operation_id="read_past_moments", responses=responses(401, 422))
async def read_moments(core: TheCore, actor: Viewer, from_utc: From, to_utc: To) -> tuple[PastMoment, ...]:
    """Cases opened, alarms raised, warnings issued, plans started, roads closed: the newest 5,000, oldest first."""
    require_order(from_utc, to_utc)
    async with core.database.session() as session:
        rows = await session.execute(
            select(EventRow.seq, EventRow.at_utc, EventRow.type, EventRow.noun, EventRow.thing)
            .where(EventRow.at_utc >= from_utc, EventRow.at_utc <= to_utc, EventRow.type.in_(MOMENT_TYPES))
            .where(seen_by(actor.area_code, EventRow.noun, EventRow.area_code))
            .order_by(EventRow.seq.desc())
            .limit(NEWEST_MOMENTS)
        )
        found = []
        for seq, at_utc, type_, noun, thing in rows:
            marked = _MARKED.decode(thing)
            found.append(
                PastMoment(
                    seq=seq,
                    at_utc=at_utc,
                    type=type_,
                    noun=noun,
                    id=marked.id,
                    title=marked.title or marked.name or marked.template_id,
                    title_gloss=marked.title_gloss or marked.gloss,
                    level=marked.level,
                )
            )
    return tuple(reversed(found))


@router.get(PAST_POSITIONS, operation_id="read_past_positions", response_class=Response, responses=responses(401, 422))
async def read_positions(
    core: TheCore,
    actor: Viewer,
    from_utc: From,
    to_utc: To,
    every_s: Annotated[float, Query(ge=0, le=3600, description="No denser than this; 0 is as recorded")] = 0.0,
) -> Response:
    """Where everybody was at `from` and how they moved until `to`, at most two hours; columns as docs/past.md."""
    require_order(from_utc, to_utc)
    if to_utc - from_utc > LONGEST_SPAN:
        raise Refusal("span_too_long", "Ask for at most two hours of positions at a time.")
    async with core.database.session() as session:
        ids = await session.scalars(select(UnitRow.id).where(below(UnitRow.area_code, actor.area_code)))
        units = np.array(ids.all(), np.uint32)
        body = await positions_between(session, from_utc, to_utc, every_s, units)
    return Response(body, media_type=MEDIA_TYPE)


@router.get(PAST_CITY, operation_id="read_past_city", response_class=Response, responses=responses(401, 404, 422))
async def read_city(core: TheCore, actor: Viewer, at_utc: Annotated[datetime, Query(alias="at")]) -> Response:
    """All things as they stood at a city time: a Snapshot of the feed."""
    require_zone(at_utc)
    return Response(await cities.city_at(core, actor.area_code, at_utc), media_type="application/json")


@router.get(PAST_EVENTS, operation_id="read_past_events", response_model=None, responses=responses(401, 422))
async def read_events(
    core: TheCore,
    actor: Viewer,
    after: Annotated[int, Query(ge=0, description="The last number that the reader has")],
    to_utc: To,
    limit: Annotated[int, Query(ge=1, le=5_000)] = 1_000,
) -> Response:
    """The events after a number and not after a city time, a page at a time (PastEvents)."""
    require_zone(to_utc)
    async with core.database.session() as session:
        last = await cities.seq_at(session, to_utc)
        rows = (
            await session.scalars(
                select(EventRow).where(EventRow.seq > after, EventRow.seq <= last).order_by(EventRow.seq).limit(limit)
            )
        ).all()
    seen = tuple(
        Change(
            seq=row.seq,
            at_utc=row.at_utc,
            type=row.type,
            noun=row.noun,
            thing=msgspec.Raw(
                shown(actor.area_code, row.noun, row.area_code, row.thing.encode(), core.positions.units_in)
            ),
        )
        for row in rows
        if sees(actor.area_code, row.noun, row.area_code)
    )
    read_to = rows[-1].seq if rows else after
    page = PastEvents(events=seen, read_to=read_to, more=read_to < last)
    return Response(msgspec.json.encode(page), media_type="application/json")
