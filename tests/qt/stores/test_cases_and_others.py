"""What the stores answer about cases, alarms, plans, water, messages, cameras and the link."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from pytestqt.qtbot import QtBot

from app.api.frames import ClockState
from app.api.link import LinkReport, LinkState
from app.api.sink import Event
from app.domain.alarms import Alarm, AlarmKind, WeatherWarning
from app.domain.cameras import Camera
from app.domain.cases import Assignment, AssignmentState, CaseStage
from app.domain.comms import Message, MessageReceipts, Receipt
from app.domain.facilities import LowPoint, LowPointKind, Rain
from app.domain.levels import Level
from app.domain.plans import PlanRun, PlanTask, TaskState
from tests.sample_desk import Desk
from tests.sample_things import NOW, STREET, case, snapshot, unit


def alarm(number: int, level: Level, **parts: object) -> Alarm:
    given = {"kind": AlarmKind.WATER_LEVEL, "raised_utc": NOW + timedelta(seconds=number), **parts}
    return Alarm(
        id=number,
        version=1,
        level=level,
        title="x",
        title_gloss="x",
        lat_deg=30.5,
        lon_deg=112.3,
        area_code=STREET,
        **given,  # type: ignore[arg-type]
    )


def test_board_columns_hold_open_cases_the_most_urgent_first(qtbot: QtBot) -> None:
    late = case(1, due_utc=NOW - timedelta(minutes=1))
    soon = case(2, due_utc=NOW + timedelta(minutes=5))
    closed = case(3, stage=CaseStage.CLOSED, due_utc=None)
    desk = Desk(cases=(soon, closed, late))
    cases = desk.stores.cases
    assert [c.id for c in cases.open()] == [1, 2]
    assert [c.id for c in cases.by_stage()[CaseStage.FILING]] == [1, 2]
    assert CaseStage.CLOSED not in cases.by_stage()
    assert cases.get(3) == closed


def test_a_case_leaves_the_board_when_it_closes(qtbot: QtBot) -> None:
    desk = Desk(cases=(case(1), case(2)))
    changed: list[list[int]] = []
    desk.stores.cases.cases_changed.connect(changed.append)
    thing = case(1, version=2, stage=CaseStage.CLOSED)
    desk.writer.write_frame([Event(seq=2, at_utc=NOW, type="case_closed", noun="cases", thing=thing)], [])
    assert [c.id for c in desk.stores.cases.open()] == [2]
    assert changed == [[1]]


@pytest.mark.parametrize(
    ("minutes", "remaining_s", "level", "overdue"),
    [(0, 1800, None, False), (21, 540, Level.YELLOW, False), (31, -60, Level.RED, True)],
)
def test_a_timer_is_green_yellow_then_overdue(
    qtbot: QtBot, minutes: int, remaining_s: float, level: Level | None, overdue: bool
) -> None:
    timer = Desk().stores.cases.timer(case(1), NOW + timedelta(minutes=minutes))
    assert (timer.remaining_s, timer.level, timer.overdue) == (remaining_s, level, overdue)


def test_cases_of_a_unit(qtbot: QtBot) -> None:
    sent = Assignment(department_code="D01", unit_id=4, state=AssignmentState.SENT, sent_utc=NOW)
    desk = Desk(cases=(case(1), case(2, stage=CaseStage.HANDLING, assignment=sent)))
    assert [c.id for c in desk.stores.cases.of_unit(4)] == [2]


def test_alarms_gravest_then_newest_and_sos_unowned_first(qtbot: QtBot) -> None:
    owned_sos = alarm(5, Level.RED, kind=AlarmKind.SOS, owner="Lu")
    sos = alarm(4, Level.RED, kind=AlarmKind.SOS)
    closed = alarm(6, Level.RED, closed_utc=NOW)
    desk = Desk(alarms=(alarm(1, Level.YELLOW), alarm(2, Level.RED), alarm(3, Level.RED), owned_sos, sos, closed))
    alarms = desk.stores.alarms
    assert [a.id for a in alarms.open()] == [5, 4, 3, 2, 1]
    assert [a.id for a in alarms.sos()] == [4, 5]
    assert [a.id for a in alarms.unowned()] == [4, 3, 2, 1]


def test_lifted_warnings_are_not_in_force(qtbot: QtBot) -> None:
    def warning(number: int, level: Level, lifted: bool) -> WeatherWarning:
        return WeatherWarning(
            id=number,
            version=1,
            type_code="02",
            level=level,
            title="",
            title_gloss="",
            area_code="990106",
            issued_utc=NOW,
            lifted_utc=NOW if lifted else None,
        )

    desk = Desk(warnings=(warning(1, Level.BLUE, False), warning(2, Level.RED, True), warning(3, Level.ORANGE, False)))
    assert [w.id for w in desk.stores.alarms.warnings()] == [3, 1]


def run(number: int, level: Level, *states: TaskState, drill: bool = False, ended: bool = False) -> PlanRun:
    return PlanRun(
        id=number,
        version=1,
        template_id="flood",
        level=level,
        drill=drill,
        started_utc=NOW,
        started_by="Lu",
        area_code="990106",
        ended_utc=NOW if ended else None,
        tasks=tuple(
            PlanTask(id=n, step_id="s", unit_id=n // 2, state=state, sent_utc=NOW) for n, state in enumerate(states)
        ),
    )


def test_the_gravest_real_run_governs_the_hall(qtbot: QtBot) -> None:
    runs = (run(1, Level.RED, ended=True), run(2, Level.ORANGE, drill=True), run(3, Level.BLUE), run(4, Level.YELLOW))
    plans = Desk(plan_runs=runs).stores.plans
    active = plans.active()
    assert active is not None
    assert (active.id, plans.response_level()) == (4, Level.YELLOW)


def test_progress_counts_each_task_for_all_it_has_reached(qtbot: QtBot) -> None:
    states = (TaskState.SENT, TaskState.DELIVERED, TaskState.DONE, TaskState.SENT, TaskState.ON_SCENE)
    progress = Desk().stores.plans.progress(run(1, Level.RED, *states))
    assert (progress.total, progress.delivered, progress.acknowledged, progress.on_scene, progress.done) == (
        5,
        3,
        2,
        2,
        1,
    )
    assert progress.silent_unit_ids == (0,), "unit 1 has acknowledged one of its two"


def low_point(number: int, depth_cm: float, closing_cm: float = 30.0, minute: int = 0) -> LowPoint:
    return LowPoint(
        id=number,
        version=1,
        kind=LowPointKind.UNDERPASS,
        name="下穿",
        gloss="Underpass",
        lat_deg=30.5,
        lon_deg=112.3,
        area_code=STREET,
        closing_depth_cm=closing_cm,
        depth_cm=depth_cm,
        rising_cm_per_10min=0.0,
        measured_utc=NOW + timedelta(minutes=minute),
    )


def test_low_points_are_ranked_by_their_own_closing_depth(qtbot: QtBot) -> None:
    points = (low_point(1, 20.0, 100.0), low_point(2, 24.0, 25.0), low_point(3, 24.0, 60.0), low_point(4, 26.0, 25.0))
    assert [p.id for p in Desk(low_points=points).stores.facilities.low_points()] == [4, 2, 3, 1]


def test_water_history_is_sampled_once_a_minute_and_outlives_a_snapshot(qtbot: QtBot) -> None:
    desk = Desk(low_points=(low_point(1, 1.0),))
    for minute, depth_cm in ((0, 1.5), (1, 2.0), (2, 3.0)):
        thing = low_point(1, depth_cm, minute=minute)
        desk.writer.write_frame([Event(seq=1, at_utc=NOW, type="x", noun="low_points", thing=thing)], [])
    desk.writer.write_snapshot(snapshot(low_points=(low_point(1, 4.0, minute=3),)))
    at_s, depth_cm_course = desk.stores.facilities.history(1)
    assert depth_cm_course.tolist() == [1.0, 2.0, 3.0, 4.0]
    assert (at_s[1:] - at_s[:-1]).tolist() == [60.0] * 3


def test_city_rain_is_the_mean_of_its_areas(qtbot: QtBot) -> None:
    rain = tuple(Rain(area_code=str(n), rate_mm_per_h=10.0 * n, hour_mm=n) for n in (1, 3))
    facilities = Desk(rain=rain).stores.facilities
    assert facilities.city_rain().rate_mm_per_h == 20.0
    assert facilities.rain_history()[1].tolist() == [20.0]


def test_messages_to_a_unit_include_those_to_its_group(qtbot: QtBot) -> None:
    def message(number: int, **parts: object) -> Message:
        return Message(
            id=number,
            version=1,
            sender="Lu",
            seat="L1",
            text="go",
            sent_utc=NOW + timedelta(seconds=number),
            area_code=STREET,
            **parts,  # type: ignore[arg-type]
        )

    messages = (
        message(1, unit_id=4),
        message(2, talkgroup_id=9, receipts=(Receipt(unit_id=4), Receipt(unit_id=5))),
        message(3, unit_id=5),
    )
    comms = Desk(messages=messages).stores.comms
    assert [m.id for m in comms.messages()] == [3, 2, 1]
    assert [m.id for m in comms.messages_with(unit_id=4)] == [2, 1]
    assert [m.id for m in comms.messages_with(talkgroup_id=9)] == [2]


def test_receipts_that_changed_are_put_into_their_message(qtbot: QtBot) -> None:
    text = Message(
        id=1, version=1, sender="Lu", seat="L1", text="go", sent_utc=NOW, area_code=STREET,
        receipts=(Receipt(unit_id=5), Receipt(unit_id=4), Receipt(unit_id=6)),
    )  # fmt: skip
    desk = Desk(messages=(text,))

    def heard(version: int, *receipts: Receipt, message_id: int = 1) -> Message | None:
        thing = MessageReceipts(id=message_id, version=version, area_code=STREET, receipts=receipts)
        event = Event(seq=2, at_utc=NOW, type="message_delivered", noun="receipts", thing=thing)
        desk.writer.write_frame((event,), ())
        return desk.stores.comms.message(message_id)

    delivered, read = Receipt(unit_id=4, delivered_utc=NOW), Receipt(unit_id=4, delivered_utc=NOW, read_utc=NOW)
    with qtbot.waitSignal(desk.stores.comms.comms_changed):
        assert heard(2, delivered) == replace(text, version=2, receipts=(text.receipts[0], delivered, text.receipts[2]))
    after = heard(3, read, Receipt(unit_id=6, delivered_utc=NOW))
    assert after == replace(text, version=3, receipts=(text.receipts[0], read, Receipt(unit_id=6, delivered_utc=NOW)))
    assert heard(2, delivered) == after, "an event that is written twice takes nothing back"
    assert heard(9, delivered, message_id=77) is None


def test_near_cameras_come_with_their_distance(qtbot: QtBot) -> None:
    def camera(number: int) -> Camera:
        return Camera(
            id=number,
            version=1,
            code="",
            name="",
            gloss="",
            lat_deg=30.55 + number * 0.001,
            lon_deg=112.3,
            heading_deg=0,
            field_deg=60,
            area_code=STREET,
            online=True,
        )

    near = Desk(cameras=tuple(camera(n) for n in (3, 1, 2))).stores.cameras.near(30.55, 112.3, 2)
    assert [c.id for c, _m in near] == [1, 2]
    assert near[0][1] == pytest.approx(111.2, abs=0.5)


def test_the_link_tells_only_what_can_be_seen_to_change(qtbot: QtBot) -> None:
    link = Desk().stores.link
    told: list[int] = []
    link.link_changed.connect(lambda: told.append(1))
    link.write(LinkReport(state=LinkState.LIVE, lag_ms=12.0, heard_monotonic_s=1.0))
    link.write(LinkReport(state=LinkState.LIVE, lag_ms=12.0, heard_monotonic_s=2.0))
    link.write(LinkReport(state=LinkState.STALE, lag_ms=12.0, heard_monotonic_s=2.0))
    assert len(told) == 2
    assert link.since_last_s() > 0


def test_the_city_clock_runs_at_its_rate_and_ticks_only_for_listeners(qtbot: QtBot) -> None:
    clock = Desk().stores.clock
    changed: list[int] = []
    clock.clock_changed.connect(lambda: changed.append(1))
    clock.write(ClockState(now_utc=NOW, rate=60.0, paused=False))
    qtbot.waitUntil(lambda: clock.now_utc() > NOW + timedelta(seconds=6), timeout=2000)
    assert clock.now_utc() < NOW + timedelta(seconds=60)
    clock.write(ClockState(now_utc=NOW, rate=60.0, paused=True))
    assert clock.now_utc() == NOW
    assert changed == [1, 1]
    assert not clock._ticker.isActive()
    with qtbot.waitSignal(clock.second_passed, timeout=3000):
        assert clock._ticker.isActive()
    qtbot.waitUntil(lambda: not clock._ticker.isActive(), timeout=3000)


def test_a_time_put_right_is_told_at_once_and_a_heartbeat_on_time_is_not(qtbot: QtBot) -> None:
    clock = Desk().stores.clock
    told: list[datetime] = []
    clock.second_passed.connect(lambda: told.append(clock.now_utc()))
    clock.write(ClockState(now_utc=NOW + timedelta(seconds=40), rate=1.0, paused=True))
    assert told == [NOW + timedelta(seconds=40)]
    clock.write(ClockState(now_utc=NOW + timedelta(seconds=40.5), rate=1.0, paused=True))
    assert len(told) == 1
    clock.write(ClockState(now_utc=NOW, rate=1.0, paused=True))
    assert told[1:] == [NOW]


def test_signing_out_forgets_what_was_seen(qtbot: QtBot) -> None:
    desk = Desk(units=(unit(1),), cases=(case(1),), alarms=(alarm(1, Level.RED),))
    desk.writer.forget()
    stores = desk.stores
    assert (stores.units.all(), stores.cases.all(), stores.alarms.open(), len(stores.units.ids)) == ([], [], [], 0)
