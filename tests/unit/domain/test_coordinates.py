"""Coordinates as people write them, and what each datum makes of them."""

from __future__ import annotations

import pytest

from app.domain.coordinates import READINGS, read_coordinates
from app.domain.positions import gcj02_from_wgs84


@pytest.mark.parametrize(
    "text",
    [
        "30.55,112.30",
        "30.55 112.30",
        "112.30，30.55",
        "N30.55 E112.30",
        "112.30E 30.55N",
        "北纬30.55 东经112.30",
        "30°33'00\"N 112°18'00\"E",
        "东经112度18分 北纬30度33分",
    ],
)
def test_the_same_place_however_it_is_written(text: str) -> None:
    readings = read_coordinates(text)
    assert [reading.datum for reading in readings] == list(READINGS)
    assert readings[0].place.lat_deg == pytest.approx(30.55, abs=1e-9)
    assert readings[0].place.lon_deg == pytest.approx(112.30, abs=1e-9)


def test_a_phone_maps_numbers_mean_the_place_that_it_showed() -> None:
    lat, lon = gcj02_from_wgs84(30.55, 112.30)
    place = {reading.datum: reading.place for reading in read_coordinates(f"{lat:.9f},{lon:.9f}")}["gcj02"]
    assert (place.lat_deg, place.lon_deg) == pytest.approx((30.55, 112.30), abs=1e-7)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "30.55",
        "0123",
        "1234",
        "15-001",
        "15-0010",
        "A-017",
        "990106001001001",
        "15-0004",
        "95, 200",
        "N30 N31",
        "30°75' 112°",
        "1 2 3",
        "建设路 12",
    ],
)
def test_other_texts_are_no_coordinates(text: str) -> None:
    assert read_coordinates(text) == []


def test_south_and_west_are_negative() -> None:
    place = read_coordinates("S33.45 W70.66")[0].place
    assert (place.lat_deg, place.lon_deg) == pytest.approx((-33.45, -70.66))
