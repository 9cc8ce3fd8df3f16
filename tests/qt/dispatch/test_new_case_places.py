"""The place of a new case is found by everything that the map's search finds places by."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from tests.qt.dispatch.conftest import Desk, MakeDesk
from tests.sample_roads import LAT, LON, ROADS


@pytest.fixture
def desk(make_desk: MakeDesk, qtbot: QtBot) -> Desk:
    desk = make_desk()
    stores = desk.hall.stores
    stores.reference.write_map_base(ROADS)
    with qtbot.waitSignal(stores.streets.streets_changed):
        stores.reference.announce()
    desk.press("N")
    desk.type("0506")
    desk.press("Return")
    return desk


@pytest.mark.parametrize("typed", ["解放路101号", "解放路101", "101 Jiefang Road", "jfl101"])
def test_an_address_is_a_place(desk: Desk, typed: str) -> None:
    desk.screen.new_case.place.field.setText(typed)
    desk.screen.new_case.place.search(typed)
    desk.press("Return", "Ctrl+Return")
    street = desk.hall.stores.streets.street("解放路")
    assert street is not None
    house = street.house(101)
    assert house is not None
    name, body, _thing, _version = desk.given[-1]
    assert (name, body["address"]) == ("open_case", "解放路101号")
    assert (body["lat_deg"], body["lon_deg"]) == (house.lat_deg, house.lon_deg)


@pytest.mark.parametrize(("typed", "address"), [("jiefanglu", "解放路"), ("rmgy", "人民公园")])
def test_a_street_or_landmark_is_a_place(desk: Desk, typed: str, address: str) -> None:
    desk.type(typed)
    desk.press("Return", "Ctrl+Return")
    assert desk.given[-1][1]["address"] == address


def test_coordinates_are_read_in_every_datum_that_the_map_reads(desk: Desk) -> None:
    desk.type(f"{LAT}, {LON}")
    results = desk.screen.new_case.place.results
    assert [results.item(row).text().split(" · ")[1] for row in range(results.count())] == [
        "WGS 84 / CGCS2000", "GCJ-02 (phone maps)", "BD-09",
    ]  # fmt: skip
    desk.press("Down", "Return", "Ctrl+Return")
    body = desk.given[-1][1]
    assert body["lat_deg"] != LAT, "taken as it was chosen, converted"
    assert body["address"] == ""


@pytest.mark.parametrize("text", ["95, 112", "a, b", "解放路9999"])
def test_what_is_no_place_says_so(desk: Desk, text: str) -> None:
    desk.screen.new_case.place.search(text)
    assert desk.screen.new_case.place.nothing.isVisible()
