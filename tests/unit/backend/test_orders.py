"""The write path: one transaction, one answer per key, versions, and events in the order of the commits."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import func, select

from app.api.order_bodies import Note, RaiseSos, SendMessage, SetClock, SetPassword
from app.api.routes import Receipt
from app.backend import orders
from app.backend.actors import SIMULATION, Actor
from app.backend.core import Core
from app.backend.problems import Clash
from app.backend.tables import AnsweredRow, AuditRow, EventRow
from app.backend.tables_city import AlarmRow, MessageRow
from app.domain.comms import Message
from app.domain.duty import Role
from app.domain.errors import Refusal
from app.domain.facilities import LowPoint
from app.domain.units import Unit
from tests.small_city import CITY, NORTH, PASSWORD_HASH, SmallCity


def seat(city: SmallCity, login: str = "dispatcher", area_code: str = CITY) -> Actor:
    return Actor(
        account_id=city.accounts[login],
        login=login,
        name=login,
        seat="seat 3",
        role=Role.DISPATCHER,
        area_code=area_code,
    )


async def rows(core: Core, table: type) -> int:
    async with core.database.session() as session:
        return await session.scalar(select(func.count()).select_from(table)) or 0


def text_to(city: SmallCity, text: str = "到场回话") -> SendMessage:
    return SendMessage(text=text, unit_id=city.north_unit)


async def test_one_order_writes_change_audit_event_and_answer_together(core: Core, city: SmallCity) -> None:
    audits, seq = await rows(core, AuditRow), core.hub.seq
    receipt = await core.orders.give("send_message", seat(city), text_to(city), key="k1")
    assert receipt == Receipt(key="k1", id=receipt.id, version=1, seq=seq + 1)
    async with core.database.session() as session:
        event = await session.get_one(EventRow, seq + 1)
        assert (event.type, event.noun) == ("message_sent", "messages")
        audit = (await session.scalars(select(AuditRow).order_by(AuditRow.seq.desc()).limit(1))).one()
        assert (audit.order, audit.login, audit.seat, audit.before) == (
            "send_message",
            "dispatcher",
            "seat 3",
            "null",
        )
        assert '"到场回话"' in audit.after
    assert await rows(core, AuditRow) == audits + 1


async def test_a_repeated_key_gives_the_first_answer_and_does_nothing(core: Core, city: SmallCity) -> None:
    first = await core.orders.give("send_message", seat(city), text_to(city), key="k1")
    assert await core.orders.give("send_message", seat(city), text_to(city), key="k1") == first
    assert await rows(core, MessageRow) == 1


async def test_concurrent_duplicates_are_one_order(core: Core, city: SmallCity) -> None:
    give = [core.orders.give("send_message", seat(city), text_to(city), key="k1") for _ in range(12)]
    assert len({receipt.seq for receipt in await asyncio.gather(*give)}) == 1
    assert await rows(core, MessageRow) == 1


async def test_the_same_key_of_another_account_is_another_order(core: Core, city: SmallCity) -> None:
    await core.orders.give("send_message", seat(city), text_to(city), key="k1")
    await core.orders.give("send_message", seat(city, "leader"), text_to(city), key="k1")
    assert await rows(core, MessageRow) == 2


async def test_a_key_with_another_body_is_refused(core: Core, city: SmallCity) -> None:
    await core.orders.give("send_message", seat(city), text_to(city), key="k1")
    with pytest.raises(Refusal) as refusal:
        await core.orders.give("send_message", seat(city), text_to(city, "别的话"), key="k1")
    assert (refusal.value.code, refusal.value.status) == ("key_reused", 422)


async def test_the_first_refusal_is_final_for_its_key(core: Core, city: SmallCity) -> None:
    close = {"order": "close_alarm", "thing_id": city.alarm}
    with pytest.raises(Refusal) as first:
        await core.orders.give(actor=seat(city), body=_close_body(), key="k1", **close)
    assert first.value.code == "alarm_unowned"
    await core.orders.give("claim_alarm", seat(city), Note(), thing_id=city.alarm)
    with pytest.raises(Refusal) as again:
        await core.orders.give(actor=seat(city), body=_close_body(), key="k1", **close)
    assert (again.value.code, again.value.sentence) == ("alarm_unowned", first.value.sentence)


async def test_a_stale_version_clashes_and_shows_the_present_state(core: Core, city: SmallCity) -> None:
    await core.orders.give("claim_alarm", seat(city), Note(), thing_id=city.alarm, expected_version=1)
    with pytest.raises(Clash) as clash:
        await core.orders.give(
            "close_alarm", seat(city, "leader"), _close_body(), thing_id=city.alarm, expected_version=1, key="k2"
        )
    assert clash.value.current["version"] == 2
    assert clash.value.current["owner"] == "dispatcher"
    with pytest.raises(Refusal) as again:
        await core.orders.give(
            "close_alarm", seat(city, "leader"), _close_body(), thing_id=city.alarm, expected_version=1, key="k2"
        )
    assert again.value.current["version"] == 2  # type: ignore[attr-defined]


async def test_nothing_outside_the_seats_area_can_be_changed(core: Core, city: SmallCity) -> None:
    north = seat(city, "north", NORTH)
    await core.orders.give("claim_alarm", north, Note(), thing_id=city.alarm)
    with pytest.raises(Refusal) as refusal:
        await core.orders.give("close_road", north, Note(), thing_id=city.low_point)
    assert (refusal.value.code, refusal.value.status) == ("outside_area", 403)


async def test_a_refused_order_in_a_batch_leaves_no_trace_and_the_rest_stays(core: Core, city: SmallCity) -> None:
    seq = core.hub.seq
    async with core.orders.batch(SIMULATION) as batch:
        sent = await batch.give("send_message", text_to(city))
        with pytest.raises(Refusal):
            await batch.give("close_alarm", _close_body(), city.alarm)
        await batch.give("claim_alarm", Note(), city.alarm)
    assert isinstance(sent, Message)
    assert core.hub.seq == seq + 2
    async with core.database.session() as session:
        assert (await session.get_one(AlarmRow, city.alarm)).closed_utc is None


async def test_a_failed_batch_changes_nothing(core: Core, city: SmallCity) -> None:
    seq, audits = core.hub.seq, await rows(core, AuditRow)

    async def give_and_fail() -> None:
        async with core.orders.batch(SIMULATION) as batch:
            await batch.give("send_message", text_to(city))
            raise RuntimeError("the storm is over")

    with pytest.raises(RuntimeError):
        await give_and_fail()
    assert (core.hub.seq, await rows(core, AuditRow), await rows(core, MessageRow)) == (seq, audits, 0)
    await core.orders.give("send_message", seat(city), text_to(city))
    assert core.hub.seq == seq + 1


async def test_a_measurement_is_told_but_neither_audited_nor_versioned(core: Core, city: SmallCity) -> None:
    audits, seq = await rows(core, AuditRow), core.hub.seq
    async with core.orders.batch(SIMULATION) as batch:
        low_point = await batch.tx.load(LowPoint, city.low_point)
        measured = await batch.tx.measure(replace(low_point, depth_cm=13.0), "low_point_measured")
    assert (measured.version, measured.depth_cm) == (1, 13.0)
    assert (await rows(core, AuditRow), core.hub.seq) == (audits, seq + 1)


async def test_events_of_concurrent_orders_are_numbered_without_gaps_in_commit_order(
    core: Core, city: SmallCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    published: list[int] = []
    publish = core.hub.publish

    def watched(events: Any) -> None:
        published.extend(event.seq for event in events)
        publish(events)

    monkeypatch.setattr(core.hub, "publish", watched)
    start = core.hub.seq
    receipts = await asyncio.gather(
        *(core.orders.give("send_message", seat(city), text_to(city, str(n)), key=str(n)) for n in range(40))
    )
    assert published == list(range(start + 1, start + 41))
    async with core.database.session() as session:
        events = (await session.scalars(select(EventRow).where(EventRow.seq > start).order_by(EventRow.seq))).all()
    assert [event.seq for event in events] == published
    assert sorted(receipt.seq for receipt in receipts) == published


async def test_an_order_is_carried_out_though_its_asker_goes_away(core: Core, city: SmallCity) -> None:
    asking = asyncio.create_task(core.orders.give("send_message", seat(city), text_to(city), key="k1"))
    await asyncio.sleep(0)
    asking.cancel()
    with pytest.raises(asyncio.CancelledError):
        await asking
    await core.orders.give("send_message", seat(city), text_to(city), key="k1")
    assert await rows(core, MessageRow) == 1


async def test_a_commit_that_ended_in_doubt_is_found_again_and_published(
    core: Core, city: SmallCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The answer to COMMIT is lost, as when the database's connection breaks just then."""
    from sqlalchemy.ext.asyncio import AsyncSession

    commit = AsyncSession.commit

    async def commit_and_lose_the_answer(session: AsyncSession) -> None:
        await commit(session)
        raise ConnectionError("lost")

    seq = core.hub.seq
    monkeypatch.setattr(AsyncSession, "commit", commit_and_lose_the_answer)
    with pytest.raises(ConnectionError):
        await core.orders.give("send_message", seat(city), text_to(city), key="k1")
    monkeypatch.undo()
    receipt = await core.orders.give("send_message", seat(city), text_to(city), key="k1")
    assert receipt.seq == core.hub.seq == seq + 1
    second = await core.orders.give("send_message", seat(city), text_to(city), key="k2")
    assert second.seq == seq + 2
    assert await rows(core, MessageRow) == 2


