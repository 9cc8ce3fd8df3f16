"""Fences: made, changed and closed by a seat; their breaches raise, worsen and end alarms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from datetime import datetime
from typing import Any

from sqlalchemy import select

from app.api.order_bodies import ChangeFence, CreateFence, Reason
from app.backend import areas, reference
from app.backend.actors import Actor, require_covers
from app.backend.orders import Command
from app.backend.tables_city import AlarmRow
from app.backend.transaction import Transaction
from app.domain.alarms import Alarm, AlarmKind, Verdict
from app.domain.areas import AreaLevel, covers, level_of
from app.domain.errors import Refusal
from app.domain.fences import Fence, FenceRule, ends_by_itself, require_sound, severe_level
from app.domain.levels import gravity
from app.domain.units import Unit

MOST_UNITS = 500
_KINDS = {
    FenceRule.KEEP_OUT: AlarmKind.FENCE_ENTERED,
    FenceRule.KEEP_IN: AlarmKind.FENCE_LEFT,
    FenceRule.ROUTE: AlarmKind.OFF_ROUTE,
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Breach:
    """What the watch says of one unit and a fence: the breach began at `since_utc`, and at `at_utc` it was there."""

    unit_id: int
    since_utc: datetime
    at_utc: datetime
    lat_deg: float
    lon_deg: float


async def create_fence(tx: Transaction, actor: Actor, body: CreateFence) -> Fence:
    """A new fence in the seat's own area. Refusals: those of `require_sound`, `outside_area`, `area_unknown`."""
    require_covers(actor, body.area_code)
    if await reference.area(tx.session, body.area_code) is None:
        raise Refusal("area_unknown", f"There is no area {body.area_code}.")
    made = Fence(id=0, version=1, gloss="", made_utc=tx.now_utc, made_by=actor.name, **_terms(body))
    await _require_fitting(tx, made)
    return await tx.add(made, "fence_created")


async def change_fence(
    tx: Transaction, actor: Actor, fence_id: int, body: ChangeFence, version: int | None = None
) -> Fence:
    """Other terms or another shape for a fence that is in force; it is judged anew from now on."""
    fence = await _in_force(tx, fence_id, version)
    changed = replace(fence, gloss=fence.gloss if body.name == fence.name else "", **_terms(body))
    await _require_fitting(tx, changed)
    return await tx.save(changed, "fence_changed")


async def close_fence(tx: Transaction, actor: Actor, fence_id: int, body: Reason, version: int | None = None) -> Fence:
    """The fence holds no more, and its open alarms end as true. Refusal `reason_required`."""
    fence = await _in_force(tx, fence_id, version)
    if not body.reason.strip():
        raise Refusal("reason_required", "Say why the fence is closed.")
    closed = replace(fence, closed_utc=tx.now_utc, closed_by=actor.name, reason=body.reason)
    for alarm in await _open_alarms(tx, fence_id):
        await _end(tx, alarm, owner=alarm.owner or actor.name, note=alarm.note or body.reason)
    return await tx.save(closed, "fence_closed")


async def raise_breach(
    tx: Transaction, actor: Actor, fence_id: int, body: Breach, version: int | None = None
) -> Alarm | None:
    """An alarm about a unit beyond a fence, once while one is open; none about a truck that the hall itself has sent
    off its route to a case.
    """
    fence, unit = await tx.find(Fence, fence_id), await tx.find(Unit, body.unit_id)
    if fence is None or unit is None or fence.closed_utc is not None:
        return None
    if fence.rule is FenceRule.ROUTE and unit.case_id is not None:
        return None
    for alarm in await _open_alarms(tx, fence_id, unit.id):
        return alarm
    alarm = Alarm(
        id=0,
        version=1,
        kind=_KINDS[fence.rule],
        level=fence.level,
        title=f"{unit.callsign} {fence.name}",
        title_gloss=f"{unit.callsign} {fence.gloss or fence.name}",
        raised_utc=body.since_utc,
        lat_deg=body.lat_deg,
        lon_deg=body.lon_deg,
        # Whoever sees the fence sees its alarms, wherever the unit has gone.
        area_code=fence.area_code,
        unit_id=unit.id,
        fence_id=fence.id,
    )
    return await tx.add(alarm, "alarm_raised")


async def end_breach(
    tx: Transaction, actor: Actor, fence_id: int, body: Breach, version: int | None = None
) -> Alarm | None:
    """The unit is back. In time, its alarm ends by itself; later somebody has to look at it."""
    fence = await tx.find(Fence, fence_id)
    if fence is None or not ends_by_itself(fence, body.at_utc - body.since_utc):
        return None
    for alarm in await _open_alarms(tx, fence_id, body.unit_id):
        return await _end(tx, alarm, owner=alarm.owner, note=alarm.note)
    return None


async def worsen_breach(
    tx: Transaction, actor: Actor, fence_id: int, body: Breach, version: int | None = None
) -> Alarm | None:
    """The unit has been beyond the fence for too long: its alarm becomes one level graver."""
    fence = await tx.find(Fence, fence_id)
    for alarm in await _open_alarms(tx, fence_id, body.unit_id) if fence is not None else ():
        assert fence is not None
        graver = severe_level(fence.level)
        if gravity(graver) < gravity(alarm.level):
            return await tx.save(replace(alarm, level=graver), "alarm_worsened")
    return None


def _terms(body: CreateFence | ChangeFence) -> dict[str, Any]:
    return {field.name: getattr(body, field.name) for field in fields(body)}


async def _in_force(tx: Transaction, fence_id: int, version: int | None) -> Fence:
    fence = await tx.load(Fence, fence_id, version)
    if fence.closed_utc is not None:
        raise Refusal("fence_closed", "This fence is closed.", 409)
    return fence


async def _require_fitting(tx: Transaction, fence: Fence) -> None:
    """Sound, for units of its own area that the seat has, and, below the city, with every point in its own area."""
    require_sound(fence)
    if len(fence.unit_ids) > MOST_UNITS:
        raise Refusal("fence_units", f"A fence is for at most {MOST_UNITS} units by name; name their kinds.")
    for unit in await tx.load_all(Unit, fence.unit_ids):
        if not covers(fence.area_code, unit.area_code):
            raise Refusal("outside_area", "The fence names a unit from outside its area.", 403)
    if level_of(fence.area_code) is AreaLevel.CITY:
        return
    for lat_deg, lon_deg in fence.points:
        if not covers(fence.area_code, await areas.area_at(tx.session, lat_deg, lon_deg)):
            raise Refusal("outside_area", "The fence reaches outside its area.", 403)


async def _open_alarms(tx: Transaction, fence_id: int, unit_id: int | None = None) -> Sequence[Alarm]:
    wanted = select(AlarmRow).where(AlarmRow.fence_id == fence_id, AlarmRow.closed_utc.is_(None))
    if unit_id is not None:
        wanted = wanted.where(AlarmRow.unit_id == unit_id)
    return [row.thing() for row in await tx.session.scalars(wanted.order_by(AlarmRow.id))]


async def _end(tx: Transaction, alarm: Alarm, *, owner: str, note: str) -> Alarm:
    ended = replace(alarm, owner=owner, closed_utc=tx.now_utc, verdict=Verdict.TRUE, note=note)
    return await tx.save(ended, "alarm_closed")


COMMANDS: dict[str, Command] = {
    "create_fence": create_fence,
    "change_fence": change_fence,
    "close_fence": close_fence,
    "raise_breach": raise_breach,
    "end_breach": end_breach,
    "worsen_breach": worsen_breach,
}
