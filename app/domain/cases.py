"""Cases (案卷): the closed loop of digital urban management, GB/T 30428: seven stages, two centres.

信息采集 → 案卷建立 (受理 + 立案) → 任务派遣 → 任务处理 → 处理反馈 → 核查结案 → 综合评价.
This room holds the nouns and which order is allowed when; limits and timers are in `case_clocks`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from app.domain.errors import Refusal


class CaseStage(StrEnum):
    """Where a case stands; the order is the order of the board's columns."""

    ACCEPTANCE = "acceptance"  # 待受理
    FILING = "filing"  # 待立案
    DISPATCH = "dispatch"  # 待派遣
    HANDLING = "handling"  # 处置中
    VERIFICATION = "verification"  # 待核查
    CLOSING = "closing"  # 待结案: the check passed
    CLOSED = "closed"  # 结案
    VOID = "void"  # 作废


_NUMBER_DIGITS = 11

OPEN_STAGES = tuple(stage for stage in CaseStage if stage not in (CaseStage.CLOSED, CaseStage.VOID))


class CaseSource(StrEnum):
    COLLECTOR = "collector"  # 采集员
    HOTLINE_12319 = "hotline_12319"
    HOTLINE_12345 = "hotline_12345"
    POLICE_110 = "police_110"  # 110 transfer
    CITIZEN = "citizen"  # 微信 / 网站
    VIDEO = "video"  # 视频
    LEADER = "leader"  # 领导交办
    MEDIA = "media"  # 媒体
    IOT = "iot"  # 物联网
    SEAT = "seat"  # opened by hand at a seat


class AssignmentState(StrEnum):
    """How far the sent unit is."""

    SENT = "sent"  # 已派
    ACCEPTED = "accepted"  # 已接
    ARRIVED = "arrived"  # 已到场
    FINISHED = "finished"  # 已处置


class CaseOrder(StrEnum):
    """The orders on a case, in the words of the routes."""

    REGISTER = "register"  # 受理
    FILE = "file"  # 立案
    DISPATCH = "dispatch"  # 派遣
    ACCEPT = "accept"  # 接单
    ARRIVE = "arrive"  # 到场
    FINISH = "finish"  # 处置完毕
    VERIFY = "verify"  # 核查
    CLOSE = "close"  # 结案
    RETURN = "return"  # 回退
    VOID = "void"  # 作废
    URGE = "urge"  # 督办


@dataclass(frozen=True, slots=True, kw_only=True)
class Assignment:
    """Who handles a case: a department (责任单位), and the unit that it sent, if any."""

    department_code: str
    unit_id: int | None
    state: AssignmentState
    sent_utc: datetime
    accepted_utc: datetime | None = None
    arrived_utc: datetime | None = None
    finished_utc: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """One case. `number` is yyMMdd + a 5-digit serial of the day.

    `due_utc` is the deadline of the present stage (None once ended), `warn_utc` when its timer turns yellow.
    `handling_due_utc` is the deadline of 处置, set at dispatch. `standard_id` is the chosen filing standard row
    (立案标准). `similar_to` names an earlier case of the same minor category within 50 m and 24 h.
    `rework_count` counts failed checks (返工); `urged_utc` is the last 督办; `returned_by` is the department that
    sent the case back (回退) and so may not get it again, '' for none.
    """

    id: int
    version: int
    number: str
    stage: CaseStage
    stage_since_utc: datetime
    category_code: str
    source: CaseSource
    title: str
    title_gloss: str
    address: str
    address_gloss: str
    lat_deg: float
    lon_deg: float
    area_code: str
    description: str = ""
    reporter: str = ""
    reported_utc: datetime
    due_utc: datetime | None
    warn_utc: datetime | None
    handling_due_utc: datetime | None = None
    standard_id: str | None = None
    assignment: Assignment | None = None
    similar_to: int | None = None
    rework_count: int = 0
    urged_utc: datetime | None = None
    returned_by: str = ""
    closed_utc: datetime | None = None
    on_time: bool | None = None
    water: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseEntry:
    """One line of a case's course (经过): what was done, by whom, with which words."""

    at_utc: datetime
    order: str
    actor: str
    seat: str
    note: str = ""
    stage: CaseStage


def short_number(number: str) -> str:
    """Day and serial of a case number (yyMMdd + 5 digits), e.g. "15-0029": serials begin anew each day, and two days
    are on the board at once. A number of another form as it is.
    """
    if len(number) != _NUMBER_DIGITS or not number.isdigit():
        return number
    return f"{number[4:6]}-{number[6:].removeprefix('0')}"


ALLOWED: dict[CaseOrder, frozenset[CaseStage]] = {
    CaseOrder.REGISTER: frozenset({CaseStage.ACCEPTANCE}),
    CaseOrder.FILE: frozenset({CaseStage.FILING}),
    # A second dispatch while handling is a re-dispatch (改派).
    CaseOrder.DISPATCH: frozenset({CaseStage.DISPATCH, CaseStage.HANDLING}),
    CaseOrder.ACCEPT: frozenset({CaseStage.HANDLING}),
    CaseOrder.ARRIVE: frozenset({CaseStage.HANDLING}),
    CaseOrder.FINISH: frozenset({CaseStage.HANDLING}),
    CaseOrder.VERIFY: frozenset({CaseStage.VERIFICATION}),
    CaseOrder.CLOSE: frozenset({CaseStage.CLOSING}),
    CaseOrder.RETURN: frozenset({CaseStage.FILING, CaseStage.DISPATCH, CaseStage.HANDLING}),
    CaseOrder.VOID: frozenset(OPEN_STAGES),
    CaseOrder.URGE: frozenset(OPEN_STAGES),
}
NEEDS_REASON = frozenset({CaseOrder.RETURN, CaseOrder.VOID})
_NEXT_ASSIGNMENT = {
    CaseOrder.ACCEPT: (AssignmentState.SENT, AssignmentState.ACCEPTED),
    CaseOrder.ARRIVE: (AssignmentState.ACCEPTED, AssignmentState.ARRIVED),
}


def allowed_orders(case: Case) -> frozenset[CaseOrder]:
    """The orders that the rules let anyone give on this case now, whatever the role."""
    orders = {order for order, stages in ALLOWED.items() if case.stage in stages}
    state = case.assignment.state if case.assignment else None
    for order, (before, _after) in _NEXT_ASSIGNMENT.items():
        if state is not before:
            orders.discard(order)
    if case.assignment is None or case.assignment.unit_id is None:
        orders -= {CaseOrder.ACCEPT, CaseOrder.ARRIVE}
    if _has_handler(case):
        orders.discard(CaseOrder.RETURN)
    return frozenset(orders)


def _has_handler(case: Case) -> bool:
    return case.stage is CaseStage.HANDLING and case.assignment is not None and case.assignment.unit_id is not None


def require_allowed(case: Case, order: CaseOrder, reason: str = "") -> None:
    """Refuse an order that does not fit the case's stage, or lacks the reason that it needs.

    A department whose unit is on the case withdraws it first (a re-dispatch without a unit), then returns the case.
    """
    if order is CaseOrder.RETURN and _has_handler(case):
        raise Refusal("handler_assigned", "A unit is on this case; withdraw it before you return the case.", 409)
    if order not in allowed_orders(case):
        raise Refusal("case_order_not_allowed", f"A case in stage {case.stage} cannot be given the order {order}.", 409)
    if order in NEEDS_REASON and not reason.strip():
        raise Refusal("reason_required", f"The order {order} needs a reason.")
