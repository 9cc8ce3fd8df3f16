"""The live feed on the wire: Server-Sent Events of five kinds (GET /v1/feed). See docs/feed.md.

`id:` of an ordered event is "<epoch>:<seq>"; the epoch names the database, so another or a new one is noticed.
A database restored from a backup keeps its epoch: it is noticed only where a reader's number is ahead of it, so
consoles are started anew after a restore.

event      data                                id    kept
snapshot   Snapshot as JSON                    yes   first frame of a connection that cannot resume
change     Change as JSON                      yes   ordered, numbered, never skipped
positions  PositionsFrame as JSON              no    the last wins per unit; may be thinned, the skipped are counted
heartbeat  Heartbeat as JSON                   no    every second
resync     {"reason": "..."}                   no    the reader must come back without Last-Event-ID
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from datetime import datetime, timedelta

import msgspec
import numpy as np
import numpy.typing as npt

from app.domain.alarms import Alarm, WeatherWarning
from app.domain.areas import Area
from app.domain.cameras import Camera
from app.domain.cases import Case
from app.domain.categories import Category
from app.domain.comms import Message, MessageReceipts, Talkgroup
from app.domain.duty import City, Department
from app.domain.facilities import LowPoint, Rain
from app.domain.fences import Fence
from app.domain.layers import NO_FAULTS, Layer, LayerFaults, LayerSet
from app.domain.map_views import SharedMapView
from app.domain.plans import PlanRun, PlanTemplate
from app.domain.risks import Risk
from app.domain.units import Unit

SNAPSHOT, CHANGE, POSITIONS, HEARTBEAT, RESYNC = "snapshot", "change", "positions", "heartbeat", "resync"
# A reader that hears nothing for this long is STALE; heartbeats come every HEARTBEAT_S of wall time. People are told
# within 3 s: what is left is for the look at the clock and the painting.
HEARTBEAT_S = 1.0
STALE_AFTER_S = 2.8
MAX_POSITION_FRAMES_PER_S = 10

# The nouns of a Snapshot, and the type of the `thing` in their Changes (the whole state after the event).
NOUN_TYPES: dict[str, type] = {
    "units": Unit,
    "cases": Case,
    "talkgroups": Talkgroup,
    "messages": Message,
    "cameras": Camera,
    "low_points": LowPoint,
    "rain": Rain,
    "alarms": Alarm,
    "warnings": WeatherWarning,
    "plan_runs": PlanRun,
    "fences": Fence,
    "risks": Risk,
    "map_views": SharedMapView,
}
# The noun in a Change, and the type of its `thing`. Receipts alone are parts: a broadcast has hundreds, and they come
# one after another. A Snapshot has them in their messages.
CHANGE_TYPES: dict[str, type] = {**NOUN_TYPES, "receipts": MessageReceipts}


@dataclass(frozen=True, slots=True, kw_only=True)
class ClockState:
    """City time at the moment of sending, how fast it runs against wall time, and whether it stands."""

    now_utc: datetime
    rate: float
    paused: bool


# What has ended stays in a snapshot, and at a seat, for so long of city time.
KEPT_IN_SIGHT = timedelta(hours=24)


@dataclass(frozen=True, slots=True, kw_only=True)
class Snapshot:
    """All that a seat may see now, as of event `seq`: what is going on, and what ended within KEPT_IN_SIGHT."""

    epoch: str
    seq: int
    clock: ClockState
    units: tuple[Unit, ...]
    talkgroups: tuple[Talkgroup, ...]
    messages: tuple[Message, ...]
    cases: tuple[Case, ...]
    cameras: tuple[Camera, ...]
    low_points: tuple[LowPoint, ...]
    rain: tuple[Rain, ...]
    alarms: tuple[Alarm, ...]
    warnings: tuple[WeatherWarning, ...]
    plan_runs: tuple[PlanRun, ...]
    fences: tuple[Fence, ...] = ()
    risks: tuple[Risk, ...] = ()
    map_views: tuple[SharedMapView, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """One ordered event: past-tense `type`, the noun, and the thing's whole state after it (see CHANGE_TYPES)."""

    seq: int
    at_utc: datetime
    type: str
    noun: str
    thing: msgspec.Raw


@dataclass(frozen=True, slots=True, kw_only=True)
class PastEvents:
    """A page of earlier changes (GET /v1/past/events). `read_to` is where the next page goes on, if there is `more`."""

    events: tuple[Change, ...]
    read_to: int
    more: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Heartbeat:
    """A sign of life. `seq` is the newest ordered event sent on this connection, `skipped` the positions thinned away
    on it so far, `sent_ms` the sender's wall clock (Unix ms) for the lag.
    """

    clock: ClockState
    seq: int
    skipped: int
    sent_ms: float


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionsFrame:
    """Columns of `count` rows, each base64 of little-endian values: unit i4; lat, lon i4 in 1e-7 degrees; heading u2
    in degrees (65535 unknown); speed u2 in cm/s; fix f8 Unix ms of the fix; battery u1 percent and signal u1 bars
    (255 unknown).
    """

    count: int
    unit: str
    lat: str
    lon: str
    heading: str
    speed: str
    fix: str
    battery: str
    signal: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What hardly changes: fetched once by ETag (GET /v1/reference), not part of the feed."""

    city: City
    areas: tuple[Area, ...]
    departments: tuple[Department, ...]
    categories: tuple[Category, ...]
    plan_templates: tuple[PlanTemplate, ...]
    layers: tuple[Layer, ...] = ()
    layer_sets: tuple[LayerSet, ...] = ()
    layer_faults: LayerFaults = NO_FAULTS


COLUMN_TYPES = {
    "unit": "<i4",
    "lat": "<i4",
    "lon": "<i4",
    "heading": "<u2",
    "speed": "<u2",
    "fix": "<f8",
    "battery": "u1",
    "signal": "u1",
}
UNKNOWN_HEADING = 65535
UNKNOWN_BYTE = 255

Columns = dict[str, npt.NDArray[np.generic]]


def encode_positions(columns: Columns) -> bytes:
    """PositionsFrame JSON from equally long arrays, one per name of COLUMN_TYPES (cast to the wire type)."""
    parts: dict[str, object] = {"count": len(columns["unit"])}
    for name, dtype in COLUMN_TYPES.items():
        parts[name] = base64.b64encode(np.ascontiguousarray(columns[name], dtype=dtype).tobytes()).decode("ascii")
    return msgspec.json.encode(parts)


def decode_positions(data: bytes | str) -> Columns:
    """The columns of a PositionsFrame; ValueError where a column is missing, torn or of another length."""
    frame = msgspec.json.decode(data, type=PositionsFrame)
    columns: Columns = {}
    for name, dtype in COLUMN_TYPES.items():
        values = np.frombuffer(base64.b64decode(getattr(frame, name), validate=True), dtype=dtype)
        if len(values) != frame.count:
            raise ValueError(f"column {name} has {len(values)} rows, not {frame.count}")
        columns[name] = values
    return columns


def event_id(epoch: str, seq: int) -> str:
    """The SSE id of an ordered event."""
    return f"{epoch}:{seq}"


def parse_event_id(text: str) -> tuple[str, int] | None:
    """Epoch and number of an SSE id, or None if it is none of ours."""
    epoch, sep, number = text.rpartition(":")
    return (epoch, int(number)) if sep and epoch and number.isdigit() else None
