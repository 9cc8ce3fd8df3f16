"""The frame: what a leader must see on every screen, and what every key does."""

from __future__ import annotations

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt, QTranslator
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from app.actions import Actions
from app.api.link import LinkReport, LinkState
from app.domain.levels import Level
from app.domain.orders import OrderState
from app.stores import Stores
from app.stores.reference import Body, BodyTrouble
from app.stores.settings import Settings
from tests.logwatch import LogWatch
from tests.qt.frame.conftest import ROOMS_OF_PROBES, probe
from tests.sample_night import plan_run, sos, warning
from tests.sample_seat import SampleSeat
from views import words
from views.frame import MainWindow
from views.frame.bar.alarm_count import AlarmCountItem
from views.frame.bar.clock import ClockItem
from views.frame.bar.item import BarItem
from views.frame.bar.link import LinkItem
from views.frame.bar.mode import Mode, ModeItem, mode_of
from views.frame.bar.response import ResponseItem
from views.frame.bar.warnings import WarningsItem
from views.frame.rooms import ROOMS
from views.screen import Screen
from widgets.empty_state import EmptyState


def test_screens_are_built_when_first_opened_and_sleep_when_left(window: MainWindow, qtbot: QtBot) -> None:
    assert window.stack.built("dispatch") is None
    qtbot.keyClick(window, Qt.Key.Key_2, Qt.KeyboardModifier.ControlModifier)
    assert window.stack.name == "dispatch"
    assert probe(window, "dispatch").told == [True]
    assert probe(window, "situation").told[-1] is False
    window.hide()
    assert probe(window, "dispatch").told[-1] is False
    window.show()
    assert probe(window, "dispatch").told[-1] is True


def test_a_screen_that_cannot_be_built_leaves_the_others_alone(
    qtbot: QtBot, seat: SampleSeat, settings: Settings, expected_log: LogWatch
) -> None:
    expected_log.expect("screen situation could not be opened.*no map")

    def broken(_stores: Stores, _actions: Actions, _settings: Settings) -> Screen:
        raise RuntimeError("no map")

    rooms = (replace(ROOMS[0], build=broken), *ROOMS_OF_PROBES[1:])
    window = MainWindow(seat.stores, seat.actions, settings, rooms)
    qtbot.addWidget(window)
    built = window.stack.built("situation")
    assert built is not None
    assert "could not be opened" in built.accessibleName()
    window.open_screen("dispatch")
    assert window.stack.name == "dispatch"


@pytest.mark.parametrize(
    ("state", "drill", "mode"),
    [
        (LinkState.LIVE, None, Mode.DEMO),
        (LinkState.STALE, None, Mode.DEMO),
        (LinkState.LIVE, True, Mode.DRILL),
        (LinkState.LIVE, False, Mode.DEMO),
        (LinkState.OFFLINE, True, Mode.OFFLINE),
    ],
)
def test_the_mode_says_whether_this_is_real(seat: SampleSeat, state: LinkState, drill: bool | None, mode: Mode) -> None:
    seat.writer.write_link(LinkReport(state=state))
    if drill is not None:
        seat.change("plan_runs", plan_run(drill=drill))
    assert mode_of(seat.stores) is mode


def test_without_its_reference_no_city_is_called_live_and_a_band_says_why(window: MainWindow, seat: SampleSeat) -> None:
    from views.frame.city_band import CityBand

    band = window.findChild(CityBand)
    assert isinstance(band, CityBand)
    assert band.isHidden()
    store = seat.stores.reference
    store.write_trouble(Body.REFERENCE, BodyTrouble.REFUSED)
    store.announce()
    assert band.isVisible()
    assert "what was known before is shown" in band.accessibleName()
    assert mode_of(seat.stores) is Mode.DEMO
    store._reference = None  # as in a console that has just been started
    store.announce()
    assert "not known. Asking again." in band.accessibleName()
    assert mode_of(seat.stores) is Mode.UNKNOWN
    store.write_trouble(Body.REFERENCE, None)
    store.announce()
    assert band.isHidden()


