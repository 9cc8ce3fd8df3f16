"""Positions are columns: last wins, unknown units passed over, 10,000 rows well within a frame."""

from __future__ import annotations

import time

import numpy as np
from pytestqt.qtbot import QtBot

from app.api.frames import UNKNOWN_BYTE, UNKNOWN_HEADING, decode_positions, encode_positions
from app.api.sink import Event
from app.domain.comms import TerminalState
from app.domain.units import KIND_CODES, Freshness, UnitKind, UnitStatus
from tests.sample_desk import Desk
from tests.sample_things import NOW, positions, unit


def test_columns_follow_the_wire_and_last_wins(qtbot: QtBot) -> None:
    desk = Desk(units=(unit(3), unit(1), unit(7)))
    units = desk.stores.units
    assert units.ids.tolist() == [1, 3, 7]
    first = positions([7, 1])
    second = positions([7, 99, 7], lat=np.array([1, 2, 305_000_000]), heading=UNKNOWN_HEADING, battery=UNKNOWN_BYTE)
    desk.writer.write_frame((), [first, second])
    row = units.row_of(7)
    assert units.lat[row] == 30.5
    assert np.isnan(units.heading[row])
    assert units.battery_pct(7) is None
    assert units.heading[units.row_of(1)] == 90.0
    assert units.speed[units.row_of(1)] == 2.5
    assert units.position(3) is None
    assert units.age_s(1) == 10.0


def test_one_frame_makes_one_signal_of_each_kind(qtbot: QtBot) -> None:
    desk = Desk(units=tuple(unit(n) for n in range(1, 50)))
    units = desk.stores.units
    changed: list[list[int]] = []
    moved: list[int] = []
    units.units_changed.connect(changed.append)
    units.positions_changed.connect(lambda: moved.append(1))
    events = [
        Event(seq=n, at_utc=NOW, type="unit_changed", noun="units", thing=unit(n, version=2, status=UnitStatus.BUSY))
        for n in (4, 2, 4)
    ]
    desk.writer.write_frame(events, [positions([1, 2]), positions([2, 3])])
    assert changed == [[4, 2]]
    assert moved == [1]
    assert units.status[units.row_of(2)] == list(UnitStatus).index(UnitStatus.BUSY)


def test_an_older_version_never_overwrites_a_newer_one(qtbot: QtBot) -> None:
    desk = Desk(units=(unit(1, version=5, status=UnitStatus.BUSY),))
    event = Event(seq=9, at_utc=NOW, type="x", noun="units", thing=unit(1, version=4))
    desk.writer.write_frame([event], [])
    found = desk.stores.units.get(1)
    assert found is not None
    assert found.status is UnitStatus.BUSY


def test_a_newcomer_gets_a_row_and_the_others_keep_their_positions(qtbot: QtBot) -> None:
    desk = Desk(units=(unit(5), unit(6)))
    desk.writer.write_frame((), [positions([5, 6])])
    event = Event(seq=2, at_utc=NOW, type="unit_created", noun="units", thing=unit(2, kind=UnitKind.SWEEPER))
    desk.writer.write_frame([event], [positions([2])])
    units = desk.stores.units
    assert units.ids.tolist() == [5, 6, 2]
    assert not np.isnan(units.lat).any()
    assert KIND_CODES[units.kind[units.row_of(2)]] is UnitKind.SWEEPER


def test_a_fresh_snapshot_keeps_known_positions_and_drops_who_left(qtbot: QtBot) -> None:
    desk = Desk(units=(unit(1), unit(2)))
    desk.writer.write_frame((), [positions([1, 2])])
    changed: list[list[int]] = []
    desk.stores.units.units_changed.connect(changed.append)
    from tests.sample_things import snapshot

    desk.writer.write_snapshot(snapshot(units=(unit(2), unit(3))))
    units = desk.stores.units
    assert units.position(2) is not None
    assert (units.get(1), units.position(3)) == (None, None)
    assert sorted(changed[0]) == [1, 2, 3]


def test_age_is_city_time_and_decides_freshness_and_terminal(qtbot: QtBot) -> None:
    desk = Desk(units=tuple(unit(n) for n in range(1, 6)))
    fix_ms = NOW.timestamp() * 1000.0 - np.array([5.0, 60.0, 300.0, 5000.0]) * 1000.0
    desk.writer.write_frame((), [positions([1, 2, 3, 4], fix=fix_ms, battery=np.array([80, 10, 80, 80]))])
    units = desk.stores.units
    assert [units.freshness(n) for n in range(1, 6)] == [
        Freshness.FRESH,
        Freshness.AGEING,
        Freshness.STALE,
        Freshness.LOST,
        Freshness.LOST,
    ]
    assert [units.terminal_state(n) for n in (1, 2, 3, 5)] == [
        TerminalState.ONLINE,
        TerminalState.WEAK,
        TerminalState.OFFLINE,
        TerminalState.OFFLINE,
    ]


def test_ten_thousand_rows_cost_little_more_than_decoding_them(qtbot: QtBot) -> None:
    ids = np.arange(1, 10_001)
    desk = Desk(units=tuple(unit(int(n)) for n in ids))
    shuffled = np.random.default_rng(7).permutation(ids)
    frame = encode_positions(positions(shuffled))

    def best_s(work: object) -> float:
        times = []
        for _ in range(15):
            began = time.perf_counter()
            work()  # type: ignore[operator]
            times.append(time.perf_counter() - began)
        return min(times)

    columns = decode_positions(frame)
    apply_s = best_s(lambda: desk.writer.write_frame((), [columns]))

    def by_hand() -> None:
        for unit_id, lat in zip(columns["unit"].tolist(), columns["lat"].tolist(), strict=True):
            desk.stores.units.lat[desk.stores.units.row_of(unit_id)] = lat * 1e-7

    assert apply_s * 2 < best_s(by_hand), "columns must beat writing even one column row by row"
    assert desk.stores.units.lat[desk.stores.units.row_of(777)] == 30.55 + 777e-7
