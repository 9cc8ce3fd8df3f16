"""What the OwnTracks apps send in HTTP mode: JSON with `_type`. Only `location` says where somebody is.

Documented at owntracks.org/booklet/tech/json and /http. `tst` Unix seconds, `vel` km/h, `cog` degrees, `batt` percent.
A device is named by the headers X-Limit-U and X-Limit-D (user and device), else by `topic`, else by `tid`.
"""

from __future__ import annotations

from typing import Any

import msgspec
from fastapi import APIRouter, Request, Response

from app.backend.clock import wall_utc
from app.backend.devices import Fix, hear
from app.backend.gateways import gate
from app.backend.gateways.gate import Gate
from app.backend.problems import responses

PATH = "/gateways/owntracks"
KMH_MPS = 1 / 3.6

router = APIRouter(tags=["gateways"])
_BODY = {"content": {"application/json": {"schema": {"type": "object", "required": ["_type"]}}}}


@router.post(PATH, status_code=200, responses=responses(400, 401, 403, 429), openapi_extra={"requestBody": _BODY})
async def hear_owntracks(core: Gate, request: Request) -> Response:
    """One message. Other types than `location`, and the empty body of a removed friend, are accepted and ignored.

    The answer is a list of commands for the app; there are none.
    """
    body = await request.body()
    user, device = request.headers.get("x-limit-u", ""), request.headers.get("x-limit-d", "")
    fix = from_json(body, f"{user}/{device}" if user and device else user or device)
    if fix is not None:
        await hear(core, fix)
    return Response(b"[]", media_type="application/json")


def from_json(body: bytes, named: str = "") -> Fix | None:
    """A fix from a location message, None for every other message. `named` is the device by its headers, or ''."""
    if not body.strip():
        return None
    try:
        sent = msgspec.json.decode(body)
    except (msgspec.DecodeError, RecursionError):
        raise gate.bad_fix("the JSON cannot be read") from None
    if not isinstance(sent, dict) or "_type" not in sent:
        raise gate.bad_fix("it has no _type")
    return _location(sent, named) if sent["_type"] == "location" else None


def _location(sent: dict[str, Any], named: str) -> Fix:
    lat_deg, lon_deg = gate.place(sent.get("lat"), sent.get("lon"))
    return Fix(
        gateway="owntracks",
        identifier=gate.identifier(named or sent.get("topic") or sent.get("tid")),
        lat_deg=lat_deg,
        lon_deg=lon_deg,
        fix_utc=gate.moment(sent.get("tst")),
        heard_utc=wall_utc(),
        speed_mps=gate.speed_mps(sent.get("vel"), KMH_MPS),
        heading_deg=gate.heading_deg(sent.get("cog")),
        battery_pct=gate.battery_pct(sent.get("batt")),
    )
