"""Whom a text goes to: one unit, a talkgroup, or the units nearest to a call for help."""

from __future__ import annotations

from dataclasses import dataclass

from app.stores import Stores

# From this many units on a text is a broadcast: previewed, then held.
BROADCAST_FROM = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Addressee:
    """Exactly one of the three. `alarm_id` names the call for help that the nearest units are sent to."""

    unit_id: int | None = None
    talkgroup_id: int | None = None
    nearest_ids: tuple[int, ...] = ()
    alarm_id: int | None = None


def member_ids(stores: Stores, to: Addressee) -> list[int]:
    """The units that a text to it reaches, as far as this seat knows them."""
    if to.unit_id is not None:
        return [to.unit_id]
    if to.talkgroup_id is not None:
        group = stores.comms.talkgroup(to.talkgroup_id)
        return [unit_id for unit_id in group.member_ids if stores.units.get(unit_id)] if group else []
    return list(to.nearest_ids)


def is_broadcast(stores: Stores, to: Addressee) -> bool:
    """True if it is grave enough for a preview and a hold: many units, or several that are called away at once."""
    return bool(to.nearest_ids) or len(member_ids(stores, to)) >= BROADCAST_FROM
