"""A console that runs for weeks, and takes no new snapshot meanwhile, keeps no more than one would bring."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

from pytestqt.qtbot import QtBot

from app.api.frames import KEPT_IN_SIGHT, ClockState
from app.api.sink import Event
from app.domain.alarms import Alarm, AlarmKind, WeatherWarning
from app.domain.cases import CaseStage
from app.domain.comms import Message, Talkgroup
from app.domain.fences import Fence, FenceRule
from app.domain.levels import Level
from app.domain.plans import PlanRun
from app.stores import Stores
from tests.sample_desk import Desk
from tests.sample_things import NOW, STREET, case

OPEN, ENDED = 1, 2
HOUR = timedelta(hours=1)


def things(thing_id: int, ended_utc: datetime | None) -> dict[str, Any]:
    """One thing of every noun that ends, by noun."""
    common: dict[str, Any] = {"id": thing_id, "version": 1, "area_code": STREET}
    place: dict[str, Any] = {"lat_deg": 30.5, "lon_deg": 112.3}
    named: dict[str, Any] = {"name": "x", "gloss": "x"}
    titled: dict[str, Any] = {"title": "x", "title_gloss": "x", "level": Level.RED}
    stage = CaseStage.FILING if ended_utc is None else CaseStage.CLOSED
    return {
        "cases": case(thing_id, stage=stage, closed_utc=ended_utc),
        "talkgroups": Talkgroup(**common, **named, member_ids=(), temporary=True, ended_utc=ended_utc),
        "alarms": Alarm(
            **common, **place, **titled, kind=AlarmKind.WATER_LEVEL, raised_utc=NOW, closed_utc=ended_utc
        ),
        "warnings": WeatherWarning(**common, **titled, type_code="02", issued_utc=NOW, lifted_utc=ended_utc),
        "plan_runs": PlanRun(
            **common, template_id="flood", level=Level.RED, drill=False, started_utc=NOW, started_by="Lu", tasks=(),
            ended_utc=ended_utc,
        ),
        "fences": Fence(
            **common, **named, rule=FenceRule.KEEP_OUT, level=Level.RED, made_utc=NOW, made_by="Lu",
            points=((30.5, 112.3), (30.6, 112.3), (30.6, 112.4)), closed_utc=ended_utc,
        ),
    }  # fmt: skip


def message(message_id: int, sent_utc: datetime) -> Message:
    return Message(
        id=message_id, version=1, sender="Lu", seat="L1", text="go", sent_utc=sent_utc, area_code=STREET, unit_id=4
    )


def known(stores: Stores) -> dict[str, set[int]]:
    pair = (OPEN, ENDED)
    finds: dict[str, Any] = {
        "cases": stores.cases.get,
        "talkgroups": stores.comms.talkgroup,
        "alarms": stores.alarms.get,
        "plan_runs": stores.plans.get,
        "fences": stores.fences.get,
    }
    return {noun: {thing_id for thing_id in pair if find(thing_id) is not None} for noun, find in finds.items()}


def tell(desk: Desk, now_utc: datetime, **by_noun: Any) -> None:
    """One frame of the feed, then a heartbeat."""
    events = [Event(seq=1, at_utc=now_utc, type="x", noun=noun, thing=thing) for noun, thing in by_noun.items()]
    desk.writer.write_frame(events, ())
    desk.writer.write_clock(ClockState(now_utc=now_utc, rate=1.0, paused=False))


def test_what_ended_goes_after_its_day_and_what_goes_on_stays(qtbot: QtBot) -> None:
    desk = Desk()
    tell(desk, NOW, **things(OPEN, None))
    tell(desk, NOW, **things(ENDED, NOW))
    tell(desk, NOW + KEPT_IN_SIGHT - HOUR)
    both = {OPEN, ENDED}
    assert all(ids == both for ids in known(desk.stores).values())
    with qtbot.waitSignal(desk.stores.cases.cases_changed) as told:
        tell(desk, NOW + KEPT_IN_SIGHT + HOUR)
    assert told.args == [[ENDED]]
    assert all(ids == {OPEN} for ids in known(desk.stores).values())
    assert list(desk.stores.alarms._warnings) == [OPEN]  # of those lifted it tells nobody


def test_a_message_goes_a_day_after_it_was_sent(qtbot: QtBot) -> None:
    desk = Desk()
    tell(desk, NOW, messages=message(1, NOW))
    tell(desk, NOW + KEPT_IN_SIGHT + HOUR, messages=message(2, NOW + KEPT_IN_SIGHT))
    assert [m.id for m in desk.stores.comms.messages()] == [2]


def test_nothing_is_told_where_nothing_went(qtbot: QtBot) -> None:
    desk = Desk()
    tell(desk, NOW, **things(OPEN, None))
    stores, told = desk.stores, list[str]()
    stores.cases.cases_changed.connect(lambda _ids: told.append("cases"))
    stores.comms.comms_changed.connect(lambda: told.append("comms"))
    stores.alarms.alarms_changed.connect(lambda: told.append("alarms"))
    stores.plans.plans_changed.connect(lambda: told.append("plans"))
    stores.fences.fences_changed.connect(lambda: told.append("fences"))
    tell(desk, NOW + 2 * KEPT_IN_SIGHT)
    assert told == []


def test_two_weeks_leave_no_more_than_a_day_and_an_hour(qtbot: QtBot) -> None:
    desk = Desk()
    most = 0
    for hour in range(14 * 24):
        now_utc = NOW + hour * HOUR
        tell(desk, now_utc, cases=case(hour + 1, stage=CaseStage.CLOSED, closed_utc=now_utc))
        most = max(most, len(desk.stores.cases.all()))
    assert most <= KEPT_IN_SIGHT / HOUR + 2
