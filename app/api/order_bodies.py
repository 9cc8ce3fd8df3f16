"""What orders carry: the body of each, as a console sends it and the backend checks it; `routes.ORDERS` says which."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from app.domain.alarms import Verdict
from app.domain.cases import CaseSource
from app.domain.duty import Role
from app.domain.fences import FenceRule
from app.domain.levels import Level
from app.domain.map_views import MapLook
from app.domain.positions import Datum
from app.domain.risks import RiskMethod
from app.domain.units import UnitKind, UnitStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenCase:
    category_code: str
    source: CaseSource
    lat_deg: float
    lon_deg: float
    address: str = ""
    address_gloss: str = ""
    description: str = ""
    reporter: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Note:
    """The body of orders that need no more than a word: register, accept, arrive, finish, close, urge, claim, end."""

    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Reason:
    """The body of orders that need a reason: return, void."""

    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class FileCase:
    standard_id: str
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class DispatchCase:
    department_code: str
    unit_id: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class VerifyCase:
    passed: bool
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SendMessage:
    """To exactly one of: a unit, a talkgroup, or the units of a broadcast (广播)."""

    text: str
    unit_id: int | None = None
    talkgroup_id: int | None = None
    unit_ids: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class FormTalkgroup:
    """A temporary group (临时组) of units that were called together."""

    name: str
    member_ids: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class RaiseSos:
    unit_id: int
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class CloseAlarm:
    verdict: Verdict
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeFence:
    """The terms of a fence, as `app.domain.fences.Fence` has them; all of them, whatever is to change."""

    name: str
    points: tuple[tuple[float, float], ...]
    level: Level
    kinds: tuple[UnitKind, ...] = ()
    unit_ids: tuple[int, ...] = ()
    corridor_m: float = 50.0
    return_limit_min: float = 10.0
    severe_after_min: float = 15.0
    from_min: int | None = None
    to_min: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateFence(ChangeFence):
    """What a fence is for and where it belongs stays as it was made."""

    rule: FenceRule
    area_code: str


@dataclass(frozen=True, slots=True, kw_only=True)
class StartPlan:
    template_id: str
    level: Level
    drill: bool = False
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangePlanLevel:
    level: Level
    note: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkTask:
    """What a seat learnt of a plan task by other ways, e.g. by phone: acknowledged, or done."""

    task_id: int
    done: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class AssessRisk:
    """Steps of the method's tables (`app.domain.risks`); `exposure` is 1 in the matrix. No `measures`: they stay."""

    method: RiskMethod
    likelihood: float
    consequence: float
    review_on: date
    exposure: float = 1.0
    measures: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class SaveMapView:
    name: str
    look: MapLook


@dataclass(frozen=True, slots=True, kw_only=True)
class SetClock:
    """Demo only: how fast the city runs (1–60) and whether it stands."""

    rate: float
    paused: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class AdoptDevice:
    """`replaces` is the id of the unit's present device, whose place this one takes."""

    unit_id: int
    datum: Datum = Datum.WGS84
    replaces: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateAccount:
    login: str
    name: str
    gloss: str
    role: Role
    area_code: str
    seat: str
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetPassword:
    password: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateArea:
    """`outline` are the corners of its boundary as (latitude, longitude) in WGS 84 degrees, in order."""

    code: str
    name: str
    gloss: str = ""
    lat_deg: float | None = None
    lon_deg: float | None = None
    outline: tuple[tuple[float, float], ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeArea:
    """What is None stays as it is. An `outline` is as in CreateArea, and an empty one takes the outline away."""

    code: str
    name: str | None = None
    gloss: str | None = None
    lat_deg: float | None = None
    lon_deg: float | None = None
    outline: tuple[tuple[float, float], ...] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ChangeUnitStatus:
    """On or off duty, or busy with work of its own: said by the unit, or by a seat that heard it by radio."""

    status: UnitStatus


@dataclass(frozen=True, slots=True, kw_only=True)
class CreateUnit:
    callsign: str
    kind: str
    name: str
    gloss: str
    area_code: str
    department_code: str
    phone: str = ""
