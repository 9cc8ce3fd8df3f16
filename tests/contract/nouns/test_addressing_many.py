"""One text to many units, and groups that are formed for one matter and ended with it."""

from __future__ import annotations

from app.domain.comms import MOST_ADDRESSED, Message, Talkgroup
from app.domain.duty import Role
from tests.two_streets import CITY, NORTH, OFFICER, PUMP_TRUCK, SOUTH_OFFICER, Hall, Seat


async def messages(hall: Hall, seat: Seat) -> list[Message]:
    return list((await hall.snapshot(seat)).messages)


async def temporary(hall: Hall, seat: Seat) -> list[Talkgroup]:
    return [group for group in (await hall.snapshot(seat)).talkgroups if group.temporary]


async def test_a_broadcast_is_one_message_with_a_receipt_for_each(hall: Hall, leader: Seat) -> None:
    before = len(await messages(hall, leader))
    await leader.done("send_message", {"text": "撤离", "unit_ids": [OFFICER, PUMP_TRUCK, OFFICER]})
    sent = await messages(hall, leader)
    assert len(sent) == before + 1
    message = max(sent, key=lambda one: one.id)
    assert (message.unit_id, message.talkgroup_id) == (None, None)
    assert [receipt.unit_id for receipt in message.receipts] == [OFFICER, PUMP_TRUCK]


async def test_a_text_has_one_kind_of_address(hall: Hall, leader: Seat) -> None:
    for body in ({}, {"unit_id": OFFICER, "unit_ids": [PUMP_TRUCK]}, {"unit_ids": []}):
        assert await leader.refused("send_message", {"text": "a", **body}) == (422, "one_address")


async def test_nobody_calls_units_of_another_area(hall: Hall) -> None:
    north_dispatcher = await hall.seat(Role.DISPATCHER, NORTH)
    both = [OFFICER, SOUTH_OFFICER]
    assert (await north_dispatcher.refused("send_message", {"text": "a", "unit_ids": both}))[0] == 403
    assert (await north_dispatcher.refused("form_talkgroup", {"name": "临时", "member_ids": both}))[0] == 403


async def test_a_temporary_group_is_formed_called_and_ended(hall: Hall, leader: Seat) -> None:
    made = await leader.done("form_talkgroup", {"name": " 东湖排涝 ", "member_ids": [OFFICER, SOUTH_OFFICER]})
    (group,) = await temporary(hall, leader)
    assert (group.id, group.name, group.area_code) == (made, "东湖排涝", CITY)
    assert group.member_ids == (OFFICER, SOUTH_OFFICER)
    await leader.done("send_message", {"text": "集合", "talkgroup_id": made})
    assert await leader.done("end_talkgroup", {}, made, 1) == 2
    (group,) = await temporary(hall, leader)
    assert group.ended_utc is not None
    assert await leader.refused("send_message", {"text": "a", "talkgroup_id": made}) == (409, "group_ended")
    assert await leader.refused("end_talkgroup", {}, made, 2) == (409, "group_ended")


async def test_a_group_of_one_street_belongs_to_it(hall: Hall, leader: Seat) -> None:
    await leader.done("form_talkgroup", {"name": "北", "member_ids": [OFFICER]})
    (group,) = await temporary(hall, leader)
    assert group.area_code.startswith(NORTH)


async def test_a_standing_group_is_not_ended(hall: Hall, leader: Seat) -> None:
    standing = next(group for group in (await hall.snapshot(leader)).talkgroups if not group.temporary)
    answer = await leader.refused("end_talkgroup", {}, standing.id, standing.version)
    assert answer == (422, "not_temporary")


async def test_nobody_calls_more_than_a_message_can_hold_receipts_of(hall: Hall, leader: Seat) -> None:
    many = list(range(1, MOST_ADDRESSED + 2))
    assert await leader.refused("send_message", {"text": "a", "unit_ids": many}) == (422, "units_needed")
    assert await leader.refused("form_talkgroup", {"name": "a", "member_ids": many}) == (422, "units_needed")
    assert await leader.refused("send_message", {"text": "a", "unit_ids": many[:-1]}) == (404, "not_found")


async def test_an_ended_group_is_out_of_sight_after_a_day(hall: Hall, leader: Seat) -> None:
    made = await leader.done("form_talkgroup", {"name": "临时", "member_ids": [OFFICER]})
    await leader.done("end_talkgroup", {}, made, 1)
    hall.later(hours=25)
    assert await temporary(hall, leader) == []


async def test_a_group_has_a_name_and_members(hall: Hall, leader: Seat) -> None:
    assert await leader.refused("form_talkgroup", {"name": "  ", "member_ids": [OFFICER]}) == (422, "name_needed")
    assert await leader.refused("form_talkgroup", {"name": "a", "member_ids": []}) == (422, "units_needed")
