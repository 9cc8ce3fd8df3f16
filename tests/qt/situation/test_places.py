"""Places of the one map: found by coordinates, address or name, pinned, and reached by road or by air."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from app.domain.cameras import Camera
from app.domain.layers import LayerKind
from app.domain.positions import Place, gcj02_from_wgs84
from tests.qt.situation.shown_screen import READY_LIMIT_MS, in_page, shown_screen
from tests.sample_night import STREETS, low_points
from tests.sample_roads import ARM_M, CLIMB_M, LAT, LON, ROADS
from tests.sample_seat import SampleSeat
from views import words
from views.situation.places.nearest import NearRow
from views.situation.places.spot import Spot
from views.situation.screen import SituationScreen


class NoServer:
    """Is never asked."""


def camera(camera_id: int, lat: float, lon: float) -> Camera:
    return Camera(
        id=camera_id,
        version=1,
        code=f"C{camera_id}",
        name=f"摄像机{camera_id}",
        gloss=f"Camera {camera_id}",
        lat_deg=lat,
        lon_deg=lon,
        area_code=STREETS[0],
        online=True,
        heading_deg=0.0,
        field_deg=60.0,
        turnable=False,
        range_m=100.0,
    )


# At the upper end of 解放路; 200 m to the east, over the river; and 1 km down the road.
HERE, ACROSS, DOWN = (LAT + 0.0199, LON), (LAT + 0.02, LON + 0.0021), (LAT + 0.01, LON)
Hall = tuple[SituationScreen, SampleSeat]


@pytest.fixture
def hall(qtbot: QtBot, tmp_path: Path) -> Hall:
    seat = SampleSeat(NoServer(), cameras=(camera(1, *ACROSS), camera(2, *DOWN)), low_points=())
    seat.stores.reference.write_map_base(ROADS)
    with qtbot.waitSignal(seat.stores.streets.streets_changed):
        seat.stores.reference.announce()
    screen = shown_screen(qtbot, tmp_path, seat, page_ready=False)
    return screen, seat


def found(screen: SituationScreen, text: str) -> list[tuple[str, str]]:
    screen.search.field.setText(text)
    screen.search.field.searched.emit(text)
    return [(line.title, line.below_right) for line in screen.search.found.lines()]


def facts(screen: SituationScreen) -> dict[str, str]:
    return {fact.name: fact.value for fact in screen.panel.facts.facts()}


def offered(screen: SituationScreen) -> list[int]:
    return [line.key.selection.number for line in screen.panel.offers.lines() if isinstance(line.key, NearRow)]


def test_coordinates_have_a_line_for_each_datum_and_enter_goes_there(hall: Hall) -> None:
    screen, _seat = hall
    shifted = "{:.6f}, {:.6f}".format(*gcj02_from_wgs84(LAT, LON))
    lines = found(screen, shifted)
    assert [title for title, _pair in lines] == ["WGS 84 / CGCS2000", "GCJ-02 (phone maps)", "BD-09"]
    assert lines[1][1] == f"{LAT:.6f}, {LON:.6f}"
    screen.search.found.step(2)
    QTest.keyClick(screen.search.field, Qt.Key.Key_Return)
    assert facts(screen)["WGS 84 / CGCS2000"] == f"{LAT:.6f}, {LON:.6f}"
    assert facts(screen)["GCJ-02 (phone maps)"] == shifted


def test_the_codes_that_lists_and_cards_show_are_found_as_they_are_shown(hall: Hall) -> None:
    screen, seat = hall
    case = seat.stores.cases.open()[0]
    shown = next(line for line in screen.lists.cases.lines() if line.key == case.id).title.split()[0]
    assert shown == words.short_number(case.number) != case.number
    found(screen, shown)
    assert screen.search.found.lines()[0].key == ("cases", case.id)
    for noun, thing_id in (("cameras", 1), ("units", 5), ("areas", STREETS[2])):
        screen.select(noun, thing_id)
        told = [screen.panel.subtitle.text(), screen.panel.title.text().split()[0]]
        told += [fact.value for fact in screen.panel.facts.facts() if fact.name in ("Code", "Phone")]
        codes = [text for text in told if any(letter.isdigit() for letter in text)]
        assert codes
        for code in codes:
            found(screen, code)
            assert screen.search.found.lines()[0].key == (noun, thing_id), code


def test_a_code_that_is_known_comes_before_what_its_digits_might_mean_as_coordinates(
    qtbot: QtBot, tmp_path: Path
) -> None:
    seat = SampleSeat(NoServer(), cameras=(replace(camera(1, *ACROSS), code="30.55 112.30"),))
    screen = shown_screen(qtbot, tmp_path, seat, page_ready=False)
    found(screen, "30.55 112.30")
    keys = [line.key for line in screen.search.found.lines()]
    assert keys[0] == ("cameras", 1)
    assert [noun for noun, _id in keys[1:]] == ["places"] * 3
    found(screen, "0123")
    assert "places" not in {noun for noun, _id in (line.key for line in screen.search.found.lines())}


@pytest.mark.parametrize("typed", ["建设大道 21 号", "jsdd 21", "21 Jianshe Avenue"])
def test_an_address_is_a_house_on_its_road(hall: Hall, typed: str) -> None:
    screen, _seat = hall
    assert ("21 Jianshe Avenue", "address") in found(screen, typed)
    QTest.keyClick(screen.search.field, Qt.Key.Key_Return)
    assert screen.panel.title.text() == "21 Jianshe Avenue"


@pytest.mark.parametrize(
    ("typed", "title", "noun"),
    [("jiefanglu", "Jiefang Road", "road"), ("rmgy", "People's Park", "landmark"), ("lane", "Binjiang Lane", "road")],
)
def test_roads_and_landmarks_are_found_and_pinned(hall: Hall, typed: str, title: str, noun: str) -> None:
    screen, _seat = hall
    assert (title, noun) in found(screen, typed)
    line = next(line for line in screen.search.found.lines() if line.title == title)
    screen.search.found.line_chosen.emit(line.key)
    assert screen.panel.title.text() == title


def test_a_layer_is_switched_on_and_shown_in_the_tree(hall: Hall) -> None:
    screen, _seat = hall
    layer = next(one for one in screen.shown.leaves() if one.kind is LayerKind.HEAT)
    assert not screen.shown.is_on(layer.id)
    assert (words.named(layer, "en"), "layer") in found(screen, layer.gloss)
    screen.search.hit_chosen.emit("layers", layer.id)
    assert screen.shown.is_on(layer.id)
    assert screen.layer_tools.drawer.isVisible()
    assert screen.layer_tools.drawer.current_id() == layer.id


def test_the_pin_goes_when_something_else_is_selected(qtbot: QtBot, hall: Hall) -> None:
    screen, _seat = hall
    screen.search.hit_chosen.emit("streets", "解放路")
    qtbot.waitUntil(screen.map.is_ready, timeout=READY_LIMIT_MS)
    qtbot.waitUntil(in_page(qtbot, screen, "zhihui.report().marks.places === 1"), timeout=READY_LIMIT_MS)
    screen.select("units", 5)
    qtbot.waitUntil(in_page(qtbot, screen, "!zhihui.report().marks.places"), timeout=READY_LIMIT_MS)


def test_by_road_the_camera_down_the_road_comes_first_and_by_air_the_one_across(hall: Hall) -> None:
    screen, _seat = hall
    screen.pointing.menu.open_at(*HERE, may_open_case=True)
    screen.pointing.menu.close()
    screen.pointing.menu.near["cameras"].trigger()
    assert offered(screen) == [2, 1]
    across = screen.panel.offers.lines()[1]
    metres = float(across.below.split(" km · air 20")[0])
    assert metres == pytest.approx((2 * CLIMB_M + 2 * ARM_M - 200) / 1000, abs=0.02)
    QTest.keyClick(screen, Qt.Key.Key_V)
    assert screen.panel.offer_name.text() == "Nearest cameras by air"
    assert offered(screen) == [1, 2]
    QTest.keyClick(screen, Qt.Key.Key_V)
    assert offered(screen) == [2, 1]


def test_rows_show_what_they_are_in_order_of_finely_enough_and_as_many_as_wanted(qtbot: QtBot, tmp_path: Path) -> None:
    along = tuple(camera(n, LAT + 0.0002 * n, LON) for n in range(1, 41))
    seat = SampleSeat(NoServer(), cameras=along, low_points=())
    seat.stores.reference.write_map_base(ROADS)
    with qtbot.waitSignal(seat.stores.streets.streets_changed):
        seat.stores.reference.announce()
    screen = shown_screen(qtbot, tmp_path, seat, page_ready=False)
    screen.pointing.menu.near_requested.emit(Spot(Place(lat_deg=LAT, lon_deg=LON)), "cameras")
    assert offered(screen) == list(range(1, 7))
    screen.activateWindow()
    qtbot.waitUntil(screen.isActiveWindow)
    for wanted in (12, 24):
        assert screen.panel.more.text().startswith(f"The nearest {wanted}")
        QTest.keyClick(screen, Qt.Key.Key_N)
        assert offered(screen) == list(range(1, wanted + 1))
    times = [line.right for line in screen.panel.offers.lines()]
    assert len(set(times)) == len(times), "22 m apart, each row has a time of its own"
    QTest.keyClick(screen, Qt.Key.Key_V)
    assert len(offered(screen)) == 24, "by air as many"
    metres = [int(line.right.split()[1]) for line in screen.panel.offers.lines()]
    assert metres == sorted(set(metres)), "in order of what stands at the right"
    QTest.keyClick(screen, Qt.Key.Key_N)
    assert offered(screen) == list(range(1, 7))


def test_a_way_leads_around_what_is_closed_and_by_air_where_none_is_open(qtbot: QtBot, hall: Hall) -> None:
    screen, seat = hall
    spot = Spot(Place(lat_deg=HERE[0], lon_deg=HERE[1]))
    screen.pointing.menu.near_requested.emit(spot, "cameras")
    assert offered(screen) == [2, 1]
    assert not any("around" in line.below for line in screen.panel.offers.lines())
    seat.change("low_points", replace(low_points()[0], lat_deg=LAT + 0.015, lon_deg=LON))
    screen.pointing.menu.pin_requested.emit(spot)
    screen.pointing.menu.near_requested.emit(spot, "cameras")
    lines = screen.panel.offers.lines()
    assert offered(screen) == [1, 2], "nobody drives through the closed road; then the nearest by air"
    assert [line.right.split()[0] for line in lines] == ["air", "air"]
    assert all(line.below.startswith("no open road") for line in lines)
    screen.panel.offers.line_chosen.emit(lines[0].key)
    qtbot.waitUntil(screen.map.is_ready, timeout=READY_LIMIT_MS)
    straight = (
        "zhihui.figures.layers.get('route')?.[0].dashed && zhihui.figures.layers.get('route')[0].points.length === 2"
    )
    qtbot.waitUntil(in_page(qtbot, screen, straight), timeout=READY_LIMIT_MS)


def test_a_chosen_row_draws_its_way_and_once_more_selects_it(qtbot: QtBot, hall: Hall) -> None:
    screen, _seat = hall
    screen.pointing.menu.near_requested.emit(Spot(Place(lat_deg=HERE[0], lon_deg=HERE[1])), "cameras")
    row = screen.panel.offers.lines()[0].key
    screen.panel.offers.line_chosen.emit(row)
    qtbot.waitUntil(screen.map.is_ready, timeout=READY_LIMIT_MS)
    qtbot.waitUntil(in_page(qtbot, screen, "zhihui.figures.layers.get('route')?.length === 1"), timeout=READY_LIMIT_MS)
    screen.panel.offers.line_activated.emit(row)
    assert screen.panel.title.text() == "Camera 2"
    qtbot.waitUntil(in_page(qtbot, screen, "!zhihui.figures.layers.get('route')?.length"), timeout=READY_LIMIT_MS)


def test_the_menu_copies_the_place_and_opens_a_case_there(qtbot: QtBot, hall: Hall) -> None:
    screen, _seat = hall
    screen.pointing.menu.open_at(LAT, LON, may_open_case=True)
    screen.pointing.menu.close()
    screen.pointing.menu.copy.trigger()
    assert QGuiApplication.clipboard().text() == f"{LAT:.6f}, {LON:.6f}"
    with qtbot.waitSignal(screen.case_place_chosen) as chosen:
        screen.pointing.menu.new_case.trigger()
    assert chosen.args == [LAT, LON]
    screen.pointing.menu.open_at(LAT, LON, may_open_case=False)
    screen.pointing.menu.close()
    assert not screen.pointing.menu.new_case.isEnabled()
