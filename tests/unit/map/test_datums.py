"""The page's datums and the domain's are the same formulas, and the way back is exact."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtQml import QJSEngine

from app.domain.positions import (
    bd09_from_wgs84,
    distance_m,
    gcj02_from_wgs84,
    wgs84_from_bd09,
    wgs84_from_gcj02,
)

PLACES = [(30.55, 112.30), (22.54, 114.06), (45.75, 126.65), (39.908, 116.397), (18.25, 109.5), (43.8, 87.6)]


@pytest.fixture
def page(qapp: object, checkout: Path) -> QJSEngine:
    engine = QJSEngine()
    engine.evaluate("var Zhihui = {}; var window = { Zhihui };")
    fault = engine.evaluate((checkout / "resources/web/map/datums.js").read_text(encoding="utf-8"))
    assert not fault.isError(), fault.toString()
    return engine


def asked(page: QJSEngine, datum: str, way: str, lat: float, lon: float) -> tuple[float, float]:
    answer = page.evaluate(f"Zhihui.datums.{datum}.{way}({lat!r}, {lon!r})")
    return answer.property(0).toNumber(), answer.property(1).toNumber()


@pytest.mark.parametrize("place", PLACES)
def test_page_and_domain_agree(page: QJSEngine, place: tuple[float, float]) -> None:
    ways = {
        ("gcj02", "to"): gcj02_from_wgs84,
        ("gcj02", "from"): wgs84_from_gcj02,
        ("bd09", "to"): bd09_from_wgs84,
        ("bd09", "from"): wgs84_from_bd09,
    }
    for (datum, way), convert in ways.items():
        assert asked(page, datum, way, *place) == pytest.approx(convert(*place), abs=1e-12), (datum, way)


@pytest.mark.parametrize("place", PLACES)
def test_there_and_back_is_the_same_place_to_a_millimetre(place: tuple[float, float]) -> None:
    for there, back in ((gcj02_from_wgs84, wgs84_from_gcj02), (bd09_from_wgs84, wgs84_from_bd09)):
        assert distance_m(*place, *back(*there(*place))) < 0.001
        assert distance_m(*place, *there(*place)) > 80, "the datum is shifted at all"


def test_bd09_is_what_its_publisher_gives() -> None:
    """A pair that is often quoted for the step from GCJ-02: 39.915, 116.404 becomes 39.92133699351, 116.41036949371."""
    lat, lon = bd09_from_wgs84(*wgs84_from_gcj02(39.915, 116.404))
    assert (lat, lon) == pytest.approx((39.92133699351, 116.41036949371), abs=1e-7)


def test_outside_china_nothing_is_shifted(page: QJSEngine) -> None:
    assert gcj02_from_wgs84(48.85, 2.35) == bd09_from_wgs84(48.85, 2.35) == (48.85, 2.35)
    assert asked(page, "gcj02", "to", 48.85, 2.35) == asked(page, "bd09", "to", 48.85, 2.35) == (48.85, 2.35)