def test_nothing_is_said_of_the_city_before_anything_is_known(
    window: MainWindow, seat: SampleSeat, qtbot: QtBot
) -> None:
    cover = window.first_word
    of_the_city: list[BarItem] = []
    for kind in (ModeItem, WarningsItem, AlarmCountItem, ClockItem):
        of_the_city += window.findChildren(kind)
    assert cover.isHidden()
    seat.writer.write_link(LinkReport(state=LinkState.SIGNED_OUT))
    seat.writer.write_link(LinkReport(state=LinkState.CONNECTING))
    assert cover.isVisible()
    assert cover.geometry().bottomRight() == window.rect().bottomRight()
    assert window.childAt(window.rect().center()) in (cover, *cover.findChildren(QWidget))
    assert not any(item.isVisible() for item in of_the_city)
    seat.writer.write_link(LinkReport(state=LinkState.OFFLINE))
    assert "does not answer" in cover.findChildren(EmptyState)[0].accessibleName()
    seat.writer.write_link(LinkReport(state=LinkState.LIVE))
    assert cover.isHidden()
    assert all(item.isVisible() for item in of_the_city)
    seat.writer.write_link(LinkReport(state=LinkState.OFFLINE, heard_monotonic_s=0.0))
    assert cover.isHidden()  # what was known is shown on, with its age


def test_a_drill_bands_every_screen(window: MainWindow, seat: SampleSeat) -> None:
    from views.frame.drill_band import DrillBand

    band = window.findChild(DrillBand)
    assert isinstance(band, DrillBand)
    assert band.isHidden()
    seat.change("plan_runs", plan_run(drill=True))
    assert band.isVisible()


def test_a_stale_link_says_so(window: MainWindow, seat: SampleSeat) -> None:
    item = window.findChild(LinkItem)
    assert isinstance(item, LinkItem)
    assert item._state.word() == "Live 84 ms"
    seat.writer.write_link(LinkReport(state=LinkState.STALE, heard_monotonic_s=0.0))
    assert item._state.word().casefold().startswith("stale")


def test_a_hidden_item_listens_to_nothing(window: MainWindow, seat: SampleSeat) -> None:
    item = window.findChild(LinkItem)
    assert isinstance(item, LinkItem)
    item.hide()
    assert not item.is_following()
    before = item._state.word()
    seat.writer.write_link(LinkReport(state=LinkState.OFFLINE))
    assert item._state.word() == before
    item.show()
    assert item._state.word() != before


def test_nothing_of_the_top_bar_is_cut_off_in_the_smallest_window(
    window: MainWindow, seat: SampleSeat, qtbot: QtBot
) -> None:
    seat.change("plan_runs", plan_run(Level.RED))
    seat.change("warnings", replace(warning(Level.ORANGE), id=2))
    seat.change("alarms", sos())
    assert window.width() == 1366
    items = window.top_bar.items[1:]  # the city's title is the one that may end in dots

    def whole() -> bool:
        fits = all(item.width() >= min(item.sizeHint().width(), item.maximumWidth()) for item in items)
        return fits and items[-1].geometry().right() <= window.width()

    qtbot.waitUntil(whole, timeout=2000)


def test_no_response_is_said_once(window: MainWindow) -> None:
    item = next(item for item in window.top_bar.items if isinstance(item, ResponseItem))
    item.give_way(0)
    assert (item._caption.text(), item._none.text()) == ("Response", "not started")
    item.give_way(1)
    assert item._none.text() == "no response", "with no caption beside it"


def test_a_refused_order_is_told_in_words_and_kept_in_the_tray(
    window: MainWindow, seat: SampleSeat, qtbot: QtBot
) -> None:
    order, size = seat.book.put("dispatch_case", {}, 3, 1), window.stack.size()
    failed = replace(order, state=OrderState.FAILED, problem_code="version_clash")
    seat.stores.outbox.write([failed])
    seat.actions.tell_settled(failed)
    assert window.notice.isVisible()
    assert "Somebody else changed this" in window.notice.text()
    assert window.stack.size() == size, "it lies over the screens"
    assert window.notice.geometry().bottom() + 1 == window.strip.geometry().top()
    qtbot.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    assert window.order_tray.isVisible()
    assert window.order_tray.table.model.rowCount() == 1
    qtbot.keyClick(window.order_tray.table.view, Qt.Key.Key_Escape)
    assert window.order_tray.isHidden()


