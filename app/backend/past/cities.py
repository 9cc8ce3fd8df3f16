"""The city as it stood: a whole Snapshot is kept every hour, and the numbered events lead from it to any later
moment.

Only the first one is read from the tables of the nouns. Each later one is made from the one before and the events
since, which is work on ready-made JSON: a worker thread does it, and no order waits.
"""

from __future__ import annotations

import asyncio
import zlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import msgspec
from sqlalchemy import delete, func, select
from sqlalchemy.ext.asyncio import AsyncSession

from app.api.frames import CHANGE_TYPES, KEPT_IN_SIGHT, NOUN_TYPES, ClockState
from app.backend.actors import sees
from app.backend.core import Core
from app.backend.sight import shown
from app.backend.snapshot import NEWEST_MESSAGES, take_snapshot
from app.backend.tables import EventRow
from app.backend.tables_past import PastCityRow
from app.domain.comms import Message, MessageReceipts
from app.domain.errors import Refusal

WHOLE_EVERY = timedelta(hours=1)


class _Thing(msgspec.Struct):
    """What must be known of a thing to keep it, to let it go, and to show it to a seat."""

    id: int = 0
    area_code: str = ""
    closed_utc: datetime | None = None
    lifted_utc: datetime | None = None
    ended_utc: datetime | None = None
    sent_utc: datetime | None = None
    deleted_utc: datetime | None = None

    @property
    def over_utc(self) -> datetime | None:
        """When it left what is going on; None while it is in it."""
        return self.closed_utc or self.lifted_utc or self.ended_utc or self.sent_utc


_THING = msgspec.json.Decoder(_Thing)
_MESSAGE = msgspec.json.Decoder(Message)
_RECEIPTS = msgspec.json.Decoder(MessageReceipts)
_NOUNS = msgspec.json.Decoder(dict[str, msgspec.Raw])
_RAWS = msgspec.json.Decoder(list[msgspec.Raw])
# A closed road is no road that is over.
_NEVER_OVER = frozenset({"units", "cameras", "low_points", "rain"})


@dataclass(frozen=True, slots=True)
class _Whole:
    at_ms: int
    seq: int
    body: bytes


async def keep_first(core: Core) -> None:
    """From now on the past is known; nothing is done where it is known already."""
    async with core.database.session() as session:
        if await session.scalar(select(func.count()).select_from(PastCityRow)):
            return
    snapshot = await take_snapshot(core, "")
    body = await asyncio.to_thread(lambda: zlib.compress(msgspec.json.encode(snapshot)))
    async with core.orders.aside() as session:
        session.add(PastCityRow(at_ms=_ms(snapshot.clock.now_utc), seq=snapshot.seq, body=body))


async def keep_due(core: Core) -> bool:
    """Keep another whole city if the last is an hour old; True if one was kept."""
    now_utc = core.clock.now_utc()
    async with core.database.still() as session:
        # One of a time to come, from a clock that was wrong, is no reason to keep none now.
        lived = select(func.max(PastCityRow.at_ms)).where(PastCityRow.at_ms <= _ms(now_utc))
        newest_ms = await session.scalar(lived)
        if newest_ms is None or _ms(now_utc) - newest_ms < WHOLE_EVERY / timedelta(milliseconds=1):
            return False
        found = await _read(session, now_utc)
    seq, body = await asyncio.to_thread(_made, found, "", now_utc, core.hub.epoch)
    body = await asyncio.to_thread(zlib.compress, body)
    async with core.orders.aside() as session:
        session.add(PastCityRow(at_ms=_ms(now_utc), seq=seq, body=body))
    return True


async def forget_before(session: AsyncSession, oldest_ms: int) -> None:
    """Let go of whole cities that nobody needs to get to `oldest_ms` or later."""
    needed = await session.scalar(select(func.max(PastCityRow.at_ms)).where(PastCityRow.at_ms <= oldest_ms))
    if needed is not None:
        await session.execute(delete(PastCityRow).where(PastCityRow.at_ms < needed))


async def forget_after(session: AsyncSession, now_ms: int) -> None:
    """Let go of whole cities of a time that is still to come, but for the first of all."""
    oldest_ms = await session.scalar(select(func.min(PastCityRow.at_ms))) or 0
    await session.execute(delete(PastCityRow).where(PastCityRow.at_ms > max(now_ms, oldest_ms)))


