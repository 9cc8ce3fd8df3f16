"""A plan does what its preview said: tasks and messages for the same units; levels add; an end is an end."""

from __future__ import annotations

import msgspec
import pytest

from app.api import order_bodies, routes
from app.api.order_bodies import ChangeUnitStatus
from app.backend.comms import ReceiptHeard, ReceiptsHeard
from app.backend.plans import TaskHeard, TasksHeard
from app.domain.comms import LONGEST_TEXT
from app.domain.errors import Refusal
from app.domain.levels import Level
from app.domain.plans import PlanPreview, PlanRun, TaskState
from app.domain.units import Unit, UnitStatus
from tests.two_streets import (
    COLLECTOR,
    IN_NORTH,
    IN_SOUTH,
    OFFICER,
    PUMP_TRUCK,
    SECOND_OFFICER,
    SOUTH_OFFICER,
    Hall,
    Seat,
)  # fmt: skip

RED = {"template_id": "flood", "level": "red"}


async def preview(leader: Seat, level: Level) -> PlanPreview:
    path = routes.PLAN_PREVIEW.format(template_id="flood")
    answer = await leader.get(path, params={"level": level.value})
    assert answer.status_code == 200, answer.text
    return msgspec.convert(answer.json(), PlanPreview)


async def only_run(hall: Hall, leader: Seat) -> PlanRun:
    (run,) = (await hall.snapshot(leader)).plan_runs
    return run


async def heard(hall: Hall, run_id: int, states: dict[int, TaskState]) -> int:
    """The terminals say so of tasks, by their ids; the run's version after it."""
    words = tuple(TaskHeard(task_id=task_id, state=state) for task_id, state in states.items())
    return (await hall.hears("tasks_heard", TasksHeard(heard=words), run_id)).version


async def unit_of(hall: Hall, leader: Seat, unit_id: int) -> Unit:
    return next(unit for unit in (await hall.snapshot(leader)).units if unit.id == unit_id)


async def filed_case(leader: Seat) -> tuple[int, int]:
    """A case that waits for a unit: its id and version."""
    case_id = await leader.done("open_case", {"category_code": "E0506", "source": "seat", **IN_NORTH})
    return case_id, await leader.done("file_case", {"standard_id": "E0506-1"}, case_id, 1)


async def test_a_start_does_what_the_preview_said(hall: Hall, leader: Seat) -> None:
    hall.locate(OFFICER, **IN_NORTH)
    hall.locate(SOUTH_OFFICER, **IN_SOUTH)
    await hall.hears("change_unit_status", ChangeUnitStatus(status=UnitStatus.OFF_DUTY), COLLECTOR)
    seen = await preview(leader, Level.RED)
    await leader.done("start_plan", RED)
    run = await only_run(hall, leader)
    given: dict[str, list[int]] = {}
    for task in run.tasks:
        given.setdefault(task.step_id, []).append(task.unit_id)
        assert task.due_utc is not None
    assert {row.step_id: list(row.unit_ids) for row in seen.rows if row.unit_ids} == given
    assert given["flood-4-watch"] == [OFFICER, SOUTH_OFFICER]
    assert COLLECTOR not in {unit for units in given.values() for unit in units}
    assert seen.unit_count == len({task.unit_id for task in run.tasks})
    assert set(seen.unreachable_unit_ids) == {task.unit_id for task in run.tasks} - {OFFICER, SOUTH_OFFICER}
    messages = (await hall.snapshot(leader)).messages
    assert sorted(m.unit_id for m in messages if m.unit_id) == sorted({task.unit_id for task in run.tasks})
    assert all(receipt.delivered_utc is None for message in messages for receipt in message.receipts)


async def test_a_watcher_knows_the_low_point_from_the_task_and_from_the_text(hall: Hall, leader: Seat) -> None:
    hall.locate(OFFICER, **IN_NORTH)
    hall.locate(SOUTH_OFFICER, **IN_SOUTH)
    (row,) = (row for row in (await preview(leader, Level.RED)).rows if row.step_id == "flood-4-watch")
    await leader.done("start_plan", RED)
    seen = await hall.snapshot(leader)
    (run,) = seen.plan_runs
    posts = {task.unit_id: task.facility_id for task in run.tasks if task.step_id == "flood-4-watch"}
    assert posts == dict(zip(row.unit_ids, row.facility_ids, strict=True))
    name_of = {point.id: point.name for point in seen.low_points}
    assert len(set(posts.values())) == len(posts) == 2
    for unit_id, facility_id in posts.items():
        (text,) = (message.text for message in seen.messages if message.unit_id == unit_id)
        assert facility_id is not None
        assert text.count(name_of[facility_id]) == 1
        assert ":" not in text, "half-width among Chinese"
    assert {task.facility_id for task in run.tasks if task.step_id != "flood-4-watch"} == {None}


