"""A replay's stores: nothing that it writes is the present's, and going back leaves nothing behind."""

from __future__ import annotations

from dataclasses import fields, replace
from datetime import timedelta

import numpy as np

from app.stores.past import SHARED, past_stores
from app.stores.writer import StoreWriter
from tests.sample_night import NOW, snapshot
from tests.sample_seat import SampleSeat


def test_a_replay_writes_nothing_of_the_present(qapp: object) -> None:
    seat = SampleSeat(None)
    past = past_stores(seat.stores)
    assert {field.name for field in fields(past) if getattr(past, field.name) is getattr(seat.stores, field.name)} == (
        SHARED
    )
    before = {unit.id: unit for unit in seat.stores.units.all()}
    places = seat.stores.units.lat.copy()
    writer = StoreWriter(past)
    writer.write_snapshot(snapshot(units=(), cases=()))
    assert {unit.id: unit for unit in seat.stores.units.all()} == before
    assert seat.stores.cases.open()
    np.testing.assert_array_equal(seat.stores.units.lat, places)


def test_an_earlier_moment_leaves_nothing_of_a_later_one(qapp: object) -> None:
    seat = SampleSeat(None)
    past = past_stores(seat.stores)
    writer = StoreWriter(past)
    night = snapshot()
    units = past.units
    ids = np.array([unit.id for unit in night.units], "<i4")

    def places(count: int) -> dict[str, np.ndarray]:  # type: ignore[type-arg]
        first = ids[:count]
        whole = np.full(count, 305_000_000, "<i4")
        small = np.full(count, 3, "u1")
        return {
            "unit": first, "lat": whole, "lon": whole, "heading": small.astype("<u2"), "speed": small.astype("<u2"),
            "fix": np.full(count, NOW.timestamp() * 1000), "battery": small, "signal": small,
        }  # fmt: skip

    later = tuple(replace(case, version=case.version + 5) for case in night.cases)
    writer.write_past(replace(night, cases=later), places(4))
    earlier_clock = replace(night.clock, now_utc=NOW - timedelta(hours=1))
    writer.write_past(replace(night, clock=earlier_clock, cases=night.cases[:2]), places(2))
    assert [case.version for case in past.cases.all()] == [case.version for case in night.cases[:2]]
    assert [units.position(int(unit_id)) is not None for unit_id in ids[:4]] == [True, True, False, False]
    assert units.battery_pct(int(ids[3])) is None
    assert past.clock.now_utc() == NOW - timedelta(hours=1)
