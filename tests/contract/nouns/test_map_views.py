"""Shared map views over HTTP and the feed: who shares one, who sees it, who takes it away."""

from __future__ import annotations

from typing import Any

import pytest

from app.domain.duty import Role
from app.domain.map_views import MapLook, SharedMapView
from app.domain.units import UnitStatus
from tests.two_streets import CITY, NORTH, Hall, Seat

LAYERS: dict[str, Any] = {
    "on": ["units/officer", "cases/open"],
    "opacity": {"heat": 0.4},
    "order": {"": ["cases", "units"]},
}
LOOK: dict[str, Any] = {"lat_deg": 30.55, "lon_deg": 112.3, "zoom": 15, "layers": LAYERS, "status": "available"}
VIEW: dict[str, Any] = {"name": "老城夜市", "look": LOOK}


async def views(hall: Hall, seat: Seat) -> list[SharedMapView]:
    return list((await hall.snapshot(seat)).map_views)


async def test_a_view_comes_back_as_it_was_shared_and_is_at_every_seat_at_once(hall: Hall, leader: Seat) -> None:
    north = await hall.seat(Role.VIEWER, NORTH)
    before = f"{hall.core.hub.epoch}:{hall.core.hub.seq}"
    made = await leader.done("save_map_view", VIEW)
    events = await north.feed(lambda _kind, data: data.get("type") == "map_view_saved", before)
    assert events[-1][1]["thing"]["name"] == "老城夜市"
    (view,) = await views(hall, north)
    assert (view.id, view.version, view.made_by, view.area_code) == (made, 1, "leader", CITY)
    look = view.look
    assert isinstance(look, MapLook)
    assert (look.lat_deg, look.zoom, look.status, look.street) == (30.55, 15, UnitStatus.AVAILABLE, "")
    assert (look.layers.on, look.layers.opacity) == (tuple(LAYERS["on"]), {"heat": 0.4})
    assert look.layers.order == {"": ("cases", "units")}


async def test_what_one_street_shares_another_one_does_not_see(hall: Hall, leader: Seat) -> None:
    north, south = await hall.seat(Role.DISPATCHER, NORTH), await hall.seat(Role.LEADER, f"{CITY}002")
    made = await north.done("save_map_view", VIEW)
    assert [view.id for view in await views(hall, leader)] == [made]
    assert await views(hall, south) == []
    assert await south.refused("delete_map_view", {}, made, 1) == (403, "outside_area")


async def test_its_owner_or_a_leader_takes_it_away(hall: Hall, leader: Seat) -> None:
    owner, other = await hall.seat(Role.DISPATCHER), await hall.seat(Role.DISPATCHER)
    first, second = await owner.done("save_map_view", VIEW), await owner.done("save_map_view", VIEW)
    assert await other.refused("delete_map_view", {}, first, 1) == (403, "not_yours")
    assert await owner.done("delete_map_view", {}, first, 1) == 2
    assert await owner.refused("delete_map_view", {}, first, 2) == (409, "view_deleted")
    assert await leader.done("delete_map_view", {}, second, 1) == 2
    assert await views(hall, leader) == []


async def test_a_viewer_shares_none(hall: Hall) -> None:
    viewer = await hall.seat(Role.VIEWER)
    assert (await viewer.refused("save_map_view", VIEW))[0] == 403


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"name": "  "}, "view_name"),
        ({"name": "长" * 65}, "view_name"),
        ({"look": {**LOOK, "lat_deg": 95.0}}, "view_place"),
        ({"look": {**LOOK, "zoom": 0}}, "view_place"),
        ({"look": {**LOOK, "layers": {**LAYERS, "opacity": {"heat": 1.5}}}}, "view_layers"),
        ({"look": {**LOOK, "layers": {**LAYERS, "on": [str(n) for n in range(2_001)]}}}, "view_layers"),
        ({"look": {**LOOK, "layers": {**LAYERS, "order": {str(n): [] for n in range(2_001)}}}}, "view_layers"),
        ({"look": {**LOOK, "layers": {**LAYERS, "on": ["x" * 129]}}}, "view_layers"),
        ({"look": {**LOOK, "layers": {**LAYERS, "opacity": {"a\x00": 0.4}}}}, "bad_text"),
        ({"look": {**LOOK, "layers": {**LAYERS, "order": {"": ["a\x00"]}}}}, "bad_text"),
    ],
)
async def test_an_odd_view_is_refused(hall: Hall, leader: Seat, change: dict[str, Any], code: str) -> None:
    assert await leader.refused("save_map_view", {**VIEW, **change}) == (422, code)