async def city_at(core: Core, scope: str, at_utc: datetime) -> bytes:
    """A Snapshot as JSON, as it stood at a city time, cut to `scope`. Refusal `past_unknown` before the first."""
    async with core.database.still() as session:
        found = await _read(session, at_utc)
    units = core.positions.units_in(scope)
    return (await asyncio.to_thread(_made, found, scope, at_utc, core.hub.epoch, units))[1]


async def seq_at(session: AsyncSession, at_utc: datetime) -> int:
    """The number of the last event at or before a city time; 0 where there is none."""
    last = select(EventRow.seq).where(EventRow.at_utc <= at_utc).order_by(EventRow.at_utc.desc(), EventRow.seq.desc())
    return await session.scalar(last.limit(1)) or 0


async def _read(session: AsyncSession, at_utc: datetime) -> tuple[_Whole, int, Sequence[tuple[str, str]]]:
    """The whole city before that time, the number of the last event until then, and the events between."""
    row = await session.scalar(
        select(PastCityRow).where(PastCityRow.at_ms <= _ms(at_utc)).order_by(PastCityRow.at_ms.desc()).limit(1)
    )
    if row is None:
        raise Refusal("past_unknown", "Nothing is known of the city at that time.", 404)
    seq = max(row.seq, await seq_at(session, at_utc))
    events = await session.execute(
        select(EventRow.noun, EventRow.thing)
        .where(EventRow.seq > row.seq, EventRow.seq <= seq, EventRow.noun.in_(CHANGE_TYPES))
        .order_by(EventRow.seq)
    )
    return _Whole(row.at_ms, row.seq, row.body), seq, [(noun, thing) for noun, thing in events]


def _made(
    found: tuple[_Whole, int, Sequence[tuple[str, str]]],
    scope: str,
    at_utc: datetime,
    epoch: str,
    units: frozenset[int] = frozenset(),
) -> tuple[int, bytes]:
    """Number and JSON of the Snapshot, cut to `scope`, whose `units` these are; fit for a worker thread."""
    whole, seq, events = found
    kept = _NOUNS.decode(zlib.decompress(whole.body))
    things: dict[str, dict[int | str, tuple[_Thing, bytes]]] = {}
    for noun in NOUN_TYPES:
        things[noun] = {}
        # A city that was kept before an upgrade knows nothing of a noun that came with it.
        _put(things[noun], (bytes(raw) for raw in _RAWS.decode(kept.get(noun, b"[]"))))
    receipts: dict[int | str, list[MessageReceipts]] = {}
    for noun, thing in events:
        if noun == "receipts":
            heard = _RECEIPTS.decode(thing)
            receipts.setdefault(heard.id, []).append(heard)
        else:
            _put(things[noun], (thing.encode(),))
    _put_receipts(things["messages"], receipts)
    since_utc = at_utc - KEPT_IN_SIGHT
    snapshot: dict[str, object] = {
        "epoch": epoch,
        "seq": seq,
        "clock": ClockState(now_utc=at_utc, rate=1.0, paused=True),
    }
    for noun, known in things.items():
        seen = [
            msgspec.Raw(shown(scope, noun, thing.area_code, raw, lambda _scope: units))
            for thing, raw in known.values()
            if sees(scope, noun, thing.area_code) and not _is_over(noun, thing, since_utc)
        ]
        snapshot[noun] = seen[-NEWEST_MESSAGES:] if noun == "messages" else seen
    return seq, msgspec.json.encode(snapshot)


def _put(known: dict[int | str, tuple[_Thing, bytes]], raws: Iterable[bytes]) -> None:
    for raw in raws:
        thing = _THING.decode(raw)
        known[thing.id or thing.area_code] = (thing, raw)


def _put_receipts(
    messages: dict[int | str, tuple[_Thing, bytes]], receipts: dict[int | str, list[MessageReceipts]]
) -> None:
    """Each message is read and written once, however many words there were of it."""
    for message_id in receipts.keys() & messages.keys():
        thing, raw = messages[message_id]
        message = _MESSAGE.decode(raw)
        for heard in receipts[message_id]:
            message = heard.put_into(message)
        messages[message_id] = (thing, msgspec.json.encode(message))


def _is_over(noun: str, thing: _Thing, since_utc: datetime) -> bool:
    if thing.deleted_utc is not None:
        return True
    return noun not in _NEVER_OVER and thing.over_utc is not None and thing.over_utc < since_utc


def _ms(at_utc: datetime) -> int:
    return round(at_utc.timestamp() * 1000)


def moment(ms: int) -> datetime:
    """Unix ms as a moment."""
    return datetime.fromtimestamp(ms / 1000, UTC)
