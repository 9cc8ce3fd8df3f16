"""Each level of area opens its card, with what is in it counted by the code that begins with its own."""

from __future__ import annotations

from dataclasses import replace

import pytest

from app.domain.areas import Area, AreaLevel
from app.domain.cameras import Camera
from app.domain.cases import OPEN_STAGES
from tests.sample_seat import LAT, LON, STREETS, SampleSeat
from views import words
from views.situation.area_card import area_card

CITY, STREET = "990106", STREETS[0]
STAGES = {f"· {words.case_stage_word(stage)}" for stage in OPEN_STAGES}
COMMUNITY, GRID = STREET + "001", STREET + "001001"


def area(code: str, level: AreaLevel, **more: str) -> Area:
    return Area(code=code, level=level, name=f"区 {code}", gloss=f"Area {code}", lat_deg=LAT, lon_deg=LON, **more)


def camera(number: int, code: str, online: bool) -> Camera:
    return Camera(
        id=number,
        version=1,
        code=str(number),
        name="",
        gloss="",
        lat_deg=LAT,
        lon_deg=LON,
        heading_deg=0,
        field_deg=60,
        area_code=code,
        online=online,
    )


@pytest.fixture(scope="module")
def seat() -> SampleSeat:
    cameras = (camera(1, GRID, True), camera(2, STREET + "002001", False), camera(3, STREETS[3] + "001001", True))
    return SampleSeat(None, cameras=cameras)


def facts(seat: SampleSeat, one: Area, components: dict[str, int] | None = None) -> dict[str, str]:
    return {fact.name: fact.value for fact in area_card(seat.stores, one, "en", components).facts}


@pytest.mark.parametrize(
    ("code", "level", "cameras"),
    [
        (CITY, AreaLevel.CITY, "2 online of 3"),
        (STREET, AreaLevel.STREET, "1 online of 2"),
        (COMMUNITY, AreaLevel.COMMUNITY, "1 online of 1"),
        (GRID, AreaLevel.GRID, "1 online of 1"),
    ],
)
def test_what_is_inside_is_counted_at_every_level(seat: SampleSeat, code: str, level: AreaLevel, cameras: str) -> None:
    told = facts(seat, area(code, level))
    cases = [case for case in seat.stores.cases.open() if case.area_code.startswith(code)]
    assert told["Code"] == code
    assert told["Cameras"] == cameras
    assert told["Open cases"].split(",")[0] == str(len(cases))
    assert sum(int(value) for name, value in told.items() if name in STAGES) == len(cases)
    assert told["Rain"] == "44 mm/h · 68 mm"
    assert ("Below it" in told) is (level is AreaLevel.CITY)


def test_the_missing_level_is_told_in_words(seat: SampleSeat) -> None:
    assert "no districts" in facts(seat, area(CITY, AreaLevel.CITY))["Below it"]


def test_a_grid_says_its_fifteen_digits_and_who_answers_for_it(seat: SampleSeat) -> None:
    one = area(GRID, AreaLevel.GRID, responsible="刘敏", responsible_gloss="Liu Min", responsible_phone="199")
    told = facts(seat, one)
    assert len(told["Code"]) == 15
    assert (told["Responsible"], told["Phone"]) == ("Liu Min", "199")
    assert facts(seat, area(GRID, AreaLevel.GRID))["Responsible"] == "nobody is named"


def test_components_are_told_by_major(seat: SampleSeat) -> None:
    one = replace(area(STREET, AreaLevel.STREET), components=7)
    told = facts(seat, one, {"C0137": 3, "C0102": 2, "C0305": 2})
    assert told["Components"] == "7"
    assert told["· Public utilities"] == "5"
    assert "· Public utilities" not in facts(seat, one)


def test_open_risks_are_told_by_level(seat: SampleSeat) -> None:
    city, street = facts(seat, area(CITY, AreaLevel.CITY)), facts(seat, area(STREET, AreaLevel.STREET))
    assert [city[f"· {level} risk"] for level in ("Red", "Orange", "Yellow", "Blue")] == ["1"] * 4
    assert (street["Risks"], street["· Orange risk"], street["· Blue risk"]) == ("2", "1", "1")
    assert "· Red risk" not in street
    assert facts(seat, area(STREETS[5], AreaLevel.STREET))["Risks"] == "0"
