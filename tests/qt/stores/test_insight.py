"""The six figures, and that each names what is behind it."""

from __future__ import annotations

from datetime import timedelta

from pytestqt.qtbot import QtBot

from app.api.frames import ClockState
from app.api.sink import Event
from app.domain.cases import CaseStage
from app.domain.facilities import LowPoint, LowPointKind, Rain
from app.domain.units import UnitStatus
from tests.sample_desk import Desk
from tests.sample_things import GRID, NOW, STREET, case, positions, unit

HOUR = timedelta(hours=1)


def test_cases_per_hour_names_the_reported_and_the_closed(qtbot: QtBot) -> None:
    desk = Desk(
        cases=(
            case(1, reported_utc=NOW - timedelta(minutes=5)),
            case(2, reported_utc=NOW - HOUR),
            case(3, reported_utc=NOW - HOUR, stage=CaseStage.CLOSED, closed_utc=NOW - timedelta(minutes=1)),
            case(4, reported_utc=NOW - 2 * HOUR, stage=CaseStage.VOID, closed_utc=NOW),
        )
    )
    hours = desk.stores.insight.cases_per_hour()
    assert len(hours) == 24
    assert (hours[-1].reported_ids, hours[-1].closed_ids) == ((1,), (3,))
    assert (hours[-2].reported_ids, hours[-3].reported_ids) == ((2, 3), (4,))
    assert hours[-1].start_utc.minute == 0


def test_open_by_stage_names_the_overdue(qtbot: QtBot) -> None:
    late = case(1, due_utc=NOW - timedelta(seconds=1))
    loads = {load.stage: load for load in Desk(cases=(late, case(2))).stores.insight.open_by_stage()}
    assert loads[CaseStage.FILING].case_ids == (1, 2)
    assert loads[CaseStage.FILING].overdue_ids == (1,)
    assert loads[CaseStage.HANDLING].case_ids == ()


def test_on_time_rate_counts_what_was_due(qtbot: QtBot) -> None:
    done, late_done = {"handling_due_utc": NOW, "on_time": True}, {"handling_due_utc": NOW, "on_time": False}
    pending = {"stage": CaseStage.HANDLING}
    desk = Desk(
        cases=(
            case(1, stage=CaseStage.CLOSED, **done),
            case(2, stage=CaseStage.VERIFICATION, **late_done),
            case(3, handling_due_utc=NOW - HOUR, **pending),
            case(4, handling_due_utc=NOW + HOUR, **pending),
            case(5, stage=CaseStage.VOID, **done),
            case(6, area_code="990106002001001"),
        )
    )
    first, second = desk.stores.insight.on_time_by_street()
    assert (first.area_code, first.on_time_ids, first.late_ids) == (STREET, (1,), (2, 3))
    assert first.rate == 1 / 3
    assert (second.area_code, second.rate) == ("990106002", None)
    assert GRID.startswith(STREET)


def test_top_categories_of_the_last_day(qtbot: QtBot) -> None:
    desk = Desk(
        cases=(
            case(1, category_code="E0102"),
            case(2, category_code="E0101", stage=CaseStage.CLOSED),
            case(3, category_code="E0101"),
            case(4, category_code="E0102", reported_utc=NOW - 25 * HOUR),
        )
    )
    top = desk.stores.insight.top_categories()
    assert [(load.category_code, load.case_ids, load.open_ids) for load in top] == [
        ("E0101", (2, 3), (3,)),
        ("E0102", (1,), (1,)),
    ]


def test_status_history_takes_one_sample_a_city_minute(qtbot: QtBot) -> None:
    desk = Desk(units=(unit(1), unit(2, status=UnitStatus.BUSY)))
    insight = desk.stores.insight
    for second in (10, 20, 70, 80, 130):
        desk.writer.write_clock(ClockState(now_utc=NOW + timedelta(seconds=second), rate=1.0, paused=True))
        desk.writer.write_frame((), [positions([1])])
    history = insight.status_history()
    assert (history.at_s - history.at_s[0]).tolist() == [0.0, 70.0, 130.0]
    assert history.counts[UnitStatus.BUSY].tolist() == [1.0, 1.0, 1.0]
    assert insight.units_in(UnitStatus.BUSY) == (2,)


def test_water_names_the_low_points_with_a_level(qtbot: QtBot) -> None:
    def point(number: int, depth_cm: float) -> LowPoint:
        return LowPoint(
            id=number,
            version=1,
            kind=LowPointKind.UNDERPASS,
            name="",
            gloss="",
            lat_deg=30.5,
            lon_deg=112.3,
            area_code=STREET,
            closing_depth_cm=30.0,
            depth_cm=depth_cm,
            rising_cm_per_10min=0.0,
            measured_utc=NOW,
        )

    desk = Desk(
        low_points=(point(1, 2.0), point(2, 31.0), point(3, 15.0)),
        rain=(Rain(area_code="1", rate_mm_per_h=7.0, hour_mm=3.0),),
    )
    water = desk.stores.insight.water()
    assert water.deepest is not None
    assert (water.deepest.id, water.low_point_ids) == (2, (2, 3))
    assert (water.deepest_cm.tolist(), water.rate_mm_per_h.tolist()) == ([31.0], [7.0])


def test_many_changes_make_one_word(qtbot: QtBot) -> None:
    desk = Desk(cases=(case(1),))
    told: list[int] = []
    desk.stores.insight.insight_changed.connect(lambda: told.append(1))
    for version in range(2, 40):
        event = Event(seq=version, at_utc=NOW, type="x", noun="cases", thing=case(1, version=version))
        desk.writer.write_frame([event], [])
    qtbot.waitUntil(lambda: bool(told), timeout=3000)
    assert told == [1]
