"""The comms screen: who is listed, what a text sends to whom, what became of it, and how an SOS is answered."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

import numpy as np
from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication

from app.api.link import LinkReport, LinkState
from app.domain.comms import Message, MessageReceipts, Receipt, TerminalState
from app.domain.duty import Role
from app.domain.units import UnitStatus
from tests.qt.comms.conftest import LARGE, SMALL, MakeDesk
from tests.qt.dispatch.hall import NOW, Hall
from tests.sample_night import sos, units
from views.comms.addressee import Addressee
from views.comms.reach import STATE_CODES, nearest, state_codes
from views.comms.receipts import count_receipts
from views.comms.roster_bar import Listed


def message(message_id: int, *receipts: Receipt, unit_id: int | None = None, group: int | None = None) -> Message:
    return Message(
        id=message_id,
        version=1,
        sender="李静",
        seat="03",
        text=f"text {message_id}",
        sent_utc=NOW + timedelta(seconds=message_id),
        area_code="990106",
        unit_id=unit_id,
        talkgroup_id=group,
        receipts=receipts,
    )


def fall_silent(hall: Hall, *unit_ids: int) -> None:
    """Positions of an hour ago for these units."""
    rows = [hall.stores.units.row_of(unit_id) for unit_id in unit_ids]
    count = len(rows)
    units_store = hall.stores.units
    hall.writer.write_frame(
        (),
        (
            {
                "unit": units_store.ids[rows].copy(),
                "lat": (units_store.lat[rows] * 1e7).astype("<i4"),
                "lon": (units_store.lon[rows] * 1e7).astype("<i4"),
                "heading": np.zeros(count, "<u2"),
                "speed": np.zeros(count, "<u2"),
                "fix": np.full(count, NOW.timestamp() * 1000 - 3_600_000),
                "battery": np.full(count, 50, "u1"),
                "signal": np.full(count, 4, "u1"),
            },
        ),
    )


def test_enter_sends_a_text_to_the_chosen_unit_and_the_box_is_empty_again(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.screen.focus_thing("units", 5)
    desk.press("M")
    desk.type("Report")
    desk.press("Ctrl+Return")
    desk.type("now")
    assert desk.orders == []
    desk.press("Return")
    body = {"text": "Report\nnow", "unit_id": 5, "talkgroup_id": None, "unit_ids": ()}
    assert desk.orders == [("send_message", body, None)]
    assert desk.screen.conversation.composer.box.toPlainText() == ""
    assert desk.screen.conversation.log.rows()[-1][:2] == ("Report\nnow", "Sending…"), "shown at once as under way"
    desk.hall.writer.write_link(LinkReport(state=LinkState.STALE, heard_monotonic_s=0.0, lag_ms=None))
    assert desk.screen.conversation.log.rows()[-1][1] == "Waits for the connection"
    desk.hall.writer.write_link(LinkReport(state=LinkState.LIVE, heard_monotonic_s=1.0, lag_ms=20.0))
    assert desk.screen.conversation.log.rows()[-1][1] == "Sending…"


def test_a_small_group_gets_it_by_enter_a_large_one_only_after_a_hold(make_desk: MakeDesk) -> None:
    desk = make_desk()
    fall_silent(desk.hall, 7, 8)
    composer = desk.screen.conversation.composer
    desk.screen.focus_thing("talkgroups", SMALL.id)
    desk.press("M")
    desk.type("a")
    desk.press("Return")
    assert [body["talkgroup_id"] for _name, body, _thing in desk.orders] == [SMALL.id]

    desk.screen.focus_thing("talkgroups", LARGE.id)
    desk.press("M")
    desk.type("b")
    desk.press("Return")
    assert len(desk.orders) == 1, "Enter alone does not send to thirty"
    assert composer.hold_button.hasFocus()
    assert "30 units" in composer.preview.text()
    assert "A-008" in composer.preview.text(), "who cannot be reached is named"
    composer.hold_button.confirmed.emit()  # what a full hold does
    assert [body["talkgroup_id"] for _name, body, _thing in desk.orders] == [SMALL.id, LARGE.id]


def test_a_text_is_cut_at_its_greatest_length(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.screen.focus_thing("units", 5)
    desk.screen.conversation.composer.put("x" * 600)
    assert len(desk.screen.conversation.composer.box.toPlainText()) == 500


def test_a_draft_does_not_follow_to_another_addressee(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.screen.focus_thing("units", 5)
    desk.press("M")
    desk.type("for five only")
    desk.screen.focus_thing("units", 6)
    assert desk.screen.conversation.composer.box.toPlainText() == ""


def test_receipts_say_how_many_and_who_has_not(make_desk: MakeDesk) -> None:
    receipts = (
        Receipt(unit_id=2, delivered_utc=NOW, read_utc=NOW),
        Receipt(unit_id=3, delivered_utc=NOW),
        Receipt(unit_id=4),
    )
    desk = make_desk(messages=(message(1, *receipts, group=1),))
    desk.screen.focus_thing("talkgroups", 1)
    ((text, state, missing),) = desk.screen.conversation.log.rows()
    assert (text, state) == ("text 1", "Delivered 2 of 3 · read 1")
    callsign = desk.hall.stores.units.get(4).callsign  # type: ignore[union-attr]
    assert missing == f"Not delivered: {callsign}"
    late = tuple(replace(receipt, delivered_utc=NOW, read_utc=NOW) for receipt in receipts[1:])
    desk.hall.change("receipts", MessageReceipts(id=1, version=2, area_code="990106", receipts=late))
    desk.drawn()
    assert desk.screen.conversation.log.rows() == [("text 1", "Delivered 3 of 3 · read 3", "")]


def test_a_message_read_without_a_delivery_counts_as_delivered() -> None:
    count = count_receipts(message(1, Receipt(unit_id=2, read_utc=NOW), Receipt(unit_id=3)))
    assert (count.delivered, count.read, count.undelivered_ids) == (1, 1, (3,))


def test_a_refused_text_says_why_and_stays_readable(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.screen.focus_thing("units", 5)
    desk.press("M")
    desk.type("hello")
    desk.press("Return")
    desk.hall.refuse("outside_area")
    text, state, why = desk.screen.conversation.log.rows()[-1]
    assert (text, state) == ("hello", "Refused")
    assert "outside your area" in why


def test_states_of_all_terminals_at_once_agree_with_the_rule_for_one(make_desk: MakeDesk) -> None:
    desk = make_desk()
    fall_silent(desk.hall, 1, 9)
    store = desk.hall.stores.units
    store.battery[2], store.signal[3], store.fix_ms[4] = 8, 1, np.nan
    store.battery[5] = store.signal[5] = 255
    codes = state_codes(store)
    assert [STATE_CODES[code] for code in codes] == [store.terminal_state(int(unit_id)) for unit_id in store.ids]
    assert {STATE_CODES[code] for code in codes} == set(TerminalState)


def test_on_duty_is_listed_first_and_a_silent_unit_moves_to_offline_within_a_second(make_desk: MakeDesk) -> None:
    desk = make_desk()
    on_duty = [unit.id for unit in desk.hall.stores.units.all() if unit.status is not UnitStatus.OFF_DUTY]
    assert desk.listed == on_duty
    desk.press("O")
    assert desk.listed == []
    fall_silent(desk.hall, on_duty[0])
    assert desk.listed == [], "positions alone move nothing"
    desk.hall.stores.clock.second_passed.emit()
    assert desk.listed == [on_duty[0]]
    assert desk.screen.roster.bar.chips.chip(Listed.OFFLINE)._count == "1"


def test_positions_at_ten_hertz_repaint_and_rewrite_nothing(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.drawn()

    class Paints(QObject):
        count = 0

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            self.count += event.type() is QEvent.Type.Paint
            return False

    paints, changes = Paints(), []
    table = desk.screen.roster.table
    QApplication.processEvents()
    table.view.viewport().installEventFilter(paints)
    table.model.rows_changed.connect(lambda: changes.append(1))
    for _frame in range(20):
        fall_silent(desk.hall, *range(1, 40))
        QApplication.processEvents()
    # The city's second may pass once meanwhile; twenty frames paint nothing of their own.
    assert paints.count <= 1
    assert changes == []
    paints.count = 0
    desk.hall.stores.clock.second_passed.emit()
    QApplication.processEvents()
    assert paints.count >= 1


def test_while_hidden_nothing_is_listened_to(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.screen.set_active(False)
    before, changes = desk.listed, []
    desk.screen.roster.table.model.rows_changed.connect(lambda: changes.append(1))
    unit = desk.hall.stores.units.get(before[0])
    assert unit is not None
    desk.hall.change("units", replace(unit, version=2, status=UnitStatus.OFF_DUTY))
    desk.hall.change("alarms", sos())
    desk.hall.stores.clock.second_passed.emit()
    assert (desk.listed, changes) == (before, [])
    assert not any(row.isVisible() for row in desk.screen.sos.rows)
    desk.screen.set_active(True)
    assert before[0] not in desk.listed
    assert desk.screen.sos.row_of(9) is not None


def test_an_sos_is_claimed_and_closed_with_a_note(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.hall.change("alarms", sos())
    row = desk.screen.sos.row_of(9)
    assert row is not None
    assert row.owner.text() == "Nobody has it"
    in_need = desk.hall.stores.units.get(42)
    assert in_need is not None
    assert in_need.callsign in row.who.text()
    assert not row.true_button.isVisible()
    desk.press("Alt+C")
    assert desk.orders == [("claim_alarm", {"note": ""}, 9)]
    assert "sending" in row.owner.text()
    assert not row.claim_button.isEnabled()
    desk.hall.book.orders.clear()
    desk.hall.book.tell()
    desk.hall.change("alarms", replace(sos("周强", 1), version=2))
    assert row.owner.text() == "周强 has it"
    row.note.setText("fell, not hurt")
    desk.press("Alt+T")
    assert desk.orders[-1] == ("close_alarm", {"verdict": "true", "note": "fell, not hurt"}, 9)


def test_somebody_elses_sos_is_taken_over_by_a_leader_and_closed_by_nobody(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.hall.change("alarms", sos("程派遣", 5))
    row = desk.screen.sos.row_of(9)
    assert row is not None
    assert not row.true_button.isVisible()
    assert row.claim_button.isVisible()
    assert row.claim_button.text().startswith("Take over")
    desk.hall.stores.session.write(replace(desk.hall.stores.session.account, role=Role.DISPATCHER))
    row.tick()
    assert not row.claim_button.isVisible()


def test_an_sos_without_a_place_says_so_and_calls_nobody_near(make_desk: MakeDesk) -> None:
    desk = make_desk()
    nowhere = replace(sos(), unit_id=None, lat_deg=None, lon_deg=None)
    desk.hall.change("alarms", nowhere)
    row = desk.screen.sos.row_of(9)
    assert row is not None
    assert row.where.text().startswith("No position known")
    assert not row.nearest_button.isEnabled()


def test_calling_the_nearest_is_previewed_held_and_goes_to_each(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.hall.change("alarms", sos())
    desk.press("Alt+N")
    to = desk.screen.conversation.to
    assert len(to.nearest_ids) == 5
    assert 42 not in to.nearest_ids, "not the one who calls"
    desk.press("Return")
    assert desk.orders == []
    desk.screen.conversation.composer.hold_button.confirmed.emit()
    assert [body["unit_id"] for _name, body, _thing in desk.orders] == list(to.nearest_ids)
    assert all("needs help" in str(body["text"]) for _name, body, _thing in desk.orders)


def test_the_nearest_are_near_on_duty_and_can_be_heard(make_desk: MakeDesk) -> None:
    desk = make_desk()
    store = desk.hall.stores.units
    place = store.position(20)
    assert place is not None
    first = nearest(store, place.lat_deg, place.lon_deg, 3)
    assert [metres for _unit, metres in first] == sorted(metres for _unit, metres in first)
    fall_silent(desk.hall, first[0][0])
    assert first[0][0] not in [unit_id for unit_id, _metres in nearest(store, place.lat_deg, place.lon_deg, 3)]


def test_sos_on_behalf_takes_a_key_and_a_hold(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.screen.focus_thing("units", 5)
    assert not desk.screen.conversation.sos_button.isVisible()
    desk.press("Alt+R")
    assert desk.screen.conversation.sos_button.hasFocus()
    assert desk.orders == []
    desk.screen.conversation.sos_button.confirmed.emit()
    assert desk.orders == [("raise_sos", {"unit_id": 5, "note": ""}, None)]


def test_a_viewer_reads_and_can_neither_write_nor_claim(make_desk: MakeDesk) -> None:
    desk = make_desk(Role.VIEWER)
    desk.hall.change("alarms", sos())
    desk.screen.focus_thing("units", 5)
    row = desk.screen.sos.row_of(9)
    assert row is not None
    assert not row.claim_button.isVisible()
    assert not row.nearest_button.isVisible()
    assert not desk.screen.conversation.composer.box.isEnabled()
    assert not desk.screen.conversation.sos_ask_button.isVisible()
    desk.press("Alt+C", "Alt+N", "M", "Return")
    assert desk.orders == []


def test_an_empty_city_says_what_would_be_here(make_desk: MakeDesk) -> None:
    desk = make_desk(units=(), talkgroups=(), cases=())
    assert desk.screen.roster.table.empty.isVisible()
    assert desk.screen.groups.groups.empty.isVisible()
    assert desk.screen.sos.quiet.isVisible()
    assert desk.screen.conversation.to == Addressee()
    assert "Choose a terminal" in desk.screen.conversation.detail.text()


def test_ten_thousand_terminals_are_sorted_within_a_quarter_of_a_second(make_desk: MakeDesk) -> None:
    from time import perf_counter

    desk = make_desk(units=units(10_000), cases=(), talkgroups=())
    desk.press("E")
    assert len(desk.listed) == 10_000
    started = perf_counter()
    desk.screen.roster.table.set_sort(3)
    assert perf_counter() - started < 0.25
    states = [desk.hall.stores.units.terminal_state(unit_id) for unit_id in desk.listed[:50]]
    assert states == sorted(states, key=STATE_CODES.index)