@pytest.mark.parametrize("happened", [True, False])
async def test_what_follows_a_commit_in_doubt_happens_if_the_commit_did(
    core: Core, city: SmallCity, monkeypatch: pytest.MonkeyPatch, happened: bool
) -> None:
    """Signing somebody out must not be forgotten because the database's answer was lost."""
    from sqlalchemy.ext.asyncio import AsyncSession

    commit = AsyncSession.commit

    async def lose_the_answer(session: AsyncSession) -> None:
        if happened:
            await commit(session)
        raise ConnectionError("lost")

    followed: list[str] = []

    async def note_something() -> None:
        async with core.orders.batch(SIMULATION) as batch:
            batch.tx.note("sign_ins", 1, None, None)
            batch.tx.after_commit.append(lambda: followed.append("ended"))

    monkeypatch.setattr(AsyncSession, "commit", lose_the_answer)
    with pytest.raises(ConnectionError):
        await note_something()
    monkeypatch.undo()
    assert followed == []
    await core.orders.open()
    await core.orders.open()
    assert followed == ["ended"] * happened


async def test_a_real_halls_clock_cannot_be_set_and_a_demos_can(core: Core, city: SmallCity) -> None:
    body = SetClock(rate=30.0, paused=False)
    with pytest.raises(Refusal, match="true time"):
        await core.orders.give("set_clock", seat(city), body)
    core.clock.set(1.0, False)
    with pytest.raises(Refusal) as refusal:
        await core.orders.give("set_clock", seat(city), replace(body, rate=61.0))
    assert refusal.value.code == "clock_rate"
    await core.orders.give("set_clock", seat(city), body)
    assert core.clock.rate == 30.0


