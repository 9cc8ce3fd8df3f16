"""The English word for every state and code, by enum; `words` translates them.

Values are typed as objects because QT_TRANSLATE_NOOP is, though each is a plain string.
"""

from __future__ import annotations

from PySide6.QtCore import QT_TRANSLATE_NOOP

from app.actions import Reason
from app.api.link import LinkState
from app.domain.alarms import AlarmKind, Verdict
from app.domain.areas import AreaLevel
from app.domain.cases import AssignmentState, CaseOrder, CaseSource, CaseStage
from app.domain.comms import TerminalState
from app.domain.duty import Role
from app.domain.facilities import LowPointKind
from app.domain.fences import FenceRule
from app.domain.levels import Level
from app.domain.orders import OrderState
from app.domain.plans import PlanKind, TaskState
from app.domain.risks import RiskKind
from app.domain.units import Freshness, UnitKind, UnitStatus

UNIT_KINDS: dict[UnitKind, object] = {
    UnitKind.COLLECTOR: QT_TRANSLATE_NOOP("words", "Collector"),
    UnitKind.OFFICER: QT_TRANSLATE_NOOP("words", "Officer"),
    UnitKind.ENFORCEMENT_CAR: QT_TRANSLATE_NOOP("words", "Enforcement car"),
    UnitKind.SWEEPER: QT_TRANSLATE_NOOP("words", "Sweeper"),
    UnitKind.BIN_TRUCK: QT_TRANSLATE_NOOP("words", "Bin truck"),
    UnitKind.PUMP_TRUCK: QT_TRANSLATE_NOOP("words", "Pump truck"),
    UnitKind.RESCUE_TRUCK: QT_TRANSLATE_NOOP("words", "Rescue truck"),
    UnitKind.MUCK_TRUCK: QT_TRANSLATE_NOOP("words", "Muck truck"),
}
UNIT_STATUSES: dict[UnitStatus, object] = {
    UnitStatus.OFF_DUTY: QT_TRANSLATE_NOOP("words", "Off duty"),
    UnitStatus.AVAILABLE: QT_TRANSLATE_NOOP("words", "Available"),
    UnitStatus.EN_ROUTE: QT_TRANSLATE_NOOP("words", "En route"),
    UnitStatus.ON_SCENE: QT_TRANSLATE_NOOP("words", "On scene"),
    UnitStatus.BUSY: QT_TRANSLATE_NOOP("words", "Busy"),
}
# By a unit's shift as the server names it; a name that is not here is shown as it is.
SHIFTS: dict[str, object] = {
    "day": QT_TRANSLATE_NOOP("words", "Day shift, 08–16"),
    "evening": QT_TRANSLATE_NOOP("words", "Evening shift, 16–24"),
    "night": QT_TRANSLATE_NOOP("words", "Night shift, 00–08"),
}
FRESHNESS: dict[Freshness, object] = {
    Freshness.FRESH: QT_TRANSLATE_NOOP("words", "Fresh"),
    Freshness.AGEING: QT_TRANSLATE_NOOP("words", "Ageing"),
    Freshness.STALE: QT_TRANSLATE_NOOP("words", "Stale"),
    Freshness.LOST: QT_TRANSLATE_NOOP("words", "Lost"),
}
TERMINAL_STATES: dict[TerminalState, object] = {
    TerminalState.ONLINE: QT_TRANSLATE_NOOP("words", "Online"),
    TerminalState.WEAK: QT_TRANSLATE_NOOP("words", "Weak"),
    TerminalState.OFFLINE: QT_TRANSLATE_NOOP("words", "Offline"),
}
CASE_STAGES: dict[CaseStage, object] = {
    CaseStage.ACCEPTANCE: QT_TRANSLATE_NOOP("words", "To be accepted"),
    CaseStage.FILING: QT_TRANSLATE_NOOP("words", "To be filed"),
    CaseStage.DISPATCH: QT_TRANSLATE_NOOP("words", "To be dispatched"),
    CaseStage.HANDLING: QT_TRANSLATE_NOOP("words", "Being handled"),
    CaseStage.VERIFICATION: QT_TRANSLATE_NOOP("words", "To be verified"),
    CaseStage.CLOSING: QT_TRANSLATE_NOOP("words", "To be closed"),
    CaseStage.CLOSED: QT_TRANSLATE_NOOP("words", "Closed"),
    CaseStage.VOID: QT_TRANSLATE_NOOP("words", "Void"),
}
CASE_SOURCES: dict[CaseSource, object] = {
    CaseSource.COLLECTOR: QT_TRANSLATE_NOOP("words", "Collector's report"),
    CaseSource.HOTLINE_12319: QT_TRANSLATE_NOOP("words", "Hotline 12319"),
    CaseSource.HOTLINE_12345: QT_TRANSLATE_NOOP("words", "Hotline 12345"),
    CaseSource.POLICE_110: QT_TRANSLATE_NOOP("words", "Transfer from 110"),
    CaseSource.CITIZEN: QT_TRANSLATE_NOOP("words", "Citizen's report"),
    CaseSource.VIDEO: QT_TRANSLATE_NOOP("words", "Video"),
    CaseSource.LEADER: QT_TRANSLATE_NOOP("words", "Leader's order"),
    CaseSource.MEDIA: QT_TRANSLATE_NOOP("words", "Media"),
    CaseSource.IOT: QT_TRANSLATE_NOOP("words", "Sensors"),
    CaseSource.SEAT: QT_TRANSLATE_NOOP("words", "Written at a seat"),
}
CASE_ORDERS: dict[CaseOrder, object] = {
    CaseOrder.REGISTER: QT_TRANSLATE_NOOP("words", "Register"),
    CaseOrder.FILE: QT_TRANSLATE_NOOP("words", "File"),
    CaseOrder.DISPATCH: QT_TRANSLATE_NOOP("words", "Dispatch"),
    CaseOrder.ACCEPT: QT_TRANSLATE_NOOP("words", "Accept"),
    CaseOrder.ARRIVE: QT_TRANSLATE_NOOP("words", "Arrive"),
    CaseOrder.FINISH: QT_TRANSLATE_NOOP("words", "Finish"),
    CaseOrder.VERIFY: QT_TRANSLATE_NOOP("words", "Verify"),
    CaseOrder.CLOSE: QT_TRANSLATE_NOOP("words", "Close"),
    CaseOrder.RETURN: QT_TRANSLATE_NOOP("words", "Return"),
    CaseOrder.VOID: QT_TRANSLATE_NOOP("words", "Make void"),
    CaseOrder.URGE: QT_TRANSLATE_NOOP("words", "Urge"),
}
CASE_ENTRIES: dict[str, object] = {
    "open": QT_TRANSLATE_NOOP("words", "Opened"),
    "register": QT_TRANSLATE_NOOP("words", "Registered"),
    "file": QT_TRANSLATE_NOOP("words", "Filed"),
    "dispatch": QT_TRANSLATE_NOOP("words", "Dispatched"),
    "accept": QT_TRANSLATE_NOOP("words", "Accepted"),
    "arrive": QT_TRANSLATE_NOOP("words", "Arrived"),
    "finish": QT_TRANSLATE_NOOP("words", "Finished"),
    "verify": QT_TRANSLATE_NOOP("words", "Verified"),
    "close": QT_TRANSLATE_NOOP("words", "Case closed"),
    "return": QT_TRANSLATE_NOOP("words", "Returned"),
    "void": QT_TRANSLATE_NOOP("words", "Made void"),
    "urge": QT_TRANSLATE_NOOP("words", "Urged"),
}
ASSIGNMENT_STATES: dict[AssignmentState, object] = {
    AssignmentState.SENT: QT_TRANSLATE_NOOP("words", "Sent"),
    AssignmentState.ACCEPTED: QT_TRANSLATE_NOOP("words", "Accepted"),
    AssignmentState.ARRIVED: QT_TRANSLATE_NOOP("words", "Arrived"),
    AssignmentState.FINISHED: QT_TRANSLATE_NOOP("words", "Finished"),
}
LEVELS: dict[Level, object] = {
    Level.RED: QT_TRANSLATE_NOOP("words", "Red"),
    Level.ORANGE: QT_TRANSLATE_NOOP("words", "Orange"),
    Level.YELLOW: QT_TRANSLATE_NOOP("words", "Yellow"),
    Level.BLUE: QT_TRANSLATE_NOOP("words", "Blue"),
}
ALARM_KINDS: dict[AlarmKind, object] = {
    AlarmKind.SOS: QT_TRANSLATE_NOOP("words", "SOS"),
    AlarmKind.WATER_LEVEL: QT_TRANSLATE_NOOP("words", "High water"),
    AlarmKind.ROAD_CLOSED: QT_TRANSLATE_NOOP("words", "Road closed"),
    AlarmKind.STUCK_VEHICLE: QT_TRANSLATE_NOOP("words", "Stuck vehicle"),
    AlarmKind.EQUIPMENT: QT_TRANSLATE_NOOP("words", "Equipment"),
    AlarmKind.FENCE_ENTERED: QT_TRANSLATE_NOOP("words", "Entered a zone"),
    AlarmKind.FENCE_LEFT: QT_TRANSLATE_NOOP("words", "Left its zone"),
    AlarmKind.OFF_ROUTE: QT_TRANSLATE_NOOP("words", "Off route"),
}
VERDICTS: dict[Verdict, object] = {
    Verdict.TRUE: QT_TRANSLATE_NOOP("words", "True alarm"),
    Verdict.FALSE: QT_TRANSLATE_NOOP("words", "False alarm"),
}
FENCE_RULES: dict[FenceRule, object] = {
    FenceRule.KEEP_OUT: QT_TRANSLATE_NOOP("words", "Keep out of the zone"),
    FenceRule.KEEP_IN: QT_TRANSLATE_NOOP("words", "Stay in the zone"),
    FenceRule.ROUTE: QT_TRANSLATE_NOOP("words", "Keep to the route"),
}
WARNING_TYPES: dict[str, object] = {
    "01": QT_TRANSLATE_NOOP("words", "Typhoon"),
    "02": QT_TRANSLATE_NOOP("words", "Rainstorm"),
    "03": QT_TRANSLATE_NOOP("words", "Snowstorm"),
    "04": QT_TRANSLATE_NOOP("words", "Cold wave"),
    "05": QT_TRANSLATE_NOOP("words", "Gale"),
    "06": QT_TRANSLATE_NOOP("words", "Sandstorm"),
    "07": QT_TRANSLATE_NOOP("words", "Heat"),
    "08": QT_TRANSLATE_NOOP("words", "Drought"),
    "09": QT_TRANSLATE_NOOP("words", "Lightning"),
    "10": QT_TRANSLATE_NOOP("words", "Hail"),
    "11": QT_TRANSLATE_NOOP("words", "Frost"),
    "12": QT_TRANSLATE_NOOP("words", "Dense fog"),
    "13": QT_TRANSLATE_NOOP("words", "Haze"),
    "14": QT_TRANSLATE_NOOP("words", "Icy roads"),
}
PLAN_KINDS: dict[PlanKind, object] = {
    PlanKind.FLOOD: QT_TRANSLATE_NOOP("words", "Flood plan"),
}
TASK_STATES: dict[TaskState, object] = {
    TaskState.SENT: QT_TRANSLATE_NOOP("words", "Sent"),
    TaskState.DELIVERED: QT_TRANSLATE_NOOP("words", "Delivered"),
    TaskState.ACKNOWLEDGED: QT_TRANSLATE_NOOP("words", "Acknowledged"),
    TaskState.ON_SCENE: QT_TRANSLATE_NOOP("words", "On scene"),
    TaskState.DONE: QT_TRANSLATE_NOOP("words", "Done"),
}
ORDER_STATES: dict[OrderState, object] = {
    OrderState.WAITING: QT_TRANSLATE_NOOP("words", "Waiting for the server"),
    OrderState.SENT: QT_TRANSLATE_NOOP("words", "Waiting for the answer"),
    OrderState.ACCEPTED: QT_TRANSLATE_NOOP("words", "Taken by the server"),
    OrderState.DELIVERED: QT_TRANSLATE_NOOP("words", "Delivered"),
    OrderState.ACKNOWLEDGED: QT_TRANSLATE_NOOP("words", "Acknowledged"),
    OrderState.FAILED: QT_TRANSLATE_NOOP("words", "Refused"),
    OrderState.UNKNOWN: QT_TRANSLATE_NOOP("words", "No answer yet, asking again"),
}
ORDER_NAMES: dict[str, object] = {
    "open_case": QT_TRANSLATE_NOOP("words", "Open a case"),
    "register_case": QT_TRANSLATE_NOOP("words", "Register a case"),
    "file_case": QT_TRANSLATE_NOOP("words", "File a case"),
    "dispatch_case": QT_TRANSLATE_NOOP("words", "Dispatch a case"),
    "accept_case": QT_TRANSLATE_NOOP("words", "Accept a case"),
    "arrive_case": QT_TRANSLATE_NOOP("words", "Report the arrival"),
    "finish_case": QT_TRANSLATE_NOOP("words", "Finish a case"),
    "verify_case": QT_TRANSLATE_NOOP("words", "Verify a case"),
    "close_case": QT_TRANSLATE_NOOP("words", "Close a case"),
    "return_case": QT_TRANSLATE_NOOP("words", "Return a case"),
    "void_case": QT_TRANSLATE_NOOP("words", "Make a case void"),
    "urge_case": QT_TRANSLATE_NOOP("words", "Urge a case"),
    "send_message": QT_TRANSLATE_NOOP("words", "Send a text"),
    "form_talkgroup": QT_TRANSLATE_NOOP("words", "Form a temporary group"),
    "end_talkgroup": QT_TRANSLATE_NOOP("words", "End a temporary group"),
    "raise_sos": QT_TRANSLATE_NOOP("words", "Raise an SOS"),
    "claim_alarm": QT_TRANSLATE_NOOP("words", "Claim an alarm"),
    "close_alarm": QT_TRANSLATE_NOOP("words", "Close an alarm"),
    "start_plan": QT_TRANSLATE_NOOP("words", "Start a plan"),
    "change_plan_level": QT_TRANSLATE_NOOP("words", "Change the response level"),
    "mark_task": QT_TRANSLATE_NOOP("words", "Mark a task"),
    "end_plan": QT_TRANSLATE_NOOP("words", "End a plan"),
    "close_road": QT_TRANSLATE_NOOP("words", "Close a road"),
    "assess_risk": QT_TRANSLATE_NOOP("words", "Assess a risk"),
    "open_road": QT_TRANSLATE_NOOP("words", "Open a road"),
    "create_fence": QT_TRANSLATE_NOOP("words", "Make a fence"),
    "change_fence": QT_TRANSLATE_NOOP("words", "Change a fence"),
    "close_fence": QT_TRANSLATE_NOOP("words", "Close a fence"),
    "save_map_view": QT_TRANSLATE_NOOP("words", "Share a map view"),
    "delete_map_view": QT_TRANSLATE_NOOP("words", "Delete a shared map view"),
    "set_clock": QT_TRANSLATE_NOOP("words", "Set the city's clock"),
    "adopt_device": QT_TRANSLATE_NOOP("words", "Adopt a device"),
    "create_account": QT_TRANSLATE_NOOP("words", "Create an account"),
    "set_password": QT_TRANSLATE_NOOP("words", "Set a password"),
    "change_unit_status": QT_TRANSLATE_NOOP("words", "Change a unit's status"),
    "create_area": QT_TRANSLATE_NOOP("words", "Create an area"),
    "change_area": QT_TRANSLATE_NOOP("words", "Change an area"),
    "create_unit": QT_TRANSLATE_NOOP("words", "Create a unit"),
}
LINK_STATES: dict[LinkState, object] = {
    LinkState.CONNECTING: QT_TRANSLATE_NOOP("words", "Connecting"),
    LinkState.LIVE: QT_TRANSLATE_NOOP("words", "Live"),
    LinkState.STALE: QT_TRANSLATE_NOOP("words", "Stale"),
    LinkState.OFFLINE: QT_TRANSLATE_NOOP("words", "Server offline"),
    LinkState.SIGNED_OUT: QT_TRANSLATE_NOOP("words", "Signed out"),
}
ROLES: dict[Role, object] = {
    Role.VIEWER: QT_TRANSLATE_NOOP("words", "Viewer"),
    Role.DISPATCHER: QT_TRANSLATE_NOOP("words", "Dispatcher"),
    Role.LEADER: QT_TRANSLATE_NOOP("words", "Duty leader"),
    Role.ADMIN: QT_TRANSLATE_NOOP("words", "Administrator"),
}
AREA_LEVELS: dict[AreaLevel, object] = {
    AreaLevel.CITY: QT_TRANSLATE_NOOP("words", "City"),
    AreaLevel.STREET: QT_TRANSLATE_NOOP("words", "Street"),
    AreaLevel.COMMUNITY: QT_TRANSLATE_NOOP("words", "Community"),
    AreaLevel.GRID: QT_TRANSLATE_NOOP("words", "Unit grid"),
}
LOW_POINT_KINDS: dict[LowPointKind, object] = {
    LowPointKind.UNDERPASS: QT_TRANSLATE_NOOP("words", "Underpass"),
    LowPointKind.LOW_ROAD: QT_TRANSLATE_NOOP("words", "Low road"),
}
RISK_KINDS: dict[RiskKind, object] = {
    RiskKind.GAS_STATION: QT_TRANSLATE_NOOP("words", "Filling station"),
    RiskKind.GAS_USE: QT_TRANSLATE_NOOP("words", "Gas in restaurants"),
    RiskKind.UNDERPASS: QT_TRANSLATE_NOOP("words", "Underpass that floods"),
    RiskKind.OLD_BOARD: QT_TRANSLATE_NOOP("words", "Old advertising board"),
    RiskKind.PIT: QT_TRANSLATE_NOOP("words", "Construction pit"),
    RiskKind.OLD_TREE: QT_TRANSLATE_NOOP("words", "Dangerous tree"),
    RiskKind.STREET_MARKET: QT_TRANSLATE_NOOP("words", "Dense street market"),
    RiskKind.OLD_BUILDING: QT_TRANSLATE_NOOP("words", "Unsafe building"),
    RiskKind.BRIDGE: QT_TRANSLATE_NOOP("words", "Bridge"),
    RiskKind.WATERSIDE: QT_TRANSLATE_NOOP("words", "Waterside"),
    RiskKind.WASTE_STATION: QT_TRANSLATE_NOOP("words", "Transfer station or septic tank"),
    RiskKind.FACADE: QT_TRANSLATE_NOOP("words", "Falling façade"),
    RiskKind.COLLAPSE: QT_TRANSLATE_NOOP("words", "Road that may collapse"),
}
RISK_LEVELS: dict[Level, object] = {
    Level.RED: QT_TRANSLATE_NOOP("words", "Red risk"),
    Level.ORANGE: QT_TRANSLATE_NOOP("words", "Orange risk"),
    Level.YELLOW: QT_TRANSLATE_NOOP("words", "Yellow risk"),
    Level.BLUE: QT_TRANSLATE_NOOP("words", "Blue risk"),
}
SUGGESTION_REASONS: dict[Reason, object] = {
    Reason.KIND_FITS: QT_TRANSLATE_NOOP("words", "Fits the case"),
    Reason.OWN_DEPARTMENT: QT_TRANSLATE_NOOP("words", "Own department"),
    Reason.OWN_AREA: QT_TRANSLATE_NOOP("words", "At home here"),
    Reason.ON_OTHER_CASE: QT_TRANSLATE_NOOP("words", "On another case"),
    Reason.LOW_BATTERY: QT_TRANSLATE_NOOP("words", "Low battery"),
    Reason.WEAK_SIGNAL: QT_TRANSLATE_NOOP("words", "Weak signal"),
    Reason.OLD_POSITION: QT_TRANSLATE_NOOP("words", "Old position"),
    Reason.DETOUR: QT_TRANSLATE_NOOP("words", "Around closed roads"),
    Reason.CUT_OFF: QT_TRANSLATE_NOOP("words", "No open road, by air"),
}