def test_the_tray_says_to_whom_and_shows_as_waiting_what_nobody_has_answered(
    window: MainWindow, seat: SampleSeat, qtbot: QtBot
) -> None:
    unit = seat.stores.units.get(5)
    assert unit is not None
    text = replace(seat.book.put("send_message", {"text": "a", "unit_id": 5}), state=OrderState.SENT)
    body = {"department_code": unit.department_code, "unit_id": 5}
    case = seat.book.put("dispatch_case", body, 3, 1)
    done = replace(text, key="done", state=OrderState.ACCEPTED)
    seat.stores.outbox.write([case, text, done])
    qtbot.keyClick(window, Qt.Key.Key_O, Qt.KeyboardModifier.ControlModifier)
    model = window.order_tray.table.model

    def shown(row: int) -> list[str]:
        return [str(model.data(model.index(row, column))) for column in range(1, 4)]

    assert shown(0) == ["Send a text", unit.callsign, "Waiting for the answer"]
    assert shown(2)[2] == "Taken by the server", "below what waits"
    known = seat.stores.cases.get(3)
    assert known is not None
    assert shown(1)[1] == f"{words.short_number(known.number)} {known.title_gloss} → {unit.callsign}"
    seat.writer.write_link(LinkReport(state=LinkState.STALE, heard_monotonic_s=0.0, lag_ms=None))
    assert [shown(row)[2] for row in (0, 1)] == ["Waiting for the server"] * 2
    view = window.order_tray.table.view
    advance = view.fontMetrics().horizontalAdvance
    widest = max(advance(words.order_state_word(state)) for state in OrderState)
    assert view.columnWidth(3) >= widest + 40, "the state is not cut, with its mark and margins"


def test_layout_and_screen_are_remembered_on_this_machine(qtbot: QtBot, seat: SampleSeat, settings: Settings) -> None:
    first = MainWindow(seat.stores, seat.actions, settings, ROOMS_OF_PROBES)
    qtbot.addWidget(first)
    first.resize(1500, 900)
    first.show()
    first.open_screen("plans")
    first.close()
    second = MainWindow(seat.stores, seat.actions, Settings(settings.path), ROOMS_OF_PROBES)
    qtbot.addWidget(second)
    assert second.stack.name == "plans"
    # The test's own screen is smaller than this window, so that Qt may not give the size itself back.
    assert second.saveGeometry().data()[:8] == settings.geometry[:8]


def test_f9_and_f10_write_the_settings(window: MainWindow, settings: Settings, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F9)
    qtbot.keyClick(window, Qt.Key.Key_F10)
    assert (settings.theme, settings.language) == ("day", "zh")


def test_f1_lists_keys_and_closes_again(window: MainWindow, qtbot: QtBot) -> None:
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.key_sheet.isVisible()
    texts = [part.text() for part in window.key_sheet.findChildren(QWidget) if hasattr(part, "text")]
    assert "Ctrl+K" in texts
    qtbot.keyClick(window, Qt.Key.Key_F1)
    assert window.key_sheet.isHidden()


class Quoting(QTranslator):
    """Translates every text into itself in quotation marks."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        return f"«{source}»"

    def isEmpty(self) -> bool:
        return False


def test_a_language_switch_reaches_every_part(window: MainWindow, qapp: QApplication) -> None:
    quoting = Quoting()
    qapp.installTranslator(quoting)
    try:
        QApplication.processEvents()
        assert window.windowTitle() == "«Zhihui – command console»"
        assert window.rail._buttons["dispatch"].text() == "«Dispatch»"
        assert window.strip._hint.text() == "«Ctrl+K command   F1 help   Space claim»"
        assert window.banner.rows[0].claim_button.text() == "«Claim»"
    finally:
        qapp.removeTranslator(quoting)
