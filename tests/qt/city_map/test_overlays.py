"""Heat takes each case once; a camera's sector opens around its heading as far as it sees."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import timedelta

import pytest

from app.domain.cameras import Camera
from app.domain.layers import Layer, LayerKind
from app.domain.positions import distance_m
from tests.sample_night import LAT, LON, NOW, STREETS
from tests.sample_seat import SampleSeat
from views.city_map.overlays import camera_views, heat_body
from views.city_map.scope import Scope
from views.city_map.shown import Drawn
from views.city_map.still import low_point_marks

AROUND = (LON - 0.01, LAT - 0.01, LON + 0.01, LAT + 0.01)


def drawn(kind: LayerKind, by: str, *codes: str, opacity: float = 1.0) -> Drawn:
    layer = Layer(id=codes[0], parent="", name="", gloss="", kind=kind, by=by, codes=codes)
    return Drawn(layer, 0, opacity)


def heat(seat: SampleSeat, *layers: Drawn, scope: Scope = Scope()) -> int:  # noqa: B008  # frozen
    return len(json.loads(heat_body(seat.stores, scope, layers))["places"])


def test_heat_means_open_cases_those_of_a_day_or_some_categories_each_once() -> None:
    seat = SampleSeat(None)
    cases = seat.stores.cases
    everything = drawn(LayerKind.HEAT, "span", "open")
    waste = drawn(LayerKind.HEAT, "category", "E0110")
    day = drawn(LayerKind.HEAT, "span", "day")
    assert heat(seat) == 0
    assert heat(seat, everything) == len(cases.open())
    assert heat(seat, waste) == sum(case.category_code == "E0110" for case in cases.open())
    assert heat(seat, waste, everything) == len(cases.open())
    lately = {case.id for case in cases.all() if NOW - case.reported_utc <= timedelta(hours=24)}
    assert heat(seat, day) == len(lately)
    assert heat(seat, day, everything) == len(lately | {case.id for case in cases.open()})
    street = Scope(street=STREETS[2])
    assert heat(seat, everything, scope=street) == sum(c.area_code.startswith(STREETS[2]) for c in cases.open())


def camera(**more: object) -> Camera:
    usual: dict[str, object] = {
        "id": 1,
        "version": 1,
        "code": "1",
        "name": "",
        "gloss": "",
        "lat_deg": LAT,
        "lon_deg": LON,
        "heading_deg": 90.0,
        "field_deg": 60.0,
        "area_code": STREETS[0],
        "online": True,
        "range_m": 120.0,
    }
    return Camera(**{**usual, **more})  # type: ignore[arg-type]  # the values are of the fields' types


@pytest.mark.parametrize(("heading", "east"), [(90.0, True), (270.0, False), (0.0, None)])
def test_a_sector_opens_around_the_heading_as_far_as_it_sees(heading: float, east: bool | None) -> None:
    seat = SampleSeat(None, cameras=(camera(heading_deg=heading),))
    (sector,) = camera_views(seat.stores, Scope(), [drawn(LayerKind.VIEWS, "turnable", "no")], AROUND)
    assert sector.points[0] == (LON, LAT)
    for lon, lat in sector.points[1:]:
        assert distance_m(LAT, LON, lat, lon) == pytest.approx(120, rel=0.01)
        if east is None:
            assert lat > LAT
        else:
            assert (lon > LON) is east
    first, last = sector.points[1], sector.points[-1]
    assert distance_m(first[1], first[0], last[1], last[0]) == pytest.approx(120, rel=0.01)  # 60° of 120 m


def test_one_that_turns_shows_its_reach_and_an_offline_one_sees_nothing() -> None:
    cameras = (camera(turnable=True, online=False), camera(id=2, lat_deg=LAT + 0.5))
    seat = SampleSeat(None, cameras=cameras)
    layers = [drawn(LayerKind.VIEWS, "turnable", "yes", opacity=0.5)]
    sector, around = camera_views(seat.stores, Scope(), layers, AROUND)
    assert sector.dashed
    assert sector.fill == 0.0
    assert sector.alpha == 0.5
    assert len(around.points) == 37
    assert camera_views(seat.stores, Scope(), [drawn(LayerKind.VIEWS, "turnable", "no")], AROUND) == []


def test_the_depth_of_water_that_has_a_level_or_is_closed_is_written_above_the_units() -> None:
    seat = SampleSeat(None)
    layers = [drawn(LayerKind.LOW_POINTS, "kind", "underpass", "low_road")]
    first = seat.stores.facilities.low_points()[0]

    def pressing(depth_cm: float, closed: bool) -> tuple[bool, bool]:
        now = seat.stores.facilities.low_point(first.id) or first
        depth = replace(now, version=now.version + 1, depth_cm=depth_cm, closed_utc=NOW if closed else None)
        seat.change("low_points", depth)
        (mark,) = (m for m in low_point_marks(seat.stores, Scope(shallow_labels=False), layers) if m.id == first.id)
        return mark.pressing, bool(mark.label)

    limit_cm = first.closing_depth_cm
    assert pressing(limit_cm * 0.4, False) == (True, True)
    assert pressing(limit_cm * 0.3, True) == (True, True)
    assert pressing(limit_cm * 0.3, False) == (False, False)
