"""The base map's streets are read off the loop, and the addresses that the city gives are found on them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from app.backend.simulation.city import City, load_city
from app.domain.positions import Place
from app.domain.street_map import read_address
from app.stores import Stores
from app.stores.streets import read_streets
from tests.sample_roads import ROADS


@pytest.fixture(scope="module")
def city(_shared_cache: Path) -> City:
    return load_city(7, _shared_cache / "zhihui")


def test_the_console_finds_the_house_that_the_city_numbered(city: City) -> None:
    streets = read_streets(city.map_features_json)[0].streets
    south, west, north, east = city.corners_deg
    same = 0
    for lat, lon in np.random.default_rng(3).uniform((south, west), (north, east), (300, 2)):
        chinese, english = city.address_at(lat, lon)
        found, foreign = read_address(chinese), read_address(english)
        assert found is not None
        street = streets[found[0]]
        assert foreign == (street.gloss, found[1])
        house = street.house(found[1])
        assert house is not None, chinese
        same += city.address_at(house.lat_deg, house.lon_deg)[0] == chinese
    # At a corner, a house of one road may be nearer to the other one.
    assert same > 270


def test_streets_come_with_a_base_map_and_go_with_another(qtbot: QtBot) -> None:
    stores = Stores.empty()
    here = Place(lat_deg=30.55, lon_deg=112.30)
    assert stores.streets.reach_from(here, ()) is None
    for body, names in ((ROADS, ["建设大道", "解放路", "滨江巷"]), (b'{"road": 7}', []), (b"{}", [])):
        stores.reference.write_map_base(body)
        with qtbot.waitSignal(stores.streets.streets_changed):
            stores.reference.announce()
        assert [street.name for street in stores.streets.streets()] == names
        assert (stores.streets.reach_from(here, ()) is not None) == bool(names)


@pytest.mark.parametrize(
    "odd",
    ["[112.3, null]", "[NaN, 30.5]", "[0.0, 0.0]", "[200.0, 30.5]", "[112.3]", '"here"'],
    ids=["null", "nan", "zero", "far", "half", "text"],
)
def test_an_odd_row_costs_that_row_and_no_other_street(odd: str) -> None:
    line = "[[112.30, 30.50], [112.31, 30.50]]"
    rows = [
        f'{{"class": "main", "name": "Sound Road", "line": {line}}}',
        f'{{"class": "main", "name": "Odd Road", "line": [[112.30, 30.50], {odd}]}}',
        "null",
    ]
    labels = ['{"name": "Gate", "lon": 112.3, "lat": 30.5}', '{"name": "Nowhere", "lon": 112.3, "lat": null}']
    body = f'{{"bbox": [112.2, 30.4, 112.4, 30.6], "road": [{", ".join(rows)}], "label": [{", ".join(labels)}]}}'
    found, graph = read_streets(body.encode())
    assert list(found.streets) == ["Sound Road"]
    assert list(found.landmarks) == ["Gate"]
    assert graph.reach_from(30.50, 112.30, frozenset()) is not None


def test_of_a_torn_base_map_nothing_is_read() -> None:
    assert read_streets(b'{"road": [')[0].streets == {}