async def test_a_task_holds_its_unit_until_it_is_done(hall: Hall, leader: Seat) -> None:
    run_id = await leader.done("start_plan", RED)
    run = await only_run(hall, leader)
    (pump,) = (task for task in run.tasks if task.unit_id == PUMP_TRUCK)
    for state, status in (
        (TaskState.DELIVERED, UnitStatus.AVAILABLE),
        (TaskState.ACKNOWLEDGED, UnitStatus.EN_ROUTE),
        (TaskState.ON_SCENE, UnitStatus.ON_SCENE),
        (TaskState.DONE, UnitStatus.AVAILABLE),
    ):
        hall.later(minutes=1)
        seq = hall.core.hub.seq
        await heard(hall, run_id, {pump.id: state})
        unit = await unit_of(hall, leader, PUMP_TRUCK)
        assert unit.status is status
        assert hall.core.hub.seq == seq + (1 if state is TaskState.DELIVERED else 2)
        if state is not TaskState.DELIVERED:
            assert unit.status_since_utc == hall.core.clock.now_utc()


async def test_a_unit_with_two_tasks_is_free_when_none_is_left(hall: Hall, leader: Seat) -> None:
    hall.locate(OFFICER, **IN_NORTH)
    run_id = await leader.done("start_plan", RED)
    watch, everyone = (task.id for task in (await only_run(hall, leader)).tasks if task.unit_id == OFFICER)
    await heard(hall, run_id, {watch: TaskState.ON_SCENE, everyone: TaskState.ACKNOWLEDGED})
    assert (await unit_of(hall, leader, OFFICER)).status is UnitStatus.ON_SCENE
    version = await heard(hall, run_id, {watch: TaskState.DONE})
    assert (await unit_of(hall, leader, OFFICER)).status is UnitStatus.EN_ROUTE
    await leader.done("mark_task", {"task_id": everyone, "done": True}, run_id, version)
    assert (await unit_of(hall, leader, OFFICER)).status is UnitStatus.AVAILABLE


async def test_the_end_of_a_run_frees_its_units_in_one_step_but_for_who_has_a_case(hall: Hall, leader: Seat) -> None:
    case_id, version = await filed_case(leader)
    run_id = await leader.done("start_plan", RED)
    tasks = (await only_run(hall, leader)).tasks
    await heard(hall, run_id, {task.id: TaskState.ON_SCENE for task in tasks})
    await leader.done("dispatch_case", {"department_code": "D04", "unit_id": OFFICER}, case_id, version)
    await hall.hears("change_unit_status", ChangeUnitStatus(status=UnitStatus.OFF_DUTY), SECOND_OFFICER)
    run = await only_run(hall, leader)
    seq = hall.core.hub.seq
    await leader.done("end_plan", {}, run_id, run.version)
    units = {unit.id: unit.status for unit in (await hall.snapshot(leader)).units}
    assert units.pop(OFFICER) is UnitStatus.EN_ROUTE
    assert units.pop(SECOND_OFFICER) is UnitStatus.OFF_DUTY
    assert set(units.values()) == {UnitStatus.AVAILABLE}
    assert hall.core.hub.seq == seq + 1 + len(units)


async def test_after_its_case_a_unit_is_back_at_its_task(hall: Hall, leader: Seat) -> None:
    case_id, version = await filed_case(leader)
    run_id = await leader.done("start_plan", RED)
    (task,) = (task for task in (await only_run(hall, leader)).tasks if task.unit_id == OFFICER)
    await leader.done("dispatch_case", {"department_code": "D04", "unit_id": OFFICER}, case_id, version)
    await heard(hall, run_id, {task.id: TaskState.ACKNOWLEDGED})
    for order, status in (("accept", UnitStatus.EN_ROUTE), ("arrive", UnitStatus.ON_SCENE)):
        await hall.hears(f"{order}_case", order_bodies.Note(), case_id)
        assert (await unit_of(hall, leader, OFFICER)).status is status
    await hall.hears("finish_case", order_bodies.Note(), case_id)
    unit = await unit_of(hall, leader, OFFICER)
    assert (unit.case_id, unit.status) == (None, UnitStatus.EN_ROUTE)


async def test_who_answers_a_task_off_duty_is_called_in(hall: Hall, leader: Seat) -> None:
    run_id = await leader.done("start_plan", RED)
    (task,) = (task for task in (await only_run(hall, leader)).tasks if task.unit_id == COLLECTOR)
    await hall.hears("change_unit_status", ChangeUnitStatus(status=UnitStatus.OFF_DUTY), COLLECTOR)
    await heard(hall, run_id, {task.id: TaskState.DELIVERED})
    assert (await unit_of(hall, leader, COLLECTOR)).status is UnitStatus.OFF_DUTY
    await heard(hall, run_id, {task.id: TaskState.ACKNOWLEDGED})
    assert (await unit_of(hall, leader, COLLECTOR)).status is UnitStatus.EN_ROUTE
    for said, status in (
        (UnitStatus.OFF_DUTY, UnitStatus.OFF_DUTY),
        (UnitStatus.AVAILABLE, UnitStatus.EN_ROUTE),
        (UnitStatus.BUSY, UnitStatus.BUSY),
    ):
        await hall.hears("change_unit_status", ChangeUnitStatus(status=said), COLLECTOR)
        assert (await unit_of(hall, leader, COLLECTOR)).status is status


