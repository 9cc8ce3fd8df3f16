"""The routes as both programs know them: where an order goes, who may give it, what comes back.

Every order is a POST with `Idempotency-Key` (a repeat gives the first answer) and, on a thing that exists, `If-Match:
"<version>"` (a clash is 409 `version_clash` with the current state under `current`). Errors are RFC 9457 problem
documents with a stable `code`. An order's answer is a Receipt; the change itself comes back on the feed.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from app.api.order_bodies import (
    AdoptDevice,
    AssessRisk,
    ChangeArea,
    ChangeFence,
    ChangePlanLevel,
    ChangeUnitStatus,
    CloseAlarm,
    CreateAccount,
    CreateArea,
    CreateFence,
    CreateUnit,
    DispatchCase,
    FileCase,
    FormTalkgroup,
    MarkTask,
    Note,
    OpenCase,
    RaiseSos,
    Reason,
    SaveMapView,
    SendMessage,
    SetClock,
    SetPassword,
    StartPlan,
    VerifyCase,
)
from app.domain.duty import Account, Role
from app.domain.positions import Datum

FEED = "/v1/feed"
REFERENCE = "/v1/reference"
OUTLINES = "/v1/areas/outlines"
MAP_BASE = "/v1/map/base"
COMPONENTS = "/v1/facilities/components"
HEALTH = "/v1/health"
SIGN_IN = "/v1/sessions"
REFRESH = "/v1/sessions/refresh"
SIGN_OUT = "/v1/sessions/end"
CASES = "/v1/cases"
CASE_HISTORY = "/v1/cases/{id}/history"
UNIT_TRACK = "/v1/units/{id}/track"
AREA_SUMMARY = "/v1/areas/{code}/summary"
PLAN_PREVIEW = "/v1/plans/{template_id}/preview"
DEVICES = "/v1/devices"
ACCOUNTS = "/v1/accounts"
AUDIT_VERIFY = "/v1/audit/verify"
RAIN_HISTORY = "/v1/facilities/rain/history"
DEPTH_HISTORY = "/v1/facilities/low-points/{id}/history"
PAST = "/v1/past"
PAST_MOMENTS = "/v1/past/moments"
PAST_POSITIONS = "/v1/past/positions"
PAST_CITY = "/v1/past/city"
PAST_EVENTS = "/v1/past/events"

# How long the server answers a repeated Idempotency-Key with its first answer; no seat repeats an order after that.
ANSWERS_KEPT = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class SignIn:
    login: str
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Refresh:
    refresh_token: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tokens:
    """A short-lived bearer token, and the token that renews it once."""

    access_token: str
    refresh_token: str
    expires_in_s: int
    account: Account


@dataclass(frozen=True, slots=True, kw_only=True)
class Receipt:
    """The answer to an order: the thing it made or changed, its version, and the number of its event on the feed."""

    key: str
    id: int
    version: int
    seq: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Problem:
    """RFC 9457. `code` is stable; `current` is the thing's present state where versions clashed."""

    type: str
    title: str
    status: int
    code: str
    detail: str
    current: dict[str, object] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Device:
    """A phone that reports through a gateway. Without a unit it is unknown and waits to be adopted."""

    id: int
    version: int
    gateway: str
    identifier: str
    datum: Datum
    unit_id: int | None
    last_lat_deg: float
    last_lon_deg: float
    last_heard_utc: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class OrderRoute:
    """One order: its path (with `{id}` where it acts on a thing that exists), its body, and the least role.

    A `secret` one carries a password: it is given directly (`app.api.direct`) and lies in no outbox.
    """

    path: str
    body: type
    role: Role
    secret: bool = False

    @property
    def on_existing(self) -> bool:
        return "{id}" in self.path


