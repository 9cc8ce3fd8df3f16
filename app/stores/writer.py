"""The one door through which the feed writes the stores: all of a frame first, then one signal a store."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from app.api.frames import KEPT_IN_SIGHT, ClockState, Columns, Snapshot
from app.api.link import LinkReport, LinkState
from app.api.sink import Event
from app.stores import Stores

# City time: who takes no snapshot for weeks lets go of what ended this often.
_LET_GO_EVERY = timedelta(hours=1)


class StoreWriter:
    """A `FeedSink` on a bundle of stores."""

    def __init__(self, stores: Stores) -> None:
        self._stores = stores
        self._let_go_utc: datetime | None = None
        # What the things of a noun are written with; CHANGE_TYPES has made sure of their type.
        self._write: dict[str, Callable[[Iterable[Any]], None]] = {
            "units": stores.units.write,
            "cases": stores.cases.write,
            "talkgroups": stores.comms.write,
            "messages": stores.comms.write,
            "receipts": stores.comms.write,
            "cameras": stores.cameras.write,
            "low_points": stores.facilities.write,
            "rain": stores.facilities.write,
            "alarms": stores.alarms.write,
            "warnings": stores.alarms.write,
            "plan_runs": stores.plans.write,
            "fences": stores.fences.write,
            "risks": stores.risks.write,
            "map_views": stores.map_views.write,
        }

    def write_link(self, report: LinkReport) -> None:
        if report.state in (LinkState.STALE, LinkState.OFFLINE):
            self._stores.clock.hold()
        self._stores.link.write(report)

    def write_clock(self, clock: ClockState) -> None:
        self._stores.clock.write(clock)
        before_utc = self._let_go_utc
        if before_utc is None or abs(clock.now_utc - before_utc) >= _LET_GO_EVERY:
            self._let_go_utc = clock.now_utc
            self._let_go(clock.now_utc - KEPT_IN_SIGHT)

    def write_snapshot(self, snapshot: Snapshot) -> None:
        self._take(snapshot)
        self._announce()

    def write_past(self, snapshot: Snapshot, positions: Columns) -> None:
        """Another moment, maybe an earlier one: nothing that was known before holds."""
        self._stores.units.forget_positions()
        self._take(snapshot)
        self._stores.units.write_positions(positions)
        self._announce()

    def forget(self) -> None:
        """Somebody signed out: whoever sits here next may see less."""
        nothing: tuple[Any, ...] = ()
        stores = self._stores
        for store in (stores.units, stores.cases, stores.comms, stores.cameras, stores.facilities):
            store.replace(nothing)
        stores.alarms.replace(nothing)
        stores.plans.replace(nothing)
        stores.fences.replace(nothing)
        stores.risks.replace(nothing)
        stores.map_views.replace(nothing)
        self._announce()

    def write_frame(self, events: Sequence[Event], positions: Sequence[Columns]) -> None:
        for event in events:
            self._write[event.noun]((event.thing,))
        for columns in positions:
            self._stores.units.write_positions(columns)
        self._announce()

    def _let_go(self, before_utc: datetime) -> None:
        """As a snapshot of now would leave it out."""
        stores = self._stores
        for store in (stores.cases, stores.comms, stores.alarms, stores.plans, stores.fences):
            store.let_go(before_utc)
        self._announce()

    def _take(self, snapshot: Snapshot) -> None:
        stores = self._stores
        stores.clock.write(snapshot.clock)
        stores.units.replace(snapshot.units)
        stores.cases.replace(snapshot.cases, snapshot.epoch)
        stores.comms.replace((*snapshot.talkgroups, *snapshot.messages))
        stores.cameras.replace(snapshot.cameras)
        stores.facilities.replace((*snapshot.low_points, *snapshot.rain))
        stores.alarms.replace((*snapshot.alarms, *snapshot.warnings))
        stores.plans.replace(snapshot.plan_runs)
        stores.fences.replace(snapshot.fences)
        stores.risks.replace(snapshot.risks)
        stores.map_views.replace(snapshot.map_views)

    def _announce(self) -> None:
        stores = self._stores
        for store in (
            stores.units,
            stores.cases,
            stores.comms,
            stores.cameras,
            stores.facilities,
            stores.alarms,
            stores.plans,
            stores.fences,
            stores.risks,
            stores.map_views,
        ):
            store.announce()
