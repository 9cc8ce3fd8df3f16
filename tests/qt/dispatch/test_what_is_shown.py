"""What the board and the card say: timers, orders under way and refused, roles, filters; and when they say nothing."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from pathlib import Path

from PySide6.QtCore import QEvent, QObject
from PySide6.QtWidgets import QApplication, QComboBox, QStyle, QStyleOptionComboBox

from app.api.link import LinkReport, LinkState
from app.api.sink import Event
from app.domain.cases import CaseStage
from app.domain.duty import Role
from app.domain.orders import OrderState
from app.stores.cases import CaseStore
from app.stores.settings import Settings
from tests.qt.dispatch.conftest import Desk, MakeDesk
from tests.qt.dispatch.hall import LAT, LON, NOW
from tests.sample_night import cases
from views.dispatch.filters import Quick
from views.dispatch.followed import Followed
from widgets.cards import Card
from widgets.marks import Shape
from widgets.tokens import Tone


def card(desk: Desk, case_id: int) -> Card:
    board = desk.screen.cases.board
    column, row = board._place[case_id]
    return board._columns[column].cards[row]


def test_timers_change_level_and_word_when_the_citys_clock_passes_warning_and_deadline(make_desk: MakeDesk) -> None:
    one = replace(cases(1)[0], due_utc=NOW + timedelta(minutes=10), warn_utc=NOW + timedelta(minutes=5))
    desk = make_desk(cases=(one,))
    desk.screen.focus_thing("cases", one.id)
    assert (card(desk, one.id).timer, card(desk, one.id).tone) == ("10:00 left", Tone.NONE)
    desk.hall.set_time(NOW + timedelta(minutes=6))
    desk.hall.stores.clock.second_passed.emit()
    assert (card(desk, one.id).timer, card(desk, one.id).timer_tone) == ("Soon 4:00", Tone.YELLOW)
    desk.hall.set_time(NOW + timedelta(minutes=12, seconds=30))
    desk.hall.stores.clock.second_passed.emit()
    assert (card(desk, one.id).timer, card(desk, one.id).tone) == ("Over 2:30", Tone.RED)
    assert desk.screen.panel.timer.text() == "Over 2:30"
    assert desk.screen.bar.chips.chip(Quick.OVERDUE)._count == "1", "the chip counts it at once"


def test_a_press_shows_sending_at_once_and_the_case_stays_until_its_event(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.screen.focus_thing("cases", 1)
    stage = desk.hall.stores.cases.get(1).stage  # type: ignore[union-attr]
    desk.press("R")
    assert "sending" in card(desk, 1).line_2
    assert "sending" in desk.screen.panel.echo.state.word()
    assert card(desk, 1).tone == Tone.ACCENT
    assert desk.hall.stores.cases.get(1).stage is stage  # type: ignore[union-attr]
    desk.answer()
    assert not desk.screen.panel.echo.isVisible()
    assert desk.hall.stores.cases.get(1).stage is not stage  # type: ignore[union-attr]


def test_an_order_given_offline_says_that_it_waits_and_can_be_taken_back(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.hall.writer.write_link(LinkReport(state=LinkState.OFFLINE, heard_monotonic_s=0.0, lag_ms=None))
    desk.screen.focus_thing("cases", 1)
    desk.press("R")
    assert "waits for the connection" in card(desk, 1).line_2
    (order,) = desk.hall.waiting()
    for state, word in ((OrderState.SENT, "waits for the connection"), (OrderState.WAITING, "waits")):
        desk.hall.book.orders[order.key] = replace(order, state=state)
        desk.hall.book.tell()
        assert word in card(desk, 1).line_2, "whether it has left or not"
    desk.press("K")
    assert desk.hall.book.orders == {}
    assert "waits" not in card(desk, 1).line_2


def test_a_refused_order_is_shown_with_its_reason_and_put_away_by_key(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.screen.focus_thing("cases", 3)
    desk.press("B")
    desk.type("not ours")
    desk.press("Return")
    desk.hall.refuse("version_clash", "Stale.")
    strip = desk.screen.panel.echo
    assert "refused" in card(desk, 3).line_2
    assert strip.state._shape == Shape.TRIANGLE
    assert "Somebody else changed this" in strip.reason.text()
    assert "not ours" in strip.reason.text(), "the words are not lost"
    desk.press("K")
    assert not strip.isVisible()
    assert "refused" not in card(desk, 3).line_2


def test_an_order_that_the_seat_itself_refuses_leaves_no_trace_in_the_outbox(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.screen.focus_thing("cases", 3)
    desk.rested()
    desk.screen.panel._dispatch("no such department", None)
    assert desk.given == []
    assert desk.screen.panel.echo.isVisible()
    desk.press("K")
    assert not desk.screen.panel.echo.isVisible()


def test_a_viewer_sees_everything_and_no_order(make_desk: MakeDesk) -> None:
    desk = make_desk(Role.VIEWER)
    for case_id in range(1, 7):
        desk.screen.focus_thing("cases", case_id)
        desk.rested()
        assert [button for button in desk.screen.panel.pad.buttons.values() if button.isVisible()] == []
        assert not desk.screen.panel.dispatch.isVisible()
    desk.press("N", "R", "F", "D", "Return", "Return")
    assert desk.given == []
    assert not desk.screen.new_case.isVisible()


def test_only_a_leader_is_offered_void(make_desk: MakeDesk) -> None:
    dispatcher, leader = make_desk(Role.DISPATCHER), make_desk(Role.LEADER)
    for desk, offered in ((dispatcher, False), (leader, True)):
        desk.screen.focus_thing("cases", 3)
        buttons = {offer.value: button.isVisible() for offer, button in desk.screen.panel.pad.buttons.items()}
        assert buttons["urge"]
        assert buttons["void"] is offered


def test_while_hidden_it_paints_nothing_and_writes_nothing(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.screen.focus_thing("cases", 3)
    desk.rested()
    desk.screen.set_active(False)
    desk.screen.hide()

    class Paints(QObject):
        count = 0

        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            self.count += event.type() in (QEvent.Type.Paint, QEvent.Type.UpdateRequest)
            return False

    paints = Paints()
    desk.screen.cases.board.installEventFilter(paints)
    columns = desk.screen.cases.board._columns
    case = desk.hall.stores.cases.get(3)
    assert case is not None
    for n in range(1, 20):
        desk.hall.change("cases", replace(case, version=case.version + n, title_gloss=f"title {n}"))
        desk.hall.stores.clock.second_passed.emit()
    QApplication.sendPostedEvents()
    QApplication.processEvents()
    assert desk.screen.cases.board._columns is columns
    assert paints.count == 0
    desk.screen.show()
    desk.screen.set_active(True)
    assert desk.screen.cases.board._columns is not columns, "awake, it is up to date at once"
    assert "title 19" in card(desk, 3).title


def test_filters_narrow_and_a_thing_asked_for_clears_them(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.press("W")
    shown = {card.key for column in desk.screen.cases.board._columns for card in column.cards}
    assert shown == {case.id for case in desk.hall.stores.cases.open() if case.water}
    dry = next(case.id for case in desk.hall.stores.cases.open() if not case.water)
    desk.screen.focus_thing("cases", dry)
    assert desk.screen.cases.selected() == dry
    assert desk.screen.panel.case_id == dry


def test_mine_are_the_cases_that_this_seat_ordered_on_and_they_outlive_a_restart(
    make_desk: MakeDesk, tmp_path: Path
) -> None:
    desk = make_desk()
    desk.screen.focus_thing("cases", 1)
    desk.press("R")
    settled = desk.answer()
    assert settled.state is OrderState.ACCEPTED
    desk.press("M")
    assert {card.key for column in desk.screen.cases.board._columns for card in column.cards} == {1}
    here = desk.hall.stores.cases
    assert Followed(here, Settings(tmp_path / "console.ini")).ids == {1}


def test_mine_are_of_the_database_they_were_ordered_in(make_desk: MakeDesk, tmp_path: Path) -> None:
    desk = make_desk()
    desk.screen.focus_thing("cases", 1)
    desk.press("R")
    settled = desk.answer()
    first, settings = desk.hall.stores.cases, Settings(tmp_path / "console.ini")
    other = CaseStore()
    other.replace(first.all(), "another demo")
    assert Followed(other, settings).ids == set(), "the same number is another case there"
    early, unknown = Followed(found := CaseStore(), settings), replace(settled, thing_id=2)
    early.take_settled(unknown)
    assert early.ids == set(), "before it is known whose cases these are"
    found.replace(first.all(), first.epoch)
    assert early.ids == {1, 2}
    assert Followed(first, Settings(tmp_path / "console.ini")).ids == {1, 2}


def test_no_filter_is_cut_off(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.screen.resize(1310, 700)
    for box in (desk.screen.bar.source, desk.screen.bar.street):
        edit = box.style().subControlRect(
            QStyle.ComplexControl.CC_ComboBox, _options(box), QStyle.SubControl.SC_ComboBoxEditField, box
        )
        assert edit.width() >= box.fontMetrics().horizontalAdvance(box.itemText(0)), box.itemText(0)


def _options(box: QComboBox) -> QStyleOptionComboBox:
    options = QStyleOptionComboBox()
    box.initStyleOption(options)
    return options


def test_the_table_shows_the_same_cases_and_keeps_the_selection(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.screen.focus_thing("cases", 5)
    desk.press("T")
    assert desk.screen.cases.table.model.rowCount() == len(desk.hall.stores.cases.open())
    assert desk.screen.cases.selected() == 5
    desk.press("Down")
    assert desk.screen.panel.case_id == desk.screen.cases.selected() != 5
    desk.press("T")
    assert not desk.screen.cases.shows_table()


def test_a_similar_case_is_warned_of_before_the_new_one_is_saved(make_desk: MakeDesk) -> None:
    near = replace(cases(1)[0], lat_deg=LAT, lon_deg=LON, category_code="E0506", reported_utc=NOW - timedelta(hours=2))
    desk = make_desk(cases=(near,))
    desk.screen.open_new_case(LAT + 0.0001, LON)
    desk.type("0506")
    desk.press("Return")
    assert desk.screen.new_case.similar.isVisible()
    assert desk.screen.new_case.save_button.text() == "Open it all the same"
    assert desk.given == []


def test_a_refused_new_case_keeps_what_was_typed(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.screen.open_new_case(LAT, LON)
    desk.type("0506")
    desk.press("Return")
    form = desk.screen.new_case
    form.description.setText("Water to the knee")
    desk.press("Ctrl+Return")
    assert not form.save_button.isEnabled()
    desk.hall.refuse("outside_area")
    assert form.echo.isVisible()
    assert form.description.text() == "Water to the knee"
    assert form.save_button.isEnabled()


def test_suggestions_hold_still_while_their_units_change(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.screen.focus_thing("cases", 3)
    desk.rested()
    before = [s.unit.id for s in desk.screen.panel.dispatch.units._suggestions]
    assert before
    units = desk.hall.stores.units
    first = units.get(before[0])
    assert first is not None
    desk.hall.change("units", replace(first, version=9, status=type(first.status).OFF_DUTY))
    desk.hall.stores.clock.second_passed.emit()
    assert [s.unit.id for s in desk.screen.panel.dispatch.units._suggestions] == before
    assert "not free any more" in desk.screen.panel.dispatch.units.rows[0].toolTip()


def test_the_board_keeps_no_card_of_a_case_that_is_over(make_desk: MakeDesk) -> None:
    one, other = (case for case in cases(6) if case.stage in (CaseStage.FILING, CaseStage.DISPATCH))
    desk = make_desk(cases=(one, other))
    assert set(desk.screen.cases._cards._kept) == {one.id, other.id}
    over = replace(one, version=one.version + 1, stage=CaseStage.CLOSED, closed_utc=NOW)
    event = Event(seq=9, at_utc=NOW, type="case_closed", noun="cases", thing=over)
    desk.hall.writer.write_frame((event,), ())
    desk.qtbot.waitUntil(lambda: not desk.screen._refresh_soon.isActive())
    assert set(desk.screen.cases._cards._kept) == {other.id}