ORDERS: dict[str, OrderRoute] = {
    "open_case": OrderRoute(path="/v1/cases", body=OpenCase, role=Role.DISPATCHER),
    "register_case": OrderRoute(path="/v1/cases/{id}/register", body=Note, role=Role.DISPATCHER),
    "file_case": OrderRoute(path="/v1/cases/{id}/file", body=FileCase, role=Role.DISPATCHER),
    "dispatch_case": OrderRoute(path="/v1/cases/{id}/dispatch", body=DispatchCase, role=Role.DISPATCHER),
    "accept_case": OrderRoute(path="/v1/cases/{id}/accept", body=Note, role=Role.DISPATCHER),
    "arrive_case": OrderRoute(path="/v1/cases/{id}/arrive", body=Note, role=Role.DISPATCHER),
    "finish_case": OrderRoute(path="/v1/cases/{id}/finish", body=Note, role=Role.DISPATCHER),
    "verify_case": OrderRoute(path="/v1/cases/{id}/verify", body=VerifyCase, role=Role.DISPATCHER),
    "close_case": OrderRoute(path="/v1/cases/{id}/close", body=Note, role=Role.DISPATCHER),
    "return_case": OrderRoute(path="/v1/cases/{id}/return", body=Reason, role=Role.DISPATCHER),
    "void_case": OrderRoute(path="/v1/cases/{id}/void", body=Reason, role=Role.LEADER),
    "urge_case": OrderRoute(path="/v1/cases/{id}/urge", body=Note, role=Role.DISPATCHER),
    "send_message": OrderRoute(path="/v1/messages", body=SendMessage, role=Role.DISPATCHER),
    "form_talkgroup": OrderRoute(path="/v1/talkgroups", body=FormTalkgroup, role=Role.DISPATCHER),
    "end_talkgroup": OrderRoute(path="/v1/talkgroups/{id}/end", body=Note, role=Role.DISPATCHER),
    "raise_sos": OrderRoute(path="/v1/alarms/sos", body=RaiseSos, role=Role.DISPATCHER),
    "claim_alarm": OrderRoute(path="/v1/alarms/{id}/claim", body=Note, role=Role.DISPATCHER),
    "close_alarm": OrderRoute(path="/v1/alarms/{id}/close", body=CloseAlarm, role=Role.DISPATCHER),
    "start_plan": OrderRoute(path="/v1/plans/runs", body=StartPlan, role=Role.LEADER),
    "change_plan_level": OrderRoute(path="/v1/plans/runs/{id}/level", body=ChangePlanLevel, role=Role.LEADER),
    "mark_task": OrderRoute(path="/v1/plans/runs/{id}/tasks", body=MarkTask, role=Role.DISPATCHER),
    "end_plan": OrderRoute(path="/v1/plans/runs/{id}/end", body=Note, role=Role.LEADER),
    "close_road": OrderRoute(path="/v1/facilities/low-points/{id}/close", body=Note, role=Role.DISPATCHER),
    "open_road": OrderRoute(path="/v1/facilities/low-points/{id}/open", body=Note, role=Role.DISPATCHER),
    "create_fence": OrderRoute(path="/v1/fences", body=CreateFence, role=Role.LEADER),
    "change_fence": OrderRoute(path="/v1/fences/{id}/change", body=ChangeFence, role=Role.LEADER),
    "close_fence": OrderRoute(path="/v1/fences/{id}/close", body=Reason, role=Role.LEADER),
    "assess_risk": OrderRoute(path="/v1/risks/{id}/assess", body=AssessRisk, role=Role.LEADER),
    "save_map_view": OrderRoute(path="/v1/map-views", body=SaveMapView, role=Role.DISPATCHER),
    "delete_map_view": OrderRoute(path="/v1/map-views/{id}/delete", body=Note, role=Role.DISPATCHER),
    "set_clock": OrderRoute(path="/v1/clock", body=SetClock, role=Role.LEADER),
    "adopt_device": OrderRoute(path="/v1/devices/{id}/adopt", body=AdoptDevice, role=Role.ADMIN),
    "create_account": OrderRoute(path="/v1/accounts", body=CreateAccount, role=Role.ADMIN, secret=True),
    "set_password": OrderRoute(path="/v1/accounts/{id}/password", body=SetPassword, role=Role.ADMIN, secret=True),
    "change_unit_status": OrderRoute(path="/v1/units/{id}/status", body=ChangeUnitStatus, role=Role.DISPATCHER),
    "create_area": OrderRoute(path="/v1/areas", body=CreateArea, role=Role.ADMIN),
    "change_area": OrderRoute(path="/v1/areas/change", body=ChangeArea, role=Role.ADMIN),
    "create_unit": OrderRoute(path="/v1/units", body=CreateUnit, role=Role.ADMIN),
}
