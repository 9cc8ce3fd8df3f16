"""To whom an order goes, or what it is about: one line for the list of a seat's orders."""

from __future__ import annotations

from typing import Any

import msgspec
from PySide6.QtCore import QCoreApplication

from app.api.order_bodies import (
    CreateFence,
    DispatchCase,
    FormTalkgroup,
    MarkTask,
    OpenCase,
    RaiseSos,
    SaveMapView,
    SendMessage,
    StartPlan,
)
from app.api.orders import PendingOrder
from app.api.routes import ORDERS
from app.stores import Stores
from views import words

translate = QCoreApplication.translate


def order_subject(stores: Stores, order: PendingOrder, language: str) -> str:
    """Units by callsign, groups, places and plans by name, a case by its short number; "" where nothing is known."""
    thing = _thing(stores, order, language)
    named = _named(stores, _body(order), language)
    return " → ".join(filter(None, (thing, named)))


def _body(order: PendingOrder) -> Any:
    try:
        return msgspec.convert(order.body, ORDERS[order.name].body)
    except (KeyError, msgspec.ValidationError):  # of another version of this program, or a secret that was not kept
        return None


def _thing(stores: Stores, order: PendingOrder, language: str) -> str:
    """What the order acts on, by the path it is sent to."""
    if order.thing_id is None or order.name not in ORDERS:
        return ""
    thing_id = order.thing_id
    match ORDERS[order.name].path.split("/{id}")[0].rpartition("/")[2]:
        case "cases":
            case = stores.cases.get(thing_id)
            return f"{words.short_number(case.number)} {words.titled(case, language)}" if case else ""
        case "alarms":
            alarm = stores.alarms.get(thing_id)
            return words.alarm_title(alarm, language) if alarm else ""
        case "talkgroups":
            return _name(stores.comms.talkgroup(thing_id), language)
        case "runs":
            run = stores.plans.get(thing_id)
            return _name(stores.reference.plan_template(run.template_id) if run else None, language)
        case "low-points":
            return _name(stores.facilities.low_point(thing_id), language)
        case "fences":
            return _name(stores.fences.get(thing_id), language)
        case "risks":
            return _name(stores.risks.get(thing_id), language)
        case "map-views":
            view = stores.map_views.get(thing_id)
            return view.name if view else ""
    return ""


def _named(stores: Stores, body: Any, language: str) -> str:
    """Whom or what the order's own words name."""
    match body:
        case SendMessage(talkgroup_id=int(group_id)):
            return _name(stores.comms.talkgroup(group_id), language)
        case SendMessage(unit_id=int(unit_id)) | RaiseSos(unit_id=unit_id) | DispatchCase(unit_id=int(unit_id)):
            return _callsign(stores, unit_id)
        case SendMessage():
            return _units_of(len(body.unit_ids))
        case DispatchCase():
            return _name(stores.reference.department(body.department_code), language)
        case OpenCase():
            return body.address or _name(stores.reference.category(body.category_code), language)
        case FormTalkgroup():
            return f"{body.name} · {_units_of(len(body.member_ids))}"
        case StartPlan():
            name = _name(stores.reference.plan_template(body.template_id), language)
            return f"{name} · {words.level_word(body.level)}"
        case MarkTask():
            task = next((one for run in stores.plans.runs() for one in run.tasks if one.id == body.task_id), None)
            return _callsign(stores, task.unit_id) if task else ""
        case CreateFence() | SaveMapView():
            return body.name
    return ""


def _units_of(count: int) -> str:
    return translate("OrderSubject", "{n} units").format(n=count)


def _callsign(stores: Stores, unit_id: int) -> str:
    unit = stores.units.get(unit_id)
    return unit.callsign if unit else ""


def _name(thing: words.Named | None, language: str) -> str:
    return words.named(thing, language) if thing is not None else ""
