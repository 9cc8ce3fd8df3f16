"""Streets by name: where a house stands, what is an address, which landmark is meant."""

from __future__ import annotations

import pytest

from app.domain.positions import Place, distance_m
from app.domain.street_map import HOUSE_STEP_M, Landmark, StreetMap, Stretch, read_address

LAT, LON = 30.55, 112.30
EAST_END = 112.31  # some 957 m east of LON
LENGTH_M = distance_m(LAT, LON, LAT, EAST_END)


def avenue(*stretches: Stretch) -> StreetMap:
    return StreetMap.of([("建设大道", "Jianshe Avenue", one) for one in stretches], [])


WHOLE = Stretch("main", ((LON, LAT), (EAST_END, LAT)), 0.0)


@pytest.mark.parametrize(
    ("text", "road", "number"),
    [
        ("建设大道141号", "建设大道", 141),
        ("建设大道141", "建设大道", 141),
        ("建设大道 141 号", "建设大道", 141),
        ("jsdd 141", "jsdd", 141),
        ("141 Jianshe Avenue", "Jianshe Avenue", 141),
        ("No. 7 Jiefang Road", "Jiefang Road", 7),
    ],
)
def test_reads_an_address(text: str, road: str, number: int) -> None:
    assert read_address(text) == (road, number)


@pytest.mark.parametrize("text", ["建设大道", "141", "30.55, 112.30", "26072000002", "", "141号"])
def test_what_is_no_address(text: str) -> None:
    assert read_address(text) is None


def test_odd_houses_stand_left_of_the_way_the_numbers_rise() -> None:
    street = avenue(WHOLE).streets["建设大道"]
    odd, even = street.house(1), street.house(2)
    assert odd is not None
    assert even is not None
    assert odd.lat_deg > LAT > even.lat_deg
    assert distance_m(LAT, LON, LAT, odd.lon_deg) == pytest.approx(HOUSE_STEP_M / 2, abs=0.2)


def test_a_number_goes_on_in_the_next_stretch() -> None:
    further = Stretch("main", ((EAST_END, LAT), (EAST_END, LAT + 0.01)), LENGTH_M)
    street = avenue(WHOLE, further).streets["建设大道"]
    number = 2 * int((LENGTH_M + 200) / HOUSE_STEP_M) + 1
    house = street.house(number)
    assert house is not None
    assert house.lat_deg == pytest.approx(LAT + 200 / 111_195, abs=HOUSE_STEP_M / 111_195)
    assert house.lon_deg < EAST_END


@pytest.mark.parametrize("number", [0, 1 + 2 * int(LENGTH_M / HOUSE_STEP_M + 2), 9999])
def test_a_number_that_the_road_does_not_have(number: int) -> None:
    assert avenue(WHOLE).streets["建设大道"].house(number) is None


def test_a_road_whose_numbers_are_not_known_has_no_houses() -> None:
    assert avenue(Stretch("main", WHOLE.line)).streets["建设大道"].house(1) is None


def test_the_middle_lies_on_the_longest_stretch() -> None:
    short = Stretch("main", ((LON + 1, LAT), (LON + 1.001, LAT)), 5000.0)
    middle = avenue(short, WHOLE).streets["建设大道"].middle()
    assert (middle.lat_deg, middle.lon_deg) == pytest.approx((LAT, (LON + EAST_END) / 2), abs=1e-6)


def test_a_landmark_is_named_once_and_a_nameless_road_is_no_street() -> None:
    park = Landmark("东湖", "East Lake", "water", Place(lat_deg=LAT, lon_deg=LON))
    known = StreetMap.of([("", "", WHOLE)], [park, Landmark("东湖", "East Lake", "water", Place(lat_deg=1, lon_deg=1))])
    assert known.landmarks == {"东湖": park}
    assert known.streets == {}
