"""A plan does what its preview said: tasks and messages for the same units; levels add; an end is an end."""

from __future__ import annotations

import msgspec

from app.api import routes
from app.backend.comms import MessageHeard
from app.backend.plans import TaskHeard, TasksHeard
from app.backend.units import ChangeUnitStatus
from app.domain.levels import Level
from app.domain.plans import PlanPreview, PlanRun, TaskState
from app.domain.units import UnitStatus
from tests.two_streets import COLLECTOR, IN_NORTH, IN_SOUTH, OFFICER, SOUTH_OFFICER, Hall, Seat

RED = {"template_id": "flood", "level": "red"}


async def preview(leader: Seat, level: Level) -> PlanPreview:
    path = routes.PLAN_PREVIEW.format(template_id="flood")
    answer = await leader.get(path, params={"level": level.value})
    assert answer.status_code == 200, answer.text
    return msgspec.convert(answer.json(), PlanPreview)


async def only_run(hall: Hall, leader: Seat) -> PlanRun:
    (run,) = (await hall.snapshot(leader)).plan_runs
    return run


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
    heard = await hall.hears("tasks_heard", TasksHeard(heard=words), run_id)
    assert hall.core.hub.seq == seq + 1
    await hall.hears("tasks_heard", TasksHeard(heard=words[:1]), run_id)  # too late: passed over
    assert hall.core.hub.seq == seq + 1
    version = await leader.done("mark_task", {"task_id": second.id, "done": True}, run_id, heard.version)
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
    await hall.hears("message_heard", MessageHeard(unit_id=2, read=True), message_id)
    hall.later(minutes=1)
    await hall.hears("message_heard", MessageHeard(unit_id=2), message_id)
    (message,) = (await hall.snapshot(leader)).messages
    receipt = message.receipts[1]
    assert receipt.delivered_utc == receipt.read_utc == message.sent_utc
    assert message.receipts[0].delivered_utc is None


async def test_a_text_has_one_address_and_some_words(leader: Seat) -> None:
    assert await leader.refused("send_message", {"text": "x"}) == (422, "one_address")
    assert await leader.refused("send_message", {"text": "x", "unit_id": 1, "talkgroup_id": 1}) == (422, "one_address")
    assert await leader.refused("send_message", {"text": " ", "unit_id": 1}) == (422, "text_length")