async def test_other_orders_do_not_wait_for_a_password_to_be_hashed(
    core: Core, city: SmallCity, monkeypatch: pytest.MonkeyPatch
) -> None:
    hashing, hashed = asyncio.Event(), asyncio.Event()

    async def hash_slowly(password: str) -> str:
        hashing.set()
        await hashed.wait()
        return PASSWORD_HASH

    monkeypatch.setattr(orders, "hash_password", hash_slowly)
    body = SetPassword(password="a new long secret")
    setting = asyncio.create_task(core.orders.give("set_password", SIMULATION, body, thing_id=city.accounts["viewer"]))
    await hashing.wait()
    async with asyncio.timeout(20):
        await core.orders.give("send_message", seat(city), text_to(city))
    hashed.set()
    assert (await setting).version == 2


async def test_no_trace_of_a_password_is_kept_beside_its_hash(core: Core, city: SmallCity) -> None:
    body = SetPassword(password="a new long secret")
    await core.orders.give("set_password", SIMULATION, body, thing_id=city.accounts["viewer"], key="k")
    async with core.database.session() as session:
        answered = (await session.scalars(select(AnsweredRow))).one()
        audit = (await session.scalars(select(AuditRow).order_by(AuditRow.seq.desc()).limit(1))).one()
    assert "secret" not in answered.answer + audit.before + audit.after
    other = replace(body, password="another long word")
    again = await core.orders.give("set_password", SIMULATION, other, thing_id=city.accounts["viewer"], key="k")
    assert again.version == 2


async def test_trimming_keeps_the_number_going(core: Core, city: SmallCity, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.backend.orders.EVENTS_KEPT", 0)
    seq = core.hub.seq
    await core.orders.trim()
    assert await rows(core, EventRow) == 0
    assert (await core.orders.give("raise_sos", seat(city), RaiseSos(unit_id=city.north_unit))).seq == seq + 1


def _close_body() -> Any:
    from app.api.routes import CloseAlarm
    from app.domain.alarms import Verdict

    return CloseAlarm(verdict=Verdict.FALSE)


async def test_a_text_longer_than_its_column_is_refused_on_both_databases(core: Core, city: SmallCity) -> None:
    async with core.orders.batch(SIMULATION) as batch:
        unit = await batch.tx.load(Unit, city.north_unit)
        with pytest.raises(Refusal) as refusal:
            await batch.tx.save(replace(unit, callsign="云" * 65), "unit_renamed")
    assert refusal.value.code == "text_too_long"
