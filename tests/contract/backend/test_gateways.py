"""Phones: what the apps really send moves a unit; what makes no sense gets 400 and changes nothing."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import httpx
import pytest

from app.domain.positions import distance_m, gcj02_from_wgs84
from tests.backend_server import GATEWAY_TOKEN, BackendServer, Seat, http
from tests.small_city import LAT, LON, SmallCity

OSMAND, OWNTRACKS = "/gateways/osmand", "/gateways/owntracks"
SHOWN = {"Authorization": f"Bearer {GATEWAY_TOKEN}"}


def now_s() -> int:
    return int(time.time())


def iso_now() -> str:
    return time.strftime("%Y-%m-%dT%H:%M:%S.000Z", time.gmtime())


def traccar_json(device: str = "48241179", **coords: Any) -> dict[str, Any]:
    place = {"latitude": LAT, "longitude": LON, "accuracy": 5, "speed": 1.5, "heading": 90, "altitude": 30}
    return {
        "location": {
            "timestamp": iso_now(),
            "coords": {**place, **coords},
            "is_moving": True,
            "odometer": 12.3,
            "event": "motionchange",
            "battery": {"level": 0.83, "is_charging": False},
            "activity": {"type": "walking"},
            "extras": {},
        },
        "device_id": device,
    }


def owntracks_json(**more: Any) -> dict[str, Any]:
    return {"_type": "location", "lat": LAT, "lon": LON, "tst": now_s(), "tid": "wl", "vel": 36, "cog": 180, **more}


@pytest.fixture(scope="module")
def admin(served: tuple[BackendServer, SmallCity]) -> Seat:
    return served[0].sign_in("admin")


@pytest.fixture
def phone(server: BackendServer) -> Iterator[httpx.Client]:
    with httpx.Client(base_url=server.url, headers=SHOWN, trust_env=False, verify=False, timeout=30) as client:
        yield client


def devices(admin: Seat) -> dict[str, dict[str, Any]]:
    return {device["identifier"]: device for device in admin.get("/v1/devices").json()}


def order_adoption(admin: Seat, device: dict[str, Any], unit_id: int, **more: Any) -> httpx.Response:
    key = f"{device['identifier']} {device['version']} {unit_id} {more}"
    return admin.order(
        f"/v1/devices/{device['id']}/adopt", {"unit_id": unit_id, **more}, key=key, version=device["version"]
    )


def adopt(admin: Seat, identifier: str, unit_id: int, **more: Any) -> None:
    answer = order_adoption(admin, devices(admin)[identifier], unit_id, **more)
    assert answer.status_code == 200, answer.text


def phone_of(admin: Seat, unit_id: int) -> int | None:
    return next((device["id"] for device in devices(admin).values() if device["unit_id"] == unit_id), None)


def track(admin: Seat, unit_id: int) -> list[dict[str, Any]]:
    points: list[dict[str, Any]] = admin.get(f"/v1/units/{unit_id}/track").json()
    return points


def test_an_unknown_device_is_listed_and_is_no_unit(phone: httpx.Client, admin: Seat) -> None:
    units = len(admin.get("/v1/health").json())
    answer = phone.get(OSMAND, params={"id": "new one", "lat": LAT, "lon": LON, "timestamp": now_s()})
    assert answer.status_code == 200
    device = devices(admin)["new one"]
    assert (device["gateway"], device["unit_id"], device["last_lat_deg"]) == ("osmand", None, LAT)
    assert len(admin.get("/v1/health").json()) == units


@pytest.mark.parametrize(
    ("name", "send"),
    [
        ("query", lambda c: c.get(OSMAND, params={"id": "query", "lat": LAT, "lon": LON, "timestamp": now_s()})),
        ("post query", lambda c: c.post(OSMAND, params={"deviceid": "post query", "lat": LAT, "lon": LON})),
        ("form", lambda c: c.post(OSMAND, data={"id": "form", "location": f"{LAT},{LON}", "timestamp": iso_now()})),
        ("osmand ms", lambda c: c.get(OSMAND, params={"id": "osmand ms", "lat": LAT, "lon": LON, "hdop": 3,
                                                      "timestamp": now_s() * 1000, "speed": 2.5})),
        ("json", lambda c: c.post(OSMAND, json=traccar_json("json"))),
        ("iPhone", lambda c: c.post(OSMAND, json=traccar_json("iPhone", speed=-1, heading=-1))),
        ("owntracks/wang/phone", lambda c: c.post(OWNTRACKS, json=owntracks_json(topic="owntracks/wang/phone"))),
        ("wl", lambda c: c.post(OWNTRACKS, json=owntracks_json())),
        ("wang/phone", lambda c: c.post(OWNTRACKS, json=owntracks_json(),
                                        headers={"X-Limit-U": "wang", "X-Limit-D": "phone"})),
    ],
)  # fmt: skip
def test_what_the_apps_send_is_heard(phone: httpx.Client, admin: Seat, name: str, send: Any) -> None:
    answer = send(phone)
    assert answer.status_code == 200, answer.text
    assert name in devices(admin)


def test_an_adopted_device_moves_its_unit(phone: httpx.Client, admin: Seat, city: SmallCity) -> None:
    phone.post(OSMAND, json=traccar_json("officer's phone"))
    adopt(admin, "officer's phone", city.north_unit)
    assert phone.post(OSMAND, json=traccar_json("officer's phone", speed=5)).status_code == 200
    point = track(admin, city.north_unit)[-1]
    assert (point["lat_deg"], point["lon_deg"]) == pytest.approx((LAT, LON))
    assert point["speed_mps"] == pytest.approx(5)


def test_a_gcj02_device_is_converted_once(phone: httpx.Client, admin: Seat, city: SmallCity) -> None:
    shown_lat, shown_lon = gcj02_from_wgs84(LAT, LON)
    message = owntracks_json(lat=shown_lat, lon=shown_lon, topic="gcj")
    phone.post(OWNTRACKS, json=message)
    adopt(admin, "gcj", city.south_unit, datum="gcj02")
    phone.post(OWNTRACKS, json=message)
    point = track(admin, city.south_unit)[-1]
    assert distance_m(point["lat_deg"], point["lon_deg"], LAT, LON) < 0.5
    assert point["speed_mps"] == pytest.approx(10)


def test_a_unit_has_one_device_at_a_time_and_loses_none_unsaid(
    phone: httpx.Client, admin: Seat, city: SmallCity
) -> None:
    for name in ("old phone", "new phone"):
        phone.get(OSMAND, params={"id": name, "lat": LAT, "lon": LON})
    adopt(admin, "old phone", city.north_unit, replaces=phone_of(admin, city.north_unit))
    old, new = (devices(admin)[name] for name in ("old phone", "new phone"))
    for replaces in (None, new["id"]):
        refused = order_adoption(admin, new, city.north_unit, replaces=replaces)
        assert (refused.status_code, refused.json()["code"]) == (409, "unit_has_device")
        assert "old phone" in refused.json()["detail"]
    assert phone_of(admin, city.north_unit) == old["id"]
    adopt(admin, "new phone", city.north_unit, replaces=old["id"])
    listed = devices(admin)
    assert (listed["old phone"]["unit_id"], listed["new phone"]["unit_id"]) == (None, city.north_unit)


def _bad_messages() -> Iterator[Any]:
    good = {"id": "bad", "lat": LAT, "lon": LON, "timestamp": str(now_s())}
    year_2099 = 4_070_908_800
    for change in (
        {"lat": "95"},
        {"lat": "nan"},
        {"lon": "180.5"},
        {"lon": "inf"},
        {"lat": ""},
        {"lat": "north"},
        {"lat": "0", "lon": "0"},
        {"lat": "0.0", "lon": "-0.0"},
        {"lat": "\uff13\uff10", "lon": "\uff11\uff11\uff12"},
        {"lat": "3_0"},
        {"timestamp": "\uff11\uff17\uff10\uff10\uff10\uff10\uff10\uff10\uff10\uff10"},
        {"timestamp": str(year_2099)},
        {"timestamp": str(year_2099 * 1000)},
        {"timestamp": "2099-01-01T00:00:00Z"},
        {"timestamp": "0"},
        {"timestamp": "9" * 400},
        {"timestamp": "yesterday"},
        {"speed": "nan"},
        {"batt": "full"},
        {"id": ""},
        {"id": "x" * 129},
        {"id": "a\u0000b"},
    ):
        yield pytest.param("GET", OSMAND, {"params": {**good, **change}}, id=f"query {str(change)[:40]}")
    for coords in (
        {"latitude": 95},
        {"latitude": None},
        {"latitude": True},
        {"latitude": 0, "longitude": 0},
        {"latitude": "\uff13\uff10"},
        {"longitude": "x"},
        {"speed": [1]},
    ):
        yield pytest.param("POST", OSMAND, {"json": traccar_json("bad", **coords)}, id=f"json {coords}")
    for body in (b"{", b'{"location": 7}', b'{"location": {"coords": []}}', b"[" * 50_000, b"\xff\xfe{"):
        yield pytest.param("POST", OSMAND, {"content": body}, id=f"osmand {body[:20]!r}")
        yield pytest.param("POST", OWNTRACKS, {"content": body}, id=f"owntracks {body[:20]!r}")
    for change in (
        {"lat": 95},
        {"lat": 1e999},
        {"lat": 0, "lon": 0},
        {"tst": year_2099},
        {"tst": "x"},
        {"tid": None},
        {"tid": {}},
    ):
        content = json.dumps({**owntracks_json(), **change})
        yield pytest.param("POST", OWNTRACKS, {"content": content}, id=f"owntracks {change}")
    yield pytest.param("POST", OWNTRACKS, {"json": {"lat": LAT, "lon": LON}}, id="owntracks without _type")
    yield pytest.param("POST", OSMAND, {"content": b"x" * 5_000_000}, id="osmand 5 MB")
    yield pytest.param("POST", OSMAND, {"data": {str(n): "x" for n in range(65)} | good}, id="osmand 68 fields")
    yield pytest.param("POST", OWNTRACKS, {"json": owntracks_json(pad="x" * 5_000_000)}, id="owntracks 5 MB")


@pytest.mark.parametrize(("method", "path", "message"), list(_bad_messages()))
def test_a_bad_message_gets_400_and_changes_nothing(
    server: BackendServer, admin: Seat, method: str, path: str, message: dict[str, Any]
) -> None:
    before = devices(admin), admin.get("/v1/health").json()["seq"]
    try:
        answer = http.request(method, server.url + path, headers=SHOWN, **message)
    except httpx.WriteError:
        # The server answered and hung up while 5 MB were still on their way.
        pass
    else:
        assert (answer.status_code, answer.headers["content-type"]) == (400, "application/problem+json")
    assert (devices(admin), admin.get("/v1/health").json()["seq"]) == before


@pytest.mark.parametrize("type_", ["transition", "waypoint", "lwt", "status", "encrypted", "card", 7])
def test_other_owntracks_messages_are_accepted_and_ignored(phone: httpx.Client, admin: Seat, type_: Any) -> None:
    before = devices(admin)
    answer = phone.post(OWNTRACKS, json={"_type": type_, "tid": "zz"})
    assert (answer.status_code, answer.json()) == (200, [])
    assert phone.post(OWNTRACKS, content=b"").status_code == 200
    assert devices(admin) == before


def test_a_fix_that_the_phone_calls_invalid_is_ignored(phone: httpx.Client, admin: Seat) -> None:
    answer = phone.get(OSMAND, params={"id": "tunnel", "lat": 0, "lon": 0, "valid": "false"})
    assert answer.status_code == 200
    assert "tunnel" not in devices(admin)


def test_with_a_gateway_token_only_its_holders_speak(server: BackendServer) -> None:
    with httpx.Client(base_url=server.url, trust_env=False, verify=False) as phone:
        fix = {"id": "p", "lat": LAT, "lon": LON}
        assert phone.get(OSMAND, params=fix).status_code == 401
        assert phone.get(OSMAND, params={**fix, "token": GATEWAY_TOKEN[:-1]}).status_code == 401
        assert phone.get(OSMAND, params={**fix, "token": GATEWAY_TOKEN}).status_code == 200
        assert phone.get(OSMAND, params=fix, headers=SHOWN).status_code == 200
        assert phone.post(OWNTRACKS, json=owntracks_json(), auth=("wang", GATEWAY_TOKEN)).status_code == 200
        assert phone.post(OWNTRACKS, json=owntracks_json(), auth=("wang", "no")).status_code == 401


def test_without_a_gateway_token_a_real_city_hears_no_phone_even_from_its_own_machine(tmp_path: Path) -> None:
    """Behind a TLS proxy every call comes from there."""
    shut = BackendServer(f"sqlite:///{tmp_path}/city.db")
    shut.start()
    try:
        answer = http.get(shut.url + OSMAND, params={"id": "p", "lat": LAT, "lon": LON})
        assert (answer.status_code, answer.json()["code"]) == (403, "gateways_closed")
    finally:
        shut.stop()
