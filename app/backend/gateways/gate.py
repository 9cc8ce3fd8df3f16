"""Who may speak to the gateways, and how a number or a time of theirs is read.

Phones cannot sign in as seats do. With a gateway token set, every call must show it: as `Authorization: Bearer`, as
the password of HTTP Basic (OwnTracks), or as `token=` in the URL (Traccar Client, OsmAnd). Without one the gateways
are open in a demo alone: behind a TLS proxy all the world calls from this machine's own address.
"""

from __future__ import annotations

import base64
import binascii
import contextlib
import hmac
import math
from datetime import UTC, datetime, timedelta
from typing import Annotated, Any

from fastapi import Depends, Request

from app.backend.clock import wall_utc
from app.backend.core import Core, TheCore
from app.domain.errors import Refusal
from app.domain.positions import is_on_earth

MAX_IDENTIFIER = 128
MAX_SPEED_MPS = 300.0
# A phone's clock may be a little fast; what was buffered on the way may be old, but not older than GPS phones.
MAX_AHEAD = timedelta(minutes=5)
EARLIEST_UTC = datetime(2000, 1, 1, tzinfo=UTC)
# Larger numbers are milliseconds; in seconds they would lie in the year 5138.
_MILLISECONDS_FROM = 1e11


def _let_in(request: Request, core: TheCore) -> Core:
    wanted = core.options.gateway_token
    if wanted is None:
        if core.options.demo_scenario is None:
            raise Refusal("gateways_closed", "The gateways are shut: no gateway token is set.", 403)
        return core
    if not any(hmac.compare_digest(wanted.encode(), shown.encode()) for shown in _shown_tokens(request)):
        raise Refusal("gateway_token", "The gateway token is missing or wrong.", 401)
    return core


def _shown_tokens(request: Request) -> list[str]:
    scheme, _, rest = request.headers.get("authorization", "").partition(" ")
    shown = [request.query_params.get("token", "")]
    if scheme.lower() == "bearer":
        shown.append(rest.strip())
    if scheme.lower() == "basic":
        with contextlib.suppress(binascii.Error, ValueError):
            shown.append(base64.b64decode(rest, validate=True).decode(errors="replace").partition(":")[2])
    return shown


Gate = Annotated[Core, Depends(_let_in)]


def bad_fix(what: str) -> Refusal:
    """400 `bad_fix`: the message is dropped whole."""
    return Refusal("bad_fix", f"The message is not usable: {what}.", 400)


def number(value: Any, what: str) -> float | None:
    """A finite number from a text or JSON number; None where there is none. Refusal `bad_fix` for anything else.

    Python also reads "３０" and "3_0", which no phone sends.
    """
    if value is None or value == "":
        return None
    if isinstance(value, bool) or not isinstance(value, (int, float, str)):
        raise bad_fix(f"{what} is no number")
    if isinstance(value, str) and (not value.isascii() or "_" in value):
        raise bad_fix(f"{what} is no number")
    try:
        result = float(value)
    except (ValueError, OverflowError):
        raise bad_fix(f"{what} is no number") from None
    if not math.isfinite(result):
        raise bad_fix(f"{what} is not finite")
    return result


def place(lat: Any, lon: Any) -> tuple[float, float]:
    """Latitude and longitude on earth; Refusal `bad_fix`, also for 0, 0: so says a receiver that has no fix yet."""
    lat_deg, lon_deg = number(lat, "latitude"), number(lon, "longitude")
    if lat_deg is None or lon_deg is None:
        raise bad_fix("it has no place")
    if not is_on_earth(lat_deg, lon_deg):
        raise bad_fix("the place is not on earth")
    if lat_deg == lon_deg == 0:
        raise bad_fix("the receiver has no fix yet")
    return lat_deg, lon_deg


def moment(value: Any) -> datetime:
    """A time in Unix seconds, Unix milliseconds or ISO 8601; now where there is none. Refusal `bad_fix` outside
    2000 to 5 minutes from now.
    """
    now_utc = wall_utc()
    if value is None or value == "":
        return now_utc
    at_utc = _iso(value) if isinstance(value, str) and not _is_numeral(value) else _unix(value)
    if not EARLIEST_UTC <= at_utc <= now_utc + MAX_AHEAD:
        raise bad_fix("its time is too far from now")
    return at_utc


def _is_numeral(text: str) -> bool:
    return text.replace(".", "", 1).lstrip("-").isdecimal()


def _iso(text: str) -> datetime:
    try:
        at = datetime.fromisoformat(text)
        return at.replace(tzinfo=UTC) if at.tzinfo is None else at.astimezone(UTC)
    except (ValueError, OverflowError):
        raise bad_fix("its time cannot be read") from None


def _unix(value: Any) -> datetime:
    seconds = number(value, "time") or 0.0
    if abs(seconds) >= _MILLISECONDS_FROM:
        seconds /= 1000
    try:
        return datetime.fromtimestamp(seconds, UTC)
    except (ValueError, OverflowError, OSError):
        raise bad_fix("its time is too far from now") from None


def speed_mps(value: Any, unit_mps: float = 1.0) -> float:
    """Metres per second; 0 where the phone does not know (-1 or nothing) or claims to fly."""
    speed = number(value, "speed")
    if speed is None or not 0 <= speed * unit_mps <= MAX_SPEED_MPS:
        return 0.0
    return speed * unit_mps


def heading_deg(value: Any) -> float | None:
    """Degrees from north, or None where the phone does not know (-1 or nothing)."""
    heading = number(value, "heading")
    return heading if heading is not None and 0 <= heading <= 360 else None


def battery_pct(value: Any, whole: float = 100.0) -> float | None:
    """Percent of charge from a number of which `whole` is full; None where the phone does not know."""
    level = number(value, "battery")
    return level * 100 / whole if level is not None and 0 <= level <= whole else None


def identifier(value: Any) -> str:
    """A device's name: 1 to 128 printable characters; Refusal `bad_fix`."""
    text = str(value).strip() if isinstance(value, (str, int)) and not isinstance(value, bool) else ""
    if not 0 < len(text) <= MAX_IDENTIFIER or not text.isprintable():
        raise bad_fix("it does not name its device")
    return text
