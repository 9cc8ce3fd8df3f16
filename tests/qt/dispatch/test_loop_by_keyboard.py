"""A case goes all the way round without a mouse, and only the orders meant are given."""

from __future__ import annotations

from app.domain.cases import AssignmentState, CaseStage
from tests.qt.dispatch.conftest import MakeDesk
from tests.qt.dispatch.hall import LAT, LON


def test_a_case_is_opened_and_brought_to_its_end_by_keyboard_alone(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.press("N")
    desk.type("dljs")  # 道路积水 by its initials
    desk.press("Return")
    desk.type(f"{LAT}, {LON}")
    desk.press("Return")
    desk.type("Under the railway bridge")
    desk.press("Ctrl+Return")
    name, body, thing_id, version = desk.given[-1]
    assert (name, thing_id, version) == ("open_case", None, None)
    assert (body["category_code"], body["lat_deg"], body["address"]) == ("E0506", LAT, "Under the railway bridge")

    opened = desk.answer().receipt_id
    assert opened is not None
    assert desk.screen.panel.case_id == opened, "the new case is the one in hand"
    assert desk.screen.cases.selected() == opened

    def case():  # type: ignore[no-untyped-def]
        found = desk.hall.stores.cases.get(opened)
        assert found is not None
        return found

    assert case().stage is CaseStage.FILING
    desk.press("F", "Return")
    desk.answer()
    assert case().stage is CaseStage.DISPATCH
    desk.rested()
    desk.press("2", "Return")
    picked = desk.given[-1][1]["unit_id"]
    desk.answer()
    assert case().stage is CaseStage.HANDLING
    assert case().assignment.unit_id == picked
    desk.press("A")
    desk.answer()
    desk.press("S")
    desk.answer()
    assert case().assignment.state is AssignmentState.ARRIVED
    desk.press("H")
    desk.type("pumped dry")
    desk.press("Return")
    desk.answer()
    assert case().stage is CaseStage.VERIFICATION
    desk.press("P")
    desk.answer()
    desk.press("C")
    desk.answer()
    assert case().stage is CaseStage.CLOSED

    names = [name for name, _body, _thing, _version in desk.given]
    assert names == [
        "open_case", "file_case", "dispatch_case", "accept_case",
        "arrive_case", "finish_case", "verify_case", "close_case",
    ]  # fmt: skip
    assert [version for _name, _body, _thing, version in desk.given[1:]] == list(range(1, 8)), "each the version it saw"
    assert desk.given[5][1] == {"note": "pumped dry"}
    assert desk.given[6][1]["passed"] is True


def test_enter_on_the_board_leads_forward_and_dispatch_needs_it_twice(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.screen.focus_thing("cases", 3)  # waits for dispatch
    desk.rested()
    desk.press("Return")
    assert desk.given == [], "the first Enter only picks the best"
    best = desk.screen.panel.dispatch.units.picked()
    assert best is not None
    assert best.unit.callsign in desk.screen.panel.dispatch.send_button.text()
    desk.press("Return")
    assert desk.given[-1][:2] == (
        "dispatch_case",
        {"department_code": best.unit.department_code, "unit_id": best.unit.id, "note": ""},
    )


def test_a_second_order_is_not_given_on_top_of_one_under_way(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.screen.focus_thing("cases", 1)  # waits for registration
    desk.press("R", "R", "Return", "U")
    assert [row[0] for row in desk.given] == ["register_case"]


def test_a_return_needs_a_reason_and_sends_it(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.screen.focus_thing("cases", 3)
    desk.press("B", "Return")
    assert desk.given == []
    assert desk.screen.panel.words_form.hint.text()
    desk.type("not ours")
    desk.press("Return")
    assert desk.given == [("return_case", {"reason": "not ours"}, 3, 3)]


def test_void_is_held_and_not_a_matter_of_one_key(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.screen.focus_thing("cases", 3)
    desk.press("V")
    desk.type("twice reported")
    desk.press("Return")
    assert desk.given == []
    hold = desk.screen.panel.words_form.hold_button
    assert hold.hasFocus()
    hold.confirmed.emit()  # what a full hold does; the holding itself is the widget's test
    assert desk.given == [("void_case", {"reason": "twice reported"}, 3, 3)]


def test_words_typed_for_a_finish_survive_an_event_on_the_case(make_desk: MakeDesk) -> None:
    from dataclasses import replace

    desk = make_desk()
    desk.screen.focus_thing("cases", 4)  # being handled
    desk.press("H")
    desk.type("cleared")
    case = desk.hall.stores.cases.get(4)
    assert case is not None
    desk.hall.change("cases", replace(case, version=case.version + 1, urged_utc=case.reported_utc))
    desk.qtbot.waitUntil(lambda: not desk.screen._refresh_soon.isActive())
    assert desk.screen.panel.words_form.words.text() == "cleared"
    desk.press("Return")
    assert desk.given == [("finish_case", {"note": "cleared"}, 4, 4)]


def test_escape_gives_up_the_form_and_nothing_is_sent(make_desk: MakeDesk) -> None:
    desk = make_desk()
    desk.screen.focus_thing("cases", 3)
    desk.press("B")
    desk.type("half a thought")
    desk.press("Escape", "Return")
    assert [row for row in desk.given if row[0] == "return_case"] == []
    assert not desk.screen.panel.words_form.isVisible()
