"""What the Traccar Client and OsmAnd apps send: query or form parameters, and the Traccar Client's JSON since 9.0.

Documented at traccar.org/osmand. Parameters: id or deviceid, lat and lon or location=lat,lon, timestamp (Unix s or ms,
or ISO 8601), speed, bearing or heading, batt, valid. Speed is in knots by that document; OsmAnd's own URL template
sends metres per second, and is known by its `hdop`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from urllib.parse import parse_qsl

import msgspec
from fastapi import APIRouter, Request, Response

from app.backend.clock import wall_utc
from app.backend.devices import Fix, hear
from app.backend.gateways import gate
from app.backend.gateways.gate import Gate
from app.backend.problems import responses

PATH = "/gateways/osmand"
KNOT_MPS = 1852 / 3600
MAX_FIELDS = 64

router = APIRouter(tags=["gateways"])
_PARAMETERS = [
    {"name": name, "in": "query", "required": False, "schema": {"type": "string"}}
    for name in ("id", "lat", "lon", "timestamp", "speed", "bearing", "batt", "hdop", "token")
]
_BODY = {"content": {"application/json": {"schema": {"type": "object"}}, "application/x-www-form-urlencoded": {}}}


@router.get(PATH, status_code=200, responses=responses(400, 401, 403, 429), openapi_extra={"parameters": _PARAMETERS})
async def hear_osmand_get(core: Gate, request: Request) -> Response:
    """One position in the query."""
    return await _hear(core, from_parameters(request.query_params))


@router.post(PATH, status_code=200, responses=responses(400, 401, 403, 429), openapi_extra={"requestBody": _BODY})
async def hear_osmand_post(core: Gate, request: Request) -> Response:
    """One position in the query, in a form, or as the Traccar Client's JSON."""
    body = await request.body()
    if body.lstrip()[:1] == b"{":
        return await _hear(core, from_json(body))
    try:
        form = dict(parse_qsl(body.decode(errors="replace"), max_num_fields=MAX_FIELDS)) if body else {}
    except ValueError:
        raise gate.bad_fix(f"it has more than {MAX_FIELDS} fields") from None
    return await _hear(core, from_parameters({**request.query_params, **form}))


async def _hear(core: Gate, fix: Fix | None) -> Response:
    if fix is not None:
        await hear(core, fix)
    return Response()


def from_parameters(sent: Mapping[str, str]) -> Fix | None:
    """A fix from query or form parameters; None where the phone itself says that it is not valid."""
    name = gate.identifier(sent.get("id") or sent.get("deviceid"))
    if sent.get("valid", "true").lower() in ("false", "0"):
        return None
    lat, lon = sent.get("lat"), sent.get("lon")
    if lat is None and lon is None:
        lat, _, lon = sent.get("location", "").partition(",")
    lat_deg, lon_deg = gate.place(lat, lon)
    return Fix(
        gateway="osmand",
        identifier=name,
        lat_deg=lat_deg,
        lon_deg=lon_deg,
        fix_utc=gate.moment(sent.get("timestamp")),
        heard_utc=wall_utc(),
        speed_mps=gate.speed_mps(sent.get("speed"), 1.0 if "hdop" in sent else KNOT_MPS),
        heading_deg=gate.heading_deg(sent.get("bearing") or sent.get("heading")),
        battery_pct=gate.battery_pct(sent.get("batt")),
    )


def from_json(body: bytes) -> Fix:
    """A fix from the Traccar Client's JSON: `{"location": {"coords": …, "timestamp", "battery"}, "device_id"}`."""
    try:
        sent = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError):
        raise gate.bad_fix("the JSON cannot be read") from None
    location = part(sent, "location")
    coords = part(location, "coords")
    lat_deg, lon_deg = gate.place(coords.get("latitude"), coords.get("longitude"))
    return Fix(
        gateway="osmand",
        identifier=gate.identifier(sent.get("device_id")),
        lat_deg=lat_deg,
        lon_deg=lon_deg,
        fix_utc=gate.moment(location.get("timestamp")),
        heard_utc=wall_utc(),
        speed_mps=gate.speed_mps(coords.get("speed")),
        heading_deg=gate.heading_deg(coords.get("heading")),
        battery_pct=gate.battery_pct(part(location, "battery", {}).get("level"), 1.0),
    )


def part(whole: dict[str, Any], name: str, default: dict[str, Any] | None = None) -> dict[str, Any]:
    """A member that must be an object, or the default where it is missing."""
    value = whole.get(name, default)
    if not isinstance(value, dict):
        raise gate.bad_fix(f"{name} is missing")
    return value
