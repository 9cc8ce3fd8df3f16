"""Map views come back as they were: own ones after a restart, shared ones by the feed, deleted ones by undo."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.api.orders import PendingOrder
from app.domain.duty import Role
from app.domain.map_views import MapLook, MapViewLayers, SharedMapView
from app.domain.orders import OrderState
from app.domain.units import UnitStatus
from tests.qt.situation.shown_screen import READY_LIMIT_MS, shown_screen
from tests.sample_night import NOW, STREETS
from tests.sample_seat import SampleSeat
from views.situation.screen import SituationScreen

Hall = tuple[SituationScreen, SampleSeat]


class NoServer:
    """Is never asked."""


def opened(qtbot: QtBot, folder: Path, role: Role = Role.DISPATCHER) -> Hall:
    seat = SampleSeat(NoServer(), role=role)
    screen = shown_screen(qtbot, folder, seat)
    return screen, seat


@pytest.fixture
def hall(qtbot: QtBot, tmp_path: Path) -> Hall:
    return opened(qtbot, tmp_path)


def shared(layers: tuple[str, ...] = (), **parts: object) -> SharedMapView:
    look = MapLook(lat_deg=30.56, lon_deg=112.31, zoom=16, layers=MapViewLayers(on=layers), street="")
    view = SharedMapView(
        id=7, version=1, name="夜市", look=look, area_code="990106", owner_id=9, made_by="周强", made_utc=NOW
    )
    return replace(view, **parts)  # type: ignore[arg-type]


def answered(key: str, name: str, state: OrderState = OrderState.ACCEPTED) -> PendingOrder:
    return PendingOrder(key=key, name=name, body={}, state=state, created_utc=NOW)


def save(screen: SituationScreen, name: str) -> None:
    screen.map_views.button.setChecked(True)
    screen.map_views.panel.name.setText(name)
    QTest.keyClick(screen.map_views.panel.name, Qt.Key.Key_Return)


def names(screen: SituationScreen) -> list[str]:
    return [line.title for line in screen.map_views.panel.views.lines()]


def test_a_view_brings_back_place_layers_and_what_narrows_the_map(qtbot: QtBot, hall: Hall) -> None:
    screen, _seat = hall
    screen.map.fly_to(30.56, 112.31, 16)
    qtbot.waitUntil(lambda: screen.map.looking_at[2] == 16, timeout=READY_LIMIT_MS)
    screen.layers.set_layer("cameras", False)
    screen.layers.street.setCurrentIndex(screen.layers.street.findData(STREETS[2]))
    layers = screen.shown.on()
    save(screen, "老城")
    saved = screen.map_views.look()
    screen.shown.show_only(())
    screen.layers.street.setCurrentIndex(0)
    screen.map.fly_to(30.54, 112.29, 14)
    qtbot.waitUntil(lambda: screen.map.looking_at[2] == 14, timeout=READY_LIMIT_MS)
    screen.map_views.panel.views.line_chosen.emit(("own", "老城"))
    qtbot.waitUntil(lambda: screen.map.looking_at[2] == 16, timeout=READY_LIMIT_MS)
    assert screen.shown.on() == layers
    assert screen.layers.scope().street == STREETS[2]
    assert (saved.lat_deg, saved.lon_deg) == pytest.approx((30.56, 112.31), abs=1e-3)


def test_own_views_outlive_the_program_and_belong_to_an_account(qtbot: QtBot, hall: Hall, tmp_path: Path) -> None:
    screen, _seat = hall
    save(screen, "老城")
    again, seat = opened(qtbot, tmp_path)
    again.map_views.button.setChecked(True)
    assert names(again) == ["老城"]
    account = seat.stores.session.account
    assert account is not None
    again.map_views.panel.delete.click()
    seat.stores.session.write(replace(account, login="somebody else"))
    assert names(again) == []
    assert again.map_views.panel.undo.isHidden(), "another account takes back nothing that the former one did"


def test_what_was_deleted_comes_back_by_undo(hall: Hall) -> None:
    screen, _seat = hall
    save(screen, "老城")
    assert screen.map_views.panel.views.current_key() == ("own", "老城")
    screen.map_views.panel.delete.click()
    assert names(screen) == []
    screen.map_views.panel.undo._button.click()
    assert names(screen) == ["老城"]


def test_sharing_gives_the_order_and_the_feed_brings_the_view_to_every_seat(hall: Hall) -> None:
    screen, seat = hall
    save(screen, "老城")
    screen.map_views.panel.share.click()
    order, body, thing_id, _version = seat.book.given[-1]
    assert (order, thing_id, body["name"]) == ("save_map_view", None, "老城")
    screen.map_views.panel.share.click()
    screen.map_views.panel.share_requested.emit(("own", "老城"))
    assert len(seat.book.given) == 1, "shared twice by a double click"
    seat.actions.tell_settled(answered("k1", order))
    assert screen.map_views.panel.share.isEnabled()
    on = sorted(screen.shown.on())
    seat.change("map_views", shared(tuple(on[:3])))
    assert names(screen) == ["老城", "夜市"]
    screen.map_views.panel.views.line_chosen.emit(("shared", 7))
    assert sorted(screen.shown.on()) == on[:3]
    seat.change("map_views", shared(version=2, deleted_utc=NOW))
    assert names(screen) == ["老城"]


def test_a_button_that_is_spent_leaves_the_keys_to_the_list_and_not_to_delete(qtbot: QtBot, hall: Hall) -> None:
    screen, seat = hall
    save(screen, "老城")
    panel = screen.map_views.panel
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    panel.share.setFocus()
    QTest.keyClick(panel.share, Qt.Key.Key_Space)
    assert [order for order, *_rest in seat.book.given] == ["save_map_view"]
    focused = panel.window().focusWidget()
    assert focused is not None
    assert focused is not panel.delete
    for key in (Qt.Key.Key_Space, Qt.Key.Key_Return):
        QTest.keyClick(focused, key)
    assert names(screen) == ["老城"]


def test_deleting_a_shared_view_is_an_order_and_undo_shares_it_again_once_it_is_gone(hall: Hall) -> None:
    screen, seat = hall
    seat.change("map_views", shared())
    screen.map_views.button.setChecked(True)
    panel = screen.map_views.panel
    panel.mark(("shared", 7))
    panel.delete.click()
    deleted = seat.book.given[-1]
    assert (deleted[0], deleted[2:]) == ("delete_map_view", (7, 1))
    assert panel.undo.isHidden(), "not deleted yet"
    seat.actions.tell_settled(answered("k1", "delete_map_view", OrderState.FAILED))
    assert panel.undo.isHidden(), "refused: nothing to take back"
    panel.delete.click()
    seat.change("map_views", shared(version=2, deleted_utc=NOW))
    seat.actions.tell_settled(answered("k2", "delete_map_view"))
    panel.undo._button.click()
    assert seat.book.given[-1][0] == "save_map_view"


def test_a_viewer_saves_own_views_and_shares_none(qtbot: QtBot, tmp_path: Path) -> None:
    screen, seat = opened(qtbot, tmp_path, Role.VIEWER)
    save(screen, "老城")
    assert names(screen) == ["老城"]
    assert not screen.map_views.panel.share.isEnabled()
    seat.change("map_views", shared())
    screen.map_views.panel.mark(("shared", 7))
    assert not screen.map_views.panel.delete.isEnabled()


def test_a_view_with_a_status_and_gone_things_shows_what_there_is(hall: Hall) -> None:
    screen, seat = hall
    look = replace(shared(("no such layer",)).look, status=UnitStatus.AVAILABLE, street="990106999")
    seat.change("map_views", shared(look=look))
    screen.map_views.show_look(look)
    assert screen.shown.on() == frozenset()
    assert (screen.layers.scope().street, screen.map_views.look().status) == ("", UnitStatus.AVAILABLE)