async def test_a_higher_level_adds_and_a_lower_one_takes_nothing_back(hall: Hall, leader: Seat) -> None:
    run_id = await leader.done("start_plan", {"template_id": "flood", "level": "blue"})
    before = (await only_run(hall, leader)).tasks
    version = await leader.done("change_plan_level", {"level": "yellow"}, run_id, 1)
    after = (await only_run(hall, leader)).tasks
    assert after[: len(before)] == before
    assert {task.step_id for task in after[len(before) :]} == {"flood-3-pump"}
    assert len({task.id for task in after}) == len(after)
    assert await leader.refused("change_plan_level", {"level": "yellow"}, run_id, version) == (409, "plan_level_same")
    version = await leader.done("change_plan_level", {"level": "blue"}, run_id, version)
    await leader.done("change_plan_level", {"level": "yellow"}, run_id, version)
    assert (await only_run(hall, leader)).tasks == after


async def test_tasks_move_on_by_the_field_and_by_a_seat(hall: Hall, leader: Seat) -> None:
    run_id = await leader.done("start_plan", RED)
    first, second = (await only_run(hall, leader)).tasks[:2]
    words = (
        TaskHeard(task_id=first.id, state=TaskState.DELIVERED),
        TaskHeard(task_id=first.id, state=TaskState.ON_SCENE),
    )
    seq = hall.core.hub.seq
    run = await hall.hears("tasks_heard", TasksHeard(heard=words), run_id)
    assert hall.core.hub.seq == seq + 2  # the run's, and that of the unit that is on scene now
    await hall.hears("tasks_heard", TasksHeard(heard=words[:1]), run_id)  # too late: passed over
    assert hall.core.hub.seq == seq + 2
    version = await leader.done("mark_task", {"task_id": second.id, "done": True}, run_id, run.version)
    assert await leader.refused("mark_task", {"task_id": second.id}, run_id, version) == (409, "task_already_marked")
    tasks = (await only_run(hall, leader)).tasks
    assert [task.state for task in tasks[:2]] == [TaskState.ON_SCENE, TaskState.DONE]


async def test_an_ended_plan_takes_no_more_orders(hall: Hall, leader: Seat) -> None:
    run_id = await leader.done("start_plan", RED)
    assert await leader.refused("start_plan", RED) == (409, "plan_running")
    version = await leader.done("end_plan", {}, run_id, 1)
    for name, body in (("end_plan", {}), ("change_plan_level", {"level": "blue"}), ("mark_task", {"task_id": 1})):
        assert await leader.refused(name, body, run_id, version) == (409, "plan_ended")
    await leader.done("start_plan", RED)


async def test_a_drill_runs_beside_the_real_thing_and_says_so(hall: Hall, leader: Seat) -> None:
    await leader.done("start_plan", RED)
    await leader.done("start_plan", {**RED, "drill": True})
    texts = [message.text for message in (await hall.snapshot(leader)).messages]
    assert sum(text.startswith("【演练】") for text in texts) == len(texts) / 2


async def test_texts_and_their_receipts(hall: Hall, leader: Seat) -> None:
    message_id = await leader.done("send_message", {"text": "收到请回复", "talkgroup_id": 1})
    (message,) = (await hall.snapshot(leader)).messages
    assert [receipt.unit_id for receipt in message.receipts] == [1, 2, 3, 4]
    seq = hall.core.hub.seq
    words = (ReceiptHeard(unit_id=2), ReceiptHeard(unit_id=3), ReceiptHeard(unit_id=2, read=True))
    await hall.hears("receipts_heard", ReceiptsHeard(heard=words), message_id)
    assert hall.core.hub.seq == seq + 1, "one event for all of them"
    hall.later(minutes=1)
    await hall.hears("receipts_heard", ReceiptsHeard(heard=words[:1]), message_id)
    assert hall.core.hub.seq == seq + 1, "nothing new"
    (message,) = (await hall.snapshot(leader)).messages
    receipt = message.receipts[1]
    assert receipt.delivered_utc == receipt.read_utc == message.sent_utc
    assert (message.receipts[2].delivered_utc, message.receipts[2].read_utc) == (message.sent_utc, None)
    assert message.receipts[0].delivered_utc is None
    with pytest.raises(Refusal, match="not sent to that unit"):
        await hall.hears("receipts_heard", ReceiptsHeard(heard=(ReceiptHeard(unit_id=5),)), message_id)


async def test_a_text_has_one_address_and_some_words(leader: Seat) -> None:
    assert await leader.refused("send_message", {"text": "x"}) == (422, "one_address")
    assert await leader.refused("send_message", {"text": "x", "unit_id": 1, "talkgroup_id": 1}) == (422, "one_address")
    assert await leader.refused("send_message", {"text": " ", "unit_id": 1}) == (422, "text_length")
    too_long = {"text": "x" * (LONGEST_TEXT + 1), "unit_id": 1}
    assert await leader.refused("send_message", too_long) == (422, "text_length")
    await leader.done("send_message", {"text": "x" * LONGEST_TEXT, "unit_id": 1})
