"""Each level of area opens its card, with what is in it counted by the code that begins with its own."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest

from app.domain.areas import Area, AreaLevel
from app.domain.cameras import Camera
from app.domain.cases import OPEN_STAGES
from app.domain.outlines import encode_outlines, ring_from_degrees
from app.domain.units import UnitStatus
from tests.sample_night import LAT, LON, NOW, STREETS, units
from tests.sample_seat import SampleSeat
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


def test_who_is_inside_now_is_counted_apart_from_who_belongs_there() -> None:
    """Two officers of a street stand in one of its communities; the collector whose beat that is stands elsewhere."""
    kinds = (UnitStatus.AVAILABLE, UnitStatus.EN_ROUTE, UnitStatus.OFF_DUTY, UnitStatus.AVAILABLE)
    homes, beats = (STREET, STREET, STREET, STREET), ((), (), (), (GRID,))
    team = tuple(
        replace(unit, status=status, area_code=home, beat=beat)
        for unit, status, home, beat in zip(units(4), kinds, homes, beats, strict=True)
    )
    seat = SampleSeat(None, units=team)
    square = [(LAT, LON), (LAT, LON + 0.01), (LAT + 0.01, LON + 0.01), (LAT + 0.01, LON)]
    seat.stores.reference.write_outlines(encode_outlines({COMMUNITY: [ring_from_degrees(square)]}))
    inside, outside = 0.005, 0.02
    east = np.array([inside, inside, inside, outside])
    seat.writer.write_frame(
        (),
        (
            {
                "unit": seat.stores.units.ids.copy(),
                "lat": np.full(4, (LAT + inside) * 1e7).astype("<i4"),
                "lon": ((LON + east) * 1e7).astype("<i4"),
                "heading": np.zeros(4, "<u2"),
                "speed": np.zeros(4, "<u2"),
                "fix": np.full(4, NOW.timestamp() * 1000),
                "battery": np.full(4, 62, "u1"),
                "signal": np.full(4, 4, "u1"),
            },
        ),
    )
    community = facts(seat, area(COMMUNITY, AreaLevel.COMMUNITY))
    assert (community["Units inside now"], community["Units assigned"]) == ("2", "1 on duty of 1")
    street = facts(seat, area(STREET, AreaLevel.STREET))
    assert (street["Units inside now"], street["Units assigned"]) == ("not known: no outline", "3 on duty of 4")
