"""One write: what changes, the audit entries and the events that go with it, all of it or nothing."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, replace
from functools import cache, partial
from typing import Any, TypeVar, cast

import msgspec
from sqlalchemy import String, inspect, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.ext.asyncio import AsyncSession

from app.backend import tables_city
from app.backend.actors import Actor, require_covers
from app.backend.audit import Entry
from app.backend.clock import CityClock
from app.backend.events import Event
from app.backend.heard import Heard
from app.backend.hub import Hub
from app.backend.positions import Positions
from app.backend.problems import Clash
from app.backend.security import Tokens
from app.backend.tables import AccountRow, DeviceRow, Thing, ThingRow
from app.backend.tables_map_views import MapViewRow
from app.backend.tables_risks import RiskRow
from app.domain.errors import Refusal
from app.domain.units import Unit

T = TypeVar("T", bound=Thing)

_ROWS: tuple[type[ThingRow], ...] = (
    AccountRow,
    DeviceRow,
    tables_city.UnitRow,
    tables_city.CaseRow,
    tables_city.TalkgroupRow,
    tables_city.MessageRow,
    tables_city.CameraRow,
    tables_city.LowPointRow,
    tables_city.AlarmRow,
    tables_city.WarningRow,
    tables_city.PlanRunRow,
    tables_city.FenceRow,
    RiskRow,
    MapViewRow,
)
ROW_OF: dict[type, type[ThingRow]] = {row.THING: row for row in _ROWS}


@dataclass(frozen=True, slots=True, kw_only=True)
class Live:
    """What lives in memory. A handler may read it; what it changes there it puts into `after_commit`."""

    clock: CityClock
    positions: Positions
    hub: Hub
    tokens: Tokens
    heard: Heard


class Transaction:
    """Handed to every order handler. Things go in and out as domain dataclasses; nothing here is committed yet.

    `session` is for reading, and for tables that are no nouns. `now_utc` is city time, the same for the whole write.
    `password_hash` is that of the password in the order's body, '' where there is none.
    """

    def __init__(self, session: AsyncSession, actor: Actor, live: Live, password_hash: str = "") -> None:
        self.session = session
        self.actor = actor
        self.live = live
        self.password_hash = password_hash
        self.now_utc = live.clock.now_utc()
        self.order = ""
        self.events: list[Event] = []
        self.entries: list[Entry] = []
        self.after_commit: list[Callable[[], None]] = []

    async def load(self, kind: type[T], thing_id: int, expected_version: int | None = None) -> T:
        """The thing as it stands. Refusals: `not_found`, `outside_area`, `version_clash` (with the current state)."""
        thing = await self.find(kind, thing_id)
        if thing is None:
            raise Refusal("not_found", f"There is no {kind.__name__.lower()} {thing_id}.", 404)
        area_code = getattr(thing, "area_code", None)
        if area_code is not None:
            require_covers(self.actor, area_code)
        if expected_version is not None and thing.version != expected_version:
            raise Clash(thing)
        return thing

    async def load_all(self, kind: type[T], ids: Collection[int]) -> list[T]:
        """As `load`, for many things in one step and in the order of `ids`, whatever their version."""
        row = ROW_OF[kind]
        rows = await self.session.scalars(select(row).where(row.id.in_(ids)))
        found: dict[int, T] = {one.id: one.thing() for one in rows}
        for thing_id in ids:
            if thing_id not in found:
                raise Refusal("not_found", f"There is no {kind.__name__.lower()} {thing_id}.", 404)
        for thing in found.values():
            if (area_code := getattr(thing, "area_code", None)) is not None:
                require_covers(self.actor, area_code)
        return [found[thing_id] for thing_id in ids]

    async def find(self, kind: type[T], thing_id: int) -> T | None:
        """The thing, or None; without any check of area or version, for things that an order only looks at."""
        row = await self.session.get(ROW_OF[kind], thing_id)
        return None if row is None else cast(T, row.thing())

    async def add(self, thing: T, event: str | None, **more: Any) -> T:
        """Keep a new thing (id 0: the database counts) and say so on the feed. `more`: columns outside the thing.

        `event` is the past-tense type, None for nouns that are not on the feed. Refusal `already_exists` where a name
        or number is taken.
        """
        (made,) = await self.add_all([thing], event, **more)
        return made

    async def add_all(self, things: Sequence[T], event: str | None, **more: Any) -> list[T]:
        """As `add`, for many things in one step: a plan's hundreds of messages must not hold the write lock long."""
        for thing in things:
            _require_fitting(ROW_OF[type(thing)], thing)
        rows = [ROW_OF[type(thing)].of(thing, **more) for thing in things]
        self.session.add_all(rows)
        await self._flush()
        made: list[T] = [replace(cast(Any, thing), id=row.id) for thing, row in zip(things, rows, strict=True)]
        for row, thing in zip(rows, made, strict=True):
            self._record(row, thing, None, event)
            if isinstance(thing, Unit):
                self.after_commit.append(partial(self.live.positions.enroll, thing.id, thing.area_code))
        return made

    async def save(self, thing: T, event: str | None, **more: Any) -> T:
        """Keep the changed thing with its next version, audit it, and say so on the feed."""
        (after,) = await self.save_all([thing], event, **more)
        return after

    async def save_all(self, things: Sequence[T], event: str | None, **more: Any) -> list[T]:
        """As `save`, for many things in one step: the end of a plan frees hundreds."""
        saved: list[tuple[ThingRow, T, T]] = []
        for thing in things:
            row = await self._row(thing)
            before = row.thing()
            after: T = replace(cast(Any, thing), version=before.version + 1)
            self._write(row, after, more)
            saved.append((row, after, before))
        await self._flush()
        for row, after, before in saved:
            self._record(row, after, before, event)
        return [after for _row, after, _before in saved]

    async def measure(self, thing: T, event: str) -> T:
        """Keep what a sensor or a terminal says of a thing and tell the feed; no order, so no audit and no version.

        The version stays: a seat that saw 12 cm a moment ago may still close the road at 13.
        """
        row = await self._row(thing)
        after: T = replace(cast(Any, thing), version=row.version)
        self._write(row, after, {})
        await self._flush()
        self.emit(event, row.NOUN, after, getattr(after, "area_code", ""))
        return after

    def emit(self, event: str, noun: str, thing: Any, area_code: str) -> None:
        """Say on the feed what a noun without a row of its own (rain) is now."""
        self.events.append(
            Event(
                at_utc=self.now_utc,
                type=event,
                noun=noun,
                thing_id=getattr(thing, "id", 0),
                area_code=area_code,
                thing=msgspec.json.encode(thing),
            )
        )

    def note(self, noun: str, thing_id: int, before: Any, after: Any) -> None:
        """An audit entry for a change that has no row of its own, such as the clock."""
        self.entries.append(
            Entry(
                account_id=self.actor.account_id,
                login=self.actor.login,
                seat=self.actor.seat,
                order=self.order,
                noun=noun,
                thing_id=thing_id,
                before=before,
                after=after,
            )
        )

    async def _row(self, thing: Thing) -> ThingRow:
        row = await self.session.get(ROW_OF[type(thing)], thing.id)
        if row is None:
            raise Refusal("not_found", f"There is no {type(thing).__name__.lower()} {thing.id}.", 404)
        return row

    @staticmethod
    def _write(row: ThingRow, thing: Any, more: dict[str, Any]) -> None:
        _require_fitting(type(row), thing)
        row.take(thing)
        for column, value in more.items():
            setattr(row, column, value)

    async def _flush(self) -> None:
        try:
            await self.session.flush()
        except IntegrityError as error:
            raise Refusal("already_exists", "Another one has that name or number, or it names none.", 409) from error

    def _record(self, row: ThingRow, after: Thing, before: Thing | None, event: str | None) -> None:
        self.note(row.NOUN, after.id, before, after)
        if event is not None:
            self.emit(event, row.NOUN, after, getattr(after, "area_code", ""))


@cache
def _limits(row: type[ThingRow]) -> dict[str, int]:
    """The longest text of each column that has a limit."""
    types = {name: column.type for name, column in inspect(row).columns.items()}
    return {name: kind.length for name, kind in types.items() if isinstance(kind, String) and kind.length}


def _require_fitting(row: type[ThingRow], thing: Thing) -> None:
    """Refuse a text that its column does not hold; PostgreSQL would fail on it, and SQLite would keep it."""
    for name, limit in _limits(row).items():
        value = getattr(thing, name, None)
        if isinstance(value, str) and len(value) > limit:
            raise Refusal("text_too_long", f"The {name.replace('_', ' ')} has at most {limit} characters.")
